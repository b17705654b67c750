from __future__ import annotations

import json
from pathlib import Path

import pytest

from coranto.read.feeds import MAX_ITEMS, parse_feed
from coranto.read.opml import feed_urls
from coranto.types import RawArticle, Rejection

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Lowport Gazette</title><link>https://lowport.example/</link><language>en-gb</language>
<item><title>Wall &amp;amp; pier &lt;b&gt;fall&lt;/b&gt;</title><media:title>A picture</media:title><link>/wall</link>
<guid>7</guid><pubDate>Mon, 02 Mar 2026 09:00:00 EST</pubDate><dc:creator>Ann Reed</dc:creator>
<description>&lt;p&gt;Short.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>One.</p><p>Two, longer.</p>]]></content:encoded></item>
<item><title>Boats safe</title><guid>https://lowport.example/boats</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>G</title>
<entry><title type="html">Mauer</title>
<link rel="self" href="https://lowport.example/self"/><link href="https://lowport.example/mauer"/><id>x</id>
<updated>2026-03-02T11:00:00+09:00</updated><published>2026-03-02T10:00:00+09:00</published>
<author><name>Jon</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Die <b>Mauer</b></p></div></content>
</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>G</title></channel><item><title>Wall</title>
<link>https://lowport.example/w</link><dc:date>2026-03-02T10:00:00+09:00</dc:date></item></rdf:RDF>"""


def items(data: str | bytes, address: str | None = None) -> list[RawArticle]:
    read = parse_feed(data.encode() if isinstance(data, str) else data, "f", address)
    return [item for item in read if isinstance(item, RawArticle)]


def reasons(data: bytes) -> list[str]:
    return [item.reason for item in parse_feed(data, "f") if isinstance(item, Rejection)]


def test_rss() -> None:
    wall, boats = items(RSS, "https://lowport.example/feed")
    assert (wall.subject, wall.url, wall.feed) == (
        "f#1",
        "https://lowport.example/wall",
        "https://lowport.example/feed",
    )
    assert wall.title == "Wall &amp; pier <b>fall</b>"
    assert wall.text == "<p>One.</p><p>Two, longer.</p>"
    assert (wall.author, wall.language) == ("Ann Reed", "en-gb")
    assert wall.published_at == "Mon, 02 Mar 2026 09:00:00 EST"
    assert (boats.url, boats.text, boats.published_at) == ("https://lowport.example/boats", None, None)


def test_atom_keeps_the_day_of_its_offset() -> None:
    (entry,) = items(ATOM)
    assert entry.url == "https://lowport.example/mauer"
    assert entry.published_at == "2026-03-02T10:00:00+09:00"
    assert (entry.author, entry.language) == ("Jon", "de")
    assert entry.text is not None
    assert "<b>Mauer</b>" in entry.text


def test_rdf() -> None:
    (item,) = items(RDF)
    assert (item.url, item.title, item.published_at) == (
        "https://lowport.example/w",
        "Wall",
        "2026-03-02T10:00:00+09:00",
    )


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "home_page_url": "https://lowport.example",
        "items": [
            {"id": "1", "url": "/w", "title": "Wall", "content_text": "Fell.", "authors": [{"name": "Jon"}]},
            "nonsense",
            {"id": 5, "title": 7},
        ],
    }
    first, second = items(json.dumps(feed))
    assert (first.url, first.text, first.author) == ("https://lowport.example/w", "Fell.", "Jon")
    assert (second.url, second.title) == (None, None)


@pytest.mark.parametrize("data", [b"", b"nonsense", b"{", b"{}", b"<html><body>Log in</body></html>", b"\x00\xff"])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    assert reasons(data) == ["not-a-feed"]


def test_a_feed_that_breaks_off_keeps_its_whole_items_only() -> None:
    whole = RSS.encode()
    for cut in range(0, len(whole) - 10, 13):
        for item in items(whole[:cut], "https://lowport.example/feed"):
            assert item.url == "https://lowport.example/wall"
            assert item.text == "<p>One.</p><p>Two, longer.</p>"
    assert reasons(whole[:-30]) == ["cut-off"]


def test_only_so_many_items_are_taken_and_it_says_so() -> None:
    data = b"<rss><channel>" + b"<item><title>T</title></item>" * (MAX_ITEMS + 5) + b"</channel></rss>"
    assert len(items(data)) == MAX_ITEMS
    assert reasons(data) == ["too-many-items"]


def test_no_entity_opens_a_file_or_grows(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("kept")
    doctype = f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]>'.encode()
    feed = b"<rss><channel><item><title>A&x;B</title></item></channel></rss>"
    assert "kept" not in str(parse_feed(doctype + feed, "f"))
    levels = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    laughs = b'<!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">' + levels + b"]>" + feed.replace(b"&x;", b"&a11;")
    assert sum(len(item.title or "") for item in items(laughs)) < 1_000_000


def test_a_harmless_entity_is_read() -> None:
    data = '<!DOCTYPE r [<!ENTITY town "Lowport">]><rss><channel><item><title>In &town;</title></item></channel></rss>'
    assert items(data)[0].title == "In Lowport"


def test_windows_bytes_that_claim_to_be_utf8() -> None:
    assert items(RSS.encode().replace(b"Boats safe", b"Caf\xe9 \x93safe\x94"))[1].title == "Café “safe”"


def test_a_hostile_author_is_cut() -> None:
    data = b"<rss><channel><item><author>" + b"a@a." * 16_000 + b"!</author><title>T</title></item></channel></rss>"
    assert len(items(data)[0].author or "") == 512
    assert len(items(b"<oops>" + data)[0].author or "") <= 512


def test_opml() -> None:
    data = b"""<opml><body><outline text="Coast"><outline xmlUrl="https://lowport.example/feed"/>
    <outline xmlUrl="https://lowport.example/feed"/><outline xmlUrl="file:///etc/passwd"/></outline></body></opml>"""
    first, second = feed_urls(data, "o.opml")
    assert first == "https://lowport.example/feed"
    assert isinstance(second, Rejection)
    assert "file:///etc/passwd" in second.detail
    (refused,) = feed_urls(b"<rss/>", "o.opml")
    assert isinstance(refused, Rejection)
    assert refused.reason == "not-opml"
