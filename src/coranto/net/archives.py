"""Reads the pages of a web archive (WARC, also packed), as CC-News publishes them. Needs ``coranto[warc]``.

One record is in memory at a time, however large the file; what is no page is passed over.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coranto.errors import InputError
from coranto.net.workers import Page
from coranto.read.pages import MAX_PAGE_BYTES
from coranto.types import Rejection

SUFFIXES = (".warc", ".warc.gz")
_PAGES = ("text/html", "application/xhtml+xml")


def pages_of_archive(path: Path, subject: str) -> Iterator[Page | Rejection]:
    """The pages that servers answered with status 200; ``subject`` is their address.

    A record that cannot be unpacked is a ``Rejection``; a file that breaks off gives what stands before, and one.
    Raises ``InputError`` at once where warcio is not installed.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        mend = "install it with: pip install 'coranto[warc]'"
        raise InputError(f"{path.name} is a web archive, and warcio is not installed", mend=mend) from error

    def records() -> Iterator[Page | Rejection]:
        number = 0
        try:
            with path.open("rb") as file:
                for record in ArchiveIterator(file):
                    number += 1
                    if record.rec_type == "response" and (page := _page(record)) is not None:
                        yield page
        except (ArchiveLoadFailed, OSError, EOFError, ValueError, zlib.error) as error:
            detail = f"what follows record {number:,} cannot be read ({type(error).__name__}); fetch the archive again"
            yield Rejection(subject=subject, stage="open", reason="unreadable", detail=detail)

    return records()


def _page(record: Any) -> Page | Rejection | None:
    """The page of one response; None where it is none or no success."""
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != "200":
        return None
    kind = str(headers.get_header("Content-Type") or "")
    if not kind.lower().startswith(_PAGES):
        return None
    try:
        data = record.content_stream().read(MAX_PAGE_BYTES + 1)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        detail = f"the page cannot be unpacked ({type(error).__name__}); nothing else is harmed"
        return Rejection(subject=address, stage="open", reason="unreadable", detail=detail)
    return Page(data=data, address=address, subject=address, kind=kind)
