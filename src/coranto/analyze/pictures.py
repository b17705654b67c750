"""Captions that are written as sentences, told by their parse.

A caption without a credit or a bracket looks like prose; what gives it away is that nothing happens in it: no finite
verb, or one that only says what a picture shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.analyze.speech import SAY_LEMMAS
from coranto.types import Parsed, Token

_SPEECH = re.compile(r"[\"“”‘«:]|(?:^|\s)'")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_POSES = frozenset(
    """
    pose gesture wave smile cry hug embrace react celebrate stand sit kneel walk look watch listen gather greet carry
    hold lie shake kiss applaud cheer
    """.split()
)
_PICTURES = frozenset({"photo", "photograph", "picture", "image", "still", "screengrab", "handout", "footage"})
_DATED_END = re.compile(
    r",? (?:\w+day,? )?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, (?:19|20)\d\d\.?$"
)
"""How agencies date a picture: "..., Sunday, Nov. 13, 2016."."""
_SETTING = frozenset({"at", "in", "on", "during", "after", "before", "near", "outside", "with", "as", "from"})
_SIDE = frozenset({"after", "as", "when", "where", "before"})


def is_picture(parsed: Parsed, text: str, *, alone: bool) -> bool:
    """Whether a sentence that stands ``alone`` in its paragraph only says what a picture shows.

    ``parsed`` are its tokens. A sentence with quotation marks, or of a language without a parse, is never one.
    """
    tokens = parsed.tokens
    if not alone or len(tokens) < 6 or not any(t.pos for t in tokens) or _SPEECH.search(text):
        return False
    top = next((i for i, t in enumerate(tokens) if t.head == i), 0)
    if tokens[top].tag == "VBG" and not any(t.head == top and t.dep in ("aux", "auxpass") for t in tokens):
        return True
    if tokens[top].lemma.lower() in _PICTURES and tokens[top].tag in ("NN", "NNS"):
        return True
    if _DATED_END.search(text) and (tokens[top].tag in ("VBZ", "VBP", "VBG") or tokens[top].pos in ("NOUN", "PROPN")):
        return not any(t.lemma.lower() in SAY_LEMMAS and t.tag in _FINITE for t in tokens)
    first = next((i for i, t in enumerate(tokens) if t.tag.startswith("VB") or t.tag == "MD"), 0)
    if first > 0 and tokens[first].tag == "VBG" and tokens[first - 1].pos == "PROPN" and "at the scene" in text:
        return True
    verbs = [t for t in tokens if t.tag in _FINITE and t.dep != "acl"]
    if len(verbs) <= 2 and _poses(tokens):
        return True
    return not verbs and _nothing_happens(tokens, top)


def _nothing_happens(tokens: Sequence[Token], top: int) -> bool:
    """A noun with participles: "Rescuers working at the quay". One that may be a past tense misread is believed."""
    if tokens[top].pos not in ("NOUN", "PROPN"):
        return False
    for i, token in enumerate(tokens):
        if token.tag == "VB" or (token.tag == "VBN" and not _surely_passive(tokens, i)):
            return False
    return any(t.tag in ("VBN", "VBG") for t in tokens)


def _surely_passive(tokens: Sequence[Token], i: int) -> bool:
    following = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
    return following == "by" or any(t.text.lower() in _SIDE for t in tokens[max(0, i - 5) : i])


def _poses(tokens: Sequence[Token]) -> bool:
    """The present tense of a verb for what people in pictures do: "Roth waves to guests at the harbour"."""
    root = next((i for i, t in enumerate(tokens) if t.head == i and t.tag in ("VBZ", "VBP", "NNS")), None)
    if root is None or tokens[root].lemma.lower() not in _POSES:
        return False
    if tokens[root].tag == "NNS":  # a verb that was read as a noun
        return root > 0 and tokens[root - 1].pos == "PROPN" and tokens[root - 1].head == root
    if tokens[root].tag not in ("VBZ", "VBP"):
        return False
    named = any(t.head == root and t.dep in _SUBJECT and t.pos in ("PROPN", "NOUN") for t in tokens)
    return named and any(t.lemma.lower() in _SETTING for t in tokens[root:])
