"""Timelines over any articles: a day is told only by sentences whose own event lies on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from coranto.analyze.article import analyze
from coranto.compose.annals import write_annals
from coranto.models.spacy_parser import SpacyParser
from coranto.testing.samples import sample_article
from coranto.types import Source


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def source(parser: SpacyParser, n: int, published: str, title: str, text: str, copy_of: int | None = None) -> Source:
    article = replace(sample_article(n), title=title, text=text, published_at=datetime.fromisoformat(published))
    return Source(n=n, article=article, analysis=analyze(article, parser), copy_of=copy_of, origin=f"outlet {n}")


@pytest.fixture(scope="module")
def sources(parser: SpacyParser) -> list[Source]:
    return [
        source(
            parser,
            3,
            "2026-03-02T08:00:00+00:00",
            "Dam breaks above Torva",
            "The dam above Torva broke on Sunday. Water from the dam covered the valley on Monday.",
        ),
        source(
            parser,
            2,
            "2026-03-09T08:00:00+00:00",
            "Owner of Torva dam charged",
            "Prosecutors charged the owner of the Torva dam on Monday. The dam broke on March 1 after weeks of rain. "
            "The trial over the dam will open on March 20.",
        ),
        source(
            parser,
            1,
            "2026-03-10T08:00:00+00:00",
            "Owner of Torva dam charged",
            "Prosecutors charged the owner of the Torva dam on Monday.",
            copy_of=2,
        ),
    ]


def test_each_day_is_told_by_what_happened_on_it(sources: list[Source]) -> None:
    entries = write_annals(sources, keywords=("dam",), days=5)
    told = {entry.date: [s.text for s in entry.statements] for entry in entries}
    assert list(told) == ["2026-03-01", "2026-03-02", "2026-03-09"]
    assert "broke" in told["2026-03-01"][0]
    assert "charged" in told["2026-03-09"][0]
    assert all(entry.precision == "day" and not entry.scheduled for entry in entries)


def test_every_sentence_is_cited_word_for_word_and_copies_have_no_voice(sources: list[Source]) -> None:
    by_number = {one.n: one for one in sources}
    for entry in write_annals(sources, keywords=("dam",), days=5, sentences=2):
        for statement in entry.statements:
            assert 1 not in statement.citations
            for evidence in statement.evidence:
                article = by_number[evidence.source].article
                text = article.title if evidence.field == "title" else article.text
                assert evidence.quote == text[evidence.start : evidence.end]


def test_the_span_bounds_articles_and_days(sources: list[Source]) -> None:
    entries = write_annals(sources, keywords=("dam",), first=date(2026, 3, 5), last=date(2026, 3, 9), days=5)
    assert [entry.date for entry in entries] == ["2026-03-09"]


def test_no_sources_no_entries() -> None:
    assert write_annals([], keywords=("dam",)) == ()


def test_the_stamp_of_a_page_and_what_leans_on_it_are_no_entries(parser: SpacyParser) -> None:
    stamped = source(
        parser,
        1,
        "2026-03-03T08:00:00+00:00",
        "Dam breaks above Torva",
        "Page last updated at 08:14 GMT, on Monday, 2 March 2026 Torva counted its dead. "
        "Meanwhile the road to Torva was closed on Sunday.",
    )
    told = [s.text for entry in write_annals([stamped], keywords=("torva",)) for s in entry.statements]
    assert not [text for text in told if "updated" in text or "Meanwhile" in text]
