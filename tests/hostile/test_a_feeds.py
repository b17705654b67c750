from __future__ import annotations

import re
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coranto.net.workers import Workers
from coranto.read.articles import make_article
from coranto.read.feeds import MAX_ITEMS, read_feed
from coranto.read.opml import MAX_FEEDS
from coranto.settings import load_settings
from coranto.types import Article, RawArticle, Rejection

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
AT = "https://lowport.example/feeds/news.xml"
ITEM = b"<item><title>Wall falls</title><link>https://lowport.example/wall</link></item>"


NAMESPACES = b" ".join(b'xmlns:n%d="u"' % n for n in range(200_000))


def rss(inner: bytes, doctype: bytes = b"") -> bytes:
    return doctype + b"<rss><channel><title>Gazette</title>" + inner + b"</channel></rss>"


def items(workers: Workers, data: bytes) -> list[RawArticle]:
    return [each for each in workers.parse_feed(data, "f", AT) if isinstance(each, RawArticle)]


def reasons(workers: Workers, data: bytes) -> list[str]:
    return [each.reason for each in workers.parse_feed(data, "f", AT) if isinstance(each, Rejection)]


def made(raw: RawArticle) -> Article | Rejection:
    return make_article(raw, now=NOW, settings=load_settings(environment={}))


def test_a1_entities_of_entities(workers: Workers) -> None:
    levels = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    bomb = rss(b"<item><title>&a11;</title></item>", b'<!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">' + levels + b"]>")
    assert workers.parse_feed(bomb, "f") == [
        Rejection(
            subject="f",
            stage="parse",
            reason="xml-amplification",
            detail="f cannot be parsed: its entities grow beyond measure; ask its publisher to mend it",
        )
    ]


def test_a2_one_long_entity_many_times(workers: Workers) -> None:
    doctype = b'<!DOCTYPE r [<!ENTITY x "' + b"a" * 50_000 + b'">]>'
    assert reasons(workers, rss(b"<item><title>" + b"&x;" * 50_000 + b"</title></item>", doctype)) == [
        "xml-amplification"
    ]


def test_a3_nothing_outside_is_opened(workers: Workers, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.05)
        web = f"http://127.0.0.1:{listening.getsockname()[1]}/x.dtd"
        doctype = (
            f'<!DOCTYPE r SYSTEM "{web}" [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y SYSTEM "{web}">'
            f'<!ENTITY % p SYSTEM "file://{secret}"> %p; <!ENTITY % q SYSTEM "{web}"> %q;]>'
        )
        data = rss(
            ITEM + b"<item><title>A&x;B&y;C</title><link>https://lowport.example/b</link></item>", doctype.encode()
        )
        read = items(workers, data)
        with pytest.raises(TimeoutError):
            listening.accept()
    assert read[0].title == "Wall falls"
    assert "secret" not in str(read)


def test_a4_a_harmless_entity_is_read(workers: Workers) -> None:
    (item,) = items(workers, rss(b"<item><title>In &town;</title></item>", b'<!DOCTYPE r [<!ENTITY town "Lowport">]>'))
    assert item.title == "In Lowport"


def test_a5_a_feed_cut_anywhere_gives_its_whole_items(workers: Workers) -> None:
    inner = b"".join(
        b"<item><title>Item %d ends here</title><link>https://lowport.example/%d</link>"
        b"<description>Told to the end.</description></item>" % (n, n)
        for n in range(12)
    )
    whole = rss(inner)
    for percent in range(1, 100):
        part = whole[: len(whole) * percent // 100]
        told = part.count(b"</item>")
        read = workers.read_feed(part, "f", AT)
        found = [each for each in read.records if isinstance(each, RawArticle)]
        assert [each.title for each in found] == [f"Item {n} ends here" for n in range(len(found))]
        assert all(each.text == "Told to the end." for each in found)
        assert len(found) >= told - 1
        assert len(found) < 12 or percent > 95
        if b"<item>" in part:
            assert [each.reason for each in read.records if isinstance(each, Rejection)] == ["cut-off"]


@pytest.mark.parametrize("page", [b"<!doctype html><html><body>Log in</body></html>", b"<html><item>x</html>", b"OK"])
def test_a6_a_page_where_a_feed_was(workers: Workers, page: bytes) -> None:
    read = workers.read_feed(page, "f", AT)
    assert not read.is_feed
    assert [getattr(each, "reason", "an item") for each in read.records] == ["not-a-feed"]


def test_a7_a_feed_without_items_is_a_feed_and_nothing_at_all_is_none(workers: Workers) -> None:
    empty = workers.read_feed(rss(b""), "f", AT)
    assert (empty.is_feed, empty.records) == (True, ())
    assert not workers.read_feed(b"", "f", AT).is_feed


def test_a8_a_hundred_thousand_items(workers: Workers) -> None:
    data = rss(ITEM * 100_000)
    assert len(items(workers, data)) == MAX_ITEMS
    assert reasons(workers, data) == ["too-many-items"]


@pytest.mark.parametrize("broken", [b"", b"<oops>"])
def test_a9_an_author_that_takes_a_regular_expression_minutes(workers: Workers, broken: bytes) -> None:
    author = b"<author>" + b"a@a." * 16_000 + b"!</author>"
    read = items(workers, broken + rss(b"<item>" + author + b"<title>T</title></item>"))
    assert [item.title for item in read] == ["T"]
    assert len(read[0].author or "") <= 512
    assert items(workers, rss(ITEM))


@pytest.mark.parametrize(
    ("data", "expected", "titles"),
    [
        (rss(ITEM + b"<a>" * 200_000), ["parse-limit"], []),
        (rss(b'<item a="' + b"x" * 10_500_000 + b'"><title>T</title></item>'), ["parse-limit"], []),
        (rss(b"<item " + NAMESPACES + b"><title>T</title></item>"), [], ["T"]),
    ],
    ids=["nested", "attribute", "namespaces"],
)
def test_a10_too_deep_too_long_too_many(workers: Workers, data: bytes, expected: list[str], titles: list[str]) -> None:
    assert reasons(workers, data) == expected
    assert [item.title for item in items(workers, data)] == titles
    assert [item.title for item in items(workers, rss(ITEM))] == ["Wall falls"]  # the next one is served


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "jav&#x09;ascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,&lt;script&gt;",
        "file:///etc/passwd",
        "vbscript:x",
        "//host.example/x",
        "https://user:secret@lowport.example/x",
        "https://[bad",
    ],
)
def test_a11_a_bad_link_never_becomes_a_link(workers: Workers, link: str) -> None:
    guid = "<guid>https://lowport.example/by-guid</guid>"
    (item,) = items(workers, rss(f"<item><title>T 1</title><link>{link}</link>{guid}</item>".encode()))
    article = made(item)
    if "host.example" in link:
        assert isinstance(article, Article)
        assert article.url == "https://host.example/x"
    elif "secret" in link:
        assert isinstance(article, Article)
        assert article.url == "https://lowport.example/x"
    elif "[" in link:
        assert isinstance(article, Article)
        assert re.fullmatch(re.escape(AT) + "#item-[0-9a-f]{16}", article.url)
    else:
        assert isinstance(article, Article)
        assert article.url == "https://lowport.example/by-guid"


@pytest.mark.parametrize("base", ["javascript:x/", "https://elsewhere.example/", "file:///", "//x/", "%%%"])
def test_a12_relative_links_start_where_the_feed_was_found(workers: Workers, base: str) -> None:
    data = f'<feed xml:base="{base}"><entry xml:base="{base}"><title>T</title><link href="../wall"/></entry></feed>'
    (item,) = items(workers, data.encode())
    assert item.url == "https://lowport.example/wall"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://elsewhere.example/wall", "https://elsewhere.example/wall"),  # another host is allowed
        ("//elsewhere.example/wall", "https://elsewhere.example/wall"),
        ("./javascript:x()", "https://lowport.example/feeds/javascript:x()"),
        ("?javascript:x()", "https://lowport.example/feeds/news.xml?javascript:x()"),
        ("javascript:x()//../wall", None),
        ("file:../wall", None),
    ],
)
def test_a12_a_link_is_looked_at_after_it_was_made_whole(workers: Workers, link: str, url: str | None) -> None:
    (item,) = items(workers, f'<feed><entry><title>T 1</title><link href="{link}"/></entry></feed>'.encode())
    article = made(item)
    assert isinstance(article, Article)
    assert article.url == (url or article.url)
    assert article.url.startswith("https://")


@pytest.mark.parametrize(
    "title",
    [
        '<title type="text">&lt;b&gt;Wall&lt;/b&gt; falls</title>',
        '<title type="xhtml">&lt;b&gt;Wall&lt;/b&gt; falls</title>',
        '<title type="html"><div><b>Wall</b> falls</div></title>',
        '<title type="html">&amp;lt;b&amp;gt;Wall&amp;lt;/b&amp;gt; falls</title>',
        "<title><![CDATA[<b>Wall</b> falls]]></title>",
        "<title><![CDATA[<![CDATA[<b>Wall</b> falls]]]]><![CDATA[>]]></title>",
        "<title>&lt;script&gt;x()&lt;/script&gt;Wall falls</title>",
    ],
)
def test_a13_markup_however_it_is_dressed_is_no_markup_in_the_end(workers: Workers, title: str) -> None:
    (item,) = items(workers, f'<feed><entry>{title}<link href="/wall"/></entry></feed>'.encode())
    article = made(item)
    assert isinstance(article, Article)
    assert "Wall falls" in article.title
    assert not any(sign in article.title for sign in ("<b", "</", "<script", "&lt;"))


def test_a14_lists_of_feeds_beyond_measure(workers: Workers) -> None:
    many = b"<opml>" + b"".join(b'<outline xmlUrl="https://l.example/%d"/>' % n for n in range(50_000)) + b"</opml>"
    read = workers.feeds_of_opml(many, "o")
    assert len(read) == MAX_FEEDS + 1
    assert isinstance(read[-1], Rejection)
    good = b'<outline xmlUrl="https://l.example/f"/><!-- <outline xmlUrl="https://l.example/hidden"/> -->'
    bad = b'<outline xmlUrl="javascript:x"/><outline xmlUrl="file:///etc/passwd"/>'
    deep = b"<opml>" + good + bad + b"<outline>" * 10_000 + b'<outline xmlUrl="https://l.example/z"/></opml>'
    first, *refused = workers.feeds_of_opml(deep, "o")
    assert first == "https://l.example/f"
    told = [(each.reason, each.detail) for each in refused if isinstance(each, Rejection)]
    assert [reason for reason, _ in told] == ["no-url", "no-url"]
    assert ["javascript:x" in told[0][1], "file:///etc/passwd" in told[1][1]] == [True, True]  # each bad line is named


def test_the_worker_and_the_function_agree(workers: Workers) -> None:
    assert workers.read_feed(rss(ITEM), "f", AT) == read_feed(rss(ITEM), "f", AT)
