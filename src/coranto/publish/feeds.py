"""Atom (RFC 4287) and JSON Feed 1.1 of the stories: one entry a story, its id stable, updated when an article joins."""

from __future__ import annotations

import json
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from markupsafe import escape

from coranto.types import Edition

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 100
# XML 1.0 has no place for these, escaped or not.
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def atom_feed(editions: Sequence[Edition], *, base: str = "") -> bytes:
    """The newest stories as Atom. ``base`` is the site's address with a closing slash, "" for relative links."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(_tag("feed"))
    _add(feed, "id", "urn:coranto:stories")
    _add(feed, "title", "Coranto: stories")
    newest = _newest(editions)
    _add(feed, "updated", newest[0].updated_at.isoformat() if newest else "1970-01-01T00:00:00+00:00")
    ET.SubElement(_add(feed, "author"), _tag("name")).text = "Coranto"
    ET.SubElement(feed, _tag("link"), rel="self", href=f"{base}feed.xml")
    ET.SubElement(feed, _tag("link"), rel="alternate", href=f"{base}index.html")
    for edition in newest:
        entry = ET.SubElement(feed, _tag("entry"))
        _add(entry, "id", f"urn:coranto:story:{edition.story_id}")
        _add(entry, "title", edition.headline.text)
        _add(entry, "published", edition.opened_at.isoformat())
        _add(entry, "updated", edition.updated_at.isoformat())
        ET.SubElement(entry, _tag("link"), rel="alternate", href=f"{base}{_path(edition)}")
        content = _add(entry, "content", _html(edition))
        content.set("type", "html")
    ET.indent(feed, " ")
    printed: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return printed + b"\n"


def json_feed(editions: Sequence[Edition], *, base: str = "") -> str:
    """The same as JSON Feed 1.1."""
    items = [
        {
            "id": f"urn:coranto:story:{edition.story_id}",
            "url": f"{base}{_path(edition)}",
            "title": edition.headline.text,
            "content_html": _html(edition),
            "date_published": edition.opened_at.isoformat(),
            "date_modified": edition.updated_at.isoformat(),
        }
        for edition in _newest(editions)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Coranto: stories",
        "home_page_url": f"{base}index.html",
        "feed_url": f"{base}feed.json",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _newest(editions: Sequence[Edition]) -> list[Edition]:
    return sorted(editions, key=lambda e: (-e.updated_at.timestamp(), e.story_id))[:MOST_ENTRIES]


def _path(edition: Edition) -> str:
    return f"stories/{edition.story_id}/index.html"


def _html(edition: Edition) -> str:
    """Sections and sources as escaped HTML; a reader shows it as the entry's body."""
    parts = []
    for section in edition.sections:
        said = " ".join(f"{escape(s.text)} {''.join(f'[{n}]' for n in s.citations)}" for s in section.statements)
        parts.append(f"<h3>{escape(section.title.text)}</h3><p>{said}</p>")
    rows = "".join(
        f'<li>[{s.n}] {escape(s.publisher)}: <a href="{escape(s.url)}">{escape(s.title)}</a></li>'
        for s in edition.sources
        if s.url.startswith(("https://", "http://"))
    )
    return "".join(parts) + f"<ul>{rows}</ul>"


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _add(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    child = ET.SubElement(parent, _tag(name))
    if text:
        child.text = text.translate(_FORBIDDEN)
    return child
