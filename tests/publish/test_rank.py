"""The front page: origins, recency and growth lift a story; nothing that one house can do alone does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.publish.press import card, report, told

from coranto.publish.cards import card_of
from coranto.publish.rank import ranked


def order(*cards: object) -> list[str]:
    return [each.story_id for each in ranked(cards)]  # type: ignore[arg-type]


def test_more_independent_origins_come_first() -> None:
    one = card("s-one", ("Harbour Post", 0))
    three = card("s-three", ("Harbour Post", 0), ("Fell Times", 0), ("Radio Skerry", 0))
    assert order(one, three) == ["s-three", "s-one"]


def test_a_fresher_story_comes_before_an_older_one_as_widely_told() -> None:
    old = card("s-old", ("Harbour Post", 0), ("Fell Times", 0))
    fresh = card("s-fresh", ("Harbour Post", 30), ("Fell Times", 30))
    assert order(old, fresh) == ["s-fresh", "s-old"]


def test_a_story_that_others_take_up_now_comes_before_one_that_is_only_updated() -> None:
    settled = card("s-settled", *((name, at) for name in ("A Post", "B Post", "C Post") for at in (0, 48)))
    growing = card("s-growing", ("A Post", 46), ("B Post", 47), ("C Post", 48))
    assert order(settled, growing) == ["s-growing", "s-settled"]


def test_a_widely_told_story_of_yesterday_stays_before_a_single_flash() -> None:
    wide = card("s-wide", *((f"{letter} Post", 0) for letter in "ABCDEFGH"))
    flash = card("s-flash", ("Fell Times", 24))
    assert order(flash, wide) == ["s-wide", "s-flash"]


@pytest.mark.parametrize(
    "flood",
    [
        [("Fell Times", n / 60) for n in range(500)],
        [(name, n / 10) for n in range(50) for name in ("BBC", "BBC News", "BBC Sport")],
        [("The Fell Times", 1), ("fell times", 2), ("www.fell times", 3)],
    ],
    ids=["one publisher", "one family", "one name, spelt in many ways"],
)
def test_a_flood_of_one_house_rises_no_higher_than_its_newest_report_alone(flood: list[tuple[str, float]]) -> None:
    newest = max(hours for _, hours in flood)
    two = card("s-two", ("Harbour Post", newest), ("Radio Skerry", newest))
    many = card("s-flood", *flood)
    single = card("s-single", (flood[-1][0], newest))
    assert order(many, two)[0] == "s-two"
    (first, second) = ranked([many, single])
    assert {first.story_id, second.story_id} == {"s-flood", "s-single"}
    assert len(many.voices) == 1


def test_copies_are_no_voice() -> None:
    articles = [report(n, f"{name} Post") for n, name in enumerate("ABCDE", 1)]
    edition = told("s-copies", *articles)
    original = edition.sources[-1].n
    copied = replace(
        edition, sources=tuple(s if s.n == original else replace(s, copy_of=original) for s in edition.sources)
    )
    assert len(card_of(edition).voices) == 5
    assert len(card_of(copied).voices) == 1


def test_one_house_cannot_keep_a_story_of_others_on_top() -> None:
    others = [(f"{letter} Post", 0.0) for letter in "ABCD"]
    kept_up = card("s-kept-up", *others, *(("E Post", float(hour)) for hour in range(0, 120, 2)))
    fresh = card("s-fresh", ("F Post", 118), ("G Post", 118))
    assert order(kept_up, fresh) == ["s-fresh", "s-kept-up"]


def test_a_date_of_the_future_moves_nothing_else() -> None:
    one, two = card("s-one", ("A Post", 0), ("B Post", 0), ("C Post", 0)), card("s-two", ("A Post", 20))
    wrong = replace(card("s-wrong", ("Z Post", 45)), composed_at=one.updated_at + timedelta(hours=20))
    alone = order(*(replace(each, composed_at=wrong.composed_at) for each in (one, two)))
    with_it = order(*(replace(each, composed_at=wrong.composed_at) for each in (one, two)), wrong)
    assert [each for each in with_it if each != "s-wrong"] == alone


def test_equal_stories_stand_in_an_order_that_does_not_depend_on_arrival() -> None:
    cards = [card(f"s-{n}", ("A Post", 0)) for n in range(5)]
    assert order(*cards) == order(*reversed(cards)) == [f"s-{n}" for n in range(5)]
