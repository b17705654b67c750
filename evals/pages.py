"""What the pages of a set of articles say first: do titles repeat the headline, is what every lead tells on the page?

Counts of words that stand in for a reader: each figure points at cases to look at, and is no judgement of a page. The
articles are grouped and composed as ``coranto build`` does it; pages of two independent articles and more are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from time import process_time

from evals.rouge import ngrams

from coranto.engine import Engine
from coranto.ports import Store
from coranto.read.families import origin_of
from coranto.read.files import read_jsonl
from coranto.stores.sql import open_store
from coranto.types import Edition, Section, Source, Statement

AS_THE_HEADLINE = 0.67
"""Share of a title's telling words that stand in the page's headline from which the title says nothing else."""
TOLD_BELOW = 0.6
"""Share of a title's telling words that its section's sentences should have."""
SAID_AGAIN = 0.6
"""Share of the shorter sentence's telling words from which two sentences of a page tell one thing."""
LEAD = 2
"""Sentences at the top of an article that tell its news, beside its headline."""
SIZES = {"2 to 4": (2, 4), "5 to 9": (5, 9), "10 and more": (10, 10**9)}

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page with what it was made of."""

    edition: Edition
    sources: tuple[Source, ...]


def run(path: Path) -> dict[str, float]:
    """Shares over all titles, key words and pages of a set; ``seconds`` of the processor, from articles to pages."""
    started = process_time()
    pages = [page for page in _build(path) if _origins(page) > 1]
    return {**measure(pages), "seconds": process_time() - started}


def measure(pages: Sequence[Page]) -> dict[str, float]:
    """The figures of some pages, see ``titles_like_the_headline`` and the other functions for what they count."""
    titles = [(page, section) for page in pages for section in page.edition.sections]
    keys = [(page, key_words(page)) for page in pages]
    missing = [key - _on_page(page) for page, key in keys]
    sentences = sum(len(section.statements) for _, section in titles)
    figures = {
        "pages": float(len(pages)),
        "titles": float(len(titles)),
        "titles like headline": _share([like_the_headline(page.edition, section) for page, section in titles]),
        "titles not told below": _share([not_told(section, section.statements) for _, section in titles]),
        "titles not told first": _share([not_told(section, section.statements[:1]) for _, section in titles]),
        "key words missing": sum(map(len, missing)) / max(1, sum(len(key) for _, key in keys)),
        "pages missing two": _share([len(words) > 1 for words in missing]),
        "sentences said again": sum(len(said_again(page.edition)) for page in pages) / max(1, sentences),
    }
    for name, (least, most) in SIZES.items():
        counts = [len(page.edition.sections) for page in pages if least <= _origins(page) <= most]
        if counts:
            figures[f"sections of {name}"] = sum(counts) / len(counts)
    return figures


def like_the_headline(edition: Edition, section: Section) -> bool:
    """Whether the telling words of a section's title stand in the page's headline, nearly all of them."""
    words = telling(section.title.text)
    return len(words & telling(edition.headline.text)) >= AS_THE_HEADLINE * max(1, len(words))


def not_told(section: Section, statements: Sequence[Statement]) -> bool:
    """Whether these sentences of a section lack much of what its title says."""
    told = telling(" ".join(statement.text for statement in statements))
    words = telling(section.title.text)
    return len(words & told) < TOLD_BELOW * len(words)


def key_words(page: Page) -> Words:
    """The telling words that the headline or lead of at least half of the independent articles have, and of two."""
    tops: dict[str, set[str]] = {}
    for source in page.sources:
        if source.copy_of is None:
            tops.setdefault(source.origin, set()).update(_top(source))
    every = sorted({word for words in tops.values() for word in words})
    return frozenset(w for w in every if (n := sum(w in words for words in tops.values())) > 1 and 2 * n >= len(tops))


def said_again(edition: Edition) -> list[tuple[str, str]]:
    """Pairs of sentences in a page's sections of which the later tells little that the earlier has not told."""
    every = [statement.text for section in edition.sections for statement in section.statements]
    pairs = []
    for first, second in combinations(every, 2):
        one, other = telling(first), telling(second)
        if len(one & other) >= SAID_AGAIN * max(1, min(len(one), len(other))):
            pairs.append((first, second))
    return pairs


def telling(text: str) -> Words:
    """The stems of a text's words but for stop words."""
    return frozenset(word for (word,) in ngrams([text], 1))


def _on_page(page: Page) -> Words:
    """The words of headline, titles and section sentences: what is read without looking further down."""
    edition = page.edition
    lines = [statement.text for section in edition.sections for statement in (section.title, *section.statements)]
    return telling(" ".join([edition.headline.text, *lines]))


def _top(source: Source) -> Words:
    body = [s.text for s in source.analysis.sentences if s.field == "text" and s.noise is None]
    return telling(" ".join([source.article.title, *body[:LEAD]]))


def _origins(page: Page) -> int:
    return page.edition.counts.origins


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _build(path: Path) -> Iterator[Page]:
    """The pages of a set, made as ``coranto build`` makes them."""
    with Engine(open_store(""), opener=lambda given: read_jsonl(Path(given).read_bytes(), Path(given).name)) as engine:
        engine.add([str(path)])
        for edition in engine.editions():
            yield Page(edition=edition, sources=_sources(edition, engine.store))


def _sources(edition: Edition, store: Store) -> tuple[Source, ...]:
    ids = [note.article_id for note in edition.sources]
    articles = {article.id: article for article in store.articles(ids)}
    analyses = store.analyses(ids)
    publisher = {note.n: note.publisher for note in edition.sources}
    return tuple(
        Source(
            n=note.n,
            article=articles[note.article_id],
            analysis=analyses[note.article_id],
            copy_of=note.copy_of,
            origin=origin_of(publisher[note.copy_of or note.n]),
        )
        for note in edition.sources
    )
