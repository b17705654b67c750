"""Writes the timeline of a story: on which date what happened, and what is only announced.

An entry's date is that of the event, never of the article that tells it. What one article announced and another
reported is told as having happened; the announcement may stand on the day on which it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from coranto.compose.claims import corroborate
from coranto.compose.dates import own_day
from coranto.compose.likeness import Likeness
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.subclauses import earlier_events
from coranto.types import Precision, Statement, TimelineEntry

MOST_ENTRIES = 14
"""Dates that a big story keeps: about what an editor's box holds."""
MOST_IN_ENTRY = 3
MOST_OF_FLASHES = 5
"""Where headlines are most of what there is, each says a thing of its own."""
RETOLD_DAYS = 2
RETOLD = 0.5
"""Share of telling words that makes a later report without a date the retelling of an earlier day's event."""
SAID_TWICE = 0.6
"""Share of telling words from which a second statement of a day repeats the first."""
SAME_MEANING = 0.85
FULFILS = 0.34
"""Share of an announcement's telling words that a later report must have to say that it came about."""
LEAST_SHARE = 0.4
"""Weight, as a share of the day's first statement, under which another is not worth its line."""
LONGEST = 45
OLD_YEARS = 3
"""A bare year further back than this before the story is history, not its timeline."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Event:
    date: str
    precision: Precision
    scheduled: bool
    statement: Statement
    sentence: PoolSentence
    weight: float
    sources: frozenset[int]
    stale: bool = False
    says_day: bool = True


def write_timeline(
    claims: Sequence[Claim], pool: Sequence[PoolSentence], *, now: datetime | None
) -> tuple[TimelineEntry, ...]:
    """At most ``MOST_ENTRIES`` entries, ascending, one a date, each with statements of different claims, best first.

    ``now`` decides what lies ahead (None: the newest article). A superseded claim stands only where its sentence names
    the day on which it was so; a disputed one never, since its section shows both sides.
    """
    every = [*pool, *(sentence for claim in claims for sentence in claim.sentences)]
    if not every:
        return ()
    like = Likeness(list({(s.source.n, s.sentence.index): s for s in every}.values()))
    today = now or max(sentence.source.article.published_at for sentence in every)
    events = [event for claim in claims if not claim.disputed for event in _events(claim)]
    events.extend(_side_events(pool, {event.date for event in events}))
    events = [event for event in _settled(events, like) if not _retold(event, events, like)]
    first = min(sentence.source.article.published_at for sentence in every).year
    by_date: dict[str, list[_Event]] = {}
    for event in sorted(events, key=lambda e: (-e.weight, e.sentence.source.n, e.sentence.sentence.index)):
        if _worth(event, first):
            by_date.setdefault(event.date, []).append(event)
    kept = _chosen(by_date)
    most = MOST_OF_FLASHES if sum(s.is_title for s in pool) * 2 > len(pool) else MOST_IN_ENTRY
    entries = (_entry(day, by_date[day], like, today, most) for day in kept)
    return tuple(sorted(entries, key=lambda entry: (_place(entry.date), entry.date)))


def _events(claim: Claim) -> list[_Event]:
    """A claim on the day that most of its accounts give; what happened beats what was announced."""
    dated = [s for s in claim.sentences if s.day_value and not s.quotation]
    if claim.stale is not None:
        dated = [s for s in dated if not s.scheduled and len(s.day_value) == 10 and _says_day(s)]
    if not dated:
        return []
    done = [s for s in dated if not s.scheduled] or dated
    votes: dict[str, set[str]] = {}
    for s in done:
        votes.setdefault(s.day_value, set()).add(s.source.origin)
    value = min(votes, key=lambda day: (-len(votes[day]), -len(day), day))
    told = [s for s in done if s.day_value == value]
    short = [s for s in told if len(s.statement.text.split()) <= LONGEST] or told
    best = short[0]
    precision: Precision = "day" if len(value) == 10 else "month" if len(value) == 7 else "year"
    weight = claim.weight * (0.5 if claim.stale else 1.0) * (0.5 if best.negated else 1.0)
    says = _says_day(best)
    weight *= (1.0 if best.is_title or says else 0.7) * (0.6 if _is_state(best) else 1.0)
    return [
        _Event(
            date=value,
            precision=precision,
            scheduled=best.scheduled,
            statement=corroborate(best, claim),
            sentence=best,
            weight=weight,
            sources=frozenset(s.source.n for s in told),
            stale=claim.stale is not None,
            says_day=says,
        )
    ]


def _is_state(pooled: PoolSentence) -> bool:
    """ "The count was 31", "Five questions on the vote": true on its day, and nothing that happened."""
    tokens = pooled.sentence.tokens
    root = next((token for token in tokens if token.dep == "ROOT"), None)
    return root is not None and (root.lemma.lower() == "be" or not any(t.pos == "VERB" for t in tokens))


def _says_day(pooled: PoolSentence) -> bool:
    published = pooled.source.article.published_at
    return own_day(pooled.sentence, pooled.timexes, published_at=published, is_title=pooled.is_title) is not None


def _side_events(pool: Sequence[PoolSentence], dated: Iterable[str]) -> list[_Event]:
    """Happenings told in a side clause ("..., a day after the river burst its banks"), for days without an entry."""
    known = set(dated)
    found = []
    for sentence in pool:
        for day, statement in earlier_events(sentence):
            if day not in known:
                found.append(
                    _Event(
                        date=day,
                        precision="day",
                        scheduled=False,
                        statement=statement,
                        sentence=sentence,
                        weight=0.1,
                        sources=frozenset((sentence.source.n,)),
                    )
                )
    return found


def _retold(event: _Event, events: Sequence[_Event], like: Likeness) -> bool:
    """Whether a report dated only by its publication tells again what happened days before it."""
    if event.says_day or event.scheduled or event.precision != "day":
        return False
    words = like.words(event.sentence)
    limit = (date.fromisoformat(event.date) - timedelta(days=RETOLD_DAYS)).isoformat()
    return any(
        other.precision == "day"
        and not other.scheduled
        and other.date <= limit
        and like.coverage(words, like.words(other.sentence)) >= RETOLD
        for other in events
    )


def _settled(events: Sequence[_Event], like: Likeness) -> list[_Event]:
    """Announcements that came about, or whose day has reports, go to the day on which they were made: one a day."""
    done = [event for event in events if not event.scheduled]
    days = {event.date for event in done}
    settled = list(done)
    announced: dict[str, _Event] = {}
    for event in events:
        if not event.scheduled:
            continue
        if event.date not in days and not any(_fulfils(report, event, like) for report in done):
            settled.append(event)
            continue
        day = event.sentence.source.article.published_at.date().isoformat()
        says = event.sentence.attribution is not None or event.sentence.is_title
        earlier = announced.get(day)
        if says and event.precision == "day" and (earlier is None or earlier.weight < event.weight):
            announced[day] = event
    for day, event in sorted(announced.items()):
        if day < event.date:
            settled.append(replace(event, date=day, precision="day", scheduled=False))
    return settled


def _fulfils(report: _Event, announcement: _Event, like: Likeness) -> bool:
    """Whether a report of that day or later tells that the announced thing came about."""
    if report.precision == "day" and report.date < announcement.date:
        return False
    if report.sentence.source.article.published_at <= announcement.sentence.source.article.published_at:
        return False
    words, other = like.words(announcement.sentence), like.words(report.sentence)
    shared = like.coverage(words, other) >= FULFILS or like.coverage(other, words) >= FULFILS
    names = {word for name in announcement.sentence.names for word in name.split()}
    named = not names or any(word in names for name in report.sentence.names for word in name.split())
    return named and (shared or like.score(announcement.sentence, report.sentence) >= 0.8)


def _worth(event: _Event, first_year: int) -> bool:
    """Whether an editor would keep the date: no bare year of long ago, no lone year at all from a side remark."""
    if event.precision == "year":
        return int(event.date) >= first_year - OLD_YEARS and (event.scheduled or len(event.sources) > 1)
    if event.sentence.background and event.precision == "day":
        return event.sentence.day is not None
    return True


def _chosen(by_date: dict[str, list[_Event]]) -> list[str]:
    """The dates with most weight, then most sources; what is still to come stays first."""

    def rank(day: str) -> tuple[float, int, str]:
        events = by_date[day]
        sources = {n for event in events for n in event.sources}
        return (sum(event.weight for event in events[:MOST_IN_ENTRY]), len(sources), day)

    return sorted(by_date, key=rank, reverse=True)[:MOST_ENTRIES]


def _entry(day: str, events: Sequence[_Event], like: Likeness, now: datetime, most: int) -> TimelineEntry:
    done = [event for event in events if not event.scheduled]
    shown: list[_Event] = []
    for event in done or events:
        if len(shown) >= most or (shown and event.weight < shown[0].weight * LEAST_SHARE):
            break
        if event.stale and any(other.stale for other in shown):
            continue
        told = frozenset(word for other in shown for word in like.words(other.sentence))
        flash = event.sentence.is_title and all(other.sentence.is_title for other in shown)
        if not flash and like.coverage(like.words(event.sentence), told) > SAID_TWICE:
            continue
        if not any(_repeats(event, other, like) for other in shown):
            shown.append(event)
    ahead = day > now.date().isoformat()[: len(day)]
    return TimelineEntry(
        date=day,
        precision=shown[0].precision,
        scheduled=ahead or not done,
        statements=tuple(event.statement for event in shown),
    )


def _repeats(event: _Event, other: _Event, like: Likeness) -> bool:
    if re.sub(r"\W+", "", event.statement.text.lower()) == re.sub(r"\W+", "", other.statement.text.lower()):
        return True
    words, known = like.words(event.sentence), like.words(other.sentence)
    if (
        event.sentence.is_title
        and other.sentence.is_title
        and event.sentence.source.origin == other.sentence.source.origin
    ):
        return min(like.coverage(words, known), like.coverage(known, words)) > SAID_TWICE
    return like.coverage(words, known) > SAID_TWICE or like.meaning(event.sentence, other.sentence) > SAME_MEANING


def _place(value: str) -> str:
    """A month stands before its days, a year before its months."""
    return value.ljust(10, "-")
