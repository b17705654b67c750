"""English rules for clock times: "9 a.m. EST Friday", "03:22 local time (01:22 GMT)", "noon"."""

from __future__ import annotations

import re
from datetime import timedelta

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import day_value, nearest
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_ZONE = (
    r"(?:\s*\(?(?:[A-Z]{1,2}[SDM]?T|GMT|UTC|IST|local time|Eastern(?: time)?|Central(?: time)?|Pacific(?: time)?"
    r"|[A-Z][a-z]+ time)(?:[+-]\d{1,4})?\)?)?"
)
_OTHER_ZONE = r"(?:\s*\([^()]{3,25}(?:GMT|UTC|time|[A-Z]ST|[A-Z]DT)[^()]{0,8}\))?"
_HALF = r"(?P<half>[ap]\.?\s?m\b\.?)"
_CLOCK = rf"(?:(?P<h>\d{{1,2}})(?:[:.](?P<min>\d\d))?\s*{_HALF}|(?P<word>noon|midday|midnight))"
_CLOCK24 = r"(?P<h>[012]?\d):(?P<min>[0-5]\d)(?::[0-5]\d)?(?!\s*-\s*\d|:\d)"
_WHEN = (
    rf"(?:(?:,|\s+on)?\s+(?:(?P<wd>{en.WEEKDAY})|(?P<rel>today|tonight|yesterday|tomorrow"
    rf"|this morning|this afternoon|this evening)"
    rf"|(?P<m>{en.MONTH})\s+(?P<d>\d{{1,2}})))?"
)


def _clock(match: re.Match[str], moment: Moment) -> Found | None:
    """A clock time; its day is the one stated beside it, else open."""
    groups = match.groupdict()
    hour, minute = int(groups.get("h") or 0), groups.get("min")
    half = (groups.get("half") or "").lower().replace(".", "").replace(" ", "")
    word = (groups.get("word") or "").lower()
    if word:
        hour, minute = (12, "00") if word in ("noon", "midday") else (0, "00")
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    if hour > 24 or (minute and int(minute) > 59):
        return None
    at = f"T{hour:02d}:{minute or '00'}"
    day = _clock_day(match, moment)
    if day:
        return Found(value=day + at, kind="time", relative=True)
    base = moment.last or moment.day
    return Found(
        value=f"XXXX-XX-XX{at}" if moment.last is None and not half and not word else base.isoformat() + at,
        kind="time",
        relative=True,
        rule="clock-alone",
    )


def _clock_day(match: re.Match[str], moment: Moment) -> str:
    groups = match.groupdict()
    if groups.get("wd"):
        from_rule = moment.side(*match.span("wd"))
        wd = en.weekday(groups["wd"])
        back = (moment.day.weekday() - wd) % 7
        if back == 0:
            return moment.day.isoformat()
        return (moment.day + timedelta(days=7 - back if from_rule > 0 else -back)).isoformat()
    if groups.get("rel"):
        step = {
            "today": 0,
            "tonight": 0,
            "this morning": 0,
            "this afternoon": 0,
            "this evening": 0,
            "yesterday": -1,
            "tomorrow": 1,
        }
        return (moment.day + timedelta(days=step[groups["rel"].lower()])).isoformat()
    if groups.get("m"):
        month, day = en.month(groups["m"]), en.ordinal(groups["d"])
        return nearest(moment.side(*match.span("m")), moment.day, lambda y: day_value(y, month, day))
    return ""


RULES: tuple[Rule, ...] = (
    rule("clock", "clock", rf"{_CLOCK}{_ZONE}{_OTHER_ZONE}{_WHEN}", _clock),
    rule("clock-24", "digit", rf"{_CLOCK24}{_ZONE}{_OTHER_ZONE}{_WHEN}", _clock),
)
