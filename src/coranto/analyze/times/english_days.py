"""English rules for days of a named month: "Jan. 5", "5 January 2026", "Jan. 3-5"."""

from __future__ import annotations

import re
from collections.abc import Callable

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import day_value, first_day, month_value, nearest
from coranto.analyze.times.english_parts import DASH, MONTH, OF_YEAR, STATED_YEAR, side_of, year_of
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_PREFIX = rf"(?:(?P<wd>{en.WEEKDAY}|{en.SHORT_WEEKDAY}),?\s+(?:the\s+)?)?"
_PART = rf"(?:\s+(?P<part>{en.PART}))?"
_DAY = rf"(?P<d>{en.SPELT_DAY}|{en.DAY})"
_DATED = re.compile(
    r"\b(?:on|of|since|until|till|from|by|before|after|between|to|day|last|next|this)[ ,]$", re.IGNORECASE
)
"""Words before which a small "march" is the month."""
_SHORT_YEAR = r"(?:of\s+|['’])(?P<yy>\d\d)(?!\d)"


def _month_day(match: re.Match[str], moment: Moment) -> Found | None:
    month, day = en.month(match["m"]), en.ordinal(match["d"])
    if not 1 <= day <= 31:
        return None
    groups = match.groupdict()
    if not groups.get("y") and _is_no_month(match):
        return None
    year = en.short_year(groups["yy"]) if groups.get("yy") else year_of(match, moment)

    def of_year(y: int) -> str:
        return day_value(y, month, day)

    cue = (groups.get("cue") or "").lower()
    if year is None and cue in ("last", "next"):
        value = _strictly(cue, moment, of_year)
    elif year is None:
        value = nearest(side_of(match, moment), moment.day, of_year)
    else:
        value = of_year(year)
    if not value:
        return Found(value="", rule="no-such-day")
    end = ""
    if groups.get("d2"):
        start = first_day(value)
        end = day_value(start.year, month, en.ordinal(groups["d2"])) if start else ""
    part = en.PARTS.get((groups.get("part") or "").lower(), "")
    return Found(value=value + part, end=end, relative=year is None or bool(groups.get("rel")))


def _is_no_month(match: re.Match[str]) -> bool:
    """ "They may 10 times ...", "after a march, 17 were held", "in January, 17 people": no day of a month."""
    month = match["m"]
    counted = match.start("m") < match.start("d") and match["d"].isdigit()
    if counted and re.match(r"\.?,", match.string[match.end("m") :]):
        return True
    if month.lower() == "may" and month != "May":
        return True
    return month == "march" and _DATED.search(match.string[: match.start()]) is None


def _strictly(cue: str, moment: Moment, of_year: Callable[[int], str]) -> str:
    """Of three years' days the last before the day of publication, or the next after it."""
    today = moment.day.isoformat()
    days = [day for year in (-1, 0, 1) if (day := of_year(moment.day.year + year))]
    fitting = [day for day in days if (day < today if cue == "last" else day > today)]
    return (max(fitting) if cue == "last" else min(fitting)) if fitting else ""


def _days_of_month(match: re.Match[str], moment: Moment) -> Found | None:
    """ "From 4 to 22 this month"."""
    ahead = {"last": -1, "this": 0, "next": 1}[match["cue"].lower()]
    first = first_day(month_value(moment.day.year, moment.day.month + ahead))
    if first is None:
        return None
    days = [day_value(first.year, first.month, en.ordinal(match[name])) for name in ("d", "d2")]
    return Found(value=days[0], end=days[1], relative=True) if all(days) else None


RULES: tuple[Rule, ...] = (
    rule(
        "month-day-year",
        "month",
        rf"{_PREFIX}{MONTH}\s*(?:the\s+)?{_DAY}(?:{DASH}(?P<d2>{en.DAY}))?\s*{STATED_YEAR}",
        _month_day,
    ),
    rule("month-day-of-year", "month", rf"{_PREFIX}{MONTH}\s+(?:the\s+)?{_DAY}(?:,)?{OF_YEAR}", _month_day),
    rule(
        "month-day",
        "month",
        rf"(?:(?P<cue>last|next|this)\s+)?{_PREFIX}{MONTH}(?:[,.]?\s+|-)(?:the\s+)?{_DAY}"
        rf"(?:{DASH}(?P<d2>{en.DAY}))?{_PART}",
        _month_day,
    ),
    rule("month-day", "month", rf"{_PREFIX}(?P<m>{en.MONTH})/(?P<d>\d\d?)", _month_day),
    rule("month-day", "month", rf"(?P<m>{en.MONTH_BARE})(?P<d>\d\d?)(?:{STATED_YEAR})?", _month_day),
    rule(
        "day-month-year",
        "month",
        rf"{_PREFIX}(?:the\s+)?(?P<d>{en.SPELT}|{en.DAY})\.?(?:{DASH}(?:the\s+)?(?P<d2>{en.DAY}))?(?:\s+of)?[\s/-]*{MONTH}(?:[\s,/-]+"
        rf"(?:(?:of\s+|in\s+)?(?P<y>{en.YEAR})|{_SHORT_YEAR}))",
        _month_day,
    ),
    rule(
        "day-month",
        "month",
        rf"(?:(?P<cue>last|next|this)\s+)?{_PREFIX}(?:the\s+)?(?<!\$ ){_DAY}(?:{DASH}(?:the\s+)?(?P<d2>{en.DAY}))?"
        rf"(?:\s+(?:day\s+)?of)?\s+{MONTH}(?:{OF_YEAR})?",
        _month_day,
    ),
    rule(
        "days-of-month",
        "unit",
        r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s*(?:to|through|until|till|-|–)\s*(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?"
        r"\s+(?:of\s+)?(?P<cue>this|next|last)\s+month",
        _days_of_month,
    ),
    rule("year-month-day", "month", rf"(?P<y>\d{{4}})[-/ ]{MONTH}[-/ ]{_DAY}", _month_day),
)
