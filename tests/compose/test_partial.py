"""Partial counts give way to fuller ones, and to nothing else."""

from __future__ import annotations

from tests.compose.press import press
from tests.compose.story import pooled

from coranto.compose.partial import find_overtaken_counts
from coranto.types import Source

EARLY = press(
    "Ida Holm led the election in Halle late on Sunday with 52.3 percent after 20 percent of votes had been "
    "counted.\n\n"
    "Olav Brenner, the minister, had 40.1 percent. Turnout was 61 percent an hour before closing.",
    title="Holm leads in Halle",
    n=3,
    at="2026-03-08T22:00:00+01:00",
)
LATER = press(
    "With 70 percent of votes counted, Holm stood at 50.4 percent on Monday.",
    title="Holm's lead shrinks",
    n=2,
    at="2026-03-09T07:00:00+01:00",
    publisher="Plain Dealer",
)
RESULT = press(
    "Ida Holm won the election in Halle with 49.9 percent of the vote, the board said. Turnout was 66 percent.",
    title="Ida Holm wins election in Halle",
    n=1,
    at="2026-03-09T20:00:00+01:00",
)


def old_texts(*sources: Source) -> list[str]:
    return [old.sentence.text for old, _ in find_overtaken_counts(pooled(*sources))]


def test_the_result_ends_every_partial_count_and_the_headline_over_it() -> None:
    gone = " ".join(old_texts(EARLY, LATER, RESULT))
    for words in ("52.3", "40.1", "61 percent", "50.4", "Holm leads", "lead shrinks"):
        assert words in gone


def test_the_result_itself_stands() -> None:
    assert not any("49.9" in text or "wins" in text or "66" in text for text in old_texts(EARLY, LATER, RESULT))


def test_without_a_result_the_fullest_count_stands() -> None:
    gone = " ".join(old_texts(EARLY, LATER))
    assert "52.3" in gone
    assert "50.4" not in gone


def test_a_claimed_victory_ends_nothing() -> None:
    claim = press(
        "Ida Holm declared herself the winner of the election in Halle on Monday, although the count went on.",
        title="Holm claims victory in Halle",
        n=1,
        at="2026-03-09T20:00:00+01:00",
    )
    assert not any("70 percent" in text for text in old_texts(LATER, claim))


def test_another_persons_result_ends_nothing() -> None:
    other = press(
        "Una Sorel won the election for mayor of Sarn.",
        title="Una Sorel wins Sarn vote",
        n=1,
        at="2026-03-09T20:00:00+01:00",
    )
    assert not any("70 percent" in text for text in old_texts(LATER, other))


def test_so_far_ends_with_another_figure_for_the_same_and_not_before() -> None:
    early = press("Forty-one boats had been towed ashore by 11 p.m. on Friday.", title="Storm", n=2)
    later = press("Sixty boats have been towed ashore.", title="Calm", n=1, at="2026-03-14T18:00:00+01:00")
    assert [t for t in old_texts(early, later) if "Forty-one" in t]
    assert (
        old_texts(early, press("Sixty nets have been torn.", title="Calm", n=1, at="2026-03-14T18:00:00+01:00")) == []
    )


def test_a_count_so_far_stands_beside_a_lower_one_or_one_of_another_place() -> None:
    early = press("About 900 leaks have been found so far in Halle.", title="Leaks in Halle", n=2)
    lower = press("Forty leaks in Halle were sealed.", title="Work in Halle", n=1, at="2026-03-14T18:00:00+01:00")
    abroad = press(
        "The number of leaks in Sarn has risen to 950.", title="Leaks in Sarn", n=1, at="2026-03-14T18:00:00+01:00"
    )
    assert old_texts(early, lower) == []
    assert old_texts(early, abroad) == []
