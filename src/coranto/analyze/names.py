"""Mentions of an article: the parser's names, mended, labelled by vote and tied to the fullest form.

A small parser errs on single names and on titles; the article as a whole knows better.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from coranto.analyze.noise import is_prose
from coranto.analyze.people import role_at
from coranto.analyze.speech import OFFICIALS, OUTLETS, ROLE_NOUNS
from coranto.types import Mention, Sentence

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
_RANK: tuple[Label, ...] = ("person", "organisation", "place", "event", "other")
_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec gmt est edt photo video
    advertisement i the a an he she it they we you but and or in on at
    """.split()
)
_HONORIFICS = frozenset(
    """
    mr mrs ms miss dr sir dame lord lady prof president premier chancellor minister prime foreign defence
    defense secretary senator sen rep gov governor mayor king queen prince princess pope general gen admiral adm
    colonel col captain capt lieutenant lt sergeant sgt chief adviser advisor judge justice spokesman
    spokeswoman spokesperson vice deputy chairman chairwoman director professor doctor ambassador representative
    speaker commissioner first lady security national officer detective inspector superintendent sheriff former
    coach ceo
    """.split()
)
_FIXED = {"N. Korea": "North Korea", "S. Korea": "South Korea"}
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


def find_mentions(sentences: Sequence[Sentence], names: Sequence[Spans]) -> tuple[Mention, ...]:
    """Mentions in order of the text, none overlapping another within its sentence.

    ``names`` holds the parser's spans a sentence. A name found once is looked for in every sentence. Every
    surface has one label in an article. A part of one person's full name, and of no other's, is that person.
    """
    body = "\n".join(s.text for s in sentences if s.field == "text")
    mended = [_mended(s, found, body) for s, found in zip(sentences, names, strict=True)]
    surfaces = _labelled(
        (s.text[a - s.start : b - s.start], label)
        for s, found in zip(sentences, mended, strict=True)
        for a, b, label in found
    )
    fullest = _Fullest(surfaces, body)
    wanted = {**surfaces, **fullest.parts(body)}
    known = _pattern(wanted)
    mentions = []
    for sentence, found in zip(sentences, mended, strict=True):
        spans = _completed(sentence, [(a, b) for a, b, _ in found], wanted, known)
        for start, end in spans:
            text = sentence.text[start - sentence.start : end - sentence.start]
            mentions.append(
                Mention(
                    sentence=sentence.index,
                    field=sentence.field,
                    start=start,
                    end=end,
                    text=text,
                    label=wanted[text],
                    entity=fullest.of(text),
                )
            )
    return tuple(mentions)


def _mended(sentence: Sentence, found: Spans, body: str) -> list[tuple[int, int, Label]]:
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
        a, b = _trimmed(sentence, start, end, person=label == "PERSON")
        if label in _PERHAPS_PERSONS and sentence.field == "text" and _words(sentence, a, b) < 4:
            label = "PERSON" if role_at(sentence, a, b) is not None else label
        if a < b and not _refused(sentence, a, b, body, label) and (not spans or a >= spans[-1][1]):
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
    for match in _RUN.finditer(sentence.text):
        titled = _TITLES.match(match[0])
        start = match.start() + (titled.end() if titled else 0) + sentence.start
        end = match.end() + sentence.start
        words = {word.lower().rstrip(".") for word in sentence.text[start - sentence.start : match.end()].split()}
        others = [span for span in found if span[2] not in _LABELS]
        touching = [(a, b) for a, b, *_ in (*spans, *others) if start < b and a < end]
        within = all(start <= a and b <= end for a, b in touching)
        if words & (_CALENDAR | ROLE_NOUNS | OFFICIALS | _HONORIFICS) or (start, end) in touching:
            continue
        if (match.start() > 0 or titled) and not touching:
            person = titled or role_at(sentence, start, end) is not None
            runs.append((start, end, "person" if person else "other"))
        elif match.start() == 0 and within and _SPEAKER_LIKE.match(sentence.text, match.end()):
            spans[:] = [span for span in spans if span[0] >= end]  # more of the name than the parser saw
            runs.append((start, end, "person"))
    return runs


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


def _refused(sentence: Sentence, start: int, end: int, body: str, label: str) -> bool:
    text = sentence.text[start - sentence.start : end - sentence.start]
    words = text.split()
    if len(words) > 9 or (not any(c.isupper() for c in text) and text.isascii()):
        return True
    if any(c in text for c in "\n\t@|") or "http" in text or text.lower().rstrip(".") in _CALENDAR:
        return True
    if len(words) == 1 and text.lower() in ROLE_NOUNS:
        return True
    after = _WORD.match(sentence.text, end - sentence.start + 1)
    if label == "ORG" and after is not None and after[0].lower() in ROLE_NOUNS and after[0][0].isupper():
        return True  # a part of a title: "Harbour Safety Commissioner Ines Roth"
    if start == sentence.start and len(words) == 1 and text[1:].islower():
        return len(re.findall(rf"\b{re.escape(text.lower())}\b", body)) > 0  # a common word that opens the sentence
    return False


def _labelled(found: Iterable[tuple[str, Label]]) -> dict[str, Label]:
    """One label for each surface: most votes, and a single name votes with the full names that hold it."""
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for text, label in found:
        votes[text]["organisation" if text.lower() in OUTLETS else label] += 1
    persons = [t for t in sorted(votes) if " " in t and _winner(votes[t]) == "person"]
    for text in sorted(votes):
        if " " not in text:
            for full in persons:
                if text in (full.split()[0], full.split()[-1]):
                    votes[text]["person"] += 3 * votes[full]["person"] + 2
    return {text: _winner(count) for text, count in sorted(votes.items())}


def _winner(count: Counter[Label]) -> Label:
    return min(_RANK, key=lambda label: (-count[label], _RANK.index(label)))


class _Fullest:
    """Ties the forms of a name in one article to the fullest of them."""

    def __init__(self, surfaces: dict[str, Label], body: str) -> None:
        self._surfaces = surfaces
        people = [t for t in sorted(surfaces) if surfaces[t] == "person" and len(t.split()) > 1]
        self._people = [t for t in people if not any(t != other and _within(t, other) for other in people)]
        self._acronyms = _acronyms(surfaces, body)

    def of(self, text: str) -> str:
        """The fullest form of a surface, or the surface itself where more than one would do."""
        if self._surfaces.get(text, "person") == "person":
            fits = [full for full in self._people if text == full or _within(text, full)]
            return fits[0] if len(fits) == 1 else text
        if text in self._acronyms:
            return self._acronyms[text]
        return _FIXED.get(text, text)

    def parts(self, body: str) -> dict[str, Label]:
        """Family and given names that stand alone in the body, to be looked for, too."""
        parts: dict[str, Label] = {}
        for full in self._people:
            words = full.split()
            for part in (words[0], words[-1]):
                if part in self._surfaces or len(part) < 2 or not part[0].isupper() or part.endswith("."):
                    continue
                if not re.search(rf"\b{re.escape(part.lower())}\b", body):
                    parts[part] = "person"
        return parts


def _within(part: str, full: str) -> bool:
    """Whether ``part`` is a first or last name, or a shorter form with the same ends, of ``full``."""
    few, many = part.split(), full.split()
    if len(few) >= len(many):
        return False
    if len(few) == 1:
        return few[0] in (many[0], many[-1])
    if few[-1] == many[-1] and few[0] == many[0]:
        return True
    return few == many[: len(few)] or few == many[-len(few) :]


def _acronyms(surfaces: dict[str, Label], body: str) -> dict[str, str]:
    """Short form to full form: printed side by side ("Harbour Safety Board (HSB)"), or the initials of one name."""
    pairs: dict[str, set[str]] = defaultdict(set)
    names = [name for name in sorted(surfaces) if " " in name and surfaces[name] in ("organisation", "place")]
    shorts = [name for name in sorted(surfaces) if re.fullmatch(r"(?:[A-Z]\.?){2,6}", name)]
    for name in names:
        for match in re.finditer(rf"{re.escape(name)}(?:['’]s)? \(([A-Z][A-Z.&]{{1,7}})\)", body):
            pairs[match[1]].add(name)
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        for short in shorts:
            if short.replace(".", "") == initials and surfaces[short] == surfaces[name]:
                pairs[short].add(name)
    return {short: min(full) for short, full in pairs.items() if len(full) == 1}


def _pattern(wanted: Iterable[str]) -> re.Pattern[str] | None:
    """All known surfaces as whole words, the longest first."""
    surfaces = sorted(wanted, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, surfaces))})(?![\w-])") if surfaces else None


def _completed(
    sentence: Sentence, spans: Sequence[tuple[int, int]], wanted: dict[str, Label], known: re.Pattern[str] | None
) -> list[tuple[int, int]]:
    """The spans of the parser and those of known names that it missed, in order."""
    text, base = sentence.text, sentence.start
    taken = [(a, b) for a, b in spans if text[a - base : b - base] in wanted]
    for match in known.finditer(text) if known is not None else ():
        start, end = match.start() + base, match.end() + base
        if not any(start < b and a < end for a, b in taken):
            taken.append((start, end))
    return sorted(taken)
