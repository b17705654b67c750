"""How common a word is in news: the prior that stands in until enough articles have been seen.

Why: the first ten articles of a new store cannot tell that "Tuesday" is worth less than a surname. ``words.txt``
was counted by ``scripts/count_words.py`` over about six thousand English texts; a line is a term, the texts that
have it in ten thousand, and how often in a hundred it is printed with a capital inside a sentence.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

UNSEEN = 6.0
"""Texts in ten thousand that are assumed to have a word of which the list knows nothing."""


@cache
def _table() -> dict[str, tuple[int, float]]:
    table: dict[str, tuple[int, float]] = {}
    for line in files("coranto.cluster").joinpath("words.txt").read_text("utf-8").splitlines():
        term, texts, capitals = line.split(" ")
        table[term] = (int(texts), int(capitals) / 100)
    return table


def share_of_texts(term: str) -> float:
    """The share of news texts, 0..1, that are expected to have ``term``."""
    known = _table().get(term)
    return (known[0] if known else UNSEEN) / 10_000


def capital_share(term: str) -> float | None:
    """How often ``term`` is printed with a capital inside a sentence, 0..1; None if it is not in the list."""
    known = _table().get(term)
    return known[1] if known else None
