"""What a database says when it fails, as one sentence with the mend.

Why: a full disk, a server that is gone and a pool that is used up are everyday things. Whoever meets them must read
what happened, that nothing half-written is left, and what to do; not a traceback of a driver.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    DBAPIError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    TimeoutError,
)

from coranto.errors import StoreError

_AGAIN = "run the same command again"
_FULL = ("has no room left on its disk", f"make room, then {_AGAIN}: nothing is lost, nothing half-written")
_BUSY = ("is held by another writer", f"wait for it to end, then {_AGAIN}")
_READ_ONLY = ("may only be read", f"change its rights, then {_AGAIN}")
_GONE = ("is gone", f"start the database again, then {_AGAIN}: what was not acknowledged is done then")
_CROWDED = ("takes no more connections", f"raise max_connections, or end another program, then {_AGAIN}")
_BROKEN = ("is damaged", "look with: coranto db check; then take the last backup")
_BY_CODE = {
    "SQLITE_FULL": _FULL,
    "53100": _FULL,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "55P03": _BUSY,
    "SQLITE_READONLY": _READ_ONLY,
    "25006": _READ_ONLY,
    "53300": _CROWDED,
    "SQLITE_CORRUPT": _BROKEN,
    "SQLITE_NOTADB": _BROKEN,
    "XX001": _BROKEN,
    "XX002": _BROKEN,
    "57P01": _GONE,
    "57P02": _GONE,
    "57P03": _GONE,
}
"""By the names that SQLite, and the codes that PostgreSQL gives."""


@contextmanager
def told(store: str) -> Iterator[None]:
    """Raise what a database cannot do as ``StoreError`` about the store of this name; our own mistakes as they are."""
    try:
        yield
    except TimeoutError as error:
        raise StoreError(
            f"all connections to store {store} are in use", mend="ask less at a time, or wait and ask again"
        ) from error
    except (ProgrammingError, DataError, InterfaceError):
        raise
    except DatabaseError as error:
        what, mend = _meaning(error)
        raise StoreError(f"store {store} {what}", mend=mend) from error


def _meaning(error: DBAPIError) -> tuple[str, str]:
    code = _code(error)
    known = _BY_CODE.get(code) or _BY_CODE.get("_".join(code.split("_")[:2]))
    if known is not None:
        return known
    # Who cannot connect gets no code: only a server that answers gives one.
    if error.connection_invalidated or code.startswith("08") or (not code and isinstance(error, OperationalError)):
        return _GONE
    return (f"failed: {error.orig}", f"see to that, then {_AGAIN}")


def _code(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or "")
