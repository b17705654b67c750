"""Which days of a long affair are kept, and which of their sentences are told."""

from __future__ import annotations

from datetime import date, timedelta

from coranto.compose.chronicle import Dispatch, weigh_days, write_chronicle

START = date(2026, 3, 1)


def on(day: int) -> date:
    return START + timedelta(days=day - 1)


def say(article: int, published: int, text: str, named: int | None = None, place: int = 0) -> Dispatch:
    day = None if named is None else on(named)
    return Dispatch(article=article, place=place, published=on(published), text=text, named=day)


POOL = [
    say(1, 1, "The dam above Torva broke before dawn and water ran into the valley.", 1),
    say(1, 1, "Torva has eight thousand people.", None, 1),
    say(2, 2, "Water from the broken dam covers the valley below Torva, rescuers said."),
    say(3, 9, "Prosecutors charged the owner of the Torva dam with neglect.", 9),
    say(4, 20, "The Torva dam broke on March 1 and flooded the valley.", 1),
    say(5, 21, "Since the dam above Torva broke on March 1 the valley has been empty.", 1),
    say(6, 22, "Torva will rebuild the dam by May.", 60),
]


def test_the_day_that_later_articles_name_comes_first() -> None:
    (day,) = write_chronicle(POOL, keywords=("torva",), days=1)
    assert day.date == on(1)
    assert "dam" in day.dispatches[0].text
    assert "broke" in day.dispatches[0].text


def test_days_ascend_and_a_day_to_come_is_not_told() -> None:
    days = [day.date for day in write_chronicle(POOL, keywords=("torva",), days=10)]
    assert days == sorted(days)
    assert on(60) not in days
    assert on(9) in days


def test_only_the_span_is_read_and_told() -> None:
    days = write_chronicle(POOL, keywords=("torva",), first=on(5), last=on(21), days=10)
    assert all(on(5) <= day.date <= on(21) for day in days)


def test_a_day_without_a_sentence_on_the_matter_makes_room_for_the_next() -> None:
    pool = [*POOL, *(say(n, 12, "A festival was held elsewhere.", 12) for n in range(30, 40))]
    pool += [say(n, 12, "Torva was not mentioned on stage.", None, 9) for n in range(30, 40)]
    days = write_chronicle(pool, keywords=("torva",), days=1)
    assert [day.date for day in days] == [on(1)]


def test_nothing_is_told_twice_and_a_stump_is_no_first_choice() -> None:
    pool = [say(n, 1, "The dam above Torva broke at dawn and water ran into the valley.", 1) for n in range(5)]
    pool.append(say(9, 2, "Torva dam broke.", 1))
    (day,) = write_chronicle(pool, keywords=("torva",), days=1, sentences=3)
    assert [one.text for one in day.dispatches] == [pool[0].text, "Torva dam broke."]


def test_without_a_number_of_days_the_light_ones_are_left_out() -> None:
    pool = [say(n, 20, "The dam above Torva broke on March 1.", 1) for n in range(20)]
    pool.append(say(99, 20, "A shop in Torva opened on March 7.", 7))
    assert [day.date for day in write_chronicle(pool)] == [on(1)]
    assert len(write_chronicle(pool, days=2)) == 2


def test_a_day_loses_of_its_heavier_neighbour() -> None:
    pool = [say(n, 20, "x", 1) for n in range(10)] + [say(50, 20, "y", 2)]
    weights = weigh_days(pool, [True] * len(pool))
    assert weights[on(2)] < 0 < weights[on(1)]


def test_no_dispatches_no_days() -> None:
    assert write_chronicle([]) == ()
    assert write_chronicle([say(1, 1, "...", 1)], days=3) == ()


def test_what_may_not_be_told_of_a_day_gives_way_to_what_may() -> None:
    told = write_chronicle(POOL, days=1, usable=lambda one, day: one.named == day and one.article != 1)
    assert [(day.date, day.dispatches[0].article) for day in told] == [(on(1), 4)]
    assert write_chronicle(POOL, days=1, usable=lambda one, day: False) == ()


def test_the_core_of_a_day_may_be_told_without_a_keyword_beside_one_that_has_it() -> None:
    pool = [
        say(n, 20 + n, "The dam broke on March 1 and water ran into the valley below it.", 1, place=n) for n in range(6)
    ]
    stump = say(9, 20, "Torva mourned on March 1 with bells and flags and a march.", 1)
    (day,) = write_chronicle([*pool, stump], keywords=("torva",), days=1)
    assert "dam" in day.dispatches[0].text
    assert write_chronicle(pool, keywords=("torva",), days=1) == ()
