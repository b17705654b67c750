"""Groups the sentences of a story that say the same thing, and ranks what is said.

A claim is the unit of comparison across articles: who says it, how many say it themselves, and how central it is.
Embeddings find the candidates; polarity, figures, dates and what is still to come decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from coranto.compose.centrality import LONGEST_GOOD, Centrality
from coranto.compose.likeness import SAME_CLAIM, Likeness, canonical, likeness_of
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.voices import is_second_voice
from coranto.types import Statement

TITLES_OF_ONE_HOUSE = 0.7
"""Core overlap from which two headlines of one origin are one claim: flashes look alike and say different things."""
ONE_ARTICLE = 1.45
"""Likeness from which two body sentences of one article are one claim: a house seldom says a thing twice."""
SECOND_VOICE = 0.6
"""Share of the printed sentence's telling words that another origin's sentence must have to corroborate it."""
FULLER = 0.02
"""What a word adds to a sentence among those of its claim: the fuller telling; chosen on 220 events of ``neus``."""
_OUTLET_WORDS = re.compile(
    r"\b(?:news agency|agency reported|newspaper|media|broadcaster|press|reports|daily|television|news|wire)\b", re.I
)


def group_claims(pool: Sequence[PoolSentence]) -> tuple[Claim, ...]:
    """Group a story's sentences into claims, the weightiest first; ties by source number and place.

    Each sentence joins the claim whose sentences it is most like on average, if it is like the claim's first
    sentence by ``SAME_CLAIM`` and agrees with all. ``origins`` leaves out accounts that only hand on another's
    report, or print the same agency line.
    """
    like = likeness_of(tuple(pool))
    groups: list[list[PoolSentence]] = []
    first: list[int] = []
    for sentence in sorted(pool, key=_leading):
        best: tuple[float, int] | None = None
        row = like.row(sentence)
        for place, group in enumerate(groups):
            if row[first[place]] < SAME_CLAIM:  # nearly all: the others need not be asked
                continue
            score = _fit(sentence, group, like)
            if score is not None and (best is None or score > best[0]):
                best = (score, place)
        if best is None:
            groups.append([sentence])
            first.append(like.place(sentence))
        else:
            groups[best[1]].append(sentence)
    scale = Centrality(pool, like)
    shared = _shared_figures(pool)
    publishers = frozenset(s.source.article.publisher.lower() for s in pool)
    claims = [_claim(group, publishers, scale, shared) for group in groups]
    return tuple(sorted(claims, key=lambda c: (-c.weight, c.best.source.n, c.best.sentence.index)))


def corroborate(sentence: PoolSentence, claim: Claim) -> Statement:
    """The sentence's statement with, where there is one, a second origin's passage as further evidence.

    The second passage must carry ``SECOND_VOICE`` of the telling words and all figures of the printed one, and be a
    voice of its own (``voices``), so that each of the two alone is support for what is printed.
    """
    statement = sentence.statement
    mine = canonical(sentence.core)
    numbers = {quantity.value for quantity in sentence.quantities}
    publishers = frozenset(s.source.article.publisher.lower() for s in claim.sentences)
    best: tuple[float, int, int, PoolSentence] | None = None
    for other in claim.sentences:
        if other.source.origin == sentence.source.origin or other.source.origin not in claim.origins:
            continue
        if _hands_on(other, publishers) or _one_line(sentence, other):
            continue
        share = len(mine & canonical(other.core)) / max(1, len(mine))
        if share < SECOND_VOICE or not numbers <= {q.value for q in other.quantities}:
            continue
        if not is_second_voice(sentence, other):
            continue
        rank = (share, -other.source.n, -other.sentence.index, other)
        if best is None or rank[:3] > best[:3]:
            best = rank
    if best is None:
        return statement
    evidence = statement.evidence + tuple(e for e in best[3].statement.evidence if e not in statement.evidence)
    return replace(statement, evidence=evidence, standing="corroborated")


def _leading(sentence: PoolSentence) -> tuple[int, int, int]:
    """Body sentences near the top lead a group, then headlines, which are short and so less sure."""
    return (sentence.is_title, sentence.sentence.index, sentence.source.n)


def _fit(sentence: PoolSentence, group: Sequence[PoolSentence], like: Likeness) -> float | None:
    scores = [like.score(sentence, other) for other in group]
    mean = sum(scores) / len(scores)
    if scores[0] < _needed(sentence, group[0], scores[0], like) or mean < SAME_CLAIM - 0.2:
        return None
    if any(_needed(sentence, other, score, like) > 2 for other, score in zip(group, scores, strict=True)):
        return None
    if not all(like.agree(sentence, other) for other in group):
        return None
    return 0.6 * scores[0] + 0.4 * mean


def _needed(first: PoolSentence, second: PoolSentence, score: float, like: Likeness) -> float:
    if score < SAME_CLAIM:
        return SAME_CLAIM
    if first.is_title and second.is_title and first.source.origin == second.source.origin:
        one, other = like.words(first), like.words(second)
        alike = min(like.coverage(one, other), like.coverage(other, one)) > TITLES_OF_ONE_HOUSE
        return SAME_CLAIM if alike else 9.0
    if first.source.n == second.source.n and not (first.is_title or second.is_title):
        return ONE_ARTICLE
    return SAME_CLAIM


def _shared_figures(pool: Sequence[PoolSentence]) -> frozenset[str]:
    """Figures that two origins of the story give: what is told most precisely is told with them."""
    tellers: dict[str, set[str]] = {}
    for sentence in pool:
        for figure in _figures(sentence):
            tellers.setdefault(figure, set()).add(sentence.source.origin)
    return frozenset(figure for figure, origins in tellers.items() if len(origins) > 1)


def _figures(sentence: PoolSentence) -> frozenset[str]:
    """The counts and lengths of time in a sentence, dates left out."""
    lengths = " ".join(t.text for t in sentence.timexes if t.kind == "duration")
    return frozenset(f"{q.value:g}" for q in sentence.quantities) | frozenset(re.findall(r"\d+(?:\.\d+)?", lengths))


def _claim(
    group: Sequence[PoolSentence], publishers: frozenset[str], scale: Centrality, shared: frozenset[str]
) -> Claim:
    said_first: list[PoolSentence] = []
    for sentence in sorted(group, key=lambda s: (s.source.article.published_at, s.source.n, s.sentence.index)):
        if not _hands_on(sentence, publishers) and all(
            other.source.origin == sentence.source.origin or not _one_line(sentence, other) for other in said_first
        ):
            said_first.append(sentence)
    origins = frozenset(s.source.origin for s in said_first) or frozenset((group[0].source.origin,))
    ordered = sorted(group, key=lambda s: (-_printable(s, shared), s.source.n, s.sentence.index))
    return Claim(sentences=tuple(ordered), origins=origins, weight=scale.weigh(ordered, len(origins)))


def _hands_on(sentence: PoolSentence, publishers: frozenset[str]) -> bool:
    """Whether the sentence only says that another outlet reports something."""
    speaker = sentence.speaker.lower()
    if not speaker:
        return False
    if _OUTLET_WORDS.search(speaker):
        return True
    others = sorted(publishers - {sentence.source.article.publisher.lower()})
    return any(publisher and re.search(rf"\b{re.escape(publisher)}\b", speaker) for publisher in others)


def _one_line(first: PoolSentence, second: PoolSentence) -> bool:
    """Whether two accounts print one and the same agency line: eight words or more, four in five of them shared."""
    one, other = re.findall(r"\w+", first.sentence.text.lower()), re.findall(r"\w+", second.sentence.text.lower())
    if min(len(one), len(other)) < 8 or first.is_title or second.is_title:
        return False
    pairs, others = set(pairwise(one)), set(pairwise(other))
    return len(pairs & others) / max(1, min(len(pairs), len(others))) >= 0.8


def _printable(sentence: PoolSentence, shared: frozenset[str]) -> float:
    """How good a sentence is to print among those of its claim: whole, early, plain, precise, full and yet readable."""
    words = len(sentence.statement.text.split())
    score = 0.0 if sentence.is_title else 1.0
    score += FULLER * min(words, LONGEST_GOOD)
    score += 0.4 / (1 + max(0, sentence.sentence.paragraph))
    score -= 0.5 * sentence.quotation + 0.5 * sentence.background
    score -= 0.03 * max(0, words - LONGEST_GOOD) + 0.05 * max(0, 9 - words)
    score -= 0.08 * min(3, len(sentence.statement.edits))
    score += 0.1 * min(3, len(sentence.names)) + 0.1 * min(2, len(sentence.quantities))
    score += 0.4 * bool(_figures(sentence) & shared)
    return round(score, 6)
