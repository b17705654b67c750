"""How each article of a story introduces its people: the full name, with the role right before it, and where.

Taggers make names of two capitals side by side, so what is to be printed as a name must look and be used like one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coranto.compose.comment import is_opinion
from coranto.compose.edits import passage
from coranto.types import Evidence, Mention, Sentence, Source

ROLE_WORD = re.compile(
    r"president|minister|premier|chancellor|secretary|chief|director|adviser|advisor|senator|governor|mayor|general|judge"
    r"|ambassador|envoy|spokes\w+|commissioner|commander|chairman|chairwoman|chair|professor|captain|colonel|justice|speaker"
    r"|king|queen|prince|princess|pope|bishop|archbishop|officer|manager|coach|leader|deputy|lawmaker|congress\w+|attorney"
    r"|prosecutor|sheriff|detective|sergeant|lieutenant|admiral|executive|founder|analyst|economist|\w*ologist|engineer|master|driver"
    r"|singer|actor|actress|author|striker|champion|scientist|researcher|activist|journalist|owner|lawyer",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[A-Z][^\W\d_]*(?:[.'’-][^\W\d_]+)*\.?|de|da|di|del|la|le|el|al|bin|ben|ibn|van|von|der|den|dos|du)"
    r"(?:\s(?:[A-Z][^\W\d_]*(?:[.'’-][^\W\d_]+)*\.?|de|da|di|del|la|le|el|al|bin|ben|ibn|van|von|der|den|dos|du)){1,3}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of the story: the full name, how an article introduces it, and where."""

    name: str
    introduced: str
    evidence: Evidence


def people_of(sources: Mapping[int, Source]) -> dict[str, list[Person]]:
    """Persons by the short name that articles use for them, in order of citation number and place."""
    found: dict[str, list[Person]] = {}
    for n in sorted(sources):
        source = sources[n]
        if source.copy_of is not None or is_opinion(source.article.title, source.article.url):
            continue
        full = [m for m in source.analysis.mentions if m.label == "person" and m.field == "text" and " " in m.text]
        for mention in full:
            if not _last(mention.text)[:1].isupper() or not _is_name(source, mention):
                continue
            if mention.text != mention.entity or source.analysis.sentences[mention.sentence].noise is not None:
                continue
            sentence = source.analysis.sentences[mention.sentence]
            person = _person(source, sentence, mention)
            for short in _shorts(source, mention):
                if " " not in short:
                    found.setdefault(short, []).append(person)
    return found


def _is_name(source: Source, mention: Mention) -> bool:
    """Whether words found to be a full name look like one, and are no first word of a sentence taken along.

    "Tranquilizing Harambe" and "Hustle - boarded Flight" are what a tagger makes of two capitals side by side.
    """
    if not _NAME.fullmatch(mention.text):
        return False
    first = mention.text.split()[0]
    if source.analysis.sentences[mention.sentence].start != mention.start:
        return True
    if first.lower().endswith(("ing", "ed")):
        return False
    # At the start of a sentence the first word is in capitals anyway: the name must stand elsewhere, or speak or act.
    texts = (source.article.title, source.article.text)
    return sum(text.count(mention.text) for text in texts) > 1 or _told_by_verb(source, mention)


def _told_by_verb(source: Source, mention: Mention) -> bool:
    """Whether what follows a name at the start of a sentence is its verb or an apposition, as after a person's."""
    tokens = source.analysis.sentences[mention.sentence].tokens
    following = next((t for t in tokens if t.start >= mention.end), None)
    return following is not None and (following.text == "," or following.pos in {"VERB", "AUX"})


def _shorts(source: Source, mention: Mention) -> set[str]:
    """The short names by which the article calls the person, and the last word of the name."""
    return {m.text for m in source.analysis.mentions if m.entity == mention.entity} | {_last(mention.text)}


def _last(name: str) -> str:
    return name.split()[-1]


def _person(source: Source, sentence: Sentence, mention: Mention) -> Person:
    start = _role_start(sentence, mention)
    text = source.article.text[start : mention.end]
    if start == sentence.start and _is_small_inside(source, text):
        text = text[:1].lower() + text[1:]
    return Person(
        name=mention.text,
        introduced=" ".join(text.split()),
        evidence=passage(source, "text", sentence.start, sentence.end),
    )


def _is_small_inside(source: Source, words: str) -> bool:
    """Whether a role has its capital only from the beginning of a sentence: "Harbour master Ida Brandt"."""
    first, second = words.split()[:2]
    return second[0].islower() and re.search(rf"\b{re.escape(first.lower())}\b", source.article.text) is not None


def _role_start(sentence: Sentence, mention: Mention) -> int:
    """Where the role directly before the name begins ("National Security Adviser", "civil protection chief")."""
    before = [t for t in sentence.tokens if t.end <= mention.start]
    start = mention.start
    role = ""
    for token in reversed(before):
        usual = token.pos in {"PROPN", "NOUN", "ADJ"} or token.text in {"-"}
        if not usual or not re.match(r"[\w-]", token.text) or start - token.end > 1:
            break
        start = token.start
        role = token.text + " " + role
    if not ROLE_WORD.search(role) or (
        before and any(t.end == start - 1 and t.text in {"'s", "’s", "a", "an"} for t in before)
    ):
        return mention.start
    return start
