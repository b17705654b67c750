"""Feeds per site, publisher, story and search: stable ids, the same entries in three formats, read by a feed reader."""

from __future__ import annotations

import json

import feedparser
import pytest
from starlette.testclient import TestClient
from tests.publish.press import archive, report, told

from coranto.publish.app import create_app

FIRST, SECOND, THIRD = report(1, "A Post"), report(2, "B & B Post", 1), report(3, "B & B Post", 50)
STORIES = {"s1": "urn:coranto:story:s1", "s2": "urn:coranto:story:s2"}


@pytest.fixture(scope="module")
def site() -> TestClient:
    store = archive(
        [
            (told("s1", FIRST), [FIRST, SECOND]),
            (told("s1", FIRST, SECOND, revision=2), [FIRST, SECOND]),
            (told("s2", THIRD), [THIRD]),
        ]
    )
    return TestClient(create_app(store), base_url="http://127.0.0.1:8000")


FEEDS = [
    ("/", [STORIES["s2"], STORIES["s1"]]),
    ("/publishers/a-post/", [STORIES["s1"]]),
    ("/publishers/b-b-post/", [STORIES["s2"], STORIES["s1"]]),
    ("/stories/s1/", ["urn:coranto:story:s1:revision:2"]),
    ("/search/", [STORIES["s2"], STORIES["s1"]]),
]


@pytest.mark.parametrize(("place", "ids"), FEEDS)
@pytest.mark.parametrize("form", ["feed.xml", "rss.xml"])
def test_a_feed_reader_reads_it(site: TestClient, place: str, ids: list[str], form: str) -> None:
    answer = site.get(place + form, params={"q": "ferry"} if place == "/search/" else {})
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == ids
    assert all(entry.link.startswith("http://127.0.0.1:8000/stories/") for entry in feed.entries)
    assert all(entry.get("published_parsed") for entry in feed.entries)
    selfs = [link.href for link in feed.feed.links if link.rel == "self"]
    assert selfs
    again = site.get(selfs[0].removeprefix("http://127.0.0.1:8000"))
    assert again.content == answer.content


@pytest.mark.parametrize(("place", "ids"), FEEDS)
def test_json_feed_has_the_same_entries(site: TestClient, place: str, ids: list[str]) -> None:
    answer = site.get(place + "feed.json", params={"q": "ferry"} if place == "/search/" else {})
    assert answer.headers["content-type"] == "application/feed+json"
    feed = json.loads(answer.content)
    assert [item["id"] for item in feed["items"]] == ids
    assert json.loads(site.get(feed["feed_url"].removeprefix("http://127.0.0.1:8000")).content) == feed


def test_an_entry_of_a_later_revision_says_what_changed(site: TestClient) -> None:
    feed = feedparser.parse(site.get("/feed.xml").content)
    summaries = {entry.id: entry.get("summary", "") for entry in feed.entries}
    assert summaries[STORIES["s1"]].startswith("revision 2: 1 new article, ")


def test_the_feed_of_a_story_tells_each_revision(site: TestClient) -> None:
    (entry,) = feedparser.parse(site.get("/stories/s1/feed.xml").content).entries
    assert "revision 2" in entry.title
    assert "<del>Old.</del>" in entry.content[0].value


def test_an_unchanged_feed_is_not_sent_again(site: TestClient) -> None:
    tag = site.get("/feed.xml").headers["etag"]
    assert site.get("/feed.xml", headers={"If-None-Match": f'W/"x", {tag}'}).status_code == 304


@pytest.mark.parametrize(
    ("path", "status"),
    [("/publishers/none/feed.xml", 404), ("/stories/s9/feed.xml", 404), ("/search/feed.xml?since=x", 400)],
)
def test_a_feed_of_nothing_is_a_problem_document(site: TestClient, path: str, status: int) -> None:
    answer = site.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
