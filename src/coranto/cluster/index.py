"""The memory of the room: every article's terms, how rare each term is, and which articles have it.

Why: a new article must meet only the few old ones that share its rarest words, however many there are; so
postings are capped and numbers are kept in arrays, not in objects.
"""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.background import share_of_texts
from coranto.cluster.compare import Entry
from coranto.cluster.represent import NAME, Features

_PRIOR = 300.0
"""How many texts the background counts for against those really seen."""
_QUERY_TERMS = 32
_POSTING = 256
_NEAREST = 48


class Index:
    """Articles as entries, numbered from 0 in order of arrival."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._printed: list[str] = []
        self._seen = np.zeros(1024, np.float64)
        self._prior = np.zeros(1024, np.float64)
        self._postings: list[deque[int]] = []
        self._entries: list[Entry] = []

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, number: int) -> Entry:
        return self._entries[number]

    def entry(self, features: Features) -> Entry:
        """``features`` with term numbers; new terms get theirs here."""
        numbers = np.array([self._number(term) for term in features.terms], np.int32)
        order = np.argsort(numbers)
        return Entry(
            terms=numbers[order],
            weights=np.array(features.weights, np.float32)[order],
            roles=np.array(features.roles, np.uint8)[order],
            day=float("nan") if features.day is None else features.day,
            length=features.length,
        )

    def add(self, entry: Entry) -> int:
        """Remember ``entry``; returns its number."""
        number = len(self._entries)
        self._entries.append(entry)
        self._seen[entry.terms] += 1
        for term in entry.terms.tolist():
            self._postings[term].append(number)
        return number

    def rarity(self) -> NDArray[np.float64]:
        """The inverse document frequency of every term by number, from background and articles seen."""
        known = len(self._terms)
        texts = _PRIOR + len(self._entries) + 1.0
        idf: NDArray[np.float64] = np.log(texts / (_PRIOR * self._prior[:known] + self._seen[:known] + 1.0))
        return np.maximum(idf, 0.0)

    def nearest(self, entry: Entry) -> list[int]:
        """Numbers of the articles that share most of the rare terms of ``entry``, the closest first."""
        if not self._entries or not len(entry.terms):
            return []
        mass = entry.weights * self.rarity()[entry.terms]
        found: dict[int, float] = {}
        for at in np.argsort(-mass, kind="stable")[:_QUERY_TERMS]:
            value = float(mass[at])
            for number in self._postings[int(entry.terms[at])]:
                found[number] = found.get(number, 0.0) + value
        return sorted(found, key=lambda number: (-found[number], number))[:_NEAREST]

    def shared(self, one: Entry, other: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The rarest names, then the rarest other words, that two articles share: at most six of each."""
        common, mine, theirs = np.intersect1d(one.terms, other.terms, assume_unique=True, return_indices=True)
        rarity = self.rarity()
        names, plain = [], []
        for at in np.argsort(-rarity[common], kind="stable"):
            named = one.roles[mine[at]] & NAME and other.roles[theirs[at]] & NAME
            (names if named else plain).append(self._printed[int(common[at])])
        return tuple(names[:6]), tuple(plain[:6])

    def _number(self, term: str) -> int:
        number = self._terms.get(term)
        if number is None:
            number = len(self._terms)
            self._terms[term] = number
            self._printed.append(term)
            self._postings.append(deque(maxlen=_POSTING))
            if number >= len(self._seen):
                self._seen = np.concatenate([self._seen, np.zeros(len(self._seen))])
                self._prior = np.concatenate([self._prior, np.zeros(len(self._prior))])
            self._prior[number] = share_of_texts(term)
        return number
