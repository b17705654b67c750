"""Reads one article from a web page: title, body, date, author, outlet and canonical address.

One walk over the tree finds the body of most pages; where it is in doubt, trafilatura decides, on the tree at hand and
never over the network. Pages are bounded before, and dates are checked afterwards against an explicit now.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any
from urllib.parse import urljoin

from coranto.read.bodies import find_body, plain
from coranto.read.encodings import decoded
from coranto.read.headers import read_head
from coranto.read.unseen import drop_unseen
from coranto.read.urls import canonical_url, publisher_of
from coranto.read.walls import is_wall
from coranto.types import RawArticle, Rejection

MAX_PAGE_BYTES = 5_000_000
MAX_ELEMENTS = 20_000
MAX_ATTRIBUTES = 2_000
"""Extraction takes ten seconds at 50,000 paragraphs or 100,000 table rows (measured on trafilatura 2.3)."""

# libxml2 takes quadratic time over the attributes of one tag: 20,000 are a quarter of a second, 400,000 minutes.
_LONG_TAG = re.compile(r"<[a-z][^<>]{10000,}", re.IGNORECASE)
_QUOTED = re.compile(r""" "[^"]*"|'[^']*'""".strip())
_XML = re.compile(r"\A\s*<\?xml[^>]{0,500}>")
_LONG_TAG_BYTES = re.compile(rb"<[a-z][^<>]{10000,}", re.IGNORECASE)


def extract(html: str | bytes, url: str | None, subject: str, kind: str = "") -> RawArticle | Rejection:
    """What a page says of its article. ``url`` is where it was found (None for a saved page), ``kind`` its
    Content-Type.

    The page's own canonical address is believed only on the host it was found on. A page without an article, a wall
    before one, or a page beyond 5 MB or 20,000 elements, is a ``Rejection``.
    """
    if not html.strip():
        return _rejected(subject, "no-article", "the page is empty; give title and text")
    fault = _too_much(html)
    if fault is not None:
        return _rejected(subject, "page-too-large", fault)
    text = decoded(html, kind) if isinstance(html, bytes) else html
    if text is None:
        return _rejected(subject, "encoding", "it cannot be told how the page is written; save it again as UTF-8")
    from trafilatura.utils import load_html  # half a second to import, and no archive of plain text needs it

    try:
        root = load_html(_XML.sub("", text, count=1))
        if root is None:
            raise ValueError("no page")
        head = read_head(root)
        body = find_body(root, head.title)
        date = head.published_at or _date(root)
        told = body.text if body.sure else _by_trafilatura(root, body.asides, head.title)
    except Exception as error:  # lxml and trafilatura raise many kinds for broken pages
        detail = f"the page cannot be parsed ({type(error).__name__}); save it again or give title and text"
        return _rejected(subject, "no-article", detail)
    if not told:
        return _rejected(subject, "no-article", "no article was found in the page; give title and text")
    if is_wall(head.title or "", told):
        detail = "the page asks for consent, a login or payment, or tells of an error; open it yourself and save it"
        return _rejected(subject, "wall", detail)
    return RawArticle(
        subject=subject,
        url=_address(head.canonical, url),
        title=head.title,
        text=told,
        publisher=head.publisher,
        published_at=date,
        updated_at=head.updated_at,
        author=head.author,
    )


def fill_from_page(raw: RawArticle, url: str) -> RawArticle:
    """``raw`` with what it lacks taken from its ``html``; unchanged where it has none or the page gives nothing."""
    if not raw.html or (raw.title and raw.text and raw.published_at and raw.publisher):
        return raw
    page = extract(raw.html, url, raw.subject)
    if isinstance(page, Rejection):
        return raw
    lacking = ("title", "text", "publisher", "published_at", "author", "updated_at")
    return dataclasses.replace(raw, **{name: getattr(raw, name) or getattr(page, name) for name in lacking})


def _too_much(html: str | bytes) -> str | None:
    if len(html) > MAX_PAGE_BYTES:
        return f"the page has more than {MAX_PAGE_BYTES // 1_000_000} MB; give title and text"
    elements = html.count(b"<") - html.count(b"</") if isinstance(html, bytes) else html.count("<") - html.count("</")
    if elements > MAX_ELEMENTS:
        return f"the page has more than {MAX_ELEMENTS:,} elements; give title and text"
    tags = _LONG_TAG_BYTES.findall(html) if isinstance(html, bytes) else _LONG_TAG.findall(html)
    if any(_attributes(tag) > MAX_ATTRIBUTES for tag in tags):
        return f"a tag of the page has more than {MAX_ATTRIBUTES:,} attributes; give title and text"
    return None


def _attributes(tag: str | bytes) -> int:
    """About how many attributes a tag has: its words outside of quotes."""
    text = tag.decode("latin-1") if isinstance(tag, bytes) else tag
    return len(_QUOTED.sub("", text).split())


def _by_trafilatura(root: Any, asides: frozenset[str], title: str | None) -> str:
    """The body as trafilatura finds it, which changes ``root``, less its repetition of the title and lines of links."""
    from trafilatura import bare_extraction

    drop_unseen(root)
    page = bare_extraction(root, fast=True, include_comments=False, include_tables=False)
    left_out = asides | {plain(title or "")}
    lines = (page.text or "").split("\n") if page is not None else []
    return "\n".join(line for line in lines if plain(line) not in left_out)


def _date(root: Any) -> str | None:
    """The day that htmldate sees in a page whose head gives none."""
    from htmldate import find_date

    found: str | None = find_date(root, original_date=True, extensive_search=False, max_date="2100-01-01")
    return found


def _address(canonical: str | None, url: str | None) -> str | None:
    """The page's own canonical address, believed only on the host it was found on."""
    try:
        given = urljoin(url or "", canonical) if canonical else None
    except ValueError:
        given = None
    if url is None:
        return given
    return given if given and canonical_url(given) and _of_one_site(given, url) else url


def _of_one_site(given: str, url: str) -> bool:
    """Whether two hosts are the same or one is part of the other ("news.lowport.example")."""
    one, other = publisher_of(given), publisher_of(url)
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _rejected(subject: str, reason: str, detail: str) -> Rejection:
    return Rejection(subject=subject, stage="read", reason=reason, detail=detail)
