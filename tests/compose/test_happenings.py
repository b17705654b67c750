"""On which day a story's events stand, from whole invented articles."""

from __future__ import annotations

from datetime import datetime

from tests.compose.press import press
from tests.compose.story import judged, pooled

from coranto.compose.timeline import write_timeline
from coranto.types import Source


def timeline_of(*sources: Source, now: str = "2026-03-20T12:00:00+01:00") -> list[tuple[str, bool, str]]:
    _, claims = judged(*sources)
    entries = write_timeline(claims, pooled(*sources), now=datetime.fromisoformat(now))
    return [(entry.date, entry.scheduled, s.text) for entry in entries for s in entry.statements]


def test_a_headline_has_the_day_of_its_lead() -> None:
    article = press(
        "On Tuesday the mayor of Torva, Orla Venn, resigned over the fire at the mill.\nThe mill burned for a week.",
        title="Mayor of Torva resigns over mill fire",
        at="2026-03-12T08:00:00+01:00",
    )
    assert [date for date, _, _ in timeline_of(article)] == ["2026-03-10"]


def test_an_undated_headline_under_an_opening_of_another_day_has_no_day() -> None:
    article = press(
        "Passengers of the ferry told how they swam ashore. "
        "Many had lost their bags when the Aurora sank on Wednesday.",
        title="Passengers swim ashore from ferry",
        at="2026-03-12T08:00:00+01:00",
    )
    assert "2026-03-12" not in [date for date, _, _ in timeline_of(article)]


def test_a_late_article_does_not_move_the_event() -> None:
    first = press(
        "The ferry Aurora sank off Torva on Monday with 40 people on board, the coast guard said.",
        title="Ferry Aurora sinks off Torva with 40 on board",
        n=3,
        at="2026-03-09T20:00:00+01:00",
    )
    second = press(
        "A ferry with 40 people on board, the Aurora, sank off Torva on Monday.",
        title="Ferry Aurora sinks off Torva, 40 on board",
        n=2,
        at="2026-03-09T22:00:00+01:00",
        publisher="Tide",
    )
    late = press(
        "The ferry Aurora sank off Torva on Monday with 40 people on board.",
        title="Ferry Aurora sinks off Torva with 40 on board",
        n=1,
        at="2026-03-18T22:00:00+01:00",
        publisher="Beacon",
    )
    assert {date for date, _, _ in timeline_of(first, second, late)} == {"2026-03-09"}


def test_a_bare_weekday_six_days_back_is_not_trusted() -> None:
    article = press(
        "The ferry Aurora sank off Torva on Wednesday.", title="Ferry of Torva lost", at="2026-03-10T00:00:00+00:00"
    )
    assert "2026-03-04" not in [date for date, _, _ in timeline_of(article)]


def test_the_main_event_printed_after_midnight_stands_on_the_day_that_two_others_give() -> None:
    others = [
        press(
            f"Divers searched for the ferry Aurora off Torva late on Monday. {more}",
            title=title,
            n=n,
            at="2026-03-10T01:00:00+00:00",
            publisher=publisher,
        )
        for n, publisher, title, more in (
            (2, "Tide", "Divers search sea off Torva", "The sea was rough."),
            (3, "Beacon", "Boats look for ferry Aurora", "Boats came from Sund."),
        )
    ]
    main = press(
        "The ferry Aurora has sunk off Torva, killing six people.",
        title="Torva: ferry Aurora lost",
        n=1,
        at="2026-03-10T11:00:00+00:00",
    )
    found = [date for date, _, text in timeline_of(main, *others) if "sunk" in text]
    assert found == ["2026-03-09"]


def test_a_feature_opening_that_no_headline_bears_out_has_no_day() -> None:
    article = press(
        "The sea gave Torva its name, its wealth and its songs.\nThe harbour is deep.",
        title="Ferries: who pays for the new quay?",
    )
    assert timeline_of(article) == []


def test_a_launch_that_was_put_off_is_scheduled_no_more() -> None:
    announced = press(
        "The ferry Aurora will make its first trip from Torva on Tuesday, March 24, the ferry line said on Wednesday.",
        title="Ferry Aurora to sail on March 24",
        n=2,
        at="2026-03-11T12:00:00+01:00",
    )
    moved = press(
        "The first trip of the ferry Aurora from Torva has been postponed to March 31 because of a leak, the ferry "
        "line said on Friday.",
        title="Leak delays first trip of ferry Aurora",
        n=1,
        at="2026-03-13T12:00:00+01:00",
        publisher="Tide",
    )
    found = timeline_of(announced, moved)
    assert ("2026-03-24", True) not in [(date, scheduled) for date, scheduled, _ in found]
    assert "2026-03-11" in [date for date, scheduled, _ in found if not scheduled]


def test_what_lay_ahead_of_an_old_article_and_was_never_reported_is_not_scheduled() -> None:
    plan = press(
        "The council of Torva will vote on the quay on Saturday, the Harbour Office said on Wednesday.",
        title="Council of Torva to vote on quay",
        n=2,
        at="2026-03-11T12:00:00+01:00",
    )
    other = press(
        "A storm broke the quay of Torva on Monday.",
        title="Storm breaks quay of Torva",
        n=1,
        at="2026-03-16T12:00:00+01:00",
        publisher="Tide",
    )
    found = timeline_of(plan, other)
    assert "2026-03-14" not in [date for date, _, _ in found]
    assert ("2026-03-11", False) in [(date, scheduled) for date, scheduled, _ in found]


def test_due_on_the_very_day_is_still_a_plan() -> None:
    article = press(
        "The presidents of Ostmark and Sund are to meet in Torva on Friday.",
        title="Presidents meet in Torva",
        at="2026-03-13T06:00:00+01:00",
    )
    found = timeline_of(article, now="2026-03-13T12:00:00+01:00")
    assert not [text for _, scheduled, text in found if "are to meet" in text and not scheduled]


def test_an_event_of_a_day_is_told_once_and_by_a_sentence() -> None:
    found = timeline_of(
        press(
            "The ferry Aurora sank off Torva on Monday with 40 people on board, the coast guard said.",
            title="Ferry Aurora sinks off Torva",
            n=2,
            at="2026-03-09T20:00:00+01:00",
        ),
        press(
            "A ferry with 40 people on board sank off Torva on Monday.",
            title="Ferry Aurora With 40 on Board Sinks Off Torva",
            n=1,
            at="2026-03-09T22:00:00+01:00",
            publisher="Tide",
        ),
    )
    assert [date for date, _, _ in found] == ["2026-03-09"]
    assert found[0][2].endswith(".")
    assert "on Monday, March 9" in found[0][2]


def test_another_affair_of_long_ago_is_left_out() -> None:
    text = (
        "The ferry Aurora sank off Torva on Monday.\n"
        "In May 2025 a bank in Sund charged a customer twice for one tank of petrol."
    )
    assert [date for date, _, _ in timeline_of(press(text, title="Ferry Aurora sinks off Torva"))] == ["2026-03-09"]


def test_a_headline_dated_long_before_its_publication_gives_no_weekday() -> None:
    article = press(
        "Torva woke on Tuesday to the news that the ferry Aurora had sunk.",
        title="News from Torva of February 3, 2026",
        at="2026-03-18T12:00:00+01:00",
    )
    assert "2026-03-17" not in [date for date, _, _ in timeline_of(article)]


def test_two_counts_of_an_older_headline_tell_that_the_day_is_wrong() -> None:
    old = press(
        "The fire killed 59 people and injured 527 people at the fair of Torva, the fire service said.",
        title="Fire at fair of Torva kills 59 people, injures 527 people",
        n=2,
        at="2026-03-02T12:00:00+01:00",
        publisher="Tide",
    )
    late = press(
        "It was the worst night of Torva.\nAt least 59 people were killed and 527 people were injured at the fair "
        "on Sunday.",
        title="The worst night",
        n=1,
        at="2026-03-16T12:00:00+01:00",
    )
    assert "2026-03-15" not in [date for date, _, _ in timeline_of(old, late)]


def test_a_house_that_dates_several_articles_to_one_minute_long_after_the_rest_gives_no_day() -> None:
    first = press(
        "The ferry Aurora sank off Torva on Monday, the coast guard said.",
        title="Ferry Aurora sinks off Torva",
        n=3,
        at="2026-03-02T20:00:00+01:00",
        publisher="Tide",
    )
    fetched = [
        press(text, title=title, n=n, at="2026-03-16T21:37:00+01:00")
        for n, text, title in (
            (1, "Divers searched the sea off Torva for the crew on Sunday.", "Divers search sea off Torva"),
            (2, "The minister spoke of a dark day for Torva on Sunday.", "Minister speaks of dark day for Torva"),
        )
    ]
    assert [date for date, _, _ in timeline_of(first, *fetched)] == ["2026-03-02"]
    assert "2026-03-15" in [date for date, _, _ in timeline_of(first, fetched[0])]


def test_undated_news_has_the_day_of_publication_in_its_own_offset() -> None:
    for stamp, expected in (
        ("2026-03-13T02:35:00+00:00", "2026-03-13"),
        ("2026-03-13T00:00:00+00:00", "2026-03-13"),
        ("2026-03-12T21:35:00-05:00", "2026-03-12"),
    ):
        article = press(
            "The ferry line Torva Lines has dismissed its captain over the fire.",
            title="Torva Lines dismisses captain over fire",
            at=stamp,
        )
        assert [date for date, _, _ in timeline_of(article)] == [expected]


def test_what_is_told_from_a_later_day_gives_way_to_a_report() -> None:
    report = press(
        "The council of Torva fined the ferry line on Tuesday, March 3, over the injured.",
        title="Council fines ferry line over the injured",
        n=2,
        at="2026-03-03T20:00:00+01:00",
        publisher="Tide",
    )
    later = press(
        "The ferry line Aurora raised its count of the injured to 40 on Monday.\n"
        "On March 3 Aurora had spoken of 12 injured.",
        title="Aurora raises count of injured to 40",
        n=1,
        at="2026-03-09T12:00:00+01:00",
    )
    told = [text for date, _, text in timeline_of(report, later) if date == "2026-03-03"]
    assert told == ["The council of Torva fined the ferry line on Tuesday, March 3, over the injured."]
