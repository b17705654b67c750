"""What a writer answered and what it cost, in one small file: a restart asks nothing twice and forgets no bill.

Not the store: answers belong to a model and a prompt, not to a collection of stories, and several processes write here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coranto.errors import ModelError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS spent (
  day TEXT NOT NULL, page TEXT NOT NULL, input INTEGER NOT NULL, output INTEGER NOT NULL, cost REAL NOT NULL,
  PRIMARY KEY (day, page)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Tokens given and taken, and their price."""

    input: int = 0
    output: int = 0
    cost: float = 0.0


class Memory:
    """Answers by key, and what was spent by day and page. ``path`` None keeps it for as long as the object lives."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(
                path or ":memory:", timeout=10.0, isolation_level=None, check_same_thread=False
            )
            self._base.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise ModelError(
                f"the writer's cache {path} cannot be used", mend="set writer_cache to a file that may be written"
            ) from error

    def answer(self, key: str) -> str | None:
        """What was answered to this key."""
        with self._guarded():
            row = self._base.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
            return None if row is None else str(row[0])

    def keep(self, key: str, answer: str) -> None:
        """Remember an answer; the first one stays, so that two writers of one page come to the same words."""
        with self._guarded():
            self._base.execute("INSERT OR IGNORE INTO answers VALUES (?, ?)", (key, answer))

    def spend(self, day: str, page: str, spent: Spent) -> None:
        """Add to what a page cost on a day."""
        with self._guarded():
            self._base.execute(
                "INSERT INTO spent VALUES (?, ?, ?, ?, ?) ON CONFLICT (day, page) DO UPDATE SET"
                " input = input + excluded.input, output = output + excluded.output, cost = cost + excluded.cost",
                (day, page, spent.input, spent.output, spent.cost),
            )

    def spent_on_day(self, day: str) -> Spent:
        """What all pages cost on a day."""
        return self._sum("day = ?", day)

    def spent_on_page(self, page: str) -> Spent:
        """What one page cost on all days."""
        return self._sum("page = ?", page)

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def _sum(self, where: str, value: str) -> Spent:
        with self._guarded():
            question = f"SELECT COALESCE(SUM(input),0), COALESCE(SUM(output),0), COALESCE(SUM(cost),0) FROM spent WHERE {where}"  # noqa: E501
            given, taken, cost = self._base.execute(question, (value,)).fetchone()
            return Spent(input=int(given), output=int(taken), cost=float(cost))

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ModelError(
                f"the writer's cache {self._path} cannot be used", mend="set writer_cache to a file that may be written"
            ) from error
