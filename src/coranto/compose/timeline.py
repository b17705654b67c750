"""Writes the timeline of a story: on which date what happened, and what is only announced.

An entry's date is that of the event, never of the article that tells it. What one article announced and another
reported is told as having happened; the announcement may stand on the day on which it was made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from coranto.compose.announcements import settled
from coranto.compose.casing import is_title_case
from coranto.compose.entries import Printer, is_fragment, is_label
from coranto.compose.events import Event, Trust, same_deed
from coranto.compose.happenings import happenings, seen_from_later
from coranto.compose.likeness import Likeness
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.subclauses import WEIGHT as SIDE
from coranto.compose.subclauses import side_events
from coranto.types import Sentence, Source, TimelineEntry, Timex

CENTRAL = 0.65
"""Weight from which a claim is of the story's centre whatever its words."""
SEVERAL = 3
"""Origins from which an article's own headline and lead do not make it one with the story."""
OWN_WORDS, OWN_SHARE = 3, 0.3
"""Or this many lemmas of them, and this share of all: rare words alone do not make another affair."""
MOST_ENTRIES = 14
"""Dates that a big story keeps: about what an editor's box holds."""
MOST_IN_ENTRY = 3
MOST_OF_FLASHES = 5
"""Where headlines are most of what there is, each says a thing of its own."""
SAID_TWICE = 0.5
"""Share of telling words from which a second statement of a day repeats the first."""
SAME_MEANING, SAME_DEED_MEANING = 0.66, 0.56
"""Cosine from which two statements of a day tell one thing: of different deeds, and of one."""
HEADLINE_TWICE, HEADLINE_MEANING = 0.4, 0.6
"""The same between a headline and a sentence: a headline is short, and seldom says more."""
LEAST_SHARE = 0.5
"""Weight, as a share of the day's first statement, under which another is not worth its line."""
OLD_YEARS = 3
"""A bare year further back than this before the story is history, not its timeline."""
BEFORE_DAYS = 7
"""What lies further back than this before the first article must be of the same affair to be told."""
OWN_WEIGHT = 0.3
"""Weight from which a dated sentence of a story's only account is of the story."""
ON_TOPIC = 0.2
"""Share of telling words that a statement of one account must have in common with headlines and leads."""


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
    newest = max(sentence.source.article.published_at for sentence in every)
    today = now or newest
    story = _Story(every, like)
    events = settled(happenings(claims, like), pool, like, now=today, newest=newest)
    events = [event for event in events if story.has(event)]
    events.extend(side_events(pool, story.topic, story.first))
    by_date: dict[str, list[Event]] = {}
    for event in sorted(events, key=_rank):
        by_date.setdefault(event.date, []).append(event)
    most = MOST_OF_FLASHES if sum(s.is_title for s in pool) * 2 > len(pool) else MOST_IN_ENTRY
    printer = Printer(every)
    chosen = sorted(_chosen(by_date), key=lambda day: (_place(day), day))
    entries = [_entry(day, by_date[day], like, today, most, printer) for day in chosen]
    return tuple(entry for entry in entries if entry is not None) or _bare(events, printer)


class _Story:
    """What a story is about: who and what its headlines and leads name."""

    def __init__(self, every: Sequence[PoolSentence], like: Likeness) -> None:
        self._like = like
        self._tops = [(s.source.origin, like.words(s)) for s in every if s.is_title or s.sentence.paragraph == 0]
        sources = sorted({s.source.n: s.source for s in every}.values(), key=lambda source: source.n)
        self._named = [(source.origin, _content(sentence)) for source in sources for sentence in _top(source)]
        self._several = len({source.origin for source in sources}) >= SEVERAL
        self._alone = len({source.origin for source in sources}) == 1
        self.topic = frozenset(lemma for _, lemmas in self._named for lemma in lemmas)
        self.first = min(source.article.published_at for source in sources).date()

    def has(self, event: Event) -> bool:
        """Whether an editor would count the date to this affair."""
        if event.scheduled and event.precision == "day":
            return True
        if event.precision == "year":
            in_time = int(event.date) >= self.first.year - OLD_YEARS
            return in_time and len(event.origins) > 1
        if len(event.origins) > 1 or event.sentence.is_title:
            return True
        if not self._on_topic(event) and not self._its_own(event):
            return False
        before = (self.first - timedelta(days=BEFORE_DAYS)).isoformat()
        return event.date >= before[: len(event.date)] or self._acts(event)

    def _its_own(self, event: Event) -> bool:
        """Whether the only account of a story gives its own day to it, shortly before it was printed."""
        before = (self.first - timedelta(days=BEFORE_DAYS)).isoformat()
        near = event.precision == "day" and before <= event.date and event.trust >= Trust.TOLD
        return near and self._alone and event.weight >= OWN_WEIGHT

    def _on_topic(self, event: Event) -> bool:
        """Whether it shares enough with the headlines and leads, those of other houses where there are several."""
        if event.weight >= CENTRAL:
            return True
        if _stands_still(event.sentence):
            return False
        pooled = event.sentence
        mine = pooled.source.origin if self._several else ""
        tops = frozenset(word for origin, words in self._tops if origin != mine for word in words)
        if self._like.coverage(self._like.words(pooled), tops) >= ON_TOPIC:
            return True
        topic = frozenset(lemma for origin, lemmas in self._named if origin != mine for lemma in lemmas)
        content = _content(pooled.sentence, pooled.timexes)
        ours = len(content & topic)
        return ours >= OWN_WORDS and (ours >= OWN_SHARE * len(content) or event.trust == Trust.DATED)

    def _acts(self, event: Event) -> bool:
        """Whether the one who acted is of the story, and with more than the name alone."""
        tokens = event.sentence.sentence.tokens
        subjects = [t for t in tokens if t.dep in ("nsubj", "nsubjpass", "ROOT") and t.pos in ("NOUN", "PROPN")]
        ours = bool(subjects) and subjects[0].lemma.lower() in self.topic
        return ours and not event.sentence.negated and not event.sentence.background


def _top(source: Source) -> list[Sentence]:
    """Headline and first paragraph of an article, as printed."""
    return [s for s in source.analysis.sentences if s.field == "title" or (s.paragraph == 0 and s.noise is None)]


def _content(sentence: Sentence, timexes: Sequence[Timex] = ()) -> frozenset[str]:
    """Lemmas of nouns, names and verbs outside its dates."""
    return frozenset(
        t.lemma.lower()
        for t in sentence.tokens
        if t.pos in ("NOUN", "PROPN", "VERB") and not any(x.start <= t.start < x.end for x in timexes)
    )


def _stands_still(pooled: PoolSentence) -> bool:
    """ "The zoo was open on Sunday": so it was, and no count was taken."""
    root = next((t for t in pooled.sentence.tokens if t.dep == "ROOT"), None)
    return root is not None and root.lemma.lower() == "be" and not pooled.quantities


def _rank(event: Event) -> tuple[int, float, int, int]:
    """Body sentences first, then headlines and what is told from a later day, then side clauses; weightiest first."""
    return (
        2 if event.weight <= SIDE else event.sentence.is_title or seen_from_later(event.sentence),
        -event.weight,
        event.sentence.source.n,
        event.sentence.sentence.index,
    )


def _chosen(by_date: dict[str, list[Event]]) -> list[str]:
    """The dates with most weight, then most sources."""

    def rank(day: str) -> tuple[float, int, str]:
        events = by_date[day]
        sources = {n for event in events for n in event.sources}
        return (sum(event.weight for event in events[:MOST_IN_ENTRY]), len(sources), day)

    return sorted(by_date, key=rank, reverse=True)[:MOST_ENTRIES]


def _entry(
    day: str, events: Sequence[Event], like: Likeness, now: datetime, most: int, printer: Printer
) -> TimelineEntry | None:
    done = [event for event in events if not event.scheduled]
    ahead = day > now.date().isoformat()[: len(day)]
    shown: list[Event] = []
    for event in done or events:
        if len(shown) >= most or (shown and event.weight < shown[0].weight * LEAST_SHARE):
            break
        if printer.refuses(event.sentence, event.statement) or any(_repeats(event, other, like) for other in shown):
            continue
        if not _stands(event, shown):
            continue
        shown.append(event)
    if not shown:
        return None
    return TimelineEntry(
        date=day,
        precision=shown[0].precision,
        scheduled=ahead or not done,
        statements=tuple(printer.print(event.sentence, event.statement) for event in shown),
    )


def _bare(events: Sequence[Event], printer: Printer) -> tuple[TimelineEntry, ...]:
    """Where nothing else can be told: the weightiest headline of a thing done, in whatever spelling, on its day."""
    done = [e for e in events if e.sentence.is_title and e.precision == "day" and not e.scheduled and not e.stale]
    for event in sorted(done, key=_rank):
        if not is_label(event.statement) and not printer.refuses(event.sentence, event.statement):
            printed = printer.print(event.sentence, event.statement)
            return (TimelineEntry(date=event.date, precision="day", scheduled=False, statements=(printed,)),)
    return ()


def _stands(event: Event, shown: Sequence[Event]) -> bool:
    """Whether a headline may stand: of an article without a body; or whole, and where no sentence has been found."""
    if shown and ((event.stale and any(other.stale for other in shown)) or seen_from_later(event.sentence)):
        return False
    if not event.sentence.is_title or event.sentence.source.article.coverage == "headline":
        return True
    whole = not is_fragment(event.sentence, event.statement) and not is_title_case(event.statement.text)
    return whole and not any(not other.sentence.is_title for other in shown)


def _repeats(event: Event, other: Event, like: Likeness) -> bool:
    if re.sub(r"\W+", "", event.statement.text.lower()) == re.sub(r"\W+", "", other.statement.text.lower()):
        return True
    words, known = like.words(event.sentence), like.words(other.sentence)
    one, two = event.sentence, other.sentence
    if one.is_title and two.is_title and one.source.origin == two.source.origin:
        return min(like.coverage(words, known), like.coverage(known, words)) > SAID_TWICE
    shared = max(like.coverage(words, known), like.coverage(known, words))
    meaning = like.meaning(one, two)
    if one.is_title != two.is_title:
        figures = {q.value for q in one.quantities} & {q.value for q in two.quantities}
        if figures and (one.names & two.names or meaning > HEADLINE_MEANING / 2):
            return True
        return shared > HEADLINE_TWICE or meaning > HEADLINE_MEANING
    return shared > SAID_TWICE or meaning > (SAME_DEED_MEANING if same_deed(one, two) else SAME_MEANING)


def _place(value: str) -> str:
    """A month stands before its days, a year before its months."""
    return value.ljust(10, "-")
