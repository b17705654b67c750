from __future__ import annotations

import numpy as np
import pytest

from coranto.read.wording import bare_words, own_words, shingles_of


@pytest.mark.parametrize(
    "line",
    [
        "By Jon Amre and Mira Dask",
        "(Reporting by Jon Amre; Editing by Ann Reed)",
        "With files from Coast Agency",
        "© 2026 Coast Agency",
        "Jon Amre in Ostrel contributed to this report.",
        "This is a developing story.",
        "jon.amre@coast.example (END)",
        "All rights reserved.",
    ],
)
def test_credit_lines_are_not_own_words(line: str) -> None:
    assert own_words(f"The wall fell.\n{line}") == ["the", "wall", "fell"]


@pytest.mark.parametrize(
    "dateline",
    [
        "OSTREL, March 2 (Coast Agency) -- ",
        "LOWPORT (CA) — ",
        "Lowport, Ostrel — ",
        "(Coast Agency) - ",
        "OSTREL (CA): ",
    ],
)
def test_datelines_are_not_own_words(dateline: str) -> None:
    assert own_words(f"{dateline}The wall fell.") == ["the", "wall", "fell"]


def test_prose_that_looks_like_a_credit_stays() -> None:
    assert own_words("By noon the boats were safe.")[:2] == ["by", "noon"]
    assert own_words("The harbour — built in 1911 — fell.")[-1] == "fell"


def test_words_have_one_form() -> None:
    assert bare_words("The Wall’s “end”") == bare_words("the wall's 'end'")
    assert bare_words("港の壁") == ["港", "の", "壁"]


def test_shingles_are_one_a_run_of_five() -> None:
    words = "a b c d e f".split()
    assert shingles_of(words[:4]).shape == (0,)
    assert shingles_of(words).shape == (2,)
    assert shingles_of(words)[1] == shingles_of(words[1:])[0]
    assert len(np.unique(shingles_of("a b a b a b a b c".split()))) == 3
