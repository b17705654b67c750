"""Reads JSON Lines: one article a line, as the input schema says. A bad line is a rejection and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from coranto.types import RawArticle, Rejection

_ESSENTIAL = ("url", "title", "text", "html")
_MINOR = ("publisher", "published_at", "author", "language", "feed", "updated_at")
_MEND = "write one JSON object a line, in UTF-8"


def read_jsonl(data: bytes, name: str) -> Iterator[RawArticle | Rejection]:
    """The records of a whole file, see ``read_lines``. Only a line feed ends a line, never U+2028 inside a text."""
    return read_lines(data.split(b"\n"), name)


def read_lines(lines: Iterable[bytes], name: str) -> Iterator[RawArticle | Rejection]:
    """The records of ``lines`` in order; ``subject`` is "name:LINE", counted from 1. Blank lines are skipped.

    A field of another type than text is a rejection where the article rests on it (url, title, text, html), and
    counts as absent elsewhere.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _record(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, f"{name}:{number}")


def _record(line: bytes, subject: str) -> RawArticle | Rejection:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _rejected(subject, "not-utf8", f"byte {error.start + 1} of the line is not UTF-8; {_MEND}")
    except (ValueError, RecursionError) as error:
        said = getattr(error, "msg", "nested too deep")
        return _rejected(subject, "not-json", f"the line is not JSON ({said}); {_MEND}")
    if not isinstance(record, dict):
        return _rejected(subject, "not-an-object", f"the line holds a JSON {_kind(record)}; {_MEND}")
    for field in _ESSENTIAL:
        value = record.get(field)
        if value is not None and not isinstance(value, str):
            url = record["url"] if isinstance(record.get("url"), str) else "this record"
            return _rejected(subject, "wrong-type", f"'{field}' of {url[:500]} is a {_kind(value)}; give text")
    fields = {field: record.get(field) for field in _ESSENTIAL + _MINOR}
    return RawArticle(subject=subject, **{field: v for field, v in fields.items() if isinstance(v, str)})


def _kind(value: object) -> str:
    if value is None:
        return "null"
    return {dict: "object", list: "list", str: "text", bool: "truth value"}.get(type(value), "number")


def _rejected(subject: str, reason: str, detail: str) -> Rejection:
    return Rejection(subject=subject, stage="parse", reason=reason, detail=detail)
