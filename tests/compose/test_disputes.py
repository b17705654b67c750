"""Verdicts on differing figures: time first, and conflict last."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.compose.press import parser, press
from tests.compose.story import judged, page_of, printed

from coranto.models.minilm import MiniLM
from coranto.testing.stories import page_of as whole_page
from coranto.types import RawArticle, Source

RISING = (
    press(
        "A landslide hit the village of Halle before dawn on Friday, killing at least 14 people, police said.",
        title="Landslide kills 14 in Halle",
        n=3,
        at="2026-03-13T06:00:00+01:00",
    ),
    press(
        "The number of people killed in the Halle landslide rose to 22 on Friday evening, police said.",
        title="Halle landslide death toll rises to 22",
        n=2,
        at="2026-03-13T20:00:00+01:00",
        publisher="Plain Dealer",
    ),
    press(
        "The landslide that hit Halle on Friday has killed 29 people, police said on Saturday.",
        title="Halle landslide toll reaches 29",
        n=1,
        at="2026-03-14T20:00:00+01:00",
    ),
)
SIZES = (
    press(
        "An earthquake hit the coast of Ostmark on Friday. It had a magnitude of 5.6, the Coastal Institute said.",
        title="Quake hits Ostmark coast",
        n=2,
        at="2026-03-13T06:00:00+01:00",
    ),
    press(
        "The Upland Observatory put the magnitude of the Ostmark earthquake at 5.1 on Friday.",
        title="Ostmark quake damages quay",
        n=1,
        at="2026-03-13T12:00:00+01:00",
        publisher="Plain Dealer",
    ),
)


def test_a_rising_toll_is_superseded() -> None:
    disputes, _ = judged(*RISING)
    assert [d.verdict for d in disputes] == ["superseded"]
    assert [side.value for side in disputes[0].sides[1:]] == ["22", "29"]
    assert "14" in disputes[0].sides[0].value


def test_no_older_toll_is_left_on_the_page_in_any_wording() -> None:
    headline, sections, _ = page_of(*RISING)
    for text in (headline.text, *printed(sections)):
        assert "14" not in text.replace("March 14", "")
        assert "22" not in text
    assert any("29" in text for text in printed(sections))


def test_claims_with_older_figures_say_what_replaced_them() -> None:
    _, claims = judged(*RISING)
    stale = [c for c in claims if c.stale]
    assert stale
    assert all(c.stale == "superseded by [1]" for c in stale)


def test_two_authorities_differ_on_a_magnitude() -> None:
    disputes, _ = judged(*SIZES)
    (dispute,) = disputes
    assert (dispute.about, dispute.kind, dispute.verdict) == ("Magnitude", "number", "conflict")
    assert {side.value for side in dispute.sides} == {"5.6", "5.1"}
    assert {n for side in dispute.sides for n in side.statement.citations} == {1, 2}


def test_a_conflict_has_its_own_section_and_no_other_states_a_side() -> None:
    headline, sections, _ = page_of(*SIZES)
    assert "5." not in headline.text
    bearing = [s for s in sections if any("5.6" in x.text or "5.1" in x.text for x in s.statements)]
    (section,) = bearing
    text = " ".join(s.text for s in section.statements)
    assert all(words in text for words in ("5.6", "5.1", "Institute", "Observatory"))
    assert "5." not in section.title.text
    assert all(s.standing == "disputed" for s in section.statements)


QUIET: list[tuple[str, tuple[Source, ...]]] = [
    (
        "a part is not the whole",
        (
            press("Police said 22 people were killed in the landslide at Halle, 9 of them children.", n=2),
            press("The landslide at Halle killed 22 people, police said.", n=1, publisher="B"),
        ),
    ),
    (
        "another raid in a relative clause",
        (
            press("A bomb at the Halle depot killed 6 people on Friday, police said.", n=2),
            press(
                "The bomb at the Halle depot killed 6 people. A group called it revenge for a raid that left 32 dead.",
                n=1,
                publisher="B",
            ),
        ),
    ),
    (
        "an older event",
        (
            press("A fire at the Halle mill killed 3 people on Friday, police said.", n=2),
            press("A fire in 1998 at the Halle mill killed 40 people. Friday's fire killed 3.", n=1, publisher="B"),
        ),
    ),
    (
        "a copy says nothing",
        (
            press("The landslide at Halle killed 22 people, police said.", n=2),
            press("The landslide at Halle killed 20 people, police said.", n=1, publisher="B", copy_of=2),
        ),
    ),
    (
        "houses are not people",
        (
            press("Police said 22 people were killed in Halle.", n=2),
            press("Some 60 houses were destroyed in Halle, where 22 people were killed.", n=1, publisher="B"),
        ),
    ),
]


@pytest.mark.parametrize("sources", [s for _, s in QUIET], ids=[name for name, _ in QUIET])
def test_false_alarms_are_worse_than_silence(sources: tuple[Source, ...]) -> None:
    disputes, _ = judged(*sources)
    assert disputes == ()


RAIN = (
    press(
        "The river broke its banks in Halle on Friday.\n"
        "The Lake Institute said 140 millimetres of rain fell on Halle in a day.\n"
        "The harbour board said its own gauges had recorded 195 millimetres.",
        title="Rain figures differ after Halle flood",
        n=2,
        at="2026-03-13T10:00:00+01:00",
    ),
    press(
        "Halle was under water on Friday after 140 millimetres of rain fell in a day, the Lake Institute said.",
        title="Halle under water",
        n=1,
        at="2026-03-13T14:00:00+01:00",
        publisher="Plain Dealer",
    ),
)


def test_two_bodies_that_measure_differently_are_both_shown() -> None:
    _, sections, disputes = page_of(*RAIN)
    (dispute,) = disputes
    assert dispute.verdict == "conflict"
    assert {side.value for side in dispute.sides} == {"140", "195"}
    (shown,) = (s for s in sections if {1, 2} & set(s.title.citations) and "differ" in s.title.text)
    assert not any(character.isdigit() for character in shown.title.text)
    assert len(shown.statements) == 2


def test_rain_in_two_places_is_no_dispute() -> None:
    story = (
        press("The Lake Institute said 140 millimetres of rain fell on Halle on Friday.", title="Rain in Halle", n=2),
        press(
            "The harbour board said 60 millimetres of rain fell on Ostmark on Friday.",
            title="Rain in Ostmark",
            n=1,
            publisher="Plain Dealer",
        ),
    )
    assert page_of(*story)[2] == ()


def test_a_breach_that_grows_is_superseded() -> None:
    story = (
        press(
            "Data of 1.1 million customers were copied, the parcel firm Hask said on Monday.",
            title="Hask says data of 1.1 million customers exposed",
            n=2,
            at="2026-03-09T10:00:00+01:00",
        ),
        press(
            "The theft at Hask exposed the data of 1.8 million customers, the firm said on Friday.\n"
            "A group has sued on behalf of 9,000 customers.",
            title="Hask raises breach count to 1.8 million",
            n=1,
            at="2026-03-13T10:00:00+01:00",
            publisher="Plain Dealer",
        ),
    )
    headline, sections, (dispute,) = page_of(*story)
    assert dispute.verdict == "superseded"
    assert [side.value for side in dispute.sides] == ["1.1 million", "1.8 million"]
    assert not any("1.1" in text for text in (headline.text, *printed(sections)))


def test_a_number_before_another_noun_is_no_count_of_documents() -> None:
    story = (
        press("Ministers of the two towns signed nine agreements on Friday.", title="Towns sign nine agreements", n=2),
        press(
            "Nine agreements were signed in Halle on Friday.",
            title="Nine agreements signed",
            n=1,
            publisher="Plain Dealer",
        ),
    )
    assert page_of(*story)[2] == ()


def test_one_sentence_that_sets_two_counts_side_by_side_is_a_conflict() -> None:
    text = "The coast guard says 31 people died when the ferry sank off Halle, while the hospital says 47 died."
    disputes, _ = judged(
        press(text, title="Ferry sinks off Halle", n=2, at="2026-03-13T06:00:00+01:00"),
        press("The ferry sank off Halle in the night.", n=1, publisher="Plain Dealer"),
    )
    assert [(d.verdict, [side.value for side in d.sides]) for d in disputes] == [("conflict", ["31", "47"])]


def test_only_some_of_the_dead_are_no_earlier_count_of_all() -> None:
    disputes, _ = judged(
        press("Shells killed two women in Halle on Friday, the mayor said.", n=2, at="2026-03-13T06:00:00+01:00"),
        press("An air raid killed 26 people across the river from Halle.", n=1, publisher="Plain Dealer"),
    )
    assert disputes == ()


def test_a_low_floor_is_replaced_and_not_rounded() -> None:
    disputes, _ = judged(
        press("More than 400 people were injured at the fair of Halle.", n=2, at="2026-03-13T06:00:00+01:00"),
        press("The crush at the fair of Halle injured 527 people.", n=1, publisher="Plain Dealer"),
    )
    assert [d.verdict for d in disputes] == ["superseded"]


def test_a_conflict_stands_under_a_line_that_says_so() -> None:
    texts = (
        "Rebels said 22 people were killed in the clashes in Halle. A market burned in Halle, traders said.",
        "The army said 14 people were killed in the clashes in Halle.",
    )
    raws = [
        RawArticle(
            subject=str(n),
            url=f"https://news.example/{n}",
            title=f"Clashes in Halle, day {n + 1}",
            text=text,
            publisher=("Ostmark Courier", "Plain Dealer")[n],
            published_at=f"2026-03-1{3 + 2 * n}T06:00:00+01:00",
        )
        for n, text in enumerate(texts)
    ]
    page, _, _ = whole_page(raws, now=datetime(2026, 3, 16, tzinfo=UTC), parser=parser(), embedder=MiniLM(threads=1))
    assert "Sources differ on number of dead" in [section.title.text for section in page.sections]
