"""Decides what it means that articles give different figures for one slot.

Neighbouring systems' detectors are wrong in most alarms, nearly always through time: a rising toll is no conflict.
So time is asked first, then approximation and scope, and only what is left and really at odds is a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from coranto.compose.slot_table import Slot
from coranto.compose.slots import SEVERAL_BODIES, apart
from coranto.compose.tallies import Tally, sets_against
from coranto.types import Quantity, Sentence, Source, Verdict

OVERLAP = timedelta(hours=18)
"""An article may still print the older figure for so long after another had the newer one."""
FAR_BELOW = 0.85
"""Share of a count below which a figure is too low to be that count rounded."""
_CORRECTS = re.compile(
    r"\b(?:correct(?:s|ed|ing|ion)|revis(?:e[sd]?|ing|ion)|lower(?:s|ed|ing)|downgrad\w+|upgrad\w+|updat\w+|retract\w*"
    r"|clarif\w+|(?:up|down) from|instead of|rather than|earlier (?:count|figure|toll|estimate))\b",
    re.I,
)
_SCOPE = re.compile(
    r"\b(?:alone|nationwide|worldwide|across the (?:country|region|world)|in both|on both sides|in total|altogether"
    r"|so far in)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The verdict on one slot. ``sides`` hold one tally a value, in order of first publication.

    ``current`` is the value that stands (None in a conflict), ``both`` the sentence that sets the values side by side.
    """

    slot: Slot
    verdict: Verdict
    sides: tuple[Tally, ...]
    current: Tally | None
    both: tuple[Source, Sentence] | None = None


def judge(tallies: Sequence[Tally], sources: Sequence[Source]) -> Finding | None:
    """What the tallies of one slot, oldest first, come to; None where they agree or nothing can be said safely."""
    values = _values(tallies)
    if len(values) < 2:
        return None
    slot = tallies[0].figure.slot
    if slot.name in SEVERAL_BODIES:
        return _of_two_bodies(slot, tallies)
    last = tallies[-1]
    if len({bool(_SCOPE.search(r.sentence.text)) for r in values}) > 1 and _simultaneous(values):
        return Finding(slot=slot, verdict="differing-scope", sides=tuple(values), current=None)
    both = _side_by_side(values, sources)
    if both is not None:
        sides = _those_named(values, both[1])
        return Finding(slot=slot, verdict="conflict", sides=sides, current=None, both=both)
    if _corrected(last, values):
        return _superseded(slot, values, last)
    if slot.grows or slot.name == "missing":
        return _of_count(slot, tallies, values)
    return _of_measure(slot, tallies, values)


def _values(tallies: Sequence[Tally]) -> list[Tally]:
    """One tally a distinct value: the first that gives it, or the first that names who says so."""
    found: list[Tally] = []
    for tally in tallies:
        place = next((i for i, known in enumerate(found) if not _differ(known, tally)), None)
        if place is None:
            found.append(tally)
        elif not found[place].speaker and tally.speaker and found[place].figure.quantity.value == _value(tally):
            found[place] = tally
    return found


def _value(tally: Tally) -> float:
    return tally.figure.quantity.value


def _differ(first: Tally, second: Tally) -> bool:
    """Different figures; of counts that only approximate each other the printed values must differ, too."""
    return apart(first.figure.quantity, second.figure.quantity) or _value(first) != _value(second)


def _simultaneous(values: Sequence[Tally]) -> bool:
    times = [tally.at for tally in values]
    return max(times) - min(times) <= OVERLAP


def _side_by_side(values: Sequence[Tally], sources: Sequence[Source]) -> tuple[Source, Sentence] | None:
    """A sentence that sets two of the values against each other, each with somebody who says it."""
    numbers = {_value(tally) for tally in values}
    for source in sorted(sources, key=lambda s: s.n):
        if source.copy_of is not None:
            continue
        found: dict[int, list[Quantity]] = {}
        for quantity in source.analysis.quantities:
            found.setdefault(quantity.sentence, []).append(quantity)
        for sentence in source.analysis.sentences:
            mine = {q.value for q in found.get(sentence.index, ())}
            if len(mine & numbers) < 2 or _CORRECTS.search(sentence.text):
                continue
            if not values[0].figure.slot.words.search(sentence.text):
                continue
            if sets_against(sentence.text):
                return source, sentence
    return None


def _those_named(values: Sequence[Tally], sentence: Sentence) -> tuple[Tally, ...]:
    """The two or more values that the contrasting sentence prints; the others were only earlier ones."""
    named = tuple(
        r for r in values if re.search(rf"(?<![\d.]){re.escape(r.figure.quantity.text)}(?![\d])", sentence.text)
    )
    return named if len(named) >= 2 else tuple(values)


def _corrected(last: Tally, values: Sequence[Tally]) -> bool:
    """Whether the newest article itself says that its figure replaces an older one."""
    older = {_value(r) for r in values} - {_value(last)}
    quantities = {q.sentence: q for q in last.source.analysis.quantities if q.value in older}
    for sentence in last.source.analysis.sentences:
        if sentence.index in quantities and _CORRECTS.search(sentence.text):
            return True
    return bool(_CORRECTS.search(last.sentence.text)) and last.figure.slot.words.search(last.sentence.text) is not None


def _superseded(slot: Slot, values: Sequence[Tally], current: Tally) -> Finding:
    older = [r for r in values if _differ(r, current)]
    newest = next((r for r in values if not _differ(r, current)), current)
    rising = any(apart(r.figure.quantity, current.figure.quantity) or _is_floor(r, current) for r in older)
    verdict: Verdict = "superseded" if rising else "approximation"
    return Finding(slot=slot, verdict=verdict, sides=(*older, newest), current=current)


def _is_floor(tally: Tally, current: Tally) -> bool:
    """ "At least four", or "over 400" where 527 are known: a count that grew, and no rounded form of a later figure."""
    if tally.figure.quantity.hedge.lower().strip() == "at least" or "at least" in tally.figure.printed.lower():
        return True
    return _value(tally) <= FAR_BELOW * _value(current) and tally.figure.quantity.high > _value(current)


def _of_count(slot: Slot, tallies: Sequence[Tally], values: Sequence[Tally]) -> Finding | None:
    """Counts rise as news comes in (the missing are found, and fall): what is printed last stands."""
    last = tallies[-1]
    top = max(tallies, key=lambda r: (_value(r), r.at))
    if not slot.grows:
        return _superseded(slot, values, last)
    if not apart(last.figure.quantity, top.figure.quantity) or _value(last) >= _value(top):
        current = last if _value(last) >= _value(top) else top
        return _superseded(slot, values, current)
    if last.at - top.at <= OVERLAP:
        return _superseded(slot, values, top)
    if last.source.origin == top.source.origin or (last.speaker and last.speaker == top.speaker):
        return _superseded(slot, values, last)
    if last.prominent and top.prominent and last.speaker and top.speaker:
        return Finding(slot=slot, verdict="conflict", sides=_pair(top, last), current=None)
    return None


def _of_measure(slot: Slot, tallies: Sequence[Tally], values: Sequence[Tally]) -> Finding | None:
    """A magnitude does not grow: one authority may revise it, two authorities differ."""
    last = tallies[-1]
    if not any(apart(r.figure.quantity, last.figure.quantity) for r in values):
        return None
    others = [r for r in tallies if _differ(r, last)]
    kept_by = {r.speaker for r in tallies if not _differ(r, last) and r.speaker}
    against = [r for r in others if r.speaker and r.speaker not in kept_by]
    if kept_by and against:
        named = next(r for r in values if not _differ(r, last))
        return Finding(slot=slot, verdict="conflict", sides=_pair(against[0], named), current=None)
    return _superseded(slot, values, last)


def _of_two_bodies(slot: Slot, tallies: Sequence[Tally]) -> Finding | None:
    """A conflict only where one article sets two bodies' figures side by side: other places have other rain."""
    for first in tallies:
        for second in tallies:
            beside = first.source.n == second.source.n and 0 < second.sentence.index - first.sentence.index <= 2
            if not beside or not first.speaker or not second.speaker or first.speaker == second.speaker:
                continue
            if apart(first.figure.quantity, second.figure.quantity) and not _CORRECTS.search(second.sentence.text):
                given_first = [next(t for t in tallies if _value(t) == _value(side)) for side in (first, second)]
                return Finding(slot=slot, verdict="conflict", sides=_pair(*given_first), current=None)
    return None


def _pair(first: Tally, second: Tally) -> tuple[Tally, Tally]:
    return (first, second) if first.at <= second.at else (second, first)
