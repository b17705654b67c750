"""Timelines over a pool of articles against timelines that newspapers wrote: which days, and what is told of each.

The published protocol for Timeline17: articles of all sources of a topic are pooled, those outside the first and last
day of the gold are dropped, the number of days and the rounded mean of sentences a day are given. Scored by
alignment-based ROUGE (Martschat and Markert 2017, "align+ m:1") and by F1 of the days; precision and recall are
averaged over the timelines before F1 is taken. Articles that are themselves the gold (three or more of its sentences,
word for word) are in the pool as published, and left out for the ``clean_`` figures.

Without WordNet's list of irregular forms ("children", "went"), which ROUGE-1.5.5 has and this repository has not,
``align_rouge1_f1`` of T17 is .001 lower than with it, and the others are the same.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from evals.rouge import Counts, ngrams, shared

from coranto.analyze.times import find_timexes
from coranto.compose.chronicle import Dispatch, write_chronicle
from coranto.types import Sentence

Timeline = Mapping[date, Sequence[str]]
"""Sentences by day."""

GOLD_SENTENCES = 3
"""An article with this many sentences of the gold is the gold."""


@dataclass(frozen=True, slots=True)
class Share:
    """Precision and recall of one measure on one timeline."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def run(path: Path) -> dict[str, float]:
    """Score all timelines of a folder laid out as T17. ``seconds`` covers reading, tagging, choosing and scoring."""
    started = perf_counter()
    index = json.loads((path / "index.json").read_text("utf-8"))
    full: list[tuple[Share, Share, Share]] = []
    clean: list[tuple[Share, Share, Share]] = []
    for topic in sorted({row["topic"] for row in index}):
        gold = _gold(path / "topics" / f"{topic}.timelines.jsonl")
        folders = [row for row in index if row["topic"] == topic]
        keywords = tuple(sorted({word for row in folders for word in row["keywords"]}))
        dispatches, is_gold = read_pool([path / row["folder"] for row in folders], gold)
        for timeline in gold:
            full.append(_score_one(dispatches, timeline, keywords))
            if is_gold:
                kept = [d for d in dispatches if d.article not in is_gold]
                clean.append(_score_one(kept, timeline, keywords))
            else:
                clean.append(full[-1])
    scores = {"timelines": float(len(full)), **averages(full)}
    scores |= {f"clean_{name}": value for name, value in averages(clean).items()}
    return {**scores, "seconds": perf_counter() - started}


def read_pool(folders: Sequence[Path], gold: Sequence[Timeline]) -> tuple[list[Dispatch], frozenset[int]]:
    """All sentences of the folders' articles with the day each names first, and which articles are the gold itself."""
    told = {sentence for timeline in gold for sentences in timeline.values() for sentence in sentences}
    dispatches: list[Dispatch] = []
    is_gold = set()
    article = 0
    for folder in folders:
        with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf8") as lines:
            for line in lines:
                row = json.loads(line)
                found = dispatch(article, date.fromisoformat(row["published_at"][:10]), row["sentences"])
                dispatches.extend(found)
                if sum(one.text in told for one in found) >= GOLD_SENTENCES:
                    is_gold.add(article)
                article += 1
    return dispatches, frozenset(is_gold)


def dispatch(article: int, published: date, texts: Sequence[str]) -> list[Dispatch]:
    """One article's sentences with the day that each names first."""
    sentences = [
        Sentence(index=n, field="text", start=0, end=len(text), text=text, paragraph=0, tokens=())
        for n, text in enumerate(texts)
    ]
    at = datetime(published.year, published.month, published.day, tzinfo=UTC)
    named: dict[int, date] = {}
    for timex in find_timexes(sentences, published_at=at):
        if timex.precision == "day" and timex.value and timex.end_value is None and timex.rule != "clock-alone":
            named.setdefault(timex.sentence, date.fromisoformat(timex.value))
    return [
        Dispatch(article=article, place=n, published=published, text=text, named=named.get(n))
        for n, text in enumerate(texts)
    ]


def _gold(path: Path) -> list[Timeline]:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [{date.fromisoformat(day[:10]): sentences for day, sentences in line} for line in lines if line]


def _score_one(dispatches: Sequence[Dispatch], gold: Timeline, keywords: Sequence[str]) -> tuple[Share, Share, Share]:
    days = write_chronicle(
        dispatches,
        keywords=keywords,
        first=min(gold),
        last=max(gold),
        days=len(gold),
        sentences=round(sum(len(told) for told in gold.values()) / len(gold)),
    )
    found = {day.date: [one.text for one in day.dispatches] for day in days}
    return aligned_rouge(found, gold, 1), aligned_rouge(found, gold, 2), day_share(found, gold)


def aligned_rouge(found: Timeline, gold: Timeline, size: int) -> Share:
    """ROUGE-``size`` under the alignment "align+ m:1".

    Each day found is aligned with the gold day of least cost (1 - 1/(days apart + 1)) * (1 - F1 of shared words), the
    earlier one of equals; what they share counts 1/(days apart + 1). Recall aligns the other way round.
    """
    mine, theirs = sorted(found), sorted(gold)
    if not mine or not theirs:
        return Share(0.0, 0.0)
    words = {id(told): Counter(w for s in told for w in s.split()) for told in (*found.values(), *gold.values())}
    grams = {id(told): ngrams(told, size) for told in (*found.values(), *gold.values())}
    return Share(
        _one_way([(d, found[d]) for d in mine], [(d, gold[d]) for d in theirs], words, grams),
        _one_way([(d, gold[d]) for d in theirs], [(d, found[d]) for d in mine], words, grams),
    )


Told = Sequence[tuple[date, Sequence[str]]]


def _one_way(ours: Told, others: Told, words: Mapping[int, Counter[str]], grams: Mapping[int, Counts]) -> float:
    hits, total = 0.0, 0
    for day, told in ours:
        costs = [
            (1 - 1 / (abs((day - other).days) + 1)) * (1 - _f1(words[id(told)], words[id(text)]))
            for other, text in others
        ]
        other, text = others[costs.index(min(costs))]
        hits += shared(grams[id(told)], grams[id(text)]) / (abs((day - other).days) + 1)
        total += sum(grams[id(told)].values())
    return hits / total if total else 0.0


def _f1(one: Counter[str], other: Counter[str]) -> float:
    common, size = sum((one & other).values()), sum(one.values()) + sum(other.values())
    return 2 * common / size if size else 0.0


def day_share(found: Timeline, gold: Timeline) -> Share:
    """Days found that are in the gold, as a share of each."""
    both = len(found.keys() & gold.keys())
    return Share(both / len(found) if found else 0.0, both / len(gold) if gold else 0.0)


def averages(scores: Sequence[tuple[Share, Share, Share]]) -> dict[str, float]:
    """F1 of mean precision and mean recall over the timelines."""

    def f1(at: int) -> float:
        count = max(len(scores), 1)
        return Share(sum(s[at].precision for s in scores) / count, sum(s[at].recall for s in scores) / count).f1

    return {"align_rouge1_f1": f1(0), "align_rouge2_f1": f1(1), "date_f1": f1(2)}
