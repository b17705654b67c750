"""Cursors: where the next page of a list begins, in letters that say nothing and promise nothing.

Why keys and not page numbers: a list grows while it is leafed through, and nothing may be shown twice or left out.
"""

from __future__ import annotations

import base64
import binascii
import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from coranto.publish.cards import Card

Mark = tuple[float, str]
"""Where a story stands in a list by falling time."""


def keyed(cards: Iterable[Card], time: Callable[[Card], datetime]) -> list[tuple[Mark, Card]]:
    """Stories by falling time and then id, each with its key."""
    rows = [((-time(card).timestamp(), card.story_id), card) for card in cards]
    return sorted(rows, key=lambda row: row[0])


def page_of(rows: Sequence[tuple[Mark, Card]], cursor: str | None, limit: int) -> tuple[list[Card], str | None] | None:
    """The stories after the cursor, at most ``limit``, and the cursor after them (None at the end).

    ``rows`` are as ``keyed`` gives them. None for what is no cursor of ours.
    """
    begin = 0
    if cursor:
        after = read_mark(cursor)
        if after is None:
            return None
        begin = bisect_right(rows, after, key=lambda row: row[0])
    shown = rows[begin : begin + limit]
    more = len(rows) > begin + limit
    return [card for _, card in shown], spelt_mark(shown[-1][0]) if more else None


def number_cursor(skip: int) -> str:
    """A cursor that only counts, for lists without a key: what a search found."""
    return spelt_mark((float(skip), "skip"))


def read_number(cursor: str | None, *, most: int) -> int | None:
    """The count of such a cursor, 0 without one; None for what is none of ours."""
    if not cursor:
        return 0
    number, kind = read_mark(cursor) or (-1.0, "")
    return int(number) if kind == "skip" and 0 <= number <= most and number == int(number) else None


def spelt_mark(key: Mark) -> str:
    """A key as a cursor."""
    return base64.urlsafe_b64encode(f"{key[0]!r} {key[1]}".encode()).decode().rstrip("=")


def read_mark(cursor: str) -> Mark | None:
    """The key of a cursor; None for what is none of ours."""
    try:
        plain = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
        number, _, rest = plain.partition(" ")
        at = float(number)
    except (ValueError, binascii.Error):
        return None
    return (at, rest) if math.isfinite(at) else None
