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
    """``signs`` in the order of ``SIGNS``; no two articles score more than ``most`` or less than minus that.

    ``pause`` is the most that distance in time takes off where there was other news, with the constants ``pause_days``
    and ``pause_articles``, and ``quiet`` the most where there was none, with ``quiet_days``; no story pauses for more
    than ``longest_days``. Those that begin with ``cohesion`` belong to ``tightness`` and ``asked``, ``full_words`` and
    ``least_mass`` to ``mass``. ``slope`` turns a score into a similarity, and an article that comes alone joins a story
    from a score between ``join_single`` (a story of one article) and ``join`` (one of many).
    """

    bias: float
    signs: Floats
    most: float
    pause: float
    pause_days: float
    pause_articles: float
    quiet: float
    quiet_days: float
    longest_days: float
    cohesion: float
    cohesion_one: float
    cohesion_usual: float
    cohesion_pairs: float
    full_words: float
    least_mass: float
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
        most=float(table["most"]),
        pause=float(table["pause"]),
        pause_days=float(table["pause_days"]),
        pause_articles=float(table["pause_articles"]),
        quiet=float(table["quiet"]),
        quiet_days=float(table["quiet_days"]),
        longest_days=float(table["longest_days"]),
        cohesion=float(table["cohesion"]),
        cohesion_one=float(table["cohesion_one"]),
        cohesion_usual=float(table["cohesion_usual"]),
        cohesion_pairs=float(table["cohesion_pairs"]),
        full_words=float(table["full_words"]),
        least_mass=float(table["least_mass"]),
        slope=float(table["slope"]),
        join_single=float(table["join_single"]),
        join=float(table["join"]),
    )


def score(signs: Floats) -> Floats:
    """The score of each row of ``compare``, without time: above zero if the two are one story rather than two.

    It is bounded, so that in an average over many pairs no one pair decides.
    """
    most = weights().most
    bounded: Floats = most * np.tanh((signs @ weights().signs + weights().bias) / most)
    return bounded


def pause(days: Floats, between: Floats) -> Floats:
    """What ``days`` between two reports take off their score (zero or less; nan where nan), given how many articles
    were published ``between`` them: a day or two of a busy stream weigh as much as weeks without
    other news. Years take off more than two articles can agree.
    """
    known = weights()
    busy = np.expm1(-days / known.pause_days) * np.expm1(-between / known.pause_articles)
    taken: Floats = -np.maximum(known.pause * busy, -known.quiet * np.expm1(-days / known.quiet_days))
    return np.where(days > known.longest_days, -2.0 * known.most, taken)


def similarity(total: float) -> float:
    """A score as a similarity 0..1; .5 is the bar."""
    return 1.0 / (1.0 + exp(min(-weights().slope * total, 700.0)))


def mass(lengths: NDArray[np.int64]) -> Floats:
    """How much articles of so many words count in an average, up to 1: that a headline shares nothing with another
    says little, and must not outweigh what it shares with the one report that tells all.
    """
    counted: Floats = np.clip(lengths / weights().full_words, weights().least_mass, 1.0)
    return counted


def tightness(excess: Floats, pairs: Floats) -> Floats:
    """How tight groups are, zero or more: ``excess`` is how much the ``pairs`` within agree beyond what is usual, in
    sum. Few pairs count for little, and a lone article is not tight.
    """
    tight: Floats = np.maximum(excess, 0.0) / (pairs + weights().cohesion_pairs)
    return tight


def asked(ones: Floats, others: Floats) -> Floats:
    """What groups of these tightnesses must agree beyond zero, each with each: much where both are tight, as look-alike
    events are, and some where one is, as reports that only touch upon a story agree less with it than its own.
    """
    known = weights()
    lesser, greater = np.minimum.outer(ones, others), np.maximum.outer(ones, others)
    more: Floats = known.cohesion * lesser + known.cohesion_one * greater
    return more


def joining(members: int) -> float:
    """The score from which an article that comes alone joins a story of so many articles: less for many."""
    many = weights().join
    return many + (weights().join_single - many) / members


def bar(members: int) -> float:
    """``joining`` as a similarity."""
    return similarity(joining(members))
