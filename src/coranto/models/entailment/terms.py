"""A text as a checker sees it: sentences of terms, each with a key to compare by and a class.

No parser: a table and the shape of a word decide, so that hundreds of claims a second can be checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coranto.models.entailment.lexicon import lexicon

CLASSES = ("number", "date", "name", "noun", "verb", "adjective", "adverb", "negation", "modal", "degree", "function")
"""What a term may be. "degree" are words of amount, order and direction: "all", "first", "more", "before"."""

_TERM = re.compile(
    r"[A-Za-z](?:\.[A-Za-z])+\.?|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[$€£%]",
)
_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\s*\n\s*|(?<=\s[.!?])\s+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sen|Gov|Gen|Rep|Lt|Col|Sgt|Prof|Rev|Hon|No|Jr|Sr|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    r"|Nov|Dec|Inc|Corp|Co|Ltd)|\b[A-Z])\.[\"'”’)\]]*\s*$"
)
_NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {word: str(n * 10) for n, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
_MONTHS = dict.fromkeys("january february march april june july august september october november december".split(), "")
_MONTHS = {m: m[:3] for m in _MONTHS} | {m[:3]: m[:3] for m in _MONTHS} | {"sept": "sep", "may": "may"}
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split())
_NEGATIONS = frozenset("no not none nobody nothing never neither nor without cannot nowhere hardly barely".split())
_MODALS = frozenset(
    "may might could can will would shall should must ought possibly perhaps maybe likely probably".split()
)
_DEGREE = frozenset(
    """all every each any some most many few several both half only just even more less fewer least first last second
    third before after until since during while up down above below over under nearly almost about around roughly
    approximately always often
    sometimes rarely ever still already again also too very much little because despite although unless if together
    alone million billion thousand hundred dozen""".split()
)
_FUNCTION = frozenset(
    """a an the of in on at to for from by with as and or but that this these those it its is are was were be been being
    am has have had having do does did there their they them he she his her him who whom whose which what when where
    than then so such into onto between against toward towards through out off other own same s i we you our your my
    me us per via amid among upon within n t re ve ll d m t how why also get got""".split()
)
_SAME_DEGREE = {"around": "about", "roughly": "about", "approximately": "about", "almost": "nearly", "over": "above"}


@dataclass(frozen=True, slots=True)
class Term:
    """One word: as written in lower case, the key that its inflections share, and its class."""

    text: str
    key: str
    kind: str

    @property
    def is_content(self) -> bool:
        """Whether it carries meaning of its own."""
        return self.kind not in {"function", "negation", "modal", "degree"}


def sentences_of(text: str) -> list[tuple[Term, ...]]:
    """The sentences of a text as terms; sentences without a term are left out."""
    return [terms for piece in split(text) if (terms := terms_of(piece))]


def split(text: str) -> list[str]:
    """The sentences of a text, by marks and lines."""
    pieces: list[str] = []
    for piece in _END.split(text):
        if pieces and _ABBREVIATED.search(pieces[-1]):
            pieces[-1] = f"{pieces[-1]} {piece}"
        elif piece.strip():
            pieces.append(piece)
    return pieces


@lru_cache(maxsize=20_000)
def terms_of(sentence: str) -> tuple[Term, ...]:
    """The terms of one sentence in order."""
    found: list[Term] = []
    words = _TERM.findall(sentence.replace("’", "'"))
    for place, word in enumerate(words):
        for part in _parts(word):
            found.append(_term(part, (place > 0 and not words[place - 1].isupper()) or word.isupper()))
    return tuple(found)


def _parts(word: str) -> tuple[str, ...]:
    low = word.lower()
    if low.endswith("n't"):
        return (word[:-3] or "can", "not")
    if low == "cannot":
        return ("can", "not")
    if "'" in word and low.split("'")[1] in {"s", "re", "ve", "ll", "d", "m"}:
        return (word.split("'")[0],) if low.split("'")[0] else ()
    return (word,)


@lru_cache(maxsize=200_000)
def _term(word: str, inside: bool) -> Term:
    low = word.lower()
    if word[0].isdigit():
        return Term(low, _figure(low), "number")
    if word in "$€£%":
        return Term(low, "percent" if word == "%" else word, "noun")
    if low in _NUMBERS and low not in {"one", "zero"}:
        return Term(low, _NUMBERS[low], "number")
    if (low in _MONTHS or low in _DAYS) and (word[0].isupper() or low in _DAYS) and not (low == "may" and not inside):
        return Term(low, _MONTHS.get(low, low), "date")
    if low in _NEGATIONS:
        return Term(low, low, "negation")
    if low in _MODALS:
        return Term(low, low, "modal")
    if low in _DEGREE:
        return Term(low, _SAME_DEGREE.get(low, low), "degree")
    if low in _FUNCTION or (len(low) == 1 and not word.isupper()):
        return Term(low, low, "function")
    words = lexicon()
    lemma = words.lemma(low)
    kind = words.word_class(lemma)
    if word[0].isupper() and (inside or not kind):
        return Term(low, low.replace(".", ""), "name")
    return Term(low, lemma, {"n": "noun", "v": "verb", "a": "adjective", "r": "adverb"}.get(kind, "noun"))


def _figure(low: str) -> str:
    bare = low.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", low) else low.rstrip(".,:")
    return re.sub(r"^0+(?=\d)", "", bare)
