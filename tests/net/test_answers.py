from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coranto.net.answers import LONGEST_WAIT, answer_of, retry_after

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "date", "seconds"),
    [
        ("120", "", 120),
        (" 0 ", "", 0),
        ("1000000000000", "", LONGEST_WAIT),
        ("-5", "", None),
        ("soon", "", None),
        ("", "", None),
        ("١٢", "", None),
        ("Mon, 02 Mar 2026 12:10:00 GMT", "", 600),
        ("Mon, 02 Mar 2026 12:10:00 GMT", "Mon, 02 Mar 2026 12:09:00 GMT", 60),
        ("Mon, 02 Mar 2026 11:00:00 GMT", "", 0),
        ("Mon, 02 Mar 2099 11:00:00 GMT", "nonsense", LONGEST_WAIT),
        ("Mon, 32 Mar 2026 11:00:00 GMT", "", None),
    ],
)
def test_b13_a_time_to_wait_is_read_and_bounded(given: str, date: str, seconds: int | None) -> None:
    assert retry_after(given, date, now=NOW) == seconds


@pytest.mark.parametrize(("etag", "kept"), [('"a"', '"a"'), ("bare", "bare"), ("x" * 10_000, "")])
def test_b11_an_odd_validator_is_kept_as_it_is_and_a_huge_one_not(etag: str, kept: str) -> None:
    assert answer_of("http://x.example/", 200, b"", {"etag": etag}, now=NOW).etag == kept


@pytest.mark.parametrize(
    ("given", "fresh"),
    [("max-age=600", 600), ("public, Max-Age = 5", 5), ("s-maxage=9", None), ("max-age=x", None), ("", None)],
)
def test_how_long_an_answer_is_fresh(given: str, fresh: int | None) -> None:
    assert answer_of("http://x.example/", 200, b"", {"cache-control": given}, now=NOW).fresh == fresh
