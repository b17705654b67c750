"""Summaries of several articles of one event against a neutral one that people wrote: ``neus`` and sets of its form.

Our summary is what a reader of our page sees first: its sentences in their order, those of the sections and, where they
end before the person's summary does, what the page prints below them; the page is made by the flow that ``coranto
build`` runs. The sections alone are scored too. Every method's text is cut at as many words as the person's summary of
that event has, so that none wins by length; the headline is scored as it is. Word counts are those of ROUGE with
stemming and with stop words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

from evals.citations import Citations, citations_of
from evals.clustering import read_rows
from evals.rouge import longest_common, ngrams, overlap_f1, terms

from coranto.analyze.article import analyze
from coranto.compose.notes import OF_ITS_OWN
from coranto.flow import Flow
from coranto.settings import load_settings
from coranto.testing.memory import MemoryStore
from coranto.testing.stories import OneStory
from coranto.types import Article, Edition, RawArticle, Source

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
Method = Callable[[Sequence[Sequence[str]], int], Sequence[str]]
"""Sentences of each article, and a number of words, to sentences that have at least as many, if there are."""


@dataclass(frozen=True, slots=True)
class Event:
    """One row of a set: the sources of its page, our page, the person's summary and title."""

    sources: tuple[Source, ...]
    page: Edition
    gold: str
    gold_title: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one method tells of one event: the title ("" where it makes none) and sentences in order."""

    title: str
    sentences: tuple[str, ...]


def run(path: Path) -> dict[str, float]:
    """Score our pages. ``seconds`` is the processor's time for reading, parsing, composing and verifying them."""
    started = process_time()
    events = _events(path)
    seconds = process_time() - started
    told = [Told(event.page.headline.text, in_page_order(event.page)) for event in events]
    alone = scores(events, [Told("", of_sections(event.page)) for event in events])
    cited = [citations_of(event.page, event.sources) for event in events]
    return {
        **scores(events, told),
        **{
            f"sections_{name}": alone[name]
            for name in ("rouge1_f1", "rouge2_f1", "rougel_f1", "words")
            if name in alone
        },
        **Citations.mean(cited),
        "seconds": seconds,
    }


def peers(path: Path) -> dict[str, dict[str, float]]:
    """The leads of all articles, and sumy's methods where it is installed, on the same sentences and lengths."""
    methods: dict[str, Method] = {"lead-1-per-article": leads}
    try:
        from evals import summaries_peers

        methods |= summaries_peers.METHODS
    except ImportError as error:
        print(f"sumy is left out: {error}; install sumy to run it")
    events = _events(path)
    texts = [_sentences(event) for event in events]
    found = {}
    for name, method in methods.items():
        started = process_time()
        told = [Told("", tuple(method(one, len(e.gold.split())))) for e, one in zip(events, texts, strict=True)]
        found[name] = {**scores(events, told), "seconds": process_time() - started}
    return found


def in_page_order(page: Edition) -> tuple[str, ...]:
    """All sentences a reader meets, each once: sections, disputes, timeline, quotations, context, notes on the sources.

    Titles of sections are no sentences of a summary, and "Repeats [1]." tells nothing of the event; both are left out.
    """
    below = [
        *(side.statement.text for dispute in page.disputes for side in dispute.sides),
        *(s.text for entry in page.timeline for s in entry.statements),
        *(quote.text for quote in page.quotes),
        *(note.statement.text for note in page.context),
        *(source.note.text for source in page.sources if not OF_ITS_OWN.fullmatch(source.note.text)),
    ]
    return tuple(dict.fromkeys((*of_sections(page), *below)))


def of_sections(page: Edition) -> tuple[str, ...]:
    """The sentences of the sections in the order of the page, each once."""
    return tuple(dict.fromkeys(s.text for section in page.sections for s in section.statements))


def leads(articles: Sequence[Sequence[str]], words: int) -> list[str]:
    """The first sentence of each article, in the order given."""
    return [sentences[0] for sentences in articles if sentences]


def cut(sentences: Sequence[str], words: int) -> list[str]:
    """The sentences up to this number of words, the last one cut off."""
    kept: list[str] = []
    for sentence in sentences:
        room = words - sum(len(one.split()) for one in kept)
        if room <= 0:
            break
        kept.append(" ".join(sentence.split()[:room]))
    return kept


def scores(events: Sequence[Event], told: Sequence[Told]) -> dict[str, float]:
    """Means over the events.

    ``coverage``: share of the telling words that two or more of the event's articles have which the summary has.
    ``redundancy``: share of the telling words of the second and later sentences that stood in an earlier one.
    """
    rows = [_score(event, one) for event, one in zip(events, told, strict=True)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    means = {name: sum(row.get(name, 0.0) for row in rows) / len(rows) for name in names} if rows else {}
    return {"events": float(len(rows)), **means}


def _score(event: Event, told: Told) -> dict[str, float]:
    sentences = cut(told.sentences, len(event.gold.split()))
    mine, gold = terms(" ".join(sentences)), terms(event.gold)
    found = {
        "rouge1_f1": overlap_f1(mine, gold, 1),
        "rouge2_f1": overlap_f1(mine, gold, 2),
        "rougel_f1": _f1(longest_common(mine, gold), len(mine), len(gold)),
    }
    if told.title:
        found["title_rouge1_f1"] = overlap_f1(terms(told.title), terms(event.gold_title), 1)
    shared = _told_by_two(event)
    said = set(ngrams(sentences, 1))
    return {
        **found,
        "coverage": len(shared & said) / len(shared) if shared else 0.0,
        "redundancy": redundancy(sentences),
        "words": float(sum(len(one.split()) for one in sentences)),
    }


def redundancy(sentences: Sequence[str]) -> float:
    """Share of the telling words of all but the first sentence that an earlier sentence has; 0 for one sentence."""
    known: set[tuple[str, ...]] = set()
    again = of = 0
    for sentence in sentences:
        words = set(ngrams([sentence], 1))
        if known:
            again += len(words & known)
            of += len(words)
        known |= words
    return again / of if of else 0.0


def _f1(shared: int, mine: int, gold: int) -> float:
    return 2 * shared / (mine + gold) if shared else 0.0


def _told_by_two(event: Event) -> set[tuple[str, ...]]:
    of_each = [set(ngrams([s.article.title, s.article.text], 1)) for s in event.sources]
    return {word for words in of_each for word in words if sum(word in other for other in of_each) > 1}


def _sentences(event: Event) -> list[list[str]]:
    """The body sentences of each article in the order of the set, as our analysis splits them."""
    ordered = sorted(event.sources, key=lambda s: s.article.url)
    return [[one.text for one in source.analysis.sentences if one.field == "text"] for source in ordered]


_READ: dict[Path, list[Event]] = {}


def _events(path: Path) -> list[Event]:
    """All events with their pages, made once a run."""
    if path not in _READ:
        flow = _Pages()
        rows = (flow.event(row) for row in read_rows(path))
        _READ[path] = [event for event in rows if event is not None]
    return _READ[path]


class _Pages:
    """Makes the page of one event after another with the models loaded once."""

    def __init__(self) -> None:
        from coranto.models.minilm import MiniLM
        from coranto.models.spacy_parser import SpacyParser

        self._parser, self._embedder = SpacyParser(), MiniLM(threads=1)

    def event(self, row: Mapping[str, Any]) -> Event | None:
        """The event of a row; None where it has no article that a build would take, which is said."""
        store = MemoryStore()
        flow = Flow(
            store=store,
            parser=self._parser,
            embedder=self._embedder,
            settings=load_settings(environment={}),
            now=_NOW,
            engine="evals",
            clusterer=OneStory(),
        )
        for number, article in enumerate(row["articles"]):
            read = flow.read(raw_article(f"{row['id']}-{number}", number, article))
            if isinstance(read, Article):
                flow.place(read, analyze(read, self._parser))
        stories = store.stories()
        page = flow.compose(stories[0]) if stories else None
        if not isinstance(page, Edition):
            print(f"{row['id']} is left out: {page or 'no article was taken'}")
            return None
        return Event(
            sources=flow.sources(stories[0]), page=page, gold=str(row["summary"]), gold_title=str(row["title"])
        )


def raw_article(name: str, number: int, article: Mapping[str, Any]) -> RawArticle:
    """The record of an article of which the set gives no publisher and no date: each has a house of its own."""
    return RawArticle(
        subject=name,
        url=f"https://house{number}.example/{name}",
        title=article.get("title") or "",
        text=article.get("text") or "",
        publisher=article.get("publisher") or f"House {number + 1}",
        published_at=article.get("published_at"),
    )
