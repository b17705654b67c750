from __future__ import annotations

import pytest
from tests.analyze.conftest import Analyzer

from coranto.analyze.marks import quoted_spans

# text | the words between marks / their speaker / the role, for each quotation
CASES = [
    (
        '"It was short," said the harbour master of Port Ansel, Sefa Lind.',
        [("It was short,", "Sefa Lind", "harbour master of Port Ansel")],
    ),
    (
        'Civil protection chief Marta Vogel came. "The figure will rise," Vogel said.',
        [("The figure will rise,", "Marta Vogel", "civil protection chief")],
    ),
    (
        "Holt spoke to Ines Roth, the mayor of Talva. “We wait,” Roth said.",
        [("We wait,", "Ines Roth", "mayor of Talva")],
    ),
    (
        '"We agreed," Mayor Ines Roth said. "They will meet again."',
        [("We agreed,", "Ines Roth", "Mayor"), ("They will meet again.", "Ines Roth", "Mayor")],
    ),
    (
        'The mayor of Talva, Idris Vogel, said the old town "is no longer there".',
        [("is no longer there", "Idris Vogel", "mayor of Talva")],
    ),
    (
        'Premier Leo Brandt promised homes for all who lost theirs "before the first snow".',
        [("before the first snow", "Leo Brandt", "Premier")],
    ),
    (
        "“We are proud of a long year of work on it,” Ri Sun Hee, Torva's best known newsreader, declared on Friday.",
        [("We are proud of a long year of work on it,", "Ri Sun Hee", None)],
    ),
    ('Mayor Ines Roth said: "We wait."', [("We wait.", "Ines Roth", "Mayor")]),
    ("«Nous partons», said Mayor Ines Roth.", [("Nous partons", "Ines Roth", "Mayor")]),
    ("„Wir warten“, said Mayor Ines Roth.", [("Wir warten", "Ines Roth", "Mayor")]),
    ("'This is mad,' said Mayor Ines Roth.", [("This is mad,", "Ines Roth", "Mayor")]),
    ('"It rains," she said.', [("It rains,", None, None)]),
    ('"It rains," Coast Press reported.', [("It rains,", None, None)]),
    ('"It rains."', [("It rains.", None, None)]),
    ('The town calls it the "day of ash".', [("day of ash", None, None)]),
    (
        'Mayor Ines Roth said "it rains" and "it snows".',
        [("it rains", "Ines Roth", "Mayor"), ("it snows", "Ines Roth", "Mayor")],
    ),
    ("“He told me ‘go home’ and I went,” said Jana Holt.", [("He told me ‘go home’ and I went,", "Jana Holt", None)]),
    ('"We never close, Roth said.', []),
    (
        'The radio quoted Mayor Ines Roth as saying: "We wait for help."',
        [("We wait for help.", "Ines Roth", "Mayor")],
    ),
    (
        "Karl Brandt, head of the police union, criticised the plan in an interview, saying: “It divides the town.”",
        [("It divides the town.", "Karl Brandt", "head of the police union")],
    ),
    ('"Who pays for it?" Mayor Ines Roth asked.', [("Who pays for it?", "Ines Roth", "Mayor")]),
    ("‘No one leaves this hall,’ Mayor Ines Roth continued.", [("No one leaves this hall,", "Ines Roth", "Mayor")]),
    (
        "Mayor Ines Roth said it ‘hurts’ and ‘will not last,’ and left.",
        [("hurts", "Ines Roth", "Mayor"), ("will not last,", "Ines Roth", "Mayor")],
    ),
    ("”We wait,” Mayor Ines Roth said.", [("We wait,", "Ines Roth", "Mayor")]),
    ('"We wait,” Mayor Ines Roth said.', [("We wait,", "Ines Roth", "Mayor")]),
    (
        'Mayor Ines Roth told reporters that Talva "never closes" and said that the quay would "open by noon today".',
        [("never closes", "Ines Roth", "Mayor"), ("open by noon today", "Ines Roth", "Mayor")],
    ),
    (
        '"We wait," said Jana Holt, a baker who lives by the quay.',
        [("We wait,", "Jana Holt", "baker")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_and_their_speakers(
    analyzed: Analyzer, text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    _, analysis = analyzed("Talva", text)
    assert [(q.text, q.speaker, q.role) for q in analysis.quotations] == expected


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations_are_verbatim_and_name_where_the_speaker_stands(
    analyzed: Analyzer, text: str, expected: object
) -> None:
    article, analysis = analyzed("Talva", text)
    for q in analysis.quotations:
        sentence = analysis.sentences[q.sentence]
        assert article.text[q.start : q.end] == q.text
        assert sentence.start <= q.start < q.end <= sentence.end
        assert (q.speaker is None) == (q.speaker_span is None)
        if q.speaker_span:
            assert q.speaker.split()[-1] in article.text[slice(*q.speaker_span)]


def test_a_bare_quotation_in_the_next_paragraph_goes_on(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talva", '"We agreed," Mayor Ines Roth said.\n"They will meet again."')
    assert [q.speaker for q in analysis.quotations] == ["Ines Roth", "Ines Roth"]


@pytest.mark.parametrize(
    "text",
    [
        'Mayor Ines Roth said the director of "The Long Road" had left Talva.',
        'Mayor Ines Roth said that Holt told her it was "a long road".',
        'Pictures of the bridge showed signs that read "danger of falling ice".',
        'According to the Talva Herald, the town\'s paper, the bridge is "no more".',
    ],
)
def test_titles_nested_speech_things_and_papers_have_no_speaker(analyzed: Analyzer, text: str) -> None:
    _, analysis = analyzed("Talva", text)
    assert [q.speaker for q in analysis.quotations] == [None]


def test_between_two_speakers_nobody_is_guessed(analyzed: Analyzer) -> None:
    text = 'Mayor Ines Roth met Premier Leo Brandt.\n"It rains," the minister of rain said. "It snows."'
    _, analysis = analyzed("Talva", text)
    assert {q.speaker for q in analysis.quotations} == {"minister of rain"}


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"a" and "b"', ["a", "b"]),
        ('He said "a, and left.', []),
        ('stay" he said. "We go."', ["We go."]),
        ("The workers' pay and the drivers' pay.", []),
        ("It's Roth's 'big day' today.", ["big day"]),
        ("“a ‘b’ c”", ["a ‘b’ c"]),
        ("„a“ und „b“", ["a", "b"]),
        ("»a« und «b»", ["a", "b"]),
        ("「我走」他说", ["我走"]),
        ('""', []),
    ],
)
def test_marks_pair_up(text: str, inside: list[str]) -> None:
    assert [text[a + 1 : b] for a, b in quoted_spans(text, 0, len(text))] == inside


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('A note on the door said: "Back in an hour, or two."', None),
        ('"Mr. Brandt regrets what happened," said Karl Brandt, the baker.', None),
        ('"She is innocent," said a spokesman for former mayor Ines Roth.', "spokesman for former mayor Ines Roth"),
        ('"She is innocent," a Roth aide said after Ines Roth had left.', "Roth aide"),
        ('"She is innocent," an official travelling with Ines Roth said.', "official travelling with Ines Roth"),
    ],
)
def test_who_speaks_for_another_is_not_the_other(analyzed: Analyzer, text: str, speaker: str | None) -> None:
    _, analysis = analyzed("Talva", text)
    assert [q.speaker for q in analysis.quotations] == [speaker]
