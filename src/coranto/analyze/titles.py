"""Parses headlines: the best of several spellings for each part, with tokens that point into the printed title.

One parse of a headline as printed is right half of the time; what is tried, and in which order, was measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from coranto.analyze.recase import (
    Spelling,
    capitalised,
    comma_spellings,
    joined_spelling,
    mapped_tokens,
    other_spellings,
    past_form,
    plain_spelling,
    stopped,
)
from coranto.ports import Parser
from coranto.types import Parsed, Token

_PLAIN = str.maketrans("“”‘’\u00a0", "\"\"'' ")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleParse:
    """Tokens of a whole title and the parser's names, both as offsets into the title."""

    tokens: tuple[Token, ...]
    names: tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class _Part:
    """A stretch of one title while its spelling is being chosen."""

    spelling: Spelling
    core: bool
    tries: list[Spelling] = field(default_factory=list)
    parsed: Parsed | None = None


def parse_titles(
    titles: Sequence[str], cores: Sequence[tuple[int, int]], bodies: Sequence[str], parser: Parser, *, language: str
) -> list[TitleParse]:
    """Parse each title in parts: what stands before the core, the core, what stands after it.

    A core that has no finite root with a subject is tried again in other spellings; the first that mends it wins.
    Words are lowered only by the evidence of the article's own body.
    """
    plans = [_parts(title, core, body) for title, core, body in zip(titles, cores, bodies, strict=True)]
    parts = [part for plan in plans for part in plan]
    for part, parsed in zip(parts, _parse(parser, [p.spelling for p in parts], language), strict=True):
        part.parsed = parsed
    for generation in (_commas, _others):
        _retry([p for p in parts if p.core], generation, parser, language)
    return [_assembled(title, plan) for title, plan in zip(titles, plans, strict=True)]


def _parts(title: str, core: tuple[int, int], body: str) -> list[_Part]:
    start, end = core
    parts = []
    for a, b, is_core in ((0, start, False), (start, end, True), (end, len(title), False)):
        for x, y in _split(title, a, b) if is_core else [(a, b)]:
            if title[x:y].strip():
                spelling = plain_spelling(title, (x, y), body)
                parts.append(_Part(joined_spelling(capitalised(spelling)) if is_core else spelling, is_core))
    return parts


def _split(title: str, start: int, end: int) -> list[tuple[int, int]]:
    """A core at its semicolons, each half with its mark."""
    pieces = []
    at = start
    while (mark := title.find("; ", at, end)) >= 0:
        pieces.append((at, mark + 1))
        at = mark + 1
    return [*pieces, (at, end)]


def _parse(parser: Parser, spellings: Sequence[Spelling], language: str) -> list[Parsed]:
    return parser.parse([_straight(s.text) for s in spellings], language=language) if spellings else []


def _straight(text: str) -> str:
    return text.translate(_PLAIN)


def _commas(part: _Part) -> list[Spelling]:
    return list(comma_spellings(part.spelling))


def _others(part: _Part) -> list[Spelling]:
    if part.parsed is None or not any(t.pos for t in part.parsed.tokens) or _sound(part.parsed):
        return []
    return [stopped(s) for s in other_spellings(part.spelling, part.parsed.tokens)][:12]


def _retry(
    parts: Sequence[_Part], generation: Callable[[_Part], list[Spelling]], parser: Parser, language: str
) -> None:
    for part in parts:
        part.tries = generation(part)
    parsed = iter(_parse(parser, [s for part in parts for s in part.tries], language))
    for part in parts:
        for spelling in part.tries:
            result = next(parsed)
            if part.spelling.changed is None and _mends(spelling, result):
                part.spelling, part.parsed = spelling, result


def _sound(parsed: Parsed) -> bool:
    """Whether a root is finite with one subject on its left, and that subject does not look like the true verb."""
    tokens = parsed.tokens
    for i, token in enumerate(tokens):
        if token.head != i or token.tag not in _FINITE | {"VBN", "VBG"}:
            continue
        children = [k for k, t in enumerate(tokens) if t.head == i and k != i]
        subjects = [k for k in children if k < i and tokens[k].dep in _SUBJECTS]
        helped = any(tokens[k].dep in ("aux", "auxpass") for k in children)
        plain = token.tag in _FINITE and (token.tag != "VB" or helped or not _could_be_noun(tokens, i))
        if len(subjects) == 1 and (plain or helped) and not _odd(tokens, subjects[0], i):
            return True
    return False


def _could_be_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether a bare verb right after a noun of one may be a part of its name: "dam permit"."""
    return i > 0 and tokens[i - 1].tag in ("NN", "NNP") and not any(t.lemma == "and" for t in tokens[:i])


def _odd(tokens: Sequence[Token], subject: int, root: int) -> bool:
    """A verb's form as subject: "Brandt and Roth stress need ...", "Strike enters third week, talks stall"."""
    token = tokens[subject]
    if token.tag not in ("NN", "NNS") or subject == 0 or past_form(token.text) is None:
        return False
    joined = any(t.lemma == "and" for t in tokens[:subject])
    if tokens[subject - 1].pos == "PROPN" and (joined or token.tag == "NNS"):
        return tokens[root].tag in ("VB", "VBP")
    return token.tag == "NNS" and any(t.text == "," for t in tokens[subject:root])


def _mends(spelling: Spelling, parsed: Parsed) -> bool:
    """Whether the changed word came out as the verb, or what is said of the subject, that the change should show."""
    if spelling.changed is None:
        return False
    tokens = parsed.tokens
    for i, token in enumerate(tokens):
        if (token.start, token.end) != spelling.changed:
            continue
        head = tokens[token.head]
        if token.dep == "conj" and token.tag.startswith("VB") and head.tag.startswith("VB"):
            return _sound(parsed)
        if token.text == "to":
            return token.tag == "TO" and token.dep == "aux" and _sound(parsed)
        if token.dep in ("acomp", "attr") or (token.tag in ("JJ", "VBG") and token.head == i):
            return _sound(parsed)
        subjects = [k for k, t in enumerate(tokens) if t.head == i and t.dep in _SUBJECTS and k < i]
        if token.head != i or token.tag not in ("VBD", "VBN") or not subjects:
            return False
        if any(t.tag in ("VBD", "VBZ") and subjects[0] < k < i and t.head != i for k, t in enumerate(tokens)) or any(
            t.tag == "VBD" for t in tokens[: subjects[0]]
        ):
            return False
        closes = all(not t.text.isalnum() for t in tokens[i + 1 :])
        return not (closes and any(t.tag == "IN" for t in tokens[subjects[-1] : i]))
    return False


def _assembled(title: str, plan: Sequence[_Part]) -> TitleParse:
    tokens: list[Token] = []
    names: list[tuple[int, int, str]] = []
    for part in plan:
        if part.parsed is None:
            continue
        origin = part.spelling.origin
        tokens.extend(mapped_tokens(title, part.spelling, part.parsed.tokens, len(tokens)))
        for start, end, label in part.parsed.names:
            offsets = [o for o in origin[start:end] if o >= 0]
            if offsets:
                names.append((min(offsets), max(offsets) + 1, label))
    return TitleParse(tokens=tuple(tokens), names=tuple(names))
