"""Two causes of one event by two speakers: a conflict only where one leaves no room for the other."""

from __future__ import annotations

import pytest
from tests.compose.press import press
from tests.compose.story import judged, page_of, printed

from coranto.types import Source

LEAD = "A fire destroyed the old mill of Halle on Thursday and nobody was hurt."
EARLY, LATER = "2026-03-13T06:00:00+01:00", "2026-03-13T10:00:00+01:00"


def two(first: str, second: str, *, at: str = LATER) -> tuple[Source, Source]:
    return (
        press(f"{LEAD}\n{first}", n=2, at=EARLY, title="Fire destroys mill of Halle"),
        press(f"{LEAD}\n{second}", n=1, at=at, publisher="Plain Dealer", title="Old mill of Halle burns down"),
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The fire that destroyed the old mill on the river on Thursday was caused by welding on the roof, "
            "police chief Ines Roth said.",
            "The fire was caused by an overheated bearing in a belt, the company Millworks said.",
        ),
        (
            "The fire was caused by arson, police chief Ines Roth said.",
            "The fire was due to a fault in the wiring, the company Millworks said.",
        ),
        (
            "Police chief Ines Roth blamed arsonists for the fire.",
            "A short circuit caused the fire, the company Millworks said.",
        ),
        (
            "The fire was started by a faulty lamp, fire chief Karl Brandt said.",
            "Fire insurer Velmgard blamed the fire on human error.",
        ),
    ],
)
def test_causes_that_exclude_each_other(first: str, second: str) -> None:
    (found,), _ = judged(*two(first, second))
    assert (found.kind, found.verdict, found.about) == ("cause", "conflict", "The cause of the fire")
    assert [side.statement.standing for side in found.sides] == ["disputed", "disputed"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The fire was caused by arson, police chief Ines Roth said.",
            "The fire was caused by arson, the company Millworks said.",
        ),
        (
            "The fire was caused by arson, police chief Ines Roth said.",
            "The fire was not caused by a fault in the wiring, the company Millworks said.",
        ),
        (
            "The fire was caused by arson, police chief Ines Roth said.",
            "The fire may have been started by a faulty lamp, the company Millworks said.",
        ),
        (
            "The fire was caused by strong wind, fire chief Karl Brandt said.",
            "A short circuit caused the fire, the company Millworks said.",
        ),
        (
            "The fire was caused by arson, police chief Ines Roth said.",
            "The power failure was due to a software fault, the company Millworks said.",
        ),
        ("The fire was caused by arson, police chief Ines Roth said.", "The fire was caused by a fault in the wiring."),
    ],
)
def test_causes_that_do_not(first: str, second: str) -> None:
    assert [d for d in judged(*two(first, second))[0] if d.kind == "cause"] == []


def test_a_later_finding_is_no_other_side() -> None:
    story = two(
        "The fire was due to a fault in the wiring, the company Millworks said.",
        "The fire was caused by arson, police chief Ines Roth said.",
        at="2026-03-20T10:00:00+01:00",
    )
    assert judged(*story)[0] == ()


def test_no_section_tells_one_cause_alone() -> None:
    plain = press(
        "The mill fire was caused by arson.\n" + LEAD, n=3, at=EARLY, publisher="Velm Post", title="Mill burns"
    )
    story = two(
        "The fire was caused by arson, police chief Ines Roth said.",
        "The fire was due to a fault in the wiring, the company Millworks said.",
    )
    _, sections, _ = page_of(*story, plain)
    for section in sections:
        told = " ".join(printed((section,)))
        assert ("arson" in told) == ("wiring" in told)
