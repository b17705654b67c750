"""On which day a sentence puts what it tells: as it says itself, else as its lead or speaker dates it, else as printed.

What a text says beats what its printing suggests. An article that opens on another day gives its undated sentences
no day at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coranto.compose.dates import EventDay, is_relative, looks_back, own_day, said_day
from coranto.compose.events import Trust
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.reports import main_verbs
from coranto.compose.retelling import LATE_DAYS
from coranto.types import Sentence, Source

OPENING = 5
"""Sentences at the top of an article that say when its news happened, if anything does."""
LEAD_DAYS = SIX = 6
"""Days that a lead may look back for the day of its headline."""
PLANNED = re.compile(
    r"\b(?:will|shall|(?:is|are|was|were) (?:(?:\w+ )?(?:due|set|expected|scheduled|likely|planned|supposed) )?to)\b"
)
"""Said of the day of publication itself this is still a plan."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Telling:
    """A sentence with the day on which it puts what it tells, and how sure that is."""

    sentence: PoolSentence
    day: EventDay
    trust: Trust


def telling(pooled: PoolSentence, late: Collection[int]) -> Telling | None:
    """On which day a sentence puts what it tells, and how sure that is; None where it gives no day to be trusted."""
    published = pooled.source.article.published_at
    own = own_day(pooled.sentence, pooled.timexes, published_at=published, is_title=pooled.is_title)
    is_late = pooled.source.n in late or not pooled.source.article.date_certain
    if own is not None:
        relative = is_relative(pooled.timexes, own[0])
        if relative and (is_late or _may_be_tomorrow(pooled, own)):
            return None
        if own[1] == "day" and own[0] >= published.date().isoformat() and _is_planned(pooled):
            own = (own[0], own[1], True)
        return Telling(sentence=pooled, day=own, trust=Trust.TOLD if relative else Trust.DATED)
    if not pooled.day_value or is_late:
        return None
    said = _day_of_lead(pooled) if pooled.is_title else _said(pooled)
    if said is not None:
        return Telling(sentence=pooled, day=said, trust=Trust.SAID)
    if _opens_on_another_day(pooled) or (pooled.is_title and lead_looks_back(pooled.source)):
        return None
    return Telling(sentence=pooled, day=(published.date().isoformat(), "day", False), trust=Trust.PRINTED)


def late_sources(claims: Sequence[Claim]) -> frozenset[int]:
    """Sources whose headline and lead both tell what the top of an older article told days before.

    Where only two origins tell it so, one of their dates is wrong and nothing says which: then both.
    """
    origins = {s.source.origin for claim in claims for s in claim.sentences}
    old: dict[int, bool] = {}
    for claim in claims:
        tops = [s for s in claim.sentences if s.is_title or s.sentence.paragraph == 0]
        done = [s for s in tops if not s.scheduled]
        for s in tops:
            at = s.source.article.published_at
            is_old = any(at - other.source.article.published_at >= timedelta(days=LATE_DAYS) for other in done)
            old[s.source.n] = old.get(s.source.n, True) and is_old
    sources = {s.source.n: s.source for claim in claims for s in claim.sentences}
    late = frozenset(n for n in sorted(sources) if old.get(n, False) or _titled_before(sources[n]))
    late |= _of_one_minute(list(sources.values()), late)
    return frozenset(sources) if any(old.values()) and len(origins) == 2 else late


def _of_one_minute(sources: Sequence[Source], late: Collection[int]) -> frozenset[int]:
    """Articles that one house dates to one minute, one of them late or all long after the rest: a date of fetching."""
    found: set[int] = set()
    for source in sources:
        at = source.article.published_at
        batch = [s for s in sources if s.origin == source.origin and s.article.published_at == at]
        rest = [s.article.published_at for s in sources if s not in batch]
        long_after = bool(rest) and at - max(rest) >= timedelta(days=LATE_DAYS)
        if len(batch) > 1 and any((at.hour, at.minute)) and (long_after or any(s.n in late for s in batch)):
            found.add(source.n)
    return frozenset(found)


def _titled_before(source: Source) -> bool:
    """Whether an article's headline carries a date of days before its publication ("Briefing of October 2")."""
    published = source.article.published_at.date()
    limit = (published - timedelta(days=LATE_DAYS)).isoformat()
    titles = {s.index for s in source.analysis.sentences if s.field == "title"}
    dated = [t for t in source.analysis.timexes if t.sentence in titles and t.precision == "day" and t.value]
    return any(t.value <= limit and not is_relative([t], t.value) for t in dated if t.value)


def named_days(claims: Sequence[Claim]) -> dict[str, frozenset[str]]:
    """By day, the origins whose articles name it at their top."""
    named: dict[str, set[str]] = {}
    for source in {s.source.n: s.source for claim in claims for s in claim.sentences}.values():
        for day in opening_days(source):
            named.setdefault(day, set()).add(source.origin)
    return {day: frozenset(origins) for day, origins in sorted(named.items())}


def opening_days(source: Source) -> frozenset[str]:
    """The days up to its publication that an article names at its top; "the Christmas holidays" are no day."""
    opening = {
        s.index for s in [s for s in source.analysis.sentences if s.field == "text" and s.noise is None][:OPENING]
    }
    today = source.article.published_at.date()
    earliest = (today - timedelta(days=LEAD_DAYS)).isoformat()
    dated = [t for t in source.analysis.timexes if t.sentence in opening and t.precision == "day"]
    text = source.article.text
    # "a close of 34 euros on Monday, before the talks were known" is of what went before
    named = {t.value for t in dated if t.rule != "holiday" and not re.match(r",? before\b", text[t.end :])}
    return frozenset(day for day in named if day and earliest <= day <= today.isoformat())


def _may_be_tomorrow(pooled: PoolSentence, day: EventDay) -> bool:
    """A bare weekday six days back is as likely tomorrow's, some time zones ahead of the date of publication."""
    if day[1] != "day":
        return False
    back = pooled.source.article.published_at.date() - date.fromisoformat(day[0])
    return back.days == SIX and not any("last" in t.text.lower() for t in pooled.timexes if t.value == day[0])


def _is_planned(pooled: PoolSentence) -> bool:
    verbs = [pooled.sentence.tokens[i] for i in main_verbs(pooled.sentence.tokens)]
    past = any(t.tag == "VBD" and t.lemma.lower() != "be" for t in verbs)
    return not past and bool(PLANNED.search(pooled.content))


def _said(pooled: PoolSentence) -> EventDay | None:
    return said_day(pooled.sentence, pooled.timexes, published_at=pooled.source.article.published_at)


def _day_of_lead(pooled: PoolSentence) -> EventDay | None:
    """The day that the first prose sentences of the article give to what its headline tells."""
    analysis, published = pooled.source.analysis, pooled.source.article.published_at
    words = lemmas(pooled.sentence)
    for lead in [s for s in analysis.sentences if s.field == "text" and s.noise is None][:2]:
        if not words & lemmas(lead):
            continue
        timexes = tuple(t for t in analysis.timexes if t.sentence == lead.index)
        own = own_day(lead, timexes, published_at=published)
        day = own if own is not None and not own[2] else said_day(lead, timexes, published_at=published)
        if day is None or day[1] != "day":
            continue
        if timedelta(0) <= published.date() - date.fromisoformat(day[0]) <= timedelta(days=LEAD_DAYS):
            return day
    return None


def lead_looks_back(source: Source) -> bool:
    """Whether an article tells of an earlier month or year in its first sentence."""
    analysis = source.analysis
    lead = next((s for s in analysis.sentences if s.field == "text" and s.noise is None), None)
    if lead is None:
        return False
    timexes = tuple(t for t in analysis.timexes if t.sentence == lead.index)
    return looks_back(lead, timexes, published_at=source.article.published_at)


def _opens_on_another_day(pooled: PoolSentence) -> bool:
    """Whether the article's first sentences name days before its publication and not that day itself."""
    named = opening_days(pooled.source)
    return bool(named) and pooled.source.article.published_at.date().isoformat() not in named


def lemmas(sentence: Sentence) -> frozenset[str]:
    """Lemmas of nouns, names, verbs and numbers."""
    return frozenset(t.lemma.lower() for t in sentence.tokens if t.pos in ("NOUN", "VERB", "PROPN", "NUM"))
