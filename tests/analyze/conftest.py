from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from coranto.analyze.article import analyze
from coranto.models.spacy_parser import SpacyParser
from coranto.types import Analysis, Article

Analyzer = Callable[..., tuple[Article, Analysis]]


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.fixture(scope="session")
def analyzed(parser: SpacyParser) -> Analyzer:
    """Makes an article of a title and a text and analyzes it."""

    def make(
        title: str = "", text: str = "", *, publisher: str = "Harbour Wire", language: str = "en"
    ) -> tuple[Article, Analysis]:
        article = Article(
            id="a",
            url="https://harbourwire.example/a",
            title=title,
            text=text,
            publisher=publisher,
            published_at=datetime(2026, 5, 5, 10, tzinfo=UTC),
            language=language,
            coverage="full" if text else "headline",
        )
        return article, analyze(article, parser)

    return make
