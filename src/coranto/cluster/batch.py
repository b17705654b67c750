"""Groups articles that arrived together, beside the stories that are known already.

Why: with all of a batch in view the grouping need not depend on which report happened to come first. Only articles
that agree more than not can be in one group, so each connected part is linked alone; a part too large for that
is first read as a stream, and the groups of the stream are linked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.compare import Floats, compare, days_apart
from coranto.cluster.growing import MEMBERS_COMPARED, Growing, spread
from coranto.cluster.index import Index
from coranto.cluster.regroup import link, parts_of
from coranto.cluster.weigh import joining, mass, pause, score

_LARGEST_PART = 1600
"""Articles of one part that are compared each with each."""

_APART = -1e12
"""Agreement of two known stories, which are not ours to join: no average with anything lifts it above zero."""

_BLOCK = 128
_UNITS_COMPARED = 12

Unit = list[int]
"""Index numbers of articles that stay together: one new article, or the members of a known story."""


def group_batch(
    arrived: Sequence[int], index: Index, story_of: Sequence[str], stories: Mapping[str, Growing]
) -> list[str | int]:
    """For each new index number, the id of the known story that it joins, or the first new number of its group.

    ``arrived`` ascends. ``story_of`` has the story of each index number, "" for those that arrived.
    """
    known: dict[str, Unit] = {}
    near: dict[int, list[int]] = {}
    for number in arrived:
        near[number] = _alike(number, index)
        for other in near[number]:
            if story_of[other]:
                known.setdefault(story_of[other], stories[story_of[other]].entries)
    units: list[Unit] = [*known.values(), *([number] for number in arrived)]
    unit_of = {number: at for at, unit in enumerate(units) for number in unit}
    reached = [[unit_of[other] for other in near.get(unit[0], []) if other in unit_of] for unit in units[len(known) :]]
    result: dict[int, str | int] = {}
    names = list(known)
    for part in parts_of(len(units), list(enumerate(reached, len(known)))):
        fixed = [at for at in part if at < len(known)]
        fresh = [at for at in part if at >= len(known)]
        if len(fresh) > _LARGEST_PART:
            loose = _stream([units[at] for at in fixed], [units[at][0] for at in fresh], near, index)
        else:
            loose = [units[at] for at in fresh]
        linked = _linked([units[at] for at in fixed], loose, index)
        for first, unit in zip(linked[len(fixed) :], loose, strict=True):
            own = names[fixed[first]] if first < len(fixed) else loose[first - len(fixed)][0]
            result.update(dict.fromkeys(unit, own))
    return [result[number] for number in arrived]


def _alike(number: int, index: Index) -> list[int]:
    """Index numbers of the articles near ``number`` that agree with it more than not, whatever the time between."""
    near = [other for other in index.nearest(number) if other != number]
    if not near:
        return []
    scores = score(compare(index.block([number]), index.block(near), index.rarity)[0])
    return [other for other, value in zip(near, scores, strict=True) if value > 0.0]


def _linked(fixed: Sequence[Unit], loose: Sequence[Unit], index: Index) -> list[int]:
    """Average linkage over units; for each the position of the first unit of its group."""
    units = [*fixed, *loose]
    if len(units) < 2 or len(units) > 2 * _LARGEST_PART:
        return list(range(len(units)))
    most = max(1, min(MEMBERS_COMPARED, 2 * _LARGEST_PART // len(units)))
    samples = [spread(unit, most) for unit in units]
    numbers = [number for sample in samples for number in sample]
    starts = np.cumsum([0, *(len(sample) for sample in samples[:-1])])
    agreement, pauses, masses = _between(numbers, starts, index)
    known = np.arange(len(fixed))
    agreement[: len(fixed), : len(fixed)] = np.where(known[:, None] == known, agreement[known, known], _APART)
    more = np.array([len(unit) / len(sample) for unit, sample in zip(units, samples, strict=True)])
    return link(agreement, pauses, masses * more, [len(unit) for unit in units])


def _between(numbers: Sequence[int], starts: NDArray[np.int64], index: Index) -> tuple[Floats, Floats, Floats]:
    """Mean score of the entries of each two units and within each, and the least that time takes off it; the mass of
    each unit.
    """
    count = len(numbers)
    scores = np.zeros((count, count))
    everyone = index.block(numbers)
    for at in range(0, count, _BLOCK):
        some = everyone if count <= _BLOCK else index.block(numbers[at : at + _BLOCK])
        scores[at : at + _BLOCK] = score(compare(some, everyone, index.rarity))
    pauses = pause(days_apart(everyone, everyone), index.between(everyone, everyone))
    np.fill_diagonal(scores, 0.0)
    counted = mass(everyone.length)
    scores *= np.outer(counted, counted)
    sums = np.add.reduceat(np.add.reduceat(scores, starts, axis=0), starts, axis=1)
    least = np.fmax.reduceat(np.fmax.reduceat(pauses, starts, axis=0), starts, axis=1)
    masses = np.add.reduceat(counted, starts)
    within = np.where(np.diff([*starts, count]) > 1, masses**2 - np.add.reduceat(counted**2, starts), 0.0)
    met = np.outer(masses, masses)
    np.fill_diagonal(met, np.where(within > 0.0, within, 1.0))
    return sums / met, least, masses


def _stream(fixed: Sequence[Unit], fresh: Sequence[int], near: Mapping[int, Sequence[int]], index: Index) -> list[Unit]:
    """The new articles of a large part, grouped one after the other, apart from known stories.

    Those that most others are near come first, then in order of arrival: in a flood all are near the same few.
    """
    ours = {number for unit in fixed for number in unit}
    unit_of: dict[int, Unit] = {}
    units: list[Unit] = []
    pointed = Counter(other for number in fresh for other in near[number])
    for number in sorted(fresh, key=lambda number: (-pointed[number], number)):
        reached: list[Unit] = []
        for other in near[number]:
            unit = unit_of.get(other)
            if unit is not None and other not in ours and unit not in reached:
                reached.append(unit)
        best, home = 0.0, None
        for unit in reached[:_UNITS_COMPARED]:
            one, others = index.block([number]), index.block(spread(unit, MEMBERS_COMPARED))
            taken = pause(days_apart(one, others), index.between(one, others))[0]
            agreed = np.average(score(compare(one, others, index.rarity)[0]), weights=mass(others.length))
            value = float(agreed + np.nan_to_num(np.fmax.reduce(taken)))
            if value > max(best, joining(len(unit))):
                best, home = value, unit
        if home is None:
            home = []
            units.append(home)
        home.append(number)
        unit_of[number] = home
    return sorted(sorted(unit) for unit in units)
