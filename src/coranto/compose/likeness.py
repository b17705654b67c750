"""How alike two sentences are: by meaning, by their telling words, and by what must not differ.

Everything that groups, chooses or titles asks the same three questions here, so that one claim means one thing on
the whole page. Predicates are compared, not actors: the words are ``PoolSentence.core``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from coranto.compose.material import PoolSentence
from coranto.compose.ordinals import are_others, in_a_row
from coranto.compose.slots import Figure, apart, find_figures, in_aside, in_side_clause
from coranto.types import Quantity

FLOOR = 0.15
SAME_CLAIM = 1.0
"""Sum of two cosines from which two sentences say the same; found by reading nearest pairs of real stories."""

SAME_FIGURE, NEAR = 0.3, 0.7
"""What one value for one slot adds to the likeness of two sentences that are ``NEAR`` anyway."""

_PLANS = "accord"
"""The word of agreements: "agreed to meet" and "will meet" are one claim, "will meet" and "met" are not."""

_RHYTHMS = (
    ("annual", re.compile(r"\b(?:(?:every|each|once a) year|yearly|annual(?:ly)?)\b", re.I)),
    ("monthly", re.compile(r"\b(?:(?:every|each|once a) month|monthly)\b", re.I)),
    ("weekly", re.compile(r"\b(?:(?:every|each|once a) week|weekly)\b", re.I)),
    ("daily", re.compile(r"\b(?:(?:every|each) day|daily)\b", re.I)),
)

# News has a few verbs for each deed; outlets pick different ones. One lemma stands for its group.
_GROUPS = """
begin open start launch commence kick
die kill dead death toll fatality perish
injure wound hurt injured injury injuries wounded
quake earthquake tremor temblor
annual yearly annually
memorandum mou mous memoranda document
sign signing signature ink
meet meeting
joint together
hostile negative
minister ministerial
boundary border
dialogue negotiation
hit strike jolt airstrike
accuse accusation allege allegation accuser
discover discovery
decide decision
announce announcement
revenge retaliation reprisal retaliate avenge
attack assault raid bombing
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
_NUMBERS = """two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13
fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50""".split()
_CANONICAL = {word: group.split()[0] for group in reversed(_GROUPS) for word in group.split()}
_CANONICAL |= {"n.": "north", "s.": "south"}
_CANONICAL |= dict(zip(_NUMBERS[::2], _NUMBERS[1::2], strict=True))


class Likeness:
    """Compares the sentences of one story. Built once a story; every question after that is a look-up."""

    def __init__(self, pool: Sequence[PoolSentence]) -> None:
        self._place = {_key(sentence): place for place, sentence in enumerate(pool)}
        self._words = [canonical(sentence.core) | _rhythm(sentence.content) for sentence in pool]
        self._main: dict[int, frozenset[str]] = {}
        self._rows = [in_a_row(sentence.sentence.tokens) for sentence in pool]
        self._rarity = _rarity(self._words)
        self._figures = [find_figures(sentence.sentence, sentence.quantities) for sentence in pool]
        self._meaning = _meaning(pool)
        self._shared = _shared(self._words, self._rarity)
        near = self._meaning + self._shared >= NEAR
        self._shared = self._shared + np.where(near, _same_figure(pool, self._figures), np.float32(0))
        self._scores: dict[int, list[float]] = {}
        self._covered: dict[tuple[frozenset[str], frozenset[str]], float] = {}

    def place(self, sentence: PoolSentence) -> int:
        """Where the sentence stands in the pool: its number in ``row`` and ``meanings``."""
        return self._place[_key(sentence)]

    def words(self, sentence: PoolSentence) -> frozenset[str]:
        """The sentence's telling lemmas, near synonyms under one word."""
        return self._words[self._place[_key(sentence)]]

    def main_words(self, sentence: PoolSentence) -> frozenset[str]:
        """Its telling lemmas outside side clauses ("after ...", "who ..."): what it is there to tell."""
        place = self._place[_key(sentence)]
        if place not in self._main:
            tokens = sentence.sentence.tokens
            main = canonical(t.lemma for i, t in enumerate(tokens) if not in_side_clause(tokens, i))
            self._main[place] = (self._words[place] & main) or self._words[place]
        return self._main[place]

    def known(self, words: frozenset[str]) -> frozenset[str]:
        """Those of the words that some sentence of the story has among its telling ones."""
        return frozenset(word for word in words if word in self._rarity)

    def common_meaning(self, sentences: Sequence[PoolSentence]) -> float:
        """Mean cosine between these sentences: what they share for being of one story."""
        places = [self._place[_key(sentence)] for sentence in sentences]
        if len(places) < 2:
            return 0.0
        square = self._meaning[np.ix_(places, places)]
        return round(float((square.sum() - np.trace(square)) / (len(places) * (len(places) - 1))), 5)

    def coverage(self, of: frozenset[str], by: frozenset[str]) -> float:
        """Share, 0..1, of the rarity of ``of`` that ``by`` has; 0 for no words."""
        if (of, by) not in self._covered:
            whole = sum(self._rarity.get(word, 1.0) for word in sorted(of))
            both = sum(self._rarity.get(word, 1.0) for word in sorted(of & by))
            self._covered[of, by] = both / whole if whole else 0.0
        return self._covered[of, by]

    def rarity(self, word: str) -> float:
        """What a word weighs in ``coverage``."""
        return self._rarity.get(word, 1.0)

    def meanings(self, sentences: Sequence[PoolSentence]) -> NDArray[np.float64]:
        """``meaning`` of every sentence of the pool with each of these, shape (pool, sentences)."""
        return self._meaning[:, [self._place[_key(sentence)] for sentence in sentences]].astype(np.float64)

    def meaning(self, first: PoolSentence, second: PoolSentence) -> float:
        """Cosine of the two embeddings of what is stated."""
        return float(self._meaning[self._place[_key(first)], self._place[_key(second)]])

    def score(self, first: PoolSentence, second: PoolSentence) -> float:
        """Meaning plus words, at most 2; from ``SAME_CLAIM`` on, and if they ``agree``, one claim."""
        return self.row(first)[self._place[_key(second)]]

    def row(self, sentence: PoolSentence) -> list[float]:
        """``score`` with every sentence of the pool, in its order."""
        one = self._place[_key(sentence)]
        if one not in self._scores:  # a row at once: nearly all pairs are asked for, many of them again and again
            row = (self._meaning[one] + self._shared[one]).astype(np.float64)
            self._scores[one] = np.round(row, 5).tolist()
        return self._scores[one]

    def figures(self, sentence: PoolSentence) -> tuple[Figure, ...]:
        """The typed figures of a sentence."""
        return self._figures[self._place[_key(sentence)]]

    def agree(self, first: PoolSentence, second: PoolSentence) -> bool:
        """Whether nothing forbids that both say the same: polarity, what is still to come, figures, rows and dates."""
        return (
            first.negated == second.negated
            and not are_others(self._rows[self._place[_key(first)]], self._rows[self._place[_key(second)]])
            and (first.scheduled == second.scheduled or _PLANS in self.words(first) | self.words(second))
            and not _days_differ(first, second)
            and not self._figures_differ(first, second)
        )

    def _figures_differ(self, first: PoolSentence, second: PoolSentence) -> bool:
        """Whether one thing is counted in both, and nowhere alike."""
        slots = {f.slot.name for f in self.figures(first)} & {f.slot.name for f in self.figures(second)}
        for slot in sorted(slots):
            mine = [f.quantity for f in self.figures(first) if f.slot.name == slot]
            theirs = [f.quantity for f in self.figures(second) if f.slot.name == slot]
            if not any(_one_count(a, b) for a in mine for b in theirs):
                return True
        nouns = {(q.noun, q.unit) for q in first.quantities if q.noun} & {(q.noun, q.unit) for q in second.quantities}
        for noun in sorted(nouns):
            mine = [q for q in first.quantities if (q.noun, q.unit) == noun]
            if all(apart(a, b) for b in second.quantities if (b.noun, b.unit) == noun for a in mine):
                return True
        return False


@lru_cache(maxsize=2)
def likeness_of(pool: tuple[PoolSentence, ...]) -> Likeness:
    """The ``Likeness`` of these very sentences; makers that ask one after the other share it."""
    return Likeness(pool)


def canonical(lemmas: Iterable[str]) -> frozenset[str]:
    """Lemmas with near synonyms under one word."""
    return frozenset(_CANONICAL.get(lemma.lower(), lemma.lower()) for lemma in lemmas)


def _rhythm(text: str) -> frozenset[str]:
    """How often something is to happen: "every year" is no date, and says what "annual" says."""
    return frozenset(word for word, pattern in _RHYTHMS if pattern.search(text))


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


def _same_figure(pool: Sequence[PoolSentence], figures: Sequence[Sequence[Figure]]) -> NDArray[np.float32]:
    """A bonus for two sentences that give one count: no paraphrase is surer. A magnitude only names the quake."""
    bonus = np.zeros((len(figures), len(figures)), dtype=np.float32)
    bearing: dict[tuple[str, float], list[int]] = {}
    for place, of_sentence in enumerate(figures):
        for figure in of_sentence:
            if figure.slot.name == "magnitude" or in_aside(pool[place].sentence, figure.quantity.start):
                continue
            bearing.setdefault((figure.slot.name, figure.quantity.value), []).append(place)
    for _, places in sorted(bearing.items()):
        bonus[np.ix_(places, places)] = SAME_FIGURE
    return bonus


def _one_count(first: Quantity, second: Quantity) -> bool:
    """Whether two counts may be one: equal, or one a rounded form of the other. "At least 4" is not "at least 6"."""
    if first.value == second.value:
        return True
    rounded = bool(first.hedge) != bool(second.hedge) and not apart(first, second)
    return rounded and abs(first.value - second.value) <= 0.1 * max(first.value, second.value)


def _days_differ(first: PoolSentence, second: PoolSentence) -> bool:
    if first.day is None or second.day is None or not first.day_value or not second.day_value:
        return False
    shared = min(len(first.day_value), len(second.day_value))
    return first.day_value[:shared] != second.day_value[:shared]
