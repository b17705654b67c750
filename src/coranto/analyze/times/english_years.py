"""English rules for months, years and longer: "June 2025", "last June", "in 1998", "the 1990s", "this summer"."""

from __future__ import annotations

import re

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import month_value, nearest
from coranto.analyze.times.english_parts import BOUND, DASH, EDGE, MONTH, OF_YEAR, STATED_YEAR, year_of
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_MONTH_TO = re.compile(rf"\b{en.MONTH}\s+(?:to|through|until|and)\s+$", re.I)
_LEADS = frozenset(
    "in since by until till from between during of through before after late early mid last next".split()
)
_DECADES = {
    word: i for i, word in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}


def _month_year(match: re.Match[str], moment: Moment) -> Found | None:
    year = year_of(match, moment)
    assert year is not None
    return Found(value=month_value(year, en.month(match["m"])), relative=bool(match.groupdict().get("rel")))


def _months_year(match: re.Match[str], moment: Moment) -> Found | None:
    first, last, year = en.month(match["m"]), en.month(match["m2"]), en.year(match["y"])
    return Found(value=month_value(year - (first > last), first), end=month_value(year, last))


def _month(match: re.Match[str], moment: Moment) -> Found | None:
    """A month without a year: nearest by the verb, "last" and "next" strictly before and after."""
    name = match["m"]
    if name[0].islower() and name not in ("may", "march") and len(name) > 3 and _led(match):
        name = name.capitalize()
    if not name[0].isupper() or (name.isupper() and len(name) > 1 and not moment.sentence.text.isupper()):
        return None
    cue = (match["cue"] or "").lower()
    if name in ("May", "March") and not cue and not _led(match):
        return None
    if len(name) <= 4 and name not in ("May", "June", "July") and not name.endswith(".") and not _led(match):
        return None
    month = en.month(name)
    year, now = moment.day.year, moment.day.month
    if cue.startswith(("last", "this past")):
        value = month_value(year - (month >= now), month)
    elif cue.startswith(("next", "this coming", "the coming")):
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
    """Whether what stands around "May" or "March" makes it a month: a preposition before, no name after."""
    before = match.string[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
    named = re.match(r"\s+[A-Z][a-z]", match.string[match.end() :])
    if named:
        return False
    if re.match(r"(?:the\s+)?(?:end|beginning|start|middle|close)\s+of\b", match.group(), re.I):
        return True
    after_month = _MONTH_TO.search(match.string[: match.start()])
    return bool(match["edge"] or match["cue"]) or before in _LEADS or bool(after_month)


def _year(match: re.Match[str], moment: Moment) -> Found | None:
    year = en.year(match["y"])
    before = match.string[: match.start()]
    if "year" not in match.group().lower() and re.search(
        r"(?:[$€£#-]|\bNo\.?|\b(?:(?<!later )(?<!sooner )(?<!earlier )than|about|some|nearly|over|flight|room|page"
        r"|route|at least|up to|least))\s*$",
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
    close = match.groupdict().get("y2")
    if close and len(close) == 2 and 1 <= int(close) <= 12 and int(close) <= year % 100 and match["sep"] in "-/":
        return Found(value=month_value(year, int(close)), rule="numeric-month")
    end = f"{_closing_year(year, close):04d}" if close else ""
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


_DEGREES = re.compile(r"\b(?:temperatures?|degrees|highs|lows|weather|forecast|aged|their|his|her)\b", re.I)
"""Beside these "the 70s" are no years."""


def _decade(match: re.Match[str], moment: Moment) -> Found | None:
    groups = match.groupdict()
    if groups.get("word"):
        century = {"nineteen": "19", "eighteen": "18"}.get((groups.get("c") or "nineteen").lower(), "19")
        return Found(value=f"{century}{_DECADES[groups['word'].lower()]}")
    digits = match["y"] or match["gap"] or match["apart"]
    if len(digits) == 2 and _DEGREES.search(match.string):
        return None
    if len(digits) == 4:
        return Found(value=digits[:3])
    return Found(value=f"{'19' if int(digits[0]) >= 3 else '20'}{digits[0]}")


def _century(match: re.Match[str], moment: Moment) -> Found | None:
    return Found(value=f"{en.ordinal(match['n']) - 1:02d}")


def _season(match: re.Match[str], moment: Moment) -> Found | None:
    code = en.SEASONS[match["s"].lower()]
    year = year_of(match, moment)
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


RULES: tuple[Rule, ...] = (
    rule("months-year", "month", rf"{MONTH}{DASH}(?P<m2>{en.MONTH}){STATED_YEAR}", _months_year),
    rule("month-year", "month", rf"{BOUND}{EDGE}{MONTH}{STATED_YEAR}", _month_year),
    rule("month-year", "month", rf"{MONTH}/(?P<y>\d{{4}})", _month_year),
    rule("year-month", "month", rf"(?P<y>\d{{4}})[-/ ]{MONTH}(?!\s*\d)", _month_year),
    rule("month-of-year", "month", rf"{BOUND}{EDGE}{MONTH},?{OF_YEAR}", _month_year),
    rule(
        "month",
        "month",
        rf"{BOUND}{EDGE}(?:(?P<cue>last|next|this past|this coming|the coming|this)\s+)?{MONTH}",
        _month,
    ),
    rule(
        "year",
        "digit",
        rf"{BOUND}(?:(?:early|late|mid|fiscal|calendar|the year|year)[\s-]+)*(?P<y>\d{{4}})"
        rf"(?:\s?(?P<sep>[-–/])\s?(?P<y2>\d{{2}}(?:\d\d)?))?(?![-–/.]?\d|,\d)",
        _year,
    ),
    rule(
        "year-in-words",
        "thousand",
        rf"(?:the year\s+)?(?P<y>(?:(?:nineteen|eighteen) (?:hundred|{en.SPELT})|twenty (?:"
        rf"(?:{en.TENS})(?:[- ](?:{en.ONES}))?|ten|[a-z]+teen))(?![- ]?(?:{en.SPELT}|million"
        rf"|years?\b|percent))|two thousand(?: and)?(?: {en.SPELT})?(?! (?:years|people|dollars"
        rf"|miles)))",
        _year_in_words,
    ),
    rule("fiscal-year", "fiscal", rf"(?:the\s+)?fiscal\s+(?:year\s+)?(?P<y>{en.YEAR}|'?\d\d)", _fiscal),
    rule("fiscal-year", "closing", r"(?:CY|FY)\s?['’]?(?P<y>(?:20|19)?\d\d)", _fiscal),
    rule(
        "decade",
        "digit decade",
        rf"(?:the\s+)?{BOUND}(?:(?:early|mid|late)[\s-]+)?(?:the\s+)?(?:(?P<y>(?:1[5-9]|20)\d0"
        rf"|(?<=['’])\d0|(?<=the )\d0)['’]?s|(?P<gap>(?:19|20)\d0)\s+s(?=[\s.,;!?]|$)"
        rf"|(?<=in )(?P<apart>\d0)['’]s|(?:(?P<c>nineteen|eighteen)[ -])?(?P<word>{'|'.join(_DECADES)}))",
        _decade,
    ),
    rule("decade", "decade", r"the\s+noughties", lambda match, moment: Found(value="200")),
    rule("century", "century", rf"(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?P<n>{en.DAY})[\s-]century", _century),
    rule(
        "season",
        "season",
        rf"{BOUND}{EDGE}(?:(?P<cue>last|next|this past|this coming|this|the|that)\s+)?{EDGE.replace('edge', 'edge2')}"
        rf"(?P<s>{en.SEASON})(?:{STATED_YEAR}|{OF_YEAR})?",
        _season,
    ),
)
