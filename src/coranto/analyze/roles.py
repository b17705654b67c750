"""The role printed beside a name: a title before it, an apposition after or before it.

Read from the words of one sentence, so that names and people can both ask without knowing of each other.
"""

from __future__ import annotations

import re

from coranto.analyze.speech import ROLE_NOUNS
from coranto.types import Sentence, Token

_SHORT_TITLES = frozenset("gen gov sen rep col capt lt sgt adm dr prof".split())
TITLE = r"(?:mr|mrs|ms|miss|dr|prof|gen|lt|sgt|sen|rep|gov|col|capt|adm|cllr|sir|dame|lord|lady|ex|former)"
"""Titles and their abbreviations that say no office."""
_SEEKING = frozenset("candidate contender nominee hopeful bid run campaign".split())
_BARE_TITLE = re.compile(rf"{TITLE}\.?", re.IGNORECASE)
_ADDRESSED = re.compile(rf"(?:\b{TITLE}\.? )+$", re.IGNORECASE)
"""What stands between a role and its name: "the head of the clinic, Dr. Ines Roth"."""
_TRAILING_TITLE = re.compile(rf"[ ,]+{TITLE}\.?$", re.IGNORECASE)
_RELATIVE = re.compile(r"(?<=[a-z]) (?:who|whose|which|that|where|when)\b.*$", re.DOTALL)
_ROLE_WORDS = r"[^,;:.!?\"“”()]{3,90}"
_AFTER = re.compile(
    r"(?:['’]s)?, (?:(?:the|a|an|his|her|its|their|who is|one of the) )?"
    rf"(?P<role>{_ROLE_WORDS}(?: \([A-Z]{{2,6}}\))?)(?:[,.;]|$)"
)
_BEFORE = re.compile(
    r"(?:^|(?<=[\s\"“]))(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Aa]n?|[A-Z][\w-]+(?: [A-Z][\w-]+)*['’]s) "
    rf"(?P<role>{_ROLE_WORDS}), $"
)
_OFFICE_OF = re.compile(
    r"(?:^|(?<=[\s\"“]))(?P<role>(?:[A-Z][\w-]* ){0,4}[\w-]+ (?:of|for|at|on) "
    r"(?:(?:the|of|for|and|on|in|at) |[A-Z][\w.’'&-]* )*[A-Z][\w.’'&-]*) $"
)
"""An office with the body it is of, right before a name: "First Deputy Chairman of the Board for Trade Ines Roth"."""
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|outside|around) [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*, $")
"""What follows is the land of that place, not the name of a person: "a spokesman in Talva, Marland"."""
_VERBISH = re.compile(
    r"\b(?:said|says|told|was|were|is|are|has|have|had|will|would|who|which|that|when|after|while|but)\b"
)


def role_at(sentence: Sentence, start: int, end: int) -> str | None:
    """The role printed right before or after a name at ``start``..``end`` (offsets into the field), or None."""
    before, after = sentence.text[: start - sentence.start], sentence.text[end - sentence.start :]
    title = _title_before(sentence, start)
    if title is not None and not _BARE_TITLE.fullmatch(title):
        return _TRAILING_TITLE.sub("", title)
    apposed = _apposition_after(after) or _apposition_before(_ADDRESSED.sub("", before), after)
    return apposed or title or _office_of(before)


def _title_before(sentence: Sentence, start: int) -> str | None:
    """The words up to the name, if the last of them is a role: "civil protection chief Ines Roth"."""
    before = [t for t in sentence.tokens if t.end <= start]
    if not before or sentence.text[before[-1].end - sentence.start : start - sentence.start].strip():
        return None
    while len(before) > 1 and (before[-1].text == "." or _BARE_TITLE.fullmatch(before[-1].text)):
        if not any(_is_role(t) for t in before[-4:-1]):
            break
        before.pop()  # "spokesman Col. Karl Brandt"
    if not _is_role(before[-1]):
        return None
    first = len(before) - 1
    while first > 0 and (_joins(before[first - 1], before[first]) or _misread(before, first)):
        first -= 1
    while first < len(before) - 1 and (
        before[first].tag in ("CD", "HYPH", "RB") or before[first].text in ("'s", "’s", "-")
    ):
        if before[first].text[:1].isalpha() and before[first].end == before[first + 1].start:
            break  # "one-time mayor", "then-president": without it the office would be held today
        first += 1
    opening = _with_the_one_before(before, first)
    if opening is None:
        return None
    role = sentence.text[before[opening].start - sentence.start : before[-1].end - sentence.start]
    return role if len(role.split()) <= 8 else None


def _with_the_one_before(before: list[Token], first: int) -> int | None:
    """Where a title begins that shares its "former" with the one before it; None for what one only seeks to be.

    "Former premier and foreign minister Ines Roth" is neither today.
    """
    if first > 1 and before[first - 1].text.lower() == "and" and _is_role(before[first - 2]):
        start = first - 2
        while start > 0 and _joins(before[start - 1], before[start]):
            start -= 1
        return start
    if first > 1 and before[first - 1].text.lower() == "for" and before[first - 2].lemma.lower() in _SEEKING:
        return None
    return first


def _is_role(token: Token) -> bool:
    if token.pos in ("VERB", "AUX", "ADJ"):
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


def _misread(before: list[Token], first: int) -> bool:
    """A noun that the parser took for a verb, between a mark and the role: ", harbour master Ines Roth"."""
    if first != len(before) - 1 or before[first - 1].tag not in ("VB", "VBP"):
        return False
    return first == 1 or (before[first - 2].text != "," and before[first - 2].pos == "PUNCT")


def _apposition_after(rest: str) -> str | None:
    match = _AFTER.match(_RELATIVE.sub("", rest, count=1))
    return _checked(match["role"]) if match else None


def _office_of(before: str) -> str | None:
    match = _OFFICE_OF.search(before)
    return _checked(re.sub(r"^(?:The|An?) ", "", match["role"]), most=16) if match else None


def _apposition_before(text: str, rest: str) -> str | None:
    """The words before the comma; the apposition must close, or "Through a spokesman, Roth denied" would be one."""
    match = _BEFORE.search(text)
    if match is None or _PLACE_BEFORE.search(text) or not re.match(r"[,.;!?\"”]|$", rest):
        return None
    return _checked(match["role"])


def _checked(words: str, *, most: int = 12) -> str | None:
    """The words, if they are a noun phrase about a role: the role noun stands before any "of" or "for"."""
    if _VERBISH.search(words) or len(words.split()) > most:
        return None
    head = re.split(r" (?:of|for|at|in|with|from|on|to|who|and) ", words)[0].split()
    return words.strip() if head and _bare(head[-1]) in ROLE_NOUNS else None


def _bare(word: str) -> str:
    lower = word.lower().rstrip(".")
    return lower if lower in ROLE_NOUNS else lower.split("-")[-1]
