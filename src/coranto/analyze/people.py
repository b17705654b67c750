"""What an article says its people are: titles before the name, appositions after or before it.

Quotations show a speaker's role in the article's own words, and a bare "the adviser" is tied to its name by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from coranto.analyze.speech import ROLE_NOUNS
from coranto.types import Mention, Sentence, Token

_FUNCTION = frozenset("of the for and at in to".split())
_WORD = re.compile(r"[^\W_][\w.’'-]*")
_SHORT_TITLES = frozenset("gen gov sen rep col capt lt sgt adm dr prof".split())
_ROLE_WORDS = r"[^,;:.!?\"“”()]{3,90}"
_AFTER = re.compile(
    r"(?:['’]s)?, (?:(?:the|a|an|his|her|its|their|who is|one of the) )?"
    rf"(?P<role>{_ROLE_WORDS}(?: \([A-Z]{{2,6}}\))?)(?:[,.;]|$)"
)
_BEFORE = re.compile(
    r"(?:^|(?<=[\s\"“]))(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Aa]n?|[A-Z][\w-]+(?: [A-Z][\w-]+)*['’]s) "
    rf"(?P<role>{_ROLE_WORDS}), $"
)
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|outside|around) [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*, $")
"""What follows is the land of that place, not the name of a person: "a spokesman in Talva, Marland"."""
_TELLING = re.compile(
    r"^(?:(?P<she>Mrs|Ms|Miss|Madame|Queen|Princess|Duchess|Lady|actress|mother|wife|sister|daughter|\w+woman)"
    r"|(?P<he>Mr|Sir|King|Prince|Duke|Lord|father|husband|brother|son|spokesman|chairman|congressman|businessman|fireman))"
    r"\.?$"
)
_VERBISH = re.compile(
    r"\b(?:said|says|told|was|were|is|are|has|have|had|will|would|who|which|that|when|after|while|but)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The persons of one article. ``roles`` holds the first role that the body gives each full name, as printed.


    ``pronouns`` holds "he" or "she" for those whom a title tells by ("Ms. Roth", "the actress Jana Holt").
    """

    roles: dict[str, str] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)

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
    order = sorted(mentions, key=lambda m: (m.field == "title", m.sentence, m.start))
    for mention in order:
        sentence = sentences[mention.sentence]
        if mention.label != "person" or mention.entity in roles or sentence.noise is not None:
            continue
        role = role_at(sentence, mention.start, mention.end)
        if role is not None and mention.field == "text":
            roles[mention.entity] = role
    return People(roles=roles, pronouns=_pronouns(sentences, mentions, roles))


def _pronouns(sentences: Sequence[Sentence], mentions: Sequence[Mention], roles: dict[str, str]) -> dict[str, str]:
    pronouns: dict[str, str] = {}
    for mention in mentions:
        if mention.label != "person" or mention.entity in pronouns:
            continue
        sentence = sentences[mention.sentence]
        before = _WORD.findall(sentence.text[: mention.start - sentence.start])[-1:]
        for word in (*before, *roles.get(mention.entity, "").split()):
            told = _TELLING.search(word)
            if told:
                pronouns[mention.entity] = "she" if told["she"] else "he"
                break
    return pronouns


def role_at(sentence: Sentence, start: int, end: int) -> str | None:
    """The role printed right before or after a name at ``start``..``end`` (offsets into the field), or None."""
    return (
        _title_before(sentence, start)
        or _apposition_after(sentence.text[end - sentence.start :])
        or _apposition_before(sentence.text[: start - sentence.start], sentence.text[end - sentence.start :])
    )


def _title_before(sentence: Sentence, start: int) -> str | None:
    """The words up to the name, if the last of them is a role: "civil protection chief Ines Roth"."""
    before = [t for t in sentence.tokens if t.end <= start]
    if not before or sentence.text[before[-1].end - sentence.start : start - sentence.start].strip():
        return None
    if not _is_role(before[-1]):
        return None
    first = len(before) - 1
    while first > 0 and _joins(before[first - 1], before[first]):
        first -= 1
    while first < len(before) - 1 and (
        before[first].tag in ("CD", "HYPH", "RB") or before[first].text in ("'s", "’s", "-")
    ):
        first += 1
    role = sentence.text[before[first].start - sentence.start : before[-1].end - sentence.start]
    return role if len(role.split()) <= 8 else None


def _is_role(token: Token) -> bool:
    if token.pos in ("VERB", "AUX"):
        return False
    lower = token.text.lower().rstrip(".")
    return lower in ROLE_NOUNS or lower in _SHORT_TITLES or token.text.lower().split("-")[-1] in ROLE_NOUNS


def _joins(token: Token, following: Token) -> bool:
    """Whether a token belongs to the title on its right; a possessive ("Talva's mayor") does not."""
    if token.text in ("'s", "’s", "'", "’", ",") or token.tag == "POS":
        return False
    if token.tag == "HYPH" or token.text == "-" or following.text == "-":
        return True
    return token.pos in ("NOUN", "PROPN", "ADJ") or (
        token.tag in ("VBN", "JJ", "NN", "NNP") and token.end < following.start
    )


def _apposition_after(rest: str) -> str | None:
    match = _AFTER.match(rest)
    return _checked(match["role"]) if match else None


def _apposition_before(text: str, rest: str) -> str | None:
    """The words before the comma; the apposition must close, or "Through a spokesman, Roth denied" would be one."""
    match = _BEFORE.search(text)
    if match is None or _PLACE_BEFORE.search(text) or not re.match(r"[,.;!?\"”]|$", rest):
        return None
    return _checked(match["role"])


def _checked(words: str) -> str | None:
    """The words, if they are a noun phrase about a role: the role noun stands before any "of" or "for"."""
    if _VERBISH.search(words) or len(words.split()) > 12:
        return None
    head = re.split(r" (?:of|for|at|in|with|from|on|to|who|and) ", words)[0].split()
    return words.strip() if head and _bare(head[-1]) in ROLE_NOUNS else None


def _bare(word: str) -> str:
    lower = word.lower().rstrip(".")
    return lower if lower in ROLE_NOUNS else lower.split("-")[-1]


def _content(words: str) -> frozenset[str]:
    return (
        frozenset(w.lower().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(words))
        - _FUNCTION
        - {"a", "an"}
    )
