from __future__ import annotations

from tests.compose.press import press

from coranto.compose.context import write_context


def explained(text: str, page: str) -> dict[str, str]:
    return {note.term: note.statement.text for note in write_context([press(text)], [page])}


def test_an_apposition_explains_a_place() -> None:
    text = "The storm hit Ostmark, a port of 40,000 people, early on Friday and closed the harbour."
    assert explained(text, "Ostmark") == {"Ostmark": "A port of 40,000 people."}


def test_what_is_not_on_the_page_is_not_explained() -> None:
    text = "The storm hit Ostmark, a port of 40,000 people, early on Friday and closed the harbour."
    assert explained(text, "Somewhere else") == {}


def test_a_person_is_explained_by_what_somebody_is_not_by_an_event() -> None:
    text = (
        "Tobias Renn came to the town on Friday for talks with Milena Dravec, the first meeting of both since 2019.\n"
        "Jana Holt, the harbour master of Ostmark, welcomed them at the northern quay."
    )
    notes = explained(text, "Tobias Renn, Milena Dravec, Jana Holt")
    assert notes.get("Jana Holt") == "The harbour master of Ostmark."
    assert "Milena Dravec" not in notes


def test_an_abbreviation_is_spelt_out() -> None:
    text = "The two towns signed eleven letters of intent (LOIs) on shipping and on fishing rights on Friday."
    assert explained(text, "eleven LOIs") == {"LOI": "Letters of intent."}


def test_the_passage_is_the_sentence() -> None:
    source = press("The storm hit Ostmark, a port of 40,000 people, early on Friday and closed the harbour.")
    (note,) = write_context([source], ["Ostmark"])
    (evidence,) = note.statement.evidence
    assert evidence.quote == source.article.text


def test_what_follows_a_possessive_is_no_explanation() -> None:
    text = "There is a good chance Veltec's glasses never leave the workshop in Ostmark."
    assert explained(text, "Veltec") == {}


def test_an_event_behind_a_person_explains_nobody() -> None:
    text = "The talks were opened by Milena Dravec, an event meant to bring the two towns together again."
    assert explained(text, "Milena Dravec") == {}


def test_a_visit_or_a_player_explains_no_place() -> None:
    text = (
        "The king flew to Ostmark, the first such visit in fifty years, on Friday morning.\n"
        "He lost his place at Kelheim, the star quarterback, after the match in the old stadium."
    )
    assert explained(text, "Ostmark Kelheim") == {}


def test_a_hobby_explains_no_person() -> None:
    text = "The singer Jana Holt, an avid golfer, died at home in the north on Friday."
    assert "Jana Holt" not in explained(text, "Jana Holt")


def test_what_says_of_what_only_to_who_knows_is_no_explanation() -> None:
    text = (
        "The quay was closed by Milena Dravec, the minister of trade, on Friday.\n"
        "Jana Holt, the elderly fisher, and Ole Brandt, the minister of trade of Marland, saw it."
    )
    assert explained(text, "Milena Dravec, Jana Holt, Ole Brandt") == {
        "Ole Brandt": "The minister of trade of Marland."
    }


def test_a_list_explains_none_of_its_names() -> None:
    text = "The storm hit Ostmark, a port of the north and a town of the south, early on Friday."
    assert explained(text, "Ostmark") == {}
