"""Opening a database as a store: which one an address means, its schema, and one clear sentence where that fails.

Kept apart from the store itself, since everything that can go wrong goes wrong here, before any work is done.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from coranto.errors import StoreError
from coranto.stores.kinds import POSTGRESQL
from coranto.stores.postgres import is_utf8, make_schema, open_server, site_of
from coranto.stores.rows import writing
from coranto.stores.sqlite import keep_a_journal, open_file, path_url
from coranto.stores.tables import FORMAT, meta

HEAD = "0006"
"""The newest migration. A test holds it equal to Alembic's own head."""

_OURS = {
    "sqlite": "give the path of a Coranto store, or of a new file",
    POSTGRESQL: "give the address of a Coranto store, or of an empty database: createdb makes one",
}


def open_database(address: str, *, create: bool) -> tuple[Engine, str]:
    """An engine over a database whose schema is the newest, and its address without a password.

    Raises ``StoreError`` with the mend.
    """
    url = _parse(address)
    kind = url.get_backend_name()
    name = url.render_as_string(hide_password=True) if kind == POSTGRESQL else address
    engine = open_server(url) if kind == POSTGRESQL else open_file(url, create=create)
    try:
        with engine.connect() as connection:
            version = _version(connection, name)
        if version is None and not create:
            raise StoreError(
                f"there is no store {name}", mend=f"make one with: coranto build INPUT --out DIR --store {name}"
            )
        if version != HEAD:
            with writing(engine) as connection:
                if kind == POSTGRESQL:
                    make_schema(connection, site_of(url))
                # Asked again: another process may have been quicker.
                if _version(connection, name) != HEAD:
                    _migrate(connection)
        if kind != POSTGRESQL:
            keep_a_journal(engine)
    except DatabaseError as error:
        engine.dispose()
        raise StoreError(f"store {name} cannot be used: {error.orig}", mend=_OURS[kind]) from error
    except StoreError:
        engine.dispose()
        raise
    return engine, name


def _parse(address: str) -> URL:
    if "://" not in address:
        return path_url(address)
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise StoreError(
            f"{address!r} is no address of a store", mend="give a path, sqlite:///path or postgresql://host/name"
        ) from error
    kind = "postgresql" if url.get_backend_name() == "postgres" else url.get_backend_name()
    if kind not in _OURS:
        raise StoreError(
            f"stores of kind '{kind}' are not supported", mend="give a path, sqlite:///path or postgresql://host/name"
        )
    return url.set(drivername=kind)


def _version(connection: Connection, name: str) -> str | None:
    """The schema that a store has, None if the database is empty. Raises ``StoreError`` if it is not for us."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        if connection.dialect.name == POSTGRESQL and not is_utf8(connection):
            raise StoreError(
                f"database {name} does not keep its texts as UTF-8",
                mend="make one that does: createdb --encoding=UTF8 --template=template0 NAME",
            )
        return None
    if "meta" not in tables or _format(connection) != FORMAT:
        raise StoreError(f"{name} is a database of another program", mend=_OURS[connection.dialect.name])
    version: str | None = None
    if "alembic_version" in tables:
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if version is not None and version > HEAD:
        raise StoreError(
            f"store {name} was written by a newer Coranto (schema {version}, this one knows {HEAD})",
            mend="install that version or a later one",
        )
    return version


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
