"""Main events that later articles tell only in a side clause."""

from __future__ import annotations

from datetime import date

import pytest
from tests.compose.press import press
from tests.compose.story import pooled

from coranto.compose.subclauses import side_events

TOPIC = frozenset("river break levee flood strike valley burst bank theft find torva ule breach carrier".split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Torva mourned on Friday the people who died when the river Ule broke through a levee five days earlier.",
            ("2026-03-08", "The river Ule broke through a levee."),
        ),
        (
            "Three people are known to have died in the flood that struck the valley of Torva on Monday.",
            ("2026-03-09", "The flood struck the valley of Torva on Monday, March 9."),
        ),
        (
            "Letters were lost in the breach, which the carrier Ostpost found on March 2.",
            ("2026-03-02", "Letters were lost in the breach, which the carrier Ostpost found on March 2."),
        ),
        ("The visit comes as nobody knows when the river Ule will break through its levee.", None),
        ("Torva mourned on Friday those who died when it broke through a levee on Monday.", None),
    ],
)
def test_a_side_clause_is_told_on_its_own_day(text: str, expected: tuple[str, str] | None) -> None:
    pool = pooled(press(text, title="Flood in the valley of Torva"))
    found = [(event.date, event.statement.text) for event in side_events(pool, TOPIC, date(2026, 3, 10))]
    assert found == ([expected] if expected else [])


def test_what_shares_nothing_with_the_story_or_lies_far_back_is_left_out() -> None:
    text = "Three people died in the flood that struck the valley of Torva on March 9."
    pool = pooled(press(text, title="Flood in the valley of Torva"))
    assert side_events(pool, frozenset({"cup", "final"}), date(2026, 3, 10)) == []
    assert side_events(pool, TOPIC, date(2026, 5, 10)) == []
