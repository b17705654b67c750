"""Finds the article whose text another repeats, so that a reprint is listed and never counted as a second voice.

Candidates come from a scaled MinHash sketch (the shingles whose hash falls into a fixed fraction: Irber et al.
2022, "Lightweight compositional analysis with FracMinHash"), which, unlike bands over a fixed number of minima,
also meets a short excerpt of a long text. Each candidate is then verified on all shingles. Sketches lie in a table of
bounded size, and the texts of candidates are read again where there is a store to read them from, so that a million
articles take less than two hundred megabytes.
"""

from __future__ import annotations

import re
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from coranto.postings import Postings
from coranto.read.wording import SHINGLE_WORDS, bare_words, own_words, shingles_of
from coranto.types import Article, Copy

SHORT_WORDS = 25
"""Below this, equal words prove nothing (flashes and teasers of one desk share them): only equal titles do."""

SAME_TITLE_WORDS = 5
SAME_TITLE_WITHIN = timedelta(hours=48)
_FIGURES = 3
_EQUAL_FIGURES = 0.5
"""A text with three figures or more is no copy if most of them differ: it fills a form anew, as reports of shares,
weather and tremors do."""
_MARKS = 4
_OWN_MARKS = 1 / 3
"""Nor is it where each of the two has so many names and figures that the other has not: an editor of a copy cuts or
adds, and does not do both to what a text is about; a form does."""

_FRACTION = np.uint32(1 << 29)
"""One hash in eight is below it."""
_LEAST_SKETCH, _MOST_SKETCH = 8, 64
_SHARED = 0.05
"""Share of the smaller sketch from which two articles are compared: less is a phrase that many use."""
_VERIFIED = 12
_TEXTS_HELD = 8_192

_MARK = re.compile(r"(?<=[a-z0-9,;] )[A-Z][a-z][\w-]*|\d+(?:[.,:]\d+)*")
"""A figure, or a word with a capital where no sentence begins."""

Age = tuple[datetime, str]
"""Order of publication: time, then id. The lesser of two is the original."""

Recall = Callable[[Sequence[str]], Iterable[Article]]
"""Gives articles by id, from wherever they are kept."""

Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """What an article is compared by: ``shingles`` are the upper halves of the hashes of its runs of five words,
    ``sorted_shingles`` each of them once, in order; ``marks`` are its names and figures."""

    age: Age
    title: str
    words: int
    shingles: Hashes
    sorted_shingles: Hashes
    figures: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    marks: frozenset[str] = frozenset()


class CopyIndex:
    """Articles seen so far, and which of them repeats which.

    The original is the earliest published (ties by id) whatever the order of arrival: ``find`` looks only at
    older articles, ``repeats`` at younger ones that came first. Time per article is bounded however many equal
    ones there are, since a hash remembers only its newest articles, and those know their original.

    With ``recall`` only the last texts are kept in memory and others are asked for again; without it, all are.
    """

    def __init__(self, similarity: float = 0.6, recall: Recall | None = None) -> None:
        self._similarity = similarity
        self._recall = recall
        self._postings = Postings(places=16, of_one_term=12, most_rows=1 << 19)
        self._number: dict[str, int] = {}
        self._ages: list[datetime] = []
        self._ids: list[str] = []
        self._sizes = array("B")
        self._roots: dict[str, str] = {}
        self._texts: OrderedDict[str, Text] = OrderedDict()
        self._met: tuple[str, int, list[Text]] = ("", 0, [])

    def find(self, article: Article) -> Copy | None:
        """The older article that this one repeats, or None where at least 40 % of its words are its own.

        ``similarity`` is the share of this article's words that stand in the other in runs of five or more. A
        body of fewer than 25 words is a copy only under an equal headline of five words within 48 hours: two
        desks do not write that by chance, and a voice too few misleads less than one too many.
        """
        text = self._text(article)
        return self._oldest(text, self._candidates(text))

    def repeats(self, article: Article) -> list[Copy]:
        """Younger articles, added before, that no older one explains and that repeat this late arrival."""
        text = self._text(article)
        return self._younger(text, self._candidates(text))

    def add(self, article: Article) -> None:
        """Remember an article. Adding it again changes nothing."""
        if article.id in self._number:
            return
        self.remember(article, self._text(article))

    def remember(self, article: Article, text: Text) -> None:
        """The same for an article whose text has been reduced already."""
        self._held(article.id, text)
        candidates = self._candidates(text)
        copy, late = self._oldest(text, candidates), self._younger(text, candidates)
        if copy is not None:
            self._roots[article.id] = copy.original_id
        for repeat in late:
            self._roots[repeat.article_id] = article.id
        sketch = _sketch(text.sorted_shingles)
        number = self._number[article.id] = len(self._ids)
        self._ids.append(article.id)
        self._ages.append(article.published_at)
        self._sizes.append(len(sketch))
        self._postings.add(np.union1d(sketch, _title_hash(text)), number)

    def original_of(self, article_id: str) -> str | None:
        """The id of the article that an added one repeats, as far as is known now; None for a text of its own."""
        root = self._root(article_id)
        return None if root == article_id else root

    def _oldest(self, text: Text, candidates: Sequence[Text]) -> Copy | None:
        found: list[tuple[bool, int, Age, float]] = []
        for other in candidates:
            if other.age < text.age:
                share = _share(text, other)
                if share >= self._similarity:
                    # A text that is itself no copy comes first, then the nearest, then the oldest.
                    found.append((other.age[1] in self._roots, -round(share * 20), other.age, share))
        if not found:
            return None
        *_, (_, original), share = min(found)
        return Copy(article_id=text.age[1], original_id=self._root(original), similarity=round(share, 4))

    def _younger(self, text: Text, candidates: Sequence[Text]) -> list[Copy]:
        copies = []
        for other in candidates:
            if other.age > text.age and other.age[1] not in self._roots:
                share = _share(other, text)
                if share >= self._similarity:
                    copies.append(Copy(article_id=other.age[1], original_id=text.age[1], similarity=round(share, 4)))
        return sorted(copies, key=lambda copy: copy.article_id)

    def _candidates(self, text: Text) -> list[Text]:
        """The texts that share most with this one, and the originals of those."""
        own_id = text.age[1]
        if self._met[:2] != (own_id, len(self._ids)):
            near = self._near(text)
            roots = [self._root(article_id) for article_id in near]
            wanted = [each for each in dict.fromkeys([*near, *roots]) if each != own_id]
            self._met = (own_id, len(self._ids), self._texts_of(wanted))
        return self._met[2]

    def _near(self, text: Text) -> list[str]:
        """The ids of at most twelve articles, the most alike first."""
        short = text.words < SHORT_WORDS
        hashes = _title_hash(text) if short else _sketch(text.sorted_shingles)
        numbers, shared = self._postings.find(hashes, np.ones(len(hashes)))
        if not short:
            sizes = np.frombuffer(self._sizes, np.uint8)[numbers] if len(numbers) else np.zeros(0)
            enough = shared >= _SHARED * np.minimum(sizes, len(hashes))
            numbers, shared = numbers[enough], shared[enough]
        found = [
            (-count, self._ages[number], self._ids[number])
            for number, count in zip(numbers.tolist(), shared.tolist(), strict=True)
            if not short or abs(self._ages[number] - text.age[0]) <= SAME_TITLE_WITHIN
        ]
        return [article_id for *_, article_id in sorted(found) if article_id != text.age[1]][:_VERIFIED]

    def _text(self, article: Article) -> Text:
        held = self._texts.get(article.id)
        return self._held(article.id, held if held is not None else _text(article))

    def _held(self, article_id: str, text: Text) -> Text:
        self._texts[article_id] = text
        self._texts.move_to_end(article_id)
        if self._recall is not None and len(self._texts) > _TEXTS_HELD:
            self._texts.popitem(last=False)
        return text

    def _texts_of(self, article_ids: Sequence[str]) -> list[Text]:
        found = {each: self._texts[each] for each in article_ids if each in self._texts}
        absent = [each for each in article_ids if each not in found]
        if absent and self._recall is not None:
            found.update({article.id: self._text(article) for article in self._recall(absent)})
        return [found[each] for each in article_ids if each in found]

    def _root(self, article_id: str) -> str:
        while (above := self._roots.get(article_id)) is not None:  # each step goes to an older article
            article_id = above
        return article_id


def _share(copy: Text, original: Text) -> float:
    """The share of ``copy``'s words that stand in ``original`` in runs of five, 0 where it fills a form anew."""
    if copy.words < SHORT_WORDS:
        return float(bool(copy.title) and copy.title == original.title)
    covered = _covered(_within(copy.shingles, original.sorted_shingles))
    figures = covered[copy.figures]
    if len(figures) >= _FIGURES and figures.mean() < _EQUAL_FIGURES:
        return 0.0
    if _tells_of_its_own(copy.marks, original.marks) and _tells_of_its_own(original.marks, copy.marks):
        return 0.0
    return float(covered.mean())


def _tells_of_its_own(marks: frozenset[str], others: frozenset[str]) -> bool:
    return len(marks) >= _MARKS and len(marks - others) >= _OWN_MARKS * len(marks)


def _within(shingles: Hashes, ordered: Hashes) -> NDArray[np.bool_]:
    """Which of these are among the ordered ones: numpy's ``isin``, which would order them anew at each comparison."""
    if not len(ordered):
        return np.zeros(len(shingles), np.bool_)
    at = np.minimum(np.searchsorted(ordered, shingles), len(ordered) - 1)
    equal: NDArray[np.bool_] = ordered[at] == shingles
    return equal


def _text(article: Article) -> Text:
    words = own_words(article.text)
    shingles = (shingles_of(words) >> np.uint64(32)).astype(np.uint32)
    return Text(
        age=(article.published_at, article.id),
        words=len(words),
        title=_title(article.title),
        shingles=shingles,
        sorted_shingles=np.unique(shingles),
        figures=np.array([word[0].isdigit() for word in words], np.bool_),
        marks=frozenset(_MARK.findall(article.text)),
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


def _title_hash(text: Text) -> Hashes:
    """The title as a hash beside those of the shingles; none where it is too short to be compared."""
    if not text.title:
        return np.zeros(0, np.uint32)
    return np.array([int.from_bytes(blake2b(text.title.encode(), digest_size=4).digest(), "big")], np.uint32)


def _sketch(shingles: Hashes) -> Hashes:
    """The hashes of a text, in order, that stand for it: those in the fraction, but the lowest eight of a short one."""
    below = shingles[: np.searchsorted(shingles, _FRACTION)][:_MOST_SKETCH]
    return below if len(below) >= _LEAST_SKETCH else shingles[:_LEAST_SKETCH]


def _covered(equal: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which words lie in at least one equal run: a changed word costs itself, not five shingles. Shape (words,)."""
    words = np.zeros(len(equal) + SHINGLE_WORDS - 1, np.bool_)
    for step in range(SHINGLE_WORDS):
        words[step : step + len(equal)] |= equal
    return words
