"""Writes "the two leaders" as the two persons whom the article has named, where just two can be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.compose.antecedents import is_human_before, sex_used
from coranto.compose.edits import Change, passage
from coranto.compose.reading import Reading
from coranto.types import Evidence, Mention, Sentence

_GROUP = re.compile(
    r"\b(?:[Tt]he\s+two|[Bb]oth|[Tt]hese\s+two)\s+"
    r"(?:leaders|presidents|men|women|ministers|politicians|heads of state|prime ministers)\b"
    r"|\b[Tt]he\s+pair\b"
)


def the_two(reading: Reading, sentence: Sentence) -> list[Change]:
    """ "The two leaders" -> "Lee and Xi", where just two persons of the article have been named and can be meant."""
    match = _GROUP.search(sentence.text)
    if match is None:
        return []
    pair = _pair_before(reading, sentence, people=match.group().split()[-1] in {"men", "women", "pair"})
    if pair is None:
        return []
    names, evidence = pair
    start = sentence.start + match.start()
    return [
        Change(
            start=start,
            end=sentence.start + match.end(),
            after=" and ".join(names),
            why=f"'{match.group()}' written as the two that the article has named",
            evidence=evidence,
        )
    ]


def _pair_before(
    reading: Reading, sentence: Sentence, *, people: bool
) -> tuple[tuple[str, str], tuple[Evidence, ...]] | None:
    first: dict[str, tuple[Mention, Sentence]] = {}
    for earlier in reading.sentences[: sentence.index]:
        if earlier.field != "text" or earlier.noise is not None:
            continue
        attribution = reading.attribution(earlier)
        for mention in reading.mentions.get(earlier.index, ()):
            speaks = attribution is not None and attribution.start <= mention.start < attribution.end
            if mention.label == "person" and not speaks:
                first.setdefault(mention.entity, (mention, earlier))
    if len(first) != 2:
        return None
    (a, (mention_a, owner_a)), (b, (mention_b, owner_b)) = sorted(first.items(), key=lambda item: item[1][0].start)
    if a.split()[-1] == b.split()[-1]:
        return None
    if people and not all(_is_surely_human(reading, entity) for entity in (a, b)):
        return None
    owners: Sequence[Sentence] = (owner_a,) if owner_a.index == owner_b.index else (owner_a, owner_b)
    evidence = tuple(passage(reading.source, "text", o.start, o.end) for o in owners)
    return (_short(mention_a, a), _short(mention_b, b)), evidence


def _is_surely_human(reading: Reading, entity: str) -> bool:
    """Whether the article calls the name he or she, or gives it a role or a title: taggers take bodies for persons."""
    named = [m for m in reading.source.analysis.mentions if m.entity == entity and m.field == "text"]
    return bool(sex_used(reading, entity)) or any(is_human_before(reading, m) for m in named)


def _short(mention: Mention, entity: str) -> str:
    return entity if entity == mention.text else mention.text
