"""Takes out of the claims what a later article has overtaken: replaced figures, partial counts, plans called off.

What a page says must hold at its newest article. Such sentences are not wrong, only old: they come back as ``stale``
claims with the reason, which the timeline may still tell on the day on which they were so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from coranto.compose.called_off import find_called_off
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.partial import find_overtaken_counts
from coranto.compose.plans_done import find_plans_done
from coranto.compose.recounts import find_recounted
from coranto.compose.revised import Replaced, find_replaced
from coranto.compose.revisions import only_recalls
from coranto.types import Dispute, DisputeSide

Key = tuple[int, int]
PLAN_IS_OFF = "called off or put off"
"""How the reason begins of a claim that announces what will not take place as announced."""
_OF_THEM = re.compile(r"\b(?:of|among) (?:them|these|those|whom)\b", re.I)


def without_superseded(
    claims: Sequence[Claim], pool: Sequence[PoolSentence]
) -> tuple[tuple[Claim, ...], tuple[Dispute, ...]]:
    """The claims with what is overtaken set apart as ``stale``, and a "superseded" dispute for each count of things.

    A claim of which some sentences still hold is told by those; the others follow it as a stale claim of their own.
    """
    replaced = (*find_replaced(pool), *find_recounted(pool))
    reasons: dict[Key, str] = {_key(s): "recalls a figure that was replaced" for s in pool if only_recalls(s)}
    for old, new in find_called_off(pool):
        reasons[_key(old)] = f"{PLAN_IS_OFF}, says [{new.source.n}]"
    for old, new in (*find_plans_done(pool), *find_overtaken_counts(pool)):
        reasons[_key(old)] = f"superseded by [{new.source.n}]"
    for each in replaced:
        reasons[_key(each.old)] = f"superseded by [{each.new.source.n}]"
    reasons.update(_leaning(claims, pool, reasons))
    found: list[Claim] = []
    for claim in claims:
        found.extend(_parted(claim, reasons))
    return tuple(found), _disputes(replaced)


def still_holding(pool: Sequence[PoolSentence], claims: Sequence[Claim]) -> tuple[PoolSentence, ...]:
    """The sentences of the pool that some claim tells as still so; all of an article where nothing of it is left."""
    live = {_key(s) for claim in claims if claim.stale is None for s in claim.sentences}
    kept = [s for s in pool if _key(s) in live]
    left = {s.source.n for s in kept}
    return tuple(s for s in pool if _key(s) in live or s.source.n not in left)


def _leaning(claims: Sequence[Claim], pool: Sequence[PoolSentence], reasons: Mapping[Key, str]) -> dict[Key, str]:
    """ "Nineteen of them are in hospital": parts of a figure that no longer stands, in the sentence before."""
    live = {_key(s) for claim in claims if claim.stale is None for s in claim.sentences} - set(reasons)
    gone = {_key(s) for s in pool} - live
    return {
        _key(s): "is a part of a figure that was superseded"
        for s in pool
        if not s.is_title and _OF_THEM.search(s.sentence.text) and (s.source.n, s.sentence.index - 1) in gone
    }


def _parted(claim: Claim, reasons: Mapping[Key, str]) -> list[Claim]:
    old = tuple(s for s in claim.sentences if _key(s) in reasons)
    if not old or claim.stale is not None:
        return [claim]
    held = tuple(s for s in claim.sentences if _key(s) not in reasons)
    stale = replace(claim, sentences=old, origins=_origins(claim, old), stale=reasons[_key(old[0])])
    if not held:
        return [replace(claim, stale=reasons[_key(old[0])])]
    return [replace(claim, sentences=held, origins=_origins(claim, held)), stale]


def _origins(claim: Claim, sentences: Sequence[PoolSentence]) -> frozenset[str]:
    return claim.origins & {s.source.origin for s in sentences}


def _disputes(replaced: Sequence[Replaced]) -> tuple[Dispute, ...]:
    """By what is counted, each older figure once, oldest first, and the one that stands."""
    gone = {_key(each.old) for each in replaced}
    by_noun: dict[str, list[Replaced]] = {}
    for each in replaced:
        if each.noun and _key(each.new) not in gone:
            by_noun.setdefault(each.noun.lower(), []).append(each)
    found = []
    for noun, several in sorted(by_noun.items()):
        last = min(several, key=lambda r: (r.new.source.n, r.new.sentence.index))
        older: dict[float, Replaced] = {}
        for each in sorted(several, key=lambda r: (-r.old.source.n, r.old.is_title, r.old.sentence.index)):
            older.setdefault(each.was.value, each)
        sides = [_side(each.was.text, each.old) for each in older.values() if each.was.value != last.now.value]
        about = f"Number of {noun}"
        found.append(
            Dispute(about=about, kind="number", verdict="superseded", sides=(*sides, _side(last.now.text, last.new)))
        )
    return tuple(d for d in found if len(d.sides) >= 2)


def _side(value: str, sentence: PoolSentence) -> DisputeSide:
    return DisputeSide(value=value, as_of=sentence.source.article.published_at, statement=sentence.statement)


def _key(sentence: PoolSentence) -> Key:
    return (sentence.source.n, sentence.sentence.index)
