"""Brings a headline in title case down to sentence case, by how the story's own bodies write each word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from coranto.types import Source, Token

_WORD = re.compile(r"[^\W\d_][\w’']*(?:[-‑][\w’']+)*")
_SMALL = frozenset(
    "a an the and or but nor of in on at to for from by with as into over after before up out off".split()
)


_OF_FIGURES = re.compile(r"million|billion|trillion|thousand|percent|per|people|more", re.I)
_QUOTED = re.compile(r"(?<=\s)[‘'\"“][^‘’'\"“”]{3,40}[’'\"”](?=[\s.,]|$)")


def _evenly(match: re.Match[str]) -> str:
    """Quoted words of a title are all in lower case where the first is: 'security incident'."""
    words = match.group()
    return words.lower() if words[1:2].islower() else words


class Casing:
    """Knows how often the bodies of a story write a word with a capital inside a sentence."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._capital: Counter[str] = Counter()
        self._lower: Counter[str] = Counter()
        self._common: set[str] = set()
        for source in sources:
            for sentence in source.analysis.sentences:
                if not is_title_case(" ".join(sentence.text.split()[:10])):
                    self._count(sentence.tokens)
                self._common |= {
                    t.text.lower()
                    for t in sentence.tokens
                    if sentence.field == "title" and t.pos not in {"PROPN", "X", "NUM"}
                }

    def sentence_case(self, text: str) -> str:
        """The text with capitals only where the story has them inside sentences; other texts as they are."""
        if not is_title_case(text):
            return text
        words = list(_WORD.finditer(text))
        parts, at = [], 0
        for place, match in enumerate(words):
            parts.append(text[at : match.start()])
            word = match.group()
            after_figure = _OF_FIGURES.fullmatch(word) and re.search(r"\d\s?$", text[: match.start()])
            if after_figure:
                word = word.lower()
            elif place > 0:
                word = self._cased(word)
            elif "-" in word and all(part.istitle() for part in word.split("-")) and not self._capital[word.lower()]:
                first, _, rest = word.partition("-")
                word = f"{first}-{self._cased(rest)}" if first.lower() in self._lower else word
            parts.append(word)
            at = match.end()
        return _QUOTED.sub(_evenly, "".join([*parts, text[at:]]))

    def inside(self, text: str) -> str:
        """The text as it stands inside a sentence: its first word in lower case where the bodies write it so."""
        first, _, rest = text.partition(" ")
        return " ".join(part for part in (self._cased(first), rest) if part)

    def _cased(self, word: str) -> str:
        parts = word.split("-")
        if len(parts) > 1 and all(part.istitle() for part in parts):
            return "-".join(self._cased(part) for part in parts) if parts[0].lower() in self._lower else word
        if not word[0].isupper() or (word.isupper() and len(word) > 1) or any(c.isupper() for c in word[1:]):
            return word
        key = word.lower().removesuffix("'s").removesuffix("’s")
        capital, lower = self._capital[key], self._lower[key]
        if capital or lower:
            return word if capital > lower else word[0].lower() + word[1:]
        known = word.lower() in _SMALL or word.lower() in self._common
        return word[0].lower() + word[1:] if known else word

    def _count(self, tokens: Sequence[Token]) -> None:
        for token in tokens[1:]:
            if not token.text[:1].isalpha():
                continue
            (self._capital if token.text[0].isupper() else self._lower)[token.text.lower()] += 1


def is_title_case(text: str) -> bool:
    """Whether most longer words after the first begin with a capital."""
    words = [w for w in _WORD.findall(text)[1:] if len(w) > 3]
    return len(words) >= 3 and sum(w[0].isupper() for w in words) / len(words) > 0.7
