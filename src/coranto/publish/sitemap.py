"""What crawlers are told: the pages of stories with the time of their newest edition, and what is not worth a visit.

By the sitemap protocol (sitemaps.org) and RFC 9309 for robots.txt.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from coranto.publish.cards import Card

MOST_PAGES = 50_000
"""Addresses that one sitemap may have: the newest stories are in it."""

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(cards: Iterable[Card], *, base: str) -> str:
    """The front page and the stories, newest first. ``base`` is the site's whole address with a closing slash."""
    rows = sorted(cards, key=lambda card: (-card.updated_at.timestamp(), card.story_id))
    top = ET.Element("urlset", xmlns=_SPACE)
    ET.SubElement(ET.SubElement(top, "url"), "loc").text = base
    for card in rows[: MOST_PAGES - 1]:
        page = ET.SubElement(top, "url")
        ET.SubElement(page, "loc").text = f"{base}stories/{card.story_id}/index.html"
        ET.SubElement(page, "lastmod").text = card.composed_at.isoformat()
    ET.indent(top, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(top, encoding="unicode") + "\n"


def robots(*, base: str = "") -> str:
    """Everything may be read but searches, which have no end, and the API, which repeats the pages."""
    lines = ["User-agent: *", "Disallow: /search", "Disallow: /api/", "Disallow: /admin/"]
    return "\n".join([*lines, *([f"Sitemap: {base}sitemap.xml"] if base else [])]) + "\n"
