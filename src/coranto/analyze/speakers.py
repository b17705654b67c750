"""Who a speaker's words stand for, and whether that is one who tells facts of his own field.

"The adviser", "he" and a family name must lead to one person of the article, or to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from coranto.analyze.clause import Clause
from coranto.analyze.headlines import Headline, speaks_with_authority
from coranto.analyze.people import People
from coranto.analyze.speech import RELATED, is_authority, is_outlet
from coranto.types import Article, Attribution, Mention

Shape = Literal["tail", "head", "middle", "according"]

PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "which", "that", "you", "one", "this", "these"})
_NO_END = frozenset({"PRP$", "DT", "IN", "CC", "TO"})
"""Tags with which no speaker's words end: the parse has broken off."""
_BASE_FORMS = {"said": "say", "told": "tell", "found": "find", "according": "", "": ""}
_BEFORE_OWNER = re.compile(r"\b(?:of|for|to|with|by|in|at|from|near|against|about|on|under|over|between)(?: the)? $")
_RELATED_TO = re.compile(r"\b([a-z]+) (?:of|for|to|with|close to|travell?ing with|representing) [^,]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attribution with the place of its speaker: offsets into the field."""

    attribution: Attribution
    speaker_span: tuple[int, int]


class Speakers:
    """Resolves the speakers of one sentence with what the whole article knows."""

    def __init__(self, mentions: Sequence[Mention], people: People, publisher: str) -> None:
        self._mentions = mentions
        self._people = people
        self._publisher = publisher

    def found(
        self,
        c: Clause,
        start: int,
        end: int,
        content: Sequence[tuple[int, int]],
        speaker: tuple[int, int],
        verb: str,
        shape: Shape,
    ) -> Found | None:
        """The attribution of ``start``..``end``, spoken by the tokens ``speaker``; None where a part of it is empty."""
        a, b = c.start_of(speaker[0]), c.tokens[speaker[1] - 1].end
        words = c.sentence.text[a - c.sentence.start : b - c.sentence.start]
        spans = tuple((x, y) for x, y in content if x < y)
        if not words.strip() or not spans or start >= end or c.tokens[speaker[1] - 1].tag in _NO_END:
            return None
        entity = self._entity(c, a, b, words)
        authority = is_authority(words, self._people.roles.get(entity)) and not is_outlet(words, self._publisher)
        attribution = Attribution(
            sentence=c.sentence.index,
            field=c.sentence.field,
            start=start,
            end=end,
            content=spans,
            speaker=words,
            speaker_entity=entity,
            verb=verb,
            shape=shape,
            authority=authority,
        )
        return Found(attribution=attribution, speaker_span=(a, b))

    def is_outlet(self, found: Found) -> bool:
        """Whether the speaker only carries what another says."""
        return is_outlet(found.attribution.speaker, self._publisher)

    def _entity(self, c: Clause, a: int, b: int, words: str) -> str:
        """The name that the speaker's words stand for; else the words without their article."""
        if words.lower() in PRONOUNS:
            return words
        here = [m for m in self._mentions if a <= m.start and m.end <= b]
        persons = [m for m in here if m.label == "person" and not _owned(c, m, a)]
        if persons:
            comma = a + words.find(",")
            before_comma = [m for m in persons if comma < a or m.end <= comma]
            return (before_comma[-1:] or persons)[0].entity
        bare = re.sub(r"^(?:the|an?) ", "", words, flags=re.IGNORECASE)
        owner = re.match(r".*['’]s ", words)
        named = self._people.named(words[owner.end() :] if owner else words, whole=owner is not None)
        if named is not None:
            return named
        for m in here:
            if m.text == bare and m.label in ("organisation", "other", "place"):
                return m.entity
        named_first = re.match(
            r"((?:[A-ZÀ-Þ][\w.’'-]+)(?: [A-ZÀ-Þ][\w.’'-]+){1,3}), "
            r"(?:(?:an?|the|his|her|their|its|\d\d)\b|[A-ZÀ-Þ][\w-]*['’]s )",
            bare,
        )
        if named_first is not None:
            return named_first[1]  # "Jana Holt, a baker" whom the parser took for no name
        last = here[-1] if here else None
        if last is not None and last.end == b and last.start > a and last.label in ("organisation", "other"):
            return bare if _owned(c, last, a) else last.entity  # "the harbour authority Talva Port"
        return bare


def _owned(c: Clause, mention: Mention, start: int) -> bool:
    """Whether a name only tells whose or of what the speaker is: "Roth's office", "a lawyer for the singer Roth"."""
    at = mention.start - c.sentence.start
    rest = c.sentence.text[mention.end - c.sentence.start :]
    before = c.sentence.text[start - c.sentence.start : at]
    following = re.match(r" ([a-z-]+)", rest)
    if rest[:2] in ("'s", "’s") or (following is not None and following[1] in RELATED):
        return True
    if _BEFORE_OWNER.search(before[-14:].lower()):
        return True
    related = _RELATED_TO.search(before)
    return related is not None and related[1].lower() in RELATED


def given_to(item: Found, entity: str, people: People, *, span: tuple[int, int] | None = None) -> Found:
    """The same attribution under another speaker: whom a pronoun or a short form stands for, named at ``span``."""
    authority = is_authority(entity, people.roles.get(entity))
    attribution = replace(item.attribution, speaker_entity=entity, authority=authority)
    return replace(item, attribution=attribution, speaker_span=span or item.speaker_span)


def longer_form(item: Found, earlier: Sequence[Found], people: People) -> Found:
    """ "the office" as the one earlier speaker whose words end so ("the harbour office")."""
    short = item.attribution.speaker_entity
    if " " in short or not short.islower() or short in PRONOUNS:
        return item
    longer = {f.attribution.speaker_entity for f in earlier if f.attribution.speaker_entity.endswith(" " + short)}
    return given_to(item, min(longer), people) if len(longer) == 1 else item


def headline_attribution(
    article: Article, headline: Headline, mentions: Sequence[Mention], people: People
) -> tuple[Attribution, ...]:
    """The attribution of a title as a value, with the speaker's full name from the body; empty if there is none."""
    if headline.cut is None or headline.speaker is None:
        return ()
    words = article.title[slice(*headline.speaker)]
    bare = re.sub(r"^(?:the|an?) ", "", words, flags=re.IGNORECASE)
    entity = next((m.entity for m in mentions if m.text == bare), None) or people.named(bare) or bare
    land = len(bare.split()) < 3  # a land speaks for itself; a seat of three words ("Kalm Doro Va") is a body
    named = any(m.entity == entity and (m.label == "person" or (m.label == "place" and land)) for m in mentions)
    start, end = headline.cut
    core = headline.core if headline.core[0] >= end or headline.core[1] <= start else (end, headline.core[1])
    return (
        Attribution(
            sentence=0,
            field="title",
            start=start,
            end=end,
            content=(core,),
            speaker=words,
            speaker_entity=entity,
            verb=_BASE_FORMS.get(headline.verb.lower(), headline.verb.lower().removesuffix("s")),
            shape="headline",
            authority=speaks_with_authority(words, people.roles.get(entity), person=named),
        ),
    )
