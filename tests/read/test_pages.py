from __future__ import annotations

import pytest

from coranto.read.pages import extract, fill_from_page
from coranto.types import RawArticle, Rejection

BODY = (
    "<article><h1>Harbour wall falls</h1><p>By Ann Reed</p>"
    "<p>The outer wall of Lowport harbour fell on Monday after two days of storm, the harbour board said.</p>"
    "<p>Fourteen boats were towed into the inner basin before noon, and nobody was hurt in the town.</p>"
    "<p>Engineers will look at what is left of the wall on Wednesday, when the wind should drop.</p></article>"
)
HEAD = (
    '<title>Harbour wall falls | Lowport Gazette</title><meta property="og:site_name" content="Lowport Gazette">'
    '<meta property="og:title" content="Harbour wall falls"><meta name="author" content="Ann Reed">'
)


def page(head: str = "", body: str = BODY) -> str:
    nav = "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
    end = "<footer>About us</footer></body></html>"
    return f"<!doctype html><html lang='en'><head>{HEAD}{head}</head><body>{nav}{body}{end}"


def read(html: str | bytes, url: str | None = "https://lowport.example/wall") -> RawArticle:
    found = extract(html, url, "s")
    assert isinstance(found, RawArticle)
    return found


@pytest.mark.parametrize("html", [page(), page().encode()])
def test_a_page_gives_its_article(html: str | bytes) -> None:
    found = read(html)
    assert found.title == "Harbour wall falls"
    assert found.publisher == "Lowport Gazette"
    assert found.author == "Ann Reed"
    assert found.text is not None
    assert "Fourteen boats" in found.text
    assert "Sport" not in found.text
    assert "About us" not in found.text
    assert found.text.count("\n") >= 2


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2026-03-02T09:10:00+01:00">', "2026-03-02T09:10:00+01:00"),
        ("<meta content='2026-03-02T09:10Z' name='date'>", "2026-03-02T09:10Z"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished": "2026-03-02T09:10:00Z"}</script>', "2026-03-02T09:10:00Z"),  # noqa: E501
        ('<meta name="date" content="2026-03-02">', "2026-03-02"),
        ("", None),
    ],
)  # fmt: skip
def test_the_date_keeps_its_time_and_is_never_invented(head: str, date: str | None) -> None:
    assert read(page(head)).published_at == date


@pytest.mark.parametrize(
    ("link", "url", "address"),
    [
        ("https://lowport.example/news/wall", "https://lowport.example/wall", "https://lowport.example/news/wall"),
        ("/news/wall", "https://lowport.example/wall", "https://lowport.example/news/wall"),
        ("https://elsewhere.example/wall", "https://lowport.example/wall", "https://lowport.example/wall"),
        ("javascript:alert(1)", "https://lowport.example/wall", "https://lowport.example/wall"),
        ("https://lowport.example/news/wall", None, "https://lowport.example/news/wall"),
    ],
)
def test_the_canonical_address_is_believed_on_its_own_host(link: str, url: str | None, address: str) -> None:
    assert read(page(f'<link rel="canonical" href="{link}">'), url).url == address


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "no-article"),
        ("<html></html>", "no-article"),
        (b"\x00\x01\x02", "no-article"),
        ("<p>" * 20_001, "page-too-large"),
        ("x" * 5_000_001, "page-too-large"),
        ("<p " + "a=1 " * 50_000 + ">", "page-too-large"),
        (b"<p " + b"a=1 " * 50_000 + b">", "page-too-large"),
    ],
)
def test_what_holds_no_article_is_refused(html: str | bytes, reason: str) -> None:
    found = extract(html, None, "s")
    assert isinstance(found, Rejection)
    assert (found.stage, found.reason) == ("read", reason)


def test_a_page_fills_only_what_is_lacking() -> None:
    raw = RawArticle(subject="s", url="https://lowport.example/wall", title="Ours", html=page())
    filled = fill_from_page(raw, "https://lowport.example/wall")
    assert (filled.title, filled.publisher) == ("Ours", "Lowport Gazette")
    assert fill_from_page(RawArticle(subject="s", html="<p>" * 30_000), "https://lowport.example/w").title is None


def test_where_the_walk_is_in_doubt_the_page_is_still_read_without_its_headline_and_links() -> None:
    link = "<p><a href='/x'>Read more about what the storm did to the other harbours of this long coast</a></p>"
    found = read(page(body=BODY.replace("</h1>", "</h1>" + link)))
    assert found.text is not None
    assert found.text.startswith("The outer wall") or found.text.startswith("By Ann Reed")
    assert "Read more" not in found.text
