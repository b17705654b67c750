"""Turns what a reader types into a bounded question: words, phrases in quotation marks, words to leave out.

Why apart: every door (site, API, command line, feeds) asks in the same words, and no syntax of a database is ever
reachable from outside. Nothing here can be made to cost more than its limits allow.
"""

from __future__ import annotations

import re
from datetime import date

from coranto.errors import QueryError
from coranto.types import Query

LONGEST_QUERY = 300
MOST_TERMS = 16

_TERM = re.compile(r'(?P<sign>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


def parse_query(
    text: str,
    *,
    publisher: str | None = None,
    language: str | None = None,
    since: str | None = None,
    until: str | None = None,
    newest: bool = False,
) -> Query:
    """The question that ``text`` and the filters ask. All words are wanted; ``-word`` is not, ``"a b"`` is a phrase.

    Raises ``QueryError`` for what is too long, has too many words, or a day that is none.
    """
    if len(text) > LONGEST_QUERY:
        raise QueryError(f"the query has {len(text)} characters", mend=f"use at most {LONGEST_QUERY}")
    wanted: list[tuple[str, ...]] = []
    refused: list[tuple[str, ...]] = []
    for found in _TERM.finditer(text):
        words = tuple(re.findall(r"[^\W_]+", found["phrase"] or found["word"] or ""))
        if words:
            (refused if found["sign"] else wanted).append(words)
    if sum(map(len, (*wanted, *refused))) > MOST_TERMS:
        raise QueryError("the query has too many words", mend=f"use at most {MOST_TERMS}")
    return Query(
        phrases=tuple(wanted),
        without=tuple(refused),
        publisher=publisher or None,
        language=language or None,
        first=parse_day("since", since),
        last=parse_day("until", until),
        newest=newest,
    )


def parse_day(name: str, given: str | None) -> date | None:
    """The day that is written like 2026-01-05; None for none. Raises ``QueryError`` naming the field."""
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise QueryError(f"{name} {given[:40]!r} is no date", mend="write it like 2026-01-05") from None
