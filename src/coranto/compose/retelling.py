"""Tells the report of a happening from its retelling, on which a later day must not rest.

An article printed late, or under a wrong date, tells again what others have told before it. What an older article has
told as done cannot have happened after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from coranto.compose.events import Event, Trust, same_deed
from coranto.compose.likeness import SAME_CLAIM, Likeness
from coranto.compose.material import PoolSentence
from coranto.compose.newsworth import main_verb

LATE_DAYS = 3
"""Days after another article that led with the same from which an article retells, or bears a wrong date."""
RETOLD, NEARLY_ALL = 0.4, 0.7
"""Share of telling words that makes a report without a date the retelling of another day's event: with the same main
verb, and without it."""
RETOLD_TITLE, RETOLD_TITLE_MEANING = 0.5, 0.6
"""A headline seldom says more than that."""
RETOLD_MEANING, KNOWN_MEANING = 0.55, 0.6
SAME_COUNTS, LEAST_COUNT = 2, 10
"""Counts, of this size or more, that two sentences share only if they tell of one happening."""
_REVEALING = frozenset("reveal unveil announce disclose publish present confirm".split())
_RISING = frozenset("rise climb reach stand increase grow jump mount top pass".split())


def retells(event: Event, other: Event, like: Likeness) -> bool:
    """Whether ``event`` only tells again, on a later or less certain day, what ``other`` tells."""
    if other is event or event.scheduled or other.scheduled or other.precision != "day" or event.precision != "day":
        return False
    if event.trust == Trust.DATED or event.sentence.negated != other.sentence.negated:
        return False
    one, two = event.sentence, other.sentence
    if event.trust == Trust.TOLD:
        apart = date.fromisoformat(event.date) - date.fromisoformat(other.date) >= timedelta(days=LATE_DAYS)
        told_before = apart and other.published < event.date
        return told_before and same_deed(one, two) and like.score(one, two) >= SAME_CLAIM
    if event.trust == Trust.SAID and not one.is_title:
        # its sentence says when it was said, and so stands on its day
        return other.date < event.date and like.coverage(like.words(one), like.words(two)) >= NEARLY_ALL
    earlier = other.date < event.date
    next_day = event.trust == Trust.PRINTED and other.trust >= Trust.TOLD and other.date == _day_after(event.date)
    return (earlier or next_day) and _alike(one, two, like) and not _brings_figure(event, other, like)


def known_before(event: Event, tops: Sequence[PoolSentence], like: Likeness) -> bool:
    """Whether an older article had led with what was "revealed" on that day, or with two of its counts.

    The day then comes of a weekday that was read from a wrong date of publication.
    """
    if event.trust == Trust.DATED or event.precision != "day":
        return False
    oldest = (date.fromisoformat(event.date) - timedelta(days=LATE_DAYS)).isoformat()
    older = [s for s in tops if s.source.article.published_at.date().isoformat() <= oldest]
    counts = _counts(event.sentence)
    if any(len(counts & _counts(s)) >= SAME_COUNTS for s in older):
        return True
    if not _REVEALING & {main_verb(event.sentence)}:
        return False
    mine = [s for s in tops if s.source.n == event.sentence.source.n and s.is_title]
    return any(like.meaning(one, s) >= KNOWN_MEANING for one in [event.sentence, *mine] for s in older)


def _counts(pooled: PoolSentence) -> frozenset[float]:
    return frozenset(q.value for q in pooled.quantities if q.value >= LEAST_COUNT and not 1800 <= q.value <= 2100)


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _alike(one: PoolSentence, other: PoolSentence, like: Likeness) -> bool:
    """Whether one tells the other's happening: its deed and half its words, or nearly all of them."""
    words = like.words(one)
    share = like.coverage(words, like.words(other))
    if (
        one.is_title
        and one.source.article.coverage != "headline"
        and (share >= RETOLD_TITLE or like.meaning(one, other) >= RETOLD_TITLE_MEANING)
    ):
        return True
    if share >= NEARLY_ALL or like.score(one, other) >= SAME_CLAIM + 0.1:
        return True
    return same_deed(one, other) and (share >= RETOLD or like.meaning(one, other) >= RETOLD_MEANING)


def _brings_figure(event: Event, other: Event, like: Likeness) -> bool:
    """Whether it tells that a count has risen: the day of the new count is news."""
    if not _RISING & {t.lemma.lower() for t in event.sentence.sentence.tokens}:
        return False
    old = {(f.slot.name, f.quantity.value) for f in like.figures(other.sentence)}
    return any((f.slot.name, f.quantity.value) not in old for f in like.figures(event.sentence))
