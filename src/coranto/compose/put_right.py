"""Reads "seven, not eight, engineers": a figure that a sentence puts in place of another one that it names as wrong.

No other sentence says so plainly that the older figure is no longer to be told. Where the speaker only contradicts
somebody who holds to it ("48 and not 62, as Ostria claims"), it is a conflict, and both sides belong on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coranto.compose.material import Claim, PoolSentence
from coranto.compose.slots import printed_figure
from coranto.compose.tallies import quantities_by_sentence, scaled_like, statement_for
from coranto.types import Dispute, DisputeSide, Quantity, Sentence, Source, Verdict

_NOT = re.compile(r"^(?:[^.;:]{0,110}[,\s])?not (?:the )?(?:about |some |around )?$", re.I)
_HOLDS = re.compile(
    r"^[^.;]{0,30}?,? as (?:the )?(?P<who>(?:[\w’'-]+ ){1,4}?)(?:claims?|claimed|says?|insists?|maintains?|holds)\b",
    re.I,
)
_WAS_TOLD = re.compile(
    r"\b(?:first|originally|initially|earlier|previously|wrongly|mistakenly|at first|correct\w*"
    r"|had (?:told|said|reported|given|put|announced|spoken))\b",
    re.I,
)
"""Words by which a speaker takes back what was told before, instead of contradicting another."""
_SUMS = re.compile(r"\b(?:cost|damage|loss|price|value|bill|budget|debt)\b", re.I)
_SPEAKS = re.compile(r"\b(?:says?|said|according to|found|finds?|reckons?|told)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRight:
    """A figure set against another in one sentence: ``now`` and not ``was``.

    ``holder`` is who is said to hold to the other, lower case, or ""; ``taken_back`` that the sentence speaks of what
    was told before.
    """

    source: Source
    sentence: Sentence
    now: Quantity
    was: Quantity
    holder: str
    taken_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """A figure that was put right, with a sentence of the story that tells the other; ``verdict`` is what it is."""

    right: PutRight
    source: Source
    sentence: Sentence
    verdict: Verdict


def find_put_right(sources: Sequence[Source]) -> tuple[Contested, ...]:
    """Each sentence of the story that tells a figure which some article puts right, newest correcting article first.

    An older report of that figure is superseded where the later sentence takes it back; where a speaker contradicts
    one that holds to it, or another's report of it, the two are in conflict.
    """
    own = [source for source in sorted(sources, key=lambda s: s.n) if source.copy_of is None]
    quantities = {source.n: quantities_by_sentence(source) for source in own}
    found = []
    for right in (right for source in own for right in _of(source, quantities[source.n])):
        for other in own:
            verdict = _verdict(right, other) if other.n != right.source.n else None
            if verdict is None:
                continue
            for sentence in other.analysis.sentences:
                if _tells(other, sentence, quantities[other.n].get(sentence.index, ()), right):
                    found.append(Contested(right=right, source=other, sentence=sentence, verdict=verdict))
    return tuple(found)


def disputes_of(contested: Sequence[Contested], pool: Sequence[PoolSentence]) -> tuple[Dispute, ...]:
    """One dispute for each figure that was put right, the other figure first."""
    in_pool = {(s.source.n, s.sentence.index): s for s in pool}
    found: list[Dispute] = []
    seen: set[tuple[float, float]] = set()

    def rank(each: Contested) -> tuple[bool, bool, int, int]:
        return (each.verdict != "conflict", _key(each) not in in_pool, -each.source.n, -each.sentence.index)

    for each in sorted(contested, key=rank):
        values = (each.right.was.value, each.right.now.value)
        if values not in seen:
            seen.add(values)
            found.append(_dispute(each, in_pool))
    return tuple(found)


def without_put_right(claim: Claim, contested: Sequence[Contested]) -> Claim:
    """The claim without sentences that tell the other figure, and, of a conflict, without those that tell either."""
    gone = {_key(each): each for each in contested}
    for each in (each for each in contested if each.verdict == "conflict"):
        gone.setdefault((each.right.source.n, each.right.sentence.index), each)
        for s in claim.sentences:
            if s.source.n == each.right.source.n and any(q.value == each.right.now.value for q in s.quantities):
                gone.setdefault((s.source.n, s.sentence.index), each)
    kept = tuple(s for s in claim.sentences if (s.source.n, s.sentence.index) not in gone)
    if len(kept) == len(claim.sentences):
        return claim
    if kept:
        return replace(claim, sentences=kept, origins=claim.origins & {s.source.origin for s in kept})
    first = gone[claim.best.source.n, claim.best.sentence.index]
    if first.verdict == "conflict":
        return replace(claim, disputed=True, stale=claim.stale or "gives one side of two")
    return replace(claim, stale=claim.stale or f"put right by [{first.right.source.n}]")


def _key(each: Contested) -> tuple[int, int]:
    return (each.source.n, each.sentence.index)


def _of(source: Source, by_sentence: Mapping[int, Sequence[Quantity]]) -> list[PutRight]:
    """What an article puts right; what one of its sentences takes back, its headline does not contest."""
    found = list(_set_against(source, by_sentence))
    back = {(r.now.value, r.was.value) for r in found if r.taken_back}
    return [replace(r, taken_back=True, holder="") if (r.now.value, r.was.value) in back else r for r in found]


def _set_against(source: Source, by_sentence: Mapping[int, Sequence[Quantity]]) -> Iterable[PutRight]:
    for sentence in source.analysis.sentences:
        quantities = sorted(by_sentence.get(sentence.index, ()), key=lambda q: q.start)
        for now, was in pairwise(quantities):
            between = sentence.text[now.end - sentence.start : was.start - sentence.start]
            other = scaled_like(was, now)
            if not _NOT.match(between) or now.value == other.value or not _one_thing(now, other):
                continue
            holds = _HOLDS.match(sentence.text[was.end - sentence.start :])
            told_before = _WAS_TOLD.search(sentence.text) is not None
            yield PutRight(
                source=source,
                sentence=sentence,
                now=now,
                was=other,
                holder=holds["who"].strip().lower() if holds and not told_before else "",
                taken_back=told_before,
            )


def _one_thing(now: Quantity, was: Quantity) -> bool:
    units = now.unit == was.unit or not was.unit or not now.unit
    return units and (not now.noun or not was.noun or now.noun == was.noun)


def _tells(source: Source, sentence: Sentence, quantities: Sequence[Quantity], right: PutRight) -> bool:
    """Whether a sentence of another article gives the figure that is said to be wrong, of the same thing."""
    text = right.sentence.text.lower()
    for quantity in quantities:
        if quantity.value != right.was.value or (right.now.unit and quantity.unit != right.now.unit):
            continue
        if right.now.unit or (quantity.noun and re.search(rf"\b{re.escape(quantity.noun)}", text)):
            return True
        if not quantity.noun and right.holder and right.holder.split()[-1] in _near(source, sentence):
            return True
    return False


def _near(source: Source, sentence: Sentence) -> str:
    """The sentence with the one before it, which may name who is meant."""
    sentences = source.analysis.sentences
    before = next((s.text for s in sentences if s.index == sentence.index - 1 and s.field == "text"), "")
    return f"{before} {sentence.text}".lower()


def _verdict(right: PutRight, other: Source) -> Verdict | None:
    old, new = other.article, right.source.article
    if right.holder:
        return "conflict"
    if not (old.date_certain and new.date_certain and old.published_at < new.published_at):
        return None
    if right.taken_back or old.publisher == new.publisher:
        return "superseded"
    return "conflict" if _SPEAKS.search(right.sentence.text) else "superseded"


def _dispute(each: Contested, in_pool: Mapping[tuple[int, int], PoolSentence]) -> Dispute:
    right = each.right
    other = in_pool.get(_key(each))
    # what leans on the sentence before it is no side by itself; the correcting sentence has both figures
    first = other.statement if other is not None else statement_for(right.source, right.sentence, in_pool)
    second = statement_for(right.source, right.sentence, in_pool)
    if each.verdict == "conflict":
        first, second = replace(first, standing="disputed"), replace(second, standing="disputed")
    word = _counted(each.sentence, right.was.value, each.source) or _counted(
        right.sentence, right.now.value, right.source
    )
    sum_of = _SUMS.search(right.sentence.text)
    money = sum_of.group().capitalize() if sum_of else "The sum"
    return Dispute(
        about=money if right.now.unit else f"Number of {word}" if word else "The number",
        kind="number",
        verdict=each.verdict,
        sides=(
            DisputeSide(value=printed_figure(right.was), as_of=each.source.article.published_at, statement=first),
            DisputeSide(value=printed_figure(right.now), as_of=right.source.article.published_at, statement=second),
        ),
    )


def _counted(sentence: Sentence, value: float, source: Source) -> str:
    """The word as printed for what a figure of a sentence counts, or ""."""
    nouns = {q.noun for q in source.analysis.quantities if q.sentence == sentence.index and q.value == value and q.noun}
    return next((t.text.lower() for t in sentence.tokens if t.lemma.lower() in nouns), "")
