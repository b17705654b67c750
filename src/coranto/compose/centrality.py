"""How central a claim is to its story: what headlines and leads tell, and what many accounts repeat.

A headline tells one or two things; what else matters is what several articles, each in its own words, found worth
a clause. So a claim is weighed by who echoes it, clause by clause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from coranto.compose.likeness import Likeness, canonical
from coranto.compose.material import PoolSentence
from coranto.compose.newsworth import (
    ACCUSES,
    CEREMONY,
    DEEDS,
    is_about_the_press,
    is_answer,
    is_feature,
    is_official,
    is_scene,
    is_standing,
    main_verb,
    overtaken,
)
from coranto.types import Sentence, Token

LONGEST_GOOD = 38
"""Words from which a sentence is heavy to read."""
SEVERAL_DAYS = 1.5 * 86_400.0
"""Seconds from which a story has a newest development that weighs more than how it began."""
ECHO_SENTENCE, ECHO_CLAUSE = 0.8, 0.5
"""Likeness to a sentence, or share of a clause's telling words, from which another article echoes a claim."""
_ROUNDING = 1e-6


_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


class Centrality:
    """Weighs the claims of one story. What is asked of each of them is worked out for all at once."""

    def __init__(self, pool: Sequence[PoolSentence], like: Likeness) -> None:
        self._like = like
        self._tops = _tops(pool)
        self._near = _nearness(pool, [top for of_one in self._tops.values() for top in of_one], like)
        self._starts = np.cumsum([0, *(len(of_one) for of_one in self._tops.values())])[:-1]
        self._clauses = Clauses(pool, like)
        self._source_of = np.array([sentence.source.n for sentence in pool], np.int64)
        self._sources = {sentence.source.n for sentence in pool}
        self._times = [of_one[0].source.article.published_at for of_one in self._tops.values()]
        self._accused = any(ACCUSES.search(s.content) for of_one in self._tops.values() for s in of_one)

    def weigh(self, group: Sequence[PoolSentence], voices: int) -> float:
        """The weight of a claim, its best sentence first; higher is more central. Comparable within one story."""
        best, like = group[0], self._like
        nearest = self._near[[like.place(s) for s in group]].max(axis=0)
        near: float = sum(np.maximum.reduceat(nearest, self._starts).tolist())
        age = (max(s.source.article.published_at for s in group) - min(self._times)).total_seconds()
        span = (max(self._times) - min(self._times)).total_seconds()
        score = 1.1 * near / len(self._tops) + 0.4 * self._echo(group) + 0.16 * min(4, voices - 1)
        early = 0.12 if len(self._tops) > 1 else 0.4
        score += early / (1 + min(max(0, s.sentence.paragraph) for s in group))
        score -= 0.12 * (main_verb(best) in CEREMONY)
        score += (0.25 if span > SEVERAL_DAYS else 0.12) * (age / span if span else 1.0)
        score -= 0.25 * all(is_feature(s.source.article.title) for s in group)
        score += 0.1 * any(s.is_title for s in group) + 0.06 * bool(best.quantities)
        score += 0.12 * (main_verb(best) in DEEDS) + 0.15 * bool(like.figures(best)) + 0.06 * is_official(best)
        score += 0.2 * (self._accused and is_answer(best))
        score -= 0.4 * all(s.background for s in group) + 0.35 * best.quotation
        late = len(self._tops) > 1 and overtaken(best, max(self._times))
        score += 0.1 * (best.scheduled and not late) - 0.45 * late - 0.3 * is_standing(best)
        score -= 0.5 * is_about_the_press(best) + 0.3 * is_scene(best)
        words = len(best.statement.text.split())
        score -= 0.01 * max(0, words - LONGEST_GOOD) + 0.03 * max(0, 7 - words)
        return round(score, 5)

    def _echo(self, group: Sequence[PoolSentence]) -> float:
        """Share of the other articles that say something of the claim, 0..1; 0 where there is no other."""
        mine = {s.source.n for s in group}
        if len(self._sources) < 2:
            return 0.0
        close = self._source_of[np.array(self._like.row(group[0])) >= ECHO_SENTENCE]
        heard = {*close.tolist(), *self._clauses.echoing(self._like.words(group[0]))} | mine
        return (len(heard) - 1) / (len(self._sources) - 1)


class Clauses:
    """The clauses of all prose of each article, also of sentences that cannot be printed: lists tell what matters."""

    def __init__(self, pool: Sequence[PoolSentence], like: Likeness) -> None:
        self._like = like
        self._words: list[frozenset[str]] = []
        sources: list[int] = []
        for source in sorted({s.source.n: s.source for s in pool}.values(), key=lambda s: s.n):
            prose = [s for s in source.analysis.sentences if s.noise is None or s.field == "title"]
            found = [c for s in prose for c in clauses(s, like) if len(c) >= 3]
            self._words += found
            sources += [source.n] * len(found)
        self._sources = np.array(sources, np.int64)
        self._whole = np.array([sum(like.rarity(word) for word in words) for words in self._words])
        having: dict[str, list[int]] = {}
        for place, words in enumerate(self._words):
            for word in words:
                having.setdefault(word, []).append(place)
        self._having = {word: np.array(places, np.int64) for word, places in having.items()}

    def echoing(self, words: frozenset[str]) -> list[int]:
        """Numbers of the sources with a clause that shares two of these words and ``ECHO_CLAUSE`` of its rarity."""
        known = [word for word in sorted(words) if word in self._having]
        if not known:
            return []
        places = np.concatenate([self._having[word] for word in known])
        weights = np.repeat([self._like.rarity(word) for word in known], [len(self._having[word]) for word in known])
        shared = np.bincount(places, minlength=len(self._words))
        share = np.bincount(places, weights, minlength=len(self._words)) / self._whole
        # where sums in another order could decide otherwise, the one sum that everything else uses decides
        near = np.flatnonzero((shared >= 2) & (share >= ECHO_CLAUSE - _ROUNDING)).tolist()
        sure = share >= ECHO_CLAUSE + _ROUNDING
        echoes = [at for at in near if sure[at] or self._like.coverage(self._words[at], words) >= ECHO_CLAUSE]
        return self._sources[echoes].tolist() if echoes else []


def clauses(sentence: Sentence, like: Likeness) -> list[frozenset[str]]:
    """The telling words of each clause: split at commas, semicolons, "as", "after", "while", "and" before a verb."""
    tokens = sentence.tokens
    groups: list[list[Token]] = [[]]
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        verb_next = following is not None and following.pos in {"VERB", "AUX"}
        parts = token.text in {",", ";", ":"} or token.text.lower() in {"as", "after", "while"}
        if parts or (token.text.lower() == "and" and verb_next):
            groups.append([])
        else:
            groups[-1].append(token)
    return [like.known(canonical(t.lemma for t in group if t.pos in _TELLING)) for group in groups]


def _tops(pool: Sequence[PoolSentence]) -> Mapping[int, list[PoolSentence]]:
    """By source, its headline and the first sentence of its body."""
    tops: dict[int, list[PoolSentence]] = {}
    for sentence in sorted(pool, key=lambda s: (s.source.n, s.sentence.index)):
        mine = tops.setdefault(sentence.source.n, [])
        if sentence.is_title or all(s.is_title for s in mine):
            mine.append(sentence)
    return tops


def _nearness(pool: Sequence[PoolSentence], tops: Sequence[PoolSentence], like: Likeness) -> NDArray[np.float64]:
    """How near each sentence is to each top, shape (pool, tops).

    Plain share of a top's words, not by rarity: the words that all headlines have are the story's centre.
    """
    column = {word: at for at, word in enumerate(sorted({word for top in tops for word in like.words(top)}))}
    table = np.zeros((len(pool), len(column) + 1), np.float32)
    for place, sentence in enumerate(pool):
        table[place, [column[word] for word in like.words(sentence) if word in column]] = 1.0
    shared = (table @ table[[like.place(top) for top in tops]].T).astype(np.float64)
    counts = np.array([max(1, len(like.words(top))) for top in tops], np.float64)
    near: NDArray[np.float64] = 0.6 * (shared / counts) + 0.4 * np.maximum(0.0, like.meanings(tops))
    return near
