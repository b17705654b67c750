from __future__ import annotations

import pytest

from coranto.errors import NotFoundError
from coranto.lookup import find_article, find_story
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import NOON, sample_article, sample_assignment, sample_edition, sample_story
from coranto.types import Act, Move

ONE, TWO, LOST = sample_article(1), sample_article(2), sample_article(3)


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    for article, story_id in ((ONE, "saaaa11111111"), (TWO, "saaab22222222")):
        store.add_article(article)
        store.place(sample_assignment(article, story_id, opened=True), sample_story(story_id, article))
        store.add_edition(sample_edition(story_id, article))
    store.add_article(LOST)
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("saaaa11111111", "saaaa11111111"),
        ("saaab", "saaab22222222"),
        (ONE.url, "saaaa11111111"),
        (ONE.url + "?utm_source=x", "saaaa11111111"),
        (TWO.id, "saaab22222222"),
        ("ferry 1 OSTMARK", "saaaa11111111"),
        ("ostmark reaches", "saaab22222222"),
        (" saaab ", "saaab22222222"),
    ],
)
def test_a_story_is_found_by(store: MemoryStore, words: str, found: str) -> None:
    assert find_story(store, words).id == found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("saaa", "begins 2 stories"),
        ("s99", "no story is called"),
        ("ferry to Karsk", "no story is called"),
        ("", "no story is called"),
        ("https://none.example/x", "no story is called"),
        (LOST.url, "is in no story"),
    ],
)
def test_what_cannot_be_found_is_said_with_the_mend(store: MemoryStore, words: str, said: str) -> None:
    with pytest.raises(NotFoundError, match=said):
        find_story(store, words)


def test_an_article_is_found_by_id_start_of_id_or_url(store: MemoryStore) -> None:
    assert find_article(store, ONE.id) == ONE
    assert find_article(store, LOST.id[:17]) == LOST
    assert find_article(store, TWO.url + "#top") == TWO
    with pytest.raises(NotFoundError, match="begins 3 articles"):
        find_article(store, "a00")
    with pytest.raises(NotFoundError, match="no article is called"):
        find_article(store, "ferry")


@pytest.mark.parametrize("words", ["saaab22222222", "saaab", TWO.id, TWO.url])
def test_an_absorbed_story_finds_the_one_that_lives(store: MemoryStore, words: str) -> None:
    move = Move(article_id=TWO.id, from_story="saaab22222222", to_story="saaaa11111111")
    act = Act(at=NOON, actor="reader", kind="merge", reason="", stories=("saaaa11111111",), moves=(move,))
    store.change(act, [sample_assignment(TWO, "saaaa11111111")])
    assert find_story(store, words).id == "saaaa11111111"
