"""English rules that count units: "two weeks ago", "in three days", "a day earlier".

What is counted from the day of publication is told at the grain of its unit, and exactly as ``counted``; what leans
on a day named just before is read against that day, else left open.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import count_days, count_workdays, shift
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_RECORD = re.compile(
    r"\b(?:first|second|third|fourth|fifth|only|once|twice|times?|record|most|\w+est)\b[^.;]{0,60}$", re.I
)
"""What happens "for the first time in 20 years" looks back, whatever its verb."""
MOST_WORKDAYS = 250
"""Working days beyond which nobody counts them."""
_APPROX = r"(?:(?:about|around|almost|nearly|more than|less than|over|some|at least|roughly|just over|just)\s+)?"


_MORE = rf"(?:{en.NUMBER}\s+{en.UNIT},?\s+(?:and\s+)?)*"
"""The greater units of a length that is told in several: "two years and" three months ago."""


def _ago(match: re.Match[str], moment: Moment) -> Found | None:
    """ "N units ago"; "a year ago" beside a quarter means that quarter."""
    unit = en.unit(match["u"])
    count = en.number(match["n"])
    counted = counted_from(moment.at, match.group(), -1)
    if unit in ("second", "minute", "hour"):
        value = moment.day.isoformat() if unit != "hour" else ""
        return Found(value=value, relative=True, rule="hours-ago", counted=counted)
    if count is None or re.match(r"several|a few|few|some|many", match["n"], re.I):
        return Found(value="PAST_REF", kind="vague", relative=True)
    if unit == "year" and count == 1 and moment.quarter:
        return Found(
            value=f"{int(moment.quarter[:4]) - 1:04d}{moment.quarter[4:]}", relative=True, rule="quarter-year-ago"
        )
    if match["more"]:
        return Found(value=counted, relative=True, counted=counted)
    return Found(value=_whole(moment.day, unit, -count), relative=True, counted=counted)


def _from_now(match: re.Match[str], moment: Moment) -> Found | None:
    unit, count = en.unit(match["u"]), en.number(match["n"])
    step = 1 if (match["base"] or "").lower() in ("tomorrow", "tmrw") else 0
    counted = counted_from(moment.at + timedelta(days=step), match.group(), 1)
    if unit in ("second", "minute", "hour") or count is None:
        return Found(value="FUTURE_REF", kind="vague", relative=True, counted=counted)
    if re.search(r"\bwithin\s+$", match.string[: match.start()], re.I):
        counted = f"{moment.day}/{counted}"
    return Found(value=_whole(moment.day + timedelta(days=step), unit, count), relative=True, counted=counted)


def _in_units(match: re.Match[str], moment: Moment) -> Found | None:
    """ "in two weeks" under a verb that looks ahead; else it is how long something took."""
    unit, count = en.unit(match["u"]), en.number(match["n"])
    words = match.span("body")
    if unit in ("quarter", "decade", "century") or count is None or moment.side(*words) <= 0:
        return None
    if _RECORD.search(match.string[: match.start()]):
        return None
    if match["work"]:
        if unit != "day" or count > MOST_WORKDAYS:
            return None
        return Found(value=count_workdays(moment.day, int(count)), relative=True, rule="workdays")
    counted = counted_from(moment.at, match["body"], 1)
    if unit in ("second", "minute", "hour"):
        code = {"second": "S", "minute": "M", "hour": "H"}[unit]
        return Found(value=f"PT{count:g}{code}", kind="duration", counted=counted, words=words)
    return Found(value=_whole(moment.day, unit, count), relative=True, counted=counted)


def _whole(base: date, unit: str, count: float) -> str:
    if count != int(count):
        per = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7), "decade": ("year", 10)}.get(unit)
        return shift(base, per[0], round(count * per[1])) if per else shift(base, unit, round(count))
    return shift(base, unit, int(count))


def counted_from(start: datetime, words: str, side: int) -> str:
    """The day, or for hours and less the minute, that counting the units from ``start`` gives; "" if it cannot."""
    day, minute = start, False
    for match in re.finditer(rf"({en.NUMBER})[\s-]+({en.UNIT}|mins?|hrs?)\b", words, re.I):
        count, unit = en.number(match[1]), en.unit(match[2])
        if count is None or (count != int(count) and unit not in ("hour", "minute")):
            return ""
        try:
            if unit in ("hour", "minute", "second"):
                minute = True
                day += side * timedelta(**{unit + "s": count})
                continue
            shifted = count_days(day.date(), unit, side * int(count))
            day = datetime.combine(date.fromisoformat(shifted), day.timetz())
        except (OverflowError, ValueError):
            return ""
    if day == start and not minute:
        return ""
    return day.isoformat(timespec="minutes")[:16] if minute else day.date().isoformat()


def _leaning(match: re.Match[str], moment: Moment) -> Found | None:
    """ "a day earlier", "two weeks later": from the newest day named just before, else open."""
    unit, way = en.unit(match["u"]), match["way"].lower()
    count = en.number(match["n"] or "a")
    sign = -1 if way in ("earlier", "before", "previously") else 1
    if unit in ("second", "minute", "hour"):
        if count is None or moment.last is not None:
            return None
        code = {"second": "S", "minute": "M", "hour": "H"}[unit]
        counted = counted_from(moment.at, match.group(), sign)
        return Found(value=f"PT{count:g}{code}", kind="duration", counted=counted, words=match.span("length"))
    length = f"P{count:g}{unit[0].upper()}" if count and unit in ("day", "week", "month", "year") else ""
    if unit == "year" and count == 1 and sign < 0:
        if moment.quarter:
            return Found(
                value=f"{int(moment.quarter[:4]) - 1:04d}{moment.quarter[4:]}", relative=True, rule="quarter-year-ago"
            )
        return Found(value=shift(moment.last or moment.day, "year", -1), relative=True)
    if match["more"] and moment.last is None:
        return Found(value="", relative=True, rule="leaning", counted=counted_from(moment.at, match.group(), sign))
    if moment.last is None or count is None:
        return Found(value="", relative=True, rule="leaning", counted=length)
    return Found(value=_whole(moment.last, unit, sign * count), relative=True, counted=length)


def _day_beside(match: re.Match[str], moment: Moment) -> Found | None:
    """ "the day before" a date that follows: joined with it afterwards."""
    return Found(value="", relative=True, rule="leaning", counted="P1D")


RULES: tuple[Rule, ...] = (
    rule(
        "ago",
        "ago",
        rf"{_APPROX}(?P<more>{_MORE})(?P<n>{en.NUMBER}|{en.VAGUE_NUMBER})"
        rf"[\s-]+(?:or so\s+)?(?P<u>{en.UNIT})(?:\s+or so)?\s+ago",
        _ago,
    ),
    rule("ago", "ago", rf"(?P<more>)(?P<n>{en.NUMBER})\s+(?P<u>{en.UNIT})\s+ago", _ago),
    rule(
        "from-now",
        "unit",
        rf"{_APPROX}(?P<n>{en.NUMBER}|{en.VAGUE_NUMBER})\s+(?P<u>{en.UNIT})\s+(?:from\s+(?P<base>now"
        rf"|today|tomorrow|tmrw)|hence)",
        _from_now,
    ),
    rule(
        "in-units",
        "unit",
        rf"in\s+(?P<body>{_APPROX}(?P<n>{en.NUMBER})\s+(?P<work>(?:business|working)\s+)?(?P<u>{en.UNIT}))(?!\s*['’]|\s+(?:or|of|ago|since|after)\b)",
        _in_units,
    ),
    rule(
        "leaning",
        "lean",
        rf"(?P<length>{_APPROX}(?P<more>{_MORE})(?P<n>{en.NUMBER}|{en.VAGUE_NUMBER})\s+(?P<u>{en.UNIT}))\s+(?P<way>earlier"
        rf"|later|before|afterwards?|previously)(?!\s+(?:the|than|this|last))",
        _leaning,
    ),
    rule(
        "day-beside",
        "lean",
        rf"the\s+day\s+(?P<way>before|after)(?=\s+(?:{en.MONTH}|{en.WEEKDAY}|yesterday|christmas|easter|thanksgiving"
        rf"|new\s+year['’]s)\b)",
        _day_beside,
    ),
)
