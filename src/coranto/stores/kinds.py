"""The kinds of columns that a store's tables are made of, so that every database keeps and sorts alike.

Why: the same bytes must come out of every database. So letters sort by their code points everywhere, and what
PostgreSQL cannot hold in a text, the null character, is written in another way there and given back as it was.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

POSTGRESQL = "postgresql"

Number = BigInteger().with_variant(Integer(), "sqlite")
"""A row's number: SQLite counts up only what is spelt INTEGER, and needs no other."""

_ESCAPE, _NULL = "\x1a", "\x00"


class Words(TypeDecorator[str]):
    """A text of anybody's: on PostgreSQL with its null characters escaped."""

    impl: TypeEngine[str] = Text().with_variant(Text(collation="C"), POSTGRESQL)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What is written, or compared with what is."""
        if value is None or dialect.name != POSTGRESQL or not (_NULL in value or _ESCAPE in value):
            return value
        return value.replace(_ESCAPE, _ESCAPE + "1").replace(_NULL, _ESCAPE + "0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """What was written."""
        if value is None or dialect.name != POSTGRESQL or _ESCAPE not in value:
            return value
        return value.replace(_ESCAPE + "0", _NULL).replace(_ESCAPE + "1", _ESCAPE)


class Key(Words):
    """A short text: an id, a kind, an instant, an address."""

    impl: TypeEngine[str] = String().with_variant(String(collation="C"), POSTGRESQL)
    cache_ok = True
