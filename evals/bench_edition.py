"""What an edition of ten articles costs: the first, and the next after one more article came.

Why CPU seconds of this process, all threads together: they hardly change on a machine that does other things as well.
The ratio to LexRank, where sumy is installed, says how much that is on another machine.

A set is JSON Lines of articles as ``coranto build`` reads them. Of its largest story ten articles are taken: the
longest, which is as dear as ten articles get, and those nearest the median length of the set, which is what a day is
like.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import process_time

from coranto.cluster.assign import Clusterer
from coranto.flow import Flow
from coranto.jobs import analyze_each
from coranto.models.minilm import MiniLM
from coranto.models.spacy_parser import SpacyParser
from coranto.read.articles import make_article
from coranto.settings import load_settings
from coranto.testing.memory import MemoryStore
from coranto.testing.stories import OneStory
from coranto.types import Analysis, Article, Edition, RawArticle

MOST = 10


def run(path: Path) -> dict[str, float]:
    """CPU seconds of ten articles of ordinary length, and of the ten longest.

    Of each ten: all articles the first time, and the last one after the others. Models are loaded before. ``next``
    stands for an engine that stays open; ``next restarted`` for one that opens for it, loading left out.
    Raises ``AssertionError`` where an edition could not be written.
    """
    story, median = largest_story(path)
    return {
        f"{kind}: {name}": figure
        for kind, articles in (("ordinary", ordinary(story, median)), ("longest", longest(story)))
        for name, figure in _figures(articles).items()
    }


def _figures(articles: Sequence[Article]) -> dict[str, float]:
    first, edition = _cost(articles, before=[])
    following, _ = _cost(articles[-1:], before=articles[:-1])
    restarted, _ = _cost(articles[-1:], before=articles[:-1], restart=True)
    figures = {
        "articles": float(len(articles)),
        "words": float(sum(len(article.text.split()) for article in articles)),
        "first": first,
        "next": following,
        "next restarted": restarted,
        "sections": float(len(edition.sections)),
    }
    if find_spec("sumy"):
        lexrank = _lexrank(articles)
        figures |= {"LexRank": lexrank, "first / LexRank": first / lexrank, "next / LexRank": following / lexrank}
    return figures


def largest_story(path: Path) -> tuple[list[Article], int]:
    """The largest story of a set in the order of its days, and the median length of the set's articles in words."""
    names = RawArticle.__dataclass_fields__
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    raws = [RawArticle(subject=r["url"], **{k: v for k, v in r.items() if k in names}) for r in records]
    settings = load_settings(environment={})
    made = (make_article(raw, now=datetime.now(UTC), settings=settings) for raw in raws)
    dated = (each for each in made if isinstance(each, Article) and each.date_certain)
    articles = sorted(dated, key=lambda a: (a.published_at, a.id))
    stories: dict[str, list[Article]] = {}
    for article, assignment in zip(
        articles, Clusterer().place_batch([(article, None) for article in articles]), strict=True
    ):
        stories.setdefault(assignment.story_id, []).append(article)
    largest = max(stories.values(), key=lambda story: (len(story), story[0].id))
    return largest, int(median(len(article.text.split()) for article in articles))


def longest(story: Sequence[Article]) -> list[Article]:
    """The longest articles of a story, at most ten, in the order of their days."""
    return _in_time(sorted(story, key=lambda a: (-len(a.text), a.id))[:MOST])


def ordinary(story: Sequence[Article], words: int) -> list[Article]:
    """The articles of a story that are nearest to a length in words, at most ten, in the order of their days."""
    return _in_time(sorted(story, key=lambda a: (abs(len(a.text.split()) - words), a.id))[:MOST])


def _in_time(articles: Sequence[Article]) -> list[Article]:
    return sorted(articles, key=lambda a: (a.published_at, a.id))


def _cost(articles: Sequence[Article], *, before: Sequence[Article], restart: bool = False) -> tuple[float, Edition]:
    """CPU seconds from articles to the stored edition, and the edition; ``before`` has one already."""
    flow = _flow(articles[-1].published_at)
    if before:
        _write(flow, before)
    if restart:
        flow.parser, flow.embedder = _models()
    began = process_time()
    edition = _write(flow, articles)
    return round(process_time() - began, 2), edition


def _flow(now: datetime) -> Flow:
    parser, embedder = _models()
    return Flow(
        store=MemoryStore(),
        parser=parser,
        embedder=embedder,
        settings=load_settings(environment={}),
        now=now,
        engine="bench",
        clusterer=OneStory(),
    )


def _models() -> tuple[SpacyParser, MiniLM]:
    """Models that have loaded, and remember nothing that is measured."""
    parser, embedder = SpacyParser(), MiniLM()
    parser.parse(["A ferry has left the harbour."])
    embedder.encode(["A ferry has left the harbour."])
    return parser, embedder


def _write(flow: Flow, articles: Sequence[Article]) -> Edition:
    for article, analysis in zip(articles, analyze_each(articles, flow.parser), strict=True):
        flow.store.add_article(article)
        flow.place(article, analysis)
    (story,) = flow.store.stories()
    edition = flow.compose(story)
    assert isinstance(edition, Edition), edition
    return edition


def _lexrank(articles: Sequence[Article]) -> float:
    """CPU seconds of sumy's LexRank over the sentences of all articles together, split by us beforehand."""
    from evals.summaries_peers import METHODS

    parser = SpacyParser()
    sentences = [
        [s.text for s in each.sentences] for each in analyze_each(articles, parser) if isinstance(each, Analysis)
    ]
    began = process_time()
    METHODS["sumy-lexrank"](sentences, 1)
    return round(process_time() - began, 2)
