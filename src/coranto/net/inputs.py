"""Opens whatever a reader gives: articles in lines or tables, pages, feeds, sitemaps, web archives, or an address."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, cast
from urllib.parse import urlsplit

from coranto.errors import FetchError, InputError
from coranto.net.archives import SUFFIXES as ARCHIVES
from coranto.net.archives import pages_of_archive
from coranto.net.parquet import read_parquet
from coranto.net.workers import Page, Workers
from coranto.ports import Fetcher
from coranto.read.files import read_lines
from coranto.read.pages import MAX_PAGE_BYTES
from coranto.read.sitemaps import is_sitemap
from coranto.read.tables import read_csv
from coranto.types import RawArticle, Rejection

Records = Iterator[RawArticle | Rejection]

MAX_FEED_BYTES = 50_000_000
_PAGES = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv")
_FEEDS = (".xml", ".rss", ".atom", ".rdf", ".json")
_MEND = "give a .jsonl, .csv or .parquet file, a directory of saved pages, a feed, a web archive, OPML or an address"


def open_input(given: str, fetcher: Fetcher, workers: Workers) -> Records:
    """The records of one input, read as they are asked for. What strangers wrote is parsed by ``workers``.

    What cannot be opened at all raises ``InputError`` here and now; what fails later, inside, is a ``Rejection``.
    Subjects name the file (or its path inside the given directory) or the address, and the line or item.
    """
    if given.lower().startswith(("http://", "https://")):
        return _from_web(given, fetcher, workers)
    if not given.strip():  # an empty path would be the current directory
        raise InputError("an input is empty", mend=_MEND)
    path = Path(given)
    try:
        if path.is_dir():
            return _from_directory(path, workers)
        with path.open("rb") as file:
            start = _unpacked(path, file.read(64_000))
    except (OSError, ValueError) as error:
        raise InputError(f"{given} cannot be opened ({_why(error)})", mend=_MEND) from error
    if not start.strip():
        raise InputError(f"{given} is empty", mend=_MEND)
    read = _reader(path, start)
    if read is None:
        raise InputError(f"{given} is neither articles, table, page, feed, archive nor OPML", mend=_MEND)
    return read(path, path.name, fetcher, workers)


def _from_web(url: str, fetcher: Fetcher, workers: Workers) -> Records:
    try:
        final, body, kind = fetcher.fetch(url)
    except FetchError as error:
        raise InputError(error.what, mend=error.mend) from error
    if final.partition("?")[0].endswith(_LINES):
        return read_lines(body.split(b"\n"), url)
    if "html" in kind.lower() or _is_page(body):
        return _page_or_feed(Page(data=body, address=final, subject=url, kind=kind), fetcher, workers)
    if is_sitemap(body):
        return _sitemap(body, url, fetcher, workers, kind)
    if _is_opml(body):
        return _opml(body, url, fetcher, workers)
    return iter(workers.parse_feed(body, url, final, kind))


def _page_or_feed(page: Page, fetcher: Fetcher, workers: Workers) -> Records:
    """The article of a page; the items of the feed it names where it has none, or is the front of a site."""
    assert page.address is not None
    front = urlsplit(page.address).path.strip("/") == ""
    article = None if front else workers.extract_page(page.data, page.address, page.subject, page.kind)
    if not isinstance(article, RawArticle):
        for feed in workers.feeds_of_page(page.data, page.address)[:1]:
            yield from _fetched(feed, fetcher, workers)
            return
    yield article or workers.extract_page(page.data, page.address, page.subject, page.kind)


def _from_directory(folder: Path, workers: Workers) -> Records:
    kinds = _PAGES + _LINES
    found = sorted(
        (
            path
            for path in folder.rglob("*")
            if path.name.removesuffix(".gz").lower().endswith(kinds) and path.is_file()
        ),
        key=lambda path: path.relative_to(folder).as_posix(),
    )
    if not found:
        raise InputError(f"{folder} holds no .html, .html.gz or .jsonl file", mend=_MEND)

    def member(path: Path) -> Iterator[Page | RawArticle | Rejection]:
        subject = path.relative_to(folder).as_posix()
        lines = path.name.removesuffix(".gz").lower().endswith(_LINES)
        return _lines_of(path, subject) if lines else _page_of(path, subject)

    return workers.extract_pages(chain.from_iterable(map(member, found)))


def _reader(path: Path, start: bytes) -> Callable[[Path, str, Fetcher, Workers], Records] | None:
    """How to read a file, by its content first and its name where that leaves it open."""
    name = path.name.removesuffix(".gz").lower()
    if start.startswith(b"PAR1"):
        return lambda path, subject, _, __: read_parquet(path, subject)
    if start.startswith(b"WARC/") or path.name.lower().endswith(ARCHIVES):
        return lambda path, subject, _, workers: workers.extract_pages(pages_of_archive(path, subject))
    if is_sitemap(start):
        return lambda path, subject, fetcher, workers: _sitemap(_whole(path), subject, fetcher, workers)
    if _is_opml(start):
        return lambda path, subject, fetcher, workers: _opml(_whole(path), subject, fetcher, workers)
    if name.endswith(_LINES):
        return lambda path, subject, _, __: _lines_of(path, subject)
    if name.endswith(_TABLES):
        return lambda path, subject, _, __: _rows_of(path, subject)
    if name.endswith(_PAGES) or _is_page(start):
        return lambda path, subject, _, workers: workers.extract_pages(_page_of(path, subject))
    if name.endswith(_FEEDS) or start.lstrip()[:1] == b"<":
        return lambda path, subject, _, workers: iter(workers.parse_feed(_whole(path), subject))
    if start.lstrip()[:1] == b"{":
        return lambda path, subject, _, __: _lines_of(path, subject)
    return None


def _lines_of(path: Path, subject: str) -> Records:
    try:
        with _opened(path) as file:
            yield from read_lines(file, subject)
    except (OSError, EOFError, zlib.error) as error:
        yield _unreadable(subject, error)


def _rows_of(path: Path, subject: str) -> Records:
    try:
        with _opened(path) as file:
            yield from read_csv(file, subject)
    except (OSError, EOFError, zlib.error) as error:
        yield _unreadable(subject, error)


def _page_of(path: Path, subject: str) -> Iterator[Page | Rejection]:
    try:
        with _opened(path) as file:
            html = file.read(MAX_PAGE_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        yield _unreadable(subject, error)
    else:
        yield Page(data=html, address=None, subject=subject)


def _opml(data: bytes, subject: str, fetcher: Fetcher, workers: Workers) -> Records:
    for url in workers.feeds_of_opml(data, subject):
        if isinstance(url, Rejection):
            yield url
        else:
            yield from _fetched(url, fetcher, workers)


def _sitemap(data: bytes, subject: str, fetcher: Fetcher, workers: Workers, kind: str = "") -> Records:
    """The pages of a news sitemap, and of those that it names; an index inside an index is not followed."""
    for each in workers.read_sitemap(data, subject, kind):
        if not isinstance(each, str):
            yield each
            continue
        try:
            _, body, inner = fetcher.fetch(each)
        except FetchError as error:
            yield Rejection(subject=each, stage="open", reason="not-fetched", detail=str(error))
        else:
            yield from (page for page in workers.read_sitemap(body, each, inner) if not isinstance(page, str))


def _fetched(feed: str, fetcher: Fetcher, workers: Workers) -> Records:
    try:
        final, body, kind = fetcher.fetch(feed)
    except FetchError as error:
        yield Rejection(subject=feed, stage="open", reason="not-fetched", detail=str(error))
    else:
        yield from workers.parse_feed(body, feed, final, kind)


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if path.suffix == ".gz" else path.open("rb")


def _whole(path: Path) -> bytes:
    with _opened(path) as file:
        return file.read(MAX_FEED_BYTES)


def _unpacked(path: Path, start: bytes) -> bytes:
    if path.suffix != ".gz":
        return start
    try:
        return zlib.decompressobj(wbits=31).decompress(start, 64_000)
    except zlib.error as error:
        raise ValueError("it is not gzip") from error


def _is_page(start: bytes) -> bool:
    head = start[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head")) or (b"<html" in head and b"<?xml" in head)


def _is_opml(start: bytes) -> bool:
    return b"<opml" in start[:4_000].lower()


def _unreadable(subject: str, error: BaseException) -> Rejection:
    detail = f"{subject} cannot be read ({_why(error)}); save it again"
    return Rejection(subject=subject, stage="open", reason="unreadable", detail=detail)


def _why(error: BaseException) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
