"""Judges the grammar of a writer's sentence by that of its passages: whole, nothing added, the same doer and done.

A small model copies every word of a passage and still says something else: the word is right and its place is not.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import Literal

from coranto.compose.passages import Case
from coranto.compose.wording import stem
from coranto.types import Token

Role = Literal["actor", "target"]

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NUMBERING = frozenset({"nummod", "quantmod", "compound", "npadvmod", "nmod", "amod", "advmod", "poss", "pobj"})
_BESIDE = frozenset({"compound", "appos", "conj", "nmod", "poss", "flat", "amod", "nummod"})
_CUT_OFF = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|St|No|vs?|U\.S|U\.K|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.$"
)


def not_whole(text: str, tokens: Sequence[Token], sentences: int) -> str | None:
    """Why a text is no sentence: cut off, quoted without end, two in one, or without a verb that has a subject."""
    if text.count('"') % 2 or text.count("“") != text.count("”") or text.count("(") != text.count(")"):
        return "a quotation or an aside in it has no end"
    if _CUT_OFF.search(text):
        return "it ends in the middle"
    first = next((t for t in tokens if t.pos != "PUNCT"), None)
    if first is None or (first.text[:1].isdigit() and first.dep not in _NUMBERING | {"nsubj", "nsubjpass"}):
        return "it is no whole sentence"
    if first.text[:1].isdigit() and len(tokens) > 1 and tokens[1].text == ",":
        return "it is no whole sentence"
    root = next((i for i, t in enumerate(tokens) if t.head == i), 0)
    finite = tokens[root].tag in _FINITE and not any(t.head == root and t.dep == "mark" for t in tokens)
    if sentences == 1 and not finite and not any(_is_clause(tokens, i) for i in range(len(tokens))):
        return "it has no verb with a subject"
    return None


def added(tokens: Sequence[Token], known: Container[str]) -> str | None:
    """A word that no passage has may stand for one that they have; in some places it can only say more.

    Those are adjectives and adverbs, verbs of side clauses ("to mark the day") and nouns that say what somebody is.
    ``known`` has the first five letters of the passages' stems, and words that say nothing by themselves.
    """
    for token in tokens:
        low = token.text.lower()
        if not low.isalpha() or stem(low)[:5] in known or low in known or low in _PLAIN:
            continue
        quality = token.tag[:2] in {"JJ", "RB"} and token.pos in {"ADJ", "ADV"} and len(token.text) > 3
        side = token.dep in {"advcl", "acl", "xcomp"} or (token.dep == "relcl" and token.tag == "VB")
        clause = token.pos == "VERB" and side
        if quality or clause or (token.pos == "NOUN" and token.dep in {"appos", "attr"}):
            return f"no passage says '{token.text}'"
    return None


def other_part(tokens: Sequence[Token], case: Case) -> str | None:
    """A verb of a passage keeps who does it, and to what it is done."""
    theirs = [(p.tokens, i) for p in case.passages for i, t in enumerate(p.tokens) if t.pos == "VERB"]
    named = {stem(t.text) for p in case.passages for t in p.tokens if t.pos in {"NOUN", "PROPN"}}
    for i, token in enumerate(tokens):
        if token.pos != "VERB":
            continue
        same = [(others, j) for others, j in theirs if others[j].lemma.lower() == token.lemma.lower()]
        for role in _ROLES:
            own = {s for s in _part(tokens, i, role) if s in named}
            if not own or not same:
                continue
            found = [_part(others, j, role) for others, j in same]
            if role == "actor" and not _part(tokens, i, "target"):  # "the road opened": somebody opened it
                found += [_part(others, j, "target") for others, j in same]
            if all(part and not own & part for part in found):
                return f"in the passages '{token.text}' has another {'subject' if role == 'actor' else 'object'}"
    return None


def done_before(tokens: Sequence[Token], case: Case) -> str | None:
    """What the passages tell as under way or to come is not told as done."""
    theirs = [(p.tokens, i) for p in case.passages for i, t in enumerate(p.tokens) if t.pos == "VERB"]
    for i, token in enumerate(tokens):
        if token.pos == "VERB" and _is_done(tokens, i):
            same = [(others, j) for others, j in theirs if others[j].lemma.lower() == token.lemma.lower()]
            if same and all(_is_open(others, j) for others, j in same):
                return f"in the passages '{token.text}' is under way or to come"
    return None


_ROLES: tuple[Role, ...] = ("actor", "target")
_PLAIN = frozenset(
    """about again ago ahead all almost already also altogether another around away back both certain different early
    earlier else enough even ever every far few fewer first former here however just last late later least less likely
    long many more most much near nearly next now once only other others out over own possible rather same second
    several since some soon still such than then there third together too total twice under until very when where
    while whole within without yet able""".split()
)
"""Adjectives and adverbs of order and amount; what they claim, the rules on figures, limits and hedges look at."""


def _is_done(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb is told as past: "set up", "has set up", "was set up"; not "would have been", not a participle."""
    helpers = [t for t in tokens if t.dep in {"aux", "auxpass"} and tokens[t.head] is tokens[place]]
    if any(t.tag in {"MD", "TO"} or t.text.lower() in {"is", "are", "be", "being"} for t in helpers):
        return False
    return tokens[place].tag == "VBD" or (tokens[place].tag == "VBN" and bool(helpers))


def _is_open(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb is told as under way ("are setting up") or to come ("will", "is to", "plans to set up")."""
    helpers = [t for t in tokens if t.dep in {"aux", "auxpass"} and tokens[t.head] is tokens[place]]
    if any(t.text.lower() in {"will", "to", "may", "might", "could", "would", "should"} for t in helpers):
        return not any(t.text.lower() in {"have", "has", "had"} for t in helpers)
    return tokens[place].tag == "VBG" and any(t.text.lower() in {"is", "are"} for t in helpers)


def _is_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb stands at the place, finite by itself or by an auxiliary, and has a subject of its own."""
    below = [t for i, t in enumerate(tokens) if t.head == place and i != place]
    finite = tokens[place].tag in _FINITE or any(t.tag in _FINITE for t in below if t.dep in {"aux", "auxpass"})
    subject = any(t.dep in {"nsubj", "nsubjpass", "csubj", "expl"} and t.tag[:1] != "W" for t in below)
    leans = tokens[place].dep in {"advcl", "acl"} or any(t.dep == "mark" for t in below)
    return finite and subject and not leans


def _part(tokens: Sequence[Token], verb: int, role: Role) -> frozenset[str]:
    """Stems of the nouns that do what a verb says, or that it is done to; none where a pronoun or nothing does."""
    heads: list[int] = []
    at = verb
    while True:
        heads += _arguments(tokens, at, role)
        up = tokens[at].head
        if heads or role == "target" or up == at or tokens[at].dep not in {"conj", "xcomp"}:
            break
        at = up
    if any(tokens[i].pos == "PRON" for i in heads):
        return frozenset()
    return frozenset(s for i in heads for s in _nouns(tokens, i))


def _arguments(tokens: Sequence[Token], verb: int, role: Role) -> Iterable[int]:
    for i, token in enumerate(tokens):
        if token.head != verb or i == verb:
            continue
        if token.dep == "agent" and role == "actor":
            yield from (k for k, t in enumerate(tokens) if t.head == i and t.dep == "pobj")
        elif token.dep in ({"nsubj"} if role == "actor" else {"dobj", "obj", "nsubjpass", "dative"}):
            yield i


def _nouns(tokens: Sequence[Token], head: int) -> Iterable[str]:
    """Stems of a noun and of what stands beside it, also behind "of"."""
    yield stem(tokens[head].text)
    for i, token in enumerate(tokens):
        if token.head == head and i != head:
            if token.dep in _BESIDE and token.pos in {"NOUN", "PROPN", "ADJ", "NUM"}:
                yield from _nouns(tokens, i)
            elif token.dep == "prep":
                for k, below in enumerate(tokens):
                    if below.head == i and below.dep == "pobj":
                        yield from _nouns(tokens, k)
