"""Two hundred tries to make strangers' words act, through every field, into every page, feed and header: none does."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import feedparser
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from starlette.testclient import TestClient
from tests.publish.press import archive
from tests.publish.strangers import ARTICLES, CLEAN, PAYLOADS, hostile, live

from coranto.publish.app import create_app
from coranto.publish.cards import card_of
from coranto.publish.difference import difference
from coranto.publish.feeds import Channel, atom_feed, json_feed, revision_entries, rss_feed, story_entries
from coranto.publish.folder import write_folder
from coranto.publish.markdown import to_markdown
from coranto.publish.only import only_here
from coranto.publish.site import lists
from coranto.publish.site.around import Around
from coranto.publish.site.pages import message_page, revisions_page, story_page, why_page
from coranto.publish.storylines import Chapter
from coranto.publish.timelinejs import to_timelinejs
from coranto.publish.topics import Topic
from coranto.testing.samples import NOON, sample_assignment
from coranto.types import Assignment, Candidate, Hit, Named, Report


def pages(payload: str) -> list[str]:
    """Every kind of page, with the payload wherever a stranger's words can stand."""
    edition = hostile(payload)
    card = card_of(edition)
    named = Named(kind="person", key="k", name=payload)
    why = Assignment(
        article_id=ARTICLES[0].id,
        story_id="s1",
        opened=False,
        why=payload,
        runner_up=Candidate(story_id="s2", similarity=0.1),
    )
    around = Around(
        storyline=(Chapter(card=card, why=payload, here=False),),
        names=(named,),
        newest=2,
        difference=difference(CLEAN, edition),
    )
    publisher = lists.by_publisher([card])[0]
    topic = Topic(key="t", name=payload, cards=(card,))
    asked = dict.fromkeys(("q", "publisher", "language", "since", "until", "order"), payload)
    hit = Hit(story_id=card.story_id, article_id="a", articles=1, snippet=((payload, True), (payload, False)))
    return [
        story_page(edition, root="/", around=around),
        story_page(edition, root="../../"),
        why_page(edition, {ARTICLES[0].id: why}, {"s2": card}, root="/"),
        revisions_page(edition, [(1, NOON), (2, NOON)], root="/"),
        lists.front_page([card], [topic]),
        lists.topic_page(topic, [topic], root="/", served=True),
        lists.publisher_page(publisher, only_here(publisher, lambda _: edition), root="/", served=True),
        lists.publishers_page([publisher], root="/"),
        lists.name_page(named, [card], [(entry, card) for entry in edition.timeline], root="/"),
        lists.search_page(asked, [(hit, card)], [payload], [payload], root="/", problem=payload),
        message_page(payload, payload, root="/"),
    ]


def test_there_are_two_hundred_tries_and_the_look_finds_them_where_they_are_not_escaped() -> None:
    assert len(set(PAYLOADS)) == 200
    caught = [p for p in PAYLOADS if live(f"<html><body><p>{p}</p><a href='{p}'>x</a></body></html>")]
    assert len(caught) >= 170


@pytest.mark.parametrize("tenth", range(10))
def test_no_page_acts_on_what_strangers_wrote(tenth: int) -> None:
    for payload in PAYLOADS[tenth::10]:
        for page in pages(payload):
            assert live(page) == [], repr(payload)


def test_no_feed_carries_anything_live_and_all_of_them_parse() -> None:
    channel = Channel(id="urn:x", title=PAYLOADS[0], home="index.html")
    for payload in PAYLOADS:
        edition = hostile(payload)
        for entries in (story_entries([edition]), revision_entries(edition)):
            for printed in (
                atom_feed(channel, entries, base="https://news.example/"),
                rss_feed(channel, entries, base="https://news.example/"),
            ):
                etree.fromstring(printed)
                (entry,) = feedparser.parse(printed, sanitize_html=False).entries
                body = entry.content[0].value if "content" in entry else entry.summary
                assert live(f"<div>{body}</div>") == []
                assert entry.link.startswith("https://news.example/")
            (item,) = json.loads(json_feed(channel, entries))["items"]
            assert live(f"<div>{item['content_html']}</div>") == []


def test_markdown_has_no_html_and_no_link_but_to_the_web() -> None:
    for payload in PAYLOADS:
        shown = MarkdownIt("commonmark", {"html": True}).render(to_markdown(hostile(payload)))
        assert live(f"<div>{shown}</div>") == [], repr(payload)


def test_the_timeline_file_has_escaped_words_only() -> None:
    for payload in PAYLOADS:
        for event in json.loads(to_timelinejs(hostile(payload)))["events"]:
            assert live(f"<div>{event['text']['headline']}{event['text']['text']}</div>") == []


def test_a_folder_is_written_whole_and_within_itself_whatever_publishers_are_called(tmp_path: Path) -> None:
    names = (*PAYLOADS[::9], "..", "../../outside", "/etc/x", "con", ".hidden", "𝒜" * 300, "\ud800", " ", "a" * 5_000)
    editions = [replace(hostile(name), story_id=f"s{number}") for number, name in enumerate(names)]
    inside = tmp_path / "site"
    report = Report(read=0, accepted=0, copies=0, rejected=(), stories=len(names), composed=0)
    write_folder(inside, editions=editions, articles=[], report=report)
    assert list(tmp_path.iterdir()) == [inside]
    pages = sorted(inside.rglob("*.html"))
    assert len(pages) > 3 * len(names)
    for page in pages:
        assert live(page.read_text("utf-8")) == [], page


def test_served_addresses_and_headers_never_carry_what_was_asked() -> None:
    edition = hostile(PAYLOADS[0])
    store = archive([(edition, list(ARTICLES))])
    store.place(sample_assignment(ARTICLES[0], edition.story_id), store.stories()[0])
    site = TestClient(create_app(store), base_url="http://127.0.0.1:8000")
    paths = ("/stories/{}/", "/stories/{}", "/days/{}/", "/publishers/{}/", "/names/person/{}/", "/api/v1/stories/{}")
    queries = (
        "/search?q={}",
        "/search/feed.xml?q={}",
        f"/stories/{edition.story_id}/?since={{}}",
        "/api/v1/search?q={}",
    )

    for payload in PAYLOADS[::3]:
        asked = quote(payload.encode("utf-8", "replace"), safe="")
        for place in (*paths, *queries):
            answer = site.get(place.format(asked), follow_redirects=False)
            assert answer.status_code < 500
            assert "set-cookie" not in answer.headers
            assert all("taken" not in value for value in answer.headers.values())
            if answer.headers.get("content-type", "").startswith("text/html"):
                assert live(answer.text) == []
