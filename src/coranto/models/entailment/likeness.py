"""How near a word of the claim comes to any word of the evidence, by the static table of word vectors.

It sees what the lexicon lacks ("probe" and "inquiry"), and does not tell opposites apart: one sign among many.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from coranto.models.entailment.terms import Term
from coranto.models.static import StaticEmbedder
from coranto.models.wordpiece import word_pieces

_EMBEDDER = StaticEmbedder()
_RESERVED = 1_000
"""Ids below are marks and single characters; above, BERT's vocabulary is roughly in order of frequency."""
UNKNOWN = 10.5
"""Commonness of a word that the vocabulary does not have whole."""


def closest(terms: Sequence[Term], others: Sequence[Term]) -> list[float]:
    """The highest cosine of each term with a term of content among the others; 0 where there is none."""
    keys = list(dict.fromkeys(t.text for t in others if t.is_content))
    if not terms or not keys:
        return [0.0 for _ in terms]
    theirs = np.stack([vector(key) for key in keys])
    return [float(v) for v in (np.stack([vector(t.text) for t in terms]) @ theirs.T).max(axis=1)]


def commonness(word: str) -> float:
    """Logarithm of a word's rank in the vocabulary: 0 for the commonest, ``UNKNOWN`` for a word it lacks."""
    rank = word_pieces().ids.get(word)
    return UNKNOWN if rank is None else math.log(max(1, rank - _RESERVED))


@lru_cache(maxsize=50_000)
def vector(word: str) -> NDArray[np.float32]:
    """The unit vector of a word in lower case."""
    row: NDArray[np.float32] = _EMBEDDER.encode([word])[0]
    return row
