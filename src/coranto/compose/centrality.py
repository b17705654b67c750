"""How central a claim is to its story: what headlines and leads tell, and what many accounts repeat.

A headline tells one or two things; what else matters is what several articles, each in its own words, found worth
a clause. So a claim is weighed by who echoes it, clause by clause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


class Centrality:
    """Weighs the claims of one story."""

    def __init__(self, pool: Sequence[PoolSentence], like: Likeness) -> None:
        self._like = like
        self._tops = _tops(pool)
        self._clauses = _clauses_by_source(pool, like)
        self._by_source: dict[int, list[PoolSentence]] = {}
        for sentence in pool:
            self._by_source.setdefault(sentence.source.n, []).append(sentence)
        self._times = [of_one[0].source.article.published_at for of_one in self._tops.values()]
        self._accused = any(ACCUSES.search(s.content) for of_one in self._tops.values() for s in of_one)

    def weigh(self, group: Sequence[PoolSentence], voices: int) -> float:
        """The weight of a claim, its best sentence first; higher is more central. Comparable within one story."""
        best, like = group[0], self._like
        near = sum(max(max(_nearness(s, top, like) for s in group) for top in of_one) for of_one in self._tops.values())
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
        others = [n for n in self._by_source if n not in mine]
        if len(self._by_source) < 2:
            return 0.0
        words = self._like.words(group[0])
        heard = len(mine) - 1
        for n in others:
            close = any(self._like.score(group[0], s) >= ECHO_SENTENCE for s in self._by_source[n])
            heard += close or any(
                len(c & words) >= 2 and self._like.coverage(c, words) >= ECHO_CLAUSE for c in self._clauses[n]
            )
        return heard / (len(self._by_source) - 1)


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


def _clauses_by_source(pool: Sequence[PoolSentence], like: Likeness) -> Mapping[int, list[frozenset[str]]]:
    """The clauses of all prose of each article, also of sentences that cannot be printed: lists tell what matters."""
    found: dict[int, list[frozenset[str]]] = {}
    for source in sorted({s.source.n: s.source for s in pool}.values(), key=lambda s: s.n):
        prose = [s for s in source.analysis.sentences if s.noise is None or s.field == "title"]
        found[source.n] = [c for s in prose for c in clauses(s, like) if len(c) >= 3]
    return found


def _tops(pool: Sequence[PoolSentence]) -> Mapping[int, list[PoolSentence]]:
    """By source, its headline and the first sentence of its body."""
    tops: dict[int, list[PoolSentence]] = {}
    for sentence in sorted(pool, key=lambda s: (s.source.n, s.sentence.index)):
        mine = tops.setdefault(sentence.source.n, [])
        if sentence.is_title or all(s.is_title for s in mine):
            mine.append(sentence)
    return tops


def _nearness(sentence: PoolSentence, top: PoolSentence, like: Likeness) -> float:
    """Plain share of a top's words, not by rarity: the words that all headlines have are the story's centre."""
    words = like.words(top)
    share = len(words & like.words(sentence)) / len(words) if words else 0.0
    return 0.6 * share + 0.4 * max(0.0, like.meaning(sentence, top))
