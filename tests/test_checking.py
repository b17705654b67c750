"""Claims held against a small archive with the real parser and the shipped entailer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coranto.analyze.article import analyze_all
from coranto.checking import check_claim
from coranto.models.entailment.trees import TreeEntailer
from coranto.models.spacy_parser import SpacyParser
from coranto.ports import Store
from coranto.stores.sql import open_store
from coranto.testing.samples import sample_article, sample_assignment, sample_story

TEXTS = (
    "The mayor of Torva, Lena Brask, pleaded not guilty on Monday to charges of fraud. "
    "The city offered a reward of 5,000 crowns for information about the theft.",
    "The dam above Karsk was repaired in May. Engineers checked 40 gates of the dam before the rain came.",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    kept = open_store(str(Path(tmp_path_factory.mktemp("checking")) / "a.db"))
    articles = [sample_article(n, text=text) for n, text in enumerate(TEXTS, 1)]
    for article, analysis in zip(articles, analyze_all(articles, SpacyParser()), strict=True):
        kept.add_article(article)
        kept.add_analysis(analysis)
        story_id = f"s{article.id}"
        kept.place(sample_assignment(article, story_id), sample_story(story_id, article))
    yield kept
    kept.close()


@pytest.mark.parametrize(
    ("claim", "finding"),
    [
        ("Engineers checked 40 gates of the dam.", "supported"),
        ("The city offered a reward of 5,000 crowns for information.", "supported"),
        ("Engineers checked 90 gates of the dam.", "contradicted"),
        ("The mayor of Torva pleaded guilty to charges of fraud.", "contradicted"),
        ("The city did not offer a reward for information about the theft.", "contradicted"),
        ("Lena Brask, the mayor of Torva, fled after the theft.", "cannot tell"),
        ("The opera of Lundel opens a new season with a comedy.", "not found"),
        ("It is so.", "not found"),
        ("", "not found"),
    ],
)
def test_a_claim_is_held_against_the_passages(store: Store, claim: str, finding: str) -> None:
    assert check_claim(store, claim, TreeEntailer()).finding == finding


def test_the_passages_come_with_the_finding(store: Store) -> None:
    for claim in ("Engineers checked 40 gates of the dam.", "Engineers checked 90 gates of the dam."):
        first = check_claim(store, claim).grounds[0]
        assert first.sentence.text.startswith("Engineers checked 40 gates")
        assert first.article.id == sample_article(2).id
        assert first.reason == ("" if "40" in claim else "the passage says 40, not 90")


def test_a_date_is_not_a_number_of_things(store: Store) -> None:
    assert check_claim(store, "The dam above Karsk was repaired on May 3.").finding == "cannot tell"
