"""Finds on which day each claim of a story happened: as its own sentences say, else their lead, else their printing.

An outlet that prints late, in another zone or under a wrong date must not move an event. So what a text says beats
what its printing suggests, and what another article has told before cannot have happened afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from coranto.compose.claims import corroborate
from coranto.compose.dates import EventDay
from coranto.compose.events import Event, Trust, same_deed
from coranto.compose.likeness import Likeness
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.retelling import known_before, retells
from coranto.compose.superseded import PLAN_IS_OFF
from coranto.compose.tellings import Telling, late_sources, lead_looks_back, lemmas, named_days, opening_days, telling

BORNE_OUT = 3
"""Lemmas that an undated lead must share with its headline to be the news."""
MAIN_SHARE = 0.65
"""Share of the heaviest claim's weight from which a claim tells the story's main happening."""
LONGEST = 40
"""Words of a statement beyond which a shorter account of the same is printed."""


def happenings(claims: Sequence[Claim], like: Likeness) -> list[Event]:
    """Events of all undisputed claims: what was done, and beside it what was announced before, if both were told.

    What is told again later without a date of its own, or on a day before which another article had told it, is left
    out. A superseded claim stands only where its sentence names the day on which it was so.
    """
    late, named = late_sources(claims), named_days(claims)
    known = [s for claim in claims for s in claim.sentences if s.is_title or s.sentence.paragraph == 0]
    heavy = MAIN_SHARE * max((claim.weight for claim in claims if not claim.disputed), default=0.0)
    events = []
    for claim in claims:
        if not claim.disputed and not _is_feature(claim, known):
            for event in _events(claim, late):
                events.append(_day_before(event, named) if claim.weight >= heavy else event)
    if _is_retrospect(claims):
        events = [event for event in events if event.trust > Trust.PRINTED]
    return [
        event
        for event in events
        if not any(retells(event, other, like) for other in events) and not known_before(event, known, like)
    ]


def _is_retrospect(claims: Sequence[Claim]) -> bool:
    """Whether half of the story's articles open with what lies months back: no day of printing is one of news."""
    sources = {s.source.n: s.source for claim in claims for s in claim.sentences}.values()
    return sum(lead_looks_back(source) for source in sources) * 2 >= len(sources) > 0


def _events(claim: Claim, late: Collection[int]) -> list[Event]:
    tellings = [t for s in claim.sentences if not _is_spoken(s) and (t := telling(s, late)) is not None]
    if all(t.day[2] for t in tellings):
        tellings.extend(_by_two_openings(claim, late))
    if any(lead_looks_back(s.source) for s in claim.sentences):
        tellings = [t for t in tellings if t.trust > Trust.PRINTED]
    # an announcement of what is off is told on the day on which it was made (``announcements``)
    if claim.stale is not None and not claim.stale.startswith(PLAN_IS_OFF):
        tellings = [t for t in tellings if t.trust >= Trust.SAID and not t.day[2] and t.day[1] == "day"]
    done = [t for t in tellings if not t.day[2]]
    ahead = [t for t in tellings if t.day[2]]
    events = []
    if done:
        events.append(_event(claim, done))
    if ahead:
        first = min(ahead, key=lambda t: (t.sentence.source.article.published_at, t.sentence.is_title))
        events.append(_event(claim, ahead if not done else [first]))
    return events


def _by_two_openings(claim: Claim, late: Collection[int]) -> list[Telling]:
    """An undated report of two origins on the one day before that both their articles open with."""
    undated = [s for s in claim.sentences if s.day_value and not s.scheduled and not _is_spoken(s)]
    undated = [s for s in undated if s.source.n not in late and s.source.article.date_certain]
    days = [opening_days(s.source) for s in undated]
    if len({s.source.origin for s in undated}) < 2 or not days[0] or any(day != days[0] for day in days):
        return []
    yesterday = max(s.source.article.published_at.date() for s in undated) - timedelta(days=1)
    if days[0] != {yesterday.isoformat()}:
        return []
    return [Telling(sentence=s, day=(day, "day", False), trust=Trust.SAID) for s in undated for day in sorted(days[0])]


def _day_before(event: Event, named: Mapping[str, frozenset[str]]) -> Event:
    """The story's main happening, printed after midnight, on the day before, where two origins name that and fewer the
    day of printing."""
    if (
        event.trust != Trust.PRINTED
        or event.scheduled
        or event.sentence.is_title
        or opening_days(event.sentence.source)
    ):
        return event
    before = (date.fromisoformat(event.date) - timedelta(days=1)).isoformat()
    voices = len(named.get(before, ()))
    if voices < 2 or voices <= len(named.get(event.date, ())):
        return event
    return replace(event, date=before, trust=Trust.SAID)


def _is_feature(claim: Claim, tops: Sequence[PoolSentence]) -> bool:
    """Whether a claim is one undated opening that no headline bears out: "The film made its maker rich"."""
    best = claim.best
    if len(claim.origins) > 1 or best.is_title or len(claim.sentences) > 1:
        return False
    told = telling(best, ())
    if told is None or told.trust != Trust.PRINTED:
        return False
    title = [s for s in best.source.analysis.sentences if s.field == "title"]
    shared = lemmas(best.sentence) & frozenset(lemma for s in title for lemma in lemmas(s))
    return len(shared) < BORNE_OUT and not any(same_deed(best, top) for top in tops if top is not best)


def _event(claim: Claim, tellings: Sequence[Telling]) -> Event:
    """The day that most accounts give, of those that are surest of it, and the best sentence that tells it."""
    surest = max(min(t.trust, Trust.TOLD) for t in tellings)
    votes: dict[str, set[str]] = {}
    for t in tellings:
        if min(t.trust, Trust.TOLD) == surest:
            votes.setdefault(t.day[0], set()).add(t.sentence.source.origin)
    value = min(votes, key=lambda day: (-len(votes[day]), -len(day), day))
    told = [t for t in tellings if t.day[0] == value]
    place = {id(s): i for i, s in enumerate(claim.sentences)}

    def rank(t: Telling) -> tuple[bool, bool, bool, int]:
        unfit = len(t.sentence.statement.text.split()) > LONGEST or seen_from_later(t.sentence)
        return (t.sentence.is_title, unfit, t.trust < surest, place[id(t.sentence)])

    best = min(told, key=rank)
    pooled = best.sentence
    weight = claim.weight * (0.5 if claim.stale else 1.0) * (0.5 if pooled.negated else 1.0)
    weight *= (0.9 if surest == Trust.SAID else 1.0) * (0.6 if _is_state(pooled) else 1.0)
    return Event(
        date=value,
        precision=best.day[1],
        scheduled=best.day[2],
        trust=max(t.trust for t in told),
        statement=corroborate(pooled, _of_one_day(claim, told, pooled, best.day)),
        sentence=pooled,
        weight=weight,
        sources=frozenset(t.sentence.source.n for t in told),
        origins=frozenset(t.sentence.source.origin for t in told),
        stale=claim.stale is not None,
    )


def _of_one_day(claim: Claim, told: Sequence[Telling], best: PoolSentence, day: EventDay) -> Claim:
    """The claim with those sentences that put it on this day, or on none, and were not printed before it."""
    same = {id(t.sentence) for t in told}
    kept = tuple(
        s
        for s in claim.sentences
        if s is best
        or id(s) in same
        or (not s.day_value and (day[2] or s.source.article.published_at.date().isoformat() >= day[0]))
    )
    return replace(claim, sentences=kept)


def _is_state(pooled: PoolSentence) -> bool:
    """ "The count was 31", "Five questions on the vote": true on its day, and nothing that happened."""
    tokens = pooled.sentence.tokens
    root = next((token for token in tokens if token.dep == "ROOT"), None)
    return root is not None and (root.lemma.lower() == "be" or not any(t.pos == "VERB" for t in tokens))


def _is_spoken(pooled: PoolSentence) -> bool:
    accused = pooled.answered and bool(pooled.speaker)
    return pooled.quotation or accused or pooled.statement.text.startswith(('"', "“"))


def seen_from_later(pooled: PoolSentence) -> bool:
    """ "Had spoken of": told as seen from a later day."""
    tokens = pooled.sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    return any(t.tag == "VBD" and t.lemma.lower() == "have" and t.dep == "aux" and t.head == root for t in tokens)
