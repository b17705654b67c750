"""Finds the article whose text another repeats, so that a reprint is listed and never counted as a second voice.

Candidates come from a scaled MinHash sketch (the shingles whose hash falls into a fixed fraction: Irber et al.
2022, "Lightweight compositional analysis with FracMinHash"), which, unlike bands over a fixed number of minima,
also meets a short excerpt of a long text. Each candidate is then verified on all shingles.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from coranto.read.wording import SHINGLE_WORDS, Shingles, bare_words, own_words, shingles_of
from coranto.types import Article, Copy

SHORT_WORDS = 25
"""Below this, equal words prove nothing (flashes and teasers of one desk share them): only equal titles do."""

SAME_TITLE_WORDS = 5
SAME_TITLE_WITHIN = timedelta(hours=48)
_FIGURES = 3
_EQUAL_FIGURES = 0.5
"""A text with three figures or more is no copy if most of them differ: it fills a form anew, as reports of shares,
weather and tremors do."""

_FRACTION = np.uint64((1 << 64) // 4)
_SKETCH = 400
_POSTINGS = 24
_VERIFIED = 12

Age = tuple[datetime, str]
"""Order of publication: time, then id. The lesser of two is the original."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Known:
    age: Age
    title: str
    words: int
    shingles: Shingles
    figures: NDArray[np.bool_]


class CopyIndex:
    """Articles seen so far, and which of them repeats which.

    The original is the earliest published (ties by id) whatever the order of arrival: ``find`` looks only at
    older articles, ``repeats`` at younger ones that came first. Time per article is bounded however many equal
    ones there are, since a sketch value remembers only its oldest articles.
    """

    def __init__(self, similarity: float = 0.6) -> None:
        self._similarity = similarity
        self._known: dict[str, _Known] = {}
        self._roots: dict[str, str] = {}
        self._sketches: dict[int, list[Age]] = {}
        self._titles: dict[str, list[Age]] = {}

    def find(self, article: Article) -> Copy | None:
        """The older article that this one repeats, or None where at least 40 % of its words are its own.

        ``similarity`` is the share of this article's words that stand in the other in runs of five or more. A
        body of fewer than 25 words is a copy only under an equal headline of five words within 48 hours: two
        desks do not write that by chance, and a voice too few misleads less than one too many.
        """
        known = self._known.get(article.id) or _known(article)
        return self._oldest(known, self._candidates(known))

    def repeats(self, article: Article) -> list[Copy]:
        """Younger articles, added before, that no older one explains and that repeat this late arrival."""
        known = self._known.get(article.id) or _known(article)
        return self._younger(known, self._candidates(known))

    def add(self, article: Article) -> None:
        """Remember an article. Adding it again changes nothing."""
        if article.id in self._known:
            return
        known = _known(article)
        candidates = self._candidates(known)
        copy, late = self._oldest(known, candidates), self._younger(known, candidates)
        self._known[article.id] = known
        if copy is not None:
            self._roots[article.id] = copy.original_id
        for repeat in late:
            self._roots[repeat.article_id] = article.id
        for value in _sketch(known.shingles):
            _remember(self._sketches, value, known.age)
        if known.title:
            _remember(self._titles, known.title, known.age)

    def original_of(self, article_id: str) -> str | None:
        """The id of the article that an added one repeats, as far as is known now; None for a text of its own."""
        root = self._root(article_id)
        return None if root == article_id else root

    def _oldest(self, known: _Known, candidates: list[Age]) -> Copy | None:
        found: list[tuple[bool, int, Age, float]] = []
        for age in candidates:
            if age < known.age:
                share = self._share(known, self._known[age[1]])
                if share >= self._similarity:
                    # A text that is itself no copy comes first, then the nearest, then the oldest.
                    found.append((age[1] in self._roots, -round(share * 20), age, share))
        if not found:
            return None
        *_, (_, original), share = min(found)
        return Copy(article_id=known.age[1], original_id=self._root(original), similarity=round(share, 4))

    def _younger(self, known: _Known, candidates: list[Age]) -> list[Copy]:
        copies = []
        for age in candidates:
            if age > known.age and age[1] not in self._roots:
                share = self._share(self._known[age[1]], known)
                if share >= self._similarity:
                    copies.append(Copy(article_id=age[1], original_id=known.age[1], similarity=round(share, 4)))
        return sorted(copies, key=lambda copy: copy.article_id)

    def _candidates(self, known: _Known) -> list[Age]:
        if known.words < SHORT_WORDS:
            near = self._titles.get(known.title, [])
            return [age for age in near if abs(age[0] - known.age[0]) <= SAME_TITLE_WITHIN and age != known.age]
        shared = Counter(age for value in _sketch(known.shingles) for age in self._sketches.get(value, []))
        shared.pop(known.age, None)
        return sorted(shared, key=lambda age: (-shared[age], age))[:_VERIFIED]

    def _share(self, copy: _Known, original: _Known) -> float:
        """The share of ``copy``'s words that stand in ``original`` in runs of five, 0 where its figures do not."""
        if copy.words < SHORT_WORDS:
            return float(bool(copy.title) and copy.title == original.title)
        covered = _covered(np.isin(copy.shingles, original.shingles))
        figures = covered[copy.figures]
        if len(figures) >= _FIGURES and figures.mean() < _EQUAL_FIGURES:
            return 0.0
        return float(covered.mean())

    def _root(self, article_id: str) -> str:
        while (above := self._roots.get(article_id)) is not None:  # each step goes to an older article
            article_id = above
        return article_id


def _known(article: Article) -> _Known:
    words = own_words(article.text)
    return _Known(
        age=(article.published_at, article.id),
        words=len(words),
        title=_title(article.title),
        shingles=shingles_of(words),
        figures=np.array([word[0].isdigit() for word in words], np.bool_),
    )


def _title(title: str) -> str:
    """The words of a headline to compare: without "(LEAD)" or "URGENT:" in front and without a short "| Outlet"."""
    bare = re.sub(
        r"\A\s*(?:[(\[][A-Z0-9 -]{2,20}[)\]]|[A-Z]{4,10}:)\s*|\s+[|\u2013\u2014-]\s+[^|\u2013\u2014-]{2,30}\Z",
        "",
        title,
    )
    words = bare_words(bare)
    return " ".join(words) if len(words) >= SAME_TITLE_WORDS else ""


def _sketch(shingles: Shingles) -> list[int]:
    below: list[int] = np.unique(shingles[shingles < _FRACTION])[:_SKETCH].tolist()
    return below


def _remember(known: dict[int, list[Age]] | dict[str, list[Age]], key: int | str, age: Age) -> None:
    ages = known.setdefault(key, [])  # type: ignore[arg-type]
    insort(ages, age)
    del ages[_POSTINGS:]


def _covered(equal: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which words lie in at least one equal run: a changed word costs itself, not five shingles. Shape (words,)."""
    words = np.zeros(len(equal) + SHINGLE_WORDS - 1, np.bool_)
    for step in range(SHINGLE_WORDS):
        words[step : step + len(equal)] |= equal
    return words
