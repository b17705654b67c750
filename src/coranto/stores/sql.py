"""The store on a SQL database, SQLite or PostgreSQL: ``open_store`` and the port ``Store`` over SQLAlchemy Core.

Every write is one transaction and idempotent: a repeated unit of work changes nothing, and two writers wait for each
other instead of failing.
Each room of the store has a module of its own; here they become one.
"""

from __future__ import annotations

from coranto.stores.articles import ArticleRows
from coranto.stores.editions import EditionRows
from coranto.stores.feeds import FeedRows
from coranto.stores.finding import FindingRows
from coranto.stores.log import LogRows
from coranto.stores.opening import open_database
from coranto.stores.placings import PlacingRows


def open_store(address: str, *, create: bool = True) -> SqlStore:
    """Open the store at a path, a ``sqlite:///`` or a ``postgresql://`` address ("": one in memory).

    Its schema is brought up to date. ``create`` False refuses a store that is not there. Raises ``StoreError`` with the
    mend.
    """
    return SqlStore(*open_database(address, create=create))


class SqlStore(ArticleRows, PlacingRows, LogRows, EditionRows, FindingRows, FeedRows):
    """A ``Store`` over one database. May be read from many threads."""
