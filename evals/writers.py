"""The same stories written by extraction and by a model: what is printed, withheld, cited, repeated, and what it costs.

The writer is that of the environment (``CORANTO_WRITER``, ``CORANTO_LLM_BASE_URL`` ...), as for ``coranto build``;
``--peers`` writes the same stories by extraction. A set is JSON Lines of articles; its stories of two articles or
more are taken by a hash of their first article, until there are ``MOST`` or the time is up. Every sentence that the
model wrote and that was printed is shown with its passages, so that somebody can read them.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from time import monotonic

from evals.citations import Citations, citations_of
from evals.planted import sets as sets
from evals.scenes import digest
from evals.summaries import redundancy

from coranto.cluster.assign import Clusterer
from coranto.compose.verify import verify
from coranto.flow import Flow
from coranto.jobs import analyze_each, write
from coranto.models.entailers import open_entailer
from coranto.models.llm import LlmWriter
from coranto.models.minilm import MiniLM
from coranto.models.spacy_parser import SpacyParser
from coranto.models.writers import open_judge, open_writer
from coranto.ports import Entailer, Writer
from coranto.read.articles import make_article
from coranto.settings import load_settings
from coranto.testing.memory import MemoryStore
from coranto.testing.stories import OneStory
from coranto.types import Analysis, Article, Edition, RawArticle, Source

MOST = int(os.environ.get("STORIES", "200"))
SECONDS = float(os.environ.get("SECONDS_AT_MOST", "1200"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with the sources that its citations mean."""

    edition: Edition
    sources: tuple[Source, ...]


def run(path: Path) -> dict[str, float]:
    """The writer of the environment, with what it cost; printed sentences of its own are listed."""
    settings = load_settings()
    writer = open_writer(settings)
    entailer = open_entailer(settings.text("entailer"), second=open_judge(settings))
    before = writer.spent(datetime.now(UTC)) if isinstance(writer, LlmWriter) else None
    began = monotonic()
    pages = _written(path, writer, entailer, until=began + SECONDS)
    seconds = monotonic() - began
    figures = _figures(pages, entailer, seconds)
    for page in pages:
        _show(page)
    if isinstance(writer, LlmWriter) and before is not None:
        after = writer.spent(datetime.now(UTC))
        each = max(1, len(pages))
        figures["input_tokens"] = (after.input - before.input) / each
        figures["output_tokens"] = (after.output - before.output) / each
        figures["cost"] = (after.cost - before.cost) / each
    _DONE[path] = len(pages)
    return figures


def peers(path: Path) -> dict[str, dict[str, float]]:
    """Extraction on the stories that the writer came to."""
    began = monotonic()
    entailer = open_entailer("trees")
    pages = _written(path, None, entailer, until=None, most=_DONE.get(path, MOST))
    return {"extractive": _figures(pages, entailer, monotonic() - began)}


_DONE: dict[Path, int] = {}


def _written(
    path: Path, writer: Writer | None, entailer: Entailer | None, *, until: float | None, most: int = MOST
) -> list[Page]:
    pages: list[Page] = []
    for articles in stories(path)[:most]:
        if until is not None and monotonic() > until:
            break
        flow = Flow(
            store=MemoryStore(),
            parser=SpacyParser(),
            embedder=embedder(),
            entailer=entailer,
            writer=writer,
            settings=load_settings(environment={}),
            now=max(article.published_at for article, _ in articles),
            engine="evals",
            clusterer=OneStory(),
        )
        for article, analysis in articles:
            flow.store.add_article(article)
            flow.place(article, analysis)
        (story,) = flow.store.stories()
        named = replace(
            flow.job(story), story=replace(story, id=articles[0][0].id)
        )  # each page has a budget of its own
        edition = write(named, flow.parser, flow.embedder, entailer, writer)
        if isinstance(edition, Edition):
            pages.append(Page(edition=edition, sources=flow.sources(story)))
    return pages


@cache
def embedder() -> MiniLM:
    """The one embedder of a run."""
    return MiniLM(threads=1)


@cache
def stories(path: Path, *, least: int = 2) -> list[list[tuple[Article, Analysis]]]:
    """The stories of a set with at least so many articles, by a hash of their first one, each in order of time."""
    names = RawArticle.__dataclass_fields__
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    raws = [RawArticle(subject=r["url"], **{k: v for k, v in r.items() if k in names}) for r in records]
    settings = load_settings(environment={})
    made = [make_article(raw, now=datetime.now(UTC), settings=settings) for raw in raws]
    articles = sorted((a for a in made if isinstance(a, Article)), key=lambda a: (a.published_at, a.id))
    placed = Clusterer().place_batch([(article, None) for article in articles])
    groups: dict[str, list[Article]] = {}
    for article, assignment in zip(articles, placed, strict=True):
        groups.setdefault(assignment.story_id, []).append(article)
    several = [group for group in groups.values() if len(group) >= least]
    several.sort(key=lambda group: digest(group[0].url))
    parser = SpacyParser()
    found = []
    for group in several[:MOST]:
        analysed = zip(group, analyze_each(group, parser), strict=True)
        found.append([(article, analysis) for article, analysis in analysed if isinstance(analysis, Analysis)])
    return [group for group in found if group]


def _figures(pages: Sequence[Page], entailer: Entailer | None, seconds: float) -> dict[str, float]:
    texts = [_texts(page.edition) for page in pages]
    own = Counter(s.form for page in pages for section in page.edition.sections for s in section.statements)
    titles = sum(section.title.form == "written" for page in pages for section in page.edition.sections)
    refused = [w for page in pages for w in page.edition.withheld if w.reason.startswith("the writer's words")]
    counted = [citations_of(p.edition, p.sources, lambda s, by: verify(s, by, entailer)) for p in pages]
    cited = Citations.mean(counted)
    return {
        "stories": float(len(pages)),
        "sentences": float(sum(len(each) for each in texts)),
        "written": float(own["written"]),
        "written titles": float(titles),
        "withheld": float(len(refused)),
        "citation_recall": cited["citation_recall"],
        "citation_precision": cited["citation_precision"],
        "redundancy": sum(redundancy(each) for each in texts) / max(1, len(texts)),
        "seconds": seconds / max(1, len(pages)),
    }


def _texts(edition: Edition) -> list[str]:
    return [statement.text for section in edition.sections for statement in section.statements]


def _show(page: Page) -> None:
    print(f"\n## {page.edition.headline.text} ({page.edition.provenance.writer})")
    notes = [note.note for note in page.edition.sources]
    days = [s for entry in page.edition.timeline for s in entry.statements]
    printed = [s for section in page.edition.sections for s in (section.title, *section.statements)]
    for statement in dict.fromkeys((*printed, *notes, *days)):
        if statement.form == "written" and not statement.text.startswith(("Repeats [", "Reports the same")):
            print(f"+ {statement.text}")
            print("".join(f"    < {' '.join(e.quote.split())}\n" for e in statement.evidence), end="")
    reasons = Counter(w.reason for w in page.edition.withheld if w.reason.startswith("the writer's words"))
    for reason, count in reasons.most_common():
        print(f"- {count} x {reason}")
