"""What a reader types becomes a bounded question, and no syntax of the database gets through."""

from __future__ import annotations

from datetime import date

import pytest

from coranto.errors import QueryError
from coranto.search import parse_query
from coranto.types import Query


@pytest.mark.parametrize(
    ("typed", "phrases", "without"),
    [
        ("ferry", (("ferry",),), ()),
        ("  Ferry   31 ", (("Ferry",), ("31",)), ()),
        ('"night ferry" -fog', (("night", "ferry"),), (("fog",),)),
        ('harbour -"south pier"', (("harbour",),), (("south", "pier"),)),
        ("-fog", (), (("fog",),)),
        ("rail-strike", (("rail", "strike"),), ()),
        ('a OR b) NEAR("c*', (("a",), ("OR",), ("b",), ("NEAR",), ("c",)), ()),
        ('" "" ^ * ( ) :', (), ()),
        ("", (), ()),
    ],
)
def test_words_phrases_and_what_to_leave_out(typed: str, phrases: object, without: object) -> None:
    query = parse_query(typed)
    assert (query.phrases, query.without) == (phrases, without)


def test_filters_are_checked() -> None:
    query = parse_query("", publisher="The Harbour Post", language="", since="2026-01-05", until="2026-01-06")
    assert query == Query(publisher="The Harbour Post", first=date(2026, 1, 5), last=date(2026, 1, 6))
    with pytest.raises(QueryError, match="since 'Monday' is no date; write it like 2026-01-05"):
        parse_query("ferry", since="Monday")


@pytest.mark.parametrize("typed", ["x" * 301, "a " * 17, '"' + "a " * 17 + '"', "a OR " * 10_000])
def test_what_would_cost_too_much_is_refused(typed: str) -> None:
    with pytest.raises(QueryError):
        parse_query(typed)
