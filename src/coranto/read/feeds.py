"""Reads the items of a feed: RSS, RDF, Atom or JSON Feed.

The elements are read here, from lxml's tree, because dates must come as they were written: their offset decides on
which day a thing happened, and the fast feed libraries turn them into UTC or guess one from another field.
feedparser reads what is too broken for that.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from coranto.read.encodings import decoded
from coranto.read.xml import XmlFault, local_name, parse_xml
from coranto.types import RawArticle, Rejection

MAX_ITEMS = 2_000
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MEND = "check that the address is that of a feed"
_LONGEST_AUTHOR = 512
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.\s\x00-\x1f-]{0,40}:", re.IGNORECASE)
_ENDED = re.compile(r"</(?:rss|feed|[a-z]+:rdf)\s*>", re.I)
# feedparser takes quadratic time over a long author: 64 KB are 12 seconds.
_LONG_AUTHOR = re.compile(rb"(<(?:dc:creator|author|name|email|itunes:author)[^<>]{0,200}>)([^<]{512})[^<]+", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed as read: its items and what was wrong with them in ``records``, and what it says of itself.

    ``is_feed`` is False where the bytes are no feed at all, or none that can be parsed. ``ttl`` is how many minutes the
    publisher wants it kept (RSS ``ttl``), ``skip_hours`` the hours of a day (0 to 23, GMT) and ``skip_days`` the days
    of a week (0 is Monday) in which nothing comes. ``moved_to`` is the address that the feed itself says it now has.
    """

    records: tuple[RawArticle | Rejection, ...] = ()
    is_feed: bool = False
    title: str = ""
    home: str = ""
    moved_to: str = ""
    ttl: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


def parse_feed(data: bytes, subject: str, address: str | None = None, kind: str = "") -> list[RawArticle | Rejection]:
    """The records of ``read_feed``."""
    return list(read_feed(data, subject, address, kind).records)


def read_feed(data: bytes, subject: str, address: str | None = None, kind: str = "") -> ParsedFeed:
    """The items of a feed in its order, at most 2,000; a last ``Rejection`` says what was left out, if anything.

    ``address`` is where the feed was found: relative links start from it; ``kind`` is its Content-Type. What is no feed
    gives one ``Rejection``. Titles and texts are as given, markup and all; dates too.
    """
    try:
        text = decoded(data, kind)
        if text is None:
            raise XmlFault("encoding", "it cannot be told how it is written")
        found = _json_feed(text) if text.lstrip()[:1] == "{" else _xml_feed(text)
    except XmlFault as fault:
        detail = f"{subject} cannot be parsed: {fault.detail}; ask its publisher to mend it"
        return ParsedFeed(records=(_rejected(subject, fault.reason, detail),))
    if found is None:
        return ParsedFeed(
            records=(_rejected(subject, "not-a-feed", f"{subject} is no RSS, Atom or JSON feed; {_MEND}"),)
        )
    about, items = found
    records: list[RawArticle | Rejection] = []
    if about.pop("broken", "") and items:
        detail = f"{subject} breaks off in item {len(items)}, which was left out; fetch it again"
        records.append(_rejected(subject, "cut-off", detail))
        items = items[:-1]
    start = address or about.get("home") or ""
    for number, item in enumerate(items[:MAX_ITEMS], start=1):
        records.append(
            RawArticle(
                subject=f"{subject}#{number}",
                url=_joined(start, item["link"]) if item.get("link") else None,
                title=item.get("title"),
                text=item.get("text"),
                published_at=item.get("date"),
                author=(item.get("author") or "")[:_LONGEST_AUTHOR] or None,
                language=item.get("language") or about.get("language") or None,
                feed=address or subject,
                updated_at=item.get("updated"),
            )
        )
    if len(items) > MAX_ITEMS:
        detail = f"only the first {MAX_ITEMS:,} of {len(items):,} items of {subject} were taken; split the feed"
        records.append(_rejected(subject, "too-many-items", detail))
    return ParsedFeed(
        records=tuple(records),
        is_feed=True,
        title=about.get("title", "")[:_LONGEST_AUTHOR],
        home=_joined(start, about.get("home", "")),
        moved_to=_joined(start, about.get("moved_to", "")),
        ttl=int(about["ttl"]) if re.fullmatch(r"[0-9]{1,6}", about.get("ttl", "")) else None,
        skip_hours=_numbers(about.get("skip_hours", ""), {str(hour): hour % 24 for hour in range(25)}),
        skip_days=_numbers(about.get("skip_days", ""), {day: at for at, day in enumerate(_DAYS)}),
    )


def _joined(start: str, link: str) -> str:
    """``link`` from where it stands; as it is where no address comes of it."""
    try:
        return urljoin(start, link)
    except ValueError:
        return link


def _numbers(given: str, known: dict[str, int]) -> tuple[int, ...]:
    found = {known[word] for word in (word.lstrip("0") or "0" for word in given.lower().split()) if word in known}
    return tuple(sorted(found))


def _xml_feed(text: str) -> tuple[dict[str, str], list[dict[str, str]]] | None:
    root = parse_xml(text)
    if root is not None and local_name(root) == "html":
        return None
    if root is None or local_name(root) not in ("rss", "rdf", "feed"):
        return _old_way(text.encode("utf-8", "ignore")) if re.search(r"<(?:item|entry)[\s>]", text) else None
    channel = next((part for part in root if local_name(part) == "channel"), root)
    items = [part for part in root.iter() if local_name(part) in ("item", "entry")]
    if not items and local_name(root) != "feed" and channel is root:
        return None
    read = [_xml_item(item) for item in items[: MAX_ITEMS + 1]] + [{}] * (len(items) - MAX_ITEMS - 1)
    about = _xml_about(root, channel)
    if not _ENDED.search(text[-2_000:]):
        about["broken"] = "yes"
    return about, read


def _xml_about(root: Any, channel: Any) -> dict[str, str]:
    known = {local_name(part): part for part in reversed(channel) if local_name(part) not in ("item", "entry")}
    skips = {
        f"skip_{name}": " ".join((part.text or "").strip() for part in known[f"skip{name}"])
        for name in ("hours", "days")
        if f"skip{name}" in known
    }
    return skips | {
        "home": _link(channel),
        "title": _text(known.get("title")),
        "language": _text(known.get("language")) or _xml_lang(root),
        "ttl": _text(known.get("ttl")),
        "moved_to": _text(known.get("new-feed-url")),
    }


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
        "updated": _text(name.get("updated", name.get("modified"))),
        "author": _text(named),
    }
    return {key: value for key, value in found.items() if value}


def _link(item: Any) -> str:
    """Atom's alternate link, RSS's link, or a guid that is an address, in this order; no link but of the web."""
    guid = ""
    for part in item:
        name = local_name(part)
        given = ""
        if name == "link" and part.get("rel", "alternate") == "alternate":
            given = (part.get("href") or part.text or "").strip()
        if given and not _OTHER_SCHEME.match(given):
            return str(given)
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


def _json_feed(text: str) -> tuple[dict[str, str], list[dict[str, str]]] | None:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return None
    names = {"home": "home_page_url", "title": "title", "language": "language"}
    about = {name: feed[key] for name, key in names.items() if isinstance(feed.get(key), str)}
    return about, [_json_item(item) for item in feed["items"] if isinstance(item, dict)]


def _json_item(item: dict[str, Any]) -> dict[str, str]:
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [author.get("name") for author in authors or [] if isinstance(author, dict)]
    found = {
        "link": item.get("url"),
        "title": item.get("title"),
        "text": item.get("content_html") or item.get("content_text") or item.get("summary"),
        "date": item.get("date_published"),
        "updated": item.get("date_modified"),
        "author": ", ".join(name for name in names if isinstance(name, str)),
        "language": item.get("language"),
    }
    return {key: value for key, value in found.items() if isinstance(value, str) and value.strip()}


def _old_way(data: bytes) -> tuple[dict[str, str], list[dict[str, str]]] | None:
    import feedparser

    parsed = feedparser.parse(_LONG_AUTHOR.sub(rb"\1\2", data), sanitize_html=False, resolve_relative_uris=False)
    items = []
    for entry in parsed.entries[: MAX_ITEMS + 1]:
        texts = [entry.get("summary", ""), *(part.get("value", "") for part in entry.get("content", []))]
        date = entry.get("published") or entry.get("updated")
        found = {"link": entry.get("link"), "title": entry.get("title"), "date": date, "author": entry.get("author")}
        items.append({key: str(value) for key, value in {**found, "text": max(texts, key=len)}.items() if value})
    return ({}, items) if items else None


def _rejected(subject: str, reason: str, detail: str) -> Rejection:
    return Rejection(subject=subject, stage="parse", reason=reason, detail=detail)
