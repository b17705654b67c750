"""The names that an article is about: those of its title and those it dwells on, each under one key."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from coranto.naming import MOST_NAMES, name_key, names_of
from coranto.testing.samples import sample_analysis, sample_article
from coranto.types import Mention


def mention(
    entity: str,
    label: Literal["person", "organisation", "place", "event", "other"] = "person",
    field: Literal["title", "text"] = "text",
) -> Mention:
    return Mention(sentence=0, field=field, start=0, end=1, text=entity, label=label, entity=entity)


def named(*mentions: Mention) -> list[tuple[str, str, str]]:
    found = names_of(replace(sample_analysis(sample_article(1)), mentions=mentions))
    return [(each.kind, each.key, each.name) for each in found]


def test_names_of_the_title_come_first_and_then_the_commonest() -> None:
    found = named(
        mention("Tove Lund"),
        mention("Ida Brandt"),
        mention("Ida Brandt"),
        mention("Ostmark", "place", "title"),
        mention("Saturday", "other"),
    )
    assert found == [
        ("place", "ostmark", "Ostmark"),
        ("person", "ida-brandt", "Ida Brandt"),
        ("person", "tove-lund", "Tove Lund"),
    ]


def test_spellings_of_one_key_are_one_name() -> None:
    found = named(mention("the Harbour Board", "organisation"), mention("Harbour Board’s", "organisation"))
    assert [key for _, key, _ in found] == ["harbour-board"]


def test_an_article_is_about_a_dozen_names_at_most() -> None:
    assert len(named(*(mention(f"Ida Brandt{'x' * n}") for n in range(40)))) == MOST_NAMES


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Port of Ostmark's", "port-of-ostmark"),
        ("U.S.", "us"),
        ("The", "the"),
        ("São Vento", "são-vento"),
        ("../../etc", "etc"),
        ("42", ""),
        ("—", ""),
        ("x" * 200, "x" * 120),
        ("𝒜" * 200, "𝒜" * 30),
        ("é" * 59 + " x 𝒜", "é" * 59 + "-x"),
        ("\ud800Brandt", "brandt"),
    ],
)
def test_keys_are_fit_for_an_address(name: str, key: str) -> None:
    assert name_key(name) == key
