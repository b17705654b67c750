"""Figures that later reports have overtaken without saying so."""

from __future__ import annotations

import pytest
from tests.compose.press import press
from tests.compose.story import judged, page_of, pooled

from coranto.compose.recounts import find_recounted
from coranto.types import Source


def old(text: str, *, title: str = "Flood in the Talva valley", publisher: str = "Ostmark Courier") -> Source:
    return press(text, title=title, n=2, publisher=publisher)


def new(text: str, *, title: str = "Talva valley after the flood", at: str = "2026-03-15T12:00:00+01:00") -> Source:
    return press(text, title=title, n=1, publisher="Belpress", at=at)


def overtaken(first: Source, second: Source) -> list[tuple[str, str]]:
    return [(r.was.text, r.now.text) for r in find_recounted(pooled(second, first)) if not r.old.is_title]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "Some 140 weddings were cancelled in the Talva valley, the district office said.",
            "A total of 412 weddings had to be cancelled in the Talva valley, the district office said.",
            ("140", "412"),
        ),
        (
            "The flood in the Talva valley destroyed 20 bridges, the district office said.",
            "The district office counted 71 bridges destroyed in the Talva valley.",
            ("20", "71"),
        ),
        (
            "The dyke in the Talva valley is 10 percent restored, the district office said.",
            "The dyke in the Talva valley was 60 percent restored on Sunday, the district office said.",
            ("10 percent", "60 percent"),
        ),
        (
            "The flood had grown to 400 hectares by the evening, the district office of Talva said.",
            "The flood covered 4,100 hectares, the district office of Talva said.",
            ("400 hectares", "4,100 hectares"),
        ),
    ],
)
def test_the_newest_count_share_or_area_stands(first: str, second: str, expected: tuple[str, str]) -> None:
    assert overtaken(old(first), new(second)) == [expected]
    assert overtaken(old(second), new(first)) == ([] if "percent" not in first else [expected[::-1]])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The district office closed 20 bridges in Talva.", "The district office opened 71 bridges in Talva."),
        ("The flood destroyed 20 bridges in Talva.", "The flood destroyed 71 bridges in Halle."),
        ("The flood destroyed 20 bridges in Talva.", "The flood destroyed 71 sheds in Talva."),
        ("The flood destroyed 20 of 90 bridges in Talva.", "The flood destroyed 71 of 90 sheds in Talva."),
    ],
)
def test_other_deeds_places_and_things_overtake_nothing(first: str, second: str) -> None:
    assert not overtaken(old(first), new(second))


def test_a_week_later_it_is_another_count() -> None:
    first = old("Some 140 weddings were cancelled in the Talva valley, the district office said.")
    text = "A total of 412 weddings had to be cancelled in the Talva valley, the district office said."
    assert not overtaken(first, new(text, at="2026-03-25T12:00:00+01:00"))


def test_a_sum_of_all_is_shown_as_what_superseded_the_older_count() -> None:
    first = old("Some 140 weddings were cancelled in the Talva valley, the district office said.")
    second = new("A total of 412 weddings had to be cancelled in the Talva valley, the district office said.")
    (dispute,), _ = judged(second, first)
    assert (dispute.verdict, dispute.about) == ("superseded", "Number of weddings")
    assert [side.value for side in dispute.sides] == ["140", "412"]


def test_a_part_is_overtaken_once_the_rest_is_told() -> None:
    first = old(
        "Three of seven miners were brought out of the pit near Talva on Friday.",
        title="Three of seven miners in Talva pit are brought out",
    )
    second = new(
        "The last four of seven miners were brought out of the pit near Talva on Sunday.",
        title="Last four miners leave Talva pit",
    )
    headline, _, _ = page_of(second, first)
    assert "Three of seven" not in headline.text


def test_who_are_free_are_no_longer_told_as_held() -> None:
    first = old("Norland holds 48 Ostrian sailors, General Karl Brandt said.", title="Norland holds 48 Ostrian sailors")
    second = new("Forty-eight sailors who were seized in February arrived in Ostria on Sunday, the ministry said.")
    gone = {r.old.statement.text for r in find_recounted(pooled(second, first))}
    assert "Norland holds 48 Ostrian sailors." in {g.rstrip(".") + "." for g in gone}
