"""Opens whatever a reader gives: JSON Lines, saved pages, a feed, a list of feeds, or an address of the web."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from coranto.errors import FetchError, InputError
from coranto.ports import Fetcher
from coranto.read.feeds import parse_feed
from coranto.read.files import read_lines
from coranto.read.opml import feed_urls
from coranto.read.pages import MAX_PAGE_BYTES, extract
from coranto.types import RawArticle, Rejection

Records = Iterator[RawArticle | Rejection]

MAX_FEED_BYTES = 50_000_000
_PAGES = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")
_FEEDS = (".xml", ".rss", ".atom", ".rdf", ".json")
_MEND = "give a .jsonl file, a directory of saved pages, a feed, an OPML file or an http address"


def open_input(given: str, fetcher: Fetcher) -> Records:
    """The records of one input, read as they are asked for.

    What cannot be opened at all raises ``InputError`` here and now; what fails later, inside, is a ``Rejection``.
    Subjects name the file (or its path inside the given directory) or the address, and the line or item.
    """
    if given.lower().startswith(("http://", "https://")):
        return _from_web(given, fetcher)
    if not given.strip():  # an empty path would be the current directory
        raise InputError("an input is empty", mend=_MEND)
    path = Path(given)
    try:
        if path.is_dir():
            return _from_directory(path)
        with path.open("rb") as file:
            start = _unpacked(path, file.read(64_000))
    except (OSError, ValueError) as error:
        raise InputError(f"{given} cannot be opened ({_why(error)})", mend=_MEND) from error
    if not start.strip():
        raise InputError(f"{given} is empty", mend=_MEND)
    read = _reader(path, start)
    if read is None:
        raise InputError(f"{given} is neither articles, page, feed nor OPML", mend=_MEND)
    return read(path, path.name, fetcher)


def _from_web(url: str, fetcher: Fetcher) -> Records:
    try:
        final, body, kind = fetcher.fetch(url)
    except FetchError as error:
        raise InputError(error.what, mend=error.mend) from error
    if final.partition("?")[0].endswith(_LINES):
        return read_lines(body.split(b"\n"), url)
    if "html" in kind.lower() or _is_page(body):
        return iter([extract(body, final, url)])
    return _opml(body, url, fetcher) if _is_opml(body) else iter(parse_feed(body, url, final))


def _from_directory(folder: Path) -> Records:
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

    def member(path: Path) -> Records:
        subject = path.relative_to(folder).as_posix()
        lines = path.name.removesuffix(".gz").lower().endswith(_LINES)
        return _lines_of(path, subject) if lines else _page_of(path, subject)

    return chain.from_iterable(map(member, found))


def _reader(path: Path, start: bytes) -> Callable[[Path, str, Fetcher], Records] | None:
    """How to read a file, by its content first and its name where that leaves it open."""
    name = path.name.removesuffix(".gz").lower()
    if _is_opml(start):
        return lambda path, subject, fetcher: _opml(_whole(path), subject, fetcher)
    if name.endswith(_LINES):
        return lambda path, subject, _: _lines_of(path, subject)
    if name.endswith(_PAGES) or _is_page(start):
        return lambda path, subject, _: _page_of(path, subject)
    if name.endswith(_FEEDS) or start.lstrip()[:1] == b"<":
        return lambda path, subject, _: iter(parse_feed(_whole(path), subject))
    if start.lstrip()[:1] == b"{":
        return lambda path, subject, _: _lines_of(path, subject)
    return None


def _lines_of(path: Path, subject: str) -> Records:
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            yield from read_lines(file, subject)
    except (OSError, EOFError, zlib.error) as error:
        yield _unreadable(subject, error)


def _page_of(path: Path, subject: str) -> Records:
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            html = file.read(MAX_PAGE_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        yield _unreadable(subject, error)
    else:
        yield extract(html, None, subject)


def _opml(data: bytes, subject: str, fetcher: Fetcher) -> Records:
    for url in feed_urls(data, subject):
        if isinstance(url, Rejection):
            yield url
            continue
        try:
            final, body, _ = fetcher.fetch(url)
        except FetchError as error:
            yield Rejection(subject=url, stage="open", reason="not-fetched", detail=str(error))
        else:
            yield from parse_feed(body, url, final)


def _whole(path: Path) -> bytes:
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
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
