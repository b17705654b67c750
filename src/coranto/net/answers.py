"""What a server answered, with what it asks of the next request: validators to return and a time to wait.

A feed is asked for many times a day. Returning its ETag and date byte for byte, and waiting as long as it says, is most
of what politeness means; all of it is in the headers of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 30 * 86_400
"""Seconds: what asks for longer is asked again after this."""

_LONGEST_VALIDATOR = 1_024
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,18})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The last answer to a request, after redirects. ``url`` is where it came from.

    ``etag`` and ``modified`` are the validators as sent, "" where there are none or they are too long to keep. ``wait``
    is how many seconds the server asks to be left alone (Retry-After), ``fresh`` how many its answer stays true
    (max-age); None where it does not say. The body is empty unless ``status`` is 200. ``moved`` is the address that
    only redirects for good led to, "" where there were none or others; ``insecure``: one led from https to http.
    """

    url: str
    status: int
    body: bytes
    kind: str
    etag: str
    modified: str
    wait: int | None
    fresh: int | None
    moved: str = ""
    insecure: bool = False


def answer_of(
    url: str,
    status: int,
    body: bytes,
    headers: Mapping[str, str],
    *,
    now: datetime,
    moved: str = "",
    insecure: bool = False,
) -> Answer:
    """The answer with these headers (names in small letters, values decoded as Latin-1)."""
    return Answer(
        url=url,
        status=status,
        body=body,
        kind=headers.get("content-type", ""),
        etag=_validator(headers.get("etag", "")),
        modified=_validator(headers.get("last-modified", "")),
        wait=retry_after(headers.get("retry-after", ""), headers.get("date", ""), now=now),
        fresh=_max_age(headers.get("cache-control", "")),
        moved=moved,
        insecure=insecure,
    )


def retry_after(given: str, date: str, *, now: datetime) -> int | None:
    """The seconds that a Retry-After header asks for, 0 to 30 days; None where it cannot be read.

    A date is counted from the server's own ``date`` where it has one, since its clock may be wrong, else from ``now``.
    """
    given = given.strip()
    if re.fullmatch(r"\d{1,30}", given, re.ASCII):
        return min(int(given), LONGEST_WAIT)
    until = _moment(given)
    if until is None:
        return None
    seconds = (until - (_moment(date) or now)).total_seconds()
    return min(max(int(seconds), 0), LONGEST_WAIT)


def _validator(given: str) -> str:
    return given if len(given) <= _LONGEST_VALIDATOR else ""


def _max_age(given: str) -> int | None:
    found = _MAX_AGE.search(given)
    return min(int(found[1]), LONGEST_WAIT) if found else None


def _moment(given: str) -> datetime | None:
    if not 16 <= len(given.strip()) <= 64:
        return None
    try:
        read = parsedate_to_datetime(given.strip())
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)
