"""A SQLite file as a store: its path, its pragmas, and transactions that begin when we say.

Why our own BEGIN: Python's driver opens a transaction only before some statements, so that a migration would not be one
transaction, and a reader of two tables could see two states. A writer takes the file's lock at once and waits its turn.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import StaticPool

from coranto.errors import StoreError
from coranto.stores.rows import WRITES

_BUSY_MS = 10_000
_POOL = 20
"""Connections at most: more readers than that at one time wait, at most half a minute."""


def open_file(url: URL, *, create: bool) -> Engine:
    """An engine over a file, or over a database in memory. Raises ``StoreError`` where the path is no good."""
    file = None if url.database in (None, "", ":memory:") else Path(str(url.database))
    if file is None:
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
        event.listen(engine, "connect", _prepare)
        return engine
    _check_file(file, create=create)
    engine = create_engine(url, pool_size=_POOL, max_overflow=0)
    event.listen(engine, "connect", _prepare_file)
    event.listen(engine, "begin", _begin)
    return engine


def path_url(path: str) -> URL:
    """The address of a path; of none, a database in memory."""
    return URL.create("sqlite", database=os.path.abspath(os.path.expanduser(path)) if path else None)


def keep_a_journal(engine: Engine) -> None:
    """Let readers go on beside a writer. It is kept in the file: so not before we know that the file is ours."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.close()
    finally:
        connection.close()


def _prepare(connection: Any, _record: Any) -> None:
    """SQLite as a store needs it: references checked, patience with a busy file, commits that outlive us."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _prepare_file(connection: Any, record: Any) -> None:
    _prepare(connection, record)
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")


def _check_file(file: Path, *, create: bool) -> None:
    folder = file.parent
    if file.is_dir():
        raise StoreError(f"store {file} is a folder", mend="give the path of a file in it")
    if file.exists():
        if not os.access(file, os.R_OK):
            raise StoreError(f"store {file} may not be read", mend="change its rights")
        return
    if not create:
        raise StoreError(
            f"there is no store {file}", mend=f"make one with: coranto build INPUT --out DIR --store {file}"
        )
    if not folder.is_dir():
        raise StoreError(f"folder {folder} of the store does not exist", mend="create it, or give another path")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StoreError(
            f"folder {folder} of the store may not be written", mend="change its rights, or give another path"
        )
