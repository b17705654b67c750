from __future__ import annotations

import pytest

from coranto.compose.comment import comment_in, is_opinion


@pytest.mark.parametrize(
    "title",
    [
        "Opinion: The quay must go",
        "Leader: A quay that nobody needs",
        "Our view: shut the quay",
        "Letters to the editor: the quay",
        "Letters from Ostmark: the quay",
        "The quay must go | Opinion",
    ],
)
def test_an_article_labelled_as_opinion(title: str) -> None:
    assert is_opinion(title)


@pytest.mark.parametrize("path", ["opinion/2026/quay", "news/comment/quay", "leaders/quay"])
def test_an_article_in_a_section_of_opinion(path: str) -> None:
    assert is_opinion("A quay that nobody needs", f"https://ostmarkherald.example/{path}")


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Leader of Marland resigns", "https://ostmarkherald.example/news/leader-resigns"),
        ("Opposition leader: we will vote no", "https://ostmarkherald.example/news/leader-of-opposition"),
        ("Column of smoke seen over Talva", "https://opinion.example/news/column-of-smoke"),
        ("Letters of Karl Brandt found", "https://ostmarkherald.example/news?from=/opinion/"),
    ],
)
def test_news_is_no_opinion(title: str, url: str) -> None:
    assert not is_opinion(title, url)


def test_a_guess_of_the_writer_is_comment() -> None:
    assert comment_in("There's a good chance that the quay will never open.") is not None
    assert comment_in("The mayor sees a chance that the quay will open.") is None


def test_advice_to_somebody_by_name_is_the_writers_own() -> None:
    assert comment_in("Even so, Norland should be talking to Ostria.") is not None
    assert comment_in("In reality, a falling crane is the last thing anyone should fear.") is not None
    assert comment_in("Petrel should reach its orbit in May.") is None
    assert comment_in("Residents should boil their water until Monday.") is None
