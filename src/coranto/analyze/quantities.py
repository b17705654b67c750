"""Finds numbers with what they count: value, interval, unit, noun, verb, hedge.

Figures are what outlets differ on and what ages first, so each is kept with the words that say how sure it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from coranto.analyze.units import CURRENCIES, UNITS, unit_at
from coranto.types import Quantity, Sentence, Timex, Token

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_WORDS = {
    **{word: i for i, word in enumerate(_ONES)},
    **{word: 10 * i + 20 for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())},
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0, "score": 20.0,
    "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "k": 1e3,
}  # fmt: skip
_SMALL = "|".join(sorted(_WORDS, key=len, reverse=True))
_SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen|score)"
_UNDER_TEN = "|".join(_ONES[1:10])
_SPELT = (
    rf"(?:(?:{_SMALL})(?:[- ](?:{_UNDER_TEN}))?"
    rf"(?:\s+(?:and\s+)?(?:hundred|thousand)(?:\s+and\s+(?:{_SMALL})(?:-(?:{_UNDER_TEN}))?)?)?"
    r"|(?:a|several)\s+(?=hundred|thousand|million|billion|trillion|dozen))"
)
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<cur>(?:US|A|C|HK|NZ|S)?[$€£¥₩₹])?\s?(?P<n>{_FIGURE}|(?<![\w-]){_SPELT})"
    rf"(?:(?P<short>bn|mn|tn|k|m|b)(?!\w)|\s*-?\s*(?P<scale>{_SCALE})s?(?!\w))?(?P<pct>\s?%)?(?P<tail>(?:st|nd|rd|th)\b)?",
    re.IGNORECASE,
)
_HEDGES: tuple[tuple[str, str], ...] = (
    ("more than|over|above|upwards? of|in excess of|exceeding|greater than|well over|just over|beyond", "above"),
    ("at least|no fewer than|no less than|not less than|a minimum of|minimum", "least"),
    ("less than|fewer than|under|below|just under|short of", "below"),
    ("at most|up to|as many as|as much as|no more than|not more than|a maximum of|maximum|only up to", "most"),
    ("nearly|almost|close to|approaching|just short of", "nearly"),
    ("about|around|some|approximately|roughly|an estimated|estimated|circa|or so|perhaps|an average of", "about"),
)
_HEDGE = re.compile(
    rf"\b(?P<hedge>{'|'.join(words for words, _ in _HEDGES)})\s+(?:the\s+|a\s+|an\s+|additional\s+)?(?:US)?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:to|-|–|and|or)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_CODE_BEFORE = re.compile(
    r"(?:\b(?:No|Nos|Route|Highway|Interstate|Flight|Boeing|Airbus|Article|Section|Chapter|Room|Gate|Page|Apollo|Title|Channel|Psalm"
    r"|Act|Bill|Resolution|Type|Model|Phase|Level|Category|Group|Area|Formula|Windows|Building|Unit|Line|Pier|Ward|District|Grade"
    r"|Under|Top|Radio|Big)\.?\s+|[A-Z]{1,4}-?|#|\b[A-Z][a-z]+-)$"
)
_MAX_VALUE = 1e18
_OLDEST = 120


def find_quantities(sentences: Sequence[Sentence], timexes: Sequence[Timex]) -> tuple[Quantity, ...]:
    """The quantities of an article in order. Left out: what stands in a timex, ordinals, years, and parts of names.

    ``low``..``high`` follows the hedge: "more than 10" and "at least 10" are 10..inf, "nearly 200" is 180..200,
    "about 50" is 45..55, "up to 3" is 0..3, "10 to 12" is one quantity 10..12. Without a parse, noun and verb are "".
    """
    spans: dict[int, list[tuple[int, int]]] = {}
    for timex in timexes:
        spans.setdefault(timex.sentence, []).append((timex.start, timex.end))
    found: list[Quantity] = []
    for sentence in sentences:
        found.extend(_of_sentence(sentence, spans.get(sentence.index, [])))
    return tuple(found)


def _of_sentence(sentence: Sentence, taken: Sequence[tuple[int, int]]) -> list[Quantity]:
    text = sentence.text
    quantities: list[Quantity] = []
    matches = [m for m in _NUMBER.finditer(text) if not m["tail"] and _value(m) is not None]
    skip = 0
    for i, match in enumerate(matches):
        start, end = match.start("cur") if match["cur"] else match.start("n"), match.end()
        if start < skip or any(a < sentence.start + end and sentence.start + start < b for a, b in taken):
            continue
        if _is_code(text, start, end, match) or _is_pronoun(sentence, match) or _is_name(sentence, match):
            continue
        value = _value(match)
        assert value is not None
        low = high = value
        upper = _range_end(text, match, matches[i + 1] if i + 1 < len(matches) else None)
        if upper is None and re.match(r"[–-]\d", text[end:]):
            continue  # a result: "2-1"
        if upper is not None:
            other = _value(upper)
            assert other is not None
            if not (match["scale"] or match["short"]) and (upper["scale"] or upper["short"]):
                value = low = value * _SCALES[(upper["scale"] or upper["short"]).lower()]
            high, end = other, upper.end()
            if high < low:
                low, high = high, low
        skip = end
        hedge = _HEDGE.search(text[:start])
        if hedge:
            low, high = _interval(hedge["hedge"], low, high)
        unit, unit_end = unit_at(text, end, percent=bool((upper or match)["pct"]))
        if not unit and _is_age(text, start, end, value):
            unit = "year of age"
        noun, verb = _counted(sentence, match if upper is None else upper, unit_end if unit else end)
        quantities.append(
            Quantity(
                sentence=sentence.index,
                field=sentence.field,
                start=sentence.start + start,
                end=sentence.start + max(end, unit_end),
                text=text[start : max(end, unit_end)],
                value=value,
                low=low,
                high=high,
                unit=unit or (CURRENCIES.get((match["cur"] or "")[-1:], "") if match["cur"] else ""),
                noun=noun,
                verb=verb,
                hedge=hedge["hedge"] if hedge else "",
            )
        )
    return quantities


def _value(match: re.Match[str]) -> float | None:
    words = match["n"].lower().replace(",", "").strip()
    if words[0].isdigit():
        value = float(words)
    elif words == "several":
        return None
    elif words == "a":
        value = 1.0
    else:
        total = part = 0
        for word in re.split(r"[-\s]+", words):
            if word == "hundred":
                part = max(part, 1) * 100
            elif word == "thousand":
                total, part = total + max(part, 1) * 1000, 0
            elif word in _WORDS:
                part += _WORDS[word]
        value = float(total + part)
    scale = match["scale"] or match["short"]
    value *= _SCALES[scale.lower()] if scale else 1.0
    return value if value < _MAX_VALUE else None


def _is_code(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Part of a name, model, score, address or year."""
    before, after = text[:start], text[end:]
    if _CODE_BEFORE.search(before) and not match["cur"]:
        return True
    if re.match(r"[:/]\d|[A-Za-z]|-[A-Z]", after) or re.search(r"\d[:/–-]$|[A-Za-z]-$", before):
        return True
    value = match["n"]
    if re.match(r"0\d", value) or re.search(r"\d{3} $", before) or re.match(r" \d{3}", after):
        return True  # a telephone number
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", value) and not match["cur"] and not match["scale"] and not match["pct"]:
        return bool(re.match(r"\s*(?:[.,;:)\"”]|$|[A-Z(])", after)) or not re.match(r"\s+[a-z-]+s\b", after)
    return False


def _is_age(text: str, start: int, end: int, value: float) -> bool:
    """ "Ada Kern, 30, ..." gives an age."""
    beside = re.search(r"[A-Z][\w'’-]+, $", text[:start]) and re.match(r"[,.]", text[end:])
    return bool(beside) and value.is_integer() and 0 < value <= _OLDEST


def _is_pronoun(sentence: Sentence, match: re.Match[str]) -> bool:
    """ "one" counts only before a noun ("one man"), never as a pronoun ("no one", "one of them")."""
    if match["n"].lower() != "one" or match["scale"]:
        return False
    token = _token_at(sentence, match.start("n"))
    if re.search(r"\b(?:no|any|every|some|each|this|that|the|which)[ -]?$", sentence.text[: match.start("n")], re.I):
        return True
    return token is None or token.dep != "nummod"


def _is_name(sentence: Sentence, match: re.Match[str]) -> bool:
    """A spelt or written number that the parser makes part of a proper name ("Seven Sisters", "Channel 4")."""
    token = _token_at(sentence, match.start("n"))
    if token is None:
        return False
    head = sentence.tokens[token.head]
    figures = match["n"][0].isdigit()
    if (
        not figures
        and match["n"][0].isupper()
        and match.start("n") > 0
        and head.pos == "PROPN"
        and head.text[0].isupper()
    ):
        return sentence.field == "text"
    return figures and token.dep in ("nummod", "nmod") and head.pos == "PROPN" and head.end + 1 == token.start


def _range_end(text: str, match: re.Match[str], following: re.Match[str] | None) -> re.Match[str] | None:
    if following is None:
        return None
    gap = text[match.end() : following.start()]
    if not _RANGE.fullmatch(gap):
        return None
    if gap.strip().lower() == "and" and not _BETWEEN.search(text[: match.start()]):
        return None
    first, second = _value(match), _value(following)
    if first is None or second is None or second <= first:
        return None
    return following


def _interval(hedge: str, low: float, high: float) -> tuple[float, float]:
    kind = next(kind for words, kind in _HEDGES if re.fullmatch(words, hedge, re.IGNORECASE))
    if kind in ("above", "least"):
        return low, math.inf
    if kind in ("below", "most"):
        return 0.0, high
    return (_tenth(low * 9), high) if kind == "nearly" else (_tenth(low * 9), _tenth(high * 11))


def _tenth(tenfold: float) -> float:
    return round(tenfold) / 10 if abs(tenfold) >= 10 else tenfold / 10


def _token_at(sentence: Sentence, offset: int) -> Token | None:
    at = sentence.start + offset
    return next((token for token in sentence.tokens if token.start <= at < token.end), None)


def _counted(sentence: Sentence, match: re.Match[str], end: int) -> tuple[str, str]:
    """The lemma of the counted noun and that of the verb over it."""
    tokens = sentence.tokens
    last = max(match.start("n"), match.end() - 1)
    at = next((i for i, t in enumerate(tokens) if t.start <= sentence.start + last < t.end), None)
    if at is None or not any(token.dep for token in tokens):
        return "", ""
    noun, verb, used = _of_those(tokens, at), "", set()
    for _ in range(8):
        token = tokens[at]
        used.add(at)
        outside = not sentence.start + match.start() <= token.start < sentence.start + match.end()
        if outside and not noun and token.pos in ("NOUN", "PROPN"):
            if token.end <= sentence.start + end and token.text.lower() in UNITS:
                pass
            elif token.start > sentence.start + match.start() or token.dep not in ("nsubj", "nsubjpass"):
                noun = _of_noun(tokens, at) or token.lemma.lower()
        if token.pos in ("VERB", "AUX"):
            verb = token.lemma.lower()
            break
        if token.head == at or token.head in used:
            break
        at = token.head
    return noun, verb


def _of_those(tokens: tuple[Token, ...], at: int) -> str:
    """The noun of "twelve of the 47 bodies"."""
    for i, token in enumerate(tokens):
        if token.head == at and token.dep == "prep" and token.text.lower() == "of":
            return next((t.lemma.lower() for t in tokens if t.head == i and t.pos in ("NOUN", "PROPN")), "")
    return ""


def _of_noun(tokens: tuple[Token, ...], at: int) -> str:
    """ "14 copies of the paper" counts copies, "a total of 14 memorandums", "hundreds of people" their noun."""
    if tokens[at].lemma.lower() not in (
        "total",
        "number",
        "group",
        "dozen",
        "hundred",
        "thousand",
        "score",
        "handful",
        "record",
    ):
        return ""
    for i, token in enumerate(tokens):
        if token.head == at and token.text.lower() == "of":
            return next((t.lemma.lower() for t in tokens if t.dep == "pobj" and t.head == i), "")
    return ""
