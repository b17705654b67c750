from __future__ import annotations

import pytest

from coranto.models.wordpiece import word_pieces


def pieces(text: str, limit: int = 100) -> list[str]:
    names = {number: piece for piece, number in word_pieces().ids.items()}
    return [names[number] for number in word_pieces().pieces(text, limit)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The harbour wall", ["the", "harbour", "wall"]),
        ("unaffable", ["una", "##ffa", "##ble"]),
        ("Café", ["cafe"]),
        ("it's $5.", ["it", "'", "s", "$", "5", "."]),
        ("a\x00b\tc\u00a0d", ["ab", "c", "d"]),
        ("東京", ["東", "京"]),
        ("x" * 101, ["[UNK]"]),
        ("\U0001f30a", ["[UNK]"]),
        ("snake_case", ["snake", "_", "case"]),
        ("", []),
    ],
)
def test_text_is_cut_as_the_model_was_taught(text: str, cut: list[str]) -> None:
    assert pieces(text) == cut


def test_marks_and_limit() -> None:
    assert word_pieces().encode("wall wall wall wall", 5) == [101, *[word_pieces().ids["wall"]] * 3, 102]
    assert word_pieces().encode("", 5) == [101, 102]
    assert len(word_pieces().pieces("x " * 10_000_000, 8)) == 8


def test_the_vocabulary_is_whole() -> None:
    assert len(word_pieces().ids) == 30_522
    assert [word_pieces().ids[mark] for mark in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")] == [
        0,
        100,
        101,
        102,
        103,
    ]
