"""What the English rules for dates share: words before and after a date, its stated year, the side it lies on."""

from __future__ import annotations

import re

from coranto.analyze.times import english_words as en
from coranto.analyze.times.rules import Moment

EDGE = r"(?P<edge>(?:(?:very\s+)?(?:early|late|earlier|later|mid)(?:\s+(?:on|in))?[\s-]+)?)"
BOUND = r"(?:(?:the\s+)?(?:end|beginning|start|middle|close|course|rest)\s+of\s+)?"
STATED_YEAR = rf"(?:\s*,?\s+(?:of\s+|in\s+)?(?P<y>{en.YEAR})(?![-,]\d))"
OF_YEAR = r"(?:\s+of)?\s+(?P<rel>last|this|next|the same|that|the following)\s+year"
DASH = r"\s*(?:-|–|—|to|through|until|till|and)\s*"
MONTH = rf"(?P<m>{en.MONTH})"
_LOOK_AHEAD = frozenset("effective due payable ending expiring maturing until scheduled slated".split())


def year_of(match: re.Match[str], moment: Moment) -> int | None:
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


def side_of(match: re.Match[str], moment: Moment) -> int:
    """The side of the verb, but for words that look ahead by themselves."""
    cue = (match.groupdict().get("cue") or "").lower()
    if cue in ("last", "next"):
        return -1 if cue == "last" else 1
    before = match.string[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
    return 1 if before in _LOOK_AHEAD else moment.side(*match.span())
