"""What the tables of a store share: the engine, an insert that may be repeated, and the spelling of an instant.

Why: every write is idempotent in the same way, and one place knows the dialects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Engine, Row, Table
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


def added(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], key: Column[Any]) -> set[Any]:
    """Insert rows; the keys of those that were not there already."""
    statement = sqlite_insert(table).on_conflict_do_nothing().returning(key)
    return set(checked(connection, statement, rows).scalars())


def put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, or give those that are there by their primary key these values."""
    if rows:
        statement = sqlite_insert(table)
        values = {name: statement.excluded[name] for name in rows[0]}
        keys = list(table.primary_key.columns)
        checked(connection, statement.on_conflict_do_update(index_elements=keys, set_=values), rows)


def checked(connection: Connection, statement: Any, rows: Sequence[dict[str, Any]] | None = None) -> Any:
    """Run a statement, for many rows at once if given. Raises ``StoreError`` where it refers to a row not there."""
    try:
        return connection.execute(statement, rows)
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
