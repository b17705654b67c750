"""What others told before cannot have happened afterwards: then an article's date is wrong."""

from __future__ import annotations

from tests.compose.press import press
from tests.compose.story import claims_of

from coranto.compose.contradicted import contradicted, without_dates
from coranto.compose.likeness import Likeness
from coranto.types import Source

OLD = press(
    "A gas explosion destroyed the fish market in Halle on Sunday, killing four people, the fire service said.",
    title="Gas explosion destroys Halle fish market, four dead",
    n=2,
    at="2026-03-09T09:00:00+01:00",
)


def _late(text: str, title: str, at: str) -> Source:
    return press(text, title=title, n=1, at=at, publisher="Plain Dealer")


def _doubted(*story: Source) -> frozenset[int]:
    claims = claims_of(*story)
    return contradicted(claims, Likeness([s for c in claims for s in c.sentences]))


def test_an_old_report_with_the_date_of_its_fetching_is_doubted() -> None:
    late = _late(
        "Four people were killed on Sunday when a gas explosion destroyed the fish market in Halle.\n"
        "A gas explosion destroyed the market on Sunday, killing four people.",
        "Four killed as gas explosion destroys fish market in Halle",
        "2026-05-20T09:00:00+02:00",
    )
    assert 1 in _doubted(late, OLD)
    new, old = without_dates((late, OLD), {1})
    assert not new.article.date_certain
    assert old.article.date_certain


def test_a_report_of_what_came_after_is_believed() -> None:
    later = _late(
        "The owner of the fish market in Halle was charged with negligence on Tuesday, prosecutors said.",
        "Halle fish market owner charged over explosion",
        "2026-05-20T09:00:00+02:00",
    )
    assert _doubted(later, OLD) == frozenset()


def test_a_plan_that_was_told_before_is_no_contradiction() -> None:
    plan = press(
        "Halle will reopen its fish market on Saturday, the city said.",
        title="Halle to reopen fish market on Saturday",
        n=2,
        at="2026-03-09T09:00:00+01:00",
    )
    done = _late(
        "Halle reopened its fish market on Saturday.", "Halle reopens fish market", "2026-03-15T09:00:00+01:00"
    )
    assert _doubted(done, plan) == frozenset()
