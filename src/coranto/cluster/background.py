"""How common a word is in news: the prior that stands in until enough articles have been seen.

Why: the first ten articles of a new store cannot tell that "Tuesday" is worth less than a surname. ``words.txt``
was counted by ``scripts/count_words.py`` over about six thousand English texts; a line is a term, the texts that
have it in ten thousand, and how often in a hundred it is printed with a capital inside a sentence.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.words import number_of

UNSEEN = 6.0
"""Texts in ten thousand that are assumed to have a word of which the list knows nothing."""


@cache
def _table() -> dict[str, tuple[int, float]]:
    table: dict[str, tuple[int, float]] = {}
    for line in files("coranto.cluster").joinpath("words.txt").read_text("utf-8").splitlines():
        term, texts, capitals = line.split(" ")
        table[term] = (int(texts), int(capitals) / 100)
    return table


def capital_share(term: str) -> float | None:
    """How often ``term`` is printed with a capital inside a sentence, 0..1; None if it is not in the list."""
    known = _table().get(term)
    return known[1] if known else None


def shares_of(terms: NDArray[np.uint32]) -> NDArray[np.float64]:
    """The share of news texts, 0..1, that are expected to have each of these terms."""
    numbers, shares = numbered()
    at = np.minimum(np.searchsorted(numbers, terms), len(numbers) - 1)
    return np.where(numbers[at] == terms, shares[at], UNSEEN / 10_000)


@cache
def numbered() -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """The list as arrays: the numbers of its terms, ascending, and the share of texts of each."""
    by_number = {number_of(term): texts / 10_000 for term, (texts, _) in _table().items()}
    ordered = sorted(by_number)
    return np.array(ordered, np.uint32), np.array([by_number[number] for number in ordered])
