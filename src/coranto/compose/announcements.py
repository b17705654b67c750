"""Decides where announcements stand on a timeline: ahead, or on the day on which they were made.

What has come about, was put off, or lay ahead of an old article and was never reported is no longer scheduled; that it
was announced stays true of the day of the announcement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from coranto.compose.dates import said_day
from coranto.compose.events import Event, Trust
from coranto.compose.likeness import Likeness
from coranto.compose.material import PoolSentence
from coranto.compose.tellings import PLANNED

FULFILS = 0.34
"""Share of an announcement's telling words that a later report must have to say that it came about."""
SAME_PLAN = 0.5
"""Share of telling words from which two plans are one."""
NEAR_PLAN = 0.8
_PUT_OFF = frozenset("postpone delay cancel suspend scrap abandon reschedule push call defer".split())
_PLAN = re.compile(
    r"\b(?:will|shall|would|could|may|might|should|(?:is|are|was|were) to|set|due|expect\w*|schedul\w*|plan\w*"
    r"|fixed|ha(?:s|ve) until|intend\w*|hop(?:e|es|ing)|aim\w*|slated|announc\w*|agree\w*|promis\w*|vow\w*"
    r"|to [a-z]+)\b",
    re.I,
)
_CALENDAR = frozenset(
    "start begin open close meet end expire return resume run play face host launch arrive reach leave depart vote "
    "go".split()
)


def settled(
    events: Sequence[Event], pool: Sequence[PoolSentence], like: Likeness, *, now: datetime, newest: datetime
) -> list[Event]:
    """The events, with each announcement where it belongs; those that belong nowhere are left out.

    ``newest`` is the time of the newest article: what lies between it and ``now`` nobody could report yet.
    """
    done = [event for event in events if not event.scheduled]
    plans = [event for event in events if event.scheduled and _is_plan(event)]
    kept = list(done)
    made: list[Event] = []
    for plan in sorted(plans, key=lambda e: (e.sentence.source.article.published_at, -e.weight)):
        open_still = _ahead(plan.date, now) or plan.date > newest.date().isoformat()[: len(plan.date)]
        came = any(_fulfils(report, plan, like) for report in done)
        if open_still and not came and not _moved(plan, plans, pool, like):
            kept.append(plan)
            continue
        announced = _as_announced(plan)
        if announced is not None and not any(_one_plan(announced, other, like) for other in made):
            made.append(announced)
    return kept + made


def _is_plan(event: Event) -> bool:
    """Whether the words look ahead; a date misread in a tale told in the present tense does not."""
    if _PLAN.search(event.sentence.content):
        return True
    verbs = {t.lemma.lower() for t in event.sentence.sentence.tokens if t.pos == "VERB"}
    return event.precision == "day" and bool(verbs & _CALENDAR)


def _ahead(value: str, now: datetime) -> bool:
    return value > now.date().isoformat()[: len(value)]


def _fulfils(report: Event, plan: Event, like: Likeness) -> bool:
    """Whether a report of that day or later tells that the announced thing came about."""
    if report.precision == "day" and report.date < plan.date:
        return False
    if report.sentence.source.article.published_at <= plan.sentence.source.article.published_at:
        return False
    words, other = like.words(plan.sentence), like.words(report.sentence)
    shared = like.coverage(words, other) >= FULFILS or like.coverage(other, words) >= FULFILS
    names = {word for name in plan.sentence.names for word in name.split()}
    named = not names or any(word in names for name in report.sentence.names for word in name.split())
    return named and (shared or like.score(plan.sentence, report.sentence) >= NEAR_PLAN)


def _moved(plan: Event, plans: Sequence[Event], pool: Sequence[PoolSentence], like: Likeness) -> bool:
    """Whether a later article gives the plan another date, or says that it was put off."""
    told = plan.sentence.source.article.published_at
    if any(
        other.date != plan.date
        and other.sentence.source.article.published_at > told
        and not other.date.startswith(plan.date)
        and _one_plan(plan, other, like)
        for other in plans
    ):
        return True
    words = like.words(plan.sentence)
    return any(
        s.source.article.published_at > told
        and _PUT_OFF & {t.lemma.lower() for t in s.sentence.tokens}
        and like.coverage(words, like.words(s)) >= SAME_PLAN
        for s in pool
    )


def _one_plan(one: Event, other: Event, like: Likeness) -> bool:
    words, more = like.words(one.sentence), like.words(other.sentence)
    shared = min(like.coverage(words, more), like.coverage(more, words)) >= SAME_PLAN
    return shared or like.score(one.sentence, other.sentence) >= NEAR_PLAN


def _as_announced(plan: Event) -> Event | None:
    """The announcement on the day on which it was made, if somebody is said to have made it and it looked ahead."""
    sentence = plan.sentence
    said_so = sentence.is_title or (sentence.attribution is not None and PLANNED.search(sentence.content) is not None)
    if plan.precision != "day" or not said_so:
        return None
    said = said_day(sentence.sentence, sentence.timexes, published_at=sentence.source.article.published_at)
    day = said[0] if said is not None else plan.published
    if day >= plan.date:
        return None
    return replace(plan, date=day, scheduled=False, trust=Trust.TOLD if said is not None else Trust.PRINTED)
