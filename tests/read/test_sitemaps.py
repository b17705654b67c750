from __future__ import annotations

from coranto.read.sitemaps import MAX_SITEMAPS, read_sitemap
from coranto.types import RawArticle, Rejection

NEWS = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://lowport.example/wall </loc><news:news><news:publication><news:name>Gazette</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2026-03-02T09:00:00+01:00</news:publication_date>
<news:title>Wall &amp; pier fall</news:title></news:news></url><url><loc>https://lowport.example/about</loc></url></urlset>"""


def test_news_are_articles_by_their_headline_and_other_pages_are_counted() -> None:
    article, rest = read_sitemap(NEWS, "s")
    assert article == RawArticle(
        subject="s#1",
        url="https://lowport.example/wall",
        title="Wall & pier fall",
        publisher="Gazette",
        language="en",
        published_at="2026-03-02T09:00:00+01:00",
        feed="s",
    )
    assert isinstance(rest, Rejection)
    assert (rest.reason, rest.detail[:7]) == ("no-news", "1 pages")


def test_an_index_names_sitemaps_up_to_a_number() -> None:
    inner = b"".join(b"<sitemap><loc>https://l.example/%d</loc></sitemap>" % n for n in range(MAX_SITEMAPS + 2))
    *found, more = read_sitemap(b"<sitemapindex>" + inner + b"</sitemapindex>", "s")
    assert found[:2] == ["https://l.example/0", "https://l.example/1"]
    assert len(found) == MAX_SITEMAPS
    assert isinstance(more, Rejection)
    assert more.reason == "too-many-items"


def test_what_is_no_sitemap() -> None:
    (refused,) = read_sitemap(b"<rss/>", "s")
    assert isinstance(refused, Rejection)
    assert refused.reason == "not-a-sitemap"
