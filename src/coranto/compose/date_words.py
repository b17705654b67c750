"""Words for a day, week, month or year that was worked out: "Monday, Jan. 5", "in the week of Dec. 29", "in May 2026".

The words around a relative date stay, so what is put in takes the preposition that its place needs, and no second one.
"""

from __future__ import annotations

import re
from datetime import date

from coranto.compose.edits import Change
from coranto.types import Timex

MONTHS = "Jan.|Feb.|March|April|May|June|July|Aug.|Sept.|Oct.|Nov.|Dec.".split("|")
FULL_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December".split("|")
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday".split("|")
MONTH_NAMED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
PREPOSITION = re.compile(
    r"\b(on|in|at|by|until|till|since|from|before|after|through|to|of|for|between|as|than|and|or|during|over"
    r"|late|early|around|about|this|next|last)\s+$",
    re.I,
)
WHY = "relative date made absolute from the article's date of publication"


def spelled_day(value: str, published: date, *, weekday: bool) -> str:
    """ "2026-01-05" as "Monday, Jan. 5" or "Jan. 5", with the year where it is not that of publication."""
    day = date.fromisoformat(value)
    words = f"{MONTHS[day.month - 1]} {day.day}"
    if day.year != published.year:
        words += f", {day.year}"
    return f"{WEEKDAYS[day.weekday()]}, {words}" if weekday else words


def week_in_words(timex: Timex, before: str, value: str, published: date) -> Change | None:
    """ "last week" -> "in the week of Dec. 29"; a weekend likewise. Other ranges are left to refuse."""
    unit = re.search(r"\b(?:this|last|next)\s+(week|weekend)$|^(?:the\s+)?(weekend)$", timex.text.strip(), re.I)
    if unit is None:
        return None
    lead = re.match(r"(early|earlier|late|later)\b\s*", timex.text, re.I)
    spelled = f"the {(unit.group(1) or unit.group(2)).lower()} of {spelled_day(value, published, weekday=False)}"
    preposition = PREPOSITION.search(before)
    word = preposition.group(1).lower() if preposition else ""
    needs = word in {"", "early", "late", "and", "or"} or bool(lead)
    after = (f"{lead.group(1).lower()} " if lead else "") + ("in " if needs else "") + spelled
    if not before.strip():
        after = after[:1].upper() + after[1:]
    return Change(start=timex.start, end=timex.end, after=after, why=WHY)


def month_in_words(timex: Timex, before: str, value: str, published: date) -> Change | None:
    """ "last month" -> "in February 2026", "in May of last year" -> "in May 2025"; "in May" of this year stays."""
    of_year = re.search(r"(?:\s+of)?\s+(?:last|this|next) year$", timex.text)
    if of_year:
        after = f"{timex.text[: of_year.start()]} {value[:4]}"
        return Change(start=timex.start, end=timex.end, after=after, why=WHY)
    named = bool(MONTH_NAMED.search(timex.text))
    relative = re.match(r"(?:(early|earlier|late|later)\s+)?(?:in\s+)?(?:last|this|next)\b", timex.text, re.I)
    if named and not relative:
        if value[:4] in timex.text or int(value[:4]) == published.year:
            return Change(start=timex.start, end=timex.end, after=timex.text, why=WHY)
        return Change(start=timex.start, end=timex.end, after=f"{timex.text} {value[:4]}", why=WHY)
    return _in(timex, before, f"{FULL_MONTHS[int(value[5:7]) - 1]} {value[:4]}")


def year_in_words(timex: Timex, before: str, value: str) -> Change | None:
    """ "last year" -> "in 2025"; None for a range of years."""
    if timex.end_value and timex.end_value != value:
        return None
    return _in(timex, before, value[:4])


def _part_of(timex: Timex, words: str) -> Change | None:
    """ "By the middle of next year" -> "by the middle of 2018": only the year or month itself is written."""
    inner = re.search(r"\bof ((?:last|this|next|the) (?:year|month))$", timex.text.strip(), re.IGNORECASE)
    if inner is None:
        return None
    return Change(start=timex.start + inner.start(1), end=timex.start + inner.end(1), after=words, why=WHY)


def _in(timex: Timex, before: str, words: str) -> Change:
    """A month or year with the preposition that the place needs."""
    part = _part_of(timex, words)
    if part is not None:
        return part
    preposition = PREPOSITION.search(before)
    word = preposition.group(1).lower() if preposition else ""
    lead = re.match(r"(early|earlier|late|later)\b", timex.text, re.I)
    own = re.match(r"(in|by|until|since|from|of)\b", timex.text, re.I)
    start = timex.start
    if lead:
        words = f"{lead.group(1).lower()} in {words}"
    elif own:
        words = f"{own.group(1).lower()} {words}"
    elif word in {"", "early", "late", "and", "or", "at"}:
        words = f"in {words}"
    if not before.strip():
        words = words[:1].upper() + words[1:]
    return Change(start=start, end=timex.end, after=words, why=WHY)
