"""Words as a verifier compares them: numbers by value, inflections by stem, function words apart.

Both the sentence and its passage are cut by the same rule here, so that no difference between tokenizers is taken for a
difference of meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(
    r"[A-Za-z](?:\.[A-Za-z])+\b\.?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*(?:-[^\W\d_]+(?:['’][^\W\d_]+)*)*|[$€£%]"
)
_NUMBER_WORDS = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {word: str(n * 10) for n, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
_IRREGULAR = {
    form: base
    for base, forms in {
        "hold": "held",
        "meet": "met meeting meetings",
        "say": "said says saying",
        "begin": "began begun",
        "take": "took taken",
        "go": "went gone goes",
        "rise": "rose risen",
        "fall": "fell fallen",
        "win": "won",
        "lose": "lost",
        "lead": "led",
        "make": "made",
        "find": "found",
        "tell": "told",
        "give": "gave given",
        "come": "came",
        "run": "ran",
        "see": "saw seen",
        "shoot": "shot",
        "strike": "struck",
        "break": "broke broken",
        "fight": "fought",
        "bring": "brought",
        "buy": "bought",
        "send": "sent",
        "spend": "spent",
        "leave": "left",
        "keep": "kept",
        "build": "built",
        "pay": "paid",
        "sell": "sold",
        "die": "dead died dies dying death deaths",
        "be": "is are was were been being am",
        "have": "has had having",
        "do": "does did done doing",
        "write": "wrote written",
        "speak": "spoke spoken",
        "know": "knew known",
        "show": "shown",
        "grow": "grew grown",
        "draw": "drew drawn",
        "choose": "chose chosen",
        "steal": "stole stolen",
        "throw": "threw thrown",
        "fly": "flew flown",
        "drive": "drove driven",
        "think": "thought",
        "catch": "caught",
        "teach": "taught",
        "feel": "felt",
        "become": "became",
        "hear": "heard",
        "stand": "stood",
        "man": "men",
        "woman": "women",
        "child": "children",
        "agree": "agreement agreements agreed agrees",
        "sign": "signing signed signs signature",
        "withdraw": "withdrew withdrawn",
        "yearly": "annual annually yearly",
        "defense": "defence",
        "one": "1",
    }.items()
    for form in forms.split()
}
FUNCTION = frozenset(
    """a an the of in on at to for from by with as and or but nor that this these those it its is are was were be been
    being am has have had having do does did will would shall should may might can could must not no n't there
    their they them he she his her him who whom whose which what when where while if than then so such into onto
    over under about after before between during against toward towards through up down out off also both each
    other own same too very just only more most some any all s 's i we you our your my me us per via amid among
    upon within without until since because although though one""".split()
)
_MONTH = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as written, its comparable stem, and where it begins."""

    text: str
    stem: str
    start: int

    @property
    def is_number(self) -> bool:
        """Whether it is a number, in figures or words ("one" is mostly a pronoun and does not count)."""
        return self.stem[:1].isdigit()

    @property
    def is_content(self) -> bool:
        """Whether it carries meaning of its own."""
        return self.text.lower() not in FUNCTION and (len(self.stem) > 1 or self.is_number)


def is_month(word: str) -> bool:
    """Whether a word is the name of a month, in full or cut short, with its capital."""
    return bool(_MONTH.fullmatch(word))


@lru_cache(maxsize=4_096)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order. Hyphenated numbers ("90-minute") are two words, other compounds one."""
    return tuple(Word(m.group(), stem(m.group()), m.start()) for m in _WORD.finditer(plain(text)))


def plain(text: str) -> str:
    """The text with one spelling of marks and dashes; as long as before, so that offsets hold."""
    return text.translate(_PLAIN)


_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚′ʼ", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—―−", "-") | {"\u00a0": " "}
)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A crude stem: good enough to see that "signed" and "signs" are one verb; numbers become figures."""
    low = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    low = re.sub(r"'s$|'$|s'$", "", low) or low
    if low[:1].isdigit():
        low = low.replace(",", "")
        return re.sub(r"^0+(?=\d)", "", low)
    if low in _NUMBER_WORDS and low not in {"one", "zero"}:
        return _NUMBER_WORDS[low]
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if "." in low or len(low) <= 3:
        return low.replace(".", "")
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
        ("ly", ""),
        ("e", ""),
    ):
        if low.endswith(ending) and len(low) - len(ending) >= 3 and not low.endswith("ss"):
            low = low[: -len(ending)] + instead
            break
    if len(low) > 3 and low[-1] == low[-2] and low[-1] not in "aeiouls":
        low = low[:-1]
    return _IRREGULAR.get(low, low[:-1] if low.endswith("e") and len(low) > 3 else low)


def stems(words: Iterable[Word]) -> set[str]:
    """The stems of words; the parts of a compound count as well."""
    found = set()
    for word in words:
        found.add(word.stem)
        if "-" in word.text:
            found.update(stem(part) for part in word.text.split("-") if part)
    return found


@lru_cache(maxsize=4_096)
def squeezed(text: str) -> str:
    """Letters and digits only, in lower case: blind to spaces and marks."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text)).lower()
