"""Story clustering: the code that ``coranto build`` runs, with its defaults, against stories that people made.

Lines are read in file order, which is that of publication, cleaned by ``make_article`` and placed together by the
clusterer, as a build does; the ``stream_`` figures are what the same articles give if each is placed when it arrives,
with nothing after it known. A record without a title takes the first words of its text, one without an address an
address of its own. The costliest mistakes are printed with the beginning of both texts.
"""

from __future__ import annotations

import gzip
import json
import resource
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from evals.partitions import agreement

from coranto.cluster.assign import Clusterer, Item
from coranto.read.articles import make_article
from coranto.read.copies import CopyIndex
from coranto.settings import load_settings
from coranto.types import Article, RawArticle

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_MISTAKES = 20
_TITLE_WORDS = 40
_SHOWN = 300


def run(path: Path) -> dict[str, float]:
    """Score one set, and print its costliest mistakes."""
    articles, stories = articles_of(read_rows(path))
    started = perf_counter()
    clusterer, copies = Clusterer(), CopyIndex()
    clusterer.place_batch(items(articles, copies))
    seconds = perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = grouping(clusterer, articles)
    stream = Clusterer()
    for article, copy in items(articles, CopyIndex()):
        stream.place(article, copy)
    streamed = perf_counter()
    stream = Clusterer()
    for article, copy in items(articles, CopyIndex()):
        stream.place(article, copy)
    stream_seconds = perf_counter() - streamed
    print(f"The {_MISTAKES} costliest mistakes of {path.name}, placed together:")
    for line in mistakes(articles, stories, found):
        print(line)
    return {
        **agreement(stories, found),
        "clusters": float(len(set(found))),
        "gold_clusters": float(len(set(stories))),
        "singletons": float(sum(n == 1 for n in Counter(found).values())),
        "articles": float(len(articles)),
        "articles_per_second": len(articles) / max(seconds, 1e-9),
        **{f"stream_{name}": value for name, value in agreement(stories, grouping(stream, articles)).items()},
        "stream_articles_per_second": len(articles) / max(stream_seconds, 1e-9),
        "peak_mb": peak / 1024,
    }


def peers(path: Path) -> dict[str, dict[str, float]]:
    """Other methods on the same texts; each with the one setting that is best on average over the development sets."""
    try:
        from evals import clustering_peers
    except ImportError as error:
        print(f"peers of clustering are left out: {error}; install scikit-learn to run them")
        return {}
    articles, stories = articles_of(read_rows(path))
    texts = [f"{article.title}\n{article.text}" for article in articles]
    days = [article.published_at.timestamp() / 86_400 if article.date_certain else None for article in articles]
    return {name: agreement(stories, found) for name, found in clustering_peers.groupings(texts, days)}


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The records of a set in file order."""
    data = gzip.decompress(path.read_bytes()) if path.name.endswith(".gz") else path.read_bytes()
    return [json.loads(line) for line in data.decode("utf-8").split("\n") if line.strip()]


def articles_of(rows: Sequence[dict[str, Any]]) -> tuple[list[Article], list[str]]:
    """Articles and the story of each; a record that no build would take is left out of both."""
    settings = load_settings(environment={})
    articles: list[Article] = []
    stories: list[str] = []
    for number, row in enumerate(rows):
        text = row.get("text") or ""
        raw = RawArticle(
            subject=f"line {number + 1}",
            url=f"https://set.example/{row['id']}",
            title=row.get("title") or opening_words(text),
            text=text,
            publisher=row.get("publisher"),
            published_at=row.get("published_at"),
            language=row.get("language"),
        )
        made = make_article(raw, now=_NOW, settings=settings)
        if isinstance(made, Article):
            articles.append(made)
            stories.append(str(row["story"]))
    return articles, stories


def opening_words(text: str) -> str:
    """The first line of a text that has no title, or as many of its words as fit a headline and are not all of it."""
    line = text.strip().split("\n", 1)[0]
    words = line.split()[: max(1, min(_TITLE_WORDS, len(text.split()) - 1))]
    return " ".join(words)


def items(articles: Sequence[Article], copies: CopyIndex) -> list[Item]:
    """What the clusterer is given: the articles, with their copies found as a build finds them."""
    found: list[Item] = []
    for article in articles:
        found.append((article, copies.find(article)))
        copies.add(article)
    return found


def grouping(clusterer: Clusterer, articles: Sequence[Article]) -> list[str]:
    """The story id of each article."""
    home = {article_id: story.id for story in clusterer.stories() for article_id in story.article_ids}
    return [home[article.id] for article in articles]


@dataclass(frozen=True, slots=True)
class _Mistake:
    cost: int
    kind: str
    one: Article
    other: Article


def mistakes(articles: Sequence[Article], gold: Sequence[str], found: Sequence[str]) -> list[str]:
    """The costliest mistakes: two gold stories joined, or one torn, by the number of pairs; with an article of each."""
    cells: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, cell in enumerate(zip(gold, found, strict=True)):
        cells[cell].append(number)
    by_found, by_gold = defaultdict(list), defaultdict(list)
    for cell in sorted(cells, key=lambda cell: (-len(cells[cell]), cell)):
        by_found[cell[1]].append(cells[cell])
        by_gold[cell[0]].append(cells[cell])
    listed = [
        _Mistake(len(first) * len(second), kind, articles[first[0]], articles[second[0]])
        for kind, parts in (("joined", by_found), ("torn", by_gold))
        for groups in parts.values()
        for first, *rest in [groups]
        for second in rest
    ]
    listed.sort(key=lambda mistake: (-mistake.cost, mistake.kind, mistake.one.id, mistake.other.id))
    return [line for mistake in listed[:_MISTAKES] for line in _told(mistake)]


def _told(mistake: _Mistake) -> list[str]:
    """The mistake and its two articles, each with its id and the beginning of its text."""
    return [f"{mistake.kind}, {mistake.cost} pairs"] + [
        f"    {article.url.rsplit('/', 1)[-1]} {article.published_at:%Y-%m-%d} {article.title[:100]} | "
        + " ".join(article.text[:_SHOWN].split())
        for article in (mistake.one, mistake.other)
    ]
