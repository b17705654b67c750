"""How rare a term is among the articles seen, in memory that does not grow with what has been read.

Why: a year of news has a hundred million pairs of words, so counts are kept by hash in two rows of fixed length, of
which the lesser is believed (a count-min sketch, Cormode and Muthukrishnan 2005, with the conservative update of
Estan and Varghese 2002). Now and then all counts are halved, so that rare means rare of late.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.background import UNSEEN, numbered

Terms = NDArray[np.uint32]
Floats = NDArray[np.float64]

_PRIOR = 1000.0
"""How many texts the background counts for against those really seen."""
_PAIR_SHARE = 0.0001
_SLOTS = 1 << 22
_HALVED_AFTER = 300_000


class Rarity:
    """Counts of texts by term. The texts of the background list are in them from the start."""

    def __init__(self) -> None:
        self._counts = np.zeros((2, _SLOTS), np.float32)
        self._texts = _PRIOR
        self._seen = 0
        self._lent: NDArray[np.uint16] | None = None
        known, shares = numbered()
        rows = self._places(known)
        extra = (_PRIOR * (shares - UNSEEN / 10_000)).astype(np.float32)
        for row, places in zip(self._counts, rows, strict=True):
            np.maximum.at(row, places, extra)

    def count(self, terms: Terms) -> None:
        """One more text has these terms, each given once."""
        first, second = self._places(terms)
        upper, lower = self._counts
        least = np.minimum(upper[first], lower[second]) + np.float32(1.0)
        upper[first] = np.maximum(upper[first], least)
        lower[second] = np.maximum(lower[second], least)
        self._texts += 1.0
        self._seen += 1
        if self._seen % _HALVED_AFTER == 0:
            self._counts *= np.float32(0.5)
            self._texts *= 0.5

    def uncount(self, terms: Terms) -> None:
        """Take back the count of a text: of the two places of a term, the lower ones had been raised."""
        first, second = self._places(terms)
        upper, lower = self._counts
        least = np.minimum(upper[first], lower[second])
        less = np.maximum(least - np.float32(1.0), np.float32(0.0))
        upper[first] = np.where(upper[first] == least, less, upper[first])
        lower[second] = np.where(lower[second] == least, less, lower[second])
        self._texts -= 1.0

    def lend(self, terms: Terms) -> None:
        """Let ``terms``, given as often as texts have them, count as well until ``lend`` is called again.

        Two rows of places again, of which the lesser is believed.
        """
        self._lent = np.zeros((2, _SLOTS), np.uint16) if len(terms) else None
        if self._lent is not None:
            for row, places in zip(self._lent, self._places(terms), strict=True):
                np.add.at(row, places, 1)

    def of(self, terms: Terms, paired: NDArray[np.bool_]) -> Floats:
        """The inverse document frequency of each term; ``paired`` says which are pairs of words.

        A pair of words that no second article has is worth nothing: it can only dilute what two articles share.
        """
        first, second = self._places(terms)
        seen = np.minimum(self._counts[0][first], self._counts[1][second]).astype(np.float64)
        if self._lent is not None:
            seen += np.minimum(self._lent[0][first], self._lent[1][second])
        usual = np.where(paired, _PRIOR * _PAIR_SHARE, _PRIOR * UNSEEN / 10_000)
        idf = np.log((self._texts + 1.0) / (usual + np.maximum(seen, 1.0)))
        return np.where(paired & (seen < 2.0), 0.0, np.maximum(idf, 0.0))

    def _places(self, terms: Terms) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        wide = terms.astype(np.int64)
        return wide & (_SLOTS - 1), (wide * 0x27D4EB2F >> 13) & (_SLOTS - 1)
