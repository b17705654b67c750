from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.analyze.sentences import find_dateline, paragraphs, sentence_spans

ALPHABET = st.text(alphabet=st.sampled_from("ab AB.!?\"“”'’\n\u00a0…,0。(): -—é\x00"), max_size=120)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It snowed.", ["It rained.", "It snowed."]),
        ("Mr. A. Brandt met Gen. Roth. They talked.", ["Mr. A. Brandt met Gen. Roth.", "They talked."]),
        (
            "The U.S. Senate voted. The U.K. The vote was close.",
            ["The U.S. Senate voted.", "The U.K.", "The vote was close."],
        ),
        (
            "He left at 6 p.m. Friday. She came at 6 a.m. Police saw her.",
            ["He left at 6 p.m. Friday.", "She came at 6 a.m.", "Police saw her."],
        ),
        ("The ferry sailed at 9 a.m. Talva time and sank.", ["The ferry sailed at 9 a.m. Talva time and sank."]),
        ("They met on Jan. 3 in Talva. No. 5 won.", ["They met on Jan. 3 in Talva.", "No. 5 won."]),
        ("Brandt said no. Then he left.", ["Brandt said no.", "Then he left."]),
        (
            '"We go. They stay," he said. "Why?" she asked. He ran.',
            ['"We go. They stay," he said.', '"Why?" she asked.', "He ran."],
        ),
        ("“It is over. We won.” The crowd left.", ["“It is over. We won.”", "The crowd left."]),
        ('She said "stop. He left. It rained.', ['She said "stop.', "He left.", "It rained."]),
        ("The dam held.The town did not flood.", ["The dam held.", "The town did not flood."]),
        ("It cost 3.5 million crowns. v2.0 is out.", ["It cost 3.5 million crowns. v2.0 is out."]),
        (
            "Talva Corp. said sales rose. Roth Inc. The rest fell.",
            ["Talva Corp. said sales rose.", "Roth Inc.", "The rest fell."],
        ),
        ("他说好。她走了！完", ["他说好。", "她走了！", "完"]),
        ("Wer kommt? Niemand. Schade!", ["Wer kommt?", "Niemand.", "Schade!"]),
        ("1. First of all the rain stopped.", ["1. First of all the rain stopped."]),
    ],
)
def test_sentences_break_at_final_marks_only(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentence_spans(text, 0, len(text))] == expected


@given(ALPHABET)
def test_sentences_tile_their_paragraph(text: str) -> None:
    for start, end in paragraphs(text):
        at = start
        for a, b in sentence_spans(text, start, end):
            assert at <= a < b <= end
            assert not text[at:a].strip()
            at = b
        assert not text[at:end].strip()


@given(ALPHABET)
def test_paragraphs_hold_all_words_and_no_line_break(text: str) -> None:
    spans = paragraphs(text)
    assert all("\n" not in text[a:b] and text[a:b] == text[a:b].strip() for a, b in spans)
    assert "".join(text.split()) == "".join("".join(text[a:b].split()) for a, b in spans)


@pytest.mark.parametrize(
    ("text", "place", "agency", "rest"),
    [
        ("TALVA, Mar. 3 (Coast Press) -- Rain fell.", "TALVA", "Coast Press", "Rain fell."),
        ("PORT ANSEL, Marland — Rain fell.", "PORT ANSEL", "", "Rain fell."),
        ("TALVA (Coast Press) - Rain fell.", "TALVA", "Coast Press", "Rain fell."),
        ("Talva (AFP) - Rain fell.", "Talva", "AFP", "Rain fell."),
        ("Talva, March 3 - Rain fell.", "Talva", "", "Rain fell."),
        ("(Coast Press) - Rain fell.", "", "Coast Press", "Rain fell."),
        ("(CPA)Rain fell.", "", "CPA", "Rain fell."),
        ("TALVA/OSTVIK, 3 March 2026 (Coast Press) – Rain fell.", "TALVA/OSTVIK", "Coast Press", "Rain fell."),
    ],
)
def test_a_dateline_is_taken_off(text: str, place: str, agency: str, rest: str) -> None:
    dateline = find_dateline(text, 0, len(text))
    assert dateline is not None
    assert (dateline.place, dateline.agency, text[dateline.end :]) == (place, agency, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell in Talva - and in Ostvik.",
        "BREAKING - Rain fell.",
        "The council (CPA) met.",
        "TALVA",
        "Ines Roth, 43 - a baker - spoke.",
    ],
)
def test_prose_is_no_dateline(text: str) -> None:
    assert find_dateline(text, 0, len(text)) is None


def test_the_clock_times_of_a_live_page_are_layout() -> None:
    text = '15:31 The mayor speaks.\n\n1.22 a.m. Wind is up.\n\n9:05 GMT "We wait," she says.\n\nAt 10:30 it ended.'
    assert [text[a:b] for a, b in paragraphs(text)] == [
        "The mayor speaks.",
        "Wind is up.",
        '"We wait," she says.',
        "At 10:30 it ended.",
    ]


def test_one_clock_time_alone_may_be_prose() -> None:
    text = "10:30 Talva time was the end.\nThe mayor spoke."
    assert text[slice(*paragraphs(text)[0])] == "10:30 Talva time was the end."
