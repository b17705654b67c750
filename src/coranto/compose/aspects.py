"""Groups the chosen claims of a page by aspect: what belongs under one title stands together.

Likeness alone would put all sentences of a story together, so a group needs more of it than any two claims of that
story have; what is left by itself joins its nearest group or is the start of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from coranto.compose.choice import least_weight, weight_of_main
from coranto.compose.likeness import Likeness
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.newsworth import overtaken, refuses
from coranto.compose.repetition import adds_nothing

MOST_IN_SECTION = 3
TOGETHER = 0.36
"""Likeness beyond that of any two claims of the story from which two share a section; found by reading."""
AT_ALL_ALIKE = 0.22
OWN_SECTION, LIGHT_SECTION = 0.45, 0.18
"""Shares of the weightiest claim's weight: below the first a lone claim seeks company, below the second it goes."""
OTHER_DAY = 0.3
"""What parts two sentences of different days: each development has a section."""
ANSWERED = 0.3
"""What it adds that one sentence denies, or does not confirm, something of which the other speaks."""
ANSWERS_IT = 0.2
"""Share of an answer's words from which it answers a claim."""
SAME_DAYS = timedelta(days=5)
_TOLLS = frozenset({"dead", "injured", "missing", "evacuated"})


def group_by_aspect(
    chosen: Sequence[Claim], like: Likeness, room: int, *, most: int = MOST_IN_SECTION
) -> list[list[Claim]]:
    """At most ``room`` groups of at most ``most`` claims of one aspect, the group with the weightiest claim first.

    A light claim left by itself joins the group it is most like, if it is like it at all; else it stays only if it
    weighs enough. Of one room, all are one group.
    """
    ranked = sorted(chosen, key=_rank)
    if room == 1:
        return [ranked[: most + 1]] if ranked else []
    common = like.common_meaning([claim.best for claim in chosen])
    groups = _with_answers([[claim] for claim in ranked], like)
    while (pair := _nearest(groups, like, TOGETHER + common, most)) is not None:
        groups[pair[0]] += groups.pop(pair[1])
    top = weight_of_main(chosen)
    for group in [g for g in groups if len(g) == 1 and g[0].weight < OWN_SECTION * top]:
        home = nearest_group(group[0], [g for g in groups if g is not group], like, AT_ALL_ALIKE + common, most)
        if home is not None:
            home.append(group[0])
            groups = [g for g in groups if g is not group]
        elif group[0].weight < LIGHT_SECTION * top and len(groups) > 1:
            groups = [g for g in groups if g is not group]
    while len(groups) > room:
        lightest = min(groups, key=lambda g: (len(g) > 1, max(c.weight for c in g)))
        groups = [g for g in groups if g is not lightest]
        for claim in lightest:
            home = nearest_group(claim, groups, like, -1.0, most)
            if home is not None:
                home.append(claim)
    return sorted((sorted(g, key=_rank) for g in groups), key=lambda g: _rank(g[0]))


def with_support(groups: Sequence[list[Claim]], claims: Sequence[Claim], like: Likeness) -> list[list[Claim]]:
    """The groups, where one stands with a single claim, with the claim of the others that fits it best."""
    shown = [c for group in groups for c in group]
    common = like.common_meaning([claim.best for claim in shown])
    top = weight_of_main(shown)
    if not claims:
        return list(groups)
    newest = max(s.source.article.published_at for c in claims for s in c.sentences)
    found = [list(group) for group in groups]
    for group in found:
        if len(group) > 1:
            continue
        best: tuple[float, Claim] | None = None
        for claim in claims:
            if claim in shown or claim.best.is_title or claim.best.quotation or claim.best.background:
                continue
            if claim.weight < least_weight(claim, top) or overtaken(claim.best, newest):
                continue
            near = together(group[0].best, claim.best, like)
            if near < TOGETHER + common or adds_nothing(claim, shown, like):
                continue
            score = near + claim.weight / top
            if best is None or score > best[0]:
                best = (score, claim)
        if best is not None:
            group.append(best[1])
            shown.append(best[1])
    return found


def nearest_group(
    claim: Claim, groups: Sequence[list[Claim]], like: Likeness, least: float, most: int = MOST_IN_SECTION
) -> list[Claim] | None:
    """The group with room that the claim is most like, if by ``least`` on average."""
    open_groups = [g for g in groups if len(g) < most]
    best = max(open_groups, key=lambda g: _mean([claim], g, like), default=None)
    return best if best is not None and _mean([claim], best, like) >= least else None


def together(first: PoolSentence, second: PoolSentence, like: Likeness) -> float:
    """How well two sentences stand under one title: likeness, neighbours in one article, tolls, one figure."""
    score = like.score(first, second)
    if first.source.n == second.source.n and not (first.is_title or second.is_title):
        score += 0.15 * (abs(first.sentence.index - second.sentence.index) <= 2)
    apart = abs(first.source.article.published_at - second.source.article.published_at)
    if apart > SAME_DAYS:
        score -= 0.5  # "the launch" of one month is not that of another
    elif len(first.day_value) == len(second.day_value) == 10 and first.day_value != second.day_value:
        score -= OTHER_DAY
    if refuses(first) != refuses(second) and len(like.words(first) & like.words(second)) >= 2:
        score += ANSWERED
    one, other = ({(f.slot.name, f.quantity.value) for f in like.figures(s)} for s in (first, second))
    tolls = all(any(slot in _TOLLS for slot, _ in figures) for figures in (one, other))
    return round(score + 0.3 * tolls + 0.5 * bool(one & other), 5)


def _with_answers(groups: list[list[Claim]], like: Likeness) -> list[list[Claim]]:
    """What is denied or not confirmed stands with what it answers, before anything else is grouped."""
    for answer in [g for g in groups if refuses(g[0].best)]:
        words = like.words(answer[0].best)
        others = [
            g
            for g in groups
            if not refuses(g[0].best)
            and len(like.words(g[0].best) & words) >= 2
            and like.coverage(words, like.words(g[0].best)) >= ANSWERS_IT
        ]
        home = max(others, key=lambda g: g[0].weight, default=None)
        if home is not None:
            home += answer
            groups = [g for g in groups if g is not answer]
    return groups


def _rank(claim: Claim) -> tuple[float, int, int]:
    return (-claim.weight, claim.best.source.n, claim.best.sentence.index)


def _nearest(groups: Sequence[Sequence[Claim]], like: Likeness, least: float, most: int) -> tuple[int, int] | None:
    """The two groups most alike that one section can hold; claims of different headlines are different aspects."""
    best: tuple[float, int, int] | None = None
    for i, first in enumerate(groups):
        for j in range(i + 1, len(groups)):
            second = groups[j]
            if len(first) + len(second) > most or (_has_headline(first) and _has_headline(second)):
                continue
            mean = _mean(first, second, like)
            if mean >= least and (best is None or mean > best[0]):
                best = (mean, i, j)
    return best[1:] if best else None


def _has_headline(group: Sequence[Claim]) -> bool:
    return any(s.is_title for claim in group for s in claim.sentences)


def _mean(first: Sequence[Claim], second: Sequence[Claim], like: Likeness) -> float:
    scores = [together(a.best, b.best, like) for a in first for b in second]
    return sum(scores) / len(scores)
