"""Refuses a day or week that the words of a sentence leave in doubt, or give against each other.

A date that is worked out wrongly is worse than a sentence that is not printed: nobody can see that it was a guess.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from coranto.compose.weekdays import is_arranged
from coranto.types import Sentence, Timex

FAR_DAYS = 31
"""A "Monday the 17th" that is not found within a month of publication names a weekday and a day that do not fit."""
ZONES = timedelta(hours=14)
"""No zone is farther from that of a stamp: within it of a turn, the writer's month or year may be another one."""
_TURNS = re.compile(r"\b(?:last|this|next|previous|past) (?P<unit>month|year)\b", re.I)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DAY_WORD = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|tonight)\b", re.I)
_MONTH_DAY = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d|\d(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2}"
)
_TO_COME = re.compile(r"\b(?:prepar\w+|ahead of|run-up to|upcoming|gear\w* up|brac\w+ for)\b[^,;.]*$", re.I)
_THIS_WEEK = re.compile(r"\bthis week$", re.I)
# Work that follows a deed, and so is told of one that is past.
_AFTERWARDS = frozenset("investigate probe mourn recover search".split())
_AHEAD = frozenset("to due scheduled planned expected set".split())


def contradicts_itself(timex: Timex) -> str | None:
    """Why a date that names its weekday cannot be right ("Saturday, Dec. 31" of a year in which that is a Sunday)."""
    named = _WEEKDAY.search(timex.text)
    if named is None or timex.value is None or timex.precision != "day" or not _MONTH_DAY.search(timex.text):
        return None
    if _WEEKDAYS[date.fromisoformat(timex.value[:10]).weekday()] == named.group():
        return None
    return f"'{timex.text}': that day is no {named.group()}"


def unsure(text: str, sentence: Sentence, timex: Timex, published: date) -> str | None:
    """Why a relative day or week may be another than the one it was read as; None where nothing speaks against it.

    ``text`` is the field that the offsets point into, ``published`` the day of publication where the outlet is.
    """
    if timex.value is None or timex.precision != "day":
        return None
    if _THIS_WEEK.search(timex.text):
        if _may_be_the_week_before(sentence, timex, published):
            return f"'{timex.text}' was written where two weeks meet"
        return None
    if timex.rule == "weekday-the-nth" and abs((date.fromisoformat(timex.value) - published).days) > FAR_DAYS:
        return f"'{timex.text}' names a weekday and a day that do not fit"
    if not _DAY_WORD.search(timex.text):
        return None
    if timex.value > published.isoformat() and _tells_a_deed(sentence, timex):
        return f"'{timex.text}' would put a deed after the day of publication"
    if timex.value < published.isoformat() and _TO_COME.search(text[sentence.start : timex.start]):
        return f"'{timex.text}' would put what is to come before the day of publication"
    if timex.rule == "weekday-back" and is_arranged(sentence, timex):
        return f"'{timex.text}' may be the day of what was arranged"
    return None


def where_two_meet(timex: Timex, published_at: datetime) -> str | None:
    """Why "last month" or "this year" may be another one: printed where the month or year turns somewhere on earth."""
    found = _TURNS.search(timex.text)
    if found is None:
        return None
    months = {(published_at + step).month for step in (-ZONES, ZONES)}
    if len(months) < 2 or (found["unit"].lower() == "year" and months != {12, 1}):
        return None
    return f"'{timex.text}' was written where two {found['unit'].lower()}s meet"


def _may_be_the_week_before(sentence: Sentence, timex: Timex, published: date) -> bool:
    """Whether a deed "this week" is told on the first day of that week: late on Sunday the old week is meant."""
    first = date.fromisoformat((timex.value or "")[:10])
    ahead = any(t.tag == "MD" or t.text.lower() in _AHEAD - {"to"} for t in sentence.tokens)
    return first >= published and not ahead


def _tells_a_deed(sentence: Sentence, timex: Timex) -> bool:
    """Whether the sentence only tells what was done, or shows a picture, so that no day of it lies ahead."""
    if timex.rule == "weekday-over-midnight":
        return False
    root = next((t for t in sentence.tokens if t.dep == "ROOT"), None)
    if root is None or any(t.tag == "MD" or t.text.lower() in _AHEAD for t in sentence.tokens):
        return False
    shown = root.tag in {"VBZ", "VBP"} and any(t.text.lower() == "during" for t in sentence.tokens)
    return root.tag == "VBD" or shown or root.lemma in _AFTERWARDS
