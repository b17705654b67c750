"""The stages that ``evals.bench`` runs in worker processes: what a worker loads, and what it does with its part.

Why apart: a worker imports this by name, and must load no more than its own stage needs before the clock starts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from evals.bench_peers import PEERS

from coranto.cluster.assign import Clusterer
from coranto.flow import Flow
from coranto.jobs import Job, analyze_each, write
from coranto.models.minilm import MiniLM
from coranto.models.spacy_parser import SpacyParser
from coranto.read.articles import make_article
from coranto.read.pages import extract
from coranto.settings import load_settings
from coranto.testing.memory import MemoryStore
from coranto.testing.stories import OneStory
from coranto.types import Analysis, Article, Edition, RawArticle

STAGES = {"extract": "pages", "analyse": "articles", "embed": "articles", "compose": "stories"}
"""Each stage and what it counts."""
MOST = 10
"""Articles of a story that is composed."""

Page = tuple[str, str]
"""Address and HTML."""


def begin(task: str) -> None:
    """Load what a task needs, and use it once."""
    for name, peers in PEERS.items():
        if task in peers:
            peers[task](_WARM[name])
            return
    _TASKS[task](jobs_of([_sample(3)]) if task == "compose" else _WARM[task])


def work(task: str, given: Sequence[Any]) -> int:
    """Do a task with a part of its input; how many things were done."""
    for peers in PEERS.values():
        if task in peers:
            return peers[task](given)
    return _TASKS[task](given)


def extract_pages(pages: Sequence[Page]) -> int:
    """Pages to title, text, date and outlet."""
    for url, html in pages:
        extract(html, url, url)
    return len(pages)


def analyse(articles: Sequence[Article]) -> int:
    """Articles to sentences, names, times and the rest, parse included; eight at once, as ``coranto build`` does."""
    parser, _ = _models()
    for at in range(0, len(articles), 8):
        for found in analyze_each(articles[at : at + 8], parser):
            assert isinstance(found, Analysis), found
    return len(articles)


def embed(articles: Sequence[Article]) -> int:
    """Headlines and first lines to vectors, none of them remembered."""
    _forgetful().encode([f"{article.title}. {article.text[:300]}" for article in articles])
    return len(articles)


def compose(jobs: Sequence[Job]) -> int:
    """Analysed stories to their first editions."""
    parser, embedder = _models()
    for job in jobs:
        edition = write(job, parser, embedder, None, None)
        assert isinstance(edition, Edition), edition
    return len(jobs)


def jobs_of(stories: Sequence[Sequence[Article]]) -> list[Job]:
    """What the composer is given of each story: its articles, analysed, none of them a copy of another story's."""
    parser, embedder = _models()
    jobs = []
    for story in stories:
        flow = Flow(
            store=MemoryStore(),
            parser=parser,
            embedder=embedder,
            settings=load_settings(environment={}),
            now=max(article.published_at for article in story),
            engine="bench",
            clusterer=OneStory(),
        )
        for article, analysis in zip(story, analyze_each(story, parser), strict=True):
            flow.store.add_article(article)
            flow.place(article, analysis)
        jobs += [flow.job(whole) for whole in flow.store.stories()]
    return jobs


def stories_of(path: Path) -> list[list[Article]]:
    """The stories of a set of articles, largest first, each cut at ``MOST``."""
    names = RawArticle.__dataclass_fields__
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    raws = [RawArticle(subject=r["url"], **{k: v for k, v in r.items() if k in names}) for r in records]
    settings, now = load_settings(environment={}), datetime.now(UTC)
    made = (make_article(raw, now=now, settings=settings) for raw in raws)
    articles = sorted({a.id: a for a in made if isinstance(a, Article)}.values(), key=lambda a: (a.published_at, a.id))
    stories: dict[str, list[Article]] = {}
    placings = Clusterer().place_batch([(article, None) for article in articles])
    for article, assignment in zip(articles, placings, strict=True):
        stories.setdefault(assignment.story_id, []).append(article)
    return sorted((story[:MOST] for story in stories.values()), key=lambda story: (-len(story), story[0].id))


def pages_of(folder: Path | None, articles: Path) -> list[Page]:
    """Saved pages of a folder; without one, the articles of a set inside plain markup."""
    if folder is not None:
        from evals.extraction import load, sets

        saved = [page for path in sets(folder) for page in load(path)]
        return [(f"https://page{n}.example/", page.html.decode("utf-8", "replace")) for n, page in enumerate(saved)]
    return [(a.url, _marked_up(a)) for story in stories_of(articles) for a in story]


def _marked_up(article: Article) -> str:
    prose = "".join(f"<p>{escape(line)}</p>" for line in article.text.split("\n"))
    title, at = escape(article.title), article.published_at.isoformat()
    head = f"<title>{title}</title><meta property='article:published_time' content='{at}'>"
    body = f"<nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{prose}</article>"
    return f"<html lang='{article.language}'><head>{head}</head><body>{body}</body></html>"


@cache
def _models() -> tuple[SpacyParser, MiniLM]:
    return SpacyParser(), MiniLM(threads=1)


@cache
def _forgetful() -> MiniLM:
    """A model that remembers no text, so that each pays for itself."""
    return MiniLM(threads=1, remembered=0)


def _sample(count: int) -> list[Article]:
    return [
        Article(
            id=f"a{n}",
            url=f"https://harbour{n}.example/",
            title="Ferry runs aground off Vessby",
            text="The ferry Aldona ran aground off Vessby on Monday, the coast guard said. Nobody was hurt.",
            publisher=f"Harbour {n}",
            published_at=datetime(2026, 3, 2, n, tzinfo=UTC),
            language="en",
            coverage="full",
        )
        for n in range(count)
    ]


_TASKS: dict[str, Callable[[Sequence[Any]], int]] = {
    "extract": extract_pages,
    "analyse": analyse,
    "embed": embed,
    "compose": compose,
}
_WARM: dict[str, list[Any]] = {
    "extract": [("https://a.example/", _marked_up(_sample(1)[0]))],
    "analyse": _sample(1),
    "embed": _sample(1),
    "compose": [_sample(3)],
}
