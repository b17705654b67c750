"""The readings that any language needs which names months and weekdays: days, months, weekdays, neighbours of today.

A language's table gives the words and the patterns; without a parse of its tense, a bare weekday is the last one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from coranto.analyze.times.calendar import day_value, month_value, nearest, weekday_value
from coranto.analyze.times.rules import Found, Make, Moment


def read_day(months: Mapping[str, int]) -> Make:
    """Groups d, m and, if stated, y: a day of a month, without a year the nearest one."""

    def make(match: re.Match[str], moment: Moment) -> Found | None:
        month, day = months[match["m"].lower().rstrip(".")], int(match["d"])
        if match["y"]:
            value = day_value(int(match["y"]), month, day)
        else:
            value = nearest(0, moment.day, lambda year: day_value(year, month, day))
        return Found(value=value, relative=not match["y"], rule="" if value else "no-such-day")

    return make


def read_month(months: Mapping[str, int]) -> Make:
    """Groups m and y: a month of a year."""

    def make(match: re.Match[str], moment: Moment) -> Found | None:
        return Found(value=month_value(int(match["y"]), months[match["m"].lower().rstrip(".")]))

    return make


def read_weekday(weekdays: Mapping[str, int], cues: Mapping[str, int]) -> Make:
    """Groups wd and cue: a weekday, by its cue (-1 before, 1 after the day of publication) or the last one."""

    def make(match: re.Match[str], moment: Moment) -> Found | None:
        side = cues.get((match["cue"] or "").lower(), 0)
        value = weekday_value(moment.day, weekdays[match["wd"].lower()], side, strict=side != 0)
        return Found(value=value, relative=True)

    return make


def read_neighbour(words: Mapping[str, int]) -> Make:
    """Group w: a word for a day by its distance from the day of publication."""

    def make(match: re.Match[str], moment: Moment) -> Found | None:
        return Found(value=(moment.day + timedelta(days=words[match["w"].lower()])).isoformat(), relative=True)

    return make


def read_year(match: re.Match[str], moment: Moment) -> Found | None:
    """Group y: a year."""
    return Found(value=match["y"])
