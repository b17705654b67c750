"""English rules for what is no date: sets ("every year") and vague references ("recently", "the week").

They are found so that no other rule takes their words for a date; a page prints them as they are.
"""

from __future__ import annotations

import re

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import week_value
from coranto.analyze.times.english_spans import length_code
from coranto.analyze.times.rules import Found, Make, Moment, Rule, rule

_ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
}


def _set(match: re.Match[str], moment: Moment) -> Found | None:
    groups = match.groupdict()
    if groups.get("adverb"):
        return Found(value=_ADVERBS[groups["adverb"].lower()], kind="set")
    if groups.get("wd"):
        return Found(value=f"XXXX-WXX-{en.weekday(groups['wd']) + 1}", kind="set")
    if groups.get("m"):
        return Found(value=f"XXXX-{en.month(groups['m']):02d}", kind="set")
    if groups.get("part"):
        return Found(value="P1D", kind="set")
    return Found(value=length_code(en.number(groups.get("n") or "a"), en.unit(match["u"])), kind="set")


def _the_week(match: re.Match[str], moment: Moment) -> Found | None:
    """ "The week" that an article speaks of: mostly that of its publication, but no date to print."""
    return Found(value=week_value(moment.last or moment.day), kind="vague", relative=True)


def _vague(value: str) -> Make:
    def make(match: re.Match[str], moment: Moment) -> Found | None:
        return Found(value=value, kind="vague", relative=True)

    return make


def _present(match: re.Match[str], moment: Moment) -> Found | None:
    minute = moment.at.isoformat(timespec="minutes")[:16]
    return Found(value="PRESENT_REF", kind="vague", relative=True, counted=minute)


def _recent(match: re.Match[str], moment: Moment) -> Found | None:
    """ "in recent weeks", "the coming months": no date, and only about how long."""
    return Found(value=length_code(None, en.unit(match["u"])), kind="vague", relative=True)


_SETUNIT = r"(?P<u>seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?)"

RULES: tuple[Rule, ...] = (
    rule(
        "recent-units",
        "vague",
        r"(?:the\s+)?(?:recent|coming)\s+(?P<u>days|weeks|months|quarters|years|decades)(?:\s+and\s+(?:weeks|months|years))?",
        _recent,
    ),
    rule(
        "set",
        "unit set",
        rf"(?:every|each|per|once an?|twice an?|times an?)\s+(?:other\s+)?(?:(?P<n>{en.NUMBER})\s+)?"
        rf"(?:{_SETUNIT}|(?P<wd>{en.WEEKDAY})|(?P<m>{en.MONTH})|(?P<part>{en.PART}))",
        _set,
    ),
    rule("set", "set", r"(?P<adverb>hourly|daily|nightly|weekly|fortnightly|monthly)", _set),
    rule("set-weekdays", "weekday", rf"(?P<wd>{en.WEEKDAY})s(?:\s+{en.PART}s?)?", _set),
    rule(
        "present",
        "vague",
        r"(?:(?:right|by|until|just)\s+)?now|currently|at\s+(?:the\s+)?present(?:\s+(?:time|moment))?"
        r"|at\s+the\s+(?:moment|minute)|at\s+this\s+time(?!\s+(?:of|last|next))|these\s+days|nowadays"
        r"|(?:(?<=the )|(?<=its )|(?<=his )|(?<=her )"
        r"|(?<=their ))current(?=\s+[a-z])",
        _present,
    ),
    rule(
        "the-week",
        "unit",
        r"the\s+week(?!\s*-|['’]s?\s+worth|\s+(?:of|end|ended|ending|before|after|that|when"
        r"|beginning|starting|commencing|in\s+which)\b)",
        _the_week,
    ),
    rule(
        "past",
        "vague",
        r"(?:more\s+|most\s+)?recently|past\s+(?:days|weeks|months|years|quarters|decades)"
        r"|(?<=in )the\s+(?:recent\s+)?past|previously|(?:days|weeks|months|years|decades)\s+ago",
        _vague("PAST_REF"),
    ),
    rule(
        "future",
        "vague",
        r"(?<!as )soon(?!er|\s+after)|(?:the\s+)?(?:near|foreseeable|not-too-distant)\s+(?:future"
        r"|term)|(?<=in )(?:the\s+)?future|(?:(?<=into )|(?<=about )|(?<=and ))the\s+future",
        _vague("FUTURE_REF"),
    ),
)
