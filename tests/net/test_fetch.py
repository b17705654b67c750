from __future__ import annotations

import contextlib
import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pytest

from coranto.errors import FetchError
from coranto.net.fetch import USER_AGENT, WebFetcher, user_agent


class Outlet(BaseHTTPRequestHandler):
    """A small web: each path is a behaviour."""

    seen: list[tuple[str, str]] = []  # noqa: RUF012
    asked: list[dict[str, str | None]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["User-Agent"]))
        if self.path.startswith("/hop"):
            number = int(self.path[4:])
            self._answer(302, b"", {"Location": f"/hop{number - 1}" if number else "/page"})
        elif self.path.startswith("/to/"):
            port = self.server.server_address[1]
            self._answer(302, b"", {"Location": f"http://{self.path[4:]}:{port}/page"})
        elif self.path == "/away":
            self._answer(301, b"", {"Location": "http://[::1]:9/inside"})
        elif self.path == "/file":
            self._answer(301, b"", {"Location": "file:///etc/passwd"})
        elif self.path == "/bomb":
            self._answer(200, gzip.compress(b"0" * 40_000_000), {"Content-Encoding": "gzip"})
        elif self.path == "/broken":
            self._answer(200, b"no gzip", {"Content-Encoding": "gzip"})
        elif self.path == "/feed":
            self.asked.append({name: self.headers[name] for name in ("If-None-Match", "If-Modified-Since", "Cookie")})
            known = self.headers["If-None-Match"] == 'W/"a, b"'
            headers = {"ETag": 'W/"a, b"', "Last-Modified": "Mon, 2 Mar 2026 08:00:00 gmt", "Set-Cookie": "id=7"}
            self._answer(304 if known else 200, b"" if known else b"<rss/>", headers)
        elif self.path == "/busy":
            self._answer(429, b"later", {"Retry-After": "120", "Cache-Control": "public, max-age=60"})
        elif self.path == "/long":
            self._answer(200, b"x" * 900_000, {})
        elif self.path == "/page":
            self._answer(
                200, gzip.compress(b"<html>wall</html>"), {"Content-Encoding": "gzip", "Content-Type": "text/html"}
            )
        else:
            self._answer(404, b"", {})

    def log_message(self, *_: object) -> None: ...

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):  # the fetcher hangs up on the bomb
            self.wfile.write(body)


@pytest.fixture
def outlet() -> Iterator[str]:
    Outlet.seen.clear()
    Outlet.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Outlet)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def guarded() -> Iterator[WebFetcher]:
    made = WebFetcher()
    yield made
    made.close()


@pytest.fixture(scope="module")
def fetcher() -> Iterator[WebFetcher]:
    made = WebFetcher(max_bytes=1_000_000, private=["127.0.0.1"])
    yield made
    made.close()


def test_a_page_comes_unpacked_and_from_where_it_was_found(outlet: str, fetcher: WebFetcher) -> None:
    assert fetcher.fetch(f"{outlet}/hop3") == (f"{outlet}/page", b"<html>wall</html>", "text/html")
    assert {agent for _, agent in Outlet.seen} == {USER_AGENT}
    assert len(Outlet.seen) == 5


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone", "answered 404"),
        ("/hop9", "redirects more than 5"),
        ("/file", "no http or https"),
        ("/bomb", "larger than 1 MB"),
        ("/broken", "is not packed as its headers say"),
        ("/away", "not a public address"),
    ],
)
def test_what_cannot_be_read_says_why_and_the_mend(outlet: str, fetcher: WebFetcher, path: str, said: str) -> None:
    with pytest.raises(FetchError, match=said) as caught:
        fetcher.fetch(outlet + path)
    assert caught.value.mend


INSIDE = """127.0.0.1 127.1 127.0.1 127.000.000.001 2130706433 0x7f000001 0x7f.1 0x7f.0.0.1 0x7F.0x0.0x0.0x1
017700000001 0177.1 0177.0.0.1 127.1.2.3 127.255.255.254 0 0.0.0.0 0x0 localhost LOCALHOST localhost.
user@127.0.0.1 a:b@localhost
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:7f00:1] [::127.0.0.1] [::7f00:1]
[64:ff9b::7f00:1] [64:ff9b::127.0.0.1] [64:ff9b:1::1] [2002:7f00:1::] [2002:7f00:1::1] [2001::1] [fec0::1] [fe80::1]
[fc00::1] [fd00::1] [ff02::1] [2001:db8::1] 10.0.0.1 10.1 172.16.0.1 172.31.255.254 192.168.0.1 192.168.1 3232235777
169.254.169.254 2852039166 0xa9fea9fe 169.254.0.1 100.64.0.1 100.100.100.200 168.63.129.16 192.88.99.1 192.0.0.1
192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255""".split()


@pytest.mark.parametrize("host", INSIDE)
def test_b8_no_spelling_of_a_private_address_is_connected_to(outlet: str, guarded: WebFetcher, host: str) -> None:
    with pytest.raises(FetchError):
        guarded.fetch(outlet.replace("127.0.0.1", host) + "/page")
    assert Outlet.seen == []


@pytest.mark.parametrize("host", [host for host in INSIDE if "127.0.0.1" not in host or "[" in host])
def test_b7_no_redirect_leads_to_one(outlet: str, fetcher: WebFetcher, host: str) -> None:
    with pytest.raises(FetchError):
        fetcher.fetch(f"{outlet}/to/{host}")
    assert [path for path, _ in Outlet.seen] == [f"/to/{host}"]


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "gopher://lowport.example", "http://", "nonsense"])
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(FetchError, match="no http or https address"):
        WebFetcher().fetch(url)


def test_validators_go_back_letter_for_letter_and_cookies_never(outlet: str, fetcher: WebFetcher) -> None:
    first = fetcher.ask(f"{outlet}/feed")
    assert (first.status, first.body) == (200, b"<rss/>")
    again = fetcher.ask(f"{outlet}/feed", etag=first.etag, modified=first.modified)
    assert (again.status, again.body) == (304, b"")
    assert Outlet.asked == [
        {"If-None-Match": None, "If-Modified-Since": None, "Cookie": None},
        {"If-None-Match": 'W/"a, b"', "If-Modified-Since": "Mon, 2 Mar 2026 08:00:00 gmt", "Cookie": None},
    ]


def test_a_server_that_is_busy_says_for_how_long(outlet: str, fetcher: WebFetcher) -> None:
    answer = fetcher.ask(f"{outlet}/busy")
    assert (answer.status, answer.body, answer.wait, answer.fresh) == (429, b"", 120, 60)


def test_time_is_limited_as_the_body_arrives(outlet: str) -> None:
    slow = WebFetcher(private=["127.0.0.1"], clock=count(0, 20).__next__)
    with pytest.raises(FetchError, match="took more than 30 seconds"):
        slow.fetch(f"{outlet}/long")
    slow.close()


def test_a_contact_is_named_and_cannot_break_the_header(outlet: str) -> None:
    named = WebFetcher(private=["127.0.0.1"], contact="desk@lowport.example\r\nX-Evil: ü1")
    named.fetch(f"{outlet}/page")
    named.close()
    assert [agent for _, agent in Outlet.seen] == [user_agent("desk@lowport.exampleX-Evil: 1")]
    assert "its user; desk@lowport.example" in Outlet.seen[0][1]
