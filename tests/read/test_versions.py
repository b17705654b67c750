from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coranto.read.articles import make_article
from coranto.read.versions import known_already, latest_versions
from coranto.settings import load_settings
from coranto.types import Article, RawArticle

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
FIRST = RawArticle(
    subject="s",
    url="https://lowport.example/wall",
    title="Wall falls",
    text="The outer wall of the harbour fell on Saturday. " * 10,
    published_at="2026-03-14T09:00:00Z",
)


def made(raw: RawArticle) -> Article:
    article = make_article(raw, now=NOW, settings=load_settings(environment={}))
    assert isinstance(article, Article)
    return article


def verdict(*versions: RawArticle) -> str:
    """What becomes of the last of these after the others."""
    refused = known_already(versions[-1], made(versions[-1]), [made(raw) for raw in versions[:-1]], now=NOW)
    return "taken" if refused is None else refused.reason


CORRECTED = replace(FIRST, text="The inner wall of the harbour fell on Saturday. " * 10)


@pytest.mark.parametrize(
    ("updated_at", "outcome"),
    [
        (None, "other-text-same-url"),
        ("2026-03-14T11:00:00Z", "taken"),
        ("2026-03-14T08:00:00Z", "other-text-same-url"),
        ("2031-01-01", "other-text-same-url"),
        ("whenever", "other-text-same-url"),
    ],
)
def test_a_page_that_says_it_was_changed_is_a_new_version(updated_at: str | None, outcome: str) -> None:
    assert verdict(FIRST, replace(CORRECTED, updated_at=updated_at)) == outcome


def test_the_first_words_read_again_after_a_correction_are_no_version() -> None:
    assert verdict(FIRST, CORRECTED, replace(FIRST, updated_at="2026-03-14T11:00:00Z")) == "same-url"


def test_a_part_of_the_text_is_no_version_and_the_whole_of_it_is() -> None:
    excerpt = replace(FIRST, text="The outer wall fell. A summary in other words.", updated_at="2026-03-14T11:00:00Z")
    assert verdict(FIRST, excerpt) == "same-url"
    assert verdict(FIRST, replace(FIRST, text=None)) == "same-url"
    assert (
        verdict(FIRST, replace(FIRST, text=(FIRST.text or "")[:384], updated_at="2026-03-14T11:00:00Z")) == "same-url"
    )
    assert verdict(replace(excerpt, updated_at=None), FIRST) == "taken"


def test_the_latest_of_each_page_is_shown() -> None:
    first, corrected = made(FIRST), made(CORRECTED)
    assert latest_versions([first, corrected]) == [corrected]


def test_what_a_poll_noticed_counts_where_the_page_says_nothing() -> None:
    noticed = replace(CORRECTED, updated_at=None, noticed_at="2026-03-14T11:00:00Z")
    assert verdict(FIRST, noticed) == "taken"
    assert verdict(FIRST, replace(noticed, updated_at="2026-03-13T00:00:00Z")) == "other-text-same-url"
