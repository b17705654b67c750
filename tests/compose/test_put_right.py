"""Figures that a sentence puts in place of others: taken back by their own teller, or contested by somebody else."""

from __future__ import annotations

import pytest
from tests.compose.press import press
from tests.compose.story import judged, page_of

from coranto.types import Source

FIRST = press(
    "A landslide near Talva buried a bus with nine miners on Friday, the district office said.\n"
    "Rescuers with dogs were on their way to Talva.",
    title="Landslide near Talva buries nine miners",
    n=2,
)


def later(
    text: str, *, title: str = "Mine owner speaks on landslide near Talva", publisher: str = "Belpress"
) -> Source:
    return press(text, title=title, n=1, at="2026-03-14T12:00:00+01:00", publisher=publisher)


def test_what_is_taken_back_is_superseded_in_sentences_titles_and_disputes() -> None:
    new = later(
        "Seven miners were in the bus that a landslide buried near Talva, and not nine as the district office first"
        " reported, the mine's owner, Gerda Lund, said on Saturday.",
        title="Seven, not nine, miners in buried bus, says owner",
    )
    headline, sections, disputes = page_of(new, FIRST)
    (dispute,) = disputes
    assert (dispute.verdict, [s.value for s in dispute.sides]) == ("superseded", ["nine", "Seven"])
    assert dispute.about == "Number of miners"
    printed = [headline.text, *(t.text for s in sections for t in (s.title, *s.statements))]
    assert all("nine" not in text or "not nine" in text for text in printed)


def test_who_contradicts_another_report_is_in_conflict_with_it() -> None:
    old = press(
        "The new harbour of Ostmark opened on Friday. It cost 240 million dollars.", title="Ostmark opens harbour", n=2
    )
    new = later(
        "The new harbour of Ostmark cost 310 million dollars and not 240 million, auditors said on Saturday.",
        title="Auditors report on Ostmark harbour",
    )
    disputes, claims = judged(new, old)
    (dispute,) = disputes
    assert (dispute.verdict, dispute.about) == ("conflict", "Cost")
    assert {s.value for s in dispute.sides} == {"240 million", "310 million dollars"}
    assert not [c for c in claims if c.stale is None and not c.disputed and "310" in c.best.statement.text]


def test_who_is_said_to_hold_to_the_other_figure_is_the_other_side() -> None:
    old = press(
        "Ostria wants its miners back who were seized in February. It says there are 62 of them.",
        title="Ostria and Norland meet over miners",
        n=2,
    )
    new = later("Norland holds 48 Ostrian miners and not 62, as Ostria claims, General Karl Brandt said on Saturday.")
    (dispute,), _ = judged(new, old)
    assert (dispute.verdict, dispute.about) == ("conflict", "Number of miners")
    assert [s.value for s in dispute.sides] == ["62", "48"]


@pytest.mark.parametrize(
    "text",
    [
        "Seven nurses were in the bus near Talva and not nine drivers, the owner said on Saturday.",
        "Seven roads near Talva are closed and not one of the nine miners was hurt, the owner said on Saturday.",
        "The owner near Talva employs 70 miners. Not nine but all of them went home on Saturday.",
    ],
)
def test_other_things_are_not_put_right(text: str) -> None:
    disputes, _ = judged(later(text), FIRST)
    assert not disputes


def test_a_figure_that_no_other_article_gives_is_no_dispute() -> None:
    new = later("The bus near Talva was 12 years old and not 15, as first reported, the owner said on Saturday.")
    assert not judged(new, FIRST)[0]
