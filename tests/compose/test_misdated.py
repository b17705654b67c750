"""Articles that the page dates otherwise than their own text does."""

from __future__ import annotations

import pytest
from tests.compose.press import press
from tests.compose.story import claims_of, pooled

from coranto.compose.misdated import doubted, own_words_differ
from coranto.compose.timeline import write_timeline
from coranto.types import Source

LATE = "2026-01-26T09:00:00+00:00"
MILL = "The grain mill at Torva burned down on Friday, Jan. 2, 2026, the town said.\nPolice arrested a guard on Monday."


@pytest.mark.parametrize(
    "text",
    [
        MILL,
        "The grain mill at Torva burned down on Friday, January 2, the town said.\nPolice arrested a guard on Monday.",
        "TORVA, Jan. 2 (Belpress) -- The grain mill at Torva burned down on Friday, the town said.",
        "Published: Friday, January 2, 2026\nThe grain mill at Torva burned down on Friday, the town said.",
    ],
)
def test_a_day_in_the_text_weeks_before_the_page_makes_the_page_doubtful(text: str) -> None:
    source = press(text, title="Mill burns down at Torva", at=LATE)
    assert own_words_differ(source)
    assert not doubted([source])[0].article.date_certain


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (MILL, "2026-01-05T09:00:00+00:00"),
        (MILL + " A new mill was promised on January 20.", LATE),
        ("Three weeks ago, on Friday, Jan. 2, 2026, the grain mill at Torva burned down.", LATE),
        ("The grain mill at Torva burned down on Thursday, Jan. 2, 2026, the town said.", LATE),
        ("The council met on Monday.\nThe grain mill at Torva burned down in January.", LATE),
    ],
)
def test_near_days_later_days_and_looks_back_leave_it_certain(text: str, at: str) -> None:
    source = press(text, title="Mill burns down at Torva", at=at)
    assert not own_words_differ(source)
    assert doubted([source]) == (source,)


def test_the_timeline_has_the_day_of_the_text_and_no_other() -> None:
    source = press(MILL, title="Mill burns down at Torva", at=LATE)
    assert _days(*doubted([source])) == ["2026-01-02"]
    assert _days(source) != ["2026-01-02"]


def _days(*sources: Source) -> list[str]:
    return [entry.date for entry in write_timeline(claims_of(*sources), pooled(*sources), now=None)]
