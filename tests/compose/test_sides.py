"""Two sides with two figures in one article are shown together; other figures are left alone."""

from __future__ import annotations

import pytest
from tests.compose.press import press
from tests.compose.story import judged, page_of, printed

from coranto.compose.sides import find_sides


def pairs(text: str, *, title: str = "Row in Halle") -> set[tuple[str, str, str]]:
    """(what it is about, one figure, the other) for each pair of sides in an article."""
    found = find_sides((press(text, title=title),))
    return {(s.about, s.first.quantity.text, s.second.quantity.text) for s in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The union put the number of posts at risk at 700. Dorn said fewer than 200 posts would go, all in sales.",
            ("Number of posts", "700", "200"),
        ),
        (
            "Insurers put the damage at 1.4 billion crowns. The government spoke of 800 million.",
            ("Damage", "1.4 billion crowns", "800 million"),
        ),
        (
            "The deal saves 300 farms, minister Una Sorel said.\n\nThe farmers' league put the number at 120.",
            ("Number of farms", "300", "120"),
        ),
        ("Organisers counted 11,000 people and police 4,000.", ("Number of people", "11,000", "4,000")),
        (
            "Thousands marched in protest. The clerks spoke of 7,000 and the guild of 2,000.",
            ("Number of demonstrators", "7,000", "2,000"),
        ),
        (
            "The guild said 2,000 people marched through Halle, while the police put the number at 700.",
            ("Number of demonstrators", "2,000", "700"),
        ),
        (
            "The owner said 40 crates fell into the canal, but the inspectors say about 300.",
            ("Number of crates", "40", "300"),
        ),
        (
            "Mira Holm said 2,100 letters from the harbour had been lost. The post office rejected this and put the "
            "number of letters there at 950 in all.",
            ("Number of letters", "2,100", "950"),
        ),
    ],
)
def test_two_named_sides_are_found(text: str, expected: tuple[str, str, str]) -> None:
    assert pairs(text) == {expected}


def test_a_headline_may_set_them_side_by_side() -> None:
    found = pairs("The bridge was opened on Friday.", title="Auditors put cost of bridge at 90 million, city at 60")
    assert found == {("Cost", "90 million", "60")}


@pytest.mark.parametrize(
    "text",
    [
        "Police said 12 people were arrested. Organisers said 30 people were hurt.",
        "The union put the number of posts at risk at 700. It said 200 posts had gone last year.",
        "The union put the number of posts at risk at 700. Dorn earlier put the number at 200.",
        "The union put the number of posts at 700. Dorn said 200 clerks would stay.",
        "The union put the number of posts at 700. Dorn put the number at 700.",
        "Police counted 40 boats in Halle. The coastguard counted 90 boats in Sarn.",
        "Police counted 40 boats on Monday. The coastguard counted 90 boats on Friday.",
        "The union is asking for 7 percent. Dorn has offered 4 percent.",
        "The Coastal Institute put the magnitude at 5.6 and the depth at 12 km.",
        "A poll put the party at 400 seats. The party put the number at 300.",
        "The union put the number of posts at 700. Dorn put the number of machines at 20,000.",
    ],
)
def test_other_things_places_days_and_speakers_are_no_dispute(text: str) -> None:
    assert pairs(text) == set()


ROW = press(
    "Dorn will close its lamp works in Halle, the company said on Friday.\n\n"
    "The union put the number of posts at risk at 700. Dorn said fewer than 200 posts would go.\n\n"
    "Mayor Una Sorel will meet the union on Monday.",
    title="Dorn to close lamp works in Halle",
    n=1,
)
PLAIN = press(
    "Dorn will close its lamp works in Halle.\n\nSome 700 posts will go.",
    title="Lamp works in Halle to close",
    n=2,
    at="2026-03-13T12:00:00+01:00",
    publisher="Plain Dealer",
)


def test_both_sides_are_a_conflict_with_their_limits() -> None:
    disputes, _ = judged(ROW, PLAIN)
    assert [(d.verdict, d.about, [side.value for side in d.sides]) for d in disputes] == [
        ("conflict", "Number of posts", ["700", "fewer than 200"])
    ]


def test_no_section_gives_one_side_alone() -> None:
    _, sections, _ = page_of(ROW, PLAIN)
    texts = printed(sections)
    assert "Some 700 posts will go." not in texts
    for section in sections:
        body = " ".join(statement.text for statement in section.statements)
        assert ("700" in body) == ("200" in body)


@pytest.mark.parametrize(
    "text",
    [
        "The guild said 2,000 people marched through Halle, while the police made 12 arrests.",
        "The guild said 2,000 people marched through Halle, and the police say 12 officers were hurt.",
        "The guild said 2,000 people marched through Halle in May, while a poll put support at 40 percent.",
    ],
)
def test_another_thing_beside_it_is_no_other_side(text: str) -> None:
    assert not pairs(text)
