"""Reads the date that a publisher gave, or says that there is none to believe.

A date is never invented: what cannot be read, or cannot be true, is None, and the article says so.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_OLDEST_YEAR = 1800
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WIDEST_OFFSET = timedelta(hours=14)


def published(given: str | None, *, now: datetime, future_hours: float) -> datetime | None:
    """The aware datetime of ``given`` (ISO 8601 or a feed's RFC 5322), with the offset as given; else None.

    No offset means UTC and a date alone means its midnight. None too for what no publisher can mean: before
    1800, the zero of computer clocks, an offset beyond 14 hours, or more than ``future_hours`` after ``now``.
    """
    read = _read((given or "").strip())
    if read is None:
        return None
    aware = read if read.tzinfo is not None else read.replace(tzinfo=UTC)
    offset = aware.utcoffset() or timedelta()
    if abs(offset) > _WIDEST_OFFSET or aware.year < _OLDEST_YEAR or aware.year > 9990 or aware == _EPOCH:
        return None
    return aware if aware <= now + timedelta(hours=future_hours) else None


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
