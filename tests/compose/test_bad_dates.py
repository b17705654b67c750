"""Days that do not exist, that have two readings, that nobody can know, or that a reprint would move."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.compose.press import press
from tests.compose.story import claims_of, pooled

from coranto.compose.timeline import write_timeline
from coranto.compose.verify import verify
from coranto.types import Source


def _told(*sources: Source, now: str = "2026-03-20T12:00:00+00:00") -> list[tuple[str, bool, str]]:
    entries = write_timeline(claims_of(*sources), pooled(*sources), now=datetime.fromisoformat(now))
    return [(entry.date, entry.scheduled, s.text) for entry in entries for s in entry.statements]


def test_a_day_that_the_calendar_lacks_dates_nothing() -> None:
    source = press(
        "The town of Torva will open its new bridge on Feb. 30, the town hall said.", title="Bridge for Torva"
    )
    assert [entry for entry in _told(source) if entry[0].startswith("2026-02")] == []


def test_a_weekday_without_a_date_of_publication_dates_nothing() -> None:
    source = press("The mill at Torva burned down on Monday, police said.", title="Mill burns down at Torva")
    unknown = replace(source, article=replace(source.article, date_certain=False))
    assert _told(source) != []
    assert _told(unknown) == []
    assert not [s for s in pooled(unknown) if "March" in s.statement.text]


def test_a_far_year_is_ahead_and_never_told_as_done() -> None:
    source = press(
        "The town of Torva opened a vault on Monday. The vault will be opened again in 2099, the town hall said.",
        title="Torva opens a vault",
    )
    assert [(day, ahead) for day, ahead, _ in _told(source)] == [("2026-03-09", False)]


@pytest.mark.parametrize(
    ("published", "text", "day"),
    [
        ("2026-01-02T09:00:00+00:00", "The mill at Torva burned down on Dec. 31, police said.", "2025-12-31"),
        ("2025-12-30T09:00:00+00:00", "The hall at Torva will reopen on Jan. 3, the town hall said.", "2026-01-03"),
    ],
)
def test_around_new_year_a_day_without_a_year_is_the_near_one(published: str, text: str, day: str) -> None:
    source = press(text, title="News of Torva", at=published)
    assert [entry[0] for entry in _told(source, now=published)] == [day]


def test_figures_with_two_readings_are_written_out_with_the_reason() -> None:
    source = press("The mill at Torva burned down on 05/03/2026 at noon, police said.", title="Mill burns at Torva")
    (statement,) = [s.statement for s in pooled(source) if not s.is_title]
    assert statement.text == "The mill at Torva burned down on March 5, 2026, at noon, police said."
    why = "05/03/2026 read with the day first: so it lies on the side of that date on which its verb looks"
    assert why in [edit.why for edit in statement.edits]
    assert verify(statement, {1: source}) is None
    assert _told(source)[0][0] == "2026-03-05"


def test_figures_that_only_a_habit_would_decide_are_left_and_date_nothing() -> None:
    source = press("The mill at Torva burned down on 05/06/2024, police said.", title="Mill at Torva to be rebuilt")
    (statement,) = [s.statement for s in pooled(source) if not s.is_title]
    assert "05/06/2024" in statement.text
    assert [entry for entry in _told(source) if entry[0].startswith("2024")] == []


def test_yesterday_in_a_reprint_is_the_day_before_the_original() -> None:
    text = "The grain mill at Torva burned down yesterday, police said. A guard was held."
    first = press(text, title="Mill burns down at Torva", n=2)
    again = press(
        text, title="Mill burns down at Torva", at="2026-03-20T18:00:00+01:00", publisher="Lakeside Post", copy_of=2
    )
    assert {day for day, _, _ in _told(again, first, now="2026-03-21T12:00:00+00:00")} == {"2026-03-12"}


def test_what_was_called_off_is_no_longer_scheduled() -> None:
    plan = press(
        "The town of Torva will hold its grain fair on Saturday, March 21, the town hall said.",
        title="Torva to hold grain fair",
        n=2,
    )
    off = press(
        "The town of Torva cancelled its grain fair on Sunday after the fire, the town hall said.",
        title="Torva cancels grain fair",
        at="2026-03-15T18:00:00+01:00",
        publisher="Lakeside Post",
    )
    now = "2026-03-16T12:00:00+00:00"
    assert [(day, ahead) for day, ahead, _ in _told(plan, now=now)] == [("2026-03-21", True)]
    assert ("2026-03-21", True) not in [(day, ahead) for day, ahead, _ in _told(off, plan, now=now)]


def test_background_keeps_its_own_date() -> None:
    source = press(
        "The council of Torva dismissed its mayor on Thursday. She took office in June 2025.",
        title="Torva council dismisses mayor",
    )
    days = {text: day for day, _, text in _told(source)}
    assert days["The council of Torva dismissed its mayor on Thursday, March 12."] == "2026-03-12"
    assert all(day != "2026-03-13" for day in days.values())


def test_a_day_without_a_year_dates_nothing_where_no_date_of_publication_is_known() -> None:
    source = press("The town of Torva will open its new bridge on March 30.", title="Torva will open its bridge")
    unknown = replace(source, article=replace(source.article, date_certain=False))
    assert [day for day, _, _ in _told(source)] == ["2026-03-30"]
    assert _told(unknown) == []
