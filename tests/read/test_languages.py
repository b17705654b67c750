from __future__ import annotations

import pytest

from coranto.read.languages import language_of


@pytest.mark.parametrize(("given", "code"), [("en-GB", "en"), ("pt_BR", "pt"), ("DE", "de"), ("nb", "no")])
def test_a_given_language_is_taken(given: str, code: str) -> None:
    assert language_of(given, "Harbour wall falls", "") == code


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        ("Harbour wall falls", "", "en"),
        ("Lowport Vale", "", "en"),
        ("12 – 14", "", "en"),
        ("Hafenmauer bricht nach schwerem Sturm", "", "de"),
        (
            "Le mur du port",
            "Le mur du port s'est effondré lundi matin après deux jours de tempête, selon la mairie.",
            "fr",
        ),
        ("Стена порта обрушилась", "", "ru"),
        ("항구의 벽이 무너졌다", "", "ko"),
    ],
)
def test_a_language_is_detected_and_short_latin_text_is_english_when_unsure(title: str, text: str, code: str) -> None:
    assert language_of(None, title, text) == code


def test_what_is_no_code_is_not_believed() -> None:
    assert language_of("English, mostly", "Hafenmauer bricht nach schwerem Sturm", "") == "de"
