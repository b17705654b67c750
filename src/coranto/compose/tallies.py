"""What each article gives for each slot: one figure an article, the headline's, else the first near the top.

One value per article and slot removes partial counts, older events and asides; that, and not the comparison, is
where false disputes come from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coranto.compose.material import PoolSentence
from coranto.compose.slots import SEVERAL_BODIES, Figure, find_figures, in_aside
from coranto.types import Attribution, Evidence, Quantity, Sentence, Source, Statement, Timex

NEAR_TOP = 5
"""Paragraphs in which a figure counts as the article's own."""
OLDER_EVENT = timedelta(days=3)
"""A date this long before the story's first article belongs to another event."""
_GIVES = frozenset("put measure record estimate register give repeat".split())
_EARLIER_COUNT = re.compile(r"\b(?:earlier (?:count|toll|figure|report|estimate)|previous(?:ly)?|had been put)\b", re.I)

_PARTS = frozenset(
    """woman man child boy girl baby infant teenager militant insurgent rebel fighter attacker gunman suspect soldier
    policeman officer firefighter journalist""".split()
)
"""Words for some of the people whom a count may be of; those of any nation are told by their capital."""
_CONTRASTS = re.compile(
    r"\b(?:while|whereas|but|although|though|disput\w*|differ\w*|contradict\w*|at odds|conflicting|disagree\w*)\b", re.I
)
_SCALE = re.compile(r"\b(?:million|billion|trillion|thousand)\b", re.I)
_SAYS = re.compile(
    r"\b(?:say|says|said|put|puts|claim\w*|insist\w*|report\w*|estimat\w*|maintain\w*|according)\b", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One article's value of one slot. ``speaker`` is who gives it, "" where the article does so itself."""

    source: Source
    sentence: Sentence
    figure: Figure
    speaker: str
    statement: Statement

    @property
    def at(self) -> datetime:
        """When it was published."""
        return self.source.article.published_at

    @property
    def prominent(self) -> bool:
        """Whether it stands in the headline or the first two paragraphs."""
        return self.sentence.paragraph <= 1


def read_tallies(
    sources: Sequence[Source], pool: Sequence[PoolSentence], *, without: Collection[tuple[int, int]] = ()
) -> dict[str, tuple[Tally, ...]]:
    """By slot name and whom it counts, the tallies of all articles that are no copies and have a certain date,
    oldest first.

    ``without`` are sentences, as (source number, index), that their outlet has withdrawn.
    """
    first = min((s.article.published_at for s in sources), default=None)
    in_pool = {(s.source.n, s.sentence.index): s for s in pool}
    found: dict[str, list[Tally]] = {}
    for source in sorted(sources, key=lambda s: (s.article.published_at, -s.n)):
        if source.copy_of is not None or not source.article.date_certain or first is None:
            continue
        for tally in _of_article(source, in_pool, first, without):
            found.setdefault(_thing_counted(tally), []).append(tally)
    return {slot: tuple(tallies) for slot, tallies in sorted(found.items())}


def statement_for(source: Source, sentence: Sentence, in_pool: Mapping[tuple[int, int], PoolSentence]) -> Statement:
    """The pool's printable form of a sentence, or its own words where it is not in the pool."""
    known = in_pool.get((source.n, sentence.index))
    if known is not None:
        return known.statement
    evidence = Evidence(
        source=source.n, field=sentence.field, start=sentence.start, end=sentence.end, quote=sentence.text
    )
    return Statement(text=sentence.text, evidence=(evidence,), form="verbatim")


def quantities_by_sentence(source: Source) -> dict[int, list[Quantity]]:
    """The article's figures by the sentence they stand in."""
    found: dict[int, list[Quantity]] = {}
    for quantity in source.analysis.quantities:
        found.setdefault(quantity.sentence, []).append(quantity)
    return found


def scaled_like(quantity: Quantity, like: Quantity) -> Quantity:
    """ "At 90 million, city at 60": the second figure has the scale of the first."""
    scale = _SCALE.search(like.text)
    if scale is None or _SCALE.search(quantity.text) or quantity.value >= 1000:
        return quantity
    times = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}[scale.group().lower()]
    return replace(
        quantity, value=quantity.value * times, low=quantity.low * times, high=quantity.high * times, unit=like.unit
    )


def _thing_counted(tally: Tally) -> str:
    """The slot, and of whom where only some are counted: two women on one side are no part of 26 on the other."""
    quantity, sentence = tally.figure.quantity, tally.sentence
    counted = next((t for t in sentence.tokens if t.start >= quantity.end and t.lemma.lower() == quantity.noun), None)
    of_nation = counted is not None and sentence.field == "text" and counted.text[:1].isupper()
    part = quantity.noun if quantity.noun in _PARTS or of_nation else ""
    return f"{tally.figure.slot.name} {part}".strip()


def _of_article(
    source: Source,
    in_pool: Mapping[tuple[int, int], PoolSentence],
    first: datetime,
    without: Collection[tuple[int, int]],
) -> list[Tally]:
    quantities = quantities_by_sentence(source)
    attributions: dict[int, Attribution] = {a.sentence: a for a in source.analysis.attributions}
    taken: set[tuple[str, str]] = set()
    tallies: list[Tally] = []
    for sentence in sorted(source.analysis.sentences, key=lambda s: (s.field != "title", s.index)):
        if sentence.noise is not None and sentence.field != "title":
            continue
        if sentence.paragraph >= NEAR_TOP or sentence.index not in quantities:
            continue
        if (source.n, sentence.index) in without:
            continue
        if _EARLIER_COUNT.search(sentence.text) or _of_older_event(sentence, source.analysis.timexes, first):
            continue
        known = in_pool.get((source.n, sentence.index))
        if known is not None and known.background:
            continue
        for figure in find_figures(sentence, quantities[sentence.index]):
            speaker = giver(sentence, attributions.get(sentence.index))
            # of what is measured an article may give the figures of several bodies; one sentence may set two of a count
            key = (figure.slot.name, speaker if figure.slot.name in SEVERAL_BODIES else "")
            beside = any(t.sentence is sentence and t.figure.slot is figure.slot for t in tallies)
            if key in taken and not (beside and sets_against(sentence.text)):
                continue
            if sentence.field == "text" and in_aside(sentence, figure.quantity.start):
                continue
            taken.add(key)
            tallies.append(
                Tally(
                    source=source,
                    sentence=sentence,
                    figure=figure,
                    speaker=speaker,
                    statement=statement_for(source, sentence, in_pool),
                )
            )
    return tallies


def sets_against(text: str) -> bool:
    """Whether a sentence sets what one says against what another says ("A says 14, while B says 22")."""
    return bool(_CONTRASTS.search(text)) and len(_SAYS.findall(text)) >= 2


def giver(sentence: Sentence, attribution: Attribution | None) -> str:
    """Who gives the figures of a sentence: the speaker, or the subject that puts, measures or records them; else ""."""
    if attribution is not None:
        return attribution.speaker_entity
    tokens = sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is None or tokens[root].lemma.lower() not in _GIVES:
        return ""
    subject = next((i for i, t in enumerate(tokens) if t.head == root and t.dep == "nsubj" and i < root), None)
    if subject is None:
        return ""
    inside = [t for i, t in enumerate(tokens) if i == subject or (t.head == subject and t.dep in {"compound", "amod"})]
    return " ".join(t.text for t in inside)


def _of_older_event(sentence: Sentence, timexes: Sequence[Timex], first: datetime) -> bool:
    limit = (first - OLDER_EVENT).date().isoformat()
    for timex in timexes:
        if timex.sentence == sentence.index and timex.kind == "date" and timex.value:
            value = timex.end_value or timex.value
            if value < limit[: len(value)]:
                return True
    return False
