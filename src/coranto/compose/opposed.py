"""Shows two sides that one article sets side by side as a dispute, and takes each side alone out of the claims.

A figure of one party, printed by itself, takes that party's part; so a section shows both, in the article's order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coranto.compose.material import Claim, PoolSentence
from coranto.compose.sides import Said, TwoSides, find_sides, takes_a_side
from coranto.compose.slots import printed_figure
from coranto.compose.tallies import statement_for
from coranto.types import Dispute, DisputeSide, Source

MOST = 2
"""Such disputes that a page bears."""
ONE_SIDE = "gives one side of two"


def with_sides(
    claims: Sequence[Claim], sources: Sequence[Source], pool: Sequence[PoolSentence], known: Sequence[Dispute]
) -> tuple[tuple[Claim, ...], tuple[Dispute, ...]]:
    """The claims without sentences that give one side alone, and at most ``MOST`` disputes with all sides.

    ``known`` are the disputes that were found between articles; a pair of figures that one of them has is left to it.
    """
    told = [{_digits(side.value) for side in dispute.sides} for dispute in known]
    groups = [g for g in _grouped(find_sides(sources)) if not any(len(_values(g) & values) > 1 for values in told)]
    groups = groups[:MOST]
    in_pool = {(s.source.n, s.sentence.index): s for s in pool}
    pairs = [pair for group in groups for pair in group]
    kept = tuple(_without(claim, pairs) for claim in claims) if pairs else tuple(claims)
    return kept, tuple(_dispute(group, in_pool) for group in groups)


def _grouped(pairs: Sequence[TwoSides]) -> list[list[TwoSides]]:
    """Pairs that share a figure are one dispute of three sides."""
    groups: list[list[TwoSides]] = []
    for pair in pairs:
        home = next((g for g in groups if _values([pair]) & _values(g)), None)
        if home is None:
            groups.append([pair])
        else:
            home.append(pair)
    return groups


def _values(pairs: Sequence[TwoSides]) -> set[str]:
    return {_digits(said.quantity.text) for pair in pairs for said in (pair.first, pair.second)}


def _digits(text: str) -> str:
    found = "".join(c for c in text if c.isdigit() or c == ".").strip(".")
    return found or text.lower()


def _without(claim: Claim, pairs: Sequence[TwoSides]) -> Claim:
    """The claim without sentences that give a side; of a claim of nothing else, a disputed one."""
    free = tuple(s for s in claim.sentences if not any(takes_a_side(s, pair) for pair in pairs))
    if len(free) == len(claim.sentences):
        return claim
    if free:
        return replace(claim, sentences=free, origins=claim.origins & {s.source.origin for s in free})
    return replace(claim, disputed=True, stale=claim.stale or ONE_SIDE)


def _dispute(pairs: Sequence[TwoSides], in_pool: Mapping[tuple[int, int], PoolSentence]) -> Dispute:
    sides: dict[float, DisputeSide] = {}
    for pair in sorted(pairs, key=lambda p: (-p.source.n, p.first.sentence.index)):
        for said in (pair.first, pair.second):
            sides.setdefault(said.quantity.value, _side(said, pair.source, in_pool))
    abouts = sorted({pair.about for pair in pairs}, key=lambda about: (about.startswith("The "), about))
    return Dispute(about=abouts[0], kind="number", verdict="conflict", sides=tuple(sides.values()))


def _side(said: Said, source: Source, in_pool: Mapping[tuple[int, int], PoolSentence]) -> DisputeSide:
    statement = statement_for(source, said.sentence, in_pool)
    return DisputeSide(
        value=printed_figure(said.quantity),
        as_of=source.article.published_at,
        statement=replace(statement, standing="disputed"),
    )
