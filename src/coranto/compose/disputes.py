"""Finds where articles differ on a figure, and takes what no longer holds out of the claims.

A later figure replaces an earlier one in every wording; a true conflict is shown with both sides and stated by
neither section nor headline. A false alarm is worse than silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coranto.compose.ages import find_age_disputes
from coranto.compose.answers import told_with_answers
from coranto.compose.causes import cause_dispute, find_causes, without_causes
from coranto.compose.contradictions import dispute_of, find_contradictions, without_contradicted
from coranto.compose.contrasts import contrast_dispute, find_contrasts, without_contrasts
from coranto.compose.corrections import find_corrections, withdrawn_by, without_withdrawn
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.opposed import with_sides
from coranto.compose.put_right import disputes_of, find_put_right, without_put_right
from coranto.compose.slots import find_figures, in_aside
from coranto.compose.superseded import without_superseded
from coranto.compose.tallies import Tally, read_tallies
from coranto.compose.verdicts import Finding, judge
from coranto.types import Dispute, DisputeSide, Source, Statement

MUCH_LOWER = 0.85
"""Share of the newest toll below which "at least 40" of an older article is out of date, though not untrue."""
_TOLLS = frozenset({"dead", "injured", "ill", "missing"})
_VAGUE = re.compile(
    r"\b(?:several|dozens|scores|many|multiple|a number of|hundreds)\b(?: of)?(?: people| others)?", re.I
)


def find_disputes(
    sources: Sequence[Source], pool: Sequence[PoolSentence], claims: Sequence[Claim]
) -> tuple[tuple[Dispute, ...], tuple[Claim, ...]]:
    """The disputes of a story, conflicts first, and the claims without what they replace.

    A claim whose every sentence carries a replaced figure comes back ``stale`` with the reason; of a mixed claim only
    the sentences that still hold are left. A claim with a figure in conflict comes back ``disputed``, without the
    sentences that state it as plain fact.
    """
    claims = told_with_answers(claims)
    corrections = find_corrections(sources)
    holding = [s for s in pool if withdrawn_by(s, corrections) is None]
    gone = frozenset((s.source.n, s.sentence.index) for s in pool) - {(s.source.n, s.sentence.index) for s in holding}
    tallied = read_tallies(sources, holding, without=gone)
    findings = [found for tallies in tallied.values() if (found := judge(tallies, sources))]
    findings.sort(key=lambda f: (f.verdict != "conflict", f.slot.name))
    marked = tuple(_marked(claim, findings) for claim in without_withdrawn(claims, corrections))
    newest = [_newest(tallies) for slot, tallies in tallied.items() if slot in _TOLLS]
    marked, replaced = without_superseded([_without_vaguer(claim, newest) for claim in marked], holding)
    marked, sided = with_sides(marked, sources, holding, [_dispute(finding) for finding in findings])
    replaced = (*sided, *replaced)
    contested = find_put_right(sources)
    marked = tuple(without_put_right(claim, contested) for claim in marked)
    told = [{side.value for side in dispute.sides} for dispute in replaced]
    replaced = (
        *replaced,
        *(d for d in disputes_of(contested, holding) if not any({s.value for s in d.sides} <= t for t in told)),
    )
    opposed = find_contradictions(holding)
    marked = tuple(without_contradicted(claim, opposed) for claim in marked)
    causes = find_causes(holding)
    marked = tuple(without_causes(claim, causes) for claim in marked)
    contrasts = [c for c in find_contrasts(holding) if not causes or c.kind != "cause"]
    marked = tuple(without_contrasts(claim, contrasts) for claim in marked)
    ages, marked = find_age_disputes(sources, holding, marked)
    disputes = [
        *(_dispute(finding) for finding in findings),
        *replaced,
        *ages,
        *(dispute_of(o) for o in opposed),
        *(cause_dispute(pair) for pair in causes),
        *(contrast_dispute(contrast) for contrast in contrasts),
    ]
    return tuple(sorted(disputes, key=lambda d: d.verdict != "conflict")), marked


def conflict_line(dispute: Dispute) -> str:
    """The plain line under which both sides of a conflict stand."""
    return f"Sources differ on {dispute.about[0].lower()}{dispute.about[1:]}"


def carries(sentence: PoolSentence, tallies: Sequence[Tally], current: Tally | None) -> Tally | None:
    """The tally whose figure this sentence prints in any wording, if it does not print the current one as well."""
    if not tallies or not tallies[0].figure.slot.words.search(sentence.sentence.text):
        return None
    values = {quantity.value for quantity in sentence.quantities}
    if current is not None and current.figure.quantity.value in values:
        return None
    return next((tally for tally in tallies if tally.figure.quantity.value in values), None)


def _dispute(finding: Finding) -> Dispute:
    return Dispute(
        about=finding.slot.about,
        kind="number",
        verdict=finding.verdict,
        sides=tuple(
            DisputeSide(
                value=tally.figure.printed,
                as_of=tally.at,
                statement=_as_side(tally.statement, finding),
            )
            for tally in finding.sides
        ),
    )


def _as_side(statement: Statement, finding: Finding) -> Statement:
    return replace(statement, standing="disputed") if finding.verdict == "conflict" else statement


def _marked(claim: Claim, findings: Sequence[Finding]) -> Claim:
    for finding in findings:
        if finding.verdict == "conflict":
            claim = _in_conflict(claim, finding)
        elif finding.current is not None:
            claim = _without_older(claim, finding, finding.current)
    return claim


def _without_older(claim: Claim, finding: Finding, current: Tally) -> Claim:
    older = [tally for tally in finding.sides if tally is not current and _value(tally) != _value(current)]
    kept = tuple(s for s in claim.sentences if carries(s, older, current) is None)
    if kept:
        return replace(claim, sentences=kept)
    return replace(claim, stale=claim.stale or f"superseded by [{current.source.n}]")


def _newest(tallies: Sequence[Tally]) -> Tally:
    return max(tallies, key=lambda t: (_value(t), t.at))


def _without_vaguer(claim: Claim, newest: Sequence[Tally]) -> Claim:
    """The claim without sentences of older articles that give a toll in lower figures or none ("several dead")."""
    for current in newest:
        kept = tuple(s for s in claim.sentences if not _is_vaguer(s, current))
        if not kept:
            return replace(claim, stale=claim.stale or f"superseded by [{current.source.n}]")
        claim = replace(claim, sentences=kept)
    return claim


def _is_vaguer(sentence: PoolSentence, current: Tally) -> bool:
    slot = current.figure.slot
    if sentence.source.article.published_at >= current.at or _value(current) < 3:
        return False
    figures = [f for f in find_figures(sentence.sentence, sentence.quantities) if f.slot.name == slot.name]
    if figures:
        return all(
            f.quantity.value < _value(current)
            and (f.quantity.high < _value(current) or f.quantity.value <= MUCH_LOWER * _value(current))
            and not in_aside(sentence.sentence, f.quantity.start)
            for f in figures
        )
    vague = _VAGUE.search(sentence.content)
    return vague is not None and slot.words.search(sentence.content[vague.start() : vague.end() + 30]) is not None


def _in_conflict(claim: Claim, finding: Finding) -> Claim:
    """Sentences that print a side and name nobody go; what is left of a claim with a side is disputed."""
    hit = [s for s in claim.sentences if carries(s, finding.sides, None) is not None]
    if not hit:
        return claim
    named = [s for s in hit if s.speaker or _sets_side_by_side(s, finding) or s.attribution is not None]
    free = [s for s in claim.sentences if s not in hit]
    if free:
        return replace(claim, sentences=tuple(free))
    if not named:
        return replace(claim, disputed=True, stale=claim.stale or "states one side of a dispute as plain fact")
    printed = tuple(replace(s, statement=replace(s.statement, standing="disputed")) for s in named)
    return replace(claim, sentences=printed, disputed=True)


def _sets_side_by_side(sentence: PoolSentence, finding: Finding) -> bool:
    values = {quantity.value for quantity in sentence.quantities}
    return sum(_value(tally) in values for tally in finding.sides) >= 2


def _value(tally: Tally) -> float:
    return tally.figure.quantity.value
