"""Cuts text into the word pieces that BERT models were trained on, without the tokenizer library.

The vocabulary is that of bert-base-uncased (Apache-2.0). Ids equal those of the reference implementation; a
library of 16 packages, one of which talks to a model hub, is not needed for 60 lines.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files

UNKNOWN, FIRST, LAST = 100, 101, 102
_LONGEST_WORD = 100
"""Longer words are unknown, as in the reference; it also bounds the quadratic search."""

_ASCII_SYMBOLS = "$+<=>^`|~"
_IDEOGRAPHS = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


class WordPieces:
    """The vocabulary and the cutting. Build it once with ``word_pieces()``."""

    def __init__(self, vocabulary: list[str]) -> None:
        self.ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._spelling = _Spelling()
        self._pieces = lru_cache(maxsize=50_000)(self._cut)

    def encode(self, text: str, limit: int) -> list[int]:
        """At most ``limit`` ids, between the first and the last mark."""
        return [FIRST, *self.pieces(text, limit - 2), LAST]

    def pieces(self, text: str, limit: int) -> list[int]:
        """The first ``limit`` ids of ``text``, without marks. Only as much text is read as they can need."""
        found: list[int] = []
        for word in text[: limit * (_LONGEST_WORD + 1)].translate(self._spelling).split():
            found += self._pieces(word)
            if len(found) >= limit:
                break
        return found[:limit]

    def _cut(self, word: str) -> tuple[int, ...]:
        """The longest known piece first, then the longest that continues it; one unknown makes the word unknown."""
        if len(word) > _LONGEST_WORD:
            return (UNKNOWN,)
        found, start = [], 0
        while start < len(word):
            lead = "##" if start else ""
            end = next((end for end in range(len(word), start, -1) if lead + word[start:end] in self.ids), None)
            if end is None:
                return (UNKNOWN,)
            found.append(self.ids[lead + word[start:end]])
            start = end
        return tuple(found)


@lru_cache(maxsize=1)
def word_pieces() -> WordPieces:
    """The cutter with the shipped vocabulary of 30,522 pieces."""
    vocabulary = files("coranto.models").joinpath("data", "minilm_vocab.txt").read_text("utf-8")
    return WordPieces(vocabulary.removesuffix("\n").split("\n"))


class _Spelling(dict[int, str]):
    """What each character becomes before words are split at spaces; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = _spelled(chr(code))
        return self[code]


def _spelled(char: str) -> str:
    category = unicodedata.category(char)
    if char in "\t\n\r" or category == "Zs":
        return " "
    if char == "\ufffd" or category.startswith("C"):
        return ""
    if any(low <= ord(char) <= high for low, high in _IDEOGRAPHS):
        return f" {char} "
    bare = "".join(part for part in unicodedata.normalize("NFD", char) if unicodedata.category(part) != "Mn").lower()
    return "".join(f" {part} " if _splits(part) else part for part in bare)


def _splits(char: str) -> bool:
    return char in _ASCII_SYMBOLS or unicodedata.category(char).startswith("P")
