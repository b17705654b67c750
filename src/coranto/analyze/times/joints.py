"""Joins neighbouring expressions into one meaning: "from Monday to Wednesday", "two days before Christmas", "9 a.m.,
Jan. 5".

The rules read one expression each; what two of them say together is worked out here, the same for all languages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coranto.analyze.times.calendar import count_days, first_day, last_day, plain
from coranto.analyze.times.limits import limit_of
from coranto.types import Sentence, Timex

_JOINT = re.compile(
    r"\s*(?:to|through|thru|until|till|and|-|–|—|bis|und|hasta|al?|y)\s*(?:the\s+|on\s+|el\s+|zum\s+)?", re.I
)
_OPENS_RANGE = re.compile(r"\b(?:from|between|von|vom|zwischen|desde|del?|entre)\s+(?:the\s+|el\s+)?$", re.I)
_AND = re.compile(r"\s*(?:and|und|y)\b", re.I)
_BESIDE = re.compile(r"(?:\s+in\s+the\s+(?:morning|afternoon|evening))?,?\s+(?:on\s+)?(?:the\s+)?", re.I)
_AT = re.compile(r",?\s+(?:at\s+|around\s+|about\s+|by\s+|for\s+)?", re.I)
_ANCHOR = re.compile(r"(?P<way>\s+(?:before|after|from|prior\s+to))?\s+(?:the\s+)?", re.I)
_STARTING = re.compile(r",?\s+(?:starting|beginning|from)\s+(?:on\s+)?", re.I)
_OF = re.compile(r"\s+of\s+(?:the\s+)?", re.I)
_OPENING = re.compile(r"(?:the\s+)?(?:(?:first|opening|initial)|(?P<last>last|final))\b", re.I)
_COUNT = re.compile(r"P(\d+)([DWMY])")
_WORKDAYS = re.compile(r"\b(?:business|trading|working|school)\b")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_LASTS = re.compile(r"\b(?:for|over|during|in|within|lasted|took|takes|last|next|past|first|of|until|every)\s+$", re.I)


def join(timexes: Sequence[Timex], sentence: Sentence) -> list[Timex]:
    """The expressions of one sentence in order, with those that belong together joined."""
    joined: list[Timex] = []
    for timex in timexes:
        gap = _gap(joined[-1], timex, sentence) if joined else None
        if joined and gap is not None:
            both = _anchored(joined[-1], timex, gap, sentence)
            joined[-1] = _span_beside(joined[-1], timex, gap)
            if both is not None:
                joined[-1] = both
                continue
            joined[-1] = _on_its_day(joined[-1], timex, gap)
            timex = _on_its_day(timex, joined[-1], gap, _AT)
        joined.append(timex)
    followers = [*joined[1:], None] if joined else []
    return [_range(first, second, sentence) for first, second in zip(joined, followers, strict=True)]


def end_value(value: str | None, end: str) -> str | None:
    """The end of a range in the form of its beginning, if it does not lie before it."""
    if value is None or not end:
        return None
    closed = plain(end)[0]
    if closed is None or len(closed) < len(value):
        last: date | None = last_day(end)
        closed = last.isoformat()[: len(value)] if last else None
    return closed if closed is not None and len(closed) == len(value) and closed >= value else None


def _gap(first: Timex, second: Timex, sentence: Sentence) -> str | None:
    between = sentence.text[first.end - sentence.start : second.start - sentence.start]
    return between if len(between) <= 20 else None


def _anchored(first: Timex, second: Timex, gap: str, sentence: Sentence) -> Timex | None:
    """ "two days before Christmas" is one day; "for two days after Christmas" is not."""
    between = _ANCHOR.fullmatch(gap)
    if between is None or second.precision != "day" or second.value is None or second.end_value is not None:
        return None
    words = first.text.lower()
    way = (between["way"] or "").split()
    if first.rule == "leaning" and not way and words.endswith(("before", "earlier", "after")):
        way = [words.rsplit(None, 1)[-1]]
    count = _COUNT.fullmatch(_duration_of(first))
    if (
        count is None
        or _WORKDAYS.search(words)
        or not way
        or _LASTS.search(sentence.text[: first.start - sentence.start])
    ):
        return None
    steps = int(count[1]) * (-1 if way[0].lower() in ("before", "earlier", "prior") else 1)
    value = count_days(date.fromisoformat(second.value), _UNITS[count[2]], steps)
    if not value:
        return None
    text = sentence.text[first.start - sentence.start : second.end - sentence.start]
    return replace(
        second,
        start=first.start,
        text=text,
        value=value,
        timeml=value,
        rule="anchored",
        kind="date",
        mod=limit_of(sentence.text, first.start - sentence.start, second.end - sentence.start),
    )


def _span_beside(length: Timex, day: Timex, gap: str) -> Timex:
    """ "A week starting tomorrow", "the first two weeks of 2021": the days that the length covers, as ``counted``."""
    count = _COUNT.fullmatch(length.timeml) if length.kind == "duration" else None
    first, last = first_day(day.timeml), last_day(day.timeml)
    if count is None or first is None or last is None:
        return length
    unit, number, end = _UNITS[count[2]], int(count[1]), last + timedelta(days=1)
    if _STARTING.fullmatch(gap):
        return replace(length, counted=f"{first}/{count_days(first, unit, number)}")
    if not _OF.fullmatch(gap) or not (opens := _OPENING.match(length.text)):
        return length
    if unit == "week" and first.weekday():
        # whole weeks, as the calendar counts them: that with the first Thursday is the first
        first += timedelta(days=(3 - first.weekday()) % 7 - 3)
    if opens["last"]:
        return replace(length, counted=f"{count_days(end, unit, -number)}/{end}")
    return replace(length, counted=f"{first}/{count_days(first, unit, number)}")


def _duration_of(timex: Timex) -> str:
    """The length that an expression counts; leaning words ("two days before") keep it as ``counted``."""
    return timex.timeml if timex.kind == "duration" else timex.counted


def _on_its_day(clock: Timex, day: Timex, gap: str, pattern: re.Pattern[str] = _BESIDE) -> Timex:
    """A clock time takes the day that stands beside it."""
    at = re.search(r"T\d\d:\d\d$", clock.timeml)
    if clock.rule != "clock-alone" or at is None or not pattern.fullmatch(gap):
        return clock
    if day.precision != "day" or day.value is None or day.end_value is not None or ":" in day.timeml:
        return clock
    hour, part = int(at[0][1:3]), day.timeml[10:]
    late = part in ("TAF", "TEV") or (part == "TNI" and hour > 4)
    if late and hour < 12 and not re.search(r"a\.?\s?m", clock.text, re.I):
        hour += 12
    timeml = f"{day.value}T{hour:02d}{at[0][3:]}"
    return replace(clock, value=day.value, precision="day", timeml=timeml, rule="clock")


def _range(first: Timex, second: Timex | None, sentence: Sentence) -> Timex:
    """Give the first of two joined dates the second as its end: "from X to Y", "between X and Y", "X - Y"."""
    if second is None or first.value is None or first.end_value or second.kind != first.kind:
        return first
    if not _JOINT.fullmatch(sentence.text[first.end - sentence.start : second.start - sentence.start]):
        return first
    gap = sentence.text[first.end - sentence.start : second.start - sentence.start]
    if _AND.match(gap) and not _OPENS_RANGE.search(sentence.text[: first.start - sentence.start]):
        return first
    end = end_value(first.value, second.timeml)
    begins, ends = first_day(first.timeml), first_day(second.timeml)
    if end is None or begins is None or ends is None or ends < begins:
        return first
    return replace(first, end_value=end)
