"""How alike two sentences are: by meaning, by their telling words, and by what must not differ.

Everything that groups, chooses or titles asks the same three questions here, so that one claim means one thing on
the whole page. Predicates are compared, not actors: the words are ``PoolSentence.core``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from coranto.compose.material import PoolSentence
from coranto.compose.slots import Figure, apart, find_figures

FLOOR = 0.15
SAME_CLAIM = 1.0
"""Sum of two cosines from which two sentences say the same; found by reading nearest pairs of real stories."""

# News has a few verbs for each deed; outlets pick different ones. One lemma stands for its group.
_GROUPS = """
begin open start launch commence kick
die kill dead death toll fatality perish
injure wound hurt injured injury wounded
quake earthquake tremor temblor
annual yearly annually every
memorandum mou memoranda
dialogue talk talks negotiation
hit strike jolt
arrest detain custody
blast explosion explode
plane aircraft jet airliner
gunman shooter attacker assailant
resign quit
rise climb increase grow jump
fall drop decline decrease
buy acquire purchase acquisition
rescue save
defense defence military
sentiment feeling
widen expand broaden extend
stress emphasize emphasise underline reaffirm
vote ballot
ship vessel boat
elect election
probe investigate investigation inquiry
protest demonstration rally demonstrator protester
verdict ruling rule
accord agreement agree pact deal
crash collide collision
court judge
aid help assistance
halt stop suspend
ban prohibit
""".strip().splitlines()
_CANONICAL = {word: group.split()[0] for group in reversed(_GROUPS) for word in group.split()}


class Likeness:
    """Compares the sentences of one story. Built once a story; every question after that is a look-up."""

    def __init__(self, pool: Sequence[PoolSentence]) -> None:
        self._place = {_key(sentence): place for place, sentence in enumerate(pool)}
        self._words = [canonical(sentence.core) for sentence in pool]
        self._rarity = _rarity(self._words)
        self._figures: dict[tuple[int, int], tuple[Figure, ...]] = {}
        self._meaning = _meaning(pool)
        self._shared = _shared(self._words, self._rarity)

    def words(self, sentence: PoolSentence) -> frozenset[str]:
        """The sentence's telling lemmas, near synonyms under one word."""
        return self._words[self._place[_key(sentence)]]

    def coverage(self, of: frozenset[str], by: frozenset[str]) -> float:
        """Share, 0..1, of the rarity of ``of`` that ``by`` has; 0 for no words."""
        whole = sum(self._rarity.get(word, 1.0) for word in sorted(of))
        return sum(self._rarity.get(word, 1.0) for word in sorted(of & by)) / whole if whole else 0.0

    def meaning(self, first: PoolSentence, second: PoolSentence) -> float:
        """Cosine of the two embeddings of what is stated."""
        return float(self._meaning[self._place[_key(first)], self._place[_key(second)]])

    def score(self, first: PoolSentence, second: PoolSentence) -> float:
        """Meaning plus words, at most 2; from ``SAME_CLAIM`` on, and if they ``agree``, one claim."""
        one, other = self._place[_key(first)], self._place[_key(second)]
        return round(float(self._meaning[one, other] + self._shared[one, other]), 5)

    def figures(self, sentence: PoolSentence) -> tuple[Figure, ...]:
        """The typed figures of a sentence."""
        key = _key(sentence)
        if key not in self._figures:
            self._figures[key] = find_figures(sentence.sentence, sentence.quantities)
        return self._figures[key]

    def agree(self, first: PoolSentence, second: PoolSentence) -> bool:
        """Whether nothing forbids that both say the same: polarity, what is still to come, figures and dates."""
        return (
            first.negated == second.negated
            and first.scheduled == second.scheduled
            and not _days_differ(first, second)
            and not self._figures_differ(first, second)
        )

    def _figures_differ(self, first: PoolSentence, second: PoolSentence) -> bool:
        for one in self.figures(first):
            for other in self.figures(second):
                if one.slot.name == other.slot.name and apart(one.quantity, other.quantity):
                    return True
        for a in first.quantities:
            for b in second.quantities:
                if a.noun and a.noun == b.noun and a.unit == b.unit and apart(a, b):
                    return True
        return False


def canonical(lemmas: Iterable[str]) -> frozenset[str]:
    """Lemmas with near synonyms under one word."""
    return frozenset(_CANONICAL.get(lemma.lower(), lemma.lower()) for lemma in lemmas)


def _key(sentence: PoolSentence) -> tuple[int, int]:
    return (sentence.source.n, sentence.sentence.index)


def _rarity(words: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Inverse sentence frequency within the story, scaled to ``FLOOR``..1."""
    counts = Counter(word for one in words for word in one)
    top = math.log(len(words) + 1.0) or 1.0
    return {word: max(FLOOR, math.log((len(words) + 1.0) / (n + 0.5)) / top) for word, n in sorted(counts.items())}


def _meaning(pool: Sequence[PoolSentence]) -> NDArray[np.float32]:
    if not pool:
        return np.zeros((0, 0), dtype=np.float32)
    rows = np.stack([sentence.vector for sentence in pool])
    return np.asarray(rows @ rows.T, dtype=np.float32)


def _shared(words: Sequence[frozenset[str]], rarity: Mapping[str, float]) -> NDArray[np.float32]:
    """Cosines of the word sets under rarity."""
    column = {word: place for place, word in enumerate(sorted(rarity))}
    rows = np.zeros((len(words), max(1, len(column))), dtype=np.float32)
    for place, one in enumerate(words):
        for word in one:
            rows[place, column[word]] = rarity[word]
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return np.asarray(rows @ rows.T, dtype=np.float32)


def _days_differ(first: PoolSentence, second: PoolSentence) -> bool:
    if first.day is None or second.day is None or not first.day_value or not second.day_value:
        return False
    shared = min(len(first.day_value), len(second.day_value))
    return first.day_value[:shared] != second.day_value[:shared]
