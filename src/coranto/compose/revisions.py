"""Reads what an article itself says has changed: "the number of leaks has risen to 31", "down from 20".

Only such words make one figure replace another outside the typed slots; that a later article prints another figure may
mean anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coranto.compose.counts import NO_THING, Count, counts_in
from coranto.compose.material import PoolSentence
from coranto.compose.tallies import quantities_by_sentence
from coranto.compose.whereabouts import places_in
from coranto.types import Quantity, Sentence

RISES = frozenset(
    "rise climb grow increase jump swell soar widen expand extend double triple reach pass top exceed surpass".split()
)
FALLS = frozenset("fall drop decline shrink sink lower reduce cut slip narrow decrease trim".split())
TURNS = frozenset("raise revise correct change adjust update amend".split())
"""Verbs of change, upwards, downwards, and either way."""
_STRAIGHT = frozenset("reach pass top exceed surpass".split())
EARLIER = re.compile(
    r"\b(?:earlier|previous|first|initial|original) (?:statement|report|count|estimate|figure|version|tally)\b"
    r"[^.;]{0,30}\b(?:spoke[n]?|given|gave|put|said|named|listed|counted|was|were)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a sentence says has changed: ``things`` to ``now``, from ``was`` where it says so; ``rising`` or not.

    ``shown`` is that sentence in the pool, or where it cannot stand on a page, the first of its article that can.
    """

    shown: PoolSentence
    where: frozenset[str]
    now: Quantity
    things: frozenset[str]
    rising: bool | None
    was: Quantity | None


def only_recalls(pooled: PoolSentence) -> bool:
    """ "An earlier statement had spoken of six": a figure that is told only to be replaced, of what it does not say."""
    found = EARLIER.search(pooled.sentence.text)
    return found is not None and bool(pooled.quantities) and all(not q.noun and not q.unit for q in pooled.quantities)


def find_revisions(pool: Sequence[PoolSentence]) -> list[Revision]:
    """What any prose sentence of the pool's articles says has changed, newest article first."""
    in_pool = {(s.source.n, s.sentence.index): s for s in pool}
    first: dict[int, PoolSentence] = {}
    for pooled in pool:
        first.setdefault(pooled.source.n, pooled)
    found = []
    for shown in sorted(first.values(), key=lambda s: (-s.source.article.published_at.timestamp(), s.source.n)):
        by_sentence = quantities_by_sentence(shown.source)
        for sentence in shown.source.analysis.sentences:
            if sentence.index in by_sentence and (sentence.noise is None or sentence.field == "title"):
                pooled_here = in_pool.get((shown.source.n, sentence.index), shown)
                found += _revisions(sentence, counts_in(sentence, by_sentence[sentence.index]), pooled_here)
    return found


def _revisions(sentence: Sentence, counts: Sequence[Count], shown: PoolSentence) -> list[Revision]:
    where = places_in(shown.source, sentence)
    found = []
    for count in counts:
        changes = count.verb in RISES | FALLS | TURNS and count.place is not None
        if changes and (count.role == "to" or (count.verb in _STRAIGHT and count.role == "object")):
            things = count.subject if not count.object or count.role == "object" else count.object
            rising = True if count.verb in RISES else False if count.verb in FALLS else None
            was = next((c.quantity for c in counts if c.role == "from" and c.place == count.place), None)
        elif count.role in {"object", "subject", ""} or count.verb == "be":
            was = _set_against(sentence, count, counts)
            things = (count.subject | frozenset({count.noun})) if was is not None else frozenset()
            rising = None
        else:
            continue
        if things - NO_THING - {""}:
            found.append(
                Revision(
                    shown=shown,
                    where=where,
                    now=count.quantity,
                    things=things - NO_THING - {""},
                    rising=rising,
                    was=was,
                )
            )
    earlier = EARLIER.search(sentence.text)
    if earlier and counts and sentence.start + earlier.end() <= counts[-1].quantity.start:
        found += _by_earlier_statement(sentence, counts[-1].quantity, shown, where)
    return found


def _set_against(sentence: Sentence, count: Count, counts: Sequence[Count]) -> Quantity | None:
    """The older figure in "12,000 tonnes, down from 15,000"."""
    for other in counts:
        before = sentence.text[: other.quantity.start - sentence.start]
        if other is count or other.quantity.start <= count.quantity.end:
            continue
        near = other.quantity.start - count.quantity.end <= 24
        if near and re.search(r"\b(?:up|down|instead of|rather than)\s*(?:from)?\s*$", before, re.I):
            return other.quantity
    return None


def _by_earlier_statement(
    sentence: Sentence, was: Quantity, shown: PoolSentence, where: frozenset[str]
) -> list[Revision]:
    """ "An earlier statement had spoken of six": of what the sentence before counts."""
    analysis, index = shown.source.analysis, sentence.index - 1
    before = next((s for s in analysis.sentences if s.index == index and s.field == "text"), None)
    if before is None:
        return []
    return [
        Revision(shown=shown, where=where, now=c.quantity, things=frozenset({c.noun}), rising=None, was=was)
        for c in counts_in(before, [q for q in analysis.quantities if q.sentence == index])[:1]
        if c.noun and c.noun not in NO_THING
    ]
