"""Feeds as readers exchange them: OPML lists with folders, in and out. A folder is a topic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from coranto.read.opml import MAX_FEEDS
from coranto.read.plain import plain_line
from coranto.read.urls import canonical_url
from coranto.read.xml import XmlFault, local_name, parse_xml
from coranto.types import Feed, Rejection

_LONGEST_NAME = 200
_MOST_TOPICS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One feed of a list: its address as written, its name, and the folders around it, the outermost first."""

    url: str
    title: str
    topics: tuple[str, ...]


def listed_feeds(data: bytes, subject: str) -> list[Listed | Rejection]:
    """The feeds of an OPML list in its order, each address once; a rejection for each line that is none."""
    try:
        root = parse_xml(data, whole=False)
    except XmlFault as fault:
        return [_rejected(subject, fault.reason, f"{subject} cannot be read: {fault.detail}; export the list again")]
    if root is None or local_name(root) != "opml":
        return [_rejected(subject, "not-opml", f"{subject} is no OPML file; export the list of feeds again")]
    found: dict[str, Listed | Rejection] = {}
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, topics = waiting.pop()
        inner = topics
        if local_name(element) == "outline":
            url = (element.get("xmlUrl") or element.get("xmlurl") or "").strip()
            name = _name(element)
            if url and url not in found:
                if len(found) == MAX_FEEDS:
                    detail = f"only the first {MAX_FEEDS:,} feeds of {subject} were taken; split the file"
                    found[""] = _rejected(subject, "too-many-feeds", detail)
                    break
                found[url] = _listed(url, name, topics, subject)
            elif not url and name and len(topics) < _MOST_TOPICS:
                inner = (*topics, name)
        waiting += [(part, inner) for part in reversed(element)]
    return list(found.values())


def as_opml(feeds: Iterable[Feed]) -> str:
    """The feeds as an OPML list that other readers take, in their order, with their topics as folders."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head><title>Feeds</title></head>"]
    lines.append("<body>")
    opened: tuple[str, ...] = ()
    for feed in sorted(feeds, key=lambda feed: feed.topics):
        while feed.topics[: len(opened)] != opened:
            opened = opened[:-1]
            lines.append("</outline>")
        for topic in feed.topics[len(opened) :]:
            lines.append(f"<outline text={_attribute(topic)}>")
        opened = feed.topics
        name = _attribute(feed.title or feed.url)
        lines.append(f'<outline type="rss" text={name} xmlUrl={_attribute(feed.url)}/>')
    return "\n".join([*lines, *["</outline>"] * len(opened), "</body>", "</opml>", ""])


def _listed(url: str, name: str, topics: tuple[str, ...], subject: str) -> Listed | Rejection:
    if canonical_url(url) is None:
        shown = ascii(url[:200])[1:-1]
        detail = f"'{shown}' is no http or https address; mend or remove that line of {subject}"
        return _rejected(subject, "no-url", detail)
    return Listed(url=url, title=name, topics=topics)


def _name(element: Any) -> str:
    return plain_line(element.get("title") or element.get("text") or "")[:_LONGEST_NAME].strip()


def _attribute(text: str) -> str:
    return quoteattr(plain_line(text), {"\t": " "})


def _rejected(subject: str, reason: str, detail: str) -> Rejection:
    return Rejection(subject=subject, stage="parse", reason=reason, detail=detail)
