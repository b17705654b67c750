"""Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1 of stories: ids are stable, an entry is updated when its page is.

Why one list of entries for all three: what a reader follows must not depend on the format that the reader's program
asks for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from markupsafe import escape

from coranto.publish.site.view import plural, safe_link
from coranto.publish.topics import Topic
from coranto.types import Change, Edition

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 100
# XML 1.0 has no place for these, escaped or not.
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 65534, 65535))


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed is of. ``home`` and ``here`` are paths from the site's top: the page, and the feed's stem.

    ``query`` is what stands behind the feed's address ("?q=ferry").
    """

    id: str
    title: str
    home: str
    here: str = "feed"
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: ``path`` is its page from the site's top, ``html`` its body, ``note`` what changed lately, or ""."""

    id: str
    title: str
    path: str
    published: datetime
    updated: datetime
    html: str
    note: str = ""


STORIES = Channel(id="urn:coranto:stories", title="Coranto: stories", home="index.html")
"""The feed of all stories."""


def topic_channel(topic: Topic) -> Channel:
    """What the feed of a topic is of."""
    return Channel(
        id=f"urn:coranto:topic:{topic.key}",
        title=f"Coranto: {topic.name}",
        home=f"topics/{topic.key}/index.html",
        here=f"topics/{topic.key}/feed",
    )


def story_entries(editions: Sequence[Edition]) -> list[Entry]:
    """One entry a story, newest first: at most 100."""
    newest = sorted(editions, key=lambda e: (-e.updated_at.timestamp(), e.story_id))[:MOST_ENTRIES]
    return [
        Entry(
            id=f"urn:coranto:story:{edition.story_id}",
            title=edition.headline.text,
            path=f"stories/{edition.story_id}/index.html",
            published=edition.opened_at,
            updated=edition.updated_at,
            html=_body(edition),
            note=_note(edition.changes[0]) if edition.revision > 1 and edition.changes else "",
        )
        for edition in newest
    ]


def revision_entries(edition: Edition) -> list[Entry]:
    """One entry a revision of a story, newest first, with what it added and took out."""
    return [
        Entry(
            id=f"urn:coranto:story:{edition.story_id}:revision:{change.revision}",
            title=f"{edition.headline.text} ({_note(change)})",
            path=f"stories/{edition.story_id}/revisions/{change.revision}/",
            published=change.at,
            updated=change.at,
            html=_changed(change),
        )
        for change in edition.changes[:MOST_ENTRIES]
    ]


def atom_feed(channel: Channel, entries: Sequence[Entry], *, base: str = "") -> bytes:
    """The entries as Atom. ``base`` is the site's address with a closing slash, "" for relative links."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(_tag("feed"))
    _add(feed, _tag("id"), channel.id)
    _add(feed, _tag("title"), channel.title)
    updated = max((entry.updated for entry in entries), default=None)
    _add(feed, _tag("updated"), updated.isoformat() if updated is not None else "1970-01-01T00:00:00+00:00")
    _add(_add(feed, _tag("author")), _tag("name"), "Coranto")
    ET.SubElement(feed, _tag("link"), rel="self", href=f"{base}{channel.here}.xml{channel.query}")
    ET.SubElement(feed, _tag("link"), rel="alternate", href=f"{base}{channel.home}")
    for each in entries:
        entry = _add(feed, _tag("entry"))
        _add(entry, _tag("id"), each.id)
        _add(entry, _tag("title"), each.title)
        _add(entry, _tag("published"), each.published.isoformat())
        _add(entry, _tag("updated"), each.updated.isoformat())
        ET.SubElement(entry, _tag("link"), rel="alternate", href=f"{base}{each.path}")
        if each.note:
            _add(entry, _tag("summary"), each.note)
        _add(entry, _tag("content"), each.html).set("type", "html")
    return _printed(feed)


def rss_feed(channel: Channel, entries: Sequence[Entry], *, base: str) -> bytes:
    """The entries as RSS 2.0, which has no relative links: ``base`` is the site's whole address."""
    rss = ET.Element("rss", version="2.0")
    feed = ET.SubElement(rss, "channel")
    _add(feed, "title", channel.title)
    _add(feed, "link", f"{base}{channel.home}")
    _add(feed, "description", "Stories with the passages that support them")
    ET.SubElement(
        feed, _tag("link"), rel="self", href=f"{base}{channel.here.removesuffix('feed')}rss.xml{channel.query}"
    )
    for each in entries:
        item = ET.SubElement(feed, "item")
        _add(item, "title", each.title)
        _add(item, "link", f"{base}{each.path}")
        _add(item, "guid", each.id).set("isPermaLink", "false")
        _add(item, "pubDate", format_datetime(each.updated))
        _add(item, "description", (f"<p>{escape(each.note)}</p>" if each.note else "") + each.html)
    return _printed(rss)


def json_feed(channel: Channel, entries: Sequence[Entry], *, base: str = "") -> str:
    """The same as JSON Feed 1.1."""
    items = [
        {
            "id": entry.id,
            "url": f"{base}{entry.path}",
            "title": entry.title,
            "content_html": entry.html,
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
        }
        | ({"summary": entry.note} if entry.note else {})
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": f"{base}{channel.home}",
        "feed_url": f"{base}{channel.here}.json{channel.query}",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _body(edition: Edition) -> str:
    """Sections and sources as escaped HTML; a reader shows it as the entry's body."""
    parts = []
    for section in edition.sections:
        said = " ".join(f"{escape(s.text)} {''.join(f'[{n}]' for n in s.citations)}" for s in section.statements)
        parts.append(f"<h3>{escape(section.title.text)}</h3><p>{said}</p>")
    rows = "".join(
        f'<li>[{s.n}] {escape(s.publisher)}: <a href="{escape(s.url)}">{escape(s.title)}</a></li>'
        for s in edition.sources
        if safe_link(s.url)
    )
    return "".join(parts) + f"<ul>{rows}</ul>"


def _note(change: Change) -> str:
    came = len(change.because) - len(change.lost)
    because = plural(came, "new article") if came else "articles were taken out"
    return f"revision {change.revision}: {because}, {len(change.added)} sentences new, {len(change.removed)} gone"


def _changed(change: Change) -> str:
    rows = [f"<li><ins>{escape(text)}</ins></li>" for text in change.added]
    rows += [f"<li><del>{escape(text)}</del></li>" for text in change.removed]
    return f"<ul>{''.join(rows)}</ul>"


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _add(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    child = ET.SubElement(parent, name)
    if text:
        child.text = text.translate(_FORBIDDEN)
    return child


def _printed(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    printed: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return printed + b"\n"
