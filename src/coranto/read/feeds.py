"""Reads the items of a feed: RSS, RDF, Atom or JSON Feed.

The elements are read here, from lxml's tree, because dates must come as they were written: their offset decides on
which day a thing happened, and the fast feed libraries turn them into UTC or guess one from another field.
feedparser reads what is too broken for that.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from coranto.read.xml import local_name, parse_xml
from coranto.types import RawArticle, Rejection

MAX_ITEMS = 2_000
_MEND = "check that the address is that of a feed"
_LONGEST_AUTHOR = 512
_ENDED = re.compile(rb"</(?:rss|feed|[a-z]+:rdf)\s*>", re.I)
# feedparser takes quadratic time over a long author: 64 KB are 12 seconds.
_LONG_AUTHOR = re.compile(rb"(<(?:dc:creator|author|name|email|itunes:author)[^<>]{0,200}>)([^<]{512})[^<]+", re.I)


def parse_feed(data: bytes, subject: str, address: str | None = None) -> list[RawArticle | Rejection]:
    """The items of a feed in its order, at most 2,000; a last ``Rejection`` says what was left out, if anything.

    ``address`` is where the feed was found: relative links start from it. What is no feed gives one ``Rejection``.
    Titles and texts are as given, markup and all; dates too.
    """
    json_feed = data.lstrip()[:1] == b"{"
    items = _json_items(data) if json_feed else _xml_items(data)
    if items is None:
        return [_rejected(subject, "not-a-feed", f"{subject} is no RSS, Atom or JSON feed; {_MEND}")]
    read: list[RawArticle | Rejection] = []
    if not json_feed and items and not _ENDED.search(data[-2_000:]):
        detail = f"{subject} breaks off in item {len(items)}, which was left out; fetch it again"
        read.append(_rejected(subject, "cut-off", detail))
        items = items[:-1]
    for number, item in enumerate(items[:MAX_ITEMS], start=1):
        link = urljoin(address or item.get("base") or "", item["link"]) if item.get("link") else None
        read.append(
            RawArticle(
                subject=f"{subject}#{number}",
                url=link,
                title=item.get("title"),
                text=item.get("text"),
                published_at=item.get("date"),
                author=(item.get("author") or "")[:_LONGEST_AUTHOR] or None,
                language=item.get("language") or None,
                feed=address or subject,
            )
        )
    if len(items) > MAX_ITEMS:
        detail = f"only the first {MAX_ITEMS:,} of {len(items):,} items of {subject} were taken; split the feed"
        read.append(_rejected(subject, "too-many-items", detail))
    return read


def _xml_items(data: bytes) -> list[dict[str, str]] | None:
    root = parse_xml(data)
    if root is None or local_name(root) not in ("rss", "rdf", "feed"):
        return _old_way(data) if re.search(rb"<(?:item|entry)[\s>]", data) else None
    channel = next((part for part in root if local_name(part) == "channel"), root)
    known = {local_name(part): part for part in reversed(channel)}
    common = {"base": _link(channel), "language": _text(known.get("language")) or _xml_lang(root)}
    items = [part for part in root.iter() if local_name(part) in ("item", "entry")]
    if not items and local_name(root) != "feed" and channel is root:
        return None
    return [{**common, **_xml_item(item)} for item in items]


def _xml_item(item: Any) -> dict[str, str]:
    first: dict[str, Any] = {}
    for part in item:
        if len(part) or (part.text or "").strip():
            first.setdefault(f"{part.prefix}:{local_name(part)}" if part.prefix else local_name(part), part)
    name = {tag.rpartition(":")[2]: part for tag, part in reversed(first.items())}
    texts = [_text(name.get(tag)) for tag in ("encoded", "content", "description", "summary")]
    dates = (_text(name.get(tag)) for tag in ("pubdate", "published", "date", "issued", "updated", "modified"))
    author = first.get("author", name.get("creator"))
    named = next((part for part in author if local_name(part) == "name"), author) if author is not None else None
    found = {
        "link": _link(item),
        "title": _text(first.get("title", name.get("title"))),
        "text": max(texts, key=len),
        "date": next((date for date in dates if date), ""),
        "author": _text(named),
    }
    return {key: value for key, value in found.items() if value}


def _link(item: Any) -> str:
    """Atom's alternate link, RSS's link, or a guid that is an address, in this order."""
    guid = ""
    for part in item:
        name = local_name(part)
        if name == "link" and part.get("href") and part.get("rel", "alternate") == "alternate":
            return str(part.get("href")).strip()
        if name == "link" and (part.text or "").strip():
            return str(part.text).strip()
        if name in ("guid", "id") and part.get("ispermalink", part.get("isPermaLink", "true")) != "false":
            guid = (part.text or "").strip()
    return guid if guid.startswith(("http://", "https://")) else ""


def _text(element: Any | None) -> str:
    """The text of an element; the markup of one that holds elements, as Atom's xhtml does."""
    if element is None:
        return ""
    if not len(element):
        return (element.text or "").strip()
    inner = (element.text or "") + "".join(etree.tostring(part, encoding="unicode") for part in element)
    return inner.strip()


def _xml_lang(root: Any) -> str:
    return str(root.get("{http://www.w3.org/XML/1998/namespace}lang", ""))


def _json_items(data: bytes) -> list[dict[str, str]] | None:
    try:
        feed = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return None
    return [_json_item(item, feed) for item in feed["items"] if isinstance(item, dict)]


def _json_item(item: dict[str, Any], feed: dict[str, Any]) -> dict[str, str]:
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [author.get("name") for author in authors or [] if isinstance(author, dict)]
    found = {
        "link": item.get("url"),
        "title": item.get("title"),
        "text": item.get("content_html") or item.get("content_text") or item.get("summary"),
        "date": item.get("date_published"),
        "author": ", ".join(name for name in names if isinstance(name, str)),
        "language": item.get("language") or feed.get("language"),
        "base": feed.get("home_page_url"),
    }
    return {key: value for key, value in found.items() if isinstance(value, str) and value.strip()}


def _old_way(data: bytes) -> list[dict[str, str]] | None:
    import feedparser

    parsed = feedparser.parse(_LONG_AUTHOR.sub(rb"\1\2", data), sanitize_html=False, resolve_relative_uris=False)
    items = []
    for entry in parsed.entries[: MAX_ITEMS + 1]:
        texts = [entry.get("summary", ""), *(part.get("value", "") for part in entry.get("content", []))]
        date = entry.get("published") or entry.get("updated")
        found = {"link": entry.get("link"), "title": entry.get("title"), "date": date, "author": entry.get("author")}
        items.append({key: str(value) for key, value in {**found, "text": max(texts, key=len)}.items() if value})
    return items or None


def _rejected(subject: str, reason: str, detail: str) -> Rejection:
    return Rejection(subject=subject, stage="parse", reason=reason, detail=detail)
