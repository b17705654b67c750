"""Finds the feeds that a page names, so that a reader may give the address of a site and not of its feed."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from coranto.read.urls import canonical_url

MAX_LINKS = 20
_HEAD_BYTES = 500_000
_KINDS = re.compile(r"application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)|text/(?:rss|xml)", re.IGNORECASE)
_TAG = re.compile(rb"<(?:link|base)[\s/][^<>]{0,4000}>", re.IGNORECASE)
_COMMENTS = re.compile(r"comments?(?:/|\b)", re.IGNORECASE)


def feed_links(page: bytes, address: str) -> list[str]:
    """The addresses of the feeds that a page's ``link`` tags name, in its order, feeds of comments last.

    ``address`` is where the page was found; only http and https addresses are given, each once, at most 20.
    """
    base = address
    found: list[str] = []
    later: list[str] = []
    for tag in _TAG.findall(page[:_HEAD_BYTES]):
        name, given = _attributes(tag.decode("utf-8", "replace"))
        if name == "base" and given.get("href"):
            base = _joined(address, given["href"])
        if name != "link" or "alternate" not in given.get("rel", "").lower().split():
            continue
        if not _KINDS.fullmatch(given.get("type", "").partition(";")[0].strip()) or "hreflang" in given:
            continue
        link = _joined(base, given.get("href", "").strip())
        if given.get("href") and canonical_url(link) is not None:
            (later if _COMMENTS.search(link + " " + given.get("title", "")) else found).append(link)
    return list(dict.fromkeys(found + later))[:MAX_LINKS]


def _attributes(tag: str) -> tuple[str, dict[str, str]]:
    reader = _OneTag()
    reader.feed(tag)
    return reader.name, reader.given


class _OneTag(HTMLParser):
    """Reads the attributes of one tag as browsers do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.name = ""
        self.given: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the first tag's name and attributes."""
        if not self.name:
            self.name = tag
            self.given = {name: value or "" for name, value in reversed(attrs)}


def _joined(start: str, link: str) -> str:
    try:
        return urljoin(start, link)
    except ValueError:
        return ""
