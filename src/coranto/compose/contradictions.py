"""Finds where one article asserts what another denies: "is out of control" and "is not", "took money" and "denied it".

Time decides here, too: what is not so on Wednesday may be so on Friday. Only within hours, or where somebody denies a
deed, do sources contradict each other; later, the newer report stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coranto.compose.assertions import Assertion, assertions_of, contradict
from coranto.compose.material import Claim, PoolSentence
from coranto.types import Dispute, DisputeSide, Verdict

SAME_TIME = timedelta(hours=18)
"""Between reports so far apart a state may have changed."""
STILL_ANSWERS = timedelta(days=4)
"""A denial answers what was said so long before."""
_LONGEST = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two assertions of different origins that cannot both be so; ``asserted`` and ``denied``, and the verdict."""

    asserted: Assertion
    denied: Assertion
    verdict: Verdict

    @property
    def current(self) -> Assertion:
        """The newer of the two."""
        return max(self.asserted, self.denied, key=lambda a: (_at(a), -a.sentence.source.n))


def find_contradictions(pool: Sequence[PoolSentence]) -> tuple[Contradiction, ...]:
    """At most one for each thing denied, in order of the pool; copies and articles of no certain date have no voice."""
    voices = [s for s in pool if s.source.copy_of is None and s.source.article.date_certain and not s.background]
    every = [a for s in voices for a in assertions_of(s)]
    found: list[Contradiction] = []
    for denied in every:
        if not denied.denied:
            continue
        for asserted in every:
            if asserted.sentence.source.origin == denied.sentence.source.origin or any(
                other.denied.verb == denied.verb and other.denied.subject & denied.subject for other in found
            ):
                continue
            verdict = _verdict(asserted, denied) if contradict(asserted, denied) else None
            if verdict is not None:
                found.append(Contradiction(asserted=asserted, denied=denied, verdict=verdict))
                break
    return tuple(found)


def dispute_of(contradiction: Contradiction) -> Dispute:
    """The dispute as a page shows it, the earlier side first."""
    sides = sorted((contradiction.asserted, contradiction.denied), key=lambda a: (_at(a), -a.sentence.source.n))
    is_conflict = contradiction.verdict == "conflict"
    return Dispute(
        about=f"Whether {_words(contradiction.asserted, contradiction.asserted.start)}",
        kind="status",
        verdict=contradiction.verdict,
        sides=tuple(
            DisputeSide(
                value=("denied: " if side.denier else "") + _words(side, side.told),
                as_of=_at(side),
                statement=replace(
                    side.sentence.statement, standing="disputed" if is_conflict else side.sentence.statement.standing
                ),
            )
            for side in sides
        ),
    )


def without_contradicted(claim: Claim, contradictions: Sequence[Contradiction]) -> Claim:
    """The claim without the older side; of a conflict, only where a side is told with its speaker is it told at all."""
    for found in contradictions:
        sides = {_key(found.asserted.sentence), _key(found.denied.sentence)}
        if found.verdict != "conflict":
            older = sides - {_key(found.current.sentence)}
            kept = tuple(s for s in claim.sentences if _key(s) not in older)
            if not kept:
                return replace(claim, stale=claim.stale or f"superseded by [{found.current.sentence.source.n}]")
            claim = replace(claim, sentences=kept)
        elif any(_key(s) in sides for s in claim.sentences):
            claim = replace(claim, disputed=True, stale=claim.stale or "states one side of a dispute as plain fact")
    return claim


def _verdict(asserted: Assertion, denied: Assertion) -> Verdict | None:
    apart = abs(_at(asserted) - _at(denied))
    if denied.denier:
        return "conflict" if apart <= STILL_ANSWERS else None
    if apart <= SAME_TIME:
        return "conflict"
    # a deed that was done is done; only a state may have changed since
    return "superseded" if asserted.verb == "be" else None


def _words(assertion: Assertion, first: int) -> str:
    """The words of the clause from a token on, a first word that is no name in lower case."""
    tokens = assertion.sentence.sentence.tokens[first : assertion.end]
    text = assertion.sentence.sentence.text
    start = assertion.sentence.sentence.start
    words = text[tokens[0].start - start : tokens[-1].end - start].rstrip(" .,;")
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return words if tokens[0].pos == "PROPN" else words[:1].lower() + words[1:]


def _at(assertion: Assertion) -> datetime:
    return assertion.sentence.source.article.published_at


def _key(sentence: PoolSentence) -> tuple[int, int]:
    return (sentence.source.n, sentence.sentence.index)
