"""How alike two articles are, sign by sign: all words, the title in the text, names that the other does not know.

Why: no single cosine tells two look-alike events apart; the signs are weighed together by ``weigh``, and the
same signs explain an assignment to the reader. Many articles are compared with many at once, in numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.represent import LEAD, NAME, PAIR, RANK, RANKED, TITLE, Entry, ranks
from coranto.cluster.words import number_of

Floats = NDArray[np.float64]
Rarity = Callable[[NDArray[np.uint32], NDArray[np.bool_]], Floats]
"""The inverse document frequency of each of these terms, given which of them are pairs of words."""

Meet = Callable[[Floats, Floats], Floats]
"""The sum over shared terms of the product of a value of each side: shape (ones, others)."""

SIGNS = ("words", "title_in_text", "flash", "foreign", "strangers", "ranks")
"""The signs, in the order of the columns of ``compare``, each 0..1.

``words`` is the cosine of all terms, in which a rare one counts more than by its inverse document frequency alone, and
one of the opening more than one further down;
``title_in_text`` the share of each title that the other article has somewhere. ``flash`` and ``foreign`` make up for
what short and translated texts cannot share: rare terms of the opening where one of the two is hardly more than a
headline, names where the languages differ. Two speak against: ``strangers``, which takes the worth off a ``flash`` too,
where each title names whom the other article does not know, and ``ranks``, where titles of different weeks count the
same thing and differ, as in "12th package" and "13th package" (within a week a story may count on, as it does days).
"""

_RARE_POWER = 1.5
_LEAD_COUNTS = 1.5
"""What a word of the title or the opening counts in the cosine: further down stands what went before, which the
reports of one affair share.
"""
_ENOUGH = 20.0
"""Shared rarity (a sum of inverse document frequencies) from which more adds nothing."""
_FLASH_WORDS, _FLASH_ENOUGH, _FLASH_COMMON = 20, 6.0, 2.0
"""The same where one of the two has fewer than twenty words, and the rarity below which a term says nothing there: one
text in seven has it.
"""
_CHANCE = 0.2
_MARKS = np.uint32((1 << 16) - 1)
_COUNTS_ON = 7.0
"""Days within which the ranks that a story gives may change."""


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What terms are worth: of each its rarity and ``pull``, its part in the cosine; of each entry three sums.

    ``squares`` are those of the pulls, ``titled`` the rarity of the terms of the title, ``leading`` the mass (weight
    times rarity) of the names there that are single words.
    """

    rare: Floats
    pull: Floats
    squares: Floats
    titled: Floats
    leading: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Entries end to end: ``row`` says which entry a term belongs to; ``length``, ``day`` and ``language`` (its number)
    have one value an entry. ``worth`` is None where it is not known yet.
    """

    row: NDArray[np.int64]
    terms: NDArray[np.uint32]
    weights: NDArray[np.float32]
    roles: NDArray[np.uint8]
    length: NDArray[np.int64]
    day: Floats
    language: NDArray[np.uint32]
    worth: Worth | None = None


def block_of(entries: Sequence[Entry]) -> Block:
    """These entries, of which there is at least one, as a block."""
    return Block(
        row=np.repeat(np.arange(len(entries)), [len(entry.terms) for entry in entries]),
        terms=np.concatenate([entry.terms for entry in entries]),
        weights=np.concatenate([entry.weights for entry in entries]),
        roles=np.concatenate([entry.roles for entry in entries]),
        length=np.array([entry.length for entry in entries], np.int64),
        day=np.array([entry.day for entry in entries], np.float64),
        language=np.array([number_of(entry.language) for entry in entries], np.uint32),
    )


def joined(one: Block, at: Sequence[int], other: Block, places: Sequence[int]) -> Block:
    """Two blocks as one, in which the entries of ``one`` stand at ``at`` and those of ``other`` at ``places``."""
    order = np.argsort([*at, *places])
    return Block(
        row=np.concatenate([np.array(at, np.int64)[one.row], np.array(places, np.int64)[other.row]]),
        terms=np.concatenate([one.terms, other.terms]),
        weights=np.concatenate([one.weights, other.weights]),
        roles=np.concatenate([one.roles, other.roles]),
        length=np.concatenate([one.length, other.length])[order],
        day=np.concatenate([one.day, other.day])[order],
        language=np.concatenate([one.language, other.language])[order],
        worth=None if one.worth is None or other.worth is None else end_to_end([one.worth, other.worth], order),
    )


def end_to_end(worths: Sequence[Worth], order: NDArray[np.intp] | None = None) -> Worth:
    """The worth of blocks that become one, whose entries then stand in ``order``."""
    squares, titled, leading = (
        np.concatenate([getattr(each, name) for each in worths]) for name in ("squares", "titled", "leading")
    )
    if order is not None:
        squares, titled, leading = squares[order], titled[order], leading[order]
    return Worth(
        rare=np.concatenate([each.rare for each in worths]),
        pull=np.concatenate([each.pull for each in worths]),
        squares=squares,
        titled=titled,
        leading=leading,
    )


def worth_of(block: Block, rarity: Rarity) -> Worth:
    """What the terms of a block are worth as long as no more articles are counted."""
    rare = rarity(block.terms, (block.roles & PAIR) > 0)
    mass = block.weights * rare
    pull = mass * rare ** (_RARE_POWER - 1.0) * np.where(block.roles & LEAD, _LEAD_COUNTS, 1.0) * ~ranks(block.roles)
    titled, leading = np.flatnonzero(block.roles & TITLE), np.flatnonzero(_leads(block.roles))
    return Worth(
        rare=rare,
        pull=pull,
        squares=_sums(block, slice(None), pull**2),
        titled=_sums(block, titled, rare[titled]),
        leading=_sums(block, leading, mass[leading]),
    )


def compare(ones: Block, others: Block, rarity: Rarity) -> Floats:
    """The signs of each of ``ones`` against each of ``others``: shape (ones, others, signs)."""
    left = ones.worth or worth_of(ones, rarity)
    right = left if others is ones else others.worth or worth_of(others, rarity)
    mine, theirs, meet = _meeting_one(ones, others) if len(ones.length) == 1 else _meeting_many(ones, others)
    here, there = _Met(ones, left, mine), _Met(others, right, theirs)
    every = np.ones(len(mine)), np.ones(len(theirs))
    titles = meet(here.titled(), every[1]), meet(every[0], there.titled())
    leading = meet(here.leading(), every[1]), meet(every[0], there.leading())
    strangers = _strangers(leading, left.leading[:, None], right.leading[None, :])
    shortest = np.minimum(ones.length[:, None], others.length[None, :])
    flash, foreign = np.zeros(shortest.shape), np.zeros(shortest.shape)
    if (shortest < _FLASH_WORDS).any():
        shared = np.minimum(meet(here.hinting(), there.opening()) / _FLASH_ENOUGH, 1.0)
        flash = np.where(shortest < _FLASH_WORDS, shared, 0.0) * (1.0 - strangers)
    abroad = ones.language[:, None] != others.language[None, :]
    if abroad.any():  # Names and numbers are all that a translation leaves.
        shared = np.minimum(meet(here.naming() * here.rare, there.naming()) / _ENOUGH, 1.0)
        foreign = np.where(abroad, shared, 0.0)
    cosine = _ratio(meet(here.pull, there.pull), np.sqrt(left.squares[:, None] * right.squares[None, :]))
    titled = _ratio(titles[0], left.titled[:, None]) + _ratio(titles[1], right.titled[None, :])
    differ = np.zeros(shortest.shape)
    if ranks(here.roles).any():
        of_ranked, same = meet(here.having(RANKED), every[1]), meet(here.having(RANK), every[1])
        differ[(of_ranked > 0.0) & (same == 0.0) & (days_apart(ones, others) > _COUNTS_ON)] = 1.0
    return np.stack([cosine, titled / 2.0, flash, foreign, strangers, differ], axis=2)


def _meeting_one(ones: Block, others: Block) -> tuple[NDArray[np.intp], NDArray[np.intp], Meet]:
    """One article against many: the terms of each side that the other has, pair by pair, and how they meet."""
    marked = np.zeros(_MARKS + 1, np.bool_)  # Most terms are shared by nobody, and one look each says so.
    marked[ones.terms & _MARKS] = True
    there = np.flatnonzero(marked[others.terms & _MARKS])
    terms = others.terms[there]
    places = np.minimum(np.searchsorted(ones.terms, terms), max(len(ones.terms) - 1, 0))
    shared = ones.terms[places] == terms
    there, places = there[shared], places[shared]
    row, count = others.row[there], len(others.length)

    def meet(of_one: Floats, of_others: Floats) -> Floats:
        met: Floats = np.bincount(row, of_one * of_others, minlength=count)[None, :].astype(np.float64)
        return met

    return places, there, meet


def _meeting_many(ones: Block, others: Block) -> tuple[NDArray[np.intp], NDArray[np.intp], Meet]:
    """The same for many against many: as tables of entries by those terms that have a value on both sides."""
    terms = np.unique(ones.terms) if others is ones else np.intersect1d(ones.terms, others.terms)
    mine, columns = _found_in(terms, ones)
    theirs, other_columns = (mine, columns) if others is ones else _found_in(terms, others)

    def meet(of_ones: Floats, of_others: Floats) -> Floats:
        both = np.zeros(len(terms), np.bool_), np.zeros(len(terms), np.bool_)
        both[0][columns[of_ones > 0.0]] = True
        both[1][other_columns[of_others > 0.0]] = True
        kept = both[0] & both[1]
        width, column = int(np.count_nonzero(kept)), np.cumsum(kept) - 1
        tables = []
        for block, at, columns_of, values in (
            (ones, mine, columns, of_ones),
            (others, theirs, other_columns, of_others),
        ):
            used = np.flatnonzero(kept[columns_of] & (values > 0.0))
            table = np.zeros((len(block.length), width), np.float32)
            table[block.row[at[used]], column[columns_of[used]]] = values[used]
            tables.append(table)
        met: Floats = (tables[0] @ tables[1].T).astype(np.float64)
        return met

    return mine, theirs, meet


def _found_in(terms: NDArray[np.uint32], block: Block) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which terms of a block are among ``terms``, which ascend, and where there."""
    at = np.minimum(np.searchsorted(terms, block.terms), max(len(terms) - 1, 0))
    found = np.flatnonzero(terms[at] == block.terms) if len(terms) else np.zeros(0, np.intp)
    return found, at[found]


class _Met:
    """The terms of one side that the other side has: what each counts for in each sign."""

    def __init__(self, block: Block, worth: Worth, at: NDArray[np.intp]) -> None:
        self.rare, self.pull = worth.rare[at], worth.pull[at]
        self._weights, self.roles = block.weights[at], block.roles[at]

    def titled(self) -> Floats:
        return np.where(self.roles & TITLE, self.rare, 0.0)

    def leading(self) -> Floats:
        return np.where(_leads(self.roles), self._weights * self.rare, 0.0)

    def opening(self) -> Floats:
        return np.where(self.roles & LEAD, 1.0, 0.0)

    def hinting(self) -> Floats:
        return self.opening() * np.maximum(self.rare - _FLASH_COMMON, 0.0)

    def naming(self) -> Floats:
        return np.where(self.roles & NAME, self.opening(), 0.0)

    def having(self, roles: int) -> Floats:
        """Terms of exactly these roles."""
        return np.where(self.roles == roles, 1.0, 0.0)


def _leads(roles: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which terms are names of the title and single words."""
    leads: NDArray[np.bool_] = (roles & (NAME | TITLE | PAIR)) == NAME | TITLE
    return leads


def _strangers(known: tuple[Floats, Floats], of_mine: Floats, of_theirs: Floats) -> Floats:
    """The share of the names in the title of each that the other has nowhere: of the two, the lesser.

    Less than a fifth is chance, more than two fifths is as good as all.
    """
    shares = _ratio(known[0], of_mine), _ratio(known[1], of_theirs)
    both = np.minimum(1.0 - shares[0], 1.0 - shares[1])
    return np.where((of_mine > 0) & (of_theirs > 0), np.clip((both - _CHANCE) / _CHANCE, 0.0, 1.0), 0.0)


def days_apart(ones: Block, others: Block) -> Floats:
    """Days between two publications, shape (ones, others); nan where one has no certain date."""
    apart: Floats = np.abs(ones.day[:, None] - others.day[None, :])
    return apart


def _sums(block: Block, at: NDArray[np.intp] | slice, values: Floats) -> Floats:
    """The sum of the values of some terms by entry."""
    summed: Floats = np.bincount(block.row[at], values, minlength=len(block.length)).astype(np.float64)
    return summed


def _ratio(top: Floats, bottom: Floats) -> Floats:
    bottom = np.broadcast_to(bottom, top.shape)
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 1e-9)
