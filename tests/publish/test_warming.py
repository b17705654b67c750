"""Pages made ready before they are asked for: the newest first, each once, and again when its story has changed."""

from __future__ import annotations

import asyncio

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from tests.publish.press import archive, report, told

from coranto.publish.app import create_app
from coranto.publish.web import warming
from coranto.publish.web.shelf import Shelf
from coranto.publish.web.warming import keep_warm, warm_once

OLD, NEW = report(1, "A Post"), report(2, "B Post", 5)


def test_the_newest_are_asked_for_first_each_once_and_again_when_its_story_has_changed() -> None:
    store = archive([(told("s1", OLD), [OLD]), (told("s2", NEW), [NEW])])
    now = [0.0]
    shelf = Shelf(store, fresh_for=1.0, clock=lambda: now[0])
    paths: list[str] = []
    headers: list[list[tuple[bytes, bytes]]] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        paths.append(scope["path"])
        headers.append(scope["headers"])

    asked: dict[str, object] = {}

    def warm() -> None:
        asyncio.run(warm_once(app, shelf, asked, host="news.example", token="t", clock=lambda: 0.0))

    warm()
    warm()
    assert paths == ["/stories/s2/", "/stories/s1/"]
    assert headers[0] == [(b"host", b"news.example"), (b"authorization", b"Bearer t")]
    store.add_edition(told("s1", OLD, revision=2))
    now[0] = 60.0
    warm()
    assert paths[2:] == ["/stories/s1/"]


def test_a_page_that_cannot_be_made_keeps_no_other_from_being_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "LOOK_SECONDS", 0.0)
    shelf = Shelf(archive([(told("s1", OLD), [OLD]), (told("s2", NEW), [NEW])]), fresh_for=60.0)
    paths: list[str] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        paths.append(scope["path"])
        if scope["path"] == "/stories/s2/":
            raise ValueError
        warm.cancel()

    async def until_both() -> None:
        nonlocal warm
        warm = asyncio.create_task(keep_warm(app, shelf, host="news.example", token=""))
        await asyncio.wait([warm], timeout=30)

    warm: asyncio.Task[None]
    asyncio.run(until_both())
    assert paths == ["/stories/s2/", "/stories/s1/"]


def test_a_site_that_shows_what_is_new_at_once_makes_nothing_ready() -> None:
    store = archive([(told("s1", OLD), [OLD])])
    asked: list[str] = []
    plain = store.newest_revisions
    store.newest_revisions = lambda: asked.append("all") or plain()  # type: ignore[method-assign,func-returns-value]
    with TestClient(create_app(store), base_url="http://127.0.0.1:8000"):
        assert asked == []


def test_the_served_site_asks_itself_past_its_own_guard() -> None:
    store = archive([(told("s1", OLD), [OLD])])
    app = create_app(store, fresh_for=60.0, hosts=["news.example"], token="t" * 20)
    seen: list[int] = []
    plain = store.names
    store.names = lambda ids: seen.append(1) or plain(ids)  # type: ignore[method-assign,func-returns-value]
    with TestClient(app, base_url="http://news.example") as site:
        given = {"Authorization": "Bearer " + "t" * 20}
        for _ in range(200):  # its own asking goes on between ours
            if seen:
                break
            site.get("/static/coranto.css", headers=given)
        assert seen != []
