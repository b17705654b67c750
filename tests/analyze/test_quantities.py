"""Quantities as a table: value, interval, unit, noun, verb."""

from __future__ import annotations

from datetime import UTC, datetime
from math import inf

import pytest

from coranto.analyze.quantities import find_quantities
from coranto.analyze.times import find_timexes
from coranto.models.spacy_parser import SpacyParser
from coranto.types import Quantity, Sentence


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def find(text: str, parser: SpacyParser) -> list[Quantity]:
    tokens = parser.parse([text])[0].tokens
    sentence = Sentence(index=0, field="text", start=0, end=len(text), text=text, paragraph=0, tokens=tokens)
    timexes = find_timexes([sentence], published_at=datetime(2026, 1, 7, tzinfo=UTC))
    return list(find_quantities([sentence], timexes))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm sold twelve boats.", (12, 12, 12, "", "boat")),
        ("Two dozen people came.", (24, 24, 24, "", "people")),
        ("It cost 1.2 million crowns.", (1_200_000, 1_200_000, 1_200_000, "crown", "")),
        ("It cost $3.5bn.", (3.5e9, 3.5e9, 3.5e9, "$", "")),
        ("Turnout was 40 per cent.", (40, 40, 40, "percent", "")),
        ("More than 10 letters were sent.", (10, 10, inf, "", "letter")),
        ("At least 31 trees fell.", (31, 31, inf, "", "tree")),
        ("Nearly 200 tents stood there.", (200, 180, 200, "", "tent")),
        ("Some 1,800 families left.", (1800, 1620, 1980, "", "family")),
        ("Up to three metres of snow fell.", (3, 0, 3, "m", "")),
        ("They want 10 to 12 plants.", (10, 10, 12, "", "plant")),
        ("A total of 14 treaties were signed.", (14, 14, 14, "", "treaty")),
        ("Twelve of the boats sank.", (12, 12, 12, "", "boat")),
    ],
)
def test_value_interval_unit_and_noun(
    parser: SpacyParser, text: str, expected: tuple[float, float, float, str, str]
) -> None:
    (found,) = find(text, parser)
    value, low, high, unit, noun = expected
    assert (found.value, found.unit) == (value, unit)
    assert (found.low, found.high) == pytest.approx((low, high))
    if noun:
        assert found.noun == noun


def test_the_verb_and_the_hedge_are_kept(parser: SpacyParser) -> None:
    (found,) = find("At least 40 miners died in the shaft.", parser)
    assert (found.verb, found.hedge) == ("die", "At least")


def test_an_age_counts_no_people(parser: SpacyParser) -> None:
    (found,) = find("A nine-year-old girl was found.", parser)
    assert found.unit == "year of age"
    (found,) = find("Ada Kern, 30, was found.", parser)
    assert (found.unit, found.noun) == ("year of age", "")


@pytest.mark.parametrize(
    "text",
    [
        "He took Route 66 in a Boeing 737.",
        "The G20 met in 2024.",
        "The COVID-19 ward closed on Jan. 5.",
        "It was the 14th meeting.",
        "No one was hurt.",
        "It lasted 90 minutes.",
        "Call 0800 555 0199.",
        "The home side won 2-1.",
    ],
)
def test_names_years_ordinals_and_times_are_no_quantities(parser: SpacyParser, text: str) -> None:
    assert find(text, parser) == []
