"""How alike two articles are, sign by sign: words, opening, names, places, numbers, title, time.

Why: no single cosine tells two look-alike events apart; the signs are weighed together by ``weights.py``, and the
same signs explain an assignment to the reader. One article is compared with many at once, in numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.represent import LEAD, NAME, NUMBER, PLACE, TITLE

Floats = NDArray[np.float64]

SIGNS = (
    "words",
    "opening",
    "names",
    "opening_names",
    "places",
    "numbers",
    "title",
    "title_in_text",
    "title_names",
    "rare_shared",
    "days",
    "undated",
    "shortness",
)
"""The signs, in the order of the columns of ``compare``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the index: term numbers (ascending) with weights and roles, day and length."""

    terms: NDArray[np.int32]
    weights: NDArray[np.float32]
    roles: NDArray[np.uint8]
    day: float
    length: int


def compare(one: Entry, others: Sequence[Entry], rarity: Floats) -> Floats:
    """The signs of ``one`` against each of ``others``: shape (others, signs). ``rarity`` is the idf by term number."""
    sizes = np.array([len(other.terms) for other in others])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
    terms = np.concatenate([other.terms for other in others])
    roles = np.concatenate([other.roles for other in others])
    mass = np.concatenate([other.weights for other in others]) * rarity[terms]
    mine_of = np.full(len(rarity), -1, np.int32)
    mine_of[one.terms] = np.arange(len(one.terms), dtype=np.int32)
    at = mine_of[terms]
    hit = at >= 0
    own_mass = one.weights * rarity[one.terms]
    my_mass = np.where(hit, own_mass[at], 0.0) if len(own_mass) else np.zeros(len(terms))
    my_roles = np.where(hit, one.roles[at], 0) if len(own_mass) else np.zeros(len(terms), np.uint8)

    def total(values: Floats) -> Floats:
        summed: Floats = np.add.reduceat(np.append(values, 0.0), starts)
        summed[sizes == 0] = 0.0
        return summed

    def cosine(role: int) -> Floats:
        if role:
            theirs, ours, own = (roles & role) > 0, (my_roles & role) > 0, (one.roles & role) > 0
            top = total(np.where(theirs & ours, mass * my_mass, 0.0))
            norm = np.sqrt(total(np.where(theirs, mass * mass, 0.0)) * float(np.sum(own_mass[own] ** 2)))
        else:
            top = total(mass * my_mass)
            norm = np.sqrt(total(mass * mass) * float(np.sum(own_mass**2)))
        return np.divide(top, norm, out=np.zeros_like(top), where=norm > 0)

    def both(role: int) -> Floats:
        mine = (my_roles & role) == role
        theirs = (roles & role) == role
        own = (one.roles & role) == role
        top = total(np.where(theirs & mine, mass * my_mass, 0.0))
        norm = np.sqrt(total(np.where(theirs, mass * mass, 0.0)) * float(np.sum(own_mass[own] ** 2)))
        return np.divide(top, norm, out=np.zeros_like(top), where=norm > 0)

    rare = rarity[terms]
    own_rare = rarity[one.terms]
    my_title = float(np.sum(own_rare[(one.roles & TITLE) > 0]))
    their_title = total(np.where((roles & TITLE) > 0, rare, 0.0))
    mine_there = total(np.where((my_roles & TITLE) > 0, rare, 0.0)) / max(my_title, 1e-9)
    theirs_here = np.divide(
        total(np.where(((roles & TITLE) > 0) & hit, rare, 0.0)),
        their_title,
        out=np.zeros_like(their_title),
        where=their_title > 0,
    )
    shared_number = ((roles & NUMBER) > 0) & ((my_roles & NUMBER) > 0)
    opening_both = ((roles & LEAD) > 0) & ((my_roles & LEAD) > 0)
    lengths = np.array([other.length for other in others])
    days = np.array([other.day for other in others])
    gap = np.abs(days - one.day)
    undated = np.isnan(gap)
    return np.column_stack(
        [
            cosine(0),
            cosine(LEAD),
            cosine(NAME),
            both(LEAD | NAME),
            cosine(PLACE),
            np.minimum(total(np.where(shared_number, rare, 0.0)) / 20.0, 1.0),
            cosine(TITLE),
            np.where(their_title > 0, (mine_there + theirs_here) / 2, mine_there),
            both(TITLE | NAME),
            np.minimum(total(np.where(opening_both, np.maximum(rare - 4.0, 0.0), 0.0)) / 20.0, 1.0),
            np.where(undated, 0.0, np.log1p(np.nan_to_num(gap)) / 6.0),
            undated.astype(np.float64),
            1.0 / (1.0 + np.minimum(lengths, one.length) / 50.0),
        ]
    )
