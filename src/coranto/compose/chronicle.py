"""Writes the timeline of a long affair: which days of weeks or months matter, and what was told of each.

Thousands of articles are too many to make claims of. What later articles keep naming is what a historian would keep,
so a day is weighed by them; of its sentences those are told that both its own reports and the later mentions share.

Method: DATEWISE (Gholipour Ghalandari and Ifrim, ACL 2020) without its trained ranking of days.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from coranto.compose.wordspace import WordSpace

LEAD = 6
"""Sentences from the top of an article that report the day on which it appeared, or the day before."""
FULL_VOICE = 3
"""Sentences with a keyword from which an article speaks of the affair with full weight."""
OWN_DAY = 0.25
"""What an article that does not name the day of its publication says for it all the same."""
NEIGHBOUR = 0.1
"""What a day loses of the weight of its heavier neighbour: the same happening, told with the wrong day."""
LONG, FADE = 35, 30.0
SHORT, STUMP = 8, 0.3
"""Words beyond which a sentence loses by and by, and under which it counts this much."""
ASIDE = 0.85
"""What a sentence without a keyword counts beside one that has it; where none has it, the day is another affair's."""
SAME = 0.9999
ENOUGH = 0.25
"""Share of the heaviest day's weight from which a day is kept where no number of days is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One sentence of one article: its place from the top, and the first day that it names.

    ``article`` tells articles apart; ``text`` is what is compared and measured.
    """

    article: int
    place: int
    published: date
    text: str
    named: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronicleDay:
    """A day that matters, with its weight (articles that name it, about) and what is told of it, best first."""

    date: date
    weight: float
    dispatches: tuple[Dispatch, ...]


def write_chronicle(
    dispatches: Sequence[Dispatch],
    *,
    keywords: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
    days: int | None = None,
    sentences: int = 1,
    usable: Callable[[Dispatch, date], bool] | None = None,
) -> tuple[ChronicleDay, ...]:
    """The days that matter in order, each with at most ``sentences`` sentences, rather such as have a keyword.

    Only articles published from ``first`` to ``last`` are read, and only days between are told. Without ``days`` a day
    is kept from ``ENOUGH`` of the heaviest day's weight. ``usable`` says whether a sentence may be told of a day (None:
    any may). A day of which nothing can be told makes room for the next.
    """
    lower = tuple(word.lower() for word in keywords)
    pool = [d for d in dispatches if (first is None or d.published >= first) and (last is None or d.published <= last)]
    on_topic = [not lower or any(word in d.text.lower() for word in lower) for d in pool]
    weights = weigh_days(pool, on_topic)
    ranked = sorted(
        (day for day in weights if (first is None or day >= first) and (last is None or day <= last)),
        key=lambda day: (-weights[day], day),
    )
    if days is None:
        ranked = [day for day in ranked if weights[day] >= ENOUGH * weights[ranked[0]]]
    desk = _Desk(pool, on_topic, usable)
    told: list[ChronicleDay] = []
    for day in ranked:
        if days is not None and len(told) >= days:
            break
        chosen = desk.tell(day, sentences)
        if chosen:
            told.append(ChronicleDay(date=day, weight=weights[day], dispatches=tuple(pool[i] for i in chosen)))
    return tuple(sorted(told, key=lambda one: one.date))


def weigh_days(pool: Sequence[Dispatch], on_topic: Sequence[bool]) -> dict[date, float]:
    """Articles from that day on that name a day, each by how much it speaks of the affair, less a share of the
    heavier neighbouring day."""
    voice: dict[int, int] = defaultdict(int)
    naming: dict[date, set[int]] = defaultdict(set)
    for one, topical in zip(pool, on_topic, strict=True):
        voice[one.article] += topical
        if one.named is not None and one.named <= one.published:
            naming[one.named].add(one.article)
    published = {one.article: one.published for one in pool}
    heard = {day: sum(min(1.0, voice[a] / FULL_VOICE) for a in sorted(named)) for day, named in naming.items()}
    for article, day in published.items():
        if article not in naming.get(day, ()):
            heard[day] = heard.get(day, 0.0) + OWN_DAY * min(1.0, voice[article] / FULL_VOICE)
    step = timedelta(days=1)
    return {
        day: weight - NEIGHBOUR * max(heard.get(_shifted(day, -step), 0.0), heard.get(_shifted(day, step), 0.0))
        for day, weight in sorted(heard.items())
    }


def _shifted(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError:
        return day


class _Desk:
    """Chooses what is told of a day."""

    def __init__(
        self,
        pool: Sequence[Dispatch],
        on_topic: Sequence[bool],
        usable: Callable[[Dispatch, date], bool] | None,
    ) -> None:
        self._pool = pool
        self._usable = usable
        self._space = WordSpace([one.text for one in pool])
        self._topical = np.array(on_topic)
        self._worth = np.array([_length(one.text) for one in pool]) * np.where(self._topical, 1.0, ASIDE)
        self._mentions: Mapping[date, list[int]] = defaultdict(list)
        self._reports: Mapping[date, list[int]] = defaultdict(list)
        for i, one in enumerate(pool):
            if one.named is not None:
                if one.named <= one.published:
                    self._mentions[one.named].append(i)
            elif one.place < LEAD:
                for back in (0, 1):
                    self._reports[_shifted(one.published, -timedelta(days=back))].append(i)

    def tell(self, day: date, sentences: int) -> list[int]:
        """The places of what is told of a day, or of all that is said of it where nothing near its core may be."""
        every = [*self._mentions.get(day, []), *self._reports.get(day, [])]
        near = self._candidates(day)
        chosen = self._choose(near, day, sentences)
        return chosen or (self._choose(every, day, sentences) if len(near) < len(every) else [])

    def _choose(self, places: Sequence[int], day: date, sentences: int) -> list[int]:
        """Sentences that together come as near as can be to what all of the places say, if one is of the affair."""
        rows = self._space.take(places)
        centre = rows.mean()
        norm = float(np.linalg.norm(centre))
        if not norm:
            return []
        toward = rows.against(centre / norm)
        free = np.full(len(places), fill_value=bool(self._topical[places].any()))
        worth = self._worth[places]
        chosen: list[int] = []
        so_far = np.zeros_like(centre)
        while len(chosen) < sentences and free.any():
            beside = rows.against(so_far)
            length = np.sqrt(np.maximum(float(so_far @ so_far) + 2 * beside + 1, 1e-12))
            score = np.where(free, (float(so_far @ centre) / norm + toward) / length * worth, -np.inf)
            best = int(np.argmax(score))
            if self._usable is not None and not self._usable(self._pool[places[best]], day):
                free[best] = False
                continue
            row = rows.row(best)
            free &= rows.against(row) <= SAME
            free[best] = False
            so_far = so_far + row
            chosen.append(places[best])
        return chosen

    def _candidates(self, day: date) -> Sequence[int]:
        """Of mentions and reports those near the words that both share, down to the knee of their nearness."""
        mentions, reports = self._mentions.get(day, []), self._reports.get(day, [])
        if not mentions or not reports:
            return mentions or reports
        named, told = self._space.take(mentions).mean(), self._space.take(reports).mean()
        common = np.where((named > 0) & (told > 0), named + told, 0.0)
        places = [*mentions, *reports]
        norm = float(np.linalg.norm(common))
        near = self._space.take(places).against(common / norm) if norm else np.zeros(len(places))
        least = _knee(np.sort(near)[::-1])
        kept = [place for place, nearness in zip(places, near, strict=True) if nearness > max(least, 0.0)]
        return kept or places


def _knee(falling: NDArray[np.float64]) -> float:
    """The value farthest from the straight line between the first and the last of a falling curve."""
    count = len(falling)
    steps = np.arange(count) / max(count - 1, 1)
    rise = falling[-1] - falling[0]
    away = np.abs(falling - falling[0] - steps * rise)
    return float(falling[int(np.argmax(away))])


def _length(text: str) -> float:
    words = len(text.split())
    return STUMP if words < SHORT else math.exp(-max(0, words - LONG) / FADE)
