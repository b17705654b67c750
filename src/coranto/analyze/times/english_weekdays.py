"""English rules for weekdays and days of the month: "Monday", "Thursday last week", "the 14th"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import day_value, first_day, month_value, nearest, nth_weekday, weekday_value
from coranto.analyze.times.english_parts import EDGE, year_of
from coranto.analyze.times.promised import is_ahead
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_PART = rf"(?:\s+(?P<part>{en.PART}))?"
_CUE_WEEKDAY = r"(?:(?P<cue>(?:the\s+|this\s+)?(?:last|past|previous|following|next|coming|upcoming)|this)\s+)?"


def _weekday(match: re.Match[str], moment: Moment) -> Found | None:
    """A weekday: by its own cue, else by its verb; that of the day of publication is that day."""
    groups = match.groupdict()
    cue = re.sub(r"\s+", " ", (groups.get("cue") or "").lower())
    wd = en.weekday(match["wd"])
    part = en.PARTS.get((groups.get("part") or "").lower(), "")
    today = moment.day
    if groups.get("week"):
        ahead = {"last": -1, "this": 0, "next": 1, "the coming": 1, "the following": 1, "earlier this": 0}.get(
            groups["week"].lower(), 0
        )
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
        return Found(value=(monday + timedelta(days=wd)).isoformat() + part, relative=True, rule="weekday-of-week")
    if cue in ("last", "this past", "past", "the past", "this last", "on last"):
        value = weekday_value(today, wd, -1, strict=True)
        counted = _in_week(today, wd, -1) if cue == "last" else ""
        return Found(value=value + part, relative=True, rule="last-weekday", counted=counted)
    if cue in ("the previous", "previous"):
        value = weekday_value(moment.last or today, wd, -1, strict=True)
        return Found(value=value + part, relative=True, counted=_in_week(today, wd, -1))
    if cue in ("the following", "following"):
        value = weekday_value(moment.last or today, wd, 1, strict=True)
        return Found(value=value + part, relative=True, counted=_in_week(today, wd, 1))
    if cue in ("next", "this coming", "coming", "the coming", "upcoming", "the next"):
        value = weekday_value(today, wd, 1, strict=True)
        counted = _in_week(today, wd, 1) if cue == "next" else ""
        return Found(value=value + part, relative=True, rule="next-weekday", counted=counted)
    side = moment.side(*match.span())
    if side < 0 and is_ahead(moment.sentence, *match.span(), today=today, weekday=wd):
        side = 1
    if groups.get("edge") and groups["edge"].strip().lower() == "earlier":
        side = -1
    name = (
        "weekday-ahead"
        if side > 0 and today.weekday() != wd
        else "weekday-today"
        if today.weekday() == wd
        else "weekday-back"
    )
    if cue == "this" and side == 0:
        side = 1
    if side <= 0 and not cue and moment.over_midnight and wd == (today.weekday() + 1) % 7:
        # A past weekday that is tomorrow by UTC: it has begun where the news is, and six days ago would be "last".
        return Found(value=weekday_value(today, wd, 1) + part, relative=True, rule="weekday-over-midnight")
    return Found(value=weekday_value(today, wd, side) + part, relative=True, rule=name)


def _in_week(today: date, weekday: int, weeks: int) -> str:
    """The weekday of the calendar week before or after this one: some mean that by "last" and "next"."""
    return (today - timedelta(days=today.weekday()) + timedelta(days=weekday, weeks=weeks)).isoformat()


def _weekday_weeks_on(match: re.Match[str], moment: Moment) -> Found | None:
    """ "Monday two weeks from now": of the week that is so many after this one."""
    weeks = en.number(match["n"])
    if weeks is None or weeks != int(weeks) or weeks > 500:
        return None
    return Found(value=_in_week(moment.day, en.weekday(match["wd"]), int(weeks)), relative=True)


def _weekday_ago(match: re.Match[str], moment: Moment) -> Found | None:
    """ "a week ago Friday", "two weeks from Monday"."""
    weeks = int(en.number(match["n"]) or 1)
    wd = en.weekday(match["wd"])
    if match["way"].lower() == "ago":
        day = first_day(weekday_value(moment.day, wd, -1, strict=True))
        weeks = -weeks
    else:
        day = first_day(weekday_value(moment.day, wd, 1))
    return None if day is None else Found(value=(day + timedelta(weeks=weeks)).isoformat(), relative=True)


def _weekday_of_month(match: re.Match[str], moment: Moment) -> Found | None:
    """ "the first Friday of May 2024", "the last Sunday in this month"."""
    nth = -1 if match["nth"].lower() == "last" else en.ordinal(match["nth"])
    wd = en.weekday(match["wd"])
    if match["m"]:
        month = en.month(match["m"])
        year = year_of(match, moment)
        if year is None:
            value = nearest(moment.side(*match.span()), moment.day, lambda y: nth_weekday(y, month, wd, nth))
        else:
            value = nth_weekday(year, month, wd, nth)
        return Found(value=value, relative=year is None)
    ahead = {"last": -1, "previous": -1, "this": 0, "next": 1}[match["cue"].lower()]
    first = first_day(month_value(moment.day.year, moment.day.month + ahead))
    return None if first is None else Found(value=nth_weekday(first.year, first.month, wd, nth), relative=True)


def _the_nth(match: re.Match[str], moment: Moment) -> Found | None:
    """ "the 14th": of the month of publication, or of that before or after, by the verb."""
    groups = match.groupdict()
    day = en.ordinal(match["d"] or groups.get("d2") or "")
    if not 1 <= day <= 31:
        return None
    if groups.get("cue"):
        ahead = {"last": -1, "this": 0, "the": 0, "next": 1}[groups["cue"].lower()]
        first = first_day(month_value(moment.day.year, moment.day.month + ahead))
        value = day_value(first.year, first.month, day) if first else ""
        return Found(value=value, relative=True, rule="" if value else "no-such-day")
    side = moment.side(*match.span())
    ahead = 0
    if side > 0 and day < moment.day.day:
        ahead = 1
    elif side <= 0 and day > moment.day.day:
        ahead = -1
    if groups.get("wd"):
        wd = en.weekday(groups["wd"])
        for months in (ahead, 0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7, -8, 8, -9, 9, -10, 10):
            first = first_day(month_value(moment.day.year, moment.day.month + months))
            value = day_value(first.year, first.month, day) if first else ""
            found = first_day(value)
            if found and found.weekday() == wd:
                return Found(value=value, relative=True)
        return Found(value="", relative=True, rule="no-such-day")
    first = first_day(month_value(moment.day.year, moment.day.month + ahead))
    value = day_value(first.year, first.month, day) if first else ""
    return Found(value=value, relative=True, rule="" if value else "no-such-day")


RULES: tuple[Rule, ...] = (
    rule(
        "weekday-the-nth",
        "weekday",
        rf"(?P<wd>{en.WEEKDAY}|{en.SHORT_WEEKDAY}),?\s+(?:the\s+)?(?P<d>\d\d?(?:st|nd|rd|th)"
        rf"|(?:the\s+)(?:(?:twenty|thirty)[- ])?[a-z]+(?:st|nd|rd|th)(?=\s*(?:[.,;:!?)]|$|at\b|to\b|until\b"
        rf"|and\b)))",
        _the_nth,
    ),
    rule(
        "weekday",
        "weekday",
        rf"{EDGE}{_CUE_WEEKDAY}(?P<wd>{en.WEEKDAY}){_PART}(?:,?\s+(?:of\s+)?(?P<week>last|this"
        rf"|next|the following|the coming)\s+week)?",
        _weekday,
    ),
    rule(
        "weekday-of-week",
        "weekday",
        rf"(?P<week>last|this|next)\s+week\s+(?:on\s+)?(?P<wd>{en.WEEKDAY}){_PART}",
        _weekday,
    ),
    rule(
        "weekday-short",
        "weekday",
        rf"{EDGE}(?P<wd>(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)\.)",
        _weekday,
        cased=True,
    ),
    rule(
        "weekday-ago",
        "weekday",
        rf"(?P<n>{en.NUMBER})\s+weeks?\s+(?P<way>ago|from)\s+(?:this\s+|next\s+)?(?P<wd>{en.WEEKDAY})",
        _weekday_ago,
    ),
    rule(
        "weekday-weeks-on",
        "weekday",
        rf"(?P<wd>{en.WEEKDAY})\s+(?P<n>{en.NUMBER})\s+weeks?\s+from\s+(?:now|today)",
        _weekday_weeks_on,
    ),
    rule(
        "weekday-of-month",
        "weekday",
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\s+"
        rf"(?P<wd>{en.WEEKDAY})\s+(?:of|in)\s+(?:(?P<m>{en.MONTH})(?:,?\s+(?P<y>{en.YEAR}))?"
        rf"|(?:the\s+)?(?P<cue>last|previous|this|next)\s+month)",
        _weekday_of_month,
    ),
    rule(
        "the-nth",
        "digit unit",
        rf"(?:the\s+)?(?P<d>\d{{1,2}}(?:st|nd|rd|th)|{en.DAY}(?=\s+day\s+of))\s+(?:day\s+)?(?:of\s+)?"
        rf"(?P<cue>last|this|the|next)\s+month",
        _the_nth,
    ),
    rule(
        "the-nth",
        "digit",
        r"(?:(?<=on )|(?<=by )|(?<=until )|(?<=since )|(?<=and )|(?<=from )|(?<=to )|(?<=before )"
        r"|(?<=after )|(?<=around ))the\s+(?P<d>\d{1,2}(?:st|nd|rd|th))(?=\s*(?:[.,;:!?)]|$|and\b|at\b"
        r"|to\b|in\b|but\b|for\b|with\b))",
        _the_nth,
    ),
    rule(
        "the-nth",
        "digit",
        r"(?:(?<=on )|(?<=by )|(?<=until )|(?<=since )|(?<=before ))(?:the\s+)?"
        r"(?P<d>\d{1,2}(?:st|nd|rd|th))(?=\s*(?:[.,;:!?)-]|$|and\b|at\b|to\b))"
        r"|(?P<d2>\d{1,2}(?:st|nd|rd|th))(?=\s+at\s+\d)",
        _the_nth,
    ),
    rule(
        "the-nth",
        "digit",
        r"(?:(?<=on )|(?<=by )|(?<=until )|(?<=since )|(?<=before )|(?<=for ))the\s+(?P<d>[0-3]?\d)"
        r"(?=\s*(?:[.!?](?!\d)|$))",
        _the_nth,
    ),
)
