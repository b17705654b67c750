"""Reads one article from a web page: title, body, date, author, outlet and canonical address.

Extraction is trafilatura's, on the bytes given and never over the network. What makes it slow or dependent on the
clock is kept from it: pages are bounded before, and dates are checked afterwards against an explicit now.
"""

from __future__ import annotations

import dataclasses
import html as entities
import re
from urllib.parse import urljoin

from coranto.read.urls import canonical_url, publisher_of
from coranto.types import RawArticle, Rejection

MAX_PAGE_BYTES = 5_000_000
MAX_ELEMENTS = 20_000
"""Extraction takes ten seconds at 50,000 paragraphs or 100,000 table rows (measured on trafilatura 2.3)."""

_HEAD_CHARS = 400_000
_TIMESTAMP = r"(\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]{0,12}(?:Z|[+-]\d\d:?\d\d)?)"
_META = r"(?:article:published_time|og:published_time|datePublished|date|pubdate|publish[-_]?date|dc\.date\.issued)"
_PUBLISHED = (
    re.compile(rf"""<meta\s[^<>]{{0,300}}?["']{_META}["'][^<>]{{0,300}}?content\s*=\s*["']{_TIMESTAMP}["']""", re.I),
    re.compile(rf"""<meta\s[^<>]{{0,300}}?content\s*=\s*["']{_TIMESTAMP}["'][^<>]{{0,300}}?["']{_META}["']""", re.I),
    re.compile(rf""""datePublished"\s*:\s*"{_TIMESTAMP}\"""", re.I),
    re.compile(rf"""<time\s[^<>]{{0,300}}?datetime\s*=\s*["']{_TIMESTAMP}["']""", re.I),
)
_CANONICAL = re.compile(
    r"""<link\s(?=[^<>]{0,500}?\brel\s*=\s*["']?canonical\b)[^<>]{0,500}?\bhref\s*=\s*["']([^"'<>\s]{1,4000})["']""",
    re.I,
)


def extract(html: str | bytes, url: str | None, subject: str) -> RawArticle | Rejection:
    """What a page says of its article. ``url`` is where it was found (None for a saved page).

    The page's own canonical address is believed only on the host it was found on. A page without an article, or
    beyond 5 MB or 20,000 elements, is a ``Rejection``.
    """
    fault = _too_much(html)
    if fault is not None:
        return Rejection(subject=subject, stage="read", reason="page-too-large", detail=fault)
    from trafilatura import bare_extraction  # half a second to import, and no archive of plain text needs it

    try:
        page = bare_extraction(
            html,
            url=url,
            fast=True,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
        )
    except Exception as error:  # lxml and trafilatura raise many kinds for broken pages
        detail = f"the page cannot be parsed ({type(error).__name__}); save it again or give title and text"
        return Rejection(subject=subject, stage="read", reason="no-article", detail=detail)
    if page is None or not (page.title or page.text):
        detail = "no article was found in the page; give title and text"
        return Rejection(subject=subject, stage="read", reason="no-article", detail=detail)
    head = _head(html)
    return RawArticle(
        subject=subject,
        url=_address(head, url, page.url),
        title=page.title,
        text=page.text,
        publisher=page.sitename,
        published_at=_published(head) or page.date,
        author=page.author,
    )


def fill_from_page(raw: RawArticle, url: str) -> RawArticle:
    """``raw`` with what it lacks taken from its ``html``; unchanged where it has none or the page gives nothing."""
    if not raw.html or (raw.title and raw.text and raw.published_at and raw.publisher):
        return raw
    page = extract(raw.html, url, raw.subject)
    if isinstance(page, Rejection):
        return raw
    lacking = ("title", "text", "publisher", "published_at", "author")
    return dataclasses.replace(raw, **{name: getattr(raw, name) or getattr(page, name) for name in lacking})


def _too_much(html: str | bytes) -> str | None:
    if len(html) > MAX_PAGE_BYTES:
        return f"the page has more than {MAX_PAGE_BYTES // 1_000_000} MB; give title and text"
    elements = html.count(b"<") - html.count(b"</") if isinstance(html, bytes) else html.count("<") - html.count("</")
    if elements > MAX_ELEMENTS:
        return f"the page has more than {MAX_ELEMENTS:,} elements; give title and text"
    return None


def _head(html: str | bytes) -> str:
    return html[:_HEAD_CHARS].decode("utf-8", "replace") if isinstance(html, bytes) else html[:_HEAD_CHARS]


def _address(head: str, url: str | None, found: str | None) -> str | None:
    link = _CANONICAL.search(head)
    given = urljoin(url or "", entities.unescape(link[1])) if link else found
    if url is None:
        return given or found
    return given if given and canonical_url(given) and publisher_of(given) == publisher_of(url) else url


def _published(head: str) -> str | None:
    """The page's timestamp with its time of day: extraction gives the day only."""
    for pattern in _PUBLISHED:
        found = pattern.search(head)
        if found:
            return found[1]
    return None
