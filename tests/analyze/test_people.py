from __future__ import annotations

import pytest
from tests.analyze.conftest import Analyzer

from coranto.analyze.people import People, find_people
from coranto.analyze.roles import role_at


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Civil protection chief Marta Vogel came.", "Marta Vogel", "Civil protection chief"),
        ("Marland's national security adviser Jana Holt came.", "Jana Holt", "national security adviser"),
        ("South Ostrian President Karl Brandt came.", "Karl Brandt", "South Ostrian President"),
        (
            "Karl Brandt, president of the Republic of Marland (RM), came.",
            "Karl Brandt",
            "president of the Republic of Marland (RM)",
        ),
        ("Jana Holt, the harbour master, came.", "Jana Holt", "harbour master"),
        ("The mayor of Talva, Idris Vogel, came.", "Idris Vogel", "mayor of Talva"),
        ("Jana Holt, a renowned physicist who studies ice, came.", "Jana Holt", "renowned physicist"),
        ("Police spokesman Col. Karl Brandt came.", "Karl Brandt", "Police spokesman"),
        ("Dr. Jana Holt, a team physician, came.", "Jana Holt", "team physician"),
        ('"It burnt," harbour master Jana Holt said.', "Jana Holt", "harbour master"),
        ("The head of the clinic, Dr. Jana Holt, came.", "Jana Holt", "head of the clinic"),
        ("The chair of the board, Sir Karl Brandt, came.", "Karl Brandt", "chair of the board"),
        ("Prof. Dr. Jana Holt, the harbour master, came.", "Jana Holt", "harbour master"),
        ("The office kept its figure, its director, Pavel Rusko, said.", "Pavel Rusko", "director"),
        ("Karl Brandt, an uncle of the dead man, came.", "Karl Brandt", "uncle of the dead man"),
        # what somebody no longer is
        (
            "Former Marland premier and foreign minister Jana Holt came.",
            "Jana Holt",
            "Former Marland premier and foreign minister",
        ),
        ("Then-president Jana Holt came.", "Jana Holt", "Then-president"),
        ("Police questioned one-time mayor Jana Holt.", "Jana Holt", "one-time mayor"),
    ],
)
def test_a_role_in_the_articles_own_words(analyzed: Analyzer, text: str, name: str, role: str) -> None:
    _, analysis = analyzed("Talva", text)
    assert find_people(analysis.sentences, analysis.mentions).roles == {name: role}


@pytest.mark.parametrize(
    ("before", "role"),
    [
        (
            "First Deputy Chairman of the Marland Council's Defence and Harbour Committee ",
            "First Deputy Chairman of the Marland Council's Defence and Harbour Committee",
        ),
        ("The leader of Dorn Works ", "leader of Dorn Works"),
        ("In the town of Ostmark ", None),
    ],
)
def test_an_office_with_its_body_before_the_name(analyzed: Analyzer, before: str, role: str | None) -> None:
    _, analysis = analyzed("Talva", f"{before}Karl Brandt came.")
    (sentence,) = (s for s in analysis.sentences if s.field == "text")
    assert role_at(sentence, len(before), len(before) + len("Karl Brandt")) == role


def test_kin_say_who_speaks_only_with_whose_they_are() -> None:
    people = People(roles={"Karl Brandt": "uncle of the dead man", "Jana Holt": "mother of two", "Ole Roth": "brother"})
    assert [people.role_of(name) for name in sorted(people.roles)] == [None, "uncle of the dead man", None]


@pytest.mark.parametrize(
    "text",
    [
        "Jana Holt, who runs the bakery, came.",
        "Jana Holt, 43, came.",
        "After the talks Jana Holt came.",
        "The adviser met Jana Holt.",
        "Candidate for mayor Jana Holt came.",
    ],
)
def test_no_role_is_made_up(analyzed: Analyzer, text: str) -> None:
    _, analysis = analyzed("Talva", text)
    assert find_people(analysis.sentences, analysis.mentions).roles == {}


def test_a_bare_role_is_one_person_or_nobody() -> None:
    people = People(
        roles={"Jana Holt": "national security adviser", "Karl Brandt": "Marland Premier", "Ines Roth": "Premier"}
    )
    assert people.named("the adviser") == "Jana Holt"
    assert people.named("the premier") is None
    assert people.named("premier", whole=True) == "Ines Roth"
    assert people.named("the office") is None
    assert people.named("the bridge") is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Foreign policy adviser Jana Holt came.", "foreign policy adviser"),
        ("Physicist Jana Holt came.", "physicist"),
        ("Mayor Jana Holt came.", "Mayor"),
        ("Talva coach Jana Holt came. The talks in Talva went on.", "Talva coach"),
        ("Jana Holt, director of the museum, came.", "director of the museum"),
        ("Dr. Jana Holt came.", None),
        ("Adm. Jana Holt came.", None),
        ("His mother, Jana Holt, came.", None),
        ("Jana Holt, a friend of the family, came.", None),
        ("Jana Holt, another former judge, came.", None),
    ],
)
def test_a_printed_role_is_an_office_or_work(analyzed: Analyzer, text: str, role: str | None) -> None:
    _, analysis = analyzed("Ferry sinks", text)
    assert find_people(analysis.sentences, analysis.mentions).role_of("Jana Holt") == role
