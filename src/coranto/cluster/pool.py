"""The articles that are remembered, each by a bounded number of terms, in a few arrays.

Why: a million articles as Python objects are many gigabytes; as rows of bytes they are less than one, and the rows
of a few candidates are gathered at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.compare import Block
from coranto.cluster.represent import Entry, core_of
from coranto.cluster.words import number_of

TERMS_KEPT = 128
"""Terms by which an article is remembered."""

_COUNTS = np.array([1.0, 2.0, 3.0, 4.0, 5.5, 8.0, 12.5, 20.0])
_WEIGHTS = (1.0 + np.log(_COUNTS)).astype(np.float32)
_BETWEEN = (_WEIGHTS[1:] + _WEIGHTS[:-1]) / 2
_ROLE_BITS = 5
"""A term has five bits of roles and three that say how often it stands in the article: once to four times exactly."""


class Pool:
    """Entries by number, counted from 0. One that is forgotten leaves its row to another."""

    def __init__(self) -> None:
        self._terms = np.zeros((0, TERMS_KEPT), np.uint32)
        self._marks = np.zeros((0, TERMS_KEPT), np.uint8)
        self._sizes = np.zeros(0, np.uint16)
        self._lengths = np.zeros(0, np.uint16)
        self._languages = np.zeros(0, np.uint32)
        self._days = np.zeros(0, np.float64)
        self._names: dict[int, str] = {}
        self._row_of = np.zeros(0, np.int32)
        self._count = 0
        self._rows = 0
        self._free: list[int] = []

    def __len__(self) -> int:
        return self._count

    def add(self, entry: Entry) -> int:
        """Remember ``entry``; returns its number."""
        core = core_of(entry, TERMS_KEPT)
        if self._free:
            row = self._free.pop()
        else:
            row = self._rows
            self._rows += 1
            if row >= len(self._sizes):
                self._grow()
        size = len(core.terms)
        self._terms[row, :size] = core.terms
        self._marks[row, :size] = np.searchsorted(_BETWEEN, core.weights) << _ROLE_BITS | core.roles
        self._sizes[row] = size
        self._lengths[row] = core.length
        self._days[row] = core.day
        language = number_of(core.language)
        self._languages[row] = language
        self._names[language] = core.language
        if self._count >= len(self._row_of):
            self._row_of.resize(max(1024, len(self._row_of) * 9 // 8), refcheck=False)
        self._row_of[self._count] = row
        self._count += 1
        return self._count - 1

    def forget(self, number: int) -> None:
        """Give up an entry that has not been given up before."""
        self._free.append(int(self._row_of[number]))
        self._row_of[number] = -1

    def remembered(self, numbers: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which of these are still there."""
        there: NDArray[np.bool_] = self._row_of[numbers] >= 0
        return there

    def entry(self, number: int) -> Entry:
        """The entry of this number, as far as it is remembered."""
        one = self.block([number])
        return Entry(
            terms=one.terms,
            weights=one.weights,
            roles=one.roles,
            day=float(one.day[0]),
            length=int(one.length[0]),
            language=self._names[int(one.language[0])],
        )

    def block(self, numbers: Sequence[int]) -> Block:
        """The entries of these numbers, none of them forgotten, for comparison."""
        rows = self._row_of[np.array(numbers, np.int64)]
        sizes = self._sizes[rows]
        filled = np.arange(TERMS_KEPT) < sizes[:, None]
        marks = self._marks[rows][filled]
        return Block(
            row=np.repeat(np.arange(len(rows)), sizes),
            terms=self._terms[rows][filled],
            weights=_WEIGHTS[marks >> _ROLE_BITS],
            roles=marks & np.uint8((1 << _ROLE_BITS) - 1),
            length=self._lengths[rows].astype(np.int64),
            day=self._days[rows],
            language=self._languages[rows],
        )

    def _grow(self) -> None:
        rows = max(64, len(self._sizes) * 9 // 8)
        for wide in (self._terms, self._marks):
            wide.resize((rows, TERMS_KEPT), refcheck=False)
        for flat in (self._sizes, self._lengths, self._languages, self._days):
            flat.resize(rows, refcheck=False)
