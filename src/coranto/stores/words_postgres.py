"""Words in articles as PostgreSQL finds them: a ``tsvector`` of the words without capitals and accents.

Texts are cut into words here and not by PostgreSQL, whose cutting depends on the server's locale and has addresses and
hyphens of its own; so a question and a text are always cut alike. The stems of English (Porter's, as in SQLite) are
PostgreSQL's. Snippets are cut here too: ``ts_headline`` cannot see a word through its accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from coranto.stores.tables import articles as stored
from coranto.types import Article

MOST_WORDS = 16_000
"""Words of a text that can be looked for: a ``tsvector`` counts no further (its last place is 16,383)."""

_MOST_BYTES = 400_000
"""A ``tsvector`` holds less than a megabyte."""

_LONGEST_WORD = 200
_SNIPPET_WORDS = 28
_WORD = re.compile(r"[^\W_]+")

Phrases = Sequence[tuple[str, ...]]


def index(connection: Connection, articles: Sequence[Article]) -> None:
    """Make articles that are stored findable."""
    statement = text(
        "INSERT INTO search (seq, words) SELECT seq, setweight(to_tsvector('coranto', :title), 'A') || "
        "setweight(to_tsvector('coranto', :text), 'B') FROM articles WHERE id = :id"
    )
    rows = [{"id": each.id, "title": _flat(each.title), "text": _flat(each.text)} for each in articles]
    if rows:
        connection.execute(statement, rows)


def wanted(phrases: Phrases) -> tuple[str, str, str, dict[str, Any]]:
    """On what to join the index, the condition, the order (best first) and the values of a question for all phrases."""
    question, values = _question(phrases, "wanted", "&&")
    # The weights of parts D, C, B, A: a word in the title (A) counts four times one in the text (B).
    best = f"ts_rank('{{0, 0, 0.25, 1}}', search.words, {question}, 1) DESC"
    return "articles.seq = search.seq", f"search.words @@ {question}", best, values


def refused(phrases: Phrases) -> tuple[str, dict[str, Any]]:
    """The condition that an article has none of these phrases, and its values."""
    question, values = _question(phrases, "refused", "||")
    return f"articles.seq NOT IN (SELECT seq FROM search WHERE words @@ {question})", values


def snippets(connection: Connection, phrases: Phrases, rows: Sequence[int]) -> dict[int, tuple[tuple[str, bool], ...]]:
    """The piece of each of these articles that fits best, cut at what was found, by the article's number."""
    asked = select(stored.c.seq, stored.c.title, stored.c.text).where(stored.c.seq.in_(rows))
    found = connection.execute(asked).all()
    spelt = {_fold(word) for row in found for part in (row.title, row.text) for word in _words(part)}
    asked_for = [[_fold(word) for word in words] for words in phrases]
    stems = _stems(connection, sorted(spelt.union(*asked_for)))
    sought = [[stems.get(word, word) for word in words] for words in asked_for]
    return {row.seq: _piece((row.title, row.text), sought, stems) for row in found}


def _question(phrases: Phrases, name: str, joined_by: str) -> tuple[str, dict[str, Any]]:
    values = {f"{name}{n}": " ".join(map(_fold, words)) for n, words in enumerate(phrases)}
    parts = [f"phraseto_tsquery('coranto', :{each})" for each in values]
    return f"({f' {joined_by} '.join(parts)})", values


def _flat(given: str) -> str:
    """The words of a text as the index gets them, with spaces between."""
    words: list[str] = []
    size = 0
    for word in _words(given):
        flat = _fold(word)
        size += len(flat.encode()) + 1
        if len(words) == MOST_WORDS or size > _MOST_BYTES:
            break
        words.append(flat)
    return " ".join(words)


def _words(given: str) -> list[str]:
    return _WORD.findall(given)


def _fold(word: str) -> str:
    """A word without capitals and accents."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(_WORD.findall("".join(c for c in apart if not unicodedata.combining(c))))[:_LONGEST_WORD]


def _stems(connection: Connection, words: Sequence[str]) -> dict[str, str]:
    asked = text(
        "SELECT word, (ts_lexize('coranto_stem', word))[1] AS stem FROM unnest(CAST(:words AS text[])) AS word"
    )
    return {row.word: row.stem for row in connection.execute(asked, {"words": list(words)}) if row.stem}


def _piece(
    parts: Sequence[str], sought: Sequence[Sequence[str]], stems: dict[str, str]
) -> tuple[tuple[str, bool], ...]:
    """The words around the place with most different phrases, of the title or the text, each found phrase apart."""
    best: tuple[tuple[int, int], str, list[re.Match[str]], list[tuple[int, int]]] | None = None
    for part in parts:
        words = list(_WORD.finditer(part))
        stem = [stems.get(_fold(word.group()), "") for word in words]
        places = sorted((at, n) for n, each in enumerate(sought) for at in _places(stem, each))
        for start, _ in places:
            inside = [(at, n) for at, n in places if start <= at < start + _SNIPPET_WORDS]
            worth = (len({n for _, n in inside}), len(inside))
            if best is None or worth > best[0]:
                best = (worth, part, words, inside)
    if best is None:
        return ()
    _, part, words, inside = best
    last = min(len(words), max(inside[-1][0] + len(sought[inside[-1][1]]), inside[0][0] + _SNIPPET_WORDS * 3 // 4))
    first = max(0, min(inside[0][0], last - _SNIPPET_WORDS))
    cut: list[tuple[str, bool]] = []
    at = words[first].start() if first else 0
    for place, n in inside:
        start, end = words[place].start(), words[place + len(sought[n]) - 1].end()
        if start >= at:
            cut += [(part[at:start], False), (part[start:end], True)]
            at = end
    cut.append((part[at : words[last - 1].end() if last < len(words) else len(part)], False))
    if first:
        cut.insert(0, ("…", False))
    if last < len(words):
        cut.append(("…", False))
    return _on_one_line(cut)


def _places(stems: Sequence[str], phrase: Sequence[str]) -> list[int]:
    """Where the words of a phrase stand in a row."""
    size = len(phrase)
    return [at for at in range(len(stems) - size + 1) if list(stems[at : at + size]) == list(phrase)]


def _on_one_line(cut: Sequence[tuple[str, bool]]) -> tuple[tuple[str, bool], ...]:
    """Pieces without control characters; neighbours that were not found are one."""
    joined: list[tuple[str, bool]] = []
    for words, found in cut:
        plain = "".join(" " if c == "\n" else c for c in words if c == "\n" or unicodedata.category(c) != "Cc")
        if joined and joined[-1][1] == found:
            joined[-1] = (joined[-1][0] + plain, found)
        elif plain:
            joined.append((plain, found))
    return tuple(joined)
