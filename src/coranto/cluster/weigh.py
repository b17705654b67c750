"""One score from many signs, and a similarity from a score.

Why: a weighted sum can be read, learnt from examples and shown to the reader part by part. Its weights stand in
``weights.toml``, which says how they were made.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.compare import SIGNS

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """``signs`` in the order of ``SIGNS``; ``pause`` is the most that distance in time takes off, ``pause_days`` its
    time constant; ``slope`` turns a score into a similarity, and an article that comes alone joins a story from a score
    between ``join_single`` (a story of one article) and ``join`` (one of many).
    """

    bias: float
    signs: Floats
    pause: float
    pause_days: float
    slope: float
    join_single: float
    join: float


@cache
def weights() -> Weights:
    """The weights that ship with the package."""
    table = tomllib.loads(files("coranto.cluster").joinpath("weights.toml").read_text("utf-8"))
    return Weights(
        bias=float(table["bias"]),
        signs=np.array([float(table["signs"][name]) for name in SIGNS]),
        pause=float(table["pause"]),
        pause_days=float(table["pause_days"]),
        slope=float(table["slope"]),
        join_single=float(table["join_single"]),
        join=float(table["join"]),
    )


def score(signs: Floats) -> Floats:
    """The score of each row of ``compare``, without time: above zero if the two are one story rather than two."""
    summed: Floats = signs @ weights().signs + weights().bias
    return summed


def pause(days: Floats) -> Floats:
    """What ``days`` without an article between two groups take off their score (zero or less; nan: zero)."""
    known = np.nan_to_num(days, nan=0.0)
    taken: Floats = -weights().pause * (1.0 - np.exp(-known / weights().pause_days))
    return taken


def similarity(total: float) -> float:
    """A score as a similarity 0..1; .5 is the bar."""
    return 1.0 / (1.0 + exp(min(-weights().slope * total, 700.0)))


def pause_of(days: float) -> float:
    """The same as ``pause`` for one number of days that is known."""
    return -weights().pause * (1.0 - exp(-days / weights().pause_days))


def bar(members: int) -> float:
    """The similarity from which an article that comes alone joins a story of so many articles: less for many."""
    many = weights().join
    return similarity(many + (weights().join_single - many) / members)
