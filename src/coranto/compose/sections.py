"""Writes the titled sections of a page: what matters most first, nothing twice, each sentence with its passages.

Claims are chosen (``choice``), grouped by aspect (``aspects``), and titled (``titles``); a conflict gets a section of
its own that shows both sides, since no other may state either. A heavy claim is never dropped for want of a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from coranto.compose.aspects import (
    AT_ALL_ALIKE,
    MOST_IN_SECTION,
    OWN_SECTION,
    group_by_aspect,
    nearest_group,
    with_support,
)
from coranto.compose.casing import Casing
from coranto.compose.choice import choose, weight_of_main
from coranto.compose.claims import corroborate
from coranto.compose.disputes import conflict_line
from coranto.compose.fullnames import surely_named
from coranto.compose.headline import write_headline
from coranto.compose.introduced import in_reading_order, nouns_of_most, topic_of
from coranto.compose.likeness import Likeness, canonical, likeness_of
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.newsworth import DEEDS, is_answer, main_verb
from coranto.compose.rewording import reworded
from coranto.compose.title_words import WORD, words_of_title
from coranto.compose.titles import WHOLE, Titles, share_told
from coranto.ports import Embedder, Parser
from coranto.types import Dispute, Section, Source, Statement

_DIFFER = re.compile(
    r"\b(?:differ\w*|disput\w*|disagree\w*|contradict\w*|at odds|conflicting|different figures|row over|clash over)\b",
    re.I,
)
FEW_SECTIONS = 3
"""Sections below which also a lighter group gets the headline that is nearest."""
ROUNDS = 3
"""How often claims are chosen anew in place of what nothing on the page introduces."""
HEADS = 0.45
"""Share of the main claims' weight from which a claim of one account without deed or figure may title a section."""
FEWEST_UNDER_ITS_TITLE = 2
"""Claims of a section up to which its title may not take the place of one."""
JOINS = 0.3
"""Share of the main claims' weight from which a deed or an authority's word joins the nearest section, if not near."""
FIRST_OF_ALL = 0.35
"""Share of the page's headline from which the claim that tells most of it stands first."""
NOT_FAR = 0.15
"""Likeness below which claims are of other days and cannot stand under one title."""
ONE_SIDE = 0.6
"""Share of a headline's words in one side of a conflict from which it tells that side."""
SAME_NEWS = timedelta(hours=18)
"""How much older than the page's headline an article may be that tells the same news."""
_FULL_STORY = 5
"""Full articles from which a story is told in four to six sections."""


def write_sections(
    claims: Sequence[Claim],
    disputes: Sequence[Dispute],
    sources: Sequence[Source],
    parser: Parser,
    *,
    limit: int,
    embedder: Embedder | None = None,
) -> tuple[Section, ...]:
    """At most ``limit`` sections of one to four sentences; a section for each conflict among them.

    A story of one article or of flashes has one or two. Persons are introduced in full where the page first names
    them. Never raises for thin claims: without any, the result is empty.
    """
    conflicts = [d for d in disputes if d.verdict == "conflict"]
    live = [c for c in claims if c.stale is None and not c.disputed and not (conflicts and _tells_of_dispute(c))]
    every = [s for c in claims for s in c.sentences]
    if not every:
        return ()
    like = likeness_of(tuple(every))
    casing = Casing(sources)
    headline = write_headline(claims, (), sources, parser)
    head = headline.text
    fresh = _as_new_as(headline, every)
    of_page = [s for s in every if s.is_title and s.source.n in headline.citations]
    room = max(1, min(_most_sections(sources), limit) - len(conflicts))
    fewest = _least_volume(sources)
    topic = topic_of(every)
    told = nouns_of_most(every) | canonical(word.lower() for word in WORD.findall(head))
    written: list[Section] = []
    for _ in range(ROUNDS):
        titles = Titles(
            [s for c in live for s in c.sentences if not _takes_a_side(s, conflicts)],
            like,
            casing,
            parser,
            page=head,
            embedder=embedder,
        )
        chosen = choose(live, like, most=_volume(sources, room), fewest=fewest, every=claims, page=of_page)
        groups = group_by_aspect(chosen, like, room)
        titled = _titled(with_support(groups, live, like), titles, like, casing, fewest, fresh, room)[:room]
        written, left_out = _in_order(titled, told, topic, casing)
        if not left_out or sum(len(section.statements) for section in written) >= fewest:
            break
        # what stays unexplained makes room for what comes after it
        live = [c for c in live if not any(c.best is s for other in left_out for s in other.sentences)]
    shown = [_of_conflict(d, claims, titles) for d in conflicts[: max(0, limit - 1)]]
    return _introduced((*written[:2], *shown, *written[2:]), sources)


def _as_new_as(headline: Statement, every: Sequence[PoolSentence]) -> frozenset[int]:
    """The sources that came with the page's headline or after it, by number: what they tell is the page's news."""
    published = {s.source.n: s.source.article.published_at for s in every}
    oldest = min((published[n] for n in headline.citations if n in published), default=None)
    return frozenset(n for n, at in published.items() if oldest is None or at >= oldest - SAME_NEWS)


def _tells_of_dispute(claim: Claim) -> bool:
    """Whether the claim only says that figures differ, which the conflict's own section says with the figures."""
    return bool(_DIFFER.search(claim.best.content)) and not re.search(r"\d", claim.best.sentence.text)


def _takes_a_side(sentence: PoolSentence, conflicts: Sequence[Dispute]) -> bool:
    """Whether a headline states what one side of a conflict says, which no title may state."""
    if not sentence.is_title:
        return False
    mine = words_of_title(sentence.content)
    sides = [side for dispute in conflicts for side in dispute.sides]
    return any(len(mine & words_of_title(side.statement.text)) >= ONE_SIDE * max(1, len(mine)) for side in sides)


def _most_sections(sources: Sequence[Source]) -> int:
    """One article bears one section, flashes one or two, several reports three, many four to six."""
    own = [s for s in sources if s.copy_of is None]
    full = sum(s.article.coverage == "full" for s in own)
    if len(own) <= 1:
        return 1
    if not full:
        return (len(own) + 3) // 4 + 1 if len(own) > 2 else 1
    return min(2 + full // 2, 6) if full < _FULL_STORY else min(full, 6)


def _volume(sources: Sequence[Source], room: int) -> int:
    """How many sentences a story can bear: a flash one or two, a full report some, many reports a dozen."""
    own = [s for s in sources if s.copy_of is None]
    full = sum(s.article.coverage == "full" for s in own)
    excerpts = sum(s.article.coverage == "excerpt" for s in own)
    bare = len(own) - full - excerpts
    return max(1, min(room * MOST_IN_SECTION - (room > 1), 13, 2 * full + 2 * bool(full) + excerpts + bare))


def _least_volume(sources: Sequence[Source]) -> int:
    """How many sentences a page should have where its articles have more to say."""
    full = sum(s.article.coverage == "full" and s.copy_of is None for s in sources)
    return min(2 + full, 9) if full else 1


def _titled(
    groups: Sequence[Sequence[Claim]],
    titles: Titles,
    like: Likeness,
    casing: Casing,
    fewest: int,
    fresh: frozenset[int],
    room: int,
) -> list[tuple[Statement, list[Claim]]]:
    """Titles, each with its claims; a claim for which no title passes joins the section it is most like.

    What is heavy joins in any case, or stands under the headline that is nearest; what is light and like none goes,
    unless the page has less than ``fewest`` sentences.
    """
    everyone = [claim for group in groups for claim in group]
    least = AT_ALL_ALIKE + like.common_meaning([claim.best for claim in everyone])
    heavy, joins = (share * weight_of_main(everyone) for share in (OWN_SECTION, JOINS))
    titled: list[tuple[Statement, list[Claim]]] = []
    homeless: list[Sequence[Claim]] = []
    for place, group in enumerate(groups):
        if not _stands_under(titles.for_section(group, main=place == 0), group, titled):
            homeless.append(group)
    weighty = [c for group in homeless for c in group if c.weight >= heavy or len(c.origins) > 1 or is_answer(c.best)]
    left: list[Sequence[Claim]] = []
    if not titled and len(groups) > 1 and _stands_under(titles.for_page(groups[0]), groups[0], titled):
        homeless.remove(groups[0])
    for group in homeless:
        must = _any_of(group, weighty) or len(titled) < FEW_SECTIONS
        heads = group[0].weight >= HEADS * weight_of_main(everyone)
        if must and _stands_under(titles.for_section(group, loose=True, detail=heads), group, titled):
            continue
        homes = [claims for _, claims in titled]
        far = bool(homes) and nearest_group(group[0], homes, like, NOT_FAR, most=len(everyone)) is None
        if not (must and far):
            left.append(group)
        elif not _stands_under(titles.for_page(group), group, titled):
            title = titles.last_resort(group[0])
            again = any(titles.tells(other, group[0]) for other, _ in titled)
            if title is not None and titles.tells(title, group[0]) and not again:
                titled.append((title, list(group)))
            else:
                left.append(group)
    for claim in [c for group in left for c in group]:
        thin = sum(len(claims) for _, claims in titled) < fewest
        bound = -1.0 if claim in weighty or thin or (claim.weight >= joins and _is_news(claim.best)) else least
        # what is heavy finds a place, if need be as the fourth or fifth sentence of a section
        for most in range(MOST_IN_SECTION, MOST_IN_SECTION + (3 if claim in weighty else 2 if thin else 1)):
            homes = [claims for _, claims in titled]
            if claim.best.after is not None and homes:
                # the lead is printed with it: it stands where the page's news stands
                homes = [max(homes, key=lambda claims: titles.shared_with_page([c.best for c in claims]))]
            home = nearest_group(claim, homes, like, bound, most)
            if home is not None:
                home.append(claim)
                break
    if not titled and everyone:
        # the page's own news before all else
        together = sorted(everyone, key=lambda c: -c.weight - _news(titles, [c], fresh))[: MOST_IN_SECTION + 2]
        if not _stands_under(titles.for_page(together), together, titled):
            title = titles.last_resort(everyone[0]) or _plain_title(_statement(everyone[0], casing))
            titled.append((title, together))
    if titled:
        # where the page's own news stands it comes first, whichever claim gives the title; elsewhere the title's claim
        title, claims = max(titled, key=lambda t: max(_news(titles, [c], fresh) for c in t[1]))
        news = max(claims, key=lambda c: _news(titles, [c], fresh))
        if titles.shared_with_page([news.best]) >= FIRST_OF_ALL:
            claims.remove(news)
            alone = claims and len(titled) < room and not titles.tells(title, news)
            if not (alone and _stands_under(titles.for_page([news]), [news], titled)):
                claims.insert(0, news)
    titled.sort(key=lambda t: -max(c.weight for c in t[1]) - _news(titles, t[1], fresh))
    return titled


def _news(titles: Titles, claims: Sequence[Claim], fresh: frozenset[int]) -> float:
    """Share of the page's headline that those of the claims tell which came with it or after it."""
    return titles.shared_with_page([c.best for c in claims if any(s.source.n in fresh for s in c.sentences)])


def _in_order(
    titled: Sequence[tuple[Statement, list[Claim]]], told: frozenset[str], topic: frozenset[str], casing: Casing
) -> tuple[list[Section], list[Claim]]:
    """Sections in which nothing is spoken of as known before it was told, and the claims left out for that."""
    # a headline introduces what it names; a title cut from a sentence only repeats it
    heads = [
        canonical(word.lower() for word in WORD.findall(title.text)) if _is_headline(title) else frozenset[str]()
        for title, _ in titled
    ]
    ordered, left_out = in_reading_order([claims for _, claims in titled], heads, told, topic)
    sections = [
        Section(title=title, statements=tuple(_statement(c, casing) for c in claims))
        for (title, _), claims in zip(titled, ordered, strict=True)
        if claims
    ]
    if not sections and titled:
        title, claims = titled[0]
        return [Section(title=title, statements=tuple(_statement(c, casing) for c in claims))], []
    return sections, left_out


def _is_headline(title: Statement) -> bool:
    return all(evidence.field == "title" for evidence in title.evidence)


def _is_news(sentence: PoolSentence) -> bool:
    """Whether it tells a deed or what an authority says, and is no colour."""
    return main_verb(sentence) in DEEDS or (sentence.attribution is not None and sentence.attribution.authority)


def _any_of(group: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    return any(claim in claims for claim in group)


def _stands_under(
    found: tuple[Statement, int, PoolSentence] | None,
    group: Sequence[Claim],
    titled: list[tuple[Statement, list[Claim]]],
) -> bool:
    """Whether a title was found; the group then stands under it, the claim that it states first."""
    if found is None:
        return False
    title, place, sentence = found
    if title.evidence[0].field == "text" and share_told(title.text, sentence) >= WHOLE:
        # the title says all of the sentence, which is not printed below it once more
        if len(group) <= FEWEST_UNDER_ITS_TITLE:
            return False
        titled.append((title, [*group[:place], *group[place + 1 :]]))
        return True
    titled.append((title, [_printing(group[place], sentence), *group[:place], *group[place + 1 :]]))
    return True


def _plain_title(statement: Statement) -> Statement:
    text = statement.text if statement.text.endswith("..") else statement.text.removesuffix(".")
    return reworded(statement, text, "final stop dropped")


def _printing(claim: Claim, sentence: PoolSentence) -> Claim:
    """The claim with this sentence as the one to print."""
    return replace(claim, sentences=(sentence, *(s for s in claim.sentences if s is not sentence)))


def _statement(claim: Claim, casing: Casing) -> Statement:
    """What is printed of a claim: its best sentence, corroborated where it is, a headline in sentence case."""
    statement = corroborate(claim.best, claim)
    text = casing.sentence_case(statement.text) if claim.best.is_title else statement.text
    if text == statement.text:
        return statement
    return replace(reworded(statement, text, "headline in sentence case"), standing=statement.standing)


def _introduced(sections: Sequence[Section], sources: Sequence[Source]) -> tuple[Section, ...]:
    """The sections with each person in full where the page's text first names them."""
    by_number = {source.n: source for source in sources}
    known: frozenset[str] = frozenset()
    found = []
    for section in sections:
        statements = []
        for statement in section.statements:
            named, known = surely_named(statement, by_number, known=known)
            statements.append(named)
        found.append(replace(section, statements=tuple(statements)))
    return tuple(found)


def _of_conflict(dispute: Dispute, claims: Sequence[Claim], titles: Titles) -> Section:
    """Both sides of a conflict under a title without a figure."""
    values = [side.value for side in dispute.sides]
    both = _both_sides(values, claims)
    statements = both or tuple(dict.fromkeys(side.statement for side in dispute.sides))
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
        text=conflict_line(dispute),
        evidence=evidence,
        form="written",
        standing="disputed",
    )
