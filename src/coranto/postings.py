"""Which articles have a rare term: the newest few of each, in one table of fixed rows.

Why: to find the candidates for an article must cost the same among a million stories as among ten. A term has one row
of the table (its hash decides which), a row has some places, and what is oldest in a full row makes room. The table
doubles as long as it may, after which the oldest articles are forgotten. Stories are found by it and copies, too.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Terms = NDArray[np.uint32]

_FIRST_ROWS = 1 << 9
_FILLED = 0.5
_NONE = np.int32(-1)


class Postings:
    """Numbers of articles by term, newest kept.

    A row has ``places``, of which one term takes at most ``of_one_term``, so that a busy one leaves its neighbours
    some. There are never more than ``most_rows`` rows, a power of two; a place takes eight bytes.
    """

    def __init__(self, *, places: int, of_one_term: int, most_rows: int) -> None:
        self._places, self._of_one_term, self._most_rows = places, of_one_term, most_rows
        self._terms = np.zeros((_FIRST_ROWS, places), np.uint32)
        self._numbers = np.full((_FIRST_ROWS, places), _NONE)
        self._written = 0

    def add(self, terms: Terms, number: int) -> None:
        """Article ``number``, which is higher than all before, has these terms."""
        if self._written > _FILLED * self._terms.size and len(self._terms) < self._most_rows:
            self._double()
        rows = self._rows(terms)
        numbers, own = self._numbers[rows], self._terms[rows] == terms[:, None]
        own &= numbers != _NONE
        busy = own.sum(axis=1) >= self._of_one_term
        oldest = np.where(busy[:, None] & ~own, np.iinfo(np.int32).max, numbers).argmin(axis=1)
        self._terms[rows, oldest] = terms
        self._numbers[rows, oldest] = number
        self._written += len(terms)

    def find(self, terms: Terms, worth: NDArray[np.float64]) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """The articles that have any of ``terms``, ascending, and the sum of ``worth`` of those that each has."""
        rows = self._rows(terms)
        numbers = self._numbers[rows]
        hit = (self._terms[rows] == terms[:, None]) & (numbers != _NONE)
        at, _ = np.nonzero(hit)
        found, which = np.unique(numbers[hit], return_inverse=True)
        summed: NDArray[np.float64] = np.bincount(which, worth[at], minlength=len(found)).astype(np.float64)
        return found.astype(np.int32), summed

    def _rows(self, terms: Terms) -> NDArray[np.int64]:
        mixed = terms.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        return (mixed >> np.uint64(20)).astype(np.int64) & (len(self._terms) - 1)

    def _double(self) -> None:
        rows = len(self._terms)
        terms = np.concatenate([self._terms, self._terms])
        numbers = np.concatenate([self._numbers, self._numbers])
        self._terms, self._numbers = terms, numbers
        for low in range(0, 2 * rows, 1 << 14):
            part = slice(low, min(low + (1 << 14), 2 * rows))
            here = self._rows(terms[part].ravel()).reshape(-1, self._places)
            numbers[part][here != np.arange(part.start, part.stop)[:, None]] = _NONE
