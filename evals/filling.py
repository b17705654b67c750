"""Fills the memories of a clusterer and of copies with stories of one article each, without printing the articles.

The stories of the last day, which arriving articles follow, have entries equal to those of the printed text. An older
one has the words of one of two thousand articles and a dozen names of its own. The sketches that copies are found by
are random. Nothing of this is timed.
"""

from __future__ import annotations

import gc

import numpy as np
from evals.press import Press
from numpy.typing import NDArray

from coranto.cluster.assign import Clusterer
from coranto.cluster.pool import TERMS_KEPT
from coranto.cluster.represent import Entry, core_of, telling
from coranto.read.copies import CopyIndex, Text

A_DAY = 20_000
_ELSEWHERE = 10_000_000
_TEMPLATES, _OWN, _POSTED, _SKETCH = 2_000, 12, 32, 40


def fill(press: Press, size: int, clusterer: Clusterer, copies: CopyIndex) -> None:
    """Let both know the stories "b0" to "b<size - 1>"."""
    random = np.random.default_rng(3)
    old = max(0, size - A_DAY)
    templates = [_template(press, _ELSEWHERE + number) for number in range(min(old, _TEMPLATES))]
    gc.disable()  # Nothing of this is garbage, and to look through millions of objects again and again takes minutes.
    for story in range(size):
        day = (story - size) / A_DAY
        if story < old:
            made = press.printed(story, 0, day, "", "")
            entry, posted = _derived(*templates[story % len(templates)], made.published_at.timestamp() / 86_400, random)
            clusterer.remember(made, entry, f"b{story}", posted)
        else:
            made, entry = press.entry(story, 0, day)
            clusterer.remember(made, core_of(entry, TERMS_KEPT), f"b{story}")
        shingles = np.unique(random.integers(0, 1 << 29, _SKETCH, np.uint32))
        age = (made.published_at, made.id)
        copies.remember(made, Text(age=age, title="", words=0, shingles=shingles, sorted_shingles=shingles))
    gc.enable()
    gc.freeze()


def _template(press: Press, story: int) -> tuple[Entry, NDArray[np.intp]]:
    """The entry of a story, cut, and the places of its terms, most telling first."""
    entry = core_of(press.entry(story, 0, 0.0)[1], TERMS_KEPT)
    return entry, np.argsort(-telling(entry), kind="stable")


def _derived(
    like: Entry, order: NDArray[np.intp], day: float, random: np.random.Generator
) -> tuple[Entry, NDArray[np.uint32]]:
    """An entry with new names in the most telling places of another, and the terms that it is found by."""
    terms = like.terms.copy()
    terms[order[:_OWN]] = random.integers(0, 1 << 32, _OWN, np.uint32)
    posted, ascending = terms[order[:_POSTED]], np.argsort(terms)
    entry = Entry(
        terms=terms[ascending],
        weights=like.weights[ascending],
        roles=like.roles[ascending],
        day=day,
        length=like.length,
        language=like.language,
    )
    return entry, posted
