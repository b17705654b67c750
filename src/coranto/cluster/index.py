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

_PRIOR = 1000.0
"""How many texts the background counts for against those really seen."""
_PAIR_SHARE = 0.0001
_QUERY_TERMS = 32
_POSTING = 256
_NEAREST = 48
_TELLING = 2.0
"""Rarity below which a shared word is no reason to name: one text in seven has it."""


class Index:
    """Articles as entries, numbered from 0 in order of arrival."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._printed: list[str] = []
        self._seen = np.zeros(1024, np.float64)
        self._prior = np.zeros(1024, np.float64)
        self._pair = np.zeros(1024, np.bool_)
        self._texts = 0
        self._postings: list[deque[int]] = []
        self._entries: list[Entry] = []

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, number: int) -> Entry:
        return self._entries[number]

    def entry(self, features: Features) -> Entry:
        """``features`` with term numbers; new terms get theirs here."""
        numbers = np.array(
            [self._number(*pair) for pair in zip(features.terms, features.printed, strict=True)], np.int32
        )
        order = np.argsort(numbers)
        return Entry(
            terms=numbers[order],
            weights=np.array(features.weights, np.float32)[order],
            roles=np.array(features.roles, np.uint8)[order],
            day=float("nan") if features.day is None else features.day,
            length=features.length,
            language=features.language,
        )

    def count(self, entry: Entry) -> None:
        """Let the terms of ``entry`` count as seen once more, before it is compared with anything."""
        self._texts += 1
        self._seen[entry.terms] += 1

    def add(self, entry: Entry) -> int:
        """Remember ``entry``, which was counted before; returns its number."""
        number = len(self._entries)
        self._entries.append(entry)
        for term in entry.terms.tolist():
            self._postings[term].append(number)
        return number

    def rarity(self, terms: NDArray[np.int32]) -> NDArray[np.float64]:
        """The inverse document frequency of these terms, from the background and the articles counted.

        A pair of words that no second article has is worth nothing: it can only dilute what two articles share.
        """
        seen = self._seen[terms]
        idf = np.log((_PRIOR + self._texts + 1.0) / (_PRIOR * self._prior[terms] + np.maximum(seen, 1.0)))
        return np.where(self._pair[terms] & (seen < 2.0), 0.0, np.maximum(idf, 0.0))

    def nearest(self, entry: Entry) -> list[int]:
        """Numbers of the articles that share most of the rare terms of ``entry``, the closest first."""
        if not self._entries or not len(entry.terms):
            return []
        mass = entry.weights * self.rarity(entry.terms)
        found: dict[int, float] = {}
        for at in np.argsort(-mass, kind="stable")[:_QUERY_TERMS]:
            value = float(mass[at])
            for number in self._postings[int(entry.terms[at])]:
                found[number] = found.get(number, 0.0) + value
        return sorted(found, key=lambda number: (-found[number], number))[:_NEAREST]

    def shared(self, one: Entry, other: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The rarest names, then the rarest other words, that two articles share, as printed: at most six of each."""
        common, mine, theirs = np.intersect1d(one.terms, other.terms, assume_unique=True, return_indices=True)
        rarity = self.rarity(common)
        names: list[str] = []
        plain: list[str] = []
        for at in np.lexsort((common, -rarity)):
            named = one.roles[mine[at]] & NAME and other.roles[theirs[at]] & NAME
            if rarity[at] > _TELLING:
                (names if named else plain).append(self._printed[int(common[at])])
        return _without_parts(names)[:6], _without_parts(plain)[:6]

    def _number(self, term: str, printed: str) -> int:
        number = self._terms.get(term)
        if number is None:
            number = len(self._terms)
            self._terms[term] = number
            self._printed.append(printed)
            self._postings.append(deque(maxlen=_POSTING))
            if number >= len(self._seen):
                self._seen = np.concatenate([self._seen, np.zeros(len(self._seen))])
                self._prior = np.concatenate([self._prior, np.zeros(len(self._prior))])
                self._pair = np.concatenate([self._pair, np.zeros(len(self._pair), np.bool_)])
            self._pair[number] = " " in term
            self._prior[number] = _PAIR_SHARE if self._pair[number] else share_of_texts(term)
        return number


def _without_parts(found: list[str]) -> tuple[str, ...]:
    """``found`` without the words that also stand in a pair of it."""
    parts = {word for text in found if " " in text for word in text.split(" ")}
    return tuple(text for text in found if text not in parts)
