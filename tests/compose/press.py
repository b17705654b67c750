"""Invented articles for the tests of composing, parsed once with the real parser."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from coranto.analyze.article import analyze
from coranto.models.spacy_parser import SpacyParser
from coranto.types import Article, Source


@cache
def parser() -> SpacyParser:
    """The real parser, loaded once."""
    return SpacyParser()


@cache
def press(
    text: str,
    *,
    title: str = "Harbour news",
    n: int = 1,
    at: str = "2026-03-13T18:00:00+01:00",
    publisher: str = "Ostmark Courier",
    copy_of: int | None = None,
    language: str = "en",
) -> Source:
    """A source of an invented article, published on Friday, March 13, 2026 unless told otherwise."""
    article = Article(
        id=f"{publisher}-{n}",
        url=f"https://news.example/{n}",
        title=title,
        text=text,
        publisher=publisher,
        published_at=datetime.fromisoformat(at),
        language=language,
        coverage="full" if text else "headline",
    )
    return Source(n=n, article=article, analysis=analyze(article, parser()), copy_of=copy_of, origin=publisher)
