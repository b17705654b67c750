"""Article extraction from saved pages: text, title and date, beside other extractors where they are installed.

Text is scored as the article-extraction benchmark does: four-word shingles with their counts, precision and recall of a
page averaged over the pages where they are defined, F1 of the two averages. Truth for titles and dates is taken from
the set where it has them; else from the words and the day in a page's address. No extractor is given the address, but
most pages name it as their canonical one, so that a date by the address is a weak test: it shows gross faults only.
"""

from __future__ import annotations

import gzip
import json
import re
import resource
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any
from urllib.parse import urlsplit

from coranto.read.pages import extract
from coranto.types import RawArticle

_SHINGLE = 4
_DAYS_APART = 1
"""An address may have the day of the editor, the page that of another zone."""

_SLUG_WORDS = 4
_SLUG_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One saved page with what is known of it."""

    html: bytes
    body: str
    title: str | None
    slug: tuple[str, ...]
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an extractor says of a page; the date as it gives it."""

    text: str
    title: str
    date: str


Extractor = Callable[[bytes], Found]


def sets(data: Path) -> list[Path]:
    """Folders with a ``truth.json``: ``data`` itself or those in it."""
    return [data] if (data / "truth.json").exists() else sorted(path.parent for path in data.glob("*/truth.json"))


def run(path: Path) -> dict[str, float]:
    """Score the reader of pages on one set. ``pages_per_second`` counts seconds of one processor core."""
    return score(load(path), _ours)


def peers(path: Path) -> dict[str, dict[str, float]]:
    """The same of every other extractor that is installed here."""
    pages = load(path)
    return {name: score(pages, extractor) for name, extractor in _installed()}


def load(path: Path) -> list[Page]:
    """The pages of a set, in order of their ids."""
    truth = json.loads((path / "truth.json").read_text("utf-8"))
    return [_page(path, row) for _, row in sorted(truth.items())]


def score(pages: Sequence[Page], extractor: Extractor) -> dict[str, float]:
    """The figures of one extractor; an error of it counts as a page without text."""
    _tried(extractor, pages[0].html)  # imports are not extraction
    started = process_time()
    found = [_tried(extractor, page.html) for page in pages]
    speed = len(pages) / max(process_time() - started, 1e-9)
    precision, recall = _averages([_overlap(one.text, page.body) for one, page in zip(found, pages, strict=True)])
    titled = [
        _same_title(one.title, page)
        for one, page in zip(found, pages, strict=True)
        if page.title or len(page.slug) >= _SLUG_WORDS
    ]
    dated = [_same_day(one.date, page.day) for one, page in zip(found, pages, strict=True) if page.day]
    return {
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "precision": precision,
        "recall": recall,
        "title_accuracy": sum(titled) / max(len(titled), 1),
        "date_accuracy": sum(dated) / max(len(dated), 1),
        "pages_per_second": speed,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "pages": len(pages),
        "titled": len(titled),
        "dated": len(dated),
    }


def overlap_f1(text: str, body: str) -> float:
    """F1 of the shingles of one page: to look at single pages."""
    precision, recall = _overlap(text, body)
    return 2 * (precision or 0) * (recall or 0) / max((precision or 0) + (recall or 0), 1e-9)


def _page(folder: Path, row: dict[str, Any]) -> Page:
    file = folder / row["file"]
    html = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    path = urlsplit(row.get("url") or "").path
    longest = max(path.split("/"), key=lambda part: len(re.findall(r"[-_]", part)))
    slug = tuple(
        word for word in re.split(r"[^a-z]+", longest.lower()) if len(word) > 3 and word not in ("html", "story")
    )
    given = row.get("date") or row.get("published_at")
    return Page(
        html=html,
        body=row["body"],
        title=row.get("title") or row.get("headline"),
        slug=slug,
        day=date.fromisoformat(given[:10]) if given else _day_of(path),
    )


def _day_of(path: str) -> date | None:
    found = re.search(r"/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?!\d)", path)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _tried(extractor: Extractor, html: bytes) -> Found:
    try:
        return extractor(html)
    except Exception:  # whatever a peer raises
        return Found(text="", title="", date="")


def _overlap(text: str, body: str) -> tuple[float | None, float | None]:
    ours, gold = _shingles(text), _shingles(body)
    both = sum((ours & gold).values())
    return (both / ours.total() if ours else None), (both / gold.total() if gold else None)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if 0 < len(words) < _SHINGLE:
        return Counter([tuple(words)])
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def _averages(pairs: Sequence[tuple[float | None, float | None]]) -> tuple[float, float]:
    precisions = [precision for precision, _ in pairs if precision is not None]
    recalls = [recall for _, recall in pairs if recall is not None]
    return sum(precisions) / max(len(precisions), 1), sum(recalls) / max(len(recalls), 1)


def _same_title(title: str, page: Page) -> bool:
    words = re.findall(r"\w+", title.lower())
    if page.title:
        return words == re.findall(r"\w+", page.title.lower())
    return sum(word in words for word in page.slug) >= _SLUG_SHARE * len(page.slug)


def _same_day(given: str, day: date | None) -> bool:
    try:
        return day is not None and abs((date.fromisoformat(given[:10]) - day).days) <= _DAYS_APART
    except ValueError:
        return False


def _ours(html: bytes) -> Found:
    found = extract(html, None, "page")
    if not isinstance(found, RawArticle):
        return Found(text="", title="", date="")
    return Found(text=found.text or "", title=found.title or "", date=found.published_at or "")


def _installed() -> Iterator[tuple[str, Extractor]]:
    for name, maker in (
        ("trafilatura", _trafilatura),
        ("newspaper4k", _newspaper),
        ("readability", _readability),
        ("resiliparse", _resiliparse),
        ("htmldate", _htmldate),
    ):
        try:
            extractor = maker()
        except ImportError:
            continue
        yield name, extractor


def _trafilatura() -> Extractor:
    from trafilatura import bare_extraction

    def read(html: bytes) -> Found:
        page = bare_extraction(html, fast=True, with_metadata=True, include_comments=False, include_tables=False)
        return Found(text=page.text or "", title=page.title or "", date=page.date or "")

    return read


def _newspaper() -> Extractor:
    from newspaper import Article

    def read(html: bytes) -> Found:
        page = Article("http://page.invalid/", fetch_images=False)
        page.download(input_html=html.decode("utf-8", "replace"))
        page.parse()
        day = page.publish_date.isoformat() if page.publish_date else ""
        return Found(text=page.text, title=page.title, date=day)

    return read


def _readability() -> Extractor:
    from lxml.html import fromstring
    from readability import Document

    def read(html: bytes) -> Found:
        page = Document(html.decode("utf-8", "replace"))
        return Found(text=fromstring(page.summary()).text_content(), title=page.short_title(), date="")

    return read


def _resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text

    def read(html: bytes) -> Found:
        text = extract_plain_text(html.decode("utf-8", "replace"), main_content=True, alt_texts=False)
        return Found(text=text, title="", date="")

    return read


def _htmldate() -> Extractor:
    from htmldate import find_date

    def read(html: bytes) -> Found:
        return Found(text="", title="", date=find_date(html, original_date=True, extensive_search=True) or "")

    return read
