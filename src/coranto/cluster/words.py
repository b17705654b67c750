"""Words of a text as terms: cut, folded and stemmed lightly.

Why: every comparison in this room is between terms, so "strikes" and "strike" must be one and "S. Korea" must
not fall apart into letters. The stemmer only takes what is safe to take from a name as well ("Athens" stays).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from zlib import crc32

_TOKEN = re.compile(
    r"((?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,:]\d+)*"  # 6.4, 1,200, 03:22
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*)"  # words, O'Brien
)
_WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_STOP = frozenset(
    "a about above after again against all also am among an and any are as at be because been before being below "
    "between both but by can could did do does doing down during each few for from further had has have having he "
    "her here hers herself him himself his how i if in into is it its itself just may me might more most must my "
    "myself no nor not now of off on once one only or other our ours out over own per same she should so some such "
    "than that the their theirs them themselves then there these they this those through to too under until up upon "
    "us very was we were what when where which while who whom whose why will with within without would you your "
    "yours said say says saying told tell mr mrs ms dr s t d ll re ve m don didn doesn isn wasn won couldn wouldn "
    "according read more video photo image caption file reuters ap afp getty images advertisement".split()
)


class Word(NamedTuple):
    """One word of a text: ``term`` is what is compared, ``number`` its hash, ``opens`` if a sentence begins here.

    ``case`` is "A" where it is printed with a capital, "a" where with a small letter, "0" for a figure, else "".
    """

    term: str
    text: str
    number: int
    opens: bool
    case: str


def words(text: str) -> Iterator[Word]:
    """The content words of ``text`` in order; stop words are passed over but still end the opening of a sentence."""
    rest, first = text, True
    while rest:
        # In pieces, since a caller may want no more than the first few words of a long text.
        parts = _TOKEN.split(rest, _AT_ONCE)
        rest = parts.pop() if len(parts) > 2 * _AT_ONCE else ""
        opens = [gap != " " and _ends(gap) for gap in parts[::2]]
        opens[0], first = opens[0] or first, False
        yield from chain.from_iterable(map(_read, parts[1::2], opens))


_AT_ONCE = 512
_OPENER = re.compile(r"[.!?] |[\n“\"(•]|: |\.”|— |-- ")


@lru_cache(maxsize=2_000)
def _ends(gap: str) -> bool:
    """Whether a sentence ends in what stands between two words."""
    return _OPENER.search(gap) is not None


@lru_cache(maxsize=50_000)
def _read(printed: str, opens: bool) -> tuple[Word, ...]:
    """One printed word as the words that count: none for a stop word, pairs of letters where a script has no spaces."""
    if not printed.isascii() and _WIDE.search(printed):
        twos = (printed[at : at + 2] for at in range(max(1, len(printed) - 1)))
        return tuple(Word(two, two, number_of(two), opens, _case(two)) for two in twos)
    term = stem(printed)
    return (Word(term, printed, number_of(term), opens, _case(printed)),) if term else ()


def _case(printed: str) -> str:
    first = printed[0]
    return "0" if first.isdigit() else "" if not first.isalpha() else "A" if first.isupper() else "a"


def number_of(term: str) -> int:
    """The number that stands for ``term`` everywhere in this room: CRC-32, the same on every machine."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def stem(printed: str) -> str:
    """The term of a printed word: folded to lower case without accents, plural and verb endings gone; "" if empty."""
    if printed[0].isdigit():
        return printed.replace(",", "")
    word = printed.lower()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")
    word = word.replace("’", "'").replace(".", "")
    if word.endswith("'s"):
        word = word[:-2]
    word = word.replace("'", "")
    if word in _STOP or len(word) < 2:
        return ""
    return _cut(word)


def _cut(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and any(c in "aeiouy" for c in base):
            if base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            word = base
            break
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word
