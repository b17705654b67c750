"""The served site: the same pages at the same paths, with a strict policy, and clear words for what is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from coranto.errors import StoreError
from coranto.publish.app import create_app
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import NOON, sample_article, sample_assignment, sample_edition, sample_story
from coranto.types import Act, Assignment, Feed, Move, Story

ARTICLE = sample_article(1)
STORY = Story(
    id="s0123456789ab", opened_at=ARTICLE.published_at, updated_at=ARTICLE.published_at, article_ids=(ARTICLE.id,)
)
EDITION = sample_edition(STORY.id, ARTICLE, sample_article(2))


@pytest.fixture
def client() -> TestClient:
    store = MemoryStore()
    for article in (ARTICLE, sample_article(2)):
        store.add_article(article)
    store.add_article(sample_article(2))
    store.place(Assignment(article_id=ARTICLE.id, story_id=STORY.id, opened=True, why="It is the first."), STORY)
    store.add_edition(EDITION)
    feed = "https://harbour-post.example/feed"
    store.add_feed(Feed(url=feed, added_at=NOON, next_at=None, topics=("Ports",)))
    return TestClient(create_app(store), base_url="http://127.0.0.1:8000")


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/", "text/html", EDITION.headline.text),
        (f"/stories/{STORY.id}/", "text/html", EDITION.sections[0].title.text),
        (f"/stories/{STORY.id}/revisions/1/", "text/html", EDITION.headline.text),
        (f"/stories/{STORY.id}/edition.json", "application/json", '"coranto/edition-1"'),
        (f"/stories/{STORY.id}/edition.md", "text/markdown", EDITION.headline.text),
        (f"/stories/{STORY.id}/timeline.json", "application/json", '"events"'),
        ("/index.json", "application/json", STORY.id),
        ("/feed.xml", "application/atom+xml", f"http://127.0.0.1:8000/stories/{STORY.id}/"),
        ("/feed.json", "application/feed+json", STORY.id),
        ("/static/coranto.css", "text/css", "--paper"),
        ("/openapi.json", "application/json", '"openapi":"3.1'),
    ],
)
def test_pages_are_where_a_build_writes_them(client: TestClient, path: str, kind: str, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert words in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        f"/stories/{STORY.id}/",
        f"/stories/{STORY.id}/?since=1",
        f"/stories/{STORY.id}/why/",
        f"/stories/{STORY.id}/revisions/",
        f"/stories/{STORY.id}/revisions/1/",
        "/days/",
        f"/days/{EDITION.updated_at.date().isoformat()}/",
        "/publishers/",
        "/publishers/harbour-post/",
        "/topics/ports/",
        "/search?q=ferry",
        "/stories/none/",
    ],
)
def test_every_page_speaks_the_language_that_the_reader_asks_for(client: TestClient, path: str) -> None:
    page = client.get(path, headers={"Accept-Language": "de", "Accept": "text/html"})
    assert page.status_code == (404 if "none" in path else 200)
    assert '<html lang="de">' in page.text


def test_an_unchanged_page_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"/stories/{STORY.id}/")
    again = client.get(f"/stories/{STORY.id}/", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.fixture
def merged() -> TestClient:
    """A site whose second story was absorbed by the first."""
    store = MemoryStore()
    other = sample_article(2)
    for article in (ARTICLE, other):
        store.add_article(article)
    for article, story_id in ((ARTICLE, STORY.id), (other, "s00000000dead")):
        store.place(sample_assignment(article, story_id, opened=True), sample_story(story_id, article))
        store.add_edition(sample_edition(story_id, article))
    move = Move(article_id=other.id, from_story="s00000000dead", to_story=STORY.id)
    act = Act(at=NOON, actor="reader", kind="merge", reason="", stories=(STORY.id, "s00000000dead"), moves=(move,))
    store.change(act, [sample_assignment(other, STORY.id)])
    store.add_edition(sample_edition(STORY.id, ARTICLE, other, revision=2))
    return TestClient(create_app(store), base_url="http://127.0.0.1:8000")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/stories/s00000000dead", f"/stories/{STORY.id}/"),
        ("/stories/s00000000dead/", f"/stories/{STORY.id}/"),
        ("/stories/s00000000dead/index.html", f"/stories/{STORY.id}/"),
        ("/stories/s00000000dead/edition.json", f"/stories/{STORY.id}/edition.json"),
        ("/stories/s00000000dead/edition.md", f"/stories/{STORY.id}/edition.md"),
        ("/stories/s00000000dead/timeline.json", f"/stories/{STORY.id}/timeline.json"),
    ],
)
def test_an_absorbed_story_leads_to_the_one_that_lives(merged: TestClient, old: str, new: str) -> None:
    answer = merged.get(old, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, new)
    assert merged.get(old).status_code == 200


def test_the_editions_of_an_absorbed_story_can_still_be_read(merged: TestClient) -> None:
    assert sample_article(2).title in merged.get("/stories/s00000000dead/revisions/1/").text
    assert "s00000000dead" not in merged.get("/index.json").text


@pytest.mark.parametrize("path", ["/stories/nope/", "/stories/nope", f"/stories/{STORY.id}/revisions/9/"])
def test_a_missing_story_is_told_in_words(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no story" in answer.text


@pytest.mark.parametrize("path", ["/stories/nope/edition.json", "/static/../app.py", "/static/secret"])
def test_missing_data_is_a_problem_document(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", f"/stories/{STORY.id}/", "/static/coranto.css"])
def test_a_page_can_be_asked_for_without_its_body(client: TestClient, path: str) -> None:
    answer = client.head(path)
    assert answer.status_code == 200
    assert answer.content == b""


def test_a_revision_asked_for_too_early_is_there_once_it_is_composed() -> None:
    store = MemoryStore()
    store.add_article(ARTICLE)
    store.add_article(sample_article(2))
    store.place(Assignment(article_id=ARTICLE.id, story_id=STORY.id, opened=True, why="It is the first."), STORY)
    store.add_edition(EDITION)
    early = TestClient(create_app(store), base_url="http://127.0.0.1:8000")
    assert early.get(f"/stories/{STORY.id}/revisions/2/").status_code == 404
    store.add_edition(replace(EDITION, revision=2))
    assert EDITION.headline.text in early.get(f"/stories/{STORY.id}/revisions/2/").text
    assert EDITION.headline.text in early.get(f"/stories/{STORY.id}/").text


def test_what_is_not_there_is_a_page_for_a_browser_and_a_problem_for_a_program(client: TestClient) -> None:
    page = client.get("/nothing", headers={"Accept": "text/html,*/*"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>No such page</h1>" in page.text
    for path, accept in (("/nothing", "*/*"), ("/api/v1/nothing", "text/html")):
        answer = client.get(path, headers={"Accept": accept})
        assert answer.headers["content-type"] == "application/problem+json"


class Gone(MemoryStore):
    """A store whose database ended while it was read."""

    def pulse(self) -> tuple[int, int]:
        """What a database says that is gone."""
        raise StoreError("store news is gone", mend="start the database again")


@pytest.mark.parametrize("path", ["/", "/stories/s1/", "/search?q=a", "/days/"])
def test_a_store_that_fails_is_a_calm_page(path: str) -> None:
    site = TestClient(create_app(Gone()), base_url="http://127.0.0.1:8000")
    answer = site.get(path, headers={"accept": "text/html", "accept-language": "de"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert "Bitte kommen Sie" in answer.text
    assert "news is gone" not in answer.text


@pytest.mark.parametrize("path", ["/api/v1/stories", "/feed.xml", "/index.json", "/stories/s1/edition.json"])
def test_a_store_that_fails_is_a_problem_to_programs(path: str) -> None:
    answer = TestClient(create_app(Gone()), base_url="http://127.0.0.1:8000").get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.json()["status"] == 503
