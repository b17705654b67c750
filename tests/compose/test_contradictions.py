"""What one article asserts and another denies, and ages of one person: a conflict, a change since, or nothing."""

from __future__ import annotations

import pytest
from tests.compose.press import press
from tests.compose.story import judged, page_of, printed

from coranto.types import Source

EARLY, LATER, MUCH_LATER = "2026-03-13T06:00:00+01:00", "2026-03-13T10:00:00+01:00", "2026-03-15T10:00:00+01:00"


def two(first: str, second: str, *, at: str = LATER, house: str = "Plain Dealer") -> tuple[Source, Source]:
    return press(first, n=2, at=EARLY), press(second, n=1, at=at, publisher=house)


@pytest.mark.parametrize(
    ("first", "second", "values"),
    [
        (
            "The fire near Halle is out of control, the fire brigade of Halle said.",
            "The fire near Halle is not out of control, the governor of Ostmark said.",
            ("is out of control", "is not out of control"),
        ),
        (
            "The dam above Halle was inspected before the flood, the operator of the plant said.",
            "The dam above Halle was not inspected before the flood, the union of engineers said.",
            ("was inspected before the flood", "was not inspected before the flood"),
        ),
        (
            "A navy vessel sank the trawler off Halle, the union of fishermen said.",
            "The navy denied that one of its vessels sank the trawler off Halle.",
            ("sank the trawler off Halle", "denied: sank the trawler off Halle"),
        ),
    ],
)
def test_what_is_asserted_and_denied_at_one_time_is_a_conflict(
    first: str, second: str, values: tuple[str, str]
) -> None:
    (dispute,), claims = judged(*two(first, second))
    assert (dispute.kind, dispute.verdict) == ("status", "conflict")
    assert tuple(side.value for side in dispute.sides) == values
    assert all(side.statement.standing == "disputed" for side in dispute.sides)
    assert all(claim.disputed for claim in claims if not claim.best.is_title)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Police questioned the mayor of Halle over the sale.", "The mayor of Halle was not charged over the sale."),
        ("The army targeted the roof of the hall in Halle.", "The army did not target other parts of Halle, it said."),
        ("The fire near Halle may be out of control, a farmer said.", "The fire near Halle is not out of control."),
        ("The bridge of Halle is closed to cars.", "The harbour of Halle is not closed to cars."),
    ],
)
def test_another_deed_another_thing_or_a_mere_possibility_is_no_contradiction(first: str, second: str) -> None:
    assert judged(*two(first, second))[0] == ()


def test_one_house_does_not_contradict_itself() -> None:
    first, second = "The fire near Halle is out of control.", "The fire near Halle is not out of control."
    assert judged(*two(first, second, house="Ostmark Courier"))[0] == ()


def test_a_state_that_changed_is_superseded_and_the_older_report_is_not_told() -> None:
    first, second = "The fire near Halle is not under control.", "The fire near Halle is under control."
    _, sections, (dispute,) = page_of(*two(first, second, at=MUCH_LATER))
    assert dispute.verdict == "superseded"
    assert not any("not under control" in text for text in printed(sections))


def test_a_deed_denied_days_later_without_a_denier_is_left_alone() -> None:
    first = "The dam above Halle was inspected before the flood, the operator of the plant said."
    second = "The dam above Halle was not inspected before the flood, the union of engineers said."
    assert judged(*two(first, second, at=MUCH_LATER))[0] == ()


KILLED = "A lorry killed Lena Roth, {}, on the quay of Halle, police said."


def test_two_ages_at_one_time_are_a_conflict_and_later_ones_replace() -> None:
    (now,), _ = judged(*two(KILLED.format(34), KILLED.format(36)))
    assert (now.about, now.verdict) == ("Age of Lena Roth", "conflict")
    (later,), claims = judged(*two(KILLED.format(34), KILLED.format(36), at=MUCH_LATER))
    assert [side.value for side in later.sides] == ["34", "36"]
    assert later.verdict == "superseded"
    assert not any("34" in c.best.statement.text for c in claims if c.stale is None)


@pytest.mark.parametrize(
    ("second", "at"),
    [
        (KILLED.format(34), LATER),
        (KILLED.format(35), "2026-06-15T10:00:00+02:00"),
        ("A lorry hit Emil Dahl, 52, beside Lena Roth on the quay of Halle.", LATER),
        ("A lorry killed Lena Roth on the quay of Halle 36 hours ago.", LATER),
    ],
)
def test_one_age_a_birthday_or_another_person_is_no_dispute(second: str, at: str) -> None:
    assert judged(*two(KILLED.format(34), second, at=at))[0] == ()
