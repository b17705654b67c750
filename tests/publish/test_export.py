"""A site for any web server and tables for analysts, from the command line to the files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pyarrow.parquet as pq
import pytest
from tests.publish.press import report, told
from tests.publish.strangers import PAYLOADS, hostile

from coranto.cli import main
from coranto.publish.cards import card_of
from coranto.publish.sitemap import MOST_PAGES, robots, sitemap
from coranto.publish.structured import to_jsonld
from coranto.publish.tables import write_tables
from coranto.stores.sql import open_store
from coranto.testing.samples import sample_assignment, sample_story
from coranto.types import Edition

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
BASE = "https://news.example/daily/"
FERRY = report(1, "A Post")
EDITION = told("s1", FERRY)


@pytest.fixture
def store(tmp_path: Path) -> str:
    kept = open_store(str(tmp_path / "a.db"))
    kept.add_article(FERRY)
    kept.place(sample_assignment(FERRY, "s1"), sample_story("s1", FERRY))
    kept.add_edition(EDITION)
    kept.close()
    return str(tmp_path / "a.db")


def test_a_site_for_the_public_has_no_whole_texts(store: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert main(["export", str(out), "--store", store, "--base", BASE.rstrip("/")]) == 0
    assert not (out / "articles").exists()
    assert not (out / "report.json").exists()
    page = (out / "stories/s1/index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{BASE}stories/s1/index.html">' in page
    assert EDITION.headline.evidence[0].quote in page
    assert f"Sitemap: {BASE}sitemap.xml" in (out / "robots.txt").read_text("utf-8")
    addresses = [loc.text for loc in ET.parse(out / "sitemap.xml").iterfind("s:url/s:loc", SPACE)]
    assert addresses == [BASE, f"{BASE}stories/s1/index.html"]
    for name in ("feed.xml", "rss.xml"):
        feed = feedparser.parse((out / name).read_bytes())
        assert not feed.bozo
        assert feed.entries[0].link == f"{BASE}stories/s1/index.html"


def test_whole_texts_are_written_where_they_are_asked_for(store: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert main(["export", str(out), "--store", store, "--texts"]) == 0
    assert json.loads((out / f"articles/{FERRY.id}.json").read_text("utf-8"))["text"] == FERRY.text
    assert not (out / "sitemap.xml").exists()


@pytest.mark.parametrize("base", ["news.example", "ftp://news.example/", "https://", "https://news.example/?a=1"])
def test_an_address_that_is_none_is_refused(
    store: str, tmp_path: Path, base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(tmp_path / "site"), "--store", store, "--base", base]) == 2
    assert "write it like https://news.example/" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_tables_have_every_sentence_with_its_passages(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tables"
    assert main(["export", str(out), "--store", store, "--parquet"]) == 0
    tables = {path.stem: pq.read_table(path).to_pylist() for path in sorted(out.iterdir())}
    assert set(tables) == {"stories", "claims", "evidence", "sources"}
    assert capsys.readouterr().out.startswith("1 stories, ")
    (story,) = tables["stories"]
    assert (story["headline"], story["updated_at"]) == (EDITION.headline.text, EDITION.updated_at)
    claims = {row["claim_id"]: row for row in tables["claims"]}
    assert len(claims) == len(tables["claims"])
    parts = {row["part"] for row in tables["claims"]}
    assert parts == {"headline", "section-title", "section", "dispute", "timeline", "quote", "context", "note"}
    assert {row["claim_id"] for row in tables["evidence"]} == set(claims)
    for row in tables["evidence"]:
        whole = FERRY.title if row["field"] == "title" else FERRY.text
        assert whole[row["start"] : row["end"]] == row["quote"]
        assert row["article_id"] == FERRY.id


def test_equal_editions_give_equal_tables(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_tables(tmp_path / name, [EDITION])
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_an_undated_article_has_no_date_in_tables_and_data(tmp_path: Path) -> None:
    edition = replace(EDITION, sources=tuple(replace(s, date_certain=False) for s in EDITION.sources))
    write_tables(tmp_path, [edition])
    assert pq.read_table(tmp_path / "sources.parquet").column("published_at").to_pylist() == [None]
    data = json.loads(to_jsonld(edition))
    assert "datePublished" not in data
    assert "datePublished" not in data["citation"][0]


def test_an_update_is_in_tables_and_data(tmp_path: Path) -> None:
    later = EDITION.sources[0].published_at + timedelta(hours=5)
    edition = replace(EDITION, sources=tuple(replace(s, updated_at=later) for s in EDITION.sources))
    write_tables(tmp_path, [edition])
    assert pq.read_table(tmp_path / "sources.parquet").column("updated_at").to_pylist() == [later]
    assert json.loads(to_jsonld(edition))["citation"][0]["dateModified"] == later.isoformat()


def test_words_of_strangers_go_into_tables_and_data_as_words(tmp_path: Path) -> None:
    editions = [replace(hostile(payload), story_id=f"s{n}") for n, payload in enumerate(PAYLOADS)]
    write_tables(tmp_path, editions)
    headlines = pq.read_table(tmp_path / "stories.parquet").column("headline").to_pylist()
    assert headlines == [each.encode("utf-8", "replace").decode("utf-8") for each in PAYLOADS]
    for edition in editions:
        printed = to_jsonld(edition)
        assert not set("<>&") & set(printed)
        assert json.loads(printed)["headline"] == edition.headline.text


def _living() -> Edition:
    return told("s1", FERRY, report(2, "B Courier", 5), revision=2)


def test_structured_data_names_what_the_page_rests_on() -> None:
    data = json.loads(to_jsonld(EDITION, address=BASE))
    assert data["@type"] == "NewsArticle"
    assert (data["headline"], data["url"]) == (EDITION.headline.text, BASE)
    (cited,) = data["citation"]
    assert (cited["url"], cited["publisher"]) == (FERRY.url, "A Post")


def test_a_page_that_has_grown_is_a_living_one() -> None:
    data = json.loads(to_jsonld(_living()))
    assert data["@type"] == ["NewsArticle", "LiveBlogPosting"]
    assert [update["datePublished"] for update in data["liveBlogUpdate"]] == [
        change.at.isoformat() for change in _living().changes
    ]


def test_a_sitemap_keeps_to_its_size() -> None:
    card = card_of(EDITION)
    many = [replace(card, story_id=f"s{n}") for n in range(MOST_PAGES + 5)]
    assert sitemap(many, base=BASE).count("<loc>") == MOST_PAGES


def test_robots_without_an_address_names_no_sitemap() -> None:
    assert "Sitemap" not in robots()
