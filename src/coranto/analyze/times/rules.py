"""What a rule of the time tagger is, and what it may look at: the shape shared by the tables of all languages.

A language is a table (``Language``): words that open the gate, and rules. The tagger knows no language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from coranto.types import Sentence

Kind = Literal["date", "time", "duration", "set", "vague"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a rule makes of a match. ``value`` and ``end`` are TimeML ("" undecided).

    ``rule`` stands in for the rule's own name, ``words`` cuts the match to another (start, end) of the sentence,
    ``counted`` is what exact counting gives (see ``Timex``).
    """

    value: str
    kind: Kind = "date"
    relative: bool = False
    end: str = ""
    rule: str = ""
    words: tuple[int, int] | None = None
    counted: str = ""


@dataclass(slots=True, kw_only=True)
class Moment:
    """Where a match is read: the day of publication in its own offset, the sentence, and what was dated before it.

    ``last`` is the newest day named before the match in this or the preceding sentence, ``quarter`` the newest quarter,
    ``part`` the newest day, month or year ("2026-03-02", "2026-03", "2026").
    ``at`` is the time of publication; ``over_midnight``: it is in UTC, and somewhere the next day has begun.
    ``side`` says which way the verb at an offset of the sentence looks (-1 past, 1 future, 0 not said).
    """

    at: datetime
    sentence: Sentence
    side: Callable[[int, int], int]
    last: date | None = None
    quarter: str = ""
    part: str = ""
    over_midnight: bool = False

    @property
    def day(self) -> date:
        """The day of publication."""
        return self.at.date()


Make = Callable[[re.Match[str], Moment], Found | None]
"""Reads a match; None where it is no time expression after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with its reading. ``gates`` are the classes of words of which the sentence must hold one."""

    name: str
    gates: frozenset[str]
    pattern: re.Pattern[str]
    make: Make


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language's table: ``gate`` maps a lower-case word (or one figure) to its classes."""

    rules: tuple[Rule, ...]
    gate: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def rule(name: str, gates: str, pattern: str, make: Make, *, cased: bool = False) -> Rule:
    """A rule from readable parts: gates as words, a pattern bounded by non-word characters and blind to case."""
    return Rule(
        name,
        frozenset(gates.split()),
        re.compile(rf"(?<![\w$€£])(?:{pattern})(?!\w)", 0 if cased else re.IGNORECASE),
        make,
    )
