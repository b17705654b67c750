"""One page, several versions: which one a story page shows, and whether an article adds to what is stored.

Why: old editions point into old versions, so all stay stored; a page speaks with one voice, so the latest is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from coranto.read.dates import published
from coranto.read.urls import page_key
from coranto.types import Article, RawArticle, Rejection

_LESS = ("headline", "excerpt", "full")


def latest_versions(articles: Iterable[Article]) -> list[Article]:
    """Of articles in order of time and arrival, the last of each page: a story page has each page once."""
    return list({page_key(article.url): article for article in articles}.values())


def known_already(raw: RawArticle, article: Article, versions: Sequence[Article], *, now: datetime) -> Rejection | None:
    """Why an article is not taken beside the stored versions of its page; None if it is new or newer.

    Newer is what is dated later than all of them, or was changed after they were published (``raw.updated_at``, else
    ``raw.noticed_at``); a reading that only has less of the same text, as a feed's beginning of it, is not; the whole
    of what was known by its headline or excerpt is.
    """
    if not versions:
        return None
    given = raw.url or article.url
    if any((known.title, known.text) == (article.title, article.text) for known in versions):
        return _known(raw, "same-url", f"{given} is known with the same words ({article.url}); nothing is lost")
    if any(_is_beginning(article, known) or _is_cut(article, known) for known in versions):
        return _known(raw, "same-url", f"{given} is known with more of its text ({article.url}); nothing is lost")
    if all(_is_beginning(known, article) for known in versions):
        return None
    newest = max(known.published_at for known in versions)
    changed = published(raw.updated_at or raw.noticed_at, now=now, future_hours=0)
    if (article.date_certain and article.published_at > newest) or (changed is not None and changed > newest):
        return None
    detail = f"{given} is known with other words of {newest.isoformat()}; give a later published_at to replace them"
    return _known(raw, "other-text-same-url", detail)


def _is_beginning(article: Article, known: Article) -> bool:
    """Whether ``article`` has the same headline as ``known``, and is but its headline or excerpt."""
    return article.title == known.title and _LESS.index(article.coverage) < _LESS.index(known.coverage)


def _is_cut(article: Article, known: Article) -> bool:
    return article.title == known.title and known.text.startswith(article.text)


def _known(raw: RawArticle, reason: str, detail: str) -> Rejection:
    return Rejection(subject=raw.subject, stage="read", reason=reason, detail=detail)
