from __future__ import annotations

from coranto.read.discovery import MAX_LINKS, feed_links

AT = "https://lowport.example/news/"


def test_feeds_in_order_and_those_of_comments_last() -> None:
    page = b"""<html><head><base href="/main/"><link rel="stylesheet" href="x.css">
    <link rel="alternate" type="application/rss+xml" title="Comments feed" href="/comments/feed/">
    <LINK REL='alternate home' TYPE='application/atom+xml; charset=utf-8' HREF='atom.xml?a=1&amp;b=2'>
    <link rel=alternate type=application/feed+json href=//feeds.lowport.example/j>
    <link rel="alternate" type="application/rss+xml" hreflang="de" href="/de">
    <link rel="alternate" type="text/html" href="/amp"><link rel="alternate" type="application/rss+xml" href="">
    <link rel="alternate" type="application/rss+xml" href="javascript:x"></head></html>"""
    assert feed_links(page, AT) == [
        "https://lowport.example/main/atom.xml?a=1&b=2",
        "https://feeds.lowport.example/j",
        "https://lowport.example/comments/feed/",
    ]


def test_a_page_without_feeds_or_with_thousands() -> None:
    assert feed_links(b"\xff<link", AT) == []
    many = b"".join(b'<link rel="alternate" type="application/rss+xml" href="/%d">' % n for n in range(2_000))
    assert len(feed_links(many, AT)) == MAX_LINKS
    assert feed_links(b"<link " * 100_000, AT) == []
