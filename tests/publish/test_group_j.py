"""What programs and people of bad will ask of the served site: one test, or more, for each id of group J.

What may be written there is in ``test_desk_pages.py``.

J12 (MCP) is in ``test_mcp.py``.
"""

from __future__ import annotations

import base64
import gzip
import json
import socket
import threading
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
import uvicorn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.publish.press import archive, report, told

from coranto.cli import main
from coranto.publish.app import create_app
from coranto.publish.web import guard
from coranto.read.outlines import Listed, as_opml, listed_feeds
from coranto.search import MOST_TERMS
from coranto.stores.sql import open_store
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import NOON, sample_assignment, sample_story
from coranto.types import Feed

ARTICLE = report(1, "A Post")
TOKEN = "an-invented-secret-of-some-length"


def store() -> MemoryStore:
    return archive([(told("s1", ARTICLE), [ARTICLE])])


@cache
def client(**how: Any) -> TestClient:
    """A client of a site that nothing here changes."""
    return TestClient(create_app(store(), **how), base_url="http://127.0.0.1:8000", raise_server_exceptions=False)


# --- J1 -----------------------------------------------------------------------------------------------------

_API = client()
_DOCUMENT = _API.get("/openapi.json").json()
_OPERATIONS = sorted((path, said["get"]) for path, said in _DOCUMENT["paths"].items())
_VALUES = st.one_of(
    st.text(max_size=40),
    st.integers().map(str),
    st.sampled_from(["s1", "a-post", "person", "ferry", "2026-03-14", "1"]),
)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(_OPERATIONS), st.data())
def test_j1_whatever_is_asked_the_answer_is_a_documented_one(operation: tuple[str, Any], data: st.DataObject) -> None:
    path, said = operation
    query = {}
    for parameter in said.get("parameters", ()):
        value = data.draw(_VALUES)
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote((value or "x").encode("utf-8", "replace"), safe=""))
        elif parameter["required"] or data.draw(st.booleans()):
            query[parameter["name"]] = value.encode("utf-8", "replace").decode("utf-8")
    answer = _API.get(path, params=query, follow_redirects=False)
    assert str(answer.status_code) in said["responses"], answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"


# --- J2 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/api/v1/stories?limit=-1", {400}),
        ("/api/v1/stories?limit=1000000000000000000", {400}),
        ("/api/v1/stories?limit=1e18", {400}),
        ("/api/v1/stories?cursor=%F0%9F%98%80", {400}),
        ("/api/v1/stories?cursor=" + "A" * 190, {404}),
        ("/api/v1/stories?cursor=" + "A" * 5_000, {400}),
        ("/api/v1/stories/9223372036854775808", {404}),
        ("/api/v1/stories/s1/revisions/9223372036854775808", {400}),
        ("/api/v1/stories/s1/changes?since=9223372036854775808", {400}),
        ("/api/v1/stories/%00", {400}),
        ("/api/v1/search?q=%00", {200}),
        ("/api/v1/stories/..%2f..%2fsecret", {404}),
        ("/static/..%2fapp.py", {404}),
        ("/static/%2e%2e/app.py", {404}),
        ("/api/v1/search?q=" + "a" * 60_000, {414}),
        ("/api/v1/search?" + "q=a&" * 10_000, {414}),
        ("/api/v1/search?" + "q=a&" * 1_000, {400}),
    ],
)
def test_j2_what_is_out_of_bounds_is_refused_as_a_problem(path: str, statuses: set[int]) -> None:
    answer = client().get(path)
    assert answer.status_code in statuses
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code


# --- J3 -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A site over SQLite, whose own search language must stay out of reach."""
    opened = open_store(str(tmp_path_factory.mktemp("store") / "a.db"))
    opened.add_article(ARTICLE)
    opened.place(sample_assignment(ARTICLE, "s1", opened=True), sample_story("s1", ARTICLE))
    opened.add_edition(told("s1", ARTICLE))
    yield TestClient(create_app(opened), base_url="http://127.0.0.1:8000", raise_server_exceptions=False)
    opened.close()


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '"" ""',
        "NEAR(a b",
        "title:ferry",
        "ferry*",
        "^ferry",
        "{title text}: ferry",
        "a AND NOT",
        "(((((",
        "ferry' OR '1'='1",
        "ferry; DROP TABLE articles",
        "-a -b -c",
        "(a+)+$",
        "%",
        "\\",
        "ferry\ttext:x",
        "𝔣𝔢𝔯𝔯𝔶",
    ],
)
def test_j3_the_language_of_the_database_is_only_words(searched: TestClient, words: str) -> None:
    assert searched.get("/api/v1/search", params={"q": words}).status_code == 200
    assert searched.get("/search", params={"q": words}).status_code == 200


@pytest.mark.parametrize("words", ["a OR " * 10_000, "a " * (MOST_TERMS + 1), '"' + "a " * 100, "-a" * 140, "x" * 301])
def test_j3_a_search_is_bounded_in_length_and_words(searched: TestClient, words: str) -> None:
    assert searched.get("/api/v1/search", params={"q": words}).status_code in {400, 414}


# --- J4 -----------------------------------------------------------------------------------------------------


def basic(password: str) -> str:
    return "Basic " + base64.b64encode(f"anybody:{password}".encode()).decode()


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        f"bearer  {TOKEN}",
        f"Token {TOKEN}",
        TOKEN,
        "Basic !!!",
        "Basic ////",
        basic(""),
        basic(TOKEN + "x"),
        "Basic " + base64.b64encode(TOKEN.encode()).decode(),
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/v1/stories", "/static/coranto.css", "/openapi.json", "/none"])
def test_j4_without_the_very_token_nothing_is_shown(given: str | None, path: str) -> None:
    answer = client(token=TOKEN).get(path, headers={} if given is None else {"Authorization": given})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic ")
    assert "Ferry" not in answer.text


@pytest.mark.parametrize("given", [f"Bearer {TOKEN}", basic(TOKEN)])
def test_j4_with_the_token_all_is_shown(given: str) -> None:
    assert client(token=TOKEN).get("/", headers={"Authorization": given}).status_code == 200


def test_j4_a_token_is_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[bytes] = []

    def seen(one: bytes, other: bytes) -> bool:
        compared.append(one)
        return one == other

    monkeypatch.setattr(guard.hmac, "compare_digest", seen)
    for header in ({}, {"Authorization": "Bearer x"}, {"Authorization": basic("y")}):
        client(token=TOKEN).get("/", headers=header)
    assert compared == [b"", b"x", b"y"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/api/v1/stories", "/api/v1/stories/s1", "/stories/s1/", "/search"])
def test_j4_no_token_writes_since_nothing_is_written(method: str, path: str) -> None:
    answer = client(token=TOKEN).request(method, path, headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"


# --- J5 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "elsewhere.example",
        "127.0.0.1.elsewhere.example",
        "localhost.elsewhere.example:8000",
        "127.0.0.1@e.example",
        "",
        "[::2]",
    ],
)
def test_j5_a_name_that_is_not_ours_is_not_answered(host: str) -> None:
    answer = client().get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Ferry" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:9", "LOCALHOST", "[::1]:8000", "[::1]"])
def test_j5_this_machine_is_known_by_its_names(host: str) -> None:
    assert client().get("/", headers={"Host": host}).status_code == 200


def test_j5_no_other_page_can_read_frame_or_post_here() -> None:
    asked = {"Origin": "https://elsewhere.example", "Cookie": "session=1"}
    answer = client().get("/api/v1/stories", headers=asked)
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert "set-cookie" not in answer.headers
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    posted = client().post("/api/v1/stories", headers=asked, data={"act": "merge"})
    assert posted.status_code == 413


# --- J6 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "news.example"])
def test_j6_binding_beyond_this_machine_without_a_token_refuses_to_start(
    host: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("uvicorn.run", lambda *_, **__: pytest.fail("it was bound"))
    monkeypatch.delenv("CORANTO_TOKEN", raising=False)
    assert main(["serve", "--host", host]) == 2
    said = capsys.readouterr().err
    assert "without a token anybody there could read the store" in said
    assert "set CORANTO_TOKEN" in said


# --- J7 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000/feed.xml", "file:///etc/passwd", "http://localhost/", "self"]
)
def test_j7_no_address_can_be_given_to_the_site_to_read(address: str) -> None:
    app = client().app
    assert {method for route in app.routes for method in getattr(route, "methods", ())} <= {"GET", "HEAD"}
    for path in ("/feeds", "/api/v1/feeds", "/api/v1/sources"):
        answer = client().post(path, json={"url": address})
        assert answer.status_code in {404, 405, 413}


# --- J8 -----------------------------------------------------------------------------------------------------


def test_j8_what_a_proxy_might_have_added_changes_nothing() -> None:
    forged = {
        "X-Forwarded-For": "127.0.0.1",
        "X-Forwarded-Host": "elsewhere.example",
        "X-Forwarded-Proto": "https",
        "X-Real-IP": "127.0.0.1",
        "Forwarded": "for=127.0.0.1;host=elsewhere.example;proto=https",
        "X-Original-URL": "/admin",
    }
    for path in ("/", "/feed.xml", "/feed.json", "/stories/s1/", "/stories/s1"):
        plain, asked = (client().get(path, headers=h, follow_redirects=False) for h in ({}, forged))
        assert (plain.status_code, plain.content) == (asked.status_code, asked.content)
        assert plain.headers.get("location") == asked.headers.get("location")
    assert client(token=TOKEN).get("/", headers=forged).status_code == 401


# --- J9, J10: over a real socket ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The site behind the server that `coranto serve` uses, on a free port of this machine."""
    server = uvicorn.Server(
        uvicorn.Config(create_app(store()), host="127.0.0.1", port=0, log_level="critical", proxy_headers=False)
    )
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


def talk(port: int, sent: bytes) -> bytes:
    """Everything that is answered until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        answered = b""
        try:
            line.sendall(sent)
            while piece := line.recv(65_536):
                answered += piece
        except ConnectionError:
            pass
        return answered


HOST = b"Host: 127.0.0.1\r\n"
NEXT = b"GET /static/coranto.css HTTP/1.1\r\n" + HOST + b"\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1000000000\r\n\r\n",
        b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n1\r\na",
        b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 9\r\n\r\n",
        b"POST / HTTP/1.1\r\n"
        + HOST
        + b"Content-Encoding: gzip\r\nContent-Length: 30\r\n\r\n"
        + gzip.compress(b"x" * 99)[:30],
    ],
    ids=["a gigabyte announced", "slow chunks", "a body to GET", "gzip"],
)
def test_j9_no_body_is_waited_for(port: int, sent: bytes) -> None:
    answered = talk(port, sent)
    assert answered.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in answered.lower()


@pytest.mark.parametrize(
    "sent",
    [
        b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + NEXT,
        b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + NEXT,
        b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello" + NEXT,
        b"GET / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: xchunked\r\n\r\n" + NEXT,
        b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: +5\r\n\r\nhello" + NEXT,
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: elsewhere.example\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /\0 HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_j10_a_request_that_can_be_read_in_two_ways_is_refused_and_nothing_after_it_is_answered(
    port: int, sent: bytes
) -> None:
    answered = talk(port, sent)
    assert answered.count(b"HTTP/1.1 2") == 0
    assert b"--paper" not in answered
    if answered:
        assert answered.split(b" ")[1][:1] == b"4"


# --- J11 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["</script><script>", "A\r\nSet-Cookie: x=1", "A\x00\x0bB", "<!--", "]]>", '"><b>'])
def test_j11_a_publisher_of_any_name_breaks_no_page_feed_or_header(name: str) -> None:
    article = report(1, name, title=f"News of {name}")
    filled = archive([(told("s1", article), [article])])
    feed = Feed(url="https://harbour-post.example/feed", added_at=NOON, next_at=None, title=name, topics=(name,))
    filled.add_feed(feed)
    site = TestClient(create_app(filled), base_url="http://127.0.0.1:8000")
    key = json.loads(site.get("/api/v1/sources").content)["items"][0]["key"]
    for path in (
        "/",
        "/stories/s1/",
        "/publishers/",
        f"/publishers/{key}/",
        f"/publishers/{key}/feed.xml",
        f"/topics/{key}/",
        f"/topics/{key}/feed.xml",
        f"/topics/{key}/rss.xml",
        "/rss.xml",
        "/sitemap.xml",
        "/feed.json",
    ):
        answer = site.get(path)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        if "json" not in answer.headers["content-type"]:  # there it is the name, as it is
            assert "</script><script>" not in answer.text
            assert "<b>" not in answer.text
        if path.endswith(".xml"):
            ElementTree.fromstring(answer.content)
    (listed,) = listed_feeds(as_opml(filled.feeds()).encode("utf-8", "replace"), "list.opml")
    assert isinstance(listed, Listed)
    assert listed.url == feed.url
