"""Calendar arithmetic on TimeML values: shifting, nearest occurrence, weeks, quarters.

The rules of every language say what an expression means in these terms, so that no rule does sums of its own.
"""

from __future__ import annotations

import calendar as _months
import re
from collections.abc import Callable
from datetime import date, timedelta

from coranto.types import Precision

Side = int
"""Which way an expression looks from the day of publication: -1 back, 1 ahead, 0 not said."""

_PER_YEAR = {"month": 12, "quarter": 4}


def day_value(year: int, month: int, day: int) -> str:
    """YYYY-MM-DD, or "" for a day that the calendar does not have (Feb. 30)."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= _months.monthrange(year, month)[1]):
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}"


def month_value(year: int, month: int) -> str:
    """YYYY-MM; the month may run over or under the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}"


def week_value(day: date) -> str:
    """The ISO week of a day: YYYY-Wnn."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def week_start(value: str) -> date | None:
    """The Monday of YYYY-Wnn (also YYYY-Wnn-WE), or None."""
    match = re.match(r"(\d{4})-W(\d\d)", value)
    if not match:
        return None
    try:
        return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return None


def quarter_value(day: date, ahead: int = 0) -> str:
    """The quarter of a day, ``ahead`` quarters later: YYYY-Qn."""
    index = day.year * 4 + (day.month - 1) // 3 + ahead
    return f"{index // 4:04d}-Q{index % 4 + 1}"


def shift(day: date, unit: str, count: int) -> str:
    """``count`` units from ``day``, at the grain of the unit (a day, week, month, quarter or year); "" out of range."""
    try:
        if unit == "day":
            return (day + timedelta(days=count)).isoformat()
        if unit in ("week", "fortnight"):
            return week_value(day + timedelta(weeks=count * (2 if unit == "fortnight" else 1)))
    except (OverflowError, ValueError):
        return ""
    if unit == "month":
        return month_value(day.year, day.month + count) if 0 < day.year + count // 12 < 9999 else ""
    if unit == "quarter":
        return quarter_value(day, count)
    year = day.year + count * {"year": 1, "decade": 10, "century": 100}[unit]
    return f"{year:04d}" if 0 < year < 9999 else ""


def count_days(day: date, unit: str, count: int) -> str:
    """The very day ``count`` units from ``day``; a month that has no such day ends earlier. "" out of range."""
    try:
        if unit in ("day", "week", "fortnight"):
            return (day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])).isoformat()
        months = day.year * 12 + day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
        year, month = months // 12, months % 12 + 1
        return day.replace(year=year, month=month, day=min(day.day, _months.monthrange(year, month)[1])).isoformat()
    except (OverflowError, ValueError, KeyError):
        return ""


def count_workdays(day: date, count: int) -> str:
    """The day ``count`` working days from ``day`` (Monday to Friday; holidays are not known)."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= day.weekday() < 5
    return day.isoformat()


def weekday_value(day: date, weekday: int, side: Side, *, strict: bool = False) -> str:
    """The last (side -1, 0) or next (1) such weekday. Monday is 0; ``day`` itself counts unless ``strict``."""
    back = (day.weekday() - weekday) % 7
    if back == 0 and not strict:
        return day.isoformat()
    if side > 0:
        return (day + timedelta(days=7 - back)).isoformat()
    return (day - timedelta(days=back or 7)).isoformat()


def nearest(side: Side, day: date, of_year: Callable[[int], str]) -> str:
    """Of three years' values the nearest; the wrong side of the verb counts six times as far, an open future twice."""
    best, distance = "", float("inf")
    for year in (day.year - 1, day.year, day.year + 1):
        value = of_year(year)
        first = first_day(value)
        if first is None:
            continue
        last = last_day(value) or first
        away = (first - day).days if first > day else (last - day).days if last < day else 0
        weight = 1.0 if away * side > 0 else 6.0 if away * side < 0 else 2.0 if away > 0 else 1.0
        if abs(away) * weight < distance:
            best, distance = value, abs(away) * weight
    return best


def first_day(value: str) -> date | None:
    """The first day of a value of any grain; None for durations and references."""
    return _bound(value, last=False)


def last_day(value: str) -> date | None:
    """The last day of a value of any grain; None for durations and references."""
    return _bound(value, last=True)


def plain(value: str) -> tuple[str | None, Precision | None]:
    """The part of a TimeML value that a page can show: a day, month or year with its precision, else (None, None)."""
    match = re.match(r"\d{4}-\d\d-\d\d", value)
    if match:
        return match[0], "day"
    if re.fullmatch(r"\d{4}-\d\d", value):
        return value, "month"
    if re.fullmatch(r"\d{4}", value):
        return value, "year"
    return None, None


def _bound(value: str, *, last: bool) -> date | None:
    try:
        if match := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
            year, month = int(match[1]), int(match[2])
            return date(year, month, _months.monthrange(year, month)[1] if last else 1)
        if monday := week_start(value):
            if value.endswith("-WE"):
                monday += timedelta(days=5)
                return monday + timedelta(days=1) if last else monday
            return monday + timedelta(days=6) if last else monday
        if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
            year, month = int(match[1]), int(match[2]) * 3 - 2
            return date(year, month + 2, _months.monthrange(year, month + 2)[1]) if last else date(year, month, 1)
        if match := re.fullmatch(r"(\d{4})-H([12])", value):
            year, month = int(match[1]), int(match[2]) * 6 - 5
            return date(year, month + 5, _months.monthrange(year, month + 5)[1]) if last else date(year, month, 1)
        if match := re.fullmatch(r"(\d{4})", value):
            return date(int(match[1]), 12, 31) if last else date(int(match[1]), 1, 1)
        if match := re.fullmatch(r"(\d{3})", value):
            return date(int(match[1]) * 10 + 9, 12, 31) if last else date(int(match[1]) * 10, 1, 1)
    except ValueError:
        return None
    return None


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Anonymous Gregorian algorithm, Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> str:
    """The nth such weekday of a month (nth -1: the last); "" if there is none."""
    if nth < 0:
        last = date(year, month, _months.monthrange(year, month)[1])
        return (last - timedelta(days=(last.weekday() - weekday) % 7)).isoformat()
    first = date(year, month, 1)
    return day_value(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1))
