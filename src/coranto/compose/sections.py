"""Writes the titled sections of a page: what matters most first, nothing twice, each sentence with its passages.

Claims are chosen (``choice``), grouped by aspect, and titled (``titles``); a conflict gets a section of its own that
shows both sides, since no other may state either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from coranto.compose.casing import Casing
from coranto.compose.choice import choose
from coranto.compose.claims import corroborate
from coranto.compose.likeness import Likeness
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.rewording import reworded
from coranto.compose.titles import SUPPORTED, Titles
from coranto.ports import Parser
from coranto.types import Dispute, Section, Source, Statement

MOST_IN_SECTION = 3
TOGETHER = 0.36
"""Likeness beyond that of any two claims of the story from which two share a section; found by reading."""
AT_ALL_ALIKE = 0.22
OWN_SECTION, LIGHT_SECTION = 0.45, 0.18
"""Shares of the weightiest claim's weight: below the first a lone claim seeks company, below the second it goes."""
SAME_DAYS = timedelta(days=5)
_TOLLS = frozenset({"dead", "injured", "missing", "evacuated"})
_DIFFER = re.compile(
    r"\b(?:differ\w*|disput\w*|disagree\w*|contradict\w*|at odds|conflicting|different figures|row over|clash over)\b",
    re.I,
)


def write_sections(
    claims: Sequence[Claim], disputes: Sequence[Dispute], sources: Sequence[Source], parser: Parser, *, limit: int
) -> tuple[Section, ...]:
    """At most ``limit`` sections of one to three sentences; a section for each conflict among them.

    A story of flashes has one or two. Never raises for thin claims: without any, the result is empty.
    """
    conflicts = [d for d in disputes if d.verdict == "conflict"]
    live = [c for c in claims if c.stale is None and not c.disputed and not (conflicts and _tells_of_dispute(c))]
    every = [s for c in claims for s in c.sentences]
    if not every:
        return ()
    like = Likeness(every)
    casing = Casing(sources)
    titles = Titles([s for c in live for s in c.sentences if s.is_title], like, casing, parser)
    room = max(1, min(_most_sections(sources), limit) - len(conflicts))
    groups = _grouped(choose(live, like, most=_volume(sources, room)), like, room)
    written = _titled(groups, titles, like, casing)[:room]
    shown = [_of_conflict(d, claims, titles) for d in conflicts[: max(0, limit - 1)]]
    return (*written[:2], *shown, *written[2:])


def _tells_of_dispute(claim: Claim) -> bool:
    """Whether the claim only says that figures differ, which the conflict's own section says with the figures."""
    return bool(_DIFFER.search(claim.best.content)) and not re.search(r"\d", claim.best.sentence.text)


def _most_sections(sources: Sequence[Source]) -> int:
    """Flashes bear one or two sections, one full report three, more reports more."""
    own = [s for s in sources if s.copy_of is None]
    full = sum(s.article.coverage == "full" for s in own)
    return 2 + full if full else (len(own) + 3) // 4 + (len(own) > 1)


def _volume(sources: Sequence[Source], room: int) -> int:
    """How many sentences a story can bear: a flash one or two, a full report some, several reports eight to eleven."""
    own = [s for s in sources if s.copy_of is None]
    full = sum(s.article.coverage == "full" for s in own)
    excerpts = sum(s.article.coverage == "excerpt" for s in own)
    bare = len(own) - full - excerpts
    return max(1, min(room * 2, 12, 3 * full + excerpts + bare + (1 if full else 0)))


def _grouped(chosen: Sequence[Claim], like: Likeness, room: int) -> list[list[Claim]]:
    """Claims of one aspect together, by average likeness, the group with the weightiest claim first.

    A light claim left by itself joins the group it is most like, if it is like it at all; else it stays a section
    only if it weighs enough.
    """
    common = like.common_meaning([claim.best for claim in chosen])
    groups = [[claim] for claim in chosen]
    while (pair := _nearest(groups, like, TOGETHER + common)) is not None:
        groups[pair[0]] += groups.pop(pair[1])
    top = max((c.weight for c in chosen), default=0.0)
    for group in [g for g in groups if len(g) == 1 and g[0].weight < OWN_SECTION * top]:
        home = _home(group[0], [g for g in groups if g is not group], like, AT_ALL_ALIKE + common)
        if home is not None:
            home.append(group[0])
            groups = [g for g in groups if g is not group]
        elif group[0].weight < LIGHT_SECTION * top and len(groups) > 1:
            groups = [g for g in groups if g is not group]
    while len(groups) > room:
        lightest = min(groups, key=lambda g: max(c.weight for c in g))
        groups = [g for g in groups if g is not lightest]
        for claim in lightest:
            home = _home(claim, groups, like, -1.0)
            if home is not None:
                home.append(claim)
    ordered = [sorted(g, key=lambda c: (-c.weight, c.best.source.n, c.best.sentence.index)) for g in groups]
    return sorted(ordered, key=lambda g: (-g[0].weight, g[0].best.source.n, g[0].best.sentence.index))


def _nearest(groups: Sequence[Sequence[Claim]], like: Likeness, least: float) -> tuple[int, int] | None:
    """The two groups most alike that one section can hold; claims of different headlines are different aspects."""
    best: tuple[float, int, int] | None = None
    for i, first in enumerate(groups):
        for j in range(i + 1, len(groups)):
            second = groups[j]
            if len(first) + len(second) > MOST_IN_SECTION or (_has_headline(first) and _has_headline(second)):
                continue
            mean = _mean(first, second, like)
            if mean >= least and (best is None or mean > best[0]):
                best = (mean, i, j)
    return best[1:] if best else None


def _has_headline(group: Sequence[Claim]) -> bool:
    return any(s.is_title for claim in group for s in claim.sentences)


def _home(claim: Claim, groups: Sequence[list[Claim]], like: Likeness, least: float) -> list[Claim] | None:
    open_groups = [g for g in groups if len(g) < MOST_IN_SECTION]
    best = max(open_groups, key=lambda g: _mean([claim], g, like), default=None)
    return best if best is not None and _mean([claim], best, like) >= least else None


def _mean(first: Sequence[Claim], second: Sequence[Claim], like: Likeness) -> float:
    scores = [_together(a.best, b.best, like) for a in first for b in second]
    return sum(scores) / len(scores)


def _together(first: PoolSentence, second: PoolSentence, like: Likeness) -> float:
    score = like.score(first, second)
    if first.source.n == second.source.n and not (first.is_title or second.is_title):
        score += 0.15 * (abs(first.sentence.index - second.sentence.index) <= 2)
    apart = abs(first.source.article.published_at - second.source.article.published_at)
    if apart > SAME_DAYS:
        score -= 0.5  # "the launch" of one month is not that of another
    one, other = ({(f.slot.name, f.quantity.value) for f in like.figures(s)} for s in (first, second))
    tolls = all(any(slot in _TOLLS for slot, _ in figures) for figures in (one, other))
    return round(score + 0.3 * tolls + 0.5 * bool(one & other), 5)


def _titled(groups: Sequence[Sequence[Claim]], titles: Titles, like: Likeness, casing: Casing) -> list[Section]:
    """Sections with their titles; claims for which no title passes join the section they are most like.

    What is like none and weighs little is left out.
    """
    everyone = [claim for group in groups for claim in group]
    least = AT_ALL_ALIKE + like.common_meaning([claim.best for claim in everyone])
    heavy = OWN_SECTION * max((claim.weight for claim in everyone), default=0.0)
    titled: list[tuple[Statement, list[Claim]]] = []
    homeless: list[Claim] = []
    for whole in groups:
        group = _without_unsupported(whole, like, homeless)
        found = titles.for_section(group, main=not titled or max(c.weight for c in group) >= heavy)
        if found is not None and not (len(groups) > 1 and _is_bare_headline(group)):
            title, place, sentence = found
            titled.append((title, [_printing(group[place], sentence), *group[:place], *group[place + 1 :]]))
        else:
            homeless.extend(group)
    for claim in homeless:
        home = _home(claim, [claims for _, claims in titled], like, 0.0 if claim.weight >= heavy else least)
        if home is not None:
            home.append(claim)
    if not titled and homeless:
        statements = tuple(_statement(claim, casing) for claim in homeless[:MOST_IN_SECTION])
        plain = statements[0].text if statements[0].text.endswith("..") else statements[0].text.removesuffix(".")
        first = reworded(statements[0], plain, "final stop dropped")
        return [Section(title=first, statements=statements)]
    titled.sort(key=lambda t: -max((c.weight for c in t[1] if not _is_bare_headline([c])), default=0.0))
    used = frozenset(title.text.lower() for title, _ in titled)
    return [Section(title=title, statements=_below(used, claims, casing)) for title, claims in titled]


def _without_unsupported(group: Sequence[Claim], like: Likeness, homeless: list[Claim]) -> list[Claim]:
    """The group without bare headlines that nothing else in it supports; those go to ``homeless``."""
    unsupported = []
    for claim in group:
        words = like.words(claim.best)
        others = [like.coverage(words, like.words(c.best)) for c in group if c is not claim]
        if _is_bare_headline([claim]) and others and max(others) < SUPPORTED:
            unsupported.append(claim)
    if len(unsupported) == len(group):
        return list(group)
    homeless.extend(unsupported)
    return [claim for claim in group if claim not in unsupported]


def _below(titles: frozenset[str], claims: Sequence[Claim], casing: Casing) -> tuple[Statement, ...]:
    """The sentences under a title; a headline that a title repeats word for word stands only where it is alone."""
    told = [c for c in claims if not _is_repeated(c.best, titles)]
    return tuple(_statement(claim, casing) for claim in told or claims)


def _is_repeated(sentence: PoolSentence, titles: frozenset[str]) -> bool:
    """A flash's headline stands below its title with its speaker; one with a body behind it has nothing to add."""
    if not sentence.is_title or sentence.source.article.coverage != "full":
        return False
    words = set(sentence.content.rstrip(".").lower().split())
    return any(len(words & set(title.split())) >= 0.6 * len(words) for title in titles)


def _printing(claim: Claim, sentence: PoolSentence) -> Claim:
    """The claim with this sentence as the one to print."""
    return replace(claim, sentences=(sentence, *(s for s in claim.sentences if s is not sentence)))


def _is_bare_headline(group: Sequence[Claim]) -> bool:
    """A headline whose article has a body that says it in no usable sentence: as a section it would be told twice."""
    return all(
        claim.best.is_title and claim.best.source.article.coverage == "full" and len(claim.sentences) < 2
        for claim in group
    )


def _statement(claim: Claim, casing: Casing) -> Statement:
    """What is printed of a claim: its best sentence, corroborated where it is, a headline in sentence case."""
    statement = corroborate(claim.best, claim)
    text = casing.sentence_case(statement.text) if claim.best.is_title else statement.text
    if text == statement.text:
        return statement
    return replace(reworded(statement, text, "headline in sentence case"), standing=statement.standing)


def _of_conflict(dispute: Dispute, claims: Sequence[Claim], titles: Titles) -> Section:
    """Both sides of a conflict under a title without a figure."""
    values = [side.value for side in dispute.sides]
    both = _both_sides(values, claims)
    statements = both or tuple(side.statement for side in dispute.sides)
    return Section(title=_conflict_title(dispute, values, claims, titles), statements=statements)


def _both_sides(values: Sequence[str], claims: Sequence[Claim]) -> tuple[Statement, ...]:
    for claim in claims:
        for sentence in claim.sentences:
            if claim.disputed and sum(value in sentence.statement.text for value in values) >= 2:
                return (replace(sentence.statement, standing="disputed"),)
    return ()


def _conflict_title(dispute: Dispute, values: Sequence[str], claims: Sequence[Claim], titles: Titles) -> Statement:
    """An article's own headline that says they differ; else a plain line of ours on both sides' evidence."""
    for claim in claims:
        for sentence in claim.sentences:
            if sentence.is_title and _DIFFER.search(sentence.content) and not sentence.quantities:
                title = titles.headline(sentence)
                if title is not None:
                    return title
    evidence = tuple(e for side in dispute.sides for e in side.statement.evidence)
    return Statement(
        text=f"Sources differ on {dispute.about[0].lower()}{dispute.about[1:]}",
        evidence=evidence,
        form="written",
        standing="disputed",
    )
