"""Markdown, feeds, TimelineJS and the folder: readable by the programs they are made for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import feedparser
import pytest
from rich.console import Console

from coranto.errors import OutputError
from coranto.publish.feeds import STORIES, atom_feed, json_feed, story_entries
from coranto.publish.folder import write_folder
from coranto.publish.markdown import to_markdown
from coranto.publish.site.pages import story_page as html_page
from coranto.publish.site.view import dated, minute
from coranto.publish.terminal import story_page
from coranto.publish.timelinejs import to_timelinejs
from coranto.testing.samples import sample_article, sample_edition
from coranto.types import Report

ARTICLES = (sample_article(1), sample_article(2))
EDITION = sample_edition("s0123456789ab", *ARTICLES)
REPORT = Report(read=2, accepted=2, copies=0, rejected=(), stories=1, composed=1)


def test_atom_is_read_by_a_feed_reader() -> None:
    feed = feedparser.parse(atom_feed(STORIES, story_entries([EDITION]), base="https://news.example/"))
    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.id == "urn:coranto:story:s0123456789ab"
    assert entry.title == EDITION.headline.text
    assert entry.link == "https://news.example/stories/s0123456789ab/index.html"
    assert datetime.fromisoformat(entry.updated) == EDITION.updated_at
    assert EDITION.sections[0].title.text in entry.content[0].value


def test_atom_survives_characters_that_xml_forbids() -> None:
    odd = replace(EDITION, headline=replace(EDITION.headline, text="Bell \x07 & <b> ]]> \ufffe"))
    feed = feedparser.parse(atom_feed(STORIES, story_entries([odd])))
    assert not feed.bozo
    assert feed.entries[0].title_detail.value == "Bell  & <b> ]]>"


def test_json_feed_has_the_same_entries() -> None:
    feed = json.loads(json_feed(STORIES, story_entries([EDITION])))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in feed["items"]] == ["urn:coranto:story:s0123456789ab"]


def test_markdown_cites_and_lists_every_source() -> None:
    text = to_markdown(EDITION)
    assert text.startswith(f"# {EDITION.headline.text}")
    for source in EDITION.sources:
        assert f"- [{source.n}]" in text
        assert f"(<{source.url}>)" in text


def test_markdown_keeps_strangers_marks_as_text() -> None:
    odd = replace(EDITION, headline=replace(EDITION.headline, text="[x](javascript:alert(1)) <b> *y*"))
    assert to_markdown(odd).startswith(r"# \[x\](javascript:alert(1)) \<b\> \*y\*")


def test_timelinejs_has_an_event_an_entry() -> None:
    value = json.loads(to_timelinejs(EDITION))
    assert len(value["events"]) == len(EDITION.timeline)
    for event, entry in zip(value["events"], EDITION.timeline, strict=True):
        parts = [int(part) for part in entry.date.split("-")]
        assert list(event["start_date"].values()) == parts
        assert list(event["start_date"]) == ["year", "month", "day"][: len(parts)]
        assert event["text"]["headline"]
        assert event.get("group") == ("scheduled" if entry.scheduled else None)


def test_the_folder_has_the_files_of_the_contract(tmp_path: Path) -> None:
    write_folder(tmp_path, editions=[EDITION], articles=ARTICLES, report=REPORT)
    files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    story = "stories/s0123456789ab"
    assert files == {
        "index.html",
        "index.json",
        "feed.xml",
        "feed.json",
        "report.json",
        "static/coranto.css",
        "static/coranto.js",
        "static/coranto.svg",
        "days/index.html",
        "days/2026-03-14/index.html",
        "publishers/index.html",
        "publishers/harbour-post/index.html",
        f"{story}/index.html",
        f"{story}/why/index.html",
        f"{story}/edition.json",
        f"{story}/edition.md",
        f"{story}/timeline.json",
        *(f"articles/{article.id}.json" for article in ARTICLES),
    }


def test_a_second_write_gives_the_same_bytes_and_drops_old_stories(tmp_path: Path) -> None:
    write_folder(tmp_path, editions=[EDITION, replace(EDITION, story_id="sgone")], articles=ARTICLES, report=REPORT)
    write_folder(tmp_path, editions=[EDITION], articles=ARTICLES, report=REPORT)
    assert not (tmp_path / "stories" / "sgone").exists()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    write_folder(tmp_path, editions=[EDITION], articles=ARTICLES, report=REPORT)
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_a_folder_that_cannot_be_written_names_the_mend(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="give --out a folder"):
        write_folder(tmp_path / "file" / "out", editions=[], articles=[], report=REPORT)


def test_a_folder_leads_from_an_absorbed_story_to_the_one_that_lives(tmp_path: Path) -> None:
    redirects = {"s00000000dead": EDITION.story_id}
    write_folder(tmp_path, editions=[EDITION], articles=ARTICLES, report=REPORT, redirects=redirects)
    page = (tmp_path / "stories" / "s00000000dead" / "index.html").read_text("utf-8")
    target = f"../{EDITION.story_id}/index.html"
    assert f'<meta http-equiv="refresh" content="0; url={target}">' in page
    assert f'<link rel="canonical" href="{target}">' in page
    assert "<script" not in page
    assert (tmp_path / "stories" / "s00000000dead" / target).resolve().is_file()
    assert [each["id"] for each in json.loads((tmp_path / "index.json").read_text("utf-8"))["stories"]] == [
        EDITION.story_id
    ]


def test_an_article_that_says_it_was_updated_is_shown_with_both_times() -> None:
    at = EDITION.sources[0].published_at
    later = at + timedelta(hours=5)
    updated = replace(EDITION, sources=tuple(replace(s, updated_at=later) for s in EDITION.sources))
    shown = Console(width=200, file=StringIO(), record=True)
    shown.print(story_page(updated))
    for page in (to_markdown(updated), shown.export_text(), html_page(updated, root="")):
        assert f"{minute(at)}, updated {minute(later)}" in page
    within = replace(updated.sources[0], updated_at=at + timedelta(milliseconds=5))
    assert dated(within) == minute(at)


def test_the_time_of_reading_is_never_printed_as_a_date_of_publication() -> None:
    unsure = replace(EDITION, sources=tuple(replace(s, date_certain=False) for s in EDITION.sources))
    shown = Console(width=200, file=StringIO(), record=True)
    shown.print(story_page(unsure))
    for page in (to_markdown(unsure), shown.export_text(), html_page(unsure, root="")):
        assert "undated" in page
        assert "Articles without a date, read" in page
        assert "Since" not in page
        assert page.count(minute(unsure.sources[0].published_at)) <= 1
