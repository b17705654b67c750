"""Reduces a body to the words that are its own, for telling copies: no credit, dateline or byline, no typography."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

SHINGLE_WORDS = 5
"""Runs of five equal words are rare between independent texts outside quotations and titles of office."""

Shingles = NDArray[np.uint64]

_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_DATELINE = re.compile(
    r"\A[A-Z\u00c0-\u00de][\w.,'\u2019/ -]{1,60}?"
    r"(?:\([^()\n]{2,40}\)\s*(?:[-\u2013\u2014]{1,2}|:)|\s(?:--|[\u2013\u2014]))\s+(?=\S)"
)
_PARENTHETICAL_DATELINE = re.compile(r"\A\([A-Z][\w .&'\u2019-]{1,30}\)\s*(?:[-\u2013\u2014]{1,2})?\s*")
_CREDIT = re.compile(
    r"\A(?:by\s+[A-Z][^.!?]{2,100}\Z"
    r"|[(\[]?\s*(?:(?:additional |further )?(?:reporting|writing|editing|photographs?|photos?)\s+by"
    r"|with (?:additional )?reporting|with (?:files|material|agency reports?|inputs?)|sources?:|copyright|\u00a9)"
    r"|this (?:story|article|report) (?:was|is|has been|first|originally)\b|this is a developing story"
    r"|follow us on|read more|click here|sign up|subscribe|share this)"
    r"|all rights reserved\.?\)?\Z|contributed to this (?:report|story|article)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:\((?:END|MORE|ends?|agencies)\)|\S+@\S+\.\w+)\s*\Z")
_MIX = np.array([0x9E3779B97F4A7C15 * (2 * k + 1) & 0xFFFFFFFFFFFFFFFF for k in range(SHINGLE_WORDS)], np.uint64)


def own_words(text: str) -> list[str]:
    """The words of a body in order, in lower case: credit lines and bylines left out, datelines cut."""
    words: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        while _may_have_tail(paragraph) and (shorter := _TAIL.sub("", paragraph)) != paragraph:
            paragraph = shorter
        if not paragraph or (len(paragraph) < 400 and _CREDIT.search(paragraph)):
            continue
        if number < 4:
            paragraph = _PARENTHETICAL_DATELINE.sub("", _DATELINE.sub("", paragraph, count=1), count=1)
        words += bare_words(paragraph)
    return words


def _may_have_tail(paragraph: str) -> bool:
    """Whether a paragraph ends in a bracket or an address: what else it ends in need not be searched."""
    last = paragraph.rsplit(None, 1)[-1:]
    return bool(last) and (last[0].endswith(")") or "@" in last[0])


def bare_words(text: str) -> list[str]:
    """The words of ``text`` in lower case without marks; a character of an unspaced script is a word."""
    flat = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'").replace("'s ", "s ")
    return _WORD.findall(flat)


def shingles_of(words: list[str]) -> Shingles:
    """A 64-bit hash for each run of five words, in order: shape (words - 4,), empty for fewer than five."""
    if len(words) < SHINGLE_WORDS:
        return np.zeros(0, np.uint64)
    hashed = np.array([_hashed(word) for word in words], np.uint64)
    runs = np.lib.stride_tricks.sliding_window_view(hashed, SHINGLE_WORDS) * _MIX
    mixed = np.bitwise_xor.reduce(runs ^ (runs >> np.uint64(29)), axis=1)
    # The last steps of splitmix64: without them the low bits of similar runs are alike.
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    found: Shingles = mixed ^ (mixed >> np.uint64(31))
    return found


@lru_cache(maxsize=50_000)
def _hashed(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
