"""The parser's names of one sentence, mended: without titles, marks and possessives, whole at hyphens and capitals.

A name that is cut short or has a verb in it is a person who does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from coranto.analyze.noise import is_prose
from coranto.analyze.roles import role_at
from coranto.analyze.speech import OFFICIALS, OUTLETS, ROLE_NOUNS
from coranto.types import Sentence

Label = Literal["person", "organisation", "place", "event", "other"]
Spans = Sequence[tuple[int, int, str]]
"""A parser's (start, end, label) in one sentence, as offsets into the article's field."""

_LABELS: dict[str, Label] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
    "NORP": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "MISC": "other",
}
_PERHAPS_PERSONS = frozenset({"ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART"})
"""Labels that the parser gives to persons, too; a title or apposition beside the name decides."""
_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec gmt est edt photo video
    advertisement i the a an he she it they we you but and or in on at
    """.split()
)
MONTHS = frozenset({"january", "march", "april", "may", "june", "july", "august"})
"""Months that are names of people, too."""
_HONORIFICS = frozenset(
    """
    mr mrs ms miss dr sir dame lord lady prof president premier chancellor minister prime foreign defence
    defense secretary senator sen rep gov governor mayor king queen prince princess pope general gen admiral adm
    colonel col captain capt lieutenant lt sergeant sgt chief adviser advisor judge justice spokesman
    spokeswoman spokesperson vice deputy chairman chairwoman director professor doctor ambassador representative
    speaker commissioner first lady security national officer detective inspector superintendent sheriff former
    coach ceo constable councillor cllr alderman baroness viscount reverend rev marshal brigadier commander corporal
    baron congressman congresswoman rabbi imam archbishop bishop
    """.split()
)
_POLITE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Sir|Dame|Lord|Lady|Madame|Messrs)\.? $")
_POLITE_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr)\.? ((?:[A-ZÀ-Þ][\w'’-]*[^\W_])(?: [A-ZÀ-Þ][\w-]+)?)(?!\w)")
_FUNCTION = frozenset(
    """
    for to in on at by with from of as and but or nor so yet while when where after before since if because although
    though then now also like unlike asked meanwhile however last next this that these those here there even only both
    """.split()
)
"""Words that stand before a name at the head of a sentence and are no part of it: "For Ines Roth, ..."."""
_WORD = re.compile(r"[^\W_][\w.’'&-]*")
_TAIL = re.compile(r" (?:in|on|at|near|after|as|for|over|by|from|to|[\d/]+)(?: [A-Z]\w+)?$|(?<=\w)(?: / \w+|/\w+)$")
_TITLES = re.compile(
    r"(?:(?:Vice|Deputy|Prime|Foreign|Defence|Defense|Finance|Interior|First|Former) )*"
    r"(?:President|Premier|Minister|Chancellor|Mayor|Governor|Senator|King|Queen|Prince|Princess|Pope|General|Admiral|"
    r"Colonel|Captain|Major|Judge|Chief|Director|Secretary|Ambassador|Professor|Coach|Sir|Lord|Lady) "
)
_SPEAKER_LIKE = re.compile(r",? (?:said|says|told|added)\b|, (?:the|an?|who|whose|\d\d)\b")
_SMALL_FIRST = re.compile(r"(?!(?:de|du|da|di|del|van|von|der|al|el|bin|la|le)\b)[a-zß-ÿ]+ ")
_RUN = re.compile(r"(?:^|(?<=[a-z,] ))[A-Z][a-z]+(?:[ -][A-Z][a-z]+|-[a-z]+)+(?!\w)")
_EDGE = " \t\n\"'“”‘’«»()[]{},;:!?–—-*•…/"


def mended_spans(sentence: Sentence, found: Spans, body: str) -> list[tuple[int, int, Label]]:
    """The parser's spans without articles, titles, marks and possessives, whole at hyphens and capitals."""
    spans: list[tuple[int, int, Label]] = []
    if not is_prose(sentence.noise):
        return spans
    for place, (start, end, label) in enumerate(found):
        if label not in _LABELS:
            continue
        if label in ("ORG", "GPE", "LOC", "FAC", "PERSON") and sentence.field == "text":
            limit = found[place + 1][0] if place + 1 < len(found) else sentence.end
            end = _grown(sentence, end, limit)
        if label in _PERHAPS_PERSONS and _POLITE.match(sentence.text[start - sentence.start :].split(" ")[0] + " "):
            label = "PERSON"
        a, b = _trimmed(sentence, start, end, person=label == "PERSON")
        polite = _POLITE.search(sentence.text[: a - sentence.start]) is not None
        if label in _PERHAPS_PERSONS and sentence.field == "text" and _words(sentence, a, b) < 4:
            label = "PERSON" if polite or role_at(sentence, a, b) is not None else label
            a, b = _trimmed(sentence, a, b, person=label == "PERSON")
        if label == "PERSON" and a < b:
            a = _with_surname(sentence, a, b, body)
        refused = _refused(sentence, a, b, body, label) and not (polite and a < b)
        if a < b and not refused and (not spans or a >= spans[-1][1]):
            spans.append((a, b, _LABELS[label]))
    unnamed = _unnamed(sentence, spans, found)
    return sorted([*spans, *unnamed])


def _words(sentence: Sentence, start: int, end: int) -> int:
    return len(sentence.text[start - sentence.start : end - sentence.start].split())


def _unnamed(sentence: Sentence, spans: list[tuple[int, int, Label]], found: Spans) -> list[tuple[int, int, Label]]:
    """Runs of capitalised words inside a body's sentence that the parser took for no name."""
    runs: list[tuple[int, int, Label]] = []
    if sentence.field == "title" or not any(token.pos for token in sentence.tokens):
        return runs
    for match in _POLITE_NAME.finditer(sentence.text):
        start, end = match.start(1) + sentence.start, match.end(1) + sentence.start
        if not any(start < b and a < end for a, b, _ in spans):
            runs.append((start, end, "person"))
    for match in _RUN.finditer(sentence.text):
        titled = _TITLES.match(match[0])
        opened = _opening(match[0]) if match.start() == 0 else 0
        start = match.start() + max(opened, titled.end() if titled else 0) + sentence.start
        end = match.end() + sentence.start
        words = {word.lower().rstrip(".") for word in sentence.text[start - sentence.start : match.end()].split()}
        others = [span for span in found if span[2] not in _LABELS]
        touching = [(a, b) for a, b, *_ in (*spans, *others) if start < b and a < end]
        within = all(start <= a and b <= end for a, b in touching)
        if words & (_CALENDAR - MONTHS | ROLE_NOUNS | OFFICIALS | _HONORIFICS) or (start, end) in touching:
            continue
        if any(start < b and a < end for a, b, _ in runs) or (opened and len(words) < 2):
            continue
        if (match.start() > 0 or titled) and not touching:
            person = titled or role_at(sentence, start, end) is not None
            runs.append((start, end, "person" if person else "other"))
        elif match.start() == 0 and within and _SPEAKER_LIKE.match(sentence.text, match.end()):
            spans[:] = [span for span in spans if span[0] >= end]  # more of the name than the parser saw
            runs.append((start, end, "person"))
    return runs


def _opening(run: str) -> int:
    """How much of a run of capitals at the head of a sentence is no name: "For " of "For Ines Roth"."""
    at = 0
    while (word := re.match(r"([A-Z][a-z]+) ", run[at:])) and word[1].lower() in _FUNCTION:
        at += word.end()
    return at


def _trimmed(sentence: Sentence, start: int, end: int, *, person: bool) -> tuple[int, int]:
    text, base = sentence.text, sentence.start
    a, b = start - base, end - base
    while b < len(text) - 1 and text[b] in "-‑" and text[b + 1].isalpha():
        b += 1 + len(re.match(r"\w+", text[b + 1 :])[0])  # type: ignore[index]
    while a < b:
        piece = text[a:b]
        if piece[0] in _EDGE:
            a += 1
        elif piece[-1] in _EDGE:
            b -= 1
        elif piece.endswith(("'s", "’s")):
            b -= 2
        elif (small := _SMALL_FIRST.match(piece)) and any(c.isupper() for c in piece):
            a += len(small[0])
        elif "(" in piece and ")" not in piece:
            b = a + piece.index("(")
        elif a == 0 and (opened := _opening(piece)) and sentence.field == "text":
            a += opened
        elif ", " in piece and "Inc" not in piece:
            b = a + piece.index(", ")
        elif piece.lower().startswith(("the ", "a ", "an ")):
            a += piece.index(" ") + 1
        elif (tail := _TAIL.search(piece)) and not person:
            b -= len(tail[0])
        elif person and (first := _WORD.match(piece)) and " " in piece and first[0].lower().rstrip(".") in _HONORIFICS:
            a += len(first[0])
        else:
            break
    return a + base, b + base


def _grown(sentence: Sentence, end: int, limit: int) -> int:
    """The end of a body's or place's name that goes on in capitals: "Port" of "Port Ansel"."""
    for token in sentence.tokens:
        if token.start != end + 1 or token.end > limit or sentence.text[end - sentence.start] != " ":
            continue
        word = token.text
        if (
            not word[0].isupper()
            or not word.isalpha()
            or word.lower().rstrip(".") in _CALENDAR | ROLE_NOUNS | _HONORIFICS
        ):
            break
        end = token.end
    return end


def _with_surname(sentence: Sentence, start: int, end: int, body: str) -> int:
    """The start of a person's name with the surname before it that the parser left out ("Min" of "Min Hae Won").

    It must be bound to the name, and the article must let somebody of that name alone speak.
    """
    tokens = sentence.tokens
    before = next((t for t in tokens if t.end == start - 1), None)
    if before is None or sentence.field != "text" or not re.fullmatch(r"[A-Z][a-z]+", before.text):
        return start
    word = before.text.lower()
    if before.dep != "compound" or not start <= tokens[before.head].start < end or word in OUTLETS:
        return start
    if word in _CALENDAR | ROLE_NOUNS | OFFICIALS | _HONORIFICS | _FUNCTION:
        return start
    speaks = re.search(rf"(?<!\b[Tt]he )\b{before.text} (?:said|says|told|added|declared|wrote)\b", body)
    return before.start if speaks else start


def _refused(sentence: Sentence, start: int, end: int, body: str, label: str) -> bool:
    text = sentence.text[start - sentence.start : end - sentence.start]
    words = text.split()
    if len(words) > 9 or (not any(c.isupper() for c in text) and text.isascii()):
        return True
    if any(c in text for c in "\n\t@|") or "http" in text or text.lower().rstrip(".") in _CALENDAR:
        return True
    if len(words) == 1 and (text.lower() in ROLE_NOUNS or text.lower().removesuffix("s") in ROLE_NOUNS):
        return True
    after = _WORD.match(sentence.text, end - sentence.start + 1)
    if label == "ORG" and after is not None and after[0].lower() in ROLE_NOUNS and after[0][0].isupper():
        return True  # a part of a title: "Harbour Safety Commissioner Ines Roth"
    if start == sentence.start and len(words) == 1 and text[1:].islower():
        return len(re.findall(rf"\b{re.escape(text.lower())}\b", body)) > 0  # a common word that opens the sentence
    return False
