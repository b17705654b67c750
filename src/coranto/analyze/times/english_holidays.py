"""English rules for feasts and holidays with a fixed place in the year: "last Christmas", "Easter Monday 2024".

Those that follow the moon stand in ``english_moon``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from coranto.analyze.times.calendar import day_value, easter, nearest, nth_weekday, week_value
from coranto.analyze.times.english_parts import OF_YEAR, STATED_YEAR, year_of
from coranto.analyze.times.rules import Found, Moment, Rule, rule

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
    "saint patrick's day": lambda y: day_value(y, 3, 17),
    "new year's": lambda y: day_value(y, 1, 1),
    "new year": lambda y: day_value(y, 1, 1),
    "new year eve": lambda y: day_value(y, 12, 31),
    "new years eve": lambda y: day_value(y, 12, 31),
    "new years day": lambda y: day_value(y, 1, 1),
    "valentines day": lambda y: day_value(y, 2, 14),
    "flag day": lambda y: day_value(y, 6, 14),
    "inauguration day": lambda y: day_value(y, 1, 20),
    "election day": lambda y: _after(nth_weekday(y, 11, 0, 1), 1),
    "labour day": lambda y: day_value(y, 5, 1),
    "mardi gras": lambda y: (easter(y) - timedelta(days=47)).isoformat(),
    "epiphany": lambda y: day_value(y, 1, 6),
    "groundhog day": lambda y: day_value(y, 2, 2),
    "international women's day": lambda y: day_value(y, 3, 8),
    "april fools' day": lambda y: day_value(y, 4, 1),
    "april fool's day": lambda y: day_value(y, 4, 1),
    "anzac day": lambda y: day_value(y, 4, 25),
    "cinco de mayo": lambda y: day_value(y, 5, 5),
    "canada day": lambda y: day_value(y, 7, 1),
    "fourth of july": lambda y: day_value(y, 7, 4),
    "bastille day": lambda y: day_value(y, 7, 14),
    "all saints' day": lambda y: day_value(y, 11, 1),
    "all souls' day": lambda y: day_value(y, 11, 2),
    "guy fawkes night": lambda y: day_value(y, 11, 5),
    "guy fawkes day": lambda y: day_value(y, 11, 5),
    "veterans day": lambda y: day_value(y, 11, 11),
    "armistice day": lambda y: day_value(y, 11, 11),
    "martin luther king day": lambda y: nth_weekday(y, 1, 0, 3),
    "martin luther king jr. day": lambda y: nth_weekday(y, 1, 0, 3),
    "mlk day": lambda y: nth_weekday(y, 1, 0, 3),
    "presidents' day": lambda y: nth_weekday(y, 2, 0, 3),
    "president's day": lambda y: nth_weekday(y, 2, 0, 3),
    "presidents day": lambda y: nth_weekday(y, 2, 0, 3),
    "mother's day": lambda y: nth_weekday(y, 5, 6, 2),
    "mothers' day": lambda y: nth_weekday(y, 5, 6, 2),
    "father's day": lambda y: nth_weekday(y, 6, 6, 3),
    "fathers' day": lambda y: nth_weekday(y, 6, 6, 3),
    "columbus day": lambda y: nth_weekday(y, 10, 0, 2),
    "black friday": lambda y: _after(nth_weekday(y, 11, 3, 4), 1),
    "cyber monday": lambda y: _after(nth_weekday(y, 11, 3, 4), 4),
    "shrove tuesday": lambda y: (easter(y) - timedelta(days=47)).isoformat(),
    "ash wednesday": lambda y: (easter(y) - timedelta(days=46)).isoformat(),
    "palm sunday": lambda y: (easter(y) - timedelta(days=7)).isoformat(),
    "maundy thursday": lambda y: (easter(y) - timedelta(days=3)).isoformat(),
    "ascension day": lambda y: (easter(y) + timedelta(days=39)).isoformat(),
    "whit monday": lambda y: (easter(y) + timedelta(days=50)).isoformat(),
    "pentecost": lambda y: (easter(y) + timedelta(days=49)).isoformat(),
}
_OF_A_COUNTRY = frozenset(
    {"independence day", "election day", "inauguration day", "flag day", "labour day"}
    | {f"mother{mark}s{end} day" for mark in ("'", "") for end in ("'", "")}
)
"""Every country has its own: the American day is counted, and no page is dated by it."""
_HOLIDAY = "|".join(
    re.escape(name).replace("'", "['’]") for name in sorted(_HOLIDAYS, key=len, reverse=True) if name != "new year"
)


def _holiday(match: re.Match[str], moment: Moment) -> Found | None:
    name = re.sub(r"\s+", " ", match["h"].lower().replace("’", "'"))
    of_year = _HOLIDAYS[name]
    year = year_of(match, moment)
    cue = (match["cue"] or "").lower()
    value = of_year(year) if year is not None else ""
    if cue == "this":
        value = of_year(moment.day.year)
    elif cue:
        candidates = [of_year(moment.day.year + i) for i in (-1, 0, 1)]
        today = moment.day.isoformat()
        if cue in ("last", "past", "previous"):
            value = max(day for day in candidates if day < today)
        else:
            value = min(day for day in candidates if day > today)
    elif year is None:
        value = nearest(moment.side(*match.span()), moment.day, of_year)
    if match["weekend"]:
        return Found(value=_weekend_of(date.fromisoformat(value)), relative=year is None or bool(match["rel"]))
    if name in _OF_A_COUNTRY:
        return Found(value=value, kind="vague", counted=value)
    return Found(value=value, relative=year is None or bool(match["rel"]))


def _weekend_of(day: date) -> str:
    """The weekend that a feast makes long: that before a Monday or Tuesday, else that of its week."""
    return week_value(day - timedelta(days=day.weekday() + 1) if day.weekday() < 2 else day) + "-WE"


def _after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


RULES: tuple[Rule, ...] = (
    rule(
        "holiday",
        "holiday",
        rf"(?:(?P<cue>last|next|this|following|coming|upcoming|past|previous)\s+)?(?P<h>{_HOLIDAY})"
        rf"(?P<weekend>\s+weekend)?(?:{STATED_YEAR}|{OF_YEAR})?",
        _holiday,
    ),
    rule(
        "holiday",
        "holiday",
        r"(?:(?<=before )|(?<=after )|(?<=until ))(?:the\s+)?(?P<h>new\s+year)(?!['’]|\s+(?:eve|day))"
        r"(?P<cue>)(?P<weekend>)(?P<rel>)",
        _holiday,
    ),
)
