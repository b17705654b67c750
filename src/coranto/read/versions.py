"""One page, several versions: which one a story page shows, and whether an article adds to what is stored.

Why: old editions point into old versions, so all stay stored; a page speaks with one voice, so the latest is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coranto.read.urls import page_key
from coranto.types import Article, RawArticle, Rejection


def latest_versions(articles: Iterable[Article]) -> list[Article]:
    """Of articles in order of time and arrival, the last of each page: a story page has each page once."""
    return list({page_key(article.url): article for article in articles}.values())


def known_already(raw: RawArticle, article: Article, versions: Sequence[Article]) -> Rejection | None:
    """Why an article is not taken beside the stored versions of its page; None if it is new or newer."""
    if not versions:
        return None
    given = raw.url or article.url
    if any((known.title, known.text) == (article.title, article.text) for known in versions):
        return Rejection(
            subject=raw.subject,
            stage="read",
            reason="same-url",
            detail=f"{given} is known with the same words ({article.url}); nothing is lost",
        )
    newest = max(known.published_at for known in versions)
    if article.date_certain and article.published_at > newest:
        return None
    return Rejection(
        subject=raw.subject,
        stage="read",
        reason="other-text-same-url",
        detail=f"{given} is known with other words of {newest.isoformat()}; give a later published_at to replace them",
    )
