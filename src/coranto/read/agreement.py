"""Tells whether a page that was fetched for an item of a feed is the page of that item.

Old addresses often lead to the front of the site, or to another article, with status 200: its text would become
evidence under the wrong headline.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from coranto.read.plain import plain_line, plain_text
from coranto.types import RawArticle

_LEAST_SHARE = 0.5
_START = 4_000
_WORD = re.compile(r"\w{4,}")


def is_other_page(item: RawArticle, page: RawArticle, address: str) -> bool:
    """Whether ``page``, found at ``address`` in the end, is another than the one ``item`` tells of.

    It is where a page inside a site was asked for and its front came, or where fewer than half of the longer words of
    the item's headline stand in the page's headline and beginning. An item without a headline agrees with any page.
    """
    if _is_front(address) and not _is_front(item.url or address):
        return True
    asked = set(_WORD.findall(plain_line(item.title or "").lower()))
    told = set(_WORD.findall(f"{plain_line(page.title or '')} {plain_text(page.text or '')[:_START]}".lower()))
    return bool(asked) and len(asked & told) < _LEAST_SHARE * len(asked)


def _is_front(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query
