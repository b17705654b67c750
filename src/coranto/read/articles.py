"""Makes an article of what was given, once and for good, or says why not.

All cleaning happens here, before the article exists: afterwards its characters are what citations point into.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from coranto.read.dates import day_in_address, published
from coranto.read.languages import language_of
from coranto.read.pages import fill_from_page
from coranto.read.plain import plain_line, plain_text
from coranto.read.urls import canonical_url, item_address, publisher_of
from coranto.settings import Settings
from coranto.types import Article, Coverage, RawArticle, Rejection

MAX_TITLE_CHARS = 500
MAX_NAME_CHARS = 200
MAX_MADE_TITLE_CHARS = 200
_SENTENCE_END = re.compile(r"(?:(?<!\w)[^\W_A-Z]\w*|\w{4,}|[)\"\u201d])[.!?\u2026\u3002](?=\s|$)")
"""Where a sentence ends, for a title that is made: no stop after a short word with a capital, as "Dr." or initials."""
_NO_TITLE = re.compile(r"none|null|nan|undefined|n/a|untitled|\(?no title\)?", re.IGNORECASE)
"""What programs write where there was no title."""
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
_CHARACTERS_PER_WORD = 2


def make_article(raw: RawArticle, *, now: datetime, settings: Settings) -> Article | Rejection:
    """The article of one record: cleaned, dated, identified; or a ``Rejection`` that names the thing and the mend.

    Where no date is given or it cannot be true, a day in the address is the date; where there is none either, ``now``
    (aware) stands in, marked uncertain. An item
    of a feed that gives no page has the address of its feed and a hash of its words; a text without a title its first
    sentence as title. Never raises for what the record holds.
    """
    url = canonical_url(raw.url or "") or _place_in_feed(raw)
    if url is None:
        given = f"'{_shown(raw.url)}' is no http or https address" if (raw.url or "").strip() else "there is no url"
        return _rejected(raw, "no-url", f"{given}; give the address of the page")
    if not any((given or "").strip() for given in (raw.title, raw.html, raw.text)):
        return _rejected(raw, "no-title", f"{url} has neither title, text nor html; give one of them")
    raw = fill_from_page(raw, url)
    text = cut_at_paragraph(plain_text(raw.text or ""), settings.whole("max_body_chars"))
    title = _cut(plain_line(raw.title or ""), MAX_TITLE_CHARS)
    if not _is_title(title):
        title = title_of_text(text)
    if not _is_title(title):
        return _rejected(raw, "no-title", f"no words are left of the title of {url}; give a title")
    if text == title:  # feeds repeat the headline where they have no body
        text = ""
    ahead = settings.number("future_hours")
    date = published(raw.published_at, now=now, future_hours=ahead)
    date = date or published(day_in_address(url), now=now, future_hours=ahead)
    changed = published(raw.updated_at, now=now, future_hours=ahead)
    return Article(
        id=article_id(url, title, text),
        url=url,
        title=title,
        text=text,
        publisher=_cut(plain_line(raw.publisher or ""), MAX_NAME_CHARS) or publisher_of(url),
        published_at=date or now,
        language=language_of(raw.language, title, text),
        coverage=coverage_of(text, settings.whole("excerpt_words")),
        date_certain=date is not None,
        author=_cut(plain_line(raw.author or ""), MAX_NAME_CHARS) or None,
        feed=raw.feed,
        updated_at=changed if date is not None and changed is not None and changed > date else None,
    )


def title_of_text(text: str) -> str:
    """The first sentence of a text that came without a title, or as many of its words as a title can have."""
    line = text.partition("\n")[0]
    ended = _SENTENCE_END.search(line)
    first = line[: ended.end()] if ended else line
    return first if len(first) <= MAX_MADE_TITLE_CHARS else _cut(first, MAX_MADE_TITLE_CHARS - 2) + " …"


def article_id(url: str, title: str, text: str) -> str:
    """ "a" and 16 hex digits: the same address with the same words is the same article, whoever delivers it."""
    return "a" + hashlib.sha256("\0".join((url, title, text)).encode()).hexdigest()[:16]


def coverage_of(text: str, excerpt_words: int) -> Coverage:
    """How much of the article the text is; two characters of a script without spaces count as a word."""
    if not text:
        return "headline"
    words = len(_UNSPACED.sub(" ", text).split()) + len(_UNSPACED.findall(text)) // _CHARACTERS_PER_WORD
    return "excerpt" if words < excerpt_words else "full"


def cut_at_paragraph(text: str, limit: int) -> str:
    """At most ``limit`` characters of ``text``: whole paragraphs, or whole sentences or words of a huge first one."""
    if len(text) <= limit:
        return text
    head = text[: limit + 1]
    for end, kept in (("\n", 0), (". ", 1), (" ", 0)):
        at = head.rfind(end, 0, limit + 1)
        if at > 0:
            return head[: at + kept]
    return text[:limit]


def _place_in_feed(raw: RawArticle) -> str | None:
    """The address of an item of a feed that gives no page, as long as it gives words."""
    words = f"{raw.title or ''}\0{raw.text or ''}"
    return item_address(raw.feed or "", words) if words.strip("\0 \n\t") else None


def _is_title(title: str) -> bool:
    return any(char.isalnum() for char in title) and not _NO_TITLE.fullmatch(title)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0]


def _shown(given: str | None) -> str:
    return ascii((given or "").strip()[:120])[1:-1]


def _rejected(raw: RawArticle, reason: str, detail: str) -> Rejection:
    return Rejection(subject=raw.subject, stage="read", reason=reason, detail=detail)
