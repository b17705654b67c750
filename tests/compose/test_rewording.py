"""Edits of titles, and headlines in sentence case."""

from __future__ import annotations

from tests.compose.press import press

from coranto.compose.casing import Casing, is_title_case
from coranto.compose.rewording import reworded
from coranto.types import Edit, Evidence, Statement


def _statement(quote: str) -> Statement:
    evidence = Evidence(source=1, field="title", start=0, end=len(quote), quote=quote)
    return Statement(text=quote, evidence=(evidence,), form="verbatim")


def test_each_run_of_words_that_differs_is_an_edit() -> None:
    made = reworded(_statement("The council, after a long night, closed the pier."), "Council closed the pier", "cut")
    assert made.form == "edited"
    assert made.edits[0] == Edit(before="The council, after a long night,", after="Council", why="cut")


def test_the_words_of_a_reason_get_it() -> None:
    made = reworded(
        _statement("Council closed the pier on Friday."), "Council closed the pier", "cut", [("on Friday", "date cut")]
    )
    assert [e.why for e in made.edits] == ["date cut"]


def test_the_same_words_are_verbatim() -> None:
    made = reworded(_statement("Council closes pier"), "Council closes pier", "cut")
    assert (made.form, made.edits) == ("verbatim", ())


def test_title_case_comes_down_to_how_bodies_write_the_words() -> None:
    source = press("The mayor of Ostmark opened the ferry terminal. In the terminal the mayor of Ostmark spoke.")
    casing = Casing([source])
    assert casing.sentence_case("Mayor Leaves Ferry Terminal of Ostmark") == "Mayor Leaves ferry terminal of Ostmark"
    assert casing.sentence_case("Mayor opens ferry terminal") == "Mayor opens ferry terminal"


def test_title_case_is_told_from_sentence_case() -> None:
    assert is_title_case("Council Closes North Pier After Storm")
    assert not is_title_case("Council closes north pier after storm in Ostmark")
