"""Opening a database as a store: its address, its pragmas, its schema, and one clear sentence where that fails.

Kept apart from the store itself, since everything that can go wrong goes wrong here, before any work is done.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.pool import StaticPool

from coranto.errors import StoreError
from coranto.stores.tables import FORMAT, meta

HEAD = "0004"
"""The newest migration. A test holds it equal to Alembic's own head."""

_BUSY_MS = 10_000


def open_database(address: str, *, create: bool) -> Engine:
    """An engine over a database whose schema is the newest. Raises ``StoreError`` with the mend."""
    url = _parse(address)
    file = None if url.database in (None, "", ":memory:") else Path(str(url.database))
    if file is not None:
        _check_file(file, create=create)
    engine = (
        create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
        if file is None
        else create_engine(url)
    )
    event.listen(engine, "connect", _prepare)
    try:
        with engine.begin() as connection:
            _bring_up(connection, address)
        with engine.connect() as connection:
            # Kept in the file: so not before we know that the file is ours.
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    except DatabaseError as error:
        engine.dispose()
        raise StoreError(
            f"store {address} cannot be used: {error.orig}", mend="give the path of a Coranto store, or of a new file"
        ) from error
    except StoreError:
        engine.dispose()
        raise
    return engine


def _parse(address: str) -> URL:
    if "://" not in address:
        return URL.create("sqlite", database=os.path.abspath(os.path.expanduser(address)) if address else None)
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{address!r} is no address of a store", mend="give a path or sqlite:///path") from error
    if url.get_backend_name() != "sqlite":
        raise StoreError(
            f"stores of kind '{url.get_backend_name()}' are not supported", mend="give a path or sqlite:///path"
        )
    return url


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


def _prepare(connection: Any, _record: Any) -> None:
    """SQLite as a store needs it: references checked, patience with a busy file, commits that outlive us."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _bring_up(connection: Connection, address: str) -> None:
    tables = set(inspect(connection).get_table_names())
    version = (
        connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if "alembic_version" in tables
        else None
    )
    if tables and ("meta" not in tables or _format(connection) != FORMAT):
        raise StoreError(
            f"{address} is a database of another program", mend="give the path of a Coranto store, or of a new file"
        )
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise StoreError(
            f"store {address} was written by a newer Coranto (schema {version}, this one knows {HEAD})",
            mend="install that version or a later one",
        )
    _migrate(connection)


def _format(connection: Connection) -> str | None:
    value: str | None = connection.execute(select(meta.c.value).where(meta.c.key == "format")).scalar()
    return value


def _migrate(connection: Connection) -> None:
    # Alembic takes a third of a second to import: only a new or an old store pays for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
