"""Whoever is spoken of by what he is has his name, or stays out."""

from __future__ import annotations

import pytest
from tests.compose.press import press

from coranto.compose.reading import read_source
from coranto.compose.standalone import Draft, stand_alone


def last(text: str) -> Draft | str:
    source = press(text, title="Ostmark harbour board shuts quay")
    return stand_alone(read_source(source), source.analysis.sentences[-1])


@pytest.mark.parametrize(
    "epithet", ["The Ostmark native", "The University of Ostmark product", "The rock star", "The 24-year-old"]
)
def test_an_epithet_is_written_as_the_one_person_of_the_sentence_before(epithet: str) -> None:
    draft = last(f"Ida Brandt played for two years in Ostmark. {epithet} moved to Halle in 2012.")
    assert isinstance(draft, Draft)
    assert draft.statement.text == "Ida Brandt moved to Halle in 2012."
    assert any(edit.before == epithet for edit in draft.statement.edits)
    assert [e.quote for e in draft.statement.evidence][1:] == ["Ida Brandt played for two years in Ostmark."]


@pytest.mark.parametrize(
    "before",
    [
        "The ferry reached Ostmark at dawn.",
        "Ida Brandt met Jonas Holm in Ostmark.",
        "Ida Brandt met Una Sorel in Ostmark.",
    ],
)
def test_an_epithet_that_may_be_of_another_is_refused(before: str) -> None:
    assert isinstance(last(f"{before} The Ostmark native moved to Halle in 2012."), str)


@pytest.mark.parametrize(
    "text",
    [
        "The Ostmark mayor moved to Halle in 2012.",
        "The rock star Ida Brandt moved to Halle in 2012.",
        "The star of the film moved to Halle in 2012.",
        "The striker who scored twice moved to Halle in 2012.",
        "The new product moved to Halle in 2012.",
    ],
)
def test_what_says_who_is_meant_is_no_epithet(text: str) -> None:
    draft = last(text)
    assert isinstance(draft, Draft)
    assert draft.statement.text == text
