from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coranto.read.dates import day_in_address, published

NOW = datetime(2026, 1, 5, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2026-01-05", "2026-01-05T00:00:00+00:00"),
        ("2026-01-05T10:00:00", "2026-01-05T10:00:00+00:00"),
        ("2026-01-05T10:00:00Z", "2026-01-05T10:00:00+00:00"),
        ("2026-01-05T23:30:00+09:00", "2026-01-05T23:30:00+09:00"),
        ("Mon, 05 Jan 2026 10:00:00 EST", "2026-01-05T10:00:00-05:00"),
        ("2026-01-06", "2026-01-06T00:00:00+00:00"),
    ],
)
def test_dates_keep_their_offset(given: str, iso: str) -> None:
    found = published(given, now=NOW, future_hours=48)
    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize(
    "given",
    [None, "", "soon", "yesterday", "1", "12345678", "02/03/2026", "2026-02-31", "2026-01-05T24:00:01", "2099-01-01",
     "0001-01-01", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "1970-01-01T00:00:00Z",
     "2026-01-05T10:00:00+23:59", "Mon, 05 Jan 2026 10:00:00 +9999", "x" * 100],
)  # fmt: skip
def test_what_cannot_be_meant_is_no_date(given: str | None) -> None:
    assert published(given, now=NOW, future_hours=48) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://lowport.example/2025/11/07/wall-falls", "2025-11-07"),
        ("https://lowport.example/news/2025/nov/7/wall-falls", "2025-11-07"),
        ("https://lowport.example/2025-11-07/wall-falls", "2025-11-07"),
        ("https://lowport.example/2025/13/07/wall-falls", None),
        ("https://lowport.example/2025/11/wall-falls", None),
        ("https://lowport.example/2025/11/0712345", None),
    ],
)
def test_a_day_in_an_address(url: str, day: str | None) -> None:
    assert day_in_address(url) == day
