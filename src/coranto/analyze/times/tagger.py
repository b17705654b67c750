"""Finds the time expressions of an article and works out which day, month or year each of them means.

A story page stands on its dates, so a date is worked out from the words and the day of publication, or left open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from coranto.analyze.times.calendar import first_day, last_day, plain
from coranto.analyze.times.languages import language_table
from coranto.analyze.times.rules import Found, Language, Moment, Rule
from coranto.analyze.times.tense import looks
from coranto.types import Sentence, Timex

_WORD = re.compile(r"[^\W\d_]+|\d")
_JOINT = re.compile(
    r"\s*(?:to|through|thru|until|till|and|-|–|—|bis|und|hasta|al?|y)\s*(?:the\s+|on\s+|el\s+|zum\s+)?", re.I
)
_OPENS_RANGE = re.compile(r"\b(?:from|between|von|vom|zwischen|desde|del?|entre)\s+(?:the\s+|el\s+)?$", re.I)
_FARTHEST_EAST = 10
"""From this hour of UTC on it is tomorrow where the day begins first (UTC+14)."""
_A_WEEK = re.compile(r"\b(?:week|weekend)$", re.I)
_AND = re.compile(r"\s*(?:and|und|y)\b", re.I)


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
        day=published_at.date(),
        sentence=sentences[0],
        side=lambda start, end: 0,
        over_midnight=not published_at.utcoffset() and published_at.hour >= _FARTHEST_EAST,
    )
    before: Sentence | None = None
    for sentence in sentences:
        if before is None or before.field != sentence.field or sentence.paragraph - before.paragraph > 1:
            moment.last = None
        before = sentence
        rules = _open_gate(sentence.text, table)
        if rules:
            moment.sentence = sentence
            moment.side = partial(looks, sentence)
            found.extend(_join(_tag(rules, moment), sentence))
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
        if rule.name == "quarter" and not match.groupdict().get("ago"):
            moment.quarter = found.value
    return timexes


def _timex(found: Found, rule: Rule, match: re.Match[str], sentence: Sentence) -> Timex:
    start, end = found.words or match.span()
    dated = found.kind in ("date", "time")
    value, precision = plain(found.value) if dated else (None, None)
    end_value = _end_value(value, found.end)
    if value is None and dated and _A_WEEK.search(sentence.text[start:end]):
        monday, sunday = first_day(found.value), last_day(found.value)
        if monday is not None and sunday is not None:
            value, end_value, precision = monday.isoformat(), sunday.isoformat(), "day"
    elif value is None and dated and not found.relative and re.match(r"\d{4}-(?:Q|H|SP|SU|FA|WI)", found.value):
        value, precision = found.value[:4], "year"
    return Timex(
        sentence=sentence.index,
        field=sentence.field,
        start=sentence.start + start,
        end=sentence.start + end,
        text=sentence.text[start:end],
        value=value,
        end_value=end_value,
        precision=precision or "none",
        relative=found.relative,
        rule=found.rule or rule.name,
        kind=found.kind,
        timeml=found.value,
    )


def _end_value(value: str | None, end: str) -> str | None:
    """The end of a range in the form of its beginning, if it does not lie before it."""
    if value is None or not end:
        return None
    closed = plain(end)[0]
    if closed is None:
        last: date | None = last_day(end)
        closed = last.isoformat() if last else None
    return closed if closed is not None and len(closed) == len(value) and closed >= value else None


def _join(timexes: list[Timex], sentence: Sentence) -> list[Timex]:
    """Give the first of two joined dates the second as its end: "from X to Y", "between X and Y", "X - Y"."""
    joined = list(timexes)
    for i in range(len(timexes) - 1):
        first, second = timexes[i], timexes[i + 1]
        if first.value is None or first.end_value or second.kind != first.kind:
            continue
        between = sentence.text[first.end - sentence.start : second.start - sentence.start]
        if not _JOINT.fullmatch(between):
            continue
        opened = _OPENS_RANGE.search(sentence.text[: first.start - sentence.start])
        if _AND.match(between) and not opened:
            continue
        end = _end_value(first.value, second.timeml)
        if end is not None:
            joined[i] = _with_end(first, end)
    return joined


def _with_end(timex: Timex, end: str) -> Timex:
    return Timex(
        sentence=timex.sentence,
        field=timex.field,
        start=timex.start,
        end=timex.end,
        text=timex.text,
        value=timex.value,
        end_value=end,
        precision=timex.precision,
        relative=timex.relative,
        rule=timex.rule,
        kind=timex.kind,
        timeml=timex.timeml,
    )
