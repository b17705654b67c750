"""Reads the date that a publisher gave, or says that there is none to believe.

A date is never invented: what cannot be read, or cannot be true, is None, and the article says so.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_OLDEST_YEAR = 1800
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?P<mark>[/-])(?P<month>\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)"
    r"(?P=mark)(?P<day>\d{1,2})(?=[/_-]|$)",
    re.IGNORECASE,
)
_WIDEST_OFFSET = timedelta(hours=14)


def published(given: str | None, *, now: datetime, future_hours: float) -> datetime | None:
    """The aware datetime of ``given`` (ISO 8601 or a feed's RFC 5322), with the offset as given; else None.

    No offset means UTC and a date alone means its midnight. None too for what no publisher can mean: before
    1800, the first hours of computer clocks, an offset beyond 14 hours, or more than ``future_hours`` after ``now``.
    """
    read = _read((given or "").strip())
    if read is None:
        return None
    aware = read if read.tzinfo is not None else read.replace(tzinfo=UTC)
    offset = aware.utcoffset() or timedelta()
    if abs(offset) > _WIDEST_OFFSET or aware.year < _OLDEST_YEAR or aware.year > 9990 or _is_zero(aware):
        return None
    return aware if aware <= now + timedelta(hours=future_hours) else None


def _is_zero(aware: datetime) -> bool:
    return _EPOCH <= aware < _EPOCH + timedelta(hours=14)


def day_in_address(url: str) -> str | None:
    """The day that an address files its page under ("/2026/01/05/", "/2026/jan/05/", "/2026-01-05/"), as ISO 8601."""
    found = _IN_ADDRESS.search(url)
    if found is None:
        return None
    month = found["month"].lower()
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else int(month)
    try:
        return date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return None


def _read(given: str) -> datetime | None:
    if not 8 <= len(given) <= 64:
        return None
    try:
        return datetime.fromisoformat(given)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(given)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
