"""Cursors: where the next page of a list begins, in letters that say nothing and promise nothing.

Why keys and not page numbers: a list grows while it is leafed through, and nothing may be shown twice or left out.
"""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Sequence
from datetime import datetime

from coranto.publish.cards import Card


def page_of(
    cards: Sequence[tuple[datetime, Card]], cursor: str | None, limit: int
) -> tuple[list[Card], str | None] | None:
    """The stories after the cursor, at most ``limit``, and the cursor after them (None at the end).

    ``cards`` are sorted by falling time and then id. None for what is no cursor of ours.
    """
    after = _read(cursor) if cursor else None
    if cursor and after is None:
        return None
    rest = [(at, card) for at, card in cards if after is None or _key(at, card) > after]
    shown = rest[:limit]
    more = len(rest) > limit
    return [card for _, card in shown], _spelt(_key(*shown[-1])) if more and shown else None


def number_cursor(skip: int) -> str:
    """A cursor that only counts, for lists without a key: what a search found."""
    return _spelt((float(skip), "skip"))


def read_number(cursor: str | None, *, most: int) -> int | None:
    """The count of such a cursor, 0 without one; None for what is none of ours."""
    if not cursor:
        return 0
    number, kind = _read(cursor) or (-1.0, "")
    return int(number) if kind == "skip" and 0 <= number <= most and number == int(number) else None


def _key(at: datetime, card: Card) -> tuple[float, str]:
    return -at.timestamp(), card.story_id


def _spelt(key: tuple[float, str]) -> str:
    return base64.urlsafe_b64encode(f"{key[0]!r} {key[1]}".encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[float, str] | None:
    try:
        plain = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
        number, _, rest = plain.partition(" ")
        at = float(number)
    except (ValueError, binascii.Error):
        return None
    return (at, rest) if math.isfinite(at) else None
