"""Reads what a page says of its article to machines: title, time, author, outlet and canonical address.

JSON-LD, OpenGraph and meta tags are written for this purpose and differ between outlets only in which of them are
there; one walk over them is cheaper than any search for visible dates and names, and it never guesses.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from coranto.read.shown_dates import called_published, placed_day, published_times

_ARTICLE = re.compile(r"Article|Posting|Report|Review|NewsItem|CreativeWork|WebPage")
_TIME = re.compile(r"(?:1[89]|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|\s?[+-]\d\d:?\d\d)?")
_DAY = re.compile(r"(?:1[89]|20)\d\d-\d\d-\d\d(?!\d)")
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-])")
_DATE_NAMES = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "publication-date", "sailthru.date", "parsely-pub-date", "dc.date.issued",
    "dc.date", "dcterms.created", "dcterms.date", "article.published", "cxenseparse:recs:publishtime",
    "originalpublicationdate",
)  # fmt: skip
_UPDATE_NAMES = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "revised",
)
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "title")
_SITE_NAMES = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "twitter:creator",
)
_TAIL = re.compile(r"\s+[|\-–—·:»]\s+")
_BY = re.compile(r"^(?:by|written by|von|por|par|di)\s+", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_LONGEST_SCRIPT = 300_000
_LONGEST_AUTHOR = 200
_DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the page says of itself; None where it says nothing. Times are as given, with their offset."""

    title: str | None
    published_at: str | None
    updated_at: str | None
    author: str | None
    publisher: str | None
    canonical: str | None


def read_head(root: Any) -> Head:
    """The head of a parsed page. ``root`` is an lxml element; it is not changed."""
    metas = _metas(root)
    linked = _linked_data(root)
    canonical = _canonical(root) or metas.get("og:url")
    publisher = _first(metas, _SITE_NAMES) or _name(linked.get("publisher"))
    return Head(
        title=_title(root, metas, linked, publisher),
        published_at=_published(root, metas, linked, canonical),
        updated_at=_time_in([_clean(linked.get("dateModified")), *(metas.get(name) for name in _UPDATE_NAMES)]),
        author=_author(root, metas, linked),
        publisher=publisher,
        canonical=canonical,
    )


def _metas(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = _clean(meta.get("content"))
        if content:
            for key in ("property", "name", "itemprop"):
                name = meta.get(key)
                if name:
                    found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(root: Any) -> dict[str, Any]:
    """The first object of the page's JSON-LD that is an article with a headline or a date."""
    for script in root.iter("script"):
        text = script.text
        if not text or len(text) > _LONGEST_SCRIPT or "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            given = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(given, 0):
            if _ARTICLE.search(str(thing.get("@type"))) and (thing.get("headline") or thing.get("datePublished")):
                return thing
    return {}


def _things(given: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(given, list):
        for part in given:
            yield from _things(part, depth + 1)
    elif isinstance(given, dict):
        yield given
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(given.get(key), depth + 1)


def _title(root: Any, metas: dict[str, str], linked: dict[str, Any], publisher: str | None) -> str | None:
    shown = next((text for h1 in root.iter("h1") if (text := _clean(h1.text_content()))), None)
    tag = next((text for title in root.iter("title") if (text := _clean(title.text))), None)
    given = _first(metas, _TITLE_NAMES) or _clean(linked.get("headline")) or shown or tag
    if given is None:
        return None
    return _without_outlet(given, publisher, shown)


def _without_outlet(title: str, publisher: str | None, shown: str | None) -> str:
    """``title`` without "| Outlet" behind it: what is the outlet's name, or what the page's own heading lacks."""
    parts = list(_TAIL.finditer(title))
    if not parts:
        return title
    before, after = title[: parts[-1].start()], title[parts[-1].end() :]
    if (publisher and after.lower() == publisher.lower()) or (shown and before.lower() == shown.lower()):
        return before
    return title


def _published(root: Any, metas: dict[str, str], linked: dict[str, Any], canonical: str | None) -> str | None:
    """The first time of day that the page tells machines, else the first day; else what it shows to people."""
    given = [_clean(linked.get("datePublished")), *(metas.get(name) for name in _DATE_NAMES)]
    given += [part.get("datetime") or part.get("content") for part in root.xpath("//*[@itemprop='datePublished']")]
    told = _time_in(given)
    if told is not None:
        return told
    called, plain = published_times(root)
    address = _DAY_IN_ADDRESS.search(canonical or "")
    in_address = "-".join(address.groups()) if address else None
    return _time_in(called) or called_published(root) or _time_in(plain) or in_address or placed_day(root)


def _time_in(given: Sequence[str | None]) -> str | None:
    """The first of these texts that begins with a time of day; else the first that begins with a day."""
    for pattern in (_TIME, _DAY):
        for text in given:
            found = pattern.match(text.strip()) if text else None
            if found:
                return re.sub(r"\s(?=[+-])", "", found[0])
    return None


def _author(root: Any, metas: dict[str, str], linked: dict[str, Any]) -> str | None:
    given = [_name(linked.get("author")), *(metas.get(name) for name in _AUTHOR_NAMES)]
    shown = root.xpath("(//*[@rel='author' or @itemprop='author' or @class='author' or @class='byline'])[1]")
    given += [_clean(part.text_content()) for part in shown]
    for text in given:
        if text and not text.startswith(("http:", "https:", "@", "/")):
            return _BY.sub("", text)[:_LONGEST_AUTHOR]
    return None


def _name(given: Any) -> str | None:
    """The name in a JSON-LD person or organisation, a text, or a list of these."""
    if isinstance(given, list):
        return "; ".join(name for part in given if (name := _name(part))) or None
    return _clean(given.get("name") if isinstance(given, dict) else given)


def _canonical(root: Any) -> str | None:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href")).strip()
    return None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _clean(given: Any) -> str | None:
    if not isinstance(given, str):
        return None
    return _SPACE.sub(" ", html.unescape(given)).strip() or None
