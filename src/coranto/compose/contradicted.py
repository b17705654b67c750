"""Finds articles whose date of publication is at odds with what other outlets had told before.

Archives stamp old reports with the day of fetching. What another outlet had told days before cannot have happened
afterwards: then the stamp is wrong, not the event, and "Sunday" in the article is no day that a page may name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from coranto.compose.likeness import SAME_CLAIM, Likeness
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.newsworth import main_verb
from coranto.compose.tellings import late_sources
from coranto.types import Source

TOP = 3
"""Paragraphs that are looked at: what an article tells first is its own news."""
BEFORE = timedelta(days=2)
REVEALED = 0.6
"""Cosine to an older headline or lead from which what is "revealed" was known."""
_REVEALING = frozenset("reveal unveil announce disclose".split())


def contradicted(claims: Sequence[Claim], like: Likeness) -> frozenset[int]:
    """Sources that tell as of a day what another origin had told at its top at least two days before that day."""
    every = [s for claim in claims for s in claim.sentences]
    tops = [s for s in every if s.is_title or s.sentence.paragraph == 0]
    early = [s for s in every if 0 <= s.sentence.paragraph < TOP and _has_relative_day(s)]
    found = {s.source.n for s in early if any(_told_before(s, other, like) for other in tops)}
    return late_sources(claims) | frozenset(found)


def without_dates(sources: Sequence[Source], numbers: Collection[int]) -> tuple[Source, ...]:
    """The sources, those of these numbers with a date of publication that is not certain."""
    return tuple(
        replace(source, article=replace(source.article, date_certain=False)) if source.n in numbers else source
        for source in sources
    )


def _has_relative_day(sentence: PoolSentence) -> bool:
    day = sentence.day
    return day is not None and day.relative and len(sentence.day_value) == 10 and not sentence.scheduled


def _told_before(sentence: PoolSentence, other: PoolSentence, like: Likeness) -> bool:
    """Whether ``other``, of another origin, was published before the day on which ``sentence`` has the same happen."""
    day = date.fromisoformat(sentence.day_value)
    if other.source.origin == sentence.source.origin or other.source.article.published_at.date() > day - BEFORE:
        return False
    if main_verb(sentence) in _REVEALING and like.meaning(sentence, other) >= REVEALED:
        return True
    if other.scheduled or sentence.negated != other.negated or main_verb(sentence) != main_verb(other):
        return False
    return like.score(sentence, other) >= SAME_CLAIM and like.agree(replace(sentence, day=None), other)
