"""A PostgreSQL database as a store: its address, the site in it, and patience with a server that comes back.

One database may hold several sites: ``postgresql://HOST/NAME?site=harbour`` keeps all of a site in a schema of its own,
``site_harbour``, and a connection sees no other. So no query has to say whose rows it wants, and none can forget to.
"""

from __future__ import annotations

import re
import time
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from coranto.errors import StoreError

PATIENCE_SECONDS = 20.0
"""How long a program that had the database waits for it to come back, before it says that it is gone."""

_CONNECT_SECONDS = 10
_POOL = 20
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('coranto'), hashtext(current_schema()))"
_SITE = re.compile(r"[a-z][a-z0-9_]{0,39}")


def open_server(url: URL) -> Engine:
    """An engine over a database of a server. Connects at its first use. Raises ``StoreError``."""
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise StoreError(
            "stores on PostgreSQL need a driver that is not installed", mend="pip install 'coranto[postgres]'"
        ) from error
    site, options = site_of(url), str(url.query.get("options", ""))
    if site:
        options = f"{options} -csearch_path=site_{site}".strip()
    address = url.set(drivername="postgresql+psycopg").difference_update_query(["site", "options"])
    engine = create_engine(
        address,
        pool_size=_POOL,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"connect_timeout": _CONNECT_SECONDS, **({"options": options} if options else {})},
    )
    event.listen(engine, "do_connect", _Patience())
    return engine


def site_of(url: URL) -> str:
    """The site that an address names, "" for none. Raises ``StoreError`` if that is no name."""
    site = url.query.get("site", "")
    if site and not (isinstance(site, str) and _SITE.fullmatch(site)):
        raise StoreError(
            f"{site!r} is no name of a site", mend="use up to 40 small letters, figures and underscores, a letter first"
        )
    return str(site)


def make_schema(connection: Connection, site: str) -> None:
    """Make the schema of a site, where there is none."""
    if site:
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS site_{site}")


def wait_for_turn(connection: Connection) -> None:
    """Hold the site's only pen until this transaction ends.

    Why: numbers are given out in the order in which they become visible, and no two writers can stop each other.
    """
    connection.exec_driver_sql(_LOCK)


def is_utf8(connection: Connection) -> bool:
    """Whether the database can hold every letter."""
    return bool(connection.exec_driver_sql("SHOW server_encoding").scalar() == "UTF8")


class _Patience:
    """Connects; and after a first time tries again for a while, as a server may only have been restarted."""

    def __init__(self) -> None:
        self._was_there = False

    def __call__(self, dialect: Any, _record: Any, arguments: Any, named: Any) -> Any:
        """A connection of the driver."""
        until = time.monotonic() + (PATIENCE_SECONDS if self._was_there else 0.0)
        pause = 0.05
        while True:
            try:
                connection = dialect.connect(*arguments, **named)
            except dialect.dbapi.OperationalError:
                if time.monotonic() + pause > until:
                    raise
                time.sleep(pause)
                pause = min(pause * 2, 1.0)
            else:
                self._was_there = True
                return connection
