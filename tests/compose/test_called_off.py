"""Plans that were called off are announced no longer; what was done stays."""

from __future__ import annotations

from tests.compose.press import press
from tests.compose.story import pooled

from coranto.compose.called_off import find_called_off
from coranto.types import Source

PLAN = press(
    "Pilots of Halle ferries will strike on Friday, their union said. About 40 pilots met on the quay on Monday.",
    title="Halle pilots to strike on Friday",
    n=3,
    at="2026-03-09T10:00:00+01:00",
)
PUT_OFF = press(
    "The strike of pilots that was called for Friday has been put off by a week.",
    title="Pilots wait",
    n=2,
    at="2026-03-11T10:00:00+01:00",
)


def gone(*sources: Source) -> list[str]:
    return [old.sentence.text for old, _ in find_called_off(pooled(*sources))]


def end(text: str, title: str = "Pay deal in Halle") -> Source:
    return press(text, title=title, n=1, at="2026-03-12T10:00:00+01:00", publisher="Plain Dealer")


def test_a_strike_that_is_called_off_is_announced_no_longer() -> None:
    texts = gone(PLAN, end("The pilots' union has called off the strike after a pay deal."))
    assert texts == [
        "Halle pilots to strike on Friday",
        "Pilots of Halle ferries will strike on Friday, their union said.",
    ]


def test_a_passive_and_a_headline_say_it_as_well() -> None:
    assert len(gone(PLAN, end("A strike that was planned for Friday has been cancelled, the union said."))) == 2
    assert len(gone(PLAN, end("", title="Pilots' strike called off after pay deal"))) == 2


def test_that_it_was_put_off_is_old_once_it_is_off() -> None:
    texts = gone(PLAN, PUT_OFF, end("The pilots' union has called off the strike after a pay deal."))
    assert any("put off by a week" in text for text in texts)
    assert not any("put off" in text for text in gone(PLAN, PUT_OFF))


def test_threats_refusals_and_other_things_end_nothing() -> None:
    assert gone(PLAN, end("The union could call off the strike, a pilot said.")) == []
    assert gone(PLAN, end("The union did not call off the strike.")) == []
    assert gone(PLAN, end("The port called off the regatta because of the wind.")) == []
    assert gone(PLAN, end("The port cancelled 12 strikes of the harbour bell.")) == []


def test_an_older_report_takes_nothing_off() -> None:
    later = press(
        "Pilots of Halle ferries will strike on Monday.",
        title="Pilots set new day",
        n=1,
        at="2026-03-13T10:00:00+01:00",
    )
    assert not any("Monday." in text for text in gone(later, PUT_OFF))


def test_what_was_done_before_is_no_announcement() -> None:
    found = gone(
        press(
            "Search crews found two boats off Halle and met on the quay on Monday.", title="Boats found off Halle", n=3
        ),
        press("The search was called off.", title="Halle waits", n=1, at="2026-03-14T10:00:00+01:00"),
    )
    assert found == []
