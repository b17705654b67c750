"""English rules for quarters, halves and business years, which lean on the quarter that an article speaks of."""

from __future__ import annotations

import re

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import first_day, quarter_value
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_QUARTER_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def _quarter(match: re.Match[str], moment: Moment) -> Found | None:
    """The named quarter of a stated year, else the newest that has begun."""
    groups = match.groupdict()
    number = _QUARTER_WORDS.get((groups.get("q") or "").lower()) or int(groups.get("qn") or 0)
    rel = (groups.get("rel") or "").lower()
    if groups.get("y"):
        return Found(value=f"{en.year(match['y']):04d}-Q{number}")
    if rel:
        return Found(value=f"{moment.day.year + {'last': -1, 'this': 0, 'next': 1}[rel]:04d}-Q{number}", relative=True)
    year = moment.day.year
    value = f"{year:04d}-Q{number}"
    first = first_day(value)
    if first is not None and first > moment.day and moment.side(*match.span()) <= 0:
        value = f"{year - 1:04d}-Q{number}"
    if (groups.get("ago") or "").strip():
        value = f"{int(value[:4]) - 1:04d}{value[4:]}"
    return Found(value=value, relative=True)


def _year_ago_quarter(match: re.Match[str], moment: Moment) -> Found | None:
    base = moment.quarter or quarter_value(moment.day, -1)
    return Found(value=f"{int(base[:4]) - 1:04d}{base[4:]}", relative=True)


def _the_quarter(match: re.Match[str], moment: Moment) -> Found | None:
    return Found(value=moment.quarter or quarter_value(moment.day, -1), relative=True)


def _quarter_of(match: re.Match[str], moment: Moment) -> Found | None:
    """ "the 1988 period": that year's quarter, where a quarter is spoken of."""
    return Found(value=f"{match['y']}{moment.quarter[4:]}") if moment.quarter else None


def _whole_year(match: re.Match[str], moment: Moment) -> Found | None:
    if match.string[match.end() :].lstrip().startswith("end"):
        return Found(value="P1Y", kind="duration")
    return Found(value=f"{moment.day.year:04d}", relative=True)


def _half(match: re.Match[str], moment: Moment) -> Found | None:
    half = 1 if match["h"].lower() in ("first", "1") else 2
    if match["y"]:
        return Found(value=f"{en.year(match['y']):04d}-H{half}")
    step = {"last": -1, "next": 1}.get((match["rel"] or "").lower(), 0)
    return Found(value=f"{moment.day.year + step:04d}-H{half}", relative=True)


RULES: tuple[Rule, ...] = (
    rule(
        "quarter",
        "quarter",
        r"(?:(?P<rel>last|this|next)\s+year['’]s\s+)?(?:(?:the|its|a|this|last)\s+)?(?P<ago>"
        r"(?:(?:comparable\s+)?year-(?:ago|earlier)\s+)?)(?:fiscal[\s-]+)?(?:(?P<y>\d{4})\s+)?"
        r"(?:fiscal[\s-]+)?(?P<q>first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-]quarter",
        _quarter,
    ),
    rule(
        "quarter",
        "quarter",
        rf"(?:the\s+)?(?:fiscal[\s-]+)?(?P<q>first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-]quarter\s+"
        rf"(?:of\s+)?(?:(?:fiscal\s+)?(?P<y>{en.YEAR})|(?P<rel>last|this|next)\s+year)",
        _quarter,
    ),
    rule("quarter", "quarter", r"Q(?P<qn>[1-4])(?:\s+(?:of\s+)?(?P<y>\d{4}))?", _quarter),
    rule("quarter", "quarter", r"(?P<y>\d{4})[\s-]?Q(?P<qn>[1-4])", _quarter),
    rule("half", "digit", r"H(?P<h>[12])[\s-](?P<y>(?:19|20)\d\d)", _half),
    rule("half", "digit", r"(?P<y>(?:19|20)\d\d)[\s-]H(?P<h>[12])", _half),
    rule(
        "year-ago-quarter",
        "ago lean",
        r"(?:(?:the|a)\s+)?(?:comparable\s+|same\s+)?year-(?:ago|earlier)(?:\s+(?:quarter|period))?",
        _year_ago_quarter,
    ),
    rule(
        "the-quarter",
        "quarter",
        r"the\s+(?:(?:latest|current)\s+)?quarter(?![- ]to[- ]quarter)|the\s+latest\s+period",
        _the_quarter,
    ),
    rule("quarter-of", "quarter", r"the\s+(?P<y>(?:19|20)\d\d)\s+(?:quarter|period)", _quarter_of),
    rule(
        "whole-year",
        "unit",
        r"(?:(?<=for )|(?<=of )|(?<=throughout )|(?<=in ))the\s+(?:full\s+|fiscal\s+)?year(?=\s*(?:[.,;]|$|end))",
        _whole_year,
    ),
    rule(
        "half",
        "half",
        r"(?:the\s+)?(?P<h>first|second|last)\s+half\s+of\s+(?:(?P<y>\d{4})|(?P<rel>last|this|next|the)\s+year)",
        _half,
    ),
)
