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
_CLOCK = rf"(?:(?P<h>\d{{1,2}})(?:[:.](?P<min>\d\d)(?::\d\d)?)?\s*{_HALF}|(?P<word>noon|midday|midnight))"
_OF_DAY = r"\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)"
_HOUR = rf"(?:\d{{1,2}}|{en.ONES})"
_PAST = (
    rf"(?P<mins>half|(?:a\s+)?quarter|(?:\d{{1,2}}|{en.SPELT})\s+min(?:ute)?s?)\s+(?P<way>past|to|after)\s+(?P<hw>{_HOUR})"
    rf"(?:\s+{_HALF})?(?P<part>{_OF_DAY})?"
)
_IN_PART = rf"(?P<hw>\d{{1,2}})(?::(?P<min>\d\d))?(?P<part>{_OF_DAY})"
_OCLOCK = rf"(?P<hw>{_HOUR})\s+o['’]?\s?clock(?:\s+{_HALF})?(?P<part>{_OF_DAY})?"
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
    if hour < 12 and not half and (groups.get("rel") or "").lower() in ("tonight", "this afternoon", "this evening"):
        hour += 12
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


def _spoken(match: re.Match[str], moment: Moment) -> Found | None:
    """ "half past eight", "four o'clock in the afternoon"."""
    groups = match.groupdict()
    hour = int(en.number(match["hw"]) or 0)
    if not 1 <= hour <= 24:
        return None
    minute = int(groups.get("min") or 0)
    if groups.get("mins"):
        words = match["mins"].lower().split()
        minute = 30 if words[0] == "half" else 15 if words[-1] == "quarter" else int(en.number(words[0]) or 0)
        if match["way"].lower() == "to":
            hour, minute = hour - 1, 60 - minute
    late = (groups.get("half") or "").lower().startswith("p") or re.search(
        r"afternoon|evening|night", groups.get("part") or ""
    )
    if late and hour < 12:
        hour += 12
    day = moment.last or moment.day
    return Found(value=f"{day}T{hour % 24:02d}:{minute % 60:02d}", kind="time", relative=True, rule="clock-alone")


def _bare_hour(match: re.Match[str], moment: Moment) -> Found | None:
    """ "Friday at 7", "tonight around 8.30": figures that follow a day closely are its hour."""
    before = match.string[: match.start()]
    day = _NAMED_DAY.search(before)
    hour, minute = int(match["h"]), int(match["min"] or 0)
    if day is None or not 0 < hour <= 24 or minute > 59:
        return None
    late = re.search(r"tonight|evening|afternoon|night", day[0], re.I) or (match["half"] or "").lower().startswith("p")
    if late and hour < 12:
        hour += 12
    base = moment.last or moment.day
    value = f"{base}T{hour % 24:02d}:{minute:02d}"
    return Found(value=value, kind="time", relative=True, rule="clock-alone")


_NAMED_DAY = re.compile(
    rf"(?:{en.WEEKDAY}|today|tomorrow|tonight|yesterday|this\s+{en.PART}|(?:day|tomorrow|night)\s+{en.PART}"
    rf"|{en.MONTH}\s+\d\d?|\bthe\s+\d\d?(?:st|nd|rd|th)),?\s+(?:at|around|about)\s+$",
    re.I,
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


def _close_of_day(match: re.Match[str], moment: Moment) -> Found | None:
    """ "Sent by end of day": the last minute of the day named just before, else of that of publication."""
    return Found(value=f"{moment.last or moment.day}T23:59", kind="time", relative=True, rule="clock-alone")


RULES: tuple[Rule, ...] = (
    rule(
        "close-of-day",
        "unit eod",
        r"EOD|(?:the\s+)?(?<!at the )(?:close|end)\s+of\s+(?:the\s+)?(?:business\s+)?day(?!\s*-)",
        _close_of_day,
    ),
    rule("clock", "clock", rf"{_CLOCK}{_ZONE}{_OTHER_ZONE}{_WHEN}", _clock),
    rule("clock-spoken", "spoken", _PAST, _spoken),
    rule("clock-spoken", "spoken", _OCLOCK, _spoken),
    rule("clock-spoken", "part", _IN_PART, _spoken),
    rule(
        "clock-bare",
        "digit",
        r"(?P<h>\d{1,2})(?:[:.](?P<min>\d\d))?(?P<half>\s?[ap])?(?=\s*(?:[.,;!?)]|$|and\b|to\b|for\b|in\b|with\b|local\b))",
        _bare_hour,
    ),
    rule("clock-24", "digit", rf"{_CLOCK24}{_ZONE}{_OTHER_ZONE}{_WHEN}", _clock),
)
