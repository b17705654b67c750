"""Days and weeks that the words leave in doubt are not printed."""

from __future__ import annotations

import pytest
from tests.compose.press import press

from coranto.compose.reading import read_source
from coranto.compose.relative_dates import absolute_dates

MONDAY = "2026-03-16T05:00:00+00:00"
WEDNESDAY = "2026-03-18T05:00:00+00:00"


def refusal(text: str, at: str) -> str | None:
    source = press(text, at=at)
    sentence = next(s for s in source.analysis.sentences if s.field == "text")
    return absolute_dates(read_source(source), sentence, ())[1]


@pytest.mark.parametrize(
    "text",
    [
        "A storm hit Ostmark on Saturday, Dec. 31, 2017, and sank two boats.",
        "The council picked Monday the 17th for the hearing.",
        "Jana Holt and Ines Roth teased the town this week with a film of a whale.",
        "Ines Roth had booked a flight to the sun for six people on Friday.",
    ],
)
def test_a_day_in_doubt_is_not_printed(text: str) -> None:
    assert refusal(text, MONDAY) is not None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("A storm hit Ostmark on Sunday, Dec. 31, 2017, and sank two boats.", MONDAY),
        ("The council picked Monday the 23rd for the hearing.", MONDAY),
        ("The council will vote this week on the quay.", MONDAY),
        ("Jana Holt and Ines Roth teased the town this week with a film of a whale.", WEDNESDAY),
        ("Ines Roth boarded a flight to the sun with six people on Friday.", MONDAY),
    ],
)
def test_a_day_that_is_sure_is(text: str, at: str) -> None:
    assert refusal(text, at) is None
