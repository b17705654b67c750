from __future__ import annotations

import pytest
from tests.compose.press import press
from tests.compose.story import claims_of, pooled

from coranto.compose.notes import write_notes
from coranto.types import Source

FIRST = (
    "A storm tore two cranes off the northern quay of Ostmark on Friday, the harbour office said.\n"
    "The harbour will stay closed until Monday, the harbour office said.\n"
    "Repairs to the northern quay will cost 14 million crowns, the port company Quayworks said."
)
SECOND = (
    "The harbour of Ostmark stayed closed on Friday after a storm tore two cranes off the northern quay.\n"
    "The ferry Sigrun ran aground outside the harbour with 31 passengers on board, the coast guard said."
)


def notes(*sources: Source) -> dict[int, str]:
    return {note.n: note.note.text for note in write_notes(sources, pooled(*sources), claims_of(*sources))}


def test_a_note_tells_what_no_other_source_has() -> None:
    found = notes(press(FIRST, n=1, publisher="A"), press(SECOND, n=2, publisher="B"))
    assert "14 million crowns" in found[1]
    assert "Sigrun" in found[2]


def test_a_copy_says_whose_it_is() -> None:
    found = notes(press(FIRST, n=1, publisher="A", copy_of=2), press(FIRST, n=2, publisher="B"))
    assert found[1] == "Repeats [2]."


def test_a_source_that_adds_nothing_says_so() -> None:
    line = "A storm tore two cranes off the northern quay of Ostmark on Friday, the harbour office said."
    found = notes(
        press(line, n=1, publisher="A", title="Storm tears cranes off Ostmark quay"), press(FIRST, n=2, publisher="B")
    )
    assert found[1] == "Reports the same as [2]."


@pytest.mark.parametrize(
    "title", ["Storm hits Ostmark and Velm", "Storm kills 4 at quay", "Correction: Storm hits quay"]
)
def test_a_headline_that_the_other_does_not_bear_out_is_not_the_same(title: str) -> None:
    line = "A storm tore two cranes off the northern quay of Ostmark on Friday, the harbour office said."
    found = notes(press(line, n=1, publisher="A", title=title), press(FIRST, n=2, publisher="B"))
    assert "[2]" not in found[1]
    found = notes(press(FIRST, n=1, publisher="A"), press(line, n=2, publisher="B", title="Storm hits Ostmark quay"))
    assert found[2].startswith("A storm tore two cranes"), "the first to tell it repeated nobody"


def test_a_headline_only_source_has_its_headline() -> None:
    found = notes(press("", n=1, title="Storm tears two cranes off Ostmark quay"), press(SECOND, n=2, publisher="B"))
    assert "two cranes" in found[1]


def test_a_foreign_source_has_its_headline_word_for_word() -> None:
    foreign = press("Ein Sturm riss zwei Kräne um.", n=1, title="Sturm trifft Ostmark", language="de")
    assert notes(foreign, press(SECOND, n=2, publisher="B"))[1] == "Sturm trifft Ostmark"


def test_a_note_is_understood_without_the_article() -> None:
    story = (
        press("Halle closed its harbour on Friday, the city said.", title="Halle closes harbour", n=2, publisher="A"),
        press(
            "Halle closed its harbour on Friday.\n"
            "The altercation left 14 windows of Halle harbour broken.\n"
            "Ferry captain Jana Holt keeps 19 ships in Ostmark.\n"
            "Holt said 7 ships will sail from Ostmark to Halle on Monday.",
            title="Halle harbour closed",
            n=1,
            publisher="B",
        ),
    )
    note = notes(*story)[1]
    assert "altercation" not in note
    assert "Holt" not in note or "Jana Holt" in note


def test_a_sentence_that_breaks_off_is_no_note() -> None:
    body = (
        "A storm tore two cranes off the northern quay of Ostmark on Friday, the harbour office said.\n"
        "Repairs to the northern quay of Ostmark will cost 14 million crowns and the port company Quayworks ...\n"
        "The ferry Sigrun ran aground outside the harbour of Ostmark with 31 passengers on board."
    )
    found = notes(press(body, n=1, publisher="A"), press(SECOND.splitlines()[0], n=2, publisher="B"))
    assert "Quayworks" not in found[1]
    assert "Sigrun" in found[1]


def test_an_article_that_is_a_headline_has_no_other_note() -> None:
    title = "Storm tears two cranes off quay of Ostmark on Friday"
    found = notes(press("", n=1, title=title, publisher="A"), press(FIRST, n=2, publisher="B"))
    assert found[1] == title


def test_a_note_is_something_else_than_what_the_sections_print() -> None:
    third = (
        "The harbour of Ostmark stayed closed on Friday after a storm tore two cranes off the northern quay.\n"
        "The lighthouse keeper Jonna Rask measured gusts of 170 kilometres an hour above the harbour.\n"
        "The trawler Aslaug sank at its moorings in the harbour with 12 tonnes of fuel on board."
    )
    sources = (press(third, n=1, publisher="A"), press(SECOND, n=2, publisher="B"))
    pool, claims = pooled(*sources), claims_of(*sources)

    def note(told: frozenset[tuple[int, int]]) -> str:
        return write_notes(sources, pool, claims, told=told)[0].note.text

    first = note(frozenset())
    place = next(s.sentence.start for s in pool if s.source.n == 1 and s.statement.text == first)
    second = note(frozenset({(1, place)}))
    assert {"Rask" in first, "Rask" in second} == {True, False}
    assert {"Aslaug" in first, "Aslaug" in second} == {True, False}


def test_no_two_notes_tell_the_same() -> None:
    quay = "Repairs to the northern quay of Ostmark harbour will cost 14 million crowns, Quayworks said."
    other = "Repairs to the northern quay of Ostmark harbour will cost nearly 15 million crowns, Quayworks said."
    fuel = "The trawler Aslaug sank in Ostmark harbour with 12 tonnes of fuel on board, the coast guard said."
    found = notes(
        press(f"{SECOND}\n{quay}", n=1, publisher="A"),
        press(f"{other}\n{fuel}", n=2, publisher="B"),
        press(FIRST.splitlines()[0], n=3, publisher="C"),
    )
    assert sum("Repairs" in text for text in found.values()) <= 1


def test_a_round_up_is_noted_for_what_it_tells_of_the_story() -> None:
    round_up = press(
        "A storm tore two cranes off the northern quay of Ostmark, and more in our notes from last night.\n"
        "Ada Lind sang three new ballads at the jubilee of the Talva opera before 2,300 guests, the opera said.",
        n=1,
        publisher="A",
        title="Morning notes: storm tears cranes off Ostmark quay",
    )
    found = notes(round_up, press(FIRST, n=2, publisher="B", title="Storm tears two cranes off Ostmark quay"))
    assert "Ada Lind" not in found[1]


def test_a_text_of_another_article_is_not_what_its_headline_has_to_add() -> None:
    strange = (
        "The singer Ole Brandt said that his tour of eleven towns would be the last. He has sold 9 million records "
        "since 1971, and he will sing in Halle and Velm in May. Tickets cost 40 crowns. Brandt, 76, said the road had "
        "been long and that he would miss the coffee of small towns. He thanked the four women who had sung with him "
        "in all these years, and said that he would go on writing songs for others as long as anybody asked for them."
    )
    title = "Storm tears two cranes off northern Ostmark quay on Friday"
    found = notes(press(strange, n=1, title=title, publisher="A"), press(FIRST, n=2, publisher="B"))
    assert found[1] == title


def test_what_the_other_article_only_announces_is_not_the_same() -> None:
    plan = "The harbour office of Ostmark plans for two cranes on Friday after a storm."
    deed = "The harbour office of Ostmark sold two cranes on Friday after a storm."
    found = notes(
        press(deed, n=1, title="Ostmark sells two cranes", publisher="A"),
        press(plan, n=2, title="Ostmark plans for two cranes", publisher="B"),
    )
    assert not found[1].startswith("Reports the same")


def test_no_other_article_lends_a_note_a_name() -> None:
    lead = "A storm tore two cranes off the quay of Ostmark on Friday, the harbour office said.\n"
    own = lead + "Brandt counted 31 boats that had sunk between the quay and the lighthouse of Ostmark."
    other = lead + "Harbour master Ida Brandt closed the quay."
    sources = [press(own, n=1, publisher="A"), press(other, n=2, publisher="B")]
    (first, _) = write_notes(sources, pooled(*sources), claims_of(*sources))
    assert first.note.citations == (1,)
