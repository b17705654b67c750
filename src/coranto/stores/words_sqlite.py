"""Words in articles as SQLite's FTS5 finds them.

A phrase is put into quotation marks and holds letters and figures only: no syntax of FTS5 can be reached from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, text

_SNIPPET_WORDS = 28
_OPEN, _CLOSE = "\x02", "\x03"
"""Marks around found words in a snippet: control characters, which are taken out of what is shown."""

Phrases = Sequence[tuple[str, ...]]


def wanted(phrases: Phrases) -> tuple[str, str, str, dict[str, Any]]:
    """On what to join the index, the condition, the order (best first) and the values of a question for all phrases."""
    return "articles.seq = search.rowid", "search MATCH :words", "bm25(search, 4.0, 1.0)", {"words": _all_of(phrases)}


def refused(phrases: Phrases) -> tuple[str, dict[str, Any]]:
    """The condition that an article has none of these phrases, and its values."""
    condition = "articles.seq NOT IN (SELECT rowid FROM search WHERE search MATCH :refused)"
    return condition, {"refused": " OR ".join(map(_quoted, phrases))}


def snippets(connection: Connection, phrases: Phrases, rows: Sequence[int]) -> dict[int, tuple[tuple[str, bool], ...]]:
    """The piece of each of these articles that fits best, cut at what was found, by the article's number."""
    asked = text(
        "SELECT rowid AS seq, snippet(search, -1, :open, :close, '…', :size) AS piece FROM search "
        "WHERE search MATCH :words AND rowid IN :rows"
    ).bindparams(bindparam("rows", expanding=True))
    values = {"words": _all_of(phrases), "open": _OPEN, "close": _CLOSE, "size": _SNIPPET_WORDS, "rows": list(rows)}
    return {row.seq: _parts(row.piece) for row in connection.execute(asked, values)}


def _all_of(phrases: Iterable[tuple[str, ...]]) -> str:
    """The question as FTS5 reads it."""
    return " AND ".join(map(_quoted, phrases))


def _quoted(words: tuple[str, ...]) -> str:
    """A phrase in quotation marks; it holds letters and figures only."""
    return f'"{" ".join(words)}"'


def _parts(piece: str) -> tuple[tuple[str, bool], ...]:
    """A snippet cut at its marks, on one line."""
    parts: list[tuple[str, bool]] = []
    for at, part in enumerate(piece.split(_OPEN)):
        inside, closed, after = part.partition(_CLOSE)
        pairs = ((inside, True), (after, False)) if at and closed else ((part.replace(_CLOSE, ""), False),)
        parts += [(" ".join(words.replace("\n", " ").split(" ")), found) for words, found in pairs if words]
    return tuple(parts)
