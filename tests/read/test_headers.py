from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from coranto.read.headers import Head, read_head

LD = '<script type="application/ld+json">%s</script>'
ARTICLE = (
    '{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":"Bridge &amp; road shut",'
    '"datePublished":"2026-03-02T09:10:00+0100","author":[{"name":"Ann Reed"},{"name":"Bo Lund"}],'
    '"publisher":{"name":"Lowport Gazette"}}]}'
)


def head(inner: str, body: str = "<p>x</p>") -> Head:
    return read_head(document_fromstring(f"<html><head>{inner}</head><body>{body}</body></html>"))


def test_linked_data_gives_all() -> None:
    found = head(LD % ARTICLE)
    assert found.title == "Bridge & road shut"
    assert found.published_at == "2026-03-02T09:10:00+0100"
    assert found.author == "Ann Reed; Bo Lund"
    assert found.publisher == "Lowport Gazette"


@pytest.mark.parametrize(
    "broken", ["{", "[" * 5_000, "null", '{"@type":"NewsArticle"}', '{"@type":3,"headline":["x"]}']
)
def test_broken_linked_data_is_as_none(broken: str) -> None:
    assert head(LD % broken, "<h1>Bridge shut</h1>").title == "Bridge shut"


@pytest.mark.parametrize(
    ("inner", "body", "title"),
    [
        ('<meta property="og:title" content="Bridge shut"><title>x</title>', "<h1>y</h1>", "Bridge shut"),
        ("<title>Bridge shut | Lowport Gazette</title>", "<h1>Bridge shut</h1>", "Bridge shut"),
        (
            '<title>Bridge shut - Gazette</title><meta property="og:site_name" content="Gazette">',
            "<p>x</p>",
            "Bridge shut",
        ),
        ("<title>Bridge shut - mayor resigns</title>", "<p>x</p>", "Bridge shut - mayor resigns"),
        ("", "<p>x</p>", None),
    ],
)
def test_the_title_is_without_the_outlet(inner: str, body: str, title: str | None) -> None:
    assert head(inner, body).title == title


@pytest.mark.parametrize(
    ("inner", "body", "date"),
    [
        ('<meta name="date" content="2026-03-02"><meta name="pubdate" content="2026-03-02T08:00Z">', "", "2026-03-02T08:00Z"),  # noqa: E501
        ('<meta name="pubdate" content="0001-01-01T00:00:00Z">', '<time datetime="2026-03-02">', "2026-03-02"),
        ("", '<span itemprop="datePublished" content="2026-03-02 08:00 +0100">', "2026-03-02 08:00+0100"),
        ('<link rel="canonical" href="https://lowport.example/2026/03/02/bridge">', "", "2026-03-02"),
        ('<link rel="canonical" href="https://lowport.example/20260341/bridge">', "", None),
        ('<meta name="date" content="yesterday">', "", None),
    ],
)  # fmt: skip
def test_a_time_of_day_beats_a_day_and_nothing_is_invented(inner: str, body: str, date: str | None) -> None:
    assert head(inner, body + "<p>x</p>").published_at == date


def test_the_author_is_a_name() -> None:
    assert head('<meta name="author" content="https://lowport.example/ann">').author is None
    assert head("", "<span class='byline'>By Ann Reed</span>").author == "Ann Reed"
