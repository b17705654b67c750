from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coranto.errors import FetchError, InputError
from coranto.net.inputs import open_input
from coranto.net.workers import Workers
from coranto.types import RawArticle, Rejection

LINE = '{"url": "https://lowport.example/a", "title": "Wall falls"}\n'
ITEM = "<item><title>Wall falls</title><link>https://lowport.example/a</link></item>"
SITEMAP = (
    "<urlset xmlns:n='u'><url><loc>https://lowport.example/a</loc><n:news><n:title>Wall falls</n:title></n:news></url>"
    "</urlset>"
)
INDEX = "<sitemapindex><sitemap><loc>https://lowport.example/news.xml</loc></sitemap></sitemapindex>"
FRONT = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>Today</body></html>'
FEED = "<rss><channel><item><title>Wall falls</title><link>https://lowport.example/a</link></item></channel></rss>"
OPML = '<?xml version="1.0"?><opml><body><outline xmlUrl="https://lowport.example/feed"/><outline xmlUrl="https://down.example/f"/></body></opml>'
PAGE = (
    '<!doctype html><html><head><title>Wall falls</title><link rel="canonical" href="https://lowport.example/a"></head>'
    "<body><article><h1>Wall falls</h1><p>The outer wall of Lowport harbour fell on Monday after a storm.</p>"
    "<p>Fourteen boats were towed into the inner basin before noon, and nobody was hurt.</p></article></body></html>"
)


class Web:
    """A web of three addresses."""

    def fetch(self, url: str, /) -> tuple[str, bytes, str]:
        pages = {
            "https://lowport.example/feed": (FEED, "application/rss+xml"),
            "https://lowport.example/a?x=1": (PAGE, "text/html; charset=utf-8"),
            "https://lowport.example/": (FRONT, "text/html"),
            "https://lowport.example/news.xml": (SITEMAP, "text/xml"),
            "https://lowport.example/index.xml": (INDEX, "text/xml"),
            "https://lowport.example/opml": (OPML, "text/xml"),
        }
        if url not in pages:
            raise FetchError(f"{url} is away", mend="try later")
        return url, pages[url][0].encode(), pages[url][1]


WORKERS = Workers(1)


@pytest.fixture(scope="module", autouse=True)
def _no_process_stays() -> Iterator[None]:
    yield
    WORKERS.close()


def read(given: str | Path) -> list[RawArticle | Rejection]:
    return list(open_input(str(given), Web(), WORKERS))


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


@pytest.mark.parametrize(
    ("name", "text", "subject"),
    [
        ("in.jsonl", LINE, "in.jsonl:1"),
        ("in.jsonl.gz", LINE, "in.jsonl.gz:1"),
        ("in.txt", LINE, "in.txt:1"),
        ("feed.xml", FEED, "feed.xml#1"),
        ("feed", FEED, "feed#1"),
        ("feed.json", '{"items": [{"url": "https://lowport.example/a", "title": "Wall falls"}]}', "feed.json#1"),
        ("t.csv", "url,title\nhttps://lowport.example/a,Wall falls\n", "t.csv:2"),
        ("t.tsv.gz", "url\ttitle\nhttps://lowport.example/a\tWall falls\n", "t.tsv.gz:2"),
        ("feed.rdf", f"<rdf:RDF xmlns:rdf='x'>{ITEM}</rdf:RDF>", "feed.rdf#1"),
        ("news.xml", SITEMAP, "news.xml#1"),
        ("page.html", PAGE, "page.html"),
        ("page.htm.gz", PAGE, "page.htm.gz"),
        ("saved", PAGE, "saved"),
    ],
)
def test_a_file_is_read_by_what_it_holds(tmp_path: Path, name: str, text: str, subject: str) -> None:
    (record,) = read(file(tmp_path, name, text))
    assert isinstance(record, RawArticle)
    assert (record.subject, record.url, record.title) == (subject, "https://lowport.example/a", "Wall falls")


def test_a_directory_is_read_in_order_of_names(tmp_path: Path) -> None:
    for name, text in [
        ("b/page.html", PAGE),
        ("a.html.gz", PAGE),
        ("c.jsonl", LINE * 2),
        ("notes.txt", "x"),
        ("d.html", ""),
    ]:
        file(tmp_path, name, text)
    (tmp_path / "e.html.gz").write_bytes(b"not gzip")
    records = read(tmp_path)
    assert [record.subject for record in records] == [
        "a.html.gz",
        "b/page.html",
        "c.jsonl:1",
        "c.jsonl:2",
        "d.html",
        "e.html.gz",
    ]
    assert [record.reason for record in records if isinstance(record, Rejection)] == ["no-article", "unreadable"]


def test_an_address_is_a_feed_a_page_or_a_list_of_feeds() -> None:
    (item,), (page,) = read("https://lowport.example/feed"), read("https://lowport.example/a?x=1")
    assert isinstance(item, RawArticle)
    assert item.feed == "https://lowport.example/feed"
    assert isinstance(page, RawArticle)
    assert page.url == "https://lowport.example/a"
    first, second = read("https://lowport.example/opml")
    assert isinstance(first, RawArticle)
    assert isinstance(second, Rejection)
    assert (second.subject, second.stage) == ("https://down.example/f", "open")


def test_an_opml_file_is_followed(tmp_path: Path) -> None:
    assert [type(record) for record in read(file(tmp_path, "feeds.opml", OPML))] == [RawArticle, Rejection]


@pytest.mark.parametrize(
    ("name", "text"), [("empty.jsonl", " \n"), ("note.txt", "Some prose."), ("false.jsonl.gz", None), ("folder", None)]
)
def test_what_is_no_input_raises_at_once_with_the_mend(tmp_path: Path, name: str, text: str | None) -> None:
    if text is not None:
        file(tmp_path, name, text)
    elif name == "folder":
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_bytes(b"not gzip")
    with pytest.raises(InputError, match=f"{name}.*; give"):
        open_input(str(tmp_path / name), Web(), WORKERS)


@pytest.mark.parametrize("given", ["missing.jsonl", "", "a\x00b", "https://lowport.example/away"])
def test_what_cannot_be_opened_raises_at_once(given: str) -> None:
    with pytest.raises(InputError):
        open_input(given, Web(), WORKERS)


def test_a_body_of_five_megabytes_passes(tmp_path: Path) -> None:
    text = "The wall fell. " * 350_000
    path = file(
        tmp_path, "big.jsonl", f'{{"url": "https://lowport.example/a", "title": "T", "text": "{text}"}}\n{LINE}'
    )
    big, small = read(path)
    assert isinstance(big, RawArticle)
    assert len(big.text or "") == len(text)
    assert small.subject == "big.jsonl:2"


def test_the_front_of_a_site_leads_to_its_feed_and_an_index_to_its_sitemaps() -> None:
    (item,), (page,) = read("https://lowport.example/"), read("https://lowport.example/index.xml")
    assert isinstance(item, RawArticle)
    assert item.feed == "https://lowport.example/feed"
    assert isinstance(page, RawArticle)
    assert page.feed == "https://lowport.example/news.xml"


def test_parquet(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    path = tmp_path / "t.parquet"
    day = datetime(2026, 3, 2, 9, tzinfo=UTC)
    table = {"id": [1, 2], "url": ["https://lowport.example/a"] * 2, "title": ["Wall falls", None], "date": [day, None]}
    parquet.write_table(pyarrow.table(table), path)
    first, second = read(path)
    assert isinstance(first, RawArticle)
    assert (first.subject, first.title) == ("t.parquet:1", "Wall falls")
    assert (first.published_at or "")[:19] == "2026-03-02T09:00:00"
    assert isinstance(second, RawArticle)
    assert second.title is None
    path.write_bytes(b"PAR1 and nothing")
    with pytest.raises(InputError, match="no Parquet file"):
        read(path)


def archive(path: Path, *pages: tuple[str, str, bytes, str]) -> Path:
    """A web archive of (address, status, body, headers), each record packed by itself, as CC-News has it."""
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a test"}))
        for address, status, body, headers in pages:
            named = [(name, value) for name, _, value in (line.partition(": ") for line in headers.split("\n"))]
            http = StatusAndHeaders(status, named, protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(address, "response", BytesIO(body), http_headers=http))
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive(tmp_path: Path, name: str) -> None:
    html = "Content-Type: text/html; charset=windows-1252"
    path = archive(
        tmp_path / name,
        ("https://lowport.example/a", "200 OK", PAGE.replace("Fourteen", "Caf\u00e9").encode("cp1252"), html),
        ("https://lowport.example/b", "404 Not Found", PAGE.encode(), html),
        ("https://lowport.example/c.png", "200 OK", b"\x89PNG", "Content-Type: image/png"),
        ("https://lowport.example/a?d", "200 OK", gzip.compress(PAGE.encode()), html + "\nContent-Encoding: gzip"),
        ("https://lowport.example/e", "200 OK", b"<html></html>", html),
    )
    first, packed, empty = read(path)
    assert isinstance(first, RawArticle)
    assert (first.subject, first.url) == ("https://lowport.example/a", "https://lowport.example/a")
    assert "Caf\u00e9 boats" in (first.text or "")
    assert isinstance(packed, RawArticle)
    assert packed.title == "Wall falls"
    assert isinstance(empty, Rejection)
    assert (empty.subject, empty.reason) == ("https://lowport.example/e", "no-article")
    path.write_bytes(path.read_bytes()[:-200])
    assert [each.subject for each in read(path)][:1] == ["https://lowport.example/a"]
