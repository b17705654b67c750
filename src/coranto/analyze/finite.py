"""The finite verb of a sentence whose parse has none, where grammar leaves no other reading.

A small parser takes some verbs in the past for participles and some in the present for infinitives; a sentence
without a finite verb could not be printed, nor dated, nor given to a speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coranto.types import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NO_OBJECT = frozenset(
    """
    protest demonstrate march rally gather die flee vote collapse escape return arrive resign wait queue clash walk
    sail travel appeal call talk apologise apologize rise fall sink burn disappear emerge
    """.split()
)
"""Verbs whose past form after a noun is no participle, as they take no object: "people protested in Talva"."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def with_finite_verb(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, with the main verb made finite where the parse has none; else unchanged.

    Only for what ends with a full stop: a caption or a headline may well have no verb.
    """
    root = next((i for i, t in enumerate(tokens) if t.dep == "ROOT"), None)
    if root is None or tokens[-1].text != ".":
        return tuple(tokens)
    found = list(tokens)
    if tokens[root].pos in ("NOUN", "PROPN"):
        verb = next((i for i in range(root + 1, len(tokens)) if _is_its_verb(tokens, i, root)), None)
        if verb is None:
            return tuple(tokens)
        for i, token in enumerate(tokens):
            if token.head == root and i > verb:
                found[i] = replace(token, head=verb)
        found[root] = replace(tokens[root], dep="nsubj", head=verb)
        found[verb] = replace(tokens[verb], tag="VBD", pos="VERB", dep="ROOT", head=verb)
    elif tokens[root].tag == "VB" and not any(t.tag in _FINITE or t.dep in ("aux", "auxpass") for t in tokens):
        subject = next((t for t in tokens[:root] if t.head == root and t.dep in _SUBJECTS), None)
        if subject is not None and subject.tag in ("NNS", "NNPS"):
            found[root] = replace(tokens[root], tag="VBP")
    return tuple(found)


def _is_its_verb(tokens: Sequence[Token], i: int, root: int) -> bool:
    """Whether token ``i`` is what the noun at ``root`` did, though the parse hangs it on the noun as a participle."""
    token = tokens[i]
    if token.head != root or token.dep != "acl" or any(t.tag in _FINITE for t in (*tokens[:i], *tokens[i + 1 :])):
        return False
    return token.tag == "VBD" or (token.tag == "VBN" and token.lemma.lower() in _NO_OBJECT)
