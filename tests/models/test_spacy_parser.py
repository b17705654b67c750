from __future__ import annotations

import subprocess
import sys

import pytest

from coranto.models.spacy_parser import PIECE_CHARS, REMEMBERED, SpacyParser
from coranto.types import Parsed


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def whole(text: str, parsed: Parsed) -> None:
    assert all(text[t.start : t.end] == t.text and t.text.strip() for t in parsed.tokens)
    assert all(0 <= t.head < len(parsed.tokens) for t in parsed.tokens)
    assert [i for first, last in parsed.sentences for i in range(first, last)] == list(range(len(parsed.tokens)))
    assert all(0 <= a < b <= len(text) for a, b, _ in parsed.names)


def test_english_has_tree_and_names(parser: SpacyParser) -> None:
    text = "Angela Merkel left Berlin. It rained."
    (parsed,) = parser.parse([text])
    whole(text, parsed)
    assert [(text[a:b], label) for a, b, label in parsed.names] == [("Angela Merkel", "PERSON"), ("Berlin", "GPE")]
    assert [t.dep for t in parsed.tokens if t.text == "Merkel"] == ["nsubj"]
    assert len(parsed.sentences) == 2


def test_results_come_in_order_and_empty_texts_stay_empty(parser: SpacyParser) -> None:
    parsed = parser.parse(["One.", "", " \n ", "Two."])
    assert [" ".join(t.text for t in p.tokens) for p in parsed] == ["One .", "", "", "Two ."]


def test_names_of_another_language_are_runs_of_capitals(parser: SpacyParser) -> None:
    text = "Die Rede von Angela Merkel in Berlin war kurz. Am Abend kam Regen."
    (parsed,) = parser.parse([text], language="de")
    whole(text, parsed)
    assert [text[a:b] for a, b, _ in parsed.names] == ["Die Rede", "Angela Merkel", "Am Abend"]
    assert [label for *_, label in parsed.names] == ["MISC"] * 3


def test_one_capitalised_word_is_a_name_where_nouns_are_small(parser: SpacyParser) -> None:
    text = "Le maire de Talva a parlé. Il est parti."
    (parsed,) = parser.parse([text], language="fr")
    assert [text[a:b] for a, b, _ in parsed.names] == ["Talva"]


@pytest.mark.parametrize("language", ["ja", "ko", "th", "zh", "ar", "qq", "", "pt-BR", "../x"])
def test_any_language_has_tokens(parser: SpacyParser, language: str) -> None:
    text = "雨が降る。 비가 온다. مطر"
    (parsed,) = parser.parse([text], language=language)
    whole(text, parsed)
    assert parsed.tokens


@pytest.mark.parametrize("text", ["a" * 1_100_000, "😀👩‍👩‍👧 \ud800 \x00b", "\u202eאבג\u202c", "\u0301" * 1000])
def test_odd_text_is_parsed(parser: SpacyParser, text: str) -> None:
    (parsed,) = parser.parse([text])
    whole(text, parsed)


def test_long_texts_are_parsed_in_pieces_that_fit_together(parser: SpacyParser) -> None:
    text = "The dam held. " * (PIECE_CHARS // 12)
    (parsed,) = parser.parse([text])
    whole(text, parsed)
    assert len(text) > PIECE_CHARS
    assert len(parsed.tokens) == 4 * (PIECE_CHARS // 12)


def test_importing_the_parser_loads_no_spacy() -> None:
    code = "import sys, coranto.models.spacy_parser; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_text_that_came_alone_is_parsed_once_and_forgotten_in_time(parser: SpacyParser) -> None:
    (first,) = parser.parse(["Ferry resumes"], language="xx")
    (again,) = parser.parse(["Ferry resumes"], language="xx")
    assert again is first
    for number in range(REMEMBERED):
        parser.parse([f"Ferry {number}"], language="xx")
    (later,) = parser.parse(["Ferry resumes"], language="xx")
    assert later is not first
    assert later == first


def test_what_is_remembered_belongs_to_its_language(parser: SpacyParser) -> None:
    (english,) = parser.parse(["Ministers met"])
    (other,) = parser.parse(["Ministers met"], language="xx")
    assert english != other
