"""A story page as schema.org data (JSON-LD), for search engines and archives: since when, and what it cites.

A page that has grown over several revisions is a ``LiveBlogPosting`` as well, with what each of them brought.
"""

from __future__ import annotations

import json
from typing import Any

from coranto.publish.site.view import is_dated, safe_link
from coranto.types import Change, Edition, SourceNote

MOST_CITED = 25
"""Articles named as citations, newest first: a page must stay small."""
MOST_UPDATES = 10
LONGEST_UPDATE = 300

Json = dict[str, Any]


def to_jsonld(edition: Edition, *, address: str = "") -> str:
    """The data, fit to stand inside a script element. ``address`` is the page's own, "" where it is not known.

    A source without a date has none here, and one without an ordinary web address has no ``url``.
    """
    value: Json = {
        "@context": "https://schema.org",
        "@type": ["NewsArticle", "LiveBlogPosting"] if edition.revision > 1 else "NewsArticle",
        "@id": f"urn:coranto:story:{edition.story_id}",
        "headline": edition.headline.text,
        "inLanguage": "en",
        "version": edition.revision,
        "dateModified": edition.composed_at.isoformat(),
        "publisher": {"@type": "Organization", "name": "Coranto"},
        "creativeWorkStatus": "composed by a program from the cited articles",
    }
    if is_dated(edition):
        value["datePublished"] = edition.opened_at.isoformat()
    if address:
        value |= {"url": address, "mainEntityOfPage": address}
    value["citation"] = [_citation(source) for source in edition.sources[:MOST_CITED]]
    if edition.revision > 1:
        value["coverageStartTime"] = edition.opened_at.isoformat()
        value["liveBlogUpdate"] = [_update(change, edition) for change in edition.changes[:MOST_UPDATES]]
    # In an element of a page, "</script>" ends it wherever it stands, and "<!--" changes how what follows is read.
    printed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return printed.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _citation(source: SourceNote) -> Json:
    value: Json = {"@type": "NewsArticle", "headline": source.title, "publisher": source.publisher}
    if source.date_certain:
        value["datePublished"] = source.published_at.isoformat()
    if source.updated_at is not None:
        value["dateModified"] = source.updated_at.isoformat()
    if safe_link(source.url):
        value["url"] = source.url
    return value


def _update(change: Change, edition: Edition) -> Json:
    value: Json = {
        "@type": "BlogPosting",
        "headline": f"{edition.headline.text} (revision {change.revision})",
        "datePublished": change.at.isoformat(),
    }
    words = " ".join(change.said or change.added)
    if words:
        value["articleBody"] = words[:LONGEST_UPDATE]
    return value
