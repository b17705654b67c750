"""Finds the time expressions of an article and works out which day, month or year each of them means.

A story page stands on its dates, so a date is worked out from the words and the day of publication, or left open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from coranto.analyze.times.calendar import first_day, last_day, plain
from coranto.analyze.times.joints import end_value, join
from coranto.analyze.times.languages import language_table
from coranto.analyze.times.limits import limit_of
from coranto.analyze.times.rules import Found, Language, Moment, Rule
from coranto.analyze.times.tense import looks
from coranto.types import Sentence, Timex

_WORD = re.compile(r"[^\W\d_]+|\d")
_FARTHEST_EAST = 10
"""From this hour of UTC on it is tomorrow where the day begins first (UTC+14)."""
_A_WEEK = re.compile(r"\b(?:week|weekend)$", re.I)


def find_timexes(sentences: Sequence[Sentence], *, published_at: datetime, language: str = "en") -> tuple[Timex, ...]:
    """All time expressions of an article in order, resolved against ``published_at`` in its own offset.

    Expressions do not overlap. What cannot be decided keeps ``value`` None. Of two dates that are joined to a range
    ("from Monday to Wednesday") the first has the second as its ``end_value``; a week or weekend is such a range by
    itself. Languages without a table get numeric dates only.
    """
    table = language_table(language)
    found: list[Timex] = []
    if not sentences:
        return ()
    moment = Moment(
        at=published_at,
        sentence=sentences[0],
        side=lambda start, end: 0,
        over_midnight=not published_at.utcoffset() and published_at.hour >= _FARTHEST_EAST,
    )
    before: Sentence | None = None
    for sentence in sentences:
        if before is None or before.field != sentence.field or sentence.paragraph - before.paragraph > 1:
            moment.last, moment.part = None, ""
        before = sentence
        rules = _open_gate(sentence.text, table)
        if rules:
            moment.sentence = sentence
            moment.side = partial(looks, sentence)
            found.extend(join(_tag(rules, moment), sentence))
    return tuple(found)


def _open_gate(text: str, table: Language) -> list[Rule]:
    """The rules that may match: those of whose classes of words one occurs."""
    gate = table.gate
    classes = {name for word in set(_WORD.findall(text.lower())) for name in gate.get(word, ())}
    if not classes:
        return []
    return [rule for rule in table.rules if not rule.gates.isdisjoint(classes)]


def _tag(rules: Sequence[Rule], moment: Moment) -> list[Timex]:
    """The earliest, longest, first rule wins; they are read in the order of the text, so that dates can lean back."""
    text = moment.sentence.text
    matches = [
        (match.start(), -match.end(), order, rule, match)
        for order, rule in enumerate(rules)
        for match in rule.pattern.finditer(text)
    ]
    timexes: list[Timex] = []
    taken = 0
    for start, _, _, rule, match in sorted(matches, key=lambda m: m[:3]):
        if start < taken:
            continue
        found = rule.make(match, moment)
        if found is None:
            continue
        timex = _timex(found, rule, match, moment.sentence)
        taken = timex.end - moment.sentence.start
        timexes.append(timex)
        day = first_day(found.value) if timex.precision == "day" else None
        moment.last = day or moment.last
        if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", found.value):
            moment.part = found.value
        if rule.name == "quarter" and not match.groupdict().get("ago"):
            moment.quarter = found.value
    return timexes


def _timex(found: Found, rule: Rule, match: re.Match[str], sentence: Sentence) -> Timex:
    start, end = found.words or match.span()
    dated = found.kind in ("date", "time")
    mod = limit_of(sentence.text, start, end) if dated or first_day(found.value) else ""
    counted = found.counted
    if mod.endswith("END") and not counted and re.fullmatch(r"\d{4}-\d\d-\d\d", found.value):
        counted = f"{found.value}T23:59"  # the end of a day is its last minute
    value, precision = plain(found.value) if dated else (None, None)
    ends = end_value(value, found.end)
    if (
        value is None
        and dated
        and (rule.name.startswith("week-") or found.value.endswith("-WE") or _A_WEEK.search(sentence.text[start:end]))
    ):
        monday, sunday = first_day(found.value), last_day(found.value)
        if monday is not None and sunday is not None:
            value, ends, precision = monday.isoformat(), sunday.isoformat(), "day"
    elif value is None and dated and not found.relative and re.match(r"\d{4}-(?:Q|H|SP|SU|FA|WI)", found.value):
        value, precision = found.value[:4], "year"
    return Timex(
        sentence=sentence.index,
        field=sentence.field,
        start=sentence.start + start,
        end=sentence.start + end,
        text=sentence.text[start:end],
        value=value,
        end_value=ends,
        precision=precision or "none",
        relative=found.relative,
        rule=found.rule or rule.name,
        kind=found.kind,
        timeml=found.value,
        mod=mod,
        counted=counted,
    )
