"""Which sentences of a document to hold a claim against: few that cover its words, the rarer words first.

A whole document has nearly every word somewhere; what counts is whether a few sentences have them together.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from coranto.models.entailment.terms import Term, sentences_of

_MOST = 4
"""Sentences at most."""
_WORDS = 110
"""Terms at most, unless the first sentence alone is longer."""
_AGAIN = 0.25
"""Worth of a word that a picked sentence has already."""
_WEIGHT = {"number": 1.6, "date": 1.2, "name": 1.6, "noun": 1.0, "verb": 0.8, "adjective": 0.8, "adverb": 0.5}


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A document prepared for any number of claims: its sentences, their keys, and how rare each key is in it."""

    sentences: tuple[tuple[Term, ...], ...]
    keys: tuple[frozenset[str], ...]
    all_keys: frozenset[str]
    rarity: dict[str, float]


@lru_cache(maxsize=64)
def document(text: str) -> Document:
    """Prepare a text."""
    sentences = sentences_of(text)
    keys = [frozenset(t.key for t in s) for s in sentences]
    counts = Counter(key for own in keys for key in own)
    many = len(sentences)
    return Document(
        sentences=tuple(sentences),
        keys=tuple(keys),
        all_keys=frozenset(counts),
        rarity={key: 1 + math.log((many + 1) / (n + 0.5)) for key, n in counts.items()},
    )


def pick(claim: Sequence[Term], source: Document) -> list[int]:
    """Numbers of the sentences picked for a claim, the best first; empty where no word of it is there."""
    worth = weights(claim, source)
    left = dict(worth)
    picked: list[int] = []
    length = 0
    while len(picked) < _MOST:
        best, most = -1, 0.0
        for n, keys in enumerate(source.keys):
            if n in picked:
                continue
            gain = sum(w for key, w in left.items() if key in keys) / (1 + 0.004 * len(keys))
            # beside a picked sentence, a sentence is likelier to go on about the same
            gain *= 1.1 if n - 1 in picked or n + 1 in picked else 1.0
            if gain > most:
                best, most = n, gain
        if best < 0 or (
            picked and (length + len(source.sentences[best]) > _WORDS or most < 0.08 * sum(worth.values()))
        ):
            break
        picked.append(best)
        length += len(source.sentences[best])
        for key in left:
            if key in source.keys[best]:
                left[key] = worth[key] * _AGAIN
    return picked


def weights(claim: Sequence[Term], source: Document) -> dict[str, float]:
    """What each content key of the claim is worth to be found."""
    rarest = 1 + math.log(2.0 * (len(source.sentences) + 1))
    return {t.key: _WEIGHT.get(t.kind, 0.3) * source.rarity.get(t.key, rarest) for t in claim if t.is_content}
