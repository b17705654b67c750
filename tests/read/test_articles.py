from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coranto.read.articles import article_id, coverage_of, cut_at_paragraph, make_article
from coranto.settings import load_settings
from coranto.types import Article, RawArticle, Rejection

NOW = datetime(2026, 1, 5, 15, tzinfo=UTC)
SETTINGS = load_settings(environment={})
URL = "https://lowport.example/wall"


def made(**given: str | None) -> Article:
    raw = RawArticle(**{"subject": "s:1", "url": URL, "title": "Wall falls", **given})  # type: ignore[arg-type]
    article = make_article(raw, now=NOW, settings=SETTINGS)
    assert isinstance(article, Article)
    return article


def refused(**given: str | None) -> Rejection:
    rejection = make_article(RawArticle(**{"subject": "s:1", **given}), now=NOW, settings=SETTINGS)  # type: ignore[arg-type]
    assert isinstance(rejection, Rejection)
    return rejection


def test_a_record_becomes_an_article() -> None:
    article = made(
        url=URL + "/?utm_source=feed",
        title="Wall <b>falls</b>",
        text="One.\r\n\r\nTwo.",
        publisher=" Lowport  Gazette ",
        published_at="2026-01-04T23:00:00+09:00",
        author="Ann Reed",
        language="en-GB",
        feed="f",
    )
    assert (article.url, article.title, article.text) == (URL, "Wall falls", "One.\nTwo.")
    assert article.publisher == "Lowport Gazette"
    assert article.published_at.isoformat() == "2026-01-04T23:00:00+09:00"
    assert (article.date_certain, article.language, article.coverage) == (True, "en", "excerpt")
    assert (article.author, article.feed) == ("Ann Reed", "f")


def test_the_id_is_of_address_and_words_only() -> None:
    assert made().id == made(url=URL + "#x", publisher="Other", published_at="2026-01-01").id
    assert len({made().id, made(text="More.").id, made(title="Wall fell").id, made(url=URL + "2").id}) == 4
    assert made().id == article_id(URL, "Wall falls", "")
    assert len(made().id) == 17


@pytest.mark.parametrize("date", [None, "2099-01-01", "0001-01-01", "soon"])
def test_a_date_that_cannot_be_believed_is_the_time_of_reading_and_says_so(date: str | None) -> None:
    article = made(published_at=date)
    assert (article.published_at, article.date_certain) == (NOW, False)


@pytest.mark.parametrize(
    ("updated_at", "kept"),
    [
        ("2026-01-04T23:30:00+09:00", "2026-01-04T23:30:00+09:00"),
        ("2026-01-04T14:00:00Z", None),  # the moment of publication itself
        ("2026-01-03", None),
        ("2099-01-01", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_later_update_is_kept_as_the_publisher_says_it(updated_at: str | None, kept: str | None) -> None:
    article = made(published_at="2026-01-04T23:00:00+09:00", updated_at=updated_at)
    assert (article.updated_at and article.updated_at.isoformat()) == kept


def test_without_a_date_of_publication_nothing_is_known_to_be_later() -> None:
    assert made(updated_at="2026-01-04").updated_at is None


def test_when_a_poll_noticed_the_words_is_no_update() -> None:
    assert made(published_at="2026-01-04", noticed_at="2026-01-05").updated_at is None


def test_a_publisher_is_derived_from_the_host() -> None:
    assert made().publisher == "lowport.example"


@pytest.mark.parametrize(
    ("given", "reason", "named"),
    [
        ({"title": "Wall falls"}, "no-url", "no url"),
        ({"url": "  ", "title": "Wall falls"}, "no-url", "no url"),
        ({"url": "ftp://lowport.example", "title": "T"}, "no-url", "ftp://lowport.example"),
        ({"url": "javascript:alert(1)", "title": "T"}, "no-url", "javascript"),
        ({"url": URL}, "no-title", URL),
        ({"url": URL, "title": " ", "text": "--- ..."}, "no-title", URL),
        ({"url": URL, "title": "\u200b<p></p>"}, "no-title", URL),
        ({"url": URL, "html": "<html></html>"}, "no-title", URL),
    ],
)
def test_what_cannot_be_an_article_is_refused_with_the_mend(given: dict[str, str], reason: str, named: str) -> None:
    rejection = refused(**given)
    assert (rejection.subject, rejection.stage, rejection.reason) == ("s:1", "read", reason)
    assert named in rejection.detail
    assert "; " in rejection.detail


@pytest.mark.parametrize(
    ("text", "coverage"),
    [
        (None, "headline"),
        (" \n", "headline"),
        ("<p></p>", "headline"),
        ("Wall falls", "headline"),
        ("word " * 59, "excerpt"),
        ("word " * 60, "full"),
        ("港" * 118, "excerpt"),
        ("港" * 120, "full"),
    ],
)
def test_coverage(text: str | None, coverage: str) -> None:
    assert made(text=text).coverage == coverage


def test_a_huge_body_is_cut_at_a_paragraph() -> None:
    article = made(text="\n".join(["A sentence of the harbour board."] * 200_000))
    assert 199_900 < len(article.text) <= 200_000
    assert article.text.endswith("board.")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("abc", "abc"),
        ("one\ntwo three", "one"),
        ("One. Two three", "One."),
        ("one two three", "one two"),
        ("x" * 20, "x" * 8),
    ],
)
def test_cutting_prefers_the_larger_unit(text: str, kept: str) -> None:
    assert cut_at_paragraph(text, 8) == kept


def test_unspaced_scripts_count_characters() -> None:
    assert coverage_of("港" * 10, 5) == "full"
    assert coverage_of("港" * 8, 5) == "excerpt"


def test_a_page_fills_what_the_record_lacks() -> None:
    html = (
        "<html><head><title>Wall falls at Lowport</title>"
        '<meta property="article:published_time" content="2026-01-04T08:30:00+01:00"></head><body><article>'
        "<h1>Wall falls at Lowport</h1>" + "<p>The harbour wall at Lowport fell on Sunday, the board said.</p>" * 1
        + "<p>Fourteen boats were moved to the inner basin before noon, and nobody was hurt, it said.</p>"
        "<p>Repairs to the wall will take until the spring, according to the board of the harbour.</p>"
        "</article></body></html>"
    )  # fmt: skip
    article = made(title=None, html=html)
    assert article.title == "Wall falls at Lowport"
    assert "Fourteen boats" in article.text
    assert article.published_at.isoformat() == "2026-01-04T08:30:00+01:00"
    assert made(title="Our own title", html=html).title == "Our own title"


def test_lone_surrogates_do_not_reach_the_id() -> None:
    assert made(title="Wall \ud83d falls").title == "Wall falls"


def test_a_day_in_the_address_is_the_date_where_none_is_given() -> None:
    filed = made(url="https://lowport.example/2025/nov/07/wall")
    assert (filed.published_at.date().isoformat(), filed.date_certain) == ("2025-11-07", True)
    ahead = made(url="https://lowport.example/2099/01/01/wall")
    assert (ahead.published_at, ahead.date_certain) == (NOW, False)
    given = made(url="https://lowport.example/2025/11/07/wall", published_at="2025-11-08T10:00:00Z")
    assert given.published_at.day == 8
