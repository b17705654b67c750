"""What goes on from the sentence before is written out where exactly one thing can be meant."""

from __future__ import annotations

import pytest
from tests.compose.press import press

from coranto.compose.reading import read_source
from coranto.compose.standalone import Draft, stand_alone
from coranto.compose.verify import verify


def last(text: str) -> Draft | str:
    source = press(text, title="Ostmark harbour board shuts quay")
    draft = stand_alone(read_source(source), source.analysis.sentences[-1])
    if isinstance(draft, Draft):
        assert verify(draft.statement, {1: source}) is None
    return draft


FOUND = "Divers of the harbour board in Ostmark have found that the ferry had been holed from outside."


def test_they_who_also_found_are_those_who_found() -> None:
    draft = last(f"{FOUND}\n\nThey also found that the barge had no lights.")
    assert isinstance(draft, Draft)
    assert draft.statement.text == "Divers of the harbour board in Ostmark also found that the barge had no lights."
    assert draft.speaker == "Divers of the harbour board in Ostmark"
    assert draft.statement.citations == (1,)


@pytest.mark.parametrize("text", ["They also sold that barge.", "They found that the barge had no lights."])
def test_another_deed_may_be_of_others(text: str) -> None:
    assert isinstance(last(f"{FOUND}\n\n{text}"), str)


def test_that_batch_is_the_one_with_a_number() -> None:
    draft = last("Ostmark kept the ban for batch 7K-114. That batch was made in Halle, the harbour board said.")
    assert isinstance(draft, Draft)
    assert draft.statement.text == "Batch 7K-114 was made in Halle, the harbour board said."
    assert isinstance(last("Ostmark sold batch 7 and batch 8. That batch was made in Halle."), str)


def test_that_statement_is_what_the_sentence_itself_has_told() -> None:
    text = "The harbour board of Ostmark, which had said that the quay was safe, withdrew that statement."
    assert isinstance(last(text), Draft)
    assert isinstance(last("The harbour board of Ostmark withdrew that statement."), str)
