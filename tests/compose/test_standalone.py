"""One sentence alone: what the sentence itself explains is printed, what only its neighbour explains is not."""

from __future__ import annotations

import pytest
from tests.compose.press import press

from coranto.compose.plain_print import label_before
from coranto.compose.reading import read_source
from coranto.compose.standalone import Draft, stand_alone


def drafts(text: str) -> list[Draft | str]:
    source = press(text, title="Ostmark harbour board shuts quay")
    reading = read_source(source)
    return [stand_alone(reading, s) for s in source.analysis.sentences if s.field == "text" and s.noise is None]


def printed(text: str) -> list[str]:
    return [d.statement.text for d in drafts(text) if isinstance(d, Draft)]


@pytest.mark.parametrize(
    "text",
    [
        "The first pictures of the wreck will be shown in Ostmark.",
        "The first pictures are expected on August 3.",
        "No one was hurt.",
        "Nobody was hurt.",
        "The Ostmark company Dorn Works said that the company would repay the fee.",
        "Dorn Works, a company in Ostmark, said the company had paid the fee.",
        "The man arrested in Ostmark had left the town at dawn.",
        "Ostmark has ferries, trams and buses, and the board said that none of such ferries would sail.",
    ],
)
def test_what_the_sentence_itself_explains_is_printed(text: str) -> None:
    assert printed(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The first crane fell into the harbour of Ostmark.",
        "Ostmark had not seen such serious rises in prices.",
        "The two suspects were taken to Ostmark.",
        "Ida Brandt said its results were poor.",
        "Mr Brandt he could not understand why the quay was closed.",
        "The crane fell on Friday, it said.",
        "The crane was bought by Dorn Works in Ostmark, they said.",
    ],
)
def test_what_only_its_neighbour_explains_is_not(text: str) -> None:
    assert printed(text) == []


def test_a_pronoun_that_speaks_takes_up_the_body_that_acts() -> None:
    (one,) = drafts("The crane maker Dorn Works plans to close its yard in Ostmark, it said on March 2.")
    assert isinstance(one, Draft)
    assert one.speaker == "crane maker Dorn Works"
    (many,) = drafts("Prosecutors in Ostmark are looking into the death of Ida Brandt, they said on March 2.")
    assert isinstance(many, Draft)
    assert many.speaker == "Prosecutors"


def test_it_is_explained_by_a_body_that_the_tagger_takes_for_a_person() -> None:
    text = "Metal North said its yard in Ostmark would close. The yard of Metal North lies in Ostmark."
    assert "Metal North said its yard in Ostmark would close." in printed(text)
    person = "Jana Holt said its yard in Ostmark would close. Mayor Jana Holt lives in Ostmark."
    assert not any("its yard" in p for p in printed(person))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The storm of January 1995 flooded Ostmark. Some 40 people were killed and 9 houses were destroyed.", False),
        ("The storm of Friday, March 13, flooded Ostmark. Some 40 people were killed in Ostmark.", True),
        ("The storm of January 1995 flooded Ostmark. Some 40 people were killed in Ostmark on Friday.", True),
    ],
)
def test_a_toll_goes_with_the_event_before_it(text: str, kept: bool) -> None:
    assert any(p.startswith("Some 40 people") for p in printed(text)) is kept


def test_a_label_before_a_sentence_is_dropped_and_recorded() -> None:
    (draft,) = drafts("Why it matters: The harbour board of Ostmark has never sold a quay.")
    assert isinstance(draft, Draft)
    assert draft.statement.text == "The harbour board of Ostmark has never sold a quay."
    assert [e.before for e in draft.statement.edits] == ["Why it matters:"]
    assert label_before("16.40 (12.40) The harbour board of Ostmark met.") == len("16.40 (12.40) ")
    assert printed("The bottom line: It has never sold a quay in Ostmark.") == []


def test_both_men_are_two_whom_the_article_calls_so() -> None:
    both = "Both men left Ostmark at noon."
    assert printed(f"Mayor Ole Brandt met Judge Jonas Lindqvist in Ostmark. {both}")[-1] == (
        "Ole Brandt and Jonas Lindqvist left Ostmark at noon."
    )
    assert printed(f"Ole Brandt flew to Ostmark with Jonas Air. {both}")[-1] == both
