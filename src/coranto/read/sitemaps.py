"""Reads news sitemaps: what a publisher tells search engines of its newest pages, with title and time of each."""

from __future__ import annotations

from typing import Any

from coranto.read.urls import canonical_url
from coranto.read.xml import XmlFault, local_name, parse_xml
from coranto.types import RawArticle, Rejection

MAX_PAGES = 5_000
MAX_SITEMAPS = 50


def is_sitemap(start: bytes) -> bool:
    """Whether XML begins like a sitemap or an index of sitemaps."""
    head = start[:4_000].lower()
    return b"<urlset" in head or b"<sitemapindex" in head


def read_sitemap(data: bytes, subject: str, kind: str = "") -> list[RawArticle | Rejection | str]:
    """The pages of a sitemap that are news, or the addresses of the sitemaps that an index names, in its order.

    Pages without ``news:news`` are no news and are counted in one last ``Rejection``; so is what goes beyond 5,000
    pages or 50 sitemaps.
    """
    try:
        root = parse_xml(data, kind)
    except XmlFault as fault:
        return [_rejected(subject, fault.reason, f"{subject} cannot be parsed: {fault.detail}; mend it")]
    if root is None or local_name(root) not in ("urlset", "sitemapindex"):
        return [_rejected(subject, "not-a-sitemap", f"{subject} is no sitemap; give the address of one")]
    found: list[RawArticle | Rejection | str] = []
    other = more = 0
    for part in root:
        name = local_name(part)
        place = _text(part, "loc")
        if name == "sitemap" and place and canonical_url(place):
            more += len(found) >= MAX_SITEMAPS
            found += [place] if len(found) < MAX_SITEMAPS else []
        elif name == "url":
            news = next((inner for inner in part if local_name(inner) == "news"), None)
            if news is None:
                other += 1
            elif len(found) < MAX_PAGES:
                found.append(_record(place, news, f"{subject}#{len(found) + 1}", subject))
            else:
                more += 1
    if more:
        found.append(_rejected(subject, "too-many-items", f"{more:,} more entries of {subject} were left; split it"))
    if other:
        detail = f"{other:,} pages of {subject} are not marked as news; give their addresses one by one"
        found.append(_rejected(subject, "no-news", detail))
    return found


def _record(place: str, news: Any, subject: str, sitemap: str) -> RawArticle:
    publication = next((part for part in news if local_name(part) == "publication"), news)
    return RawArticle(
        subject=subject,
        url=place or None,
        title=_text(news, "title") or None,
        publisher=_text(publication, "name") or None,
        language=_text(publication, "language") or None,
        published_at=_text(news, "publication_date") or None,
        feed=sitemap,
    )


def _text(element: Any, name: str) -> str:
    return next(((part.text or "").strip() for part in element if local_name(part) == name), "")


def _rejected(subject: str, reason: str, detail: str) -> Rejection:
    return Rejection(subject=subject, stage="parse", reason=reason, detail=detail)
