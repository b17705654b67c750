"""The API: every answer is as the OpenAPI document says, lists are leafed through by cursors, errors are problems."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient
from tests.publish.press import archive, report, told

from coranto.publish.app import create_app
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import NOON, sample_analysis, sample_assignment, sample_edition
from coranto.types import Act, Mention, Move
from coranto.wire import edition_to_json, schema

FIRST, SECOND, THIRD = report(1, "A Post"), report(2, "B Post", 1), report(3, "B Post", 50)
API = "/api/v1"


def filled() -> MemoryStore:
    """Two linked stories, the first in two revisions, about Ostmark."""
    link = Act(at=NOON, actor="coranto", kind="link", reason="One affair.", stories=("s1", "s2"))
    store = archive(
        [
            (told("s1", FIRST), [FIRST, SECOND]),
            (told("s1", FIRST, SECOND, revision=2), [FIRST, SECOND]),
            (told("s2", THIRD), [THIRD]),
        ],
        [link],
    )
    ostmark = Mention(sentence=0, field="title", start=0, end=7, text="Ostmark", label="place", entity="Ostmark")
    for article in (FIRST, SECOND, THIRD):
        store.add_analysis(replace(sample_analysis(article), mentions=(ostmark,)))
    return store


@pytest.fixture(scope="module")
def api() -> TestClient:
    return TestClient(create_app(filled()), base_url="http://127.0.0.1:8000")


PATHS = {
    "/front": "/front?limit=1",
    "/stories": "/stories?limit=1&since=2026-03-01&until=2026-04-01&publisher=b-post",
    "/editions": "/editions",
    "/stories/{story_id}": "/stories/s1",
    "/stories/{story_id}/articles": "/stories/s1/articles",
    "/stories/{story_id}/revisions": "/stories/s1/revisions",
    "/stories/{story_id}/revisions/{revision}": "/stories/s1/revisions/1",
    "/stories/{story_id}/changes": "/stories/s1/changes?since=1",
    "/topics": "/topics",
    "/sources": "/sources",
    "/sources/{key}": "/sources/b-post",
    "/names/{kind}/{key}": "/names/place/ostmark",
    "/search": "/search?q=ferry&limit=1",
    "/timeline": "/timeline?q=ferry",
}


def answer_schema(api: TestClient, path: str, status: str) -> dict[str, Any]:
    """What the document says of this answer, with all components at hand."""
    document = api.get("/openapi.json").json()
    said = document["paths"][path]["get"]["responses"][status]["content"]
    (form,) = said.values()
    return {**form["schema"], "components": document["components"]}


def test_every_path_of_the_document_is_tried_here(api: TestClient) -> None:
    document = api.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert {path for path in document["paths"] if path.startswith(API)} == {API + path for path in PATHS}
    assert all(set(operations) == {"get"} for operations in document["paths"].values())


@pytest.mark.parametrize(("path", "asked"), PATHS.items())
def test_an_answer_is_as_the_document_says_and_is_not_sent_again(api: TestClient, path: str, asked: str) -> None:
    answer = api.get(API + asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    said = answer_schema(api, API + path, "200")
    jsonschema.Draft202012Validator(said).validate(answer.json())
    again = api.get(API + asked, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_edition_is_that_of_the_contract(api: TestClient) -> None:
    edition = api.get(f"{API}/stories/s1/revisions/2").json()
    jsonschema.Draft202012Validator(schema("edition")).validate(edition)
    assert edition == edition_to_json(told("s1", FIRST, SECOND, revision=2))
    assert api.get(f"{API}/stories/s1").json()["edition"] == edition


def test_a_story_has_its_storyline_names_reasons_and_changes(api: TestClient) -> None:
    story = api.get(f"{API}/stories/s1").json()
    assert [(each["id"], each["why"], each["here"]) for each in story["storyline"]] == [
        ("s1", "", True),
        ("s2", "One affair.", False),
    ]
    assert story["names"] == [{"kind": "place", "key": "ostmark", "name": "Ostmark"}]
    placed = api.get(f"{API}/stories/s1/articles").json()["items"]
    assert [(each["article_id"], each["why"]) for each in placed] == [
        (SECOND.id, "Shares Ostmark and the ferry."),
        (FIRST.id, "Opens a story."),
    ]
    changed = api.get(f"{API}/stories/s1/changes?since=1").json()
    assert changed["articles_joined"] == [SECOND.id]
    assert (changed["before"], changed["after"]) == (1, 2)


@pytest.mark.parametrize("path", ["/front?limit=1", "/stories?limit=1", "/editions?limit=1", "/search?q=ferry&limit=1"])
def test_a_list_is_leafed_through_with_nothing_twice_and_nothing_left_out(api: TestClient, path: str) -> None:
    seen, cursor = [], ""
    for _ in range(5):
        page = api.get(API + path + cursor).json()
        seen += [(each.get("story") or each)["id"] for each in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert sorted(seen) == ["s1", "s2"]


def test_a_story_that_comes_while_leafing_moves_nothing() -> None:
    store = filled()
    api = TestClient(create_app(store), base_url="http://127.0.0.1:8000")
    first = api.get(f"{API}/stories?limit=1").json()
    late = report(4, "C Post", 70)
    store.add_article(late)
    store.place(sample_assignment(late, "s3", opened=True), replace(store.stories()[0], id="s3"))
    store.add_edition(told("s3", late))
    second = api.get(f"{API}/stories?limit=1&cursor={first['next']}").json()
    assert [first["items"][0]["id"], second["items"][0]["id"]] == ["s2", "s1"]
    assert [each["id"] for each in api.get(f"{API}/stories").json()["items"]] == ["s3", "s2", "s1"]


def test_the_archive_can_be_asked_by_day_and_publisher(api: TestClient) -> None:
    def ids(path: str) -> list[str]:
        return [each["id"] for each in api.get(API + path).json()["items"]]

    assert ids("/stories?since=2026-03-15") == ["s2"]
    assert ids("/stories?until=2026-03-15") == ["s1"]
    assert ids("/stories?publisher=a-post") == ["s1"]
    assert ids("/stories?publisher=none") == []


def test_the_front_is_ranked_as_the_page_is(api: TestClient) -> None:
    ids = [each["id"] for each in api.get(f"{API}/front").json()["items"]]
    page = api.get("/").text
    assert sorted(ids, key=lambda story_id: page.index(f"/stories/{story_id}/")) == ids


def test_a_name_has_its_stories_and_days(api: TestClient) -> None:
    found = api.get(f"{API}/names/place/ostmark").json()
    assert [each["id"] for each in found["stories"]] == ["s2", "s1"]
    assert {each["story_id"] for each in found["timeline"]} == {"s1", "s2"}


def test_a_source_says_what_it_alone_reports(api: TestClient) -> None:
    source = api.get(f"{API}/sources/b-post").json()
    assert source["alone"] == ["s2"]
    assert [(each["story_id"], each["article_id"]) for each in source["adds"]] == [("s1", SECOND.id)]


def test_an_absorbed_story_leads_on() -> None:
    store = filled()
    move = Move(article_id=THIRD.id, from_story="s2", to_story="s1")
    act = Act(at=NOON, actor="reader", kind="merge", reason="", stories=("s1", "s2"), moves=(move,))
    store.change(act, [sample_assignment(THIRD, "s1")])
    store.add_edition(sample_edition("s1", FIRST, SECOND, THIRD, revision=3))
    api = TestClient(create_app(store), base_url="http://127.0.0.1:8000")
    answer = api.get(f"{API}/stories/s2/articles", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"{API}/stories/s1/articles")
    assert api.get(f"{API}/stories/s2/revisions/1").status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/stories?limit=0", 400),
        ("/stories?limit=101", 400),
        ("/stories?limit=x", 400),
        ("/stories?since=2026-02-30", 400),
        ("/stories?since=0", 400),
        ("/stories?cursor=AAAA", 404),
        ("/stories?cursor=%00", 400),
        ("/search?cursor=bmFuIHNraXA", 404),
        ("/search?cursor=aW5mIHNraXA", 404),
        ("/search?q=" + "a+" * 30, 400),
        ("/stories/s9", 404),
        ("/stories/s1/revisions/9", 404),
        ("/stories/s1/revisions/0", 400),
        ("/stories/s1/changes", 400),
        ("/stories/s1/changes?since=9", 404),
        ("/sources/none", 404),
        ("/names/planet/x", 400),
        ("/names/place/none", 404),
        ("/timeline", 400),
        ("/timeline?q=zeppelin", 404),
        ("/timeline?q=!", 404),
        ("/nothing", 404),
    ],
)
def test_an_error_is_a_problem_document(api: TestClient, path: str, status: int) -> None:
    answer = api.get(API + path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.json()["status"], answer.json()["type"]) == (status, "about:blank")
    assert set(answer.json()) == {"type", "title", "status", "detail"}
