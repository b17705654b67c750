"""Dates in figures: "05/01/2026" is two days, so a page writes the one that it took in words and says why.

What only a habit of the language decides is left as it is printed, and dates no event.
"""

from __future__ import annotations

import re

from coranto.compose.edits import Change
from coranto.types import Timex

_SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_DECIDED = {
    "nearness": "so it lies near the article's date of publication",
    "tense": "so it lies on the side of that date on which its verb looks",
}


def is_open(timex: Timex) -> bool:
    """Whether a date in figures has two readings, and nothing in the article prefers one."""
    return timex.rule.endswith("-by-habit")


def in_words(text: str, timex: Timex) -> Change | None:
    """The change of an ambiguous date to words, where something in the article decides; None for all others."""
    reason = _DECIDED.get(timex.rule.rpartition("-by-")[2])
    if timex.value is None or timex.precision != "day" or reason is None:
        return None
    year, month, day = (int(part) for part in timex.value.split("-"))
    after = f"{_SHORT[month - 1]} {day}, {year}"
    if re.match(r"\s+[\w(]", text[timex.end :]):
        after += ","
    order = "month" if "month-first" in timex.rule else "day"
    return Change(
        start=timex.start, end=timex.end, after=after, why=f"{timex.text} read with the {order} first: {reason}"
    )
