"""Answers that are kept: sent again without asking the application, never once something in them can differ."""

from __future__ import annotations

import asyncio
import gzip
import time
from dataclasses import dataclass, field

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coranto.publish.app import create_app
from coranto.publish.web.answers import answer
from coranto.publish.web.ready import Ready
from coranto.publish.web.shelf import LONGEST_HELD, Shelf
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import sample_article, sample_assignment, sample_edition, sample_story

FIRST, SECOND = sample_article(1), sample_article(2)


def store_of_two() -> MemoryStore:
    store = MemoryStore()
    for story_id, article in (("s1", FIRST), ("s2", SECOND)):
        store.add_article(article)
        store.place(sample_assignment(article, story_id, opened=True), sample_story(story_id, article))
        store.add_edition(sample_edition(story_id, article))
    return store


@dataclass
class Site:
    """A site behind ``Ready`` that counts what it is asked; the clock is ours."""

    store: MemoryStore = field(default_factory=store_of_two)
    now: list[float] = field(default_factory=lambda: [0.0])
    asked: list[str] = field(default_factory=list)
    body: str = "x" * 3_000
    headers: dict[str, str] = field(default_factory=dict)
    most_bytes: int = 100_000

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.store, fresh_for=1.0, clock=lambda: self.now[0])
        self.shelf.cards()
        self.client = TestClient(
            Ready(self._app, shelf=self.shelf, hold=1.0, most_bytes=self.most_bytes, clock=lambda: self.now[0])
        )

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        response = answer(Request(scope), f"{len(self.asked)} {self.body}")
        response.headers.update(self.headers)
        await response(scope, receive, send)

    def first_word(self, path: str, **headers: str) -> str:
        return self.client.get(path, headers=headers).text.split()[0]


@pytest.mark.parametrize("path", ["/stories/s1/", "/stories/s1/feed.xml", "/api/v1/stories/s1", "/static/coranto.css"])
def test_what_is_of_one_story_is_asked_once_for_as_long_as_the_story_is_the_same(path: str) -> None:
    site = Site()
    for now in (0.0, 1.5, 3.0):
        site.now[0] = now
        assert site.first_word(path) == "1"


def test_a_new_edition_makes_its_own_pages_anew_and_leaves_the_others() -> None:
    site = Site()
    assert [site.first_word(f"/stories/{each}/") for each in ("s1", "s2")] == ["1", "2"]
    site.store.add_edition(sample_edition("s1", FIRST, revision=2))
    site.now[0] = 2.0
    site.shelf.cards()
    until = time.monotonic() + 5
    while site.shelf.cards()["s1"].revision == 1 and time.monotonic() < until:
        pass
    assert [site.first_word(f"/stories/{each}/") for each in ("s1", "s2")] == ["3", "2"]


@pytest.mark.parametrize("path", ["/", "/search?q=ferry", "/stories/s1/why/", "/api/v1/stories/s1/articles"])
def test_what_tells_of_more_than_one_story_is_kept_for_a_second(path: str) -> None:
    site = Site()
    assert [site.first_word(path) for _ in range(2)] == ["1", "1"]
    site.now[0] = 1.0
    assert site.first_word(path) == "2"


@pytest.mark.parametrize("path", ["/admin/", "/admin/feeds/", "/api/v1/events", "/stories/s9/"])
def test_the_desk_events_and_unknown_stories_are_never_kept(path: str) -> None:
    site = Site()
    assert [site.first_word(path) for _ in range(2)] == ["1", "2"]


@pytest.mark.parametrize("headers", [{"Cache-Control": "no-store"}, {"Set-Cookie": "a=b"}])
def test_what_is_for_one_reader_is_never_kept(headers: dict[str, str]) -> None:
    site = Site(headers=headers)
    assert [site.first_word("/") for _ in range(2)] == ["1", "2"]


def test_nothing_is_kept_once_nobody_has_looked_at_the_store_for_long() -> None:
    site = Site()
    assert site.first_word("/stories/s1/") == "1"
    site.now[0] = LONGEST_HELD
    assert site.first_word("/stories/s1/") == "2"


def test_a_site_that_looks_seldom_keeps_for_as_long() -> None:
    now = [0.0]
    shelf = Shelf(store_of_two(), fresh_for=600.0, clock=lambda: now[0])
    shelf.cards()
    now[0] = 599.0
    assert shelf.mark("s1") is not None
    now[0] = 600.0
    assert shelf.mark("s1") is None


def test_each_language_query_and_name_of_the_server_has_its_own() -> None:
    site = Site()
    asked = [
        ("/stories/s1/", {"Accept-Language": "de-AT"}),
        ("/stories/s1/", {"Accept-Language": "es"}),
        ("/stories/s1/?since=1", {"Accept-Language": "es"}),
        ("/stories/s1/feed.xml", {"Host": "one.example"}),
        ("/stories/s1/feed.xml", {"Host": "two.example"}),
    ]
    assert [site.first_word(path, **headers) for path, headers in asked] == ["1", "2", "3", "4", "5"]
    assert site.first_word("/stories/s1/", **{"Accept-Language": "de,en;q=0.5"}) == "1"


def test_a_page_is_sent_packed_to_those_who_take_it_so_and_plain_to_others() -> None:
    site = Site()
    packed = site.client.get("/", headers={"Accept-Encoding": "br, gzip;q=0.8"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < 200
    for header in ("identity", "gzip;q=0", "gzip; q=0.0"):
        plain = site.client.get("/", headers={"Accept-Encoding": header})
        assert "content-encoding" not in plain.headers
        assert plain.text == packed.text
        assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Language, Accept-Encoding"
    assert site.asked == ["/"]


def test_a_reader_who_has_the_page_gets_no_body_in_whichever_form_he_had_it() -> None:
    site = Site()
    for encoding in ("gzip", "identity"):
        tag = site.client.get("/", headers={"Accept-Encoding": encoding}).headers["etag"]
        again = site.client.get("/", headers={"Accept-Encoding": encoding, "If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["vary"]) == (
            304,
            b"",
            "Accept-Language, Accept-Encoding",
        )
    first = Site()
    assert first.client.get("/", headers={"If-None-Match": 'W/"none"'}).status_code == 200


def test_what_was_asked_for_least_lately_goes_first() -> None:
    site = Site(most_bytes=16 * 3_000, body="x" * 900)
    pages = [f"/stories/s1/?n={number}" for number in range(17)]
    for path in (*pages[:16], pages[0]):
        site.client.get(path)
    assert len(site.asked) == 16
    for path in (pages[16], pages[0]):
        site.client.get(path)
    assert len(site.asked) == 17
    site.client.get(pages[1])
    assert len(site.asked) == 18


def test_what_is_too_large_is_not_kept() -> None:
    site = Site(most_bytes=16_000)
    assert [site.first_word("/stories/s1/") for _ in range(2)] == ["1", "2"]


def test_the_served_site_keeps_pages_behind_its_guard() -> None:
    store = store_of_two()
    client = TestClient(create_app(store, fresh_for=60.0, token="t" * 20), base_url="http://127.0.0.1:8000")
    given = {"Authorization": "Bearer " + "t" * 20}
    client.get("/", headers=given)
    first = client.get("/stories/s1/", headers=given)
    read: list[str] = []
    plain = store.names
    store.names = lambda ids: read.append("names") or plain(ids)  # type: ignore[method-assign,func-returns-value]
    again = client.get("/stories/s1/", headers=given)
    assert (again.text, again.headers["etag"], read) == (first.text, first.headers["etag"], [])
    assert "default-src 'none'" in again.headers["content-security-policy"]
    assert client.get("/stories/s1/").status_code == 401
    assert client.get("/stories/s1/", headers={**given, "Host": "evil.example"}).status_code == 421
    head = client.head("/stories/s1/", headers=given)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", again.headers["etag"])


def test_an_answer_in_pieces_is_kept_whole() -> None:
    async def in_pieces(_scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(b"etag", b'"1"'), (b"cache-control", b"no-cache"), (b"content-type", b"text/plain")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for piece in (b"a" * 600, b"b" * 600):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body"})

    sent = asyncio.run(_asked(Ready(in_pieces, shelf=Shelf(MemoryStore()), hold=1.0), "/"))
    assert gzip.decompress(sent[1]["body"]) == b"a" * 600 + b"b" * 600


def test_what_cannot_be_kept_is_sent_as_it_comes() -> None:
    async def streaming(scope: Scope, receive: Receive, send: Send) -> None:
        await Response("once", headers={"Cache-Control": "no-cache"})(scope, receive, send)

    sent = asyncio.run(_asked(Ready(streaming, shelf=Shelf(MemoryStore()), hold=1.0), "/"))
    assert sent[1]["body"] == b"once"


async def _asked(app: ASGIApp, path: str) -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(b"accept-encoding", b"gzip")],
    }
    await app(scope, receive, send)
    return sent
