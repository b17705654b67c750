"""What the tables of a store share: the engine, an insert that may be repeated, and the spelling of an instant.

Why: every write is idempotent in the same way, and one place knows the dialects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Engine, Row, Table, literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from coranto.errors import StoreError
from coranto.stores.faults import told
from coranto.stores.kinds import POSTGRESQL
from coranto.stores.postgres import wait_for_turn
from coranto.types import Article

WRITES = "coranto_writes"
"""The execution option of a connection that will write."""


class Rows:
    """The part of a store that every other part stands on. ``name`` is its address as shown to people."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self.name = name
        self._snapshots = snapshots(engine)

    def close(self) -> None:
        """Release the database."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store, however many questions it is asked."""
        with told(self.name), self._snapshots.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction that writes: all of it or nothing. Only one at a time is under way in a store."""
        with told(self.name), writing(self._engine) as connection:
            yield connection


def snapshots(engine: Engine) -> Engine:
    """The same database for connections that see one state of it until they are closed, and write nothing."""
    if engine.dialect.name != POSTGRESQL:
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that has the store to itself among writers."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if connection.dialect.name == POSTGRESQL:
            wait_for_turn(connection)
        yield connection


def add(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row; False where its key is there already."""
    statement = _insert(connection, table).on_conflict_do_nothing().returning(literal_column("1"))
    return checked(connection, statement, values).first() is not None


def added(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], key: Column[Any]) -> set[Any]:
    """Insert rows; the keys of those that were not there already."""
    statement = _insert(connection, table).on_conflict_do_nothing().returning(key)
    return set(checked(connection, statement, rows).scalars())


def put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, or give those that are there by their primary key these values."""
    if rows:
        statement = _insert(connection, table)
        values = {name: statement.excluded[name] for name in rows[0]}
        keys = list(table.primary_key.columns)
        checked(connection, statement.on_conflict_do_update(index_elements=keys, set_=values), rows)


def _insert(connection: Connection, table: Table) -> Any:
    """An insert that can say what to do where the row is there already: each dialect has its own class for it."""
    return postgresql.insert(table) if connection.dialect.name == POSTGRESQL else sqlite.insert(table)


def checked(
    connection: Connection, statement: Any, rows: Sequence[dict[str, Any]] | dict[str, Any] | None = None
) -> Any:
    """Run a statement, for one row or many if given. Raises ``StoreError`` where it refers to what is not there."""
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
    """The ids, each once, in pieces that fit a database's limit on parameters."""
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
        updated_at=None if row.updated_at is None else datetime.fromisoformat(row.updated_at),
    )
