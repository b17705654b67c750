"""What makes a text a headline: one clause with a finite verb and its subject, whole, of a title's length.

Titles that are cut and headlines that are borrowed pass the same gate, so that no page carries half a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.ports import Parser
from coranto.types import Token

FEWEST, MOST = 4, 15
"""Words of a title."""

SAYING = frozenset("say tell add note announce report state declare explain write claim insist argue warn".split())
_GOVERNS = SAYING | frozenset(
    """think believe know show find mean see hope fear expect suggest agree decide ensure demand propose confirm deny
    vow promise pledge reveal hear fear claim allege recommend order insist admit acknowledge""".split()
)
_ODD = re.compile(r"[\"“”«»;?!()\[\]]|(?:^|\s)['‘]|(?<!s)['’](?=\s|$)")
_CUT_SCORE = re.compile(r"(?:^|\s)[-–]\d|^[\d,.]+ (?:are|were|have|had|is|was|will|would|could|may)\b", re.I)
"""What a cut has left of a score or a count: "twice -0", "70 are back on sale"."""
_QUOTED = re.compile(r"(?<!\w)[\"“‘']([^\"“”‘’']{2,40})[\"”’'](?!\w)")
_POINTS = re.compile(r"\b(?:he|she|they|him|them|this|these|those|here|I|we|you|our|your|my)\b", re.I)
_LOOSE_ENDS = frozenset(
    "a an the of in on at to for from by with and or but as than that into after before over late early".split()
)
_BAD_END = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "AUX", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_headline(text: str, parser: Parser, *, most: int = MOST) -> bool:
    """Whether a text is one clause a desk would print: a finite verb with a subject, whole, no pronoun or quotation."""
    if not has_headline_form(text, most=most, quoted=True):
        return False
    parsed = parser.parse([text + "."])[0]
    tokens = parsed.tokens
    if len(parsed.sentences) != 1 or len(tokens) < 3:
        return False
    if any(t.tag == "PRP" for t in tokens) or tokens[0].pos in {"CCONJ", "SCONJ", "PUNCT"}:
        return False
    last = next((t for t in reversed(tokens) if t.pos != "PUNCT"), tokens[-1])
    if last.pos in _BAD_END or (last.tag == "VBG" and last.text.islower()):
        return False
    root = next(i for i, t in enumerate(tokens) if t.head == i)
    subject = subject_of(tokens, root)
    if subject is None or not is_finite(tokens, root) or tokens[subject].pos == "PRON":
        return False
    # "its" behind an active verb is the subject's; before it, or behind a passive one, that of somebody unnamed
    if any(t.tag == "PRP$" for t in (tokens[:root] if tokens[subject].dep == "nsubj" else tokens)):
        return False
    if _disagrees(tokens, subject, root):
        return False
    stray = any(t.dep == "ccomp" and t.head == root and i > root for i, t in enumerate(tokens))
    if stray and tokens[root].lemma not in _GOVERNS:
        return False
    # a lone comma between subject and verb has lost its partner
    return sum(t.text == "," for t in tokens[subject:root]) % 2 == 0


def _disagrees(tokens: Sequence[Token], subject: int, root: int) -> bool:
    """Whether a cut has parted a plural verb from its subject: "the crash were described"."""
    verb = next((t for t in tokens if t.head == root and t.dep in {"aux", "auxpass"}), tokens[root])
    plural = verb.text.lower() in {"were", "are", "have"}
    joined = any(
        t.head == subject and t.dep in {"conj", "nummod"} and t.text.lower() not in {"one", "1"} for t in tokens
    )
    crowd = tokens[subject].text.lower() in {
        "police",
        "people",
        "staff",
        "number",
        "majority",
        "couple",
        "pair",
        "crew",
    }
    return plural and tokens[subject].tag in {"NN", "NNP"} and not joined and not crowd


def has_headline_form(text: str, *, most: int = MOST, quoted: bool = False) -> bool:
    """Whether a text has a title's length, and no bracket, question or word that points elsewhere.

    Quoted words are let through only where ``quoted`` says so, and only in whole pairs of marks.
    """
    words = text.split()
    bare = _QUOTED.sub(r"\1", text) if quoted else text
    if not FEWEST <= len(words) <= most or _ODD.search(bare) or _CUT_SCORE.search(bare):
        return False
    last = words[-1].lower()
    if words[-2].endswith(",") or last in {"says", "said", "say", "reports", "adds", "told"}:
        return False  # what followed the comma, or who says it, is gone
    return not _POINTS.search(text) and last not in _LOOSE_ENDS and words[0].lower() not in {"that", "it", "such"}


def is_wish(text: str) -> bool:
    """Whether a headline says what ought to be: without a speaker that is its outlet's opinion, and no news."""
    return bool(re.search(r"\b(?:should|must|ought|needs? to)\b", text, re.I))


def is_finite(tokens: Sequence[Token], root: int) -> bool:
    """Whether the root, or an auxiliary of it, is a finite verb."""
    if tokens[root].tag in _FINITE:
        return True
    return any(t.head == root and t.dep in {"aux", "auxpass"} and t.tag in _FINITE for t in tokens)


def subject_of(tokens: Sequence[Token], root: int) -> int | None:
    """The place of the root's subject, if it stands before it."""
    for place, token in enumerate(tokens):
        if token.head == root and token.dep in {"nsubj", "nsubjpass"} and place < root:
            return place
    return None
