"""Finds where articles give one person different ages, and which of them stands.

An age is a figure of a person, and no slot of the event: it is compared only for a full name that both articles use. A
year between two articles that lie far apart is a birthday.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coranto.compose.material import Claim, PoolSentence
from coranto.compose.tallies import statement_for
from coranto.types import Dispute, DisputeSide, Mention, Sentence, Source, Statement, Verdict

SAME_TIME = timedelta(hours=18)
"""Of articles so far apart the later one is better informed."""
_NO_BIRTHDAY = timedelta(days=3)
_AFTER = re.compile(r",? (?:aged )?(?P<age>[1-9]\d?)(?=[,.;)]|(?: years old)\b)|,? \((?P<in>[1-9]\d?)\)")
_BEFORE = re.compile(r"\b(?P<age>[1-9]\d?)[- ]year[- ]old (?:[\w-]+ ){0,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """What a sentence says of a person's age, in years."""

    years: int
    source: Source
    sentence: Sentence
    statement: Statement

    @property
    def at(self) -> datetime:
        """When it was published."""
        return self.source.article.published_at


def find_age_disputes(
    sources: Sequence[Source], pool: Sequence[PoolSentence], claims: Sequence[Claim]
) -> tuple[tuple[Dispute, ...], tuple[Claim, ...]]:
    """A dispute for each person of two ages, and the claims without sentences that give an age which no longer stands.

    Of a conflict, sentences with either age are left out where their claim has others, and marked where it has not.
    """
    disputes: list[Dispute] = []
    left = tuple(claims)
    for person, ages in sorted(_by_person(sources, pool).items()):
        found = _judge(ages)
        if found is None:
            continue
        verdict, first, second = found
        disputes.append(_dispute(person, verdict, first, second))
        wrong = {first.years, second.years} if verdict == "conflict" else {first.years}
        gone = {(age.source.n, age.sentence.index) for age in ages if age.years in wrong}
        left = tuple(_without(claim, gone, verdict, second) for claim in left)
    return tuple(disputes), left


def _by_person(sources: Sequence[Source], pool: Sequence[PoolSentence]) -> Mapping[str, list[Age]]:
    """By full name, the age that each article gives, oldest article first; an article that gives two, gives none."""
    in_pool = {_key(sentence): sentence for sentence in pool}
    found: dict[str, list[Age]] = {}
    for source in sorted(sources, key=lambda s: (s.article.published_at, -s.n)):
        if source.copy_of is None and source.article.date_certain:
            for person, ages in _of_article(source, in_pool).items():
                if len({age.years for age in ages}) == 1:
                    found.setdefault(person, []).append(ages[0])
    return found


def _of_article(source: Source, in_pool: Mapping[tuple[int, int], PoolSentence]) -> Mapping[str, list[Age]]:
    found: dict[str, list[Age]] = {}
    by_place = {(s.field, s.index): s for s in source.analysis.sentences}
    for mention in source.analysis.mentions:
        sentence = by_place.get((mention.field, mention.sentence))
        if mention.label != "person" or len(mention.entity.split()) < 2 or sentence is None:
            continue
        years = _years(source, sentence, mention)
        if years is not None and (sentence.noise is None or sentence.field == "title"):
            statement = statement_for(source, sentence, in_pool)
            age = Age(years=years, source=source, sentence=sentence, statement=statement)
            found.setdefault(mention.entity, []).append(age)
    return found


def _years(source: Source, sentence: Sentence, mention: Mention) -> int | None:
    text = source.article.title if mention.field == "title" else source.article.text
    after = _AFTER.match(text, mention.end)
    if after is not None:
        return int(after["age"] or after["in"])
    before = _BEFORE.search(text[sentence.start : mention.start])
    return int(before["age"]) if before else None


def _judge(ages: Sequence[Age]) -> tuple[Verdict, Age, Age] | None:
    """The verdict with the older and the newer side, or None where all agree."""
    for newer in reversed(ages):
        for older in ages:
            gap = abs(newer.years - older.years)
            apart = newer.at - older.at
            if older is newer or not gap or apart < timedelta(0) or (gap == 1 and apart > _NO_BIRTHDAY):
                continue
            same_house = older.source.origin == newer.source.origin
            if apart > SAME_TIME or same_house:
                return "superseded", older, newer
            return "conflict", older, newer
    return None


def _dispute(person: str, verdict: Verdict, first: Age, second: Age) -> Dispute:
    return Dispute(
        about=f"Age of {person}",
        kind="number",
        verdict=verdict,
        sides=tuple(
            DisputeSide(
                value=str(age.years),
                as_of=age.at,
                statement=replace(age.statement, standing="disputed") if verdict == "conflict" else age.statement,
            )
            for age in (first, second)
        ),
    )


def _without(claim: Claim, gone: set[tuple[int, int]], verdict: Verdict, newer: Age) -> Claim:
    hit = [s for s in claim.sentences if _key(s) in gone]
    if not hit:
        return claim
    kept = tuple(s for s in claim.sentences if s not in hit)
    if kept:
        return replace(claim, sentences=kept)
    if verdict == "superseded":
        return replace(claim, stale=claim.stale or f"superseded by [{newer.source.n}]")
    marked = tuple(replace(s, statement=replace(s.statement, standing="disputed")) for s in claim.sentences)
    return replace(claim, sentences=marked, disputed=True)


def _key(sentence: PoolSentence) -> tuple[int, int]:
    return (sentence.source.n, sentence.sentence.index)
