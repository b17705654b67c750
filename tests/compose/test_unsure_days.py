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


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Ines Roth proposed last month that the two towns meet.", "2026-03-31T23:09:00+00:00"),
        ("Ines Roth proposed last month that the two towns meet.", "2026-04-01T03:00:00+00:00"),
        ("The two towns met four times last year.", "2026-01-01T02:00:00+00:00"),
    ],
)
def test_a_month_or_year_that_turns_somewhere_on_earth_is_not_printed(text: str, at: str) -> None:
    assert refusal(text, at) is not None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Ines Roth proposed last month that the two towns meet.", MONDAY),
        ("The two towns met four times last year.", "2026-04-01T03:00:00+00:00"),
    ],
)
def test_a_month_or_year_is_printed_away_from_its_turn(text: str, at: str) -> None:
    assert refusal(text, at) is None


def printed(text: str, at: str = WEDNESDAY) -> str:
    source = press(text, at=at)
    sentence = next(s for s in source.analysis.sentences if s.field == "text")
    changes, _ = absolute_dates(read_source(source), sentence, ())
    for change in sorted(changes, key=lambda c: -c.start):
        text = text[: change.start] + change.after + text[change.end :]
    return text


def test_a_weekday_told_in_full_is_not_told_in_full_again() -> None:
    text = "Ines Roth said on Monday that the tone of her meeting on Monday was good."
    assert printed(text) == "Ines Roth said on Monday, March 16, that the tone of her meeting on Monday was good."


def test_over_the_weekend_keeps_its_own_preposition() -> None:
    assert "shut the quay over the weekend of March 14" in printed("Hackers shut the quay over the weekend in Ostmark.")
