"""English rules for feasts of the Islamic calendar, whose days hang on the sighting of the moon.

Their day may be another in another country, so they date nothing on a page; the day that the tables give is kept as
``counted``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from coranto.analyze.times.calendar import nearest
from coranto.analyze.times.english_parts import OF_YEAR, STATED_YEAR, year_of
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_EPOCH = date(622, 7, 18)
"""The first day of the tables with the epoch of astronomers, on whose evening before the year began."""
_LEAP_YEARS = (2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29)
_FEASTS = {
    "ramadan": (9, 1),
    "ramazan": (9, 1),
    "ramzan": (9, 1),
    "eid al-fitr": (10, 1),
    "eid ul-fitr": (10, 1),
    "festival of breaking the fast": (10, 1),
    "eid al-adha": (12, 10),
    "eid ul-adha": (12, 10),
    "eid al-azha": (12, 10),
    "eidul azha": (12, 10),
    "islamic new year": (1, 1),
    "hijri new year": (1, 1),
    "ashura": (1, 10),
    "mawlid": (3, 12),
}
_FEAST = "|".join(re.escape(name).replace(r"\-", "[- ]") for name in sorted(_FEASTS, key=len, reverse=True))


def islamic_day(year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of the tabular Islamic calendar (30-year cycle with leap years 2, 5, 7, 10, 13, 16,
    18, 21, 24, 26 and 29)."""
    cycles, of_cycle = divmod(year - 1, 30)
    leaps = sum(1 for leap in _LEAP_YEARS if leap <= of_cycle)
    days = cycles * 10631 + of_cycle * 354 + leaps + 29 * (month - 1) + month // 2 + day - 1
    return _EPOCH + timedelta(days=days)


def _feast(match: re.Match[str], moment: Moment) -> Found | None:
    month, day = _FEASTS[
        re.sub(r"[\s-]+", " ", match["h"].lower()).replace("eid al ", "eid al-").replace("eid ul ", "eid ul-")
    ]

    def of_year(year: int) -> str:
        first = (year - 622) * 33 // 32
        days = [islamic_day(first + i, month, day) for i in (0, 1, 2)]
        return next((d.isoformat() for d in days if d.year == year), "")

    year = year_of(match, moment)
    counted = nearest(moment.side(*match.span()), moment.day, of_year) if year is None else of_year(year)
    return Found(value=counted, kind="vague", counted=counted)


RULES: tuple[Rule, ...] = (rule("moon", "moon", rf"(?P<h>{_FEAST})(?:{STATED_YEAR}|{OF_YEAR})?", _feast),)
