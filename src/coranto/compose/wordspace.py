"""Sentences as weighted words: what many of them share, and how near each comes to it.

Long affairs have tens of thousands of sentences, so rows are kept sparse (only the words that a sentence has).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Row = tuple[NDArray[np.int64], NDArray[np.float64]]
"""The numbers of a sentence's words, and their weights; of length one unless there are no words."""

_WORD = re.compile(r"\w\w+")
_STOP = frozenset(
    """a about above after again against all also although am among an and another any are as at be because been before
    being below between both but by can cannot could did do does doing down due during each either else ever every few
    for from further had has have having he her here hers herself him himself his how however if in indeed into is it
    its itself just least less like may me might more moreover most much must my myself neither never no nobody none nor
    not nothing now of off often on once one only onto or other others our ours ourselves out over own per perhaps
    rather same she should since so some someone something still such than that the their theirs them themselves then
    there therefore these they this those though through thus to together too toward towards under until up upon us very
    was we well were what whatever when where whether which while who whole whom whose why will with within without
    would yet you your yours yourself lrb rrb""".split()
)


class WordSpace:
    """The words of a pool of texts, weighed by how few texts have them (tf-idf: Sparck Jones 1972, smoothed)."""

    def __init__(self, texts: Sequence[str]) -> None:
        numbers: dict[str, int] = {}
        counted: list[dict[int, int]] = []
        for text in texts:
            counts: dict[int, int] = {}
            for word in _WORD.findall(text.lower()):
                if word not in _STOP:
                    number = numbers.setdefault(word, len(numbers))
                    counts[number] = counts.get(number, 0) + 1
            counted.append(counts)
        self.size = len(numbers)
        having = np.zeros(self.size)
        for counts in counted:
            for number in counts:
                having[number] += 1
        rarity = np.log((1 + len(texts)) / (1 + having)) + 1
        self._rows = [_unit(counts, rarity) for counts in counted]

    def take(self, places: Sequence[int]) -> Rows:
        """The rows of some of the texts, joined."""
        return Rows([self._rows[place] for place in places], self.size)


class Rows:
    """Some sentences' rows, for questions about all of them at once."""

    def __init__(self, rows: Sequence[Row], size: int) -> None:
        self._size = size
        self._count = len(rows)
        self._words = np.concatenate([words for words, _ in rows]) if rows else np.zeros(0, np.int64)
        self._weights = np.concatenate([weights for _, weights in rows]) if rows else np.zeros(0)
        self._owner = np.repeat(np.arange(len(rows)), [len(words) for words, _ in rows])

    def mean(self) -> NDArray[np.float64]:
        """The mean row over all words."""
        total = np.bincount(self._words, self._weights, minlength=self._size)
        return total / max(self._count, 1)

    def against(self, vector: NDArray[np.float64]) -> NDArray[np.float64]:
        """The product of each row with a vector over all words."""
        products = self._weights * vector[self._words]
        return np.asarray(np.bincount(self._owner, products, minlength=self._count), np.float64)

    def row(self, place: int) -> NDArray[np.float64]:
        """One row over all words."""
        mine = self._owner == place
        return np.asarray(np.bincount(self._words[mine], self._weights[mine], minlength=self._size), np.float64)


def _unit(counts: dict[int, int], rarity: NDArray[np.float64]) -> Row:
    words = np.fromiter(counts, np.int64, len(counts))
    weights = np.fromiter(counts.values(), np.float64, len(counts)) * rarity[words]
    length = math.sqrt(float(weights @ weights))
    return words, weights / length if length else weights
