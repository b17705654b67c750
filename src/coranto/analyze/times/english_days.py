"""English rules for named days: "Jan. 5", "5 January 2026", "Jan. 3-5", "last Christmas"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import day_value, easter, first_day, nearest, nth_weekday
from coranto.analyze.times.english_parts import DASH, MONTH, OF_YEAR, STATED_YEAR, side_of, year_of
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_PREFIX = rf"(?:(?P<wd>{en.WEEKDAY}|{en.SHORT_WEEKDAY}),?\s+(?:the\s+)?)?"
_PART = rf"(?:\s+(?P<part>{en.PART}))?"
_DAY = rf"(?P<d>{en.DAY})"


_HOLIDAYS: dict[str, Callable[[int], str]] = {
    "christmas eve": lambda y: day_value(y, 12, 24),
    "christmas day": lambda y: day_value(y, 12, 25),
    "christmas": lambda y: day_value(y, 12, 25),
    "boxing day": lambda y: day_value(y, 12, 26),
    "new year's eve": lambda y: day_value(y, 12, 31),
    "new year's day": lambda y: day_value(y, 1, 1),
    "halloween": lambda y: day_value(y, 10, 31),
    "valentine's day": lambda y: day_value(y, 2, 14),
    "independence day": lambda y: day_value(y, 7, 4),
    "thanksgiving day": lambda y: nth_weekday(y, 11, 3, 4),
    "thanksgiving": lambda y: nth_weekday(y, 11, 3, 4),
    "labor day": lambda y: nth_weekday(y, 9, 0, 1),
    "memorial day": lambda y: nth_weekday(y, 5, 0, -1),
    "good friday": lambda y: (easter(y) - timedelta(days=2)).isoformat(),
    "easter monday": lambda y: (easter(y) + timedelta(days=1)).isoformat(),
    "easter sunday": lambda y: easter(y).isoformat(),
    "easter": lambda y: easter(y).isoformat(),
    "juneteenth": lambda y: day_value(y, 6, 19),
    "earth day": lambda y: day_value(y, 4, 22),
    "may day": lambda y: day_value(y, 5, 1),
    "st. patrick's day": lambda y: day_value(y, 3, 17),
}
_HOLIDAY = "|".join(re.escape(name).replace("'", "['’]") for name in sorted(_HOLIDAYS, key=len, reverse=True))


def _month_day(match: re.Match[str], moment: Moment) -> Found | None:
    month, day = en.month(match["m"]), en.ordinal(match["d"])
    if not 1 <= day <= 31:
        return None
    if match["m"].lower() == "may" and match["m"] != "May" and not match.groupdict().get("y"):
        return None
    year = year_of(match, moment)
    groups = match.groupdict()

    def of_year(y: int) -> str:
        return day_value(y, month, day)

    if year is None:
        value = nearest(side_of(match, moment), moment.day, of_year)
    else:
        value = of_year(year)
    if not value:
        return Found(value="", rule="no-such-day")
    end = ""
    if groups.get("d2"):
        start = first_day(value)
        month2 = en.month(groups["m2"]) if groups.get("m2") else month
        assert start is not None
        end = day_value(start.year + (month2 < month), month2, en.ordinal(groups["d2"]))
    part = en.PARTS.get((groups.get("part") or "").lower(), "")
    return Found(value=value + part, end=end, relative=year is None or bool(groups.get("rel")))


def _holiday(match: re.Match[str], moment: Moment) -> Found | None:
    of_year = _HOLIDAYS[re.sub(r"\s+", " ", match["h"].lower().replace("’", "'"))]
    year = year_of(match, moment)
    cue = (match["cue"] or "").lower()
    if cue:
        candidates = [of_year(moment.day.year + i) for i in (-1, 0, 1)]
        today = moment.day.isoformat()
        if cue == "last":
            return Found(value=max(value for value in candidates if value < today), relative=True)
        if cue == "next":
            return Found(value=min(value for value in candidates if value > today), relative=True)
        year = moment.day.year
    if year is None:
        return Found(value=nearest(moment.side(*match.span()), moment.day, of_year), relative=True)
    return Found(value=of_year(year), relative=bool(match["rel"]))


RULES: tuple[Rule, ...] = (
    rule(
        "month-day-year",
        "month",
        rf"{_PREFIX}{MONTH}\s+(?:the\s+)?{_DAY}(?:{DASH}(?:(?P<m2>{en.MONTH})\s+)?(?P<d2>{en.DAY}))?{STATED_YEAR}",
        _month_day,
    ),
    rule("month-day-of-year", "month", rf"{_PREFIX}{MONTH}\s+(?:the\s+)?{_DAY}(?:,)?{OF_YEAR}", _month_day),
    rule(
        "month-day",
        "month",
        rf"(?:(?P<cue>last|next|this)\s+)?{_PREFIX}{MONTH}\s+(?:the\s+)?{_DAY}(?:{DASH}(?:"
        rf"(?P<m2>{en.MONTH})\s+)?(?P<d2>{en.DAY}))?{_PART}",
        _month_day,
    ),
    rule("month-day", "month", rf"{_PREFIX}(?P<m>{en.MONTH})/(?P<d>\d\d?)", _month_day),
    rule(
        "day-month-year",
        "month",
        rf"{_PREFIX}(?:the\s+)?{_DAY}(?:{DASH}(?P<d2>{en.DAY}))?(?:\s+of)?[\s-]+{MONTH}(?:[\s,-]+"
        rf"(?:of\s+)?(?P<y>{en.YEAR}))",
        _month_day,
    ),
    rule(
        "day-month",
        "month",
        rf"{_PREFIX}(?:the\s+)?{_DAY}(?:{DASH}(?P<d2>{en.DAY}))?(?:\s+of)?\s+{MONTH}(?:{OF_YEAR})?",
        _month_day,
    ),
    rule("year-month-day", "month", rf"(?P<y>\d{{4}})[-/ ]{MONTH}[-/ ]{_DAY}", _month_day),
    rule(
        "holiday", "holiday", rf"(?:(?P<cue>last|next|this)\s+)?(?P<h>{_HOLIDAY})(?:{STATED_YEAR}|{OF_YEAR})?", _holiday
    ),
)
