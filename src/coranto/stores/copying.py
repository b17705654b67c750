"""Copies a store into another, of either kind: from a laptop's file to a server, and back into a file as a backup.

A copy is one transaction: what is in the source at one moment is in the target, to the last row and in the same order,
or nothing is. So an interrupted copy is simply made again.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from coranto.errors import StoreError
from coranto.stores import words_postgres
from coranto.stores.faults import told
from coranto.stores.kinds import POSTGRESQL
from coranto.stores.opening import open_database
from coranto.stores.rows import article_of, snapshots, writing
from coranto.stores.tables import articles, meta, metadata

Told = Callable[[str, int], None]
"""Told of each table that was copied, and how many rows it has."""

_ROWS_AT_ONCE = 200
_COUNTED = ("articles", "analyses", "assignments", "rejections", "feeds")
"""Tables whose ``seq`` PostgreSQL counts by itself: it must go on where the copy ends."""


def copy_store(source: str, target: str, told_of: Told | None = None) -> dict[str, int]:
    """Copy all of a store into an empty or new one; how many rows each table got.

    Raises ``StoreError``, and leaves the target empty, where it is not empty or anything goes wrong.
    """
    old, old_name = open_database(source, create=False)
    try:
        new, new_name = open_database(target, create=True)
        try:
            with told(old_name), snapshots(old).connect() as reading, told(new_name), writing(new) as connection:
                _check_empty(connection, new_name)
                done = {}
                for table in metadata.sorted_tables:
                    done[table.name] = _copy(reading, connection, table)
                    if told_of is not None:
                        told_of(table.name, done[table.name])
                if connection.dialect.name == POSTGRESQL:
                    _count_on(connection)
                return done
        finally:
            new.dispose()
    finally:
        old.dispose()


def back_up(source: str, file: Path, told_of: Told | None = None) -> dict[str, int]:
    """Write a store as it stands into a new SQLite file, which is a store itself; how many rows each table got.

    Others may write meanwhile. An interrupted backup leaves no file. Raises ``StoreError`` where it is there already.
    """
    if file.exists():
        raise StoreError(f"{file} is there already", mend="give the name of a new file")
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        done = copy_store(source, str(part.absolute()), told_of)
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(file)
    except OSError as error:
        raise StoreError(f"{file} cannot be written: {error.strerror}", mend="give another path") from error
    finally:
        for leftover in ("", "-wal", "-shm", "-journal"):
            Path(f"{part}{leftover}").unlink(missing_ok=True)
    return done


def _check_empty(connection: Connection, name: str) -> None:
    for table in metadata.sorted_tables:
        if table is not meta and connection.execute(select(func.count()).select_from(table)).scalar():
            raise StoreError(f"store {name} has {table.name} already", mend="give a new store: a copy adds to none")


def _copy(reading: Connection, writing_to: Connection, table: Table) -> int:
    """Copy the rows of one table in the order of their keys."""
    keys = [table.c.seq] if "seq" in table.c else list(table.primary_key.columns)
    query = select(table).order_by(*keys).execution_options(yield_per=_ROWS_AT_ONCE)
    if table is meta:
        query = query.where(meta.c.key != "format")
    count = 0
    for rows in reading.execute(query).partitions():
        values: list[dict[str, Any]] = [dict(row._mapping) for row in rows]
        writing_to.execute(insert(table), values)
        if table is articles and writing_to.dialect.name == POSTGRESQL:
            words_postgres.index(writing_to, [article_of(row) for row in rows])
        count += len(values)
    return count


def _count_on(connection: Connection) -> None:
    for table in _COUNTED:
        connection.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{table}', 'seq'), coalesce(max(seq), 1)) FROM {table}")
        )
