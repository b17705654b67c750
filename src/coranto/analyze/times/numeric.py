"""Dates in figures only, which read alike in all languages but for the order of day and month.

"05/01/2026" has two readings. A page must say which one it took, so each way of deciding is a rule of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from coranto.analyze.times.calendar import day_value, first_day, month_value, nearest
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_ON = re.compile(r"\b(?:on|am|el)\s+$", re.I)
_FROM = re.compile(r"\b(?:from|between)\s+$", re.I)
_TO_FIGURES = re.compile(r"\s*(?:to|through|until|-|–)\s*[01]?\d/[0-3]?\d(?![/\d]|\s*(?:inch|percent|in\b))", re.I)
_BEFORE_DAY = re.compile(
    r"\b(?:on|by|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?|since|until|before|after|between|am)\s+$"
    r"|\d/\d\d?(?:,|,?\s+(?:or|and|to)|\s?-)\s*$",
    re.I,
)
"""What makes two figures with a stroke a date and no fraction or score."""
_NEAR_DAYS = 62
"""A reading this near to the day of publication is believed over one that is not."""


def numeric_rules(*, month_first: bool) -> tuple[Rule, ...]:
    """ISO dates and dates in figures; ``month_first`` is the language's habit where nothing else decides."""

    def figures(match: re.Match[str], moment: Moment) -> Found | None:
        year = _full_year(match["y"])
        return _choose(match, lambda m, d: day_value(year, m, d), moment, month_first)

    def yearless(match: re.Match[str], moment: Moment) -> Found | None:
        before = match.string[: match.start()]
        ranged = _FROM.search(before) and _TO_FIGURES.match(match.string[match.end() :])
        if not ranged and not (_BEFORE_DAY if match["sep"] == "/" else _ON).search(before):
            return None
        side = moment.side(*match.span())
        return _choose(match, lambda m, d: nearest(side, moment.day, lambda y: day_value(y, m, d)), moment, month_first)

    return (
        rule(
            "iso",
            "digit",
            r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?:T(?P<t>\d\d:\d\d)\S*)?",
            _iso,
        ),
        rule("numeric", "digit", r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:\d\d)?\d\d)", figures),
        rule("iso-compact", "digit", r"(?<![#-])(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)", _compact),
        rule("numeric-month", "digit", r"(?<![-/])(?P<m>0?[1-9]|1[0-2])[-/](?P<y>(?:19|20)\d\d)(?![-/])", _month),
        rule("numeric-month", "digit", r"(?P<y>(?:19|20)\d\d)/(?P<m>0?[1-9]|1[0-2])(?![/\d])", _month),
        rule(
            "numeric-yearless",
            "digit",
            r"(?P<a>[0-3]?\d)(?P<sep>[/-])(?P<b>[0-3]?\d)(?![/-]?\d|%|\s*(?:percent|vote|win|loss|in\b|inch))",
            yearless,
        ),
    )


def _choose(match: re.Match[str], of: Callable[[int, int], str], moment: Moment, month_first: bool) -> Found:
    """Of the two readings the only possible one, else the near one, else the one on the verb's side, else the habit's.

    Dots are written where the day comes first.
    """
    first, second = int(match["a"]), int(match["b"])
    monthly, daily = of(first, second), of(second, first)
    if monthly == daily:
        return Found(value=monthly, rule="numeric" if monthly else "numeric-no-such-day")
    if not monthly or not daily:
        return Found(value=monthly or daily, rule="numeric-month-first" if monthly else "numeric-day-first")
    if match["sep"] == ".":
        return Found(value=daily, rule="numeric-day-first-by-dots")
    near_month, near_day = _near(monthly, moment.day), _near(daily, moment.day)
    why = "nearness"
    if near_month and near_day:
        side, today, why = moment.side(*match.span()), moment.day.isoformat(), "tense"
        near_month, near_day = (
            (v <= today if side < 0 else v >= today if side > 0 else True) for v in (monthly, daily)
        )
    if near_month != near_day:
        order = "month" if near_month else "day"
        return Found(value=monthly if near_month else daily, rule=f"numeric-{order}-first-by-{why}")
    order = "month" if month_first else "day"
    return Found(value=monthly if month_first else daily, rule=f"numeric-{order}-first-by-habit")


def _month(match: re.Match[str], moment: Moment) -> Found | None:
    return Found(value=month_value(int(match["y"]), int(match["m"])))


def _iso(match: re.Match[str], moment: Moment) -> Found | None:
    if int(match["m"]) > 12:
        return None
    value = day_value(int(match["y"]), int(match["m"]), int(match["d"]))
    if value and match["t"]:
        return Found(value=f"{value}T{match['t']}", kind="time", rule="iso")
    return Found(value=value, rule="iso" if value else "numeric-no-such-day")


def _compact(match: re.Match[str], moment: Moment) -> Found | None:
    value = day_value(int(match["y"]), int(match["m"]), int(match["d"]))
    return Found(value=value, rule="iso") if value else None


def _full_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < 70 else 1900)


def _near(value: str, day: date) -> bool:
    first = first_day(value)
    return first is not None and abs((first - day).days) <= _NEAR_DAYS
