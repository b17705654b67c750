"""Mentions of an article: the parser's names, mended, labelled by vote and tied to the fullest form.

A small parser errs on single names and on titles; the article as a whole knows better.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from coranto.analyze.fullest import Fullest
from coranto.analyze.lands import land_or_body, pairs
from coranto.analyze.roles import role_at
from coranto.analyze.spans import MONTHS, Label, Spans, mended_spans
from coranto.analyze.speech import OUTLETS
from coranto.types import Mention, Sentence

_IN_DATE = re.compile(
    r"(?:\b(?:in|since|last|next|this|of|by|until|till|from|to|early|late|mid|before|after|between)[ -]|\d\.? )\|"
    r"|\|(?:,? \d|-)",
    re.IGNORECASE,
)
"""A month's name (at the bar) among the words of a date."""
_BODY = re.compile(
    r"\b(?:Caf[eé]|Hotel|Hospital|University|College|Institute|Museums?|Club|Group|Party|Council|League|Ministry|Office|Agency"
    r"|Authority|Association|Foundation|Airlines?|Airways|Railways?|Inc|Corp|Ltd|Co|Company|Network|Times|Twitter|Facebook"
    r"|Instagram|School|Academy|Police|Army|Navy|News|Radio|Festival|Awards?|Theat(?:re|er)|Airport|Cent(?:er|re)"
    r"|Committee|Congress|Administration|Government|Department)\b"
)
"""Words of which no person's name is made."""
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Cllr)\.? $")
_RANK: tuple[Label, ...] = ("person", "organisation", "place", "event", "other")


def find_mentions(sentences: Sequence[Sentence], names: Sequence[Spans], *, dateline: str = "") -> tuple[Mention, ...]:
    """Mentions in order of the text, none overlapping another within its sentence.

    ``names`` holds the parser's spans a sentence, ``dateline`` the place that the body is dated from. A name found once
    is looked for in every sentence. Every surface has one label in an article. A part of one person's full name, and
    of no other's, is that person.
    """
    body = "\n".join(s.text for s in sentences if s.field == "text")
    mended = [
        [span for span in mended_spans(s, found, body) if s.field == "text" or not body or _borne_out(s, span, body)]
        for s, found in zip(sentences, names, strict=True)
    ]
    joined = pairs(body)
    mended = [_with_pairs(s, found, joined) for s, found in zip(sentences, mended, strict=True)]
    surfaces = _labelled(
        (s.text[a - s.start : b - s.start], label)
        for s, found in zip(sentences, mended, strict=True)
        for a, b, label in found
    )
    surfaces |= _no_persons(surfaces, sentences, mended, dateline)
    fullest = Fullest(surfaces, body, " ".join(s.text for s in sentences if s.field == "title"))
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


def _borne_out(title: Sentence, span: tuple[int, int, Label], body: str) -> bool:
    """Whether a title's person is one: capitals of a title-case headline make names that the body does not print."""
    name = title.text[span[0] - title.start : span[1] - title.start]
    if span[2] != "person" or " " not in name or name in body or not _in_title_case(title.text):
        return True
    return re.search(rf"\b{re.escape(name.split()[-1])}\b", body) is not None


def _in_title_case(title: str) -> bool:
    words: list[str] = [word for word in re.findall(r"[^\W\d_][\w'’-]*", title) if len(word) > 3]
    return sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _with_pairs(
    sentence: Sentence, spans: list[tuple[int, int, Label]], joined: Sequence[str]
) -> list[tuple[int, int, Label]]:
    """The spans with bodies of two names as one."""
    for name in joined:
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence.text):
            start, end = match.start() + sentence.start, match.end() + sentence.start
            apart = [span for span in spans if span[1] <= start or span[0] >= end]
            spans = sorted([*apart, (start, end, "organisation")])
    return spans


def _no_persons(
    surfaces: dict[str, Label],
    sentences: Sequence[Sentence],
    mended: Sequence[Sequence[tuple[int, int, Label]]],
    dateline: str,
) -> dict[str, Label]:
    """One-word "persons" that no full name or role bears out and that the article speaks of as a place or a body."""
    ends = {word for name in surfaces if " " in name and surfaces[name] == "person" for word in name.split()}
    with_role = {
        s.text[a - s.start : b - s.start]
        for s, found in zip(sentences, mended, strict=True)
        for a, b, label in found
        if label == "person" and (_TITLED.search(s.text[: a - s.start]) or role_at(s, a, b) is not None)
    }
    found = {}
    for name in sorted(surfaces):
        if surfaces[name] == "person" and " " not in name and name not in ends | with_role:
            label = land_or_body(name, sentences, dateline)
            if label is not None:
                found[name] = label
    return found


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
    for text in sorted(votes):
        last = text.split()[-1]
        if " " in text and last in votes and _winner(votes[last]) == "person" and _like_a_person(text):
            votes[text]["person"] += votes[last]["person"] + 1
        elif _winner(votes[text]) == "person" and _BODY.search(text):
            votes[text]["organisation"] += 2 * votes[text]["person"]
    return {text: _winner(count) for text, count in sorted(votes.items())}


def _like_a_person(name: str) -> bool:
    """Two or three words with capitals, none of which is a body's: what "Tolan" alone being a person bears out."""
    words = name.split()
    return 1 < len(words) < 4 and all(w[0].isupper() and w.isalpha() for w in words) and not _BODY.search(name)


def _winner(count: Counter[Label]) -> Label:
    return min(_RANK, key=lambda label: (-count[label], _RANK.index(label)))


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
        if match[0].lower() in MONTHS and _IN_DATE.search(f"{text[: match.start()]}|{text[match.end() :]}"):
            continue
        if not any(start < b and a < end for a, b in taken):
            taken.append((start, end))
    return sorted(taken)
