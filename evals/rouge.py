"""Counts of shared words and word pairs as ROUGE-1.5.5 makes them with stemming, without stop words or with them.

Timelines are compared without (Lin 2004; options ``-m -s -n 2``), summaries with them (``-m -n 2``). The list of
irregular forms that the original takes from WordNet is not shipped; ``evals/timeline.py`` says what that costs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

Counts = Counter[tuple[str, ...]]
"""How often each n-gram occurs."""

_IRREGULAR: Mapping[str, str] = {}
_STOP = frozenset(Path(__file__).with_name("stop_words.txt").read_text("utf-8").split())


def ngrams(sentences: Sequence[str], size: int) -> Counts:
    """The n-grams of a summary; they run across its sentences and over the stop words taken out."""
    words = [stem for word in split(" ".join(sentences)) if (stem := _term(word))]
    return Counter(zip(*(words[i:] for i in range(size)), strict=False))


def shared(one: Counts, other: Counts) -> int:
    """How many n-grams two summaries have in common, each as often as both have it."""
    return sum((one & other).values())


def terms(text: str) -> list[str]:
    """The stems of all words of a text in order, stop words among them."""
    return [_stem(word) for word in split(text) if word[0].isalnum()]


def overlap_f1(mine: Sequence[str], gold: Sequence[str], size: int) -> float:
    """F1 of the n-grams that two lists of stems share."""
    one, other = (Counter(zip(*(words[i:] for i in range(size)), strict=False)) for words in (mine, gold))
    both = shared(one, other)
    return 2 * both / (one.total() + other.total()) if both else 0.0


def longest_common(mine: Sequence[str], gold: Sequence[str]) -> int:
    """Length of the longest common subsequence of two lists of stems."""
    row = [0] * (len(gold) + 1)
    for word in mine:
        before = 0
        for place, other in enumerate(gold, 1):
            here = row[place]
            row[place] = before + 1 if word == other else max(here, row[place - 1])
            before = here
    return row[-1]


def split(text: str) -> list[str]:
    """Lower case, hyphens set apart, everything but letters, figures and hyphens a gap."""
    return re.sub(r"[^a-z0-9-]", " ", text.lower().replace("-", " - ")).split()


@lru_cache(maxsize=200_000)
def _term(word: str) -> str:
    return "" if word in _STOP or not word[0].isalnum() else _stem(word)


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return porter(word) if len(word) > 3 else word


_STEP2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_STEP3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP4 = re.compile(r"(?:al|ance|ence|er|ic|able|ible|ant|ement|ou|ism|ate|iti|ous|ive|ize)$")
_C, _V = "[^aeiou][^aeiouy]*", "[aeiouy][aeiou]*"
_ONE = re.compile(rf"(?:{_C})?{_V}{_C}")
_JUST_ONE = re.compile(rf"(?:{_C})?{_V}{_C}(?:{_V})?$")
_TWO = re.compile(rf"(?:{_C})?{_V}{_C}{_V}{_C}")
_HAS_VOWEL = re.compile(rf"(?:{_C})?[aeiouy]")
_SHORT = re.compile(rf"{_C}[aeiouy][^aeiouwxy]$")


def porter(word: str) -> str:
    """The stem of a lower-case word (Porter 1980, "An algorithm for suffix stripping", with ``logi`` and ``bli``)."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 3:
        return word
    first_y = word[0] == "y"
    word = "Y" + word[1:] if first_y else word
    word = _last_e(_residue(_swap(_swap(_ending_y(_past(_plural(word))), _STEP2), _STEP3)))
    return "y" + word[1:] if first_y else word


def _plural(word: str) -> str:
    if re.search(r"(?:ss|i)es$", word):
        return word[:-2]
    return word[:-1] if re.search(r"[^s]s$", word) else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _ONE.match(word[:-3]) else word
    match = re.search(r"(?:ed|ing)$", word)
    if match is None or not _HAS_VOWEL.match(word[: match.start()]):
        return word
    word = word[: match.start()]
    if re.search(r"(?:at|bl|iz)$", word):
        return word + "e"
    if re.search(r"([^aeiouylsz])\1$", word):
        return word[:-1]
    return word + "e" if _SHORT.fullmatch(word) else word


def _ending_y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and _HAS_VOWEL.match(word[:-1]) else word


def _swap(word: str, endings: Mapping[str, str]) -> str:
    for ending in sorted(endings, key=len, reverse=True):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            return stem + endings[ending] if _ONE.match(stem) else word
    return word


def _residue(word: str) -> str:
    """Porter's step 4 as ROUGE has it: "-ment" and "-ent" are tried after the others, one upon another."""
    match = _STEP4.search(word)
    if match and _TWO.match(word[: match.start()]):
        word = word[: match.start()]
    if word.endswith("ment") and _TWO.match(word[:-4]):
        word = word[:-4]
    if word.endswith("ent"):
        return word[:-3] if _TWO.match(word[:-3]) else word
    return word[:-3] if re.search(r"[st]ion$", word) and _TWO.match(word[:-3]) else word


def _last_e(word: str) -> str:
    if word.endswith("e"):
        stem = word[:-1]
        if _TWO.match(stem) or (_JUST_ONE.match(stem) and not _SHORT.fullmatch(stem)):
            word = stem
    return word[:-1] if word.endswith("ll") and _TWO.match(word) else word
