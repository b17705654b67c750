"""English rules for days, months and years that are named: "Jan. 5", "Monday", "last June", "the 1990s".

A table: each rule is a pattern and a short function that reads it. The order decides only between equal matches.
"""

from __future__ import annotations

import re
from datetime import timedelta

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import (
    day_value,
    easter,
    first_day,
    month_value,
    nearest,
    nth_weekday,
    weekday_value,
)
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_PREFIX = rf"(?:(?P<wd>{en.WEEKDAY}|{en.SHORT_WEEKDAY}),?\s+(?:the\s+)?)?"
_EDGE = r"(?P<edge>(?:(?:very\s+)?(?:early|late|earlier|later|mid)(?:\s+(?:on|in))?[\s-]+)?)"
_BOUND = r"(?:(?:the\s+)?(?:end|beginning|start|middle|close|course|rest)\s+of\s+)?"
_PART = rf"(?:\s+(?P<part>{en.PART}))?"
_ZONE_YEAR = rf"(?:\s*,?\s+(?:of\s+)?(?P<y>{en.YEAR})(?![-,]\d))"
_OF_YEAR = rf"(?:\s+of)?\s+(?P<rel>last|this|next|the same|that|the following)\s+year"

_HOLIDAYS = {
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


def _year_of(match: re.Match[str], moment: Moment) -> int | None:
    """The year that a match states, or None where it leaves it open."""
    groups = match.groupdict()
    if groups.get("y"):
        return en.year(match["y"])
    rel = (groups.get("rel") or "").lower()
    if not rel:
        return None
    if rel in ("last", "this", "next"):
        return moment.day.year + {"last": -1, "this": 0, "next": 1}[rel]
    base = moment.last or moment.day
    return base.year + (rel == "the following")


def _month_day(match: re.Match[str], moment: Moment) -> Found | None:
    month, day = en.month(match["m"]), en.ordinal(match["d"])
    if not 1 <= day <= 31:
        return None
    if match["m"].lower() == "may" and match["m"] != "May" and not match.groupdict().get("y"):
        return None
    year = _year_of(match, moment)
    groups = match.groupdict()

    def of_year(y: int) -> str:
        return day_value(y, month, day)

    if year is None:
        value = nearest(_side(match, moment), moment.day, of_year)
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


def _side(match: re.Match[str], moment: Moment) -> int:
    """The side of the verb, but for words that look ahead by themselves."""
    cue = (match.groupdict().get("cue") or "").lower()
    if cue in ("last", "next"):
        return -1 if cue == "last" else 1
    before = match.string[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
    return 1 if before in _LOOK_AHEAD else moment.side(*match.span())


_LOOK_AHEAD = frozenset("effective due payable ending expiring maturing until scheduled slated".split())


def _month_year(match: re.Match[str], moment: Moment) -> Found | None:
    year = _year_of(match, moment)
    assert year is not None
    return Found(value=month_value(year, en.month(match["m"])), relative=bool(match.groupdict().get("rel")))


def _months_year(match: re.Match[str], moment: Moment) -> Found | None:
    first, last, year = en.month(match["m"]), en.month(match["m2"]), en.year(match["y"])
    return Found(value=month_value(year - (first > last), first), end=month_value(year, last))


def _month(match: re.Match[str], moment: Moment) -> Found | None:
    """A month without a year: nearest by the verb, "last" and "next" strictly before and after."""
    name = match["m"]
    if not name[0].isupper() or (name.isupper() and len(name) > 1 and not moment.sentence.text.isupper()):
        return None
    cue = (match["cue"] or "").lower()
    if name in ("May", "March") and not cue and not _led(match):
        return None
    if len(name) <= 4 and name not in ("May", "June", "July") and not name.endswith("."):
        return None
    month = en.month(name)
    year, now = moment.day.year, moment.day.month
    if cue.startswith("last") or cue.startswith("this past"):
        value = month_value(year - (month >= now), month)
    elif cue.startswith("next") or cue.startswith("this coming") or cue.startswith("the coming"):
        value = month_value(year + (month <= now), month)
    elif cue.startswith("this"):
        value = month_value(year, month)
    else:
        side = moment.side(*match.span())
        value = nearest(side, moment.day, lambda y: month_value(y, month))
        if side <= 0 and value > month_value(year, now + 4):
            value = month_value(int(value[:4]) - 1, month)
    return Found(value=value, relative=True)


def _led(match: re.Match[str]) -> bool:
    before = match.string[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
    return before in _LEADS or bool(match["edge"])


_LEADS = frozenset(
    "in since by until till from between during of for through and to before after late early mid last next this".split()
)


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
        return Found(value=weekday_value(today, wd, -1, strict=True) + part, relative=True, rule="last-weekday")
    if cue in ("the previous", "previous"):
        return Found(value=weekday_value(moment.last or today, wd, -1, strict=True) + part, relative=True)
    if cue in ("the following", "following"):
        return Found(value=weekday_value(moment.last or today, wd, 1, strict=True) + part, relative=True)
    if cue in ("next", "this coming", "coming", "the coming", "upcoming", "the next"):
        return Found(value=weekday_value(today, wd, 1, strict=True) + part, relative=True, rule="next-weekday")
    side = moment.side(*match.span())
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
    return Found(value=weekday_value(today, wd, side) + part, relative=True, rule=name)


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
        year = _year_of(match, moment)
        if year is None:
            value = nearest(moment.side(*match.span()), moment.day, lambda y: nth_weekday(y, month, wd, nth))
        else:
            value = nth_weekday(year, month, wd, nth)
        return Found(value=value, relative=year is None)
    ahead = {"last": -1, "previous": -1, "this": 0, "next": 1}[match["cue"].lower()]
    first = first_day(month_value(moment.day.year, moment.day.month + ahead))
    return None if first is None else Found(value=nth_weekday(first.year, first.month, wd, nth), relative=True)


def _the_nth(match: re.Match[str], moment: Moment) -> Found | None:
    """ "the 14th": of the month of publication, of the one before where that is past, after where the verb looks ahead."""
    day = en.ordinal(match["d"])
    if not 1 <= day <= 31:
        return None
    groups = match.groupdict()
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
        for months in (ahead, 0, -1, 1, -2, 2, -3, 3):
            first = first_day(month_value(moment.day.year, moment.day.month + months))
            value = day_value(first.year, first.month, day) if first else ""
            found = first_day(value)
            if found and found.weekday() == wd:
                return Found(value=value, relative=True)
        return Found(value="", relative=True, rule="no-such-day")
    first = first_day(month_value(moment.day.year, moment.day.month + ahead))
    value = day_value(first.year, first.month, day) if first else ""
    return Found(value=value, relative=True, rule="" if value else "no-such-day")


def _year(match: re.Match[str], moment: Moment) -> Found | None:
    year = en.year(match["y"])
    before = match.string[: match.start()]
    if re.search(
        r"(?:[$€£#-]|\bNo\.?|\b(?:than|about|some|nearly|over|flight|room|page|route|at least|up to|least))\s*$",
        before,
        re.I,
    ):
        return None
    after = match.string[match.end() :]
    if not 1000 <= year <= 2100 or re.match(
        r"\s*(?:%|percent\b|per cent\b|[a-z]+ers\b|people\b|points?\b|km\b|miles?\b|feet\b)", after, re.I
    ):
        return None
    if re.match(
        r"\s+(?:dollars|pounds|euros|troops|soldiers|years|jobs|deaths|homes|metres|meters|tons|tonnes)\b", after, re.I
    ):
        return None
    if year < 1800 and not re.search(
        r"\b(?:in|since|by|of|from|until|to|year|before|after|around|about)\s+$", before, re.I
    ):
        return None
    end = f"{_closing_year(year, match['y2']):04d}" if match.groupdict().get("y2") else ""
    return Found(value=f"{year:04d}", end=end)


def _year_in_words(match: re.Match[str], moment: Moment) -> Found | None:
    year = en.year(match["y"])
    return Found(value=f"{year:04d}") if 1800 <= year <= 2100 else None


def _closing_year(year: int, text: str) -> int:
    return year // 100 * 100 + int(text) if len(text) == 2 else int(text)


def _fiscal(match: re.Match[str], moment: Moment) -> Found | None:
    text = match["y"]
    if len(text) == 2:
        return Found(value=f"{1900 + int(text) if int(text) > 50 else 2000 + int(text)}")
    return Found(value=f"{en.year(text):04d}")


_DECADES = {
    word: i for i, word in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}


def _decade(match: re.Match[str], moment: Moment) -> Found | None:
    groups = match.groupdict()
    if groups.get("word"):
        century = {"nineteen": "19", "eighteen": "18"}.get((groups.get("c") or "nineteen").lower(), "19")
        return Found(value=f"{century}{_DECADES[groups['word'].lower()]}")
    digits = match["y"]
    if len(digits) == 4:
        return Found(value=digits[:3])
    return Found(value=f"{'19' if int(digits[0]) >= 3 else '20'}{digits[0]}")


def _century(match: re.Match[str], moment: Moment) -> Found | None:
    return Found(value=f"{en.ordinal(match['n']) - 1:02d}")


def _holiday(match: re.Match[str], moment: Moment) -> Found | None:
    of_year = _HOLIDAYS[re.sub(r"\s+", " ", match["h"].lower().replace("’", "'"))]
    year = _year_of(match, moment)
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


def _season(match: re.Match[str], moment: Moment) -> Found | None:
    code = en.SEASONS[match["s"].lower()]
    year = _year_of(match, moment)
    if year is not None:
        return Found(value=f"{year:04d}-{code}", relative=bool(match["rel"]))
    cue = (match["cue"] or "").lower()
    now = moment.day
    if not cue:
        return None
    middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[code]
    if cue == "last" or cue.startswith("this past"):
        year = now.year - (middle >= now.month - 1)
    elif cue == "next" or cue.startswith("this coming"):
        year = now.year + (middle <= now.month)
    else:
        year = now.year
    return Found(value=f"{year:04d}-{code}", relative=True)


_DASH = r"\s*(?:-|–|—|to|through|until|till|and)\s*"
_MONTH = rf"(?P<m>{en.MONTH})"
_DAY = rf"(?P<d>{en.DAY})"
_CUE_WEEKDAY = r"(?:(?P<cue>(?:the\s+|this\s+)?(?:last|past|previous|following|next|coming|upcoming)|this)\s+)?"

RULES: tuple[Rule, ...] = (
    rule(
        "month-day-year",
        "month",
        rf"{_PREFIX}{_MONTH}\s+(?:the\s+)?{_DAY}(?:{_DASH}(?:(?P<m2>{en.MONTH})\s+)?(?P<d2>{en.DAY}))?{_ZONE_YEAR}",
        _month_day,
    ),
    rule("month-day-of-year", "month", rf"{_PREFIX}{_MONTH}\s+(?:the\s+)?{_DAY}(?:,)?{_OF_YEAR}", _month_day),
    rule(
        "month-day",
        "month",
        rf"(?:(?P<cue>last|next|this)\s+)?{_PREFIX}{_MONTH}\s+(?:the\s+)?{_DAY}(?:{_DASH}(?:(?P<m2>{en.MONTH})\s+)?(?P<d2>{en.DAY}))?{_PART}",
        _month_day,
    ),
    rule("month-day", "month", rf"{_PREFIX}(?P<m>{en.MONTH})/(?P<d>\d\d?)", _month_day),
    rule(
        "day-month-year",
        "month",
        rf"{_PREFIX}(?:the\s+)?{_DAY}(?:{_DASH}(?P<d2>{en.DAY}))?(?:\s+of)?[\s-]+{_MONTH}(?:[\s,-]+(?:of\s+)?(?P<y>{en.YEAR}))",
        _month_day,
    ),
    rule(
        "day-month",
        "month",
        rf"{_PREFIX}(?:the\s+)?{_DAY}(?:{_DASH}(?P<d2>{en.DAY}))?(?:\s+of)?\s+{_MONTH}(?:{_OF_YEAR})?",
        _month_day,
    ),
    rule("year-month-day", "month", rf"(?P<y>\d{{4}})[-/ ]{_MONTH}[-/ ]{_DAY}", _month_day),
    rule("months-year", "month", rf"{_MONTH}{_DASH}(?P<m2>{en.MONTH}){_ZONE_YEAR}", _months_year),
    rule("month-year", "month", rf"{_BOUND}{_EDGE}{_MONTH}{_ZONE_YEAR}", _month_year),
    rule("month-year", "month", rf"{_MONTH}/(?P<y>\d{{4}})", _month_year),
    rule("year-month", "month", rf"(?P<y>\d{{4}})[-/ ]{_MONTH}(?!\s*\d)", _month_year),
    rule("month-of-year", "month", rf"{_BOUND}{_EDGE}{_MONTH},?{_OF_YEAR}", _month_year),
    rule(
        "month",
        "month",
        rf"{_BOUND}{_EDGE}(?:(?P<cue>last|next|this past|this coming|the coming|this)\s+)?{_MONTH}",
        _month,
    ),
    rule(
        "weekday-the-nth",
        "weekday",
        rf"(?P<wd>{en.WEEKDAY}|{en.SHORT_WEEKDAY}),?\s+(?:the\s+)?(?P<d>\d\d?(?:st|nd|rd|th)|(?:the\s+)(?:twenty[- ])?[a-z]+(?:st|nd|rd|th)(?=\s*(?:[.,;:!?)]|$|at\b|to\b|until\b|and\b)))",
        _the_nth,
    ),
    rule(
        "weekday",
        "weekday",
        rf"{_EDGE}{_CUE_WEEKDAY}(?P<wd>{en.WEEKDAY}){_PART}(?:,?\s+(?:of\s+)?(?P<week>last|this|next|the following|the coming)\s+week)?",
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
        rf"{_EDGE}(?P<wd>(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)\.)",
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
        "weekday-of-month",
        "weekday",
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\s+(?P<wd>{en.WEEKDAY})\s+(?:of|in)\s+(?:(?P<m>{en.MONTH})(?:,?\s+(?P<y>{en.YEAR}))?|(?:the\s+)?(?P<cue>last|previous|this|next)\s+month)",
        _weekday_of_month,
    ),
    rule(
        "the-nth",
        "digit",
        r"the\s+(?P<d>\d{1,2}(?:st|nd|rd|th))\s+(?:day\s+)?of\s+(?P<cue>last|this|the|next)\s+month",
        _the_nth,
    ),
    rule(
        "the-nth",
        "digit",
        r"(?:(?<=on )|(?<=by )|(?<=until )|(?<=since )|(?<=and )|(?<=from )|(?<=to )|(?<=before )|(?<=after ))the\s+(?P<d>\d{1,2}(?:st|nd|rd|th))(?=\s*(?:[.,;:!?)]|$|and\b|at\b|to\b|in\b|but\b|for\b|with\b))",
        _the_nth,
    ),
    rule(
        "year",
        "digit",
        rf"{_BOUND}(?:(?:early|late|mid|fiscal|calendar|the year|year)[\s-]+)*(?P<y>\d{{4}})(?:[-–/](?P<y2>\d{{2}}(?:\d\d)?))?(?![-–/.]?\d|,\d)",
        _year,
    ),
    rule(
        "year-in-words",
        "thousand",
        rf"(?:the year\s+)?(?P<y>(?:(?:nineteen|eighteen) (?:hundred|{en.SPELT})|twenty (?:(?:{en.TENS})(?:[- ](?:{en.ONES}))?|ten|[a-z]+teen))(?![- ]?(?:{en.SPELT}|million|years?\b|percent))|two thousand(?: and)?(?: {en.SPELT})?(?! (?:years|people|dollars|miles)))",
        _year_in_words,
    ),
    rule("fiscal-year", "fiscal", rf"(?:the\s+)?fiscal\s+(?:year\s+)?(?P<y>{en.YEAR}|'?\d\d)", _fiscal),
    rule(
        "decade",
        "digit decade",
        rf"(?:the\s+)?{_BOUND}(?:(?:early|mid|late)[\s-]+)?(?:the\s+)?(?:(?P<y>(?:1[5-9]|20)\d0|(?<=['’])\d0)['’]?s|(?:(?P<c>nineteen|eighteen)[ -])?(?P<word>{'|'.join(_DECADES)}))",
        _decade,
    ),
    rule("century", "century", rf"(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?P<n>{en.DAY})[\s-]century", _century),
    rule(
        "holiday", "holiday", rf"(?:(?P<cue>last|next|this)\s+)?(?P<h>{_HOLIDAY})(?:{_ZONE_YEAR}|{_OF_YEAR})?", _holiday
    ),
    rule(
        "season",
        "season",
        rf"{_BOUND}{_EDGE}(?:(?P<cue>last|next|this past|this coming|this|the|that)\s+)?{_EDGE.replace('edge', 'edge2')}(?P<s>{en.SEASON})(?:{_ZONE_YEAR}|{_OF_YEAR})?",
        _season,
    ),
)
