"""How alike two articles are, sign by sign: all words, the title in the text, names that the other does not know.

Why: no single cosine tells two look-alike events apart; the signs are weighed together by ``weigh``, and the
same signs explain an assignment to the reader. Many articles are compared with many at once, in numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.represent import LEAD, NAME, PAIR, TITLE, Entry
from coranto.cluster.words import number_of

Floats = NDArray[np.float64]
Rarity = Callable[[NDArray[np.uint32], NDArray[np.bool_]], Floats]
"""The inverse document frequency of each of these terms, given which of them are pairs of words."""

Meet = Callable[[Floats, Floats], Floats]
"""The sum over shared terms of the product of a value of each side: shape (ones, others)."""

SIGNS = ("words", "title_in_text", "flash", "foreign", "strangers")
"""The signs, in the order of the columns of ``compare``, each 0..1.

``words`` is the cosine of all terms, in which a rare one counts more than by its inverse document frequency alone;
``title_in_text`` the share of each title that the other article has somewhere. ``flash`` and ``foreign`` make up for
what short and translated texts cannot share: rare terms of the opening where one of the two is hardly more than a
headline, names where the languages differ. ``strangers`` speaks against, and takes the worth off a ``flash``: each
title names whom the other article does not know.
"""

_RARE_POWER = 1.5
_ENOUGH = 20.0
"""Shared rarity (a sum of inverse document frequencies) from which more adds nothing."""
_FLASH_WORDS, _FLASH_ENOUGH, _FLASH_COMMON = 20, 6.0, 2.0
"""The same where one of the two has fewer than twenty words, and the rarity below which a term says nothing there: one
text in seven has it.
"""
_CHANCE = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Entries end to end: ``row`` says which entry a term belongs to; ``length``, ``day`` and ``language`` (its number)
    have one value an entry.
    """

    row: NDArray[np.int64]
    terms: NDArray[np.uint32]
    weights: NDArray[np.float32]
    roles: NDArray[np.uint8]
    length: NDArray[np.int64]
    day: Floats
    language: NDArray[np.uint32]


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
    )


def compare(ones: Block, others: Block, rarity: Rarity) -> Floats:
    """The signs of each of ``ones`` against each of ``others``: shape (ones, others, signs)."""
    left = _side(ones, rarity)
    right = left if others is ones else _side(others, rarity)
    meet = _meeting_one(left, right) if len(ones.length) == 1 else _meeting_many(left, right)
    title = _role(left, TITLE), _role(right, TITLE)
    lead = _role(left, LEAD), _role(right, LEAD)
    rare_name = _role(left, NAME) * lead[0], _role(right, NAME) * lead[1]
    hint = np.maximum(left.rare - _FLASH_COMMON, 0.0)
    there = meet(title[0] * left.rare, np.ones(len(right.terms)))
    here = meet(np.ones(len(left.terms)), title[1] * right.rare)
    strangers = _strangers(left, right, meet)
    shortest = np.minimum(left.length[:, None], right.length[None, :])
    return np.stack(
        [
            _cosine(left, right, meet),
            (
                _ratio(there, _sums(left, title[0] * left.rare)[:, None])
                + _ratio(here, _sums(right, title[1] * right.rare)[None, :])
            )
            / 2.0,
            np.where(shortest < _FLASH_WORDS, np.minimum(meet(lead[0] * hint, lead[1]) / _FLASH_ENOUGH, 1.0), 0.0)
            * (1.0 - strangers),
            _foreign(ones, others, np.minimum(meet(rare_name[0] * left.rare, rare_name[1]) / _ENOUGH, 1.0)),
            strangers,
        ],
        axis=2,
    )


def _meeting_many(left: _Side, right: _Side) -> Meet:
    def meet(of_left: Floats, of_right: Floats) -> Floats:
        columns = np.intersect1d(left.terms[of_left > 0.0], right.terms[of_right > 0.0])
        met: Floats = (_dense(left, columns, of_left) @ _dense(right, columns, of_right).T).astype(np.float64)
        return met

    return meet


def _meeting_one(left: _Side, right: _Side) -> Meet:
    """The same for one article against many: few terms are shared, and only those are looked at."""
    places = np.minimum(np.searchsorted(left.terms, right.terms), max(len(left.terms) - 1, 0))
    there = np.flatnonzero(left.terms[places] == right.terms) if len(left.terms) else np.zeros(0, np.int64)
    here, row, count = places[there], right.row[there], len(right.length)

    def meet(of_left: Floats, of_right: Floats) -> Floats:
        met: Floats = np.bincount(row, of_left[here] * of_right[there], minlength=count)[None, :].astype(np.float64)
        return met

    return meet


def _foreign(ones: Block, others: Block, shared: Floats) -> Floats:
    """``shared`` where the languages differ: names and numbers are all that a translation leaves."""
    return np.where(ones.language[:, None] != others.language[None, :], shared, 0.0)


def _strangers(left: _Side, right: _Side, meet: Meet) -> Floats:
    """The share of the names in the title of each that the other has nowhere: of the two, the lesser.

    Less than a fifth is chance, more than two fifths is as good as all.
    """
    mine, theirs = _leading(left), _leading(right)
    met = meet(mine, np.ones(len(right.terms))), meet(np.ones(len(left.terms)), theirs)
    of_mine, of_theirs = _sums(left, mine)[:, None], _sums(right, theirs)[None, :]
    known = _ratio(met[0], of_mine), _ratio(met[1], of_theirs)
    both = np.minimum(1.0 - known[0], 1.0 - known[1])
    return np.where((of_mine > 0) & (of_theirs > 0), np.clip((both - _CHANCE) / _CHANCE, 0.0, 1.0), 0.0)


def _leading(side: _Side) -> Floats:
    """The mass of the names of the title that are single words."""
    return np.where(((side.roles & NAME) > 0) & ((side.roles & TITLE) > 0) & ((side.roles & PAIR) == 0), side.mass, 0.0)


def days_apart(ones: Block, others: Block) -> Floats:
    """Days between two publications, shape (ones, others); nan where one has no certain date."""
    apart: Floats = np.abs(ones.day[:, None] - others.day[None, :])
    return apart


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """What is compared of a block: ``mass`` is the weight of a term times its rarity."""

    row: NDArray[np.int64]
    terms: NDArray[np.uint32]
    roles: NDArray[np.uint8]
    rare: Floats
    mass: Floats
    length: NDArray[np.int64]


def _side(block: Block, rarity: Rarity) -> _Side:
    rare = rarity(block.terms, (block.roles & PAIR) > 0)
    return _Side(
        row=block.row,
        terms=block.terms,
        roles=block.roles,
        rare=rare,
        mass=block.weights * rare,
        length=block.length,
    )


def _dense(side: _Side, columns: NDArray[np.uint32], values: Floats) -> NDArray[np.float32]:
    """The values of these terms as a table of entries by terms."""
    table = np.zeros((len(side.length), len(columns)), np.float32)
    if len(columns):
        kept = np.flatnonzero(values)
        at = np.minimum(np.searchsorted(columns, side.terms[kept]), len(columns) - 1)
        there = columns[at] == side.terms[kept]
        table[side.row[kept[there]], at[there]] = values[kept[there]]
    return table


def _role(side: _Side, role: int) -> Floats:
    return ((side.roles & role) > 0).astype(np.float64)


def _sums(side: _Side, values: Floats) -> Floats:
    summed: Floats = np.bincount(side.row, values, minlength=len(side.length)).astype(np.float64)
    return summed


def _cosine(left: _Side, right: _Side, meet: Meet) -> Floats:
    mine, theirs = left.mass * left.rare ** (_RARE_POWER - 1.0), right.mass * right.rare ** (_RARE_POWER - 1.0)
    norms = np.sqrt(_sums(left, mine**2)[:, None] * _sums(right, theirs**2)[None, :])
    return _ratio(meet(mine, theirs), norms)


def _ratio(top: Floats, bottom: Floats) -> Floats:
    bottom = np.broadcast_to(bottom, top.shape)
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 1e-9)
