"""The memory of the room: every article's telling terms, how rare each term is, and which articles have it.

Why: a new article must meet only the few old ones that share its rarest words, however many there are; so counts,
postings and entries are arrays of bounded size, not objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.background import UNSEEN, shares_of
from coranto.cluster.compare import Block, Floats, Worth, block_of, joined, worth_of
from coranto.cluster.days import Days
from coranto.cluster.pool import TERMS_KEPT, Pool
from coranto.cluster.rarity import Rarity
from coranto.cluster.represent import NAME, PAIR, Entry, Features, core_of, ranks
from coranto.cluster.worths import Worths
from coranto.postings import Postings

_POSTED = 32
_ASKED = 40
_NEAREST = 24
_BEFORE = 12
"""Of the nearest of an article that arrives in a batch, those that must come from before the batch."""
_COUNTED = 64
"""How often a word that news usually has not may count in one batch."""
_TELLING = 2.0
"""Rarity below which a shared word is no reason to name: one text in seven has it."""


class Index:
    """Articles as entries, numbered from 0 in order of arrival.

    What arrives together is known in full until ``settle``; after that an entry has its most telling terms alone. Till
    then what is worked out of entries is kept, since nothing is counted meanwhile.
    """

    def __init__(self, *, shards: int = 1) -> None:
        self._rarity = Rarity()
        self._postings = Postings(places=32, of_one_term=28, most_rows=1 << 20, shards=shards)
        self._pool = Pool()
        self._days = Days()
        self._whole: dict[int, Entry] = {}
        self._before: dict[int, list[int]] = {}
        self._worths = Worths()
        self._nearest: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._pool)

    def block(self, numbers: Sequence[int]) -> Block:
        """The entries of these numbers for comparison: at least one, and none forgotten."""
        if not self._whole:
            return self._pool.block(numbers)
        at = [place for place, number in enumerate(numbers) if number in self._whole]
        if not at:
            return self._weighed(numbers, self._pool.block(numbers))
        own = [numbers[place] for place in at]
        whole = self._weighed(own, block_of([self._whole[number] for number in own]))
        if len(at) == len(numbers):
            return whole
        places = [place for place, number in enumerate(numbers) if number not in self._whole]
        others = [numbers[place] for place in places]
        return joined(whole, at, self._weighed(others, self._pool.block(others)), places)

    def count(self, entry: Entry) -> None:
        """Let the terms of ``entry`` count as seen once more, before it is compared with anything."""
        self._rarity.count(entry.terms)

    def uncount(self, entry: Entry) -> None:
        """Take back what ``count`` did with this entry."""
        self._rarity.uncount(core_of(entry, TERMS_KEPT).terms)
        self._worths.clear()
        self._nearest.clear()

    def add(self, entry: Entry, posted: NDArray[np.uint32] | None = None) -> int:
        """Remember ``entry``, which was counted before; returns its number.

        It is found by its most telling terms, or by those ``posted`` where they are known.
        """
        number = self._pool.add(entry)
        self._days.add(entry.day)
        self._postings.add(core_of(entry, _POSTED).terms if posted is None else posted, number)
        return number

    def arrive(self, entries: Sequence[Entry]) -> list[int]:
        """Count and remember entries that come together; until ``settle`` they are known in full."""
        cores = [core_of(entry, TERMS_KEPT) for entry in entries]
        flooded = _flooded(cores)
        for core in cores:
            self._rarity.count(_ebbed(core.terms, flooded) if flooded else core.terms)
        rest = [np.setdiff1d(one.terms, core.terms) for one, core in zip(entries, cores, strict=True)]
        self._rarity.lend(np.concatenate([np.zeros(0, np.uint32), *rest]))
        # Asked before they are posted: a flood would push what was there before out of the rows of its names.
        worths = [worth_of(block_of([entry]), self.rarity) for entry in entries]
        before = [self._found(entry, worth.rare)[:_BEFORE] for entry, worth in zip(entries, worths, strict=True)]
        numbers = [self.add(core) for core in cores]
        self._worths.keep(zip(numbers, worths, strict=True))
        self._before = dict(zip(numbers, before, strict=True))
        self._whole = dict(zip(numbers, entries, strict=True))
        return numbers

    def settle(self) -> None:
        """What arrived together is no longer looked at as a whole."""
        self._whole, self._before = {}, {}
        self._worths.clear()
        self._nearest.clear()
        self._rarity.lend(np.zeros(0, np.uint32))

    def forget(self, number: int) -> None:
        """Give up the entry of this number: it is neither found nor compared any more."""
        self._pool.forget(number)

    def rarity(self, terms: NDArray[np.uint32], paired: NDArray[np.bool_]) -> NDArray[np.float64]:
        """The inverse document frequency of these terms, from the background and the articles counted."""
        return self._rarity.of(terms, paired)

    def between(self, ones: Block, others: Block) -> NDArray[np.float64]:
        """How many articles were published between each two of these: shape (ones, others)."""
        return self._days.between(ones.day, others.day)

    def nearest(self, one: Entry | int) -> list[int]:
        """Numbers of the articles that share most of the rare terms of an entry, the closest first.

        An entry that is remembered may be given by its number, and is then the closest to itself; of one that has just
        arrived, those from before its batch come with them.
        """
        if isinstance(one, Entry):
            return self._found(one, self.rarity(one.terms, (one.roles & PAIR) > 0))
        return list(dict.fromkeys([*self.met(one), *self._before.get(one, [])]))

    def met(self, number: int) -> list[int]:
        """``nearest`` of the entry of this number as it would be if the entry were given."""
        if number not in self._whole:
            return self.nearest(self._pool.entry(number))
        if number not in self._nearest:
            worth = self._weighed([number], block_of([self._whole[number]])).worth
            assert worth is not None
            self._nearest[number] = self._found(self._whole[number], worth.rare)
        return self._nearest[number]

    def _found(self, entry: Entry, rare: Floats) -> list[int]:
        if not len(self._pool) or not len(entry.terms):
            return []
        mass = entry.weights * rare
        asked = np.argsort(-mass, kind="stable")[:_ASKED]
        found, shared = self._postings.find(entry.terms[asked], mass[asked])
        kept = self._pool.remembered(found)
        found, shared = found[kept], shared[kept]
        nearest: list[int] = found[np.argsort(-shared, kind="stable")[:_NEAREST]].tolist()
        return nearest

    def _weighed(self, numbers: Sequence[int], block: Block) -> Block:
        """The block of these entries, all whole or none, with what they are worth."""

        def made(absent: list[int]) -> tuple[Block, Worth]:
            if len(absent) == len(numbers):
                some = block
            elif absent[0] in self._whole:
                some = block_of([self._whole[number] for number in absent])
            else:
                some = self._pool.block(absent)
            return some, worth_of(some, self.rarity)

        return replace(block, worth=self._worths.of(numbers, made))

    def shared(self, one: Features, other: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The rarest names, then the rarest other words, that an article shares with the one of this number.

        As printed: at most six of each.
        """
        theirs = self.block([other])
        common, mine, at_other = np.intersect1d(one.entry.terms, theirs.terms, assume_unique=True, return_indices=True)
        roles = one.entry.roles[mine]
        rarity, told_by_rank = self.rarity(common, (roles & PAIR) > 0), ranks(roles)
        found: tuple[list[str], list[str]] = [], []
        for at in np.lexsort((common, -rarity)).tolist():
            kind = found[0 if roles[at] & NAME and theirs.roles[at_other[at]] & NAME else 1]
            if rarity[at] > _TELLING and len(kind) < _MOST_SHARED and not told_by_rank[at]:
                kind.append(one.printed(int(common[at])))
        return _without_parts(found[0])[:6], _without_parts(found[1])[:6]


def _flooded(cores: Sequence[Entry]) -> dict[int, int]:
    """Words that many of these articles have and that news usually has not, each with how often it may be counted.

    They are the names of a story that floods in, and must not become common by it, or its reports would not meet.
    """
    words = [core.terms[(core.roles & PAIR) == 0] for core in cores]
    terms, times = np.unique(np.concatenate([np.zeros(0, np.uint32), *words]), return_counts=True)
    many = terms[times > _COUNTED]
    return dict.fromkeys(many[shares_of(many) <= UNSEEN / 10_000].tolist(), _COUNTED)


def _ebbed(terms: NDArray[np.uint32], flooded: dict[int, int]) -> NDArray[np.uint32]:
    """``terms`` without those flooded ones that have been counted often enough."""
    spent = []
    for term in np.intersect1d(terms, np.fromiter(flooded, np.uint32)).tolist():
        flooded[term] -= 1
        if flooded[term] < 0:
            spent.append(term)
    return np.setdiff1d(terms, np.array(spent, np.uint32), assume_unique=True) if spent else terms


_MOST_SHARED = 12


def _without_parts(found: Sequence[str]) -> tuple[str, ...]:
    """``found`` without the words that also stand in a pair of it."""
    parts = {word for text in found if " " in text for word in text.split(" ")}
    return tuple(text for text in found if text not in parts)
