"""Who is meant by "he said" and by quotations without a word of saying."""

from __future__ import annotations

import pytest
from tests.analyze.conftest import Analyzer

# text | the speaker of its last quotation
LAST = [
    (
        "The head of the Halle party, Karl Brandt, voiced doubts about the deal.\n"
        "Jana Holt-On, the head of the Talva party, called the vote “mad.” “The council has lost its mind over a "
        "bridge that nobody needs,” she said.",
        "Jana Holt-On",
    ),
    # whoever was introduced last as subject, not whoever was quoted last
    (
        '"It shook," baker Jana Holt said.\nFerry pilot Karl Brandt, 57, was among the injured. '
        'He said the brakes failed. "Usually you feel them in the bend."',
        "Karl Brandt",
    ),
    (
        "Premier Karl Brandt was quick to condemn the strike.\n“This is a reckless act,” he said in an interview.",
        "Karl Brandt",
    ),
    ('Mayor Ines Roth waited for an hour at the gate. "Nobody came to open it."', "Ines Roth"),
    (
        "Union leader Karl Brandt spoke first.\nInes Roth told voters in Talva to go home and sleep. "
        '"The count is in good hands, and it rains," she said.',
        "Ines Roth",
    ),
    ('Judge Ines Roth asked Karl Brandt why he had kept it. "Because nobody told me not to," he said.', "Karl Brandt"),
    (
        "For Jana Holt, a lawyer in Talva, the breach was no surprise.\n“If you store it, you lose it,” she said.",
        "Jana Holt",
    ),
    (
        "To Karl Brandt, head of the Lenders' League, it is more than that. “This is a problem of the land,” he says.",
        "Karl Brandt",
    ),
    # of whom a body tells may be "he", and has not spoken
    ('Police said driver Karl Brandt was unhurt.\n"I saw the light too late," he said.', "Karl Brandt"),
    ('Police said driver Karl Brandt was unhurt. "The light was red for a minute."', None),
    # speech over several paragraphs
    (
        "Mayor Ines Roth said: “We close the bridge tonight. It is not safe.\n“We open it when it is safe.”",
        "Ines Roth",
    ),
    ("“We close it,” Mayor Ines Roth said.\nPhoto: Coast Press/J. Holt\n“We open it when it is safe.”", "Ines Roth"),
    ('“It is safe,” said Mayor Ines Roth.\nRain fell on Talva all day.\n"We could not see the bridge at all."', None),
    # somebody without a name comes between
    ('"It is safe," Mayor Ines Roth said.\nA passenger ran to the doors. "They did not open for us," she said.', None),
    ('The bridge will close, the sheriff said later.\n"I am on the ninth floor, I can hear it."', None),
    # a name in the words themselves is not their speaker
    ('Mayor Ines Roth left the hall. "Roth never answered any of our letters."', None),
    # kin, kind and things are not the one they are named by
    ('Karl Brandt\'s sister wept in court. "We lost our house in that year," she said.', None),
    ("The Shamira show drew crowds to the pool.\n“I went there as a girl every year,” she said.", None),
]


@pytest.mark.parametrize(("text", "speaker"), LAST)
def test_the_last_quotation_is_given_to_whoever_has_the_floor(
    analyzed: Analyzer, text: str, speaker: str | None
) -> None:
    _, analysis = analyzed("Talva", text)
    assert analysis.quotations[-1].speaker == speaker


def test_the_speaker_of_a_bare_quotation_is_named_where_it_says(analyzed: Analyzer) -> None:
    article, analysis = analyzed("Talva", 'Mayor Ines Roth waited for an hour. "Nobody came to open it," she said.')
    (quotation,) = analysis.quotations
    assert quotation.speaker_span is not None
    assert article.text[slice(*quotation.speaker_span)] == "Ines Roth"


def test_he_is_not_she(analyzed: Analyzer) -> None:
    text = 'Ms. Jana Holt signed the deed with her neighbour.\n"It was a good price for us both," he said.'
    _, analysis = analyzed("Talva", text)
    assert [q.speaker for q in analysis.quotations] == [None]


def test_speech_that_goes_on_over_paragraphs_is_no_statement_of_the_paper(analyzed: Analyzer) -> None:
    text = (
        "Premier Karl Brandt said: “We have won. Nobody can stop the fleet of Marland now.\n"
        "“The port is ours. It will stay ours for good.”"
    )
    _, analysis = analyzed("Marland", text)
    assert [(s.text, s.noise) for s in analysis.sentences if s.field == "text"][1] == (
        "Nobody can stop the fleet of Marland now.",
        "in-quotation",
    )


def test_a_mark_that_nothing_takes_up_opens_no_long_quotation(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talva", 'Roth called it a "day of ash. Rain fell on the town.\nThe bridge stayed shut.')
    assert all(s.noise is None for s in analysis.sentences if s.field == "text")
