"""Turns HTML inside a feed's or record's text into plain text, in one pass over it.

Feeds put markup, escaped markup and bare entities where text belongs. A regular expression over hostile markup
can take quadratic time and a parser rewrites what it does not understand; this scanner only ever cuts.
"""

from __future__ import annotations

import html
import re

from coranto.read.unseen import HIDING

_BLOCK = (
    "address article aside blockquote br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul"
).split()
_CELL = ("td", "th")
_INLINE = (
    "a abbr acronym b big button cite code del dfn em embed font i iframe img input ins kbd label mark noscript object"
    " option picture q s script select small source span strike strong style sub sup svg template textarea time tt u"
    " var video audio"
    " annotation annotation-xml base body details dialog head html link map marquee math meta mglyph mi mn mo ms"
    " mtext param semantics slot summary title track"
).split()
_UNREAD = ("noscript", "script", "select", "style", "svg", "template", "textarea")
_VOID = ("base", "br", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track")

_KNOWN = re.compile(
    rf"<!--|</?(?:{'|'.join(sorted({*_BLOCK, *_CELL, *_INLINE}, key=len, reverse=True))})(?=[\s/>])[^<>]{{0,20000}}>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:-]*)([^<>]{0,20000})>|<![^<>]{0,20000}>", re.IGNORECASE)
_HIDDEN = re.compile(rf"{HIDING.pattern}|\shidden(?=[\s=/]|$)|\saria-hidden\s*=\s*[\"']?true", re.IGNORECASE)
_ROUNDS = 3
"""Text that feeds escaped twice is common, three times has been met; more is an attack."""


def without_markup(text: str) -> str:
    """``text`` with tags, hidden parts and entities resolved; block tags become line breaks.

    Only tags that HTML knows start the work, so that "a < b" and "<name withheld>" stay. Text that is escaped
    markup is unescaped and read again, at most three times.
    """
    for _ in range(_ROUNDS):
        bare = _cut_tags(text) if "<" in text and _KNOWN.search(text) else text
        plain = html.unescape(bare)
        if plain == text:
            return text
        text = plain
    for _ in range(_ROUNDS):  # a tag that another one hid in may stand there now
        if not _KNOWN.search(text):
            return text
        text = _cut_tags(text)
    return text.replace("<", "") if _KNOWN.search(text) else text


def _cut_tags(text: str) -> str:
    blocks = re.search(rf"<(?:{'|'.join(_BLOCK)})(?=[\s/>])", text, re.IGNORECASE) is not None
    kept: list[str] = []
    at = 0
    lower = text.lower() if len(text.lower()) == len(text) else text
    closes: dict[str, bool] = {}
    while (opened := text.find("<", at)) >= 0:
        kept.append(_flow(text[at:opened], blocks))
        if text.startswith("<!--", opened):
            comment_end = text.find("-->", opened + 4)
            at = len(text) if comment_end < 0 else comment_end + 3
            continue
        tag = _TAG.match(text, opened)
        if tag is None:
            kept.append("<")
            at = opened + 1
            continue
        at = tag.end()
        name, closing = (tag[2] or "").lower(), bool(tag[1])
        kept.append("\n" if name in _BLOCK else " " if name in _CELL else "")
        if closing or name in _VOID or not name or (tag[3] or "").endswith("/"):
            continue
        if (name in _UNREAD or _HIDDEN.search(tag[3] or "")) and closes.setdefault(name, True):
            end = _end_of(name, lower, at)
            closes[name] = end is not None  # one look past the last closing tag is enough: keeps the pass linear
            at = at if end is None else end
    kept.append(_flow(text[at:], blocks))
    return "".join(kept)


def _flow(text: str, blocks: bool) -> str:
    """Where block tags make the paragraphs, line ends in the source are only spaces."""
    return re.sub(r"[\r\n]", " ", text) if blocks else text


def _end_of(name: str, lower: str, at: int) -> int | None:
    """Past the tag that closes the element ``name`` opened just before ``at``; None where none does."""
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^<>]{{0,20000}}>").finditer(lower, at):
        depth += -1 if tag[1] else 1
        if depth == 0 or (name in _UNREAD and tag[1]):
            return tag.end()
    return None
