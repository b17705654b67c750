"""Groups a batch of articles with hindsight: average linkage over all of them at once, and nearness in time.

Why: in a stream the first report of an event is often too short to be recognised by the second; where a whole
batch arrives together, the order in which it is read must not decide. Average linkage (Sokal and Michener 1958)
joins the two groups whose members agree best on average, until no two agree; what time takes off is what it takes
off their nearest members, so that a story may run for weeks as long as it does not pause.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.weigh import asked, tightness, weights

Floats = NDArray[np.float64]


def link(agreement: Floats, pauses: Floats, masses: Floats, sizes: Sequence[int]) -> list[int]:
    """Group ``n`` units: the number of its group for each, groups numbered by their first unit.

    ``agreement`` (n, n) holds the mean score of the members of two units, above zero for the same story, and on its
    diagonal that of the members of one; ``pauses`` what the time between them takes off that, zero or less (nan where
    a date is missing). ``masses`` is what each unit counts in an average, ``sizes`` the articles of each. Groups that
    are tight must agree more.
    """
    count = len(masses)
    scores, taken, weight = agreement.copy(), pauses.copy(), masses.copy()
    articles = np.array(sizes, np.float64)
    pairs = articles * (articles - 1.0) / 2.0
    excess = pairs * (np.diagonal(agreement) - weights().cohesion_usual)
    tight = tightness(excess, pairs)
    group = np.arange(count)
    joined = scores + np.nan_to_num(taken) - asked(tight, tight)
    np.fill_diagonal(joined, -np.inf)
    best = joined.argmax(axis=1) if count else np.zeros(0, np.int64)
    value = joined[np.arange(count), best]
    while count and value.max() > 0.0:
        kept = int(value.argmax())
        kept, lost = sorted((kept, int(best[kept])))
        group[group == lost] = kept
        met = articles[kept] * articles[lost]
        excess[kept] += excess[lost] + met * (scores[kept, lost] - weights().cohesion_usual)
        pairs[kept] += pairs[lost] + met
        share = weight[kept] / (weight[kept] + weight[lost])
        scores[kept] = share * scores[kept] + (1.0 - share) * scores[lost]
        scores[:, kept] = scores[kept]
        taken[kept] = np.fmax(taken[kept], taken[lost])
        taken[:, kept] = taken[kept]
        weight[kept] += weight[lost]
        articles[kept] += articles[lost]
        alive = np.isfinite(value)
        alive[lost] = False
        tight[kept] = tightness(excess[kept], pairs[kept])
        more = asked(tight[kept : kept + 1], tight)[0]
        row = np.where(alive, scores[kept] + np.nan_to_num(taken[kept]) - more, -np.inf)
        row[kept] = -np.inf
        joined[kept], joined[:, kept] = row, row
        joined[lost], joined[:, lost] = -np.inf, -np.inf
        value[lost] = -np.inf
        stale = alive & ((best == kept) | (best == lost))
        stale[kept] = True
        nearer = alive & ~stale & (row > value)
        best[nearer], value[nearer] = kept, row[nearer]
        for unit in np.flatnonzero(stale):
            best[unit] = int(joined[unit].argmax())
            value[unit] = joined[unit, best[unit]] if np.isfinite(joined[unit, best[unit]]) else -1e9
    return [int(number) for number in group]


def parts_of(count: int, edges: Iterable[tuple[int, Sequence[int]]]) -> list[list[int]]:
    """The connected parts of ``count`` units, each ascending; ``edges`` lists a unit's partners."""
    root = list(range(count))

    def find(unit: int) -> int:
        while root[unit] != unit:
            root[unit] = root[root[unit]]
            unit = root[unit]
        return unit

    for unit, partners in edges:
        for partner in partners:
            low, high = sorted((find(unit), find(partner)))
            root[high] = low
    parts: dict[int, list[int]] = {}
    for unit in range(count):
        parts.setdefault(find(unit), []).append(unit)
    return list(parts.values())
