"""What an article says its people are: titles before the name, appositions after or before it.

Quotations show a speaker's role in the article's own words, and a bare "the adviser" is tied to its name by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from coranto.analyze.roles import TITLE, role_at
from coranto.analyze.speech import ROLE_NOUNS
from coranto.types import Mention, Sentence

_FUNCTION = frozenset("of the for and at in to".split())
_WORD = re.compile(r"[^\W_][\w.’'-]*")
_NO_ROLE = re.compile(
    rf"^(?:{TITLE}\.?|(?:an?other|the other|one|a|an|his|her|its|their|my|same) .*|fellow \w+)$"
    r"|^(?:(?:old|older|younger|elder|best|close|long-?time|family|late|former|estranged|only|twin|\d+-year-old) )*"
    r"(?:(?:mother|father|parents|wife|husband|son|daughter|brother|sister|uncle|aunt|cousin|grandmother|grandfather)"
    r"(?: of (?:two|three|four|five|six|seven|eight|\d+)\b.*)?|(?:friend|friends|family|relatives|neighbou?rs?|fans?"
    r"|girlfriend|boyfriend|colleague|residents?|passengers?|villagers?)"
    r"(?: of (?:the )?[\w’'-]+(?: [\w’'-]+){0,2}| here| there)?)$"
    r"|\d+[ -]years?[ -]old|^\d+$",
    re.IGNORECASE,
)
"""What a name may have beside it that is no office or work: titles, ages, "another economist".

Kinship says who speaks only with whose it is: "mother of the dead boy".
"""
_OFFICES = frozenset(
    """
    president vice-president premier chancellor minister secretary mayor governor senator congressman congresswoman
    representative king queen prince princess pope archbishop bishop ambassador general admiral colonel captain major
    lieutenant sergeant commander brigadier superintendent inspector detective sheriff constable judge justice deputy
    """.split()
)
"""Titles that newspapers write large before a name wherever they stand."""
_OF = re.compile(r" (?:of|for|to|at|in|from|with) ")
_TELLING = re.compile(
    r"^(?:(?P<she>Mrs|Ms|Miss|Madame|Queen|Princess|Duchess|Lady|actress|mother|wife|sister|daughter|\w+woman)"
    r"|(?P<he>Mr|Sir|King|Prince|Duke|Lord|father|husband|brother|son|spokesman|chairman|congressman|businessman|fireman))"
    r"\.?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The persons of one article. ``roles`` holds the first role that the body gives each full name, as printed.

    ``pronouns`` holds "he" or "she" for those whom a title tells by ("Ms. Roth", "the actress Jana Holt").
    ``openings`` are those roles whose capital is only that of a sentence's beginning.
    """

    roles: dict[str, str] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)
    openings: frozenset[str] = frozenset()

    def role_of(self, name: str) -> str | None:
        """The role to print beside a name: an office or work, in the article's words; None for "friend", "Dr."."""
        role = self.roles.get(name)
        if role is None or _NO_ROLE.search(role):
            return None
        return role[0].lower() + role[1:] if role in self.openings else role

    def named(self, words: str, *, whole: bool = False) -> str | None:
        """The one person whose role has all words of a bare role ("the adviser"), or None.

        With ``whole`` the role must have no other words: "Marland's premier" is not the "Ostrian premier".
        """
        asked = _content(words)
        if not asked or not any(w in ROLE_NOUNS for w in asked):
            return None
        fits = [
            name
            for name, role in sorted(self.roles.items())
            if asked == _content(role) or (asked < _content(role) and not whole)
        ]
        return fits[0] if len(fits) == 1 else None


def find_people(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> People:
    """Roles of the persons named, from the prose of the body first and the headline last."""
    roles: dict[str, str] = {}
    openings: set[str] = set()
    named = frozenset(word for m in mentions for word in m.text.split())
    order = sorted(mentions, key=lambda m: (m.field == "title", m.sentence, m.start))
    for mention in order:
        sentence = sentences[mention.sentence]
        known = roles.get(mention.entity)
        if mention.label != "person" or sentence.noise is not None or (known and not _NO_ROLE.search(known)):
            continue
        role = role_at(sentence, mention.start, mention.end)
        if role is not None and mention.field == "text" and (known is None or not _NO_ROLE.search(role)):
            roles[mention.entity] = role
            at_head = sentence.text.startswith(role) and role[0].isupper()
            if at_head and _small_inside(role, sentences, named):
                openings.add(role)
    return People(roles=roles, pronouns=_pronouns(sentences, mentions, roles), openings=frozenset(openings))


def _small_inside(role: str, sentences: Sequence[Sentence], named: frozenset[str]) -> bool:
    """Whether a role at the head of a sentence would be small inside it: no name, no office before its holder."""
    words = role.split()
    if len(words) == 1:
        return words[0].lower() in ROLE_NOUNS and words[0].lower() not in _OFFICES
    if not words[1].islower() or any(c.isupper() for c in words[0][1:]):
        return False
    seen = re.compile(rf"\b{re.escape(words[0].lower())}\b")
    return words[0] not in named or any(seen.search(s.text) for s in sentences)


def _pronouns(sentences: Sequence[Sentence], mentions: Sequence[Mention], roles: dict[str, str]) -> dict[str, str]:
    pronouns: dict[str, str] = {}
    for mention in mentions:
        if mention.label != "person" or mention.entity in pronouns:
            continue
        sentence = sentences[mention.sentence]
        before = _WORD.findall(sentence.text[: mention.start - sentence.start])[-1:]
        for word in (*before, *_OF.split(roles.get(mention.entity, ""))[0].split()):
            told = _TELLING.search(word)
            if told:
                pronouns[mention.entity] = "she" if told["she"] else "he"
                break
    return pronouns


def _content(words: str) -> frozenset[str]:
    return (
        frozenset(w.lower().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(words))
        - _FUNCTION
        - {"a", "an"}
    )
