"""Which articles have a rare term: the newest few of each, in one table of fixed rows.

Why: to find the candidates for an article must cost the same among a million stories as among ten. A term has one row
of the table (its hash decides which), a row has some places, and what is oldest in a full row makes room. The table
doubles as long as it may, after which the oldest articles are forgotten. Stories are found by it and copies, too.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Terms = NDArray[np.uint32]

_FIRST_ROWS = 1 << 9
_FILLED = 0.5
_NONE = np.int32(-1)


class Postings:
    """Numbers of articles by term, newest kept.

    A row has ``places``, of which one term takes at most ``of_one_term``, so that a busy one leaves its neighbours
    some. There are never more than ``most_rows`` rows, a power of two; a place takes eight bytes. The rows may lie in
    several ``shards``, a power of two up to 512, each with the rows of its own terms: what one forgets the other would
    have forgotten, and what is found is merged in the order of the terms, so that any number gives the same bits.
    """

    def __init__(self, *, places: int, of_one_term: int, most_rows: int, shards: int = 1) -> None:
        if shards & (shards - 1) or not 1 <= shards <= _FIRST_ROWS:
            raise ValueError(f"{shards} shards: give a power of two up to {_FIRST_ROWS}")
        self._shards = [_Shard(places, of_one_term, shards) for _ in range(shards)]
        self._places, self._rows, self._most_rows = places, _FIRST_ROWS, most_rows
        self._written = 0

    def add(self, terms: Terms, number: int) -> None:
        """Article ``number``, which is higher than all before, has these terms."""
        if self._written > _FILLED * self._rows * self._places and self._rows < self._most_rows:
            # All at once, by what is written in all: a shard that doubled by itself would forget other articles.
            for shard in self._shards:
                shard.double()
            self._rows *= 2
        for shard, at in self._owners(terms):
            shard.add(terms[at], number)
        self._written += len(terms)

    def find(self, terms: Terms, worth: NDArray[np.float64]) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """The articles that have any of ``terms``, ascending, and the sum of ``worth`` of those that each has."""
        parts = []
        for shard, own in self._owners(terms):
            numbers, at = shard.find(terms[own])
            parts.append((numbers, own[at]))
        hit = np.concatenate([numbers for numbers, _ in parts]) if parts else np.zeros(0, np.int32)
        at = np.concatenate([at for _, at in parts]) if parts else np.zeros(0, np.int64)
        if len(parts) > 1:  # sums of floats depend on their order
            order = np.argsort(at, kind="stable")
            hit, at = hit[order], at[order]
        found, which = np.unique(hit, return_inverse=True)
        summed: NDArray[np.float64] = np.bincount(which, worth[at], minlength=len(found)).astype(np.float64)
        return found.astype(np.int32), summed

    def _owners(self, terms: Terms) -> Iterator[tuple[_Shard, NDArray[np.int64]]]:
        """The shards that own any of ``terms``, each with the positions of these."""
        if len(self._shards) == 1:
            yield self._shards[0], np.arange(len(terms))
            return
        owner = _mixed(terms) & (len(self._shards) - 1)
        for number in np.unique(owner).tolist():
            yield self._shards[number], np.flatnonzero(owner == number)


class _Shard:
    """Every ``of``-th row of the whole table: the last bits of a term's row, which never change, tell its shard."""

    def __init__(self, places: int, of_one_term: int, of: int) -> None:
        self._places, self._of_one_term, self._of = places, of_one_term, of
        self._terms = np.zeros((_FIRST_ROWS // of, places), np.uint32)
        self._numbers = np.full((_FIRST_ROWS // of, places), _NONE)

    def add(self, terms: Terms, number: int) -> None:
        rows = self._rows(terms)
        numbers, own = self._numbers[rows], self._terms[rows] == terms[:, None]
        own &= numbers != _NONE
        busy = own.sum(axis=1) >= self._of_one_term
        oldest = np.where(busy[:, None] & ~own, np.iinfo(np.int32).max, numbers).argmin(axis=1)
        self._terms[rows, oldest] = terms
        self._numbers[rows, oldest] = number

    def find(self, terms: Terms) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The articles that have any of ``terms``, and by which of them, in the order of these."""
        rows = self._rows(terms)
        numbers = self._numbers[rows]
        hit = (self._terms[rows] == terms[:, None]) & (numbers != _NONE)
        at, _ = np.nonzero(hit)
        return numbers[hit], at

    def double(self) -> None:
        rows = len(self._terms)
        terms = np.concatenate([self._terms, self._terms])
        numbers = np.concatenate([self._numbers, self._numbers])
        self._terms, self._numbers = terms, numbers
        for low in range(0, 2 * rows, 1 << 14):
            part = slice(low, min(low + (1 << 14), 2 * rows))
            here = self._rows(terms[part].ravel()).reshape(-1, self._places)
            numbers[part][here != np.arange(part.start, part.stop)[:, None]] = _NONE

    def _rows(self, terms: Terms) -> NDArray[np.int64]:
        return (_mixed(terms) // self._of) & (len(self._terms) - 1)


def _mixed(terms: Terms) -> NDArray[np.int64]:
    mixed = terms.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed >> np.uint64(20)).astype(np.int64)
