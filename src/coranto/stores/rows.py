"""What the tables of a store share: the engine, an insert that may be repeated, and the spelling of an instant.

Why: every write is idempotent in the same way, and one place knows the dialects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import IntegrityError

from coranto.errors import StoreError
from coranto.types import Article


class Rows:
    """The part of a store that every other part stands on."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Release the database."""
        self._engine.dispose()


def add(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row; False where its key is there already. The one place that knows dialects."""
    if connection.dialect.name != "sqlite":
        raise StoreError(f"stores of kind '{connection.dialect.name}' are not supported", mend="use SQLite")
    return bool(checked(connection, sqlite_insert(table).values(**values).on_conflict_do_nothing()).rowcount)


def checked(connection: Connection, statement: Any) -> Any:
    """Run a statement. Raises ``StoreError`` where it refers to a row that is not there."""
    try:
        return connection.execute(statement)
    except IntegrityError as error:
        raise StoreError(
            f"the store lacks what this refers to: {error.orig}", mend="store the article first"
        ) from error


def utc(at: datetime) -> int:
    """Microseconds since 1970 in UTC, exact: to sort by."""
    return (at.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def pieces(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, each once, in pieces that fit SQLite's limit on parameters."""
    every = sorted(set(ids))
    for at in range(0, len(every), 500):
        yield every[at : at + 500]


def article_of(row: Row[Any]) -> Article:
    """The article of a row of the table ``articles``."""
    return Article(
        id=row.id,
        url=row.url,
        title=row.title,
        text=row.text,
        publisher=row.publisher,
        published_at=datetime.fromisoformat(row.published_at),
        language=row.language,
        coverage=row.coverage,
        date_certain=row.date_certain,
        author=row.author,
        feed=row.feed,
    )
