"""English rules for weeks that are named: "the first week of October", "the week of March 6", "the week after next"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import day_value, first_day, last_day, month_value, nearest, week_value
from coranto.analyze.times.english_parts import MONTH, year_of
from coranto.analyze.times.rules import Found, Moment, Rule, rule


def _week_of_month(match: re.Match[str], moment: Moment) -> Found | None:
    """The nth week that has its Thursday in the month, as ISO counts the weeks of a year."""
    year, month = year_of(match, moment), en.month(match["m"])

    def of_year(y: int) -> str:
        return _nth_week(month_value(y, month), match["nth"])

    value = nearest(moment.side(*match.span()), moment.day, of_year) if year is None else of_year(year)
    return Found(value=value, relative=year is None)


def _week_of_year(match: re.Match[str], moment: Moment) -> Found | None:
    return Found(value=_nth_week(f"{en.year(match['y']):04d}", match["nth"]))


def _nth_week(value: str, nth: str) -> str:
    first, last = first_day(value), last_day(value)
    if first is None or last is None:
        return ""
    if nth.lower() in ("last", "final"):
        thursday = last - timedelta(days=(last.weekday() - 3) % 7)
    else:
        thursday = first + timedelta(days=(3 - first.weekday()) % 7, weeks=en.ordinal(nth) - 1)
    return week_value(thursday)


def _week_with(match: re.Match[str], moment: Moment) -> Found | None:
    """ "the week of March 6", "the week beginning Feb. 4": the week that has the day."""
    groups = match.groupdict()
    day = en.ordinal(match["d"])
    if groups.get("m"):
        month, year = en.month(match["m"]), year_of(match, moment)
        side = moment.side(*match.span())
        value = (
            nearest(side, moment.day, lambda y: day_value(y, month, day))
            if year is None
            else day_value(year, month, day)
        )
    else:
        value = day_value(moment.day.year, moment.day.month, day)
    return Found(value=week_value(date.fromisoformat(value)), relative=True) if value else None


def _week_after_next(match: re.Match[str], moment: Moment) -> Found | None:
    weeks = 2 if match["way"] else -2
    return Found(value=week_value(moment.day + timedelta(weeks=weeks)), relative=True)


def _numbered_week(match: re.Match[str], moment: Moment) -> Found | None:
    """ "Week 10" of the calendar; a league counts its own weeks, so that no page is dated by it."""
    number = int(match["n"])
    year = int(match["y"]) if match["y"] else moment.day.year
    try:
        return Found(value=week_value(date.fromisocalendar(year, number, 1)), kind="vague")
    except ValueError:
        return None


_NTH = r"(?:the\s+)?(?P<nth>first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th|5th)\s+(?:full\s+)?week"
RULES: tuple[Rule, ...] = (
    rule("week-of-month", "month", rf"{_NTH}\s+(?:of|in)\s+{MONTH}(?:,?\s+(?P<y>{en.YEAR}))?", _week_of_month),
    rule("week-of-year", "unit", rf"{_NTH}\s+(?:of|in)\s+(?P<y>\d{{4}})", _week_of_year),
    rule(
        "week-with",
        "month",
        rf"(?:the\s+week\s+(?:of|beginning|starting|commencing|ending)|w/c)\s+(?:on\s+)?(?:the\s+)?"
        rf"(?:{MONTH}\s+(?P<d>{en.DAY})(?:,?\s+(?P<y>{en.YEAR}))?)",
        _week_with,
    ),
    rule(
        "week-with",
        "unit",
        rf"the\s+week\s+(?:of|beginning|starting|commencing|ending)\s+(?:on\s+)?(?:the\s+)?(?P<d>{en.DAY})"
        rf"(?:\s+(?:of\s+)?{MONTH})?(?=\s*(?:[.,;:!?)]|$|and\b|but\b|to\b))",
        _week_with,
    ),
    rule("numbered-week", "unit", r"week\s+(?P<n>[1-5]?\d)(?:,?\s+(?:of\s+)?(?P<y>(?:19|20)\d\d))?", _numbered_week),
    rule(
        "week-after-next", "unit", r"the\s+week\s+(?:(?P<way>after)\s+next|(?P<way2>before)\s+last)", _week_after_next
    ),
)
