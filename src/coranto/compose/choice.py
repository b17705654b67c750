"""Chooses what a page tells: every main claim of the headlines first, then what weighs most and is not yet told.

Headlines are what editors of many houses held to be the news; sentences alone would show a welcome ceremony before
an agreement. A headline that says two things asks for two claims.
"""

from __future__ import annotations

from collections.abc import Sequence

from coranto.compose.centrality import clauses
from coranto.compose.headline_form import is_wish
from coranto.compose.likeness import SAME_CLAIM, Likeness
from coranto.compose.material import Claim, PoolSentence

TOLD = 0.75
"""Share of a headline part's telling words that a sentence must have to tell it."""
REPEATS_MEANING, REPEATS_WORDS = 0.9, 0.6
"""From these a sentence repeats another: cosine of meaning, share of telling words."""
NEARLY_SAME, NEAR_IN_MEANING = 0.93, 0.72
"""Paraphrases that share few words are missed as one claim; on one page they read as a repetition."""
NEARNESS_PENALTY = 0.3
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
MAIN_SHARE = 0.8
SEED_SHARE, LEAST_SHARE = 0.35, 0.15
"""Share of the weightiest claim's weight below which a claim is detail that no page needs."""


def choose(claims: Sequence[Claim], like: Likeness, *, most: int) -> tuple[Claim, ...]:
    """At most ``most`` claims that a page should tell, weightiest first; none repeats another.

    A bare headline of an article with a body is a title, not a sentence: its parts are told by body sentences, and it
    comes in only where they do not.
    """
    usable = sorted(
        (c for c in claims if _is_whole(c.best)), key=lambda c: (-c.weight, c.best.source.n, c.best.sentence.index)
    )
    chosen: list[Claim] = []
    top = max((c.weight for c in usable), default=0.0)
    for part in _headline_parts([c for c in usable if c.weight >= SEED_SHARE * top], like):
        if any(like.coverage(part, like.words(c.best)) >= TOLD for c in chosen):
            continue
        teller = _teller(part, usable, like)
        if teller is not None and teller not in chosen and not _repeats_any(teller, chosen, like):
            chosen.append(teller)
    chosen = _without_told_headlines(chosen, like)[:most]
    least = LEAST_SHARE * top
    while len(chosen) < most:
        following = _following([c for c in usable if c.weight >= least], chosen, like)
        if following is None:
            break
        chosen.append(following)
    chosen = _without_told_headlines(chosen, like)
    return tuple(sorted(chosen, key=lambda c: (-c.weight, c.best.source.n, c.best.sentence.index)))


def repeats(second: PoolSentence, first: PoolSentence, like: Likeness) -> bool:
    """Whether ``second`` tells nothing that ``first`` has not told."""
    if first.negated != second.negated:
        return False
    if like.meaning(first, second) >= REPEATS_MEANING:
        return True
    score, near = like.score(first, second), like.meaning(first, second)
    if not like.figures(second) and (score >= SAME_CLAIM or (score >= NEARLY_SAME and near >= NEAR_IN_MEANING)):
        return True
    fresh = {q.value for q in second.quantities} - {q.value for q in first.quantities}
    share = like.coverage(like.words(second), like.words(first))
    return share >= (0.8 if fresh else REPEATS_WORDS) and like.meaning(first, second) >= 0.45


def _is_whole(sentence: PoolSentence) -> bool:
    """Whether it is a sentence with a finite verb of its own; captions have theirs in side clauses, if at all.

    A headline is taken for whole, unless it is its outlet's wish.
    """
    if sentence.is_title:
        return bool(sentence.speaker) or not is_wish(sentence.content)
    tokens = sentence.sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is None or tokens[root].tag in _FINITE:
        return True
    if any(t.head == root and t.tag in _FINITE and t.dep != "relcl" for t in tokens):
        return True
    return tokens[root].pos in {"VERB", "AUX"} and tokens[root].tag != "VBG"


def _headline_parts(claims: Sequence[Claim], like: Likeness) -> list[frozenset[str]]:
    """The telling words of each clause of each headline, those of the weightiest claims first."""
    parts: list[frozenset[str]] = []
    for claim in claims:
        for sentence in claim.sentences:
            if sentence.is_title:
                parts.extend(part for part in clauses(sentence.sentence, like) if len(part & like.words(sentence)) >= 2)
    return parts


def _without_told_headlines(chosen: Sequence[Claim], like: Likeness) -> list[Claim]:
    """The chosen without bare headlines that the body sentences among them tell: one by itself, or all together.

    The story's weightiest claims stay unless one sentence tells them: parts here and there are not the main thing.
    """
    body = [like.words(c.best) for c in chosen if not c.best.is_title]
    together = frozenset(word for words in body for word in words)
    top = max((c.weight for c in chosen), default=0.0)

    def is_told(claim: Claim) -> bool:
        words = like.words(claim.best)
        if any(like.coverage(words, one | other) >= TOLD for one in body for other in body):
            return True
        return claim.weight < MAIN_SHARE * top and like.coverage(words, together) >= REPEATS_WORDS

    return [c for c in chosen if not (c.best.is_title and is_told(c))]


def _teller(part: frozenset[str], claims: Sequence[Claim], like: Likeness) -> Claim | None:
    """The claim whose printed sentence tells the part; a body sentence before a bare headline."""
    best: tuple[bool, float, Claim] | None = None
    for claim in claims:
        share = like.coverage(part, like.words(claim.best))
        if share < TOLD or claim.best.background:
            continue
        rank = (not claim.best.is_title, claim.weight)
        if best is None or rank > best[:2]:
            best = (*rank, claim)
    return best[2] if best else None


def _following(claims: Sequence[Claim], chosen: Sequence[Claim], like: Likeness) -> Claim | None:
    best: tuple[float, Claim] | None = None
    told = frozenset(word for c in chosen for word in like.words(c.best))
    for claim in claims:
        if claim in chosen or claim.best.background or _repeats_any(claim, chosen, like):
            continue
        is_bare = claim.best.is_title and claim.best.source.article.coverage != "headline"
        if is_bare and like.coverage(like.words(claim.best), told) >= REPEATS_WORDS:
            continue
        near = max((like.meaning(claim.best, c.best) for c in chosen), default=0.0)
        score = claim.weight - NEARNESS_PENALTY * near
        if best is None or score > best[0]:
            best = (score, claim)
    return best[1] if best else None


def _repeats_any(claim: Claim, chosen: Sequence[Claim], like: Likeness) -> bool:
    return any(repeats(claim.best, other.best, like) for other in chosen)
