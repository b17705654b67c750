"""Reads the list of feeds that a feed reader exports."""

from __future__ import annotations

from coranto.read.urls import canonical_url
from coranto.read.xml import XmlFault, local_name, parse_xml
from coranto.types import Rejection

MAX_FEEDS = 5_000


def feed_urls(data: bytes, subject: str) -> list[str | Rejection]:
    """The addresses of the feeds in an OPML file, each once, in its order; a rejection for each that is none."""
    try:
        root = parse_xml(data, whole=False)
    except XmlFault as fault:
        detail = f"{subject} cannot be parsed: {fault.detail}; export the list of feeds again"
        return [Rejection(subject=subject, stage="parse", reason=fault.reason, detail=detail)]
    if root is None or local_name(root) != "opml":
        detail = f"{subject} is no OPML file; export the list of feeds again"
        return [Rejection(subject=subject, stage="parse", reason="not-opml", detail=detail)]
    found: dict[str, str | Rejection] = {}
    for outline in root.iter():
        url = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip() if local_name(outline) == "outline" else ""
        if not url or url in found:
            continue
        if len(found) == MAX_FEEDS:
            detail = f"only the first {MAX_FEEDS:,} feeds of {subject} were taken; split the file"
            found[""] = Rejection(subject=subject, stage="parse", reason="too-many-feeds", detail=detail)
            break
        detail = f"'{ascii(url[:200])[1:-1]}' is no http or https address; mend or remove that line of {subject}"
        bad = Rejection(subject=subject, stage="parse", reason="no-url", detail=detail)
        found[url] = url if canonical_url(url) else bad
    return list(found.values())
