"""Group B of the catalogue of hostile inputs: what servers send. Each test is named by its case."""

from __future__ import annotations

import gzip
import ssl
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import httpcore2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from coranto.errors import FetchError
from coranto.net import connecting
from coranto.net.answers import retry_after
from coranto.net.connecting import GuardedBackend
from coranto.net.fetch import WebFetcher
from coranto.testing.badweb import Asked, BadServer, answer, raw, redirect

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
LOCAL = ["127.0.0.1", "one.example", "two.example"]


def _local(host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


@pytest.fixture
def server() -> Iterator[BadServer]:
    with BadServer({"/page": answer("<html>harbour</html>")}) as started:
        yield started


@pytest.fixture
def fetcher() -> Iterator[WebFetcher]:
    made = WebFetcher(max_bytes=1_000_000, seconds=1.0, private=LOCAL, resolver=_local)
    yield made
    made.close()


def _reason(fetcher: WebFetcher, url: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.ask(url)
    assert caught.value.mend
    return caught.value.reason


def test_b1_a_body_without_end_is_cut_at_the_limit(server: BadServer, fetcher: WebFetcher) -> None:
    sent = 0

    def endless(connection: Any, _asked: Asked) -> None:
        nonlocal sent
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
        while sent < 100_000_000:
            connection.sendall(bytes(100_000))
            sent += 100_000

    server.paths["/endless"] = endless
    assert _reason(fetcher, server.url("/endless")) == "too-large"
    assert sent < 20_000_000


@pytest.mark.parametrize(
    ("length", "reason"),
    [
        ("Content-Length: 5", None),
        ("Content-Length: 500", "protocol"),
        ("Content-Length: -1", "protocol"),
        ("Content-Length: 5\r\nContent-Length: 7", "protocol"),
        ("Content-Length: nine", "protocol"),
    ],
)
def test_b2_lengths_that_lie(server: BadServer, fetcher: WebFetcher, length: str, reason: str | None) -> None:
    server.paths["/"] = raw(f"HTTP/1.1 200 OK\r\n{length}\r\n\r\nharbour".encode())
    if reason is None:
        assert fetcher.ask(server.url("/")).body == b"harbo"
    else:
        assert _reason(fetcher, server.url("/")) == reason


def test_b3_bombs_of_every_packing(server: BadServer, fetcher: WebFetcher) -> None:
    bomb = gzip.compress(bytes(200_000_000))
    for encoding, body, reason in (
        ("gzip", bomb, "too-large"),
        ("gzip, gzip", gzip.compress(bomb), "encoding"),
        ("br", bomb, "encoding"),
        ("zstd", bomb, "encoding"),
        ("deflate", zlib.compress(bytes(10_000_000)), "encoding"),
    ):
        server.paths["/"] = answer(body, headers={"Content-Encoding": encoding})
        assert _reason(fetcher, server.url("/")) == reason
    assert {asked.headers["accept-encoding"] for asked in server.asked} == {"gzip"}


def test_b4_bodies_that_are_not_packed_as_they_say(server: BadServer, fetcher: WebFetcher) -> None:
    packed = gzip.compress(b"harbour " * 99)
    for body in (b"harbour", packed[:-5], packed + b"tail", b"\x1f\x8b"):
        server.paths["/"] = answer(body, headers={"Content-Encoding": "gzip"})
        assert _reason(fetcher, server.url("/")) == "encoding"


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"])
def test_b5_a_byte_now_and_then_ends_with_the_time(server: BadServer, fetcher: WebFetcher, start: bytes) -> None:
    def slow(connection: Any, _asked: Asked) -> None:
        connection.sendall(start)
        while not server.wait(0.05):
            connection.sendall(b"x")

    server.paths["/slow"] = slow
    began = monotonic()
    assert _reason(fetcher, server.url("/slow")) == "timeout"
    assert monotonic() - began < 10
    assert fetcher.ask(server.url("/page")).status == 200


def test_b5_while_one_hangs_others_are_served(server: BadServer, fetcher: WebFetcher) -> None:
    begun, ended = threading.Event(), threading.Event()

    def hang(_connection: Any, _asked: Asked) -> None:
        begun.set()
        ended.wait(10)

    server.paths["/hang"] = hang
    with ThreadPoolExecutor(1) as other:
        hanging = other.submit(_reason, fetcher, server.url("/hang", "one.example"))
        assert begun.wait(5)
        assert fetcher.ask(server.url("/page", "two.example")).status == 200
        assert not hanging.done()
        assert hanging.result() == "timeout"
    ended.set()


def test_b5_a_handshake_that_stalls_ends_with_the_time(server: BadServer, fetcher: WebFetcher) -> None:
    # The server waits for a request in plain text, and says nothing to a greeting in TLS.
    assert _reason(fetcher, server.url("/").replace("http:", "https:")) == "timeout"


def test_b5_a_name_that_is_not_resolved_ends_with_the_time(server: BadServer) -> None:
    def resolver(_host: str, _port: int) -> list[str]:
        server.wait(10)
        return ["127.0.0.1"]

    slow = WebFetcher(seconds=0.2, private=LOCAL, resolver=resolver)
    assert _reason(slow, server.url("/page", "one.example")) == "timeout"
    assert server.connections == 0
    slow.close()


def test_b6_redirects_without_end(server: BadServer, fetcher: WebFetcher) -> None:
    server.paths |= {"/self": redirect("/self", 301), "/a": redirect("/b"), "/b": redirect("/a")}
    for path in ("/self", "/a"):
        before = len(server.asked)
        assert _reason(fetcher, server.url(path)) == "redirects"
        assert len(server.asked) - before == 6


def test_b7_no_redirect_leads_out_of_the_web(server: BadServer, fetcher: WebFetcher) -> None:
    guarded = WebFetcher(seconds=1.0, private=["one.example"], resolver=_mapped)
    with BadServer({"/page": answer("secret")}) as inside:
        for target in (
            inside.url("/page"),
            inside.url("/page", "[::ffff:127.0.0.1]"),
            "http://169.254.169.254/latest/meta-data/",
            inside.url("/page", "inside.example"),
        ):
            server.paths["/out"] = redirect(target)
            assert _reason(guarded, server.url("/out", "one.example")) == "private-address"
        for target in ("file:///etc/passwd", "gopher://127.0.0.1:70/", "data:text/html,x"):
            server.paths["/out"] = redirect(target)
            assert _reason(guarded, server.url("/out", "one.example")) in ("no-address", "private-address", "protocol")
        assert inside.connections == 0
    guarded.close()


def _mapped(host: str, port: int) -> list[str]:
    return {"one.example": ["127.0.0.1"], "inside.example": ["127.0.0.1"]}.get(host) or connecting.addresses_of(
        host, port
    )


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["93.184.215.14", "127.0.0.1"],
        ["::1", "93.184.215.14"],
        ["64:ff9b::7f00:1"],
        ["2002:7f00:1::"],
        ["::ffff:10.0.0.1"],
        ["fe80::1%eth0"],
        [],
        ["nonsense"],
    ],
)
def test_b8_a_name_with_one_address_inside_is_refused(server: BadServer, addresses: list[str]) -> None:
    guarded = WebFetcher(seconds=1.0, resolver=lambda _host, _port: addresses)
    assert _reason(guarded, server.url("/page", "press.example")) == "private-address"
    assert server.connections == 0
    guarded.close()


def test_b8_a_name_that_changes_its_mind_gains_nothing(server: BadServer, monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    reached = []

    def connect(_self: object, host: str, *_: object) -> object:
        reached.append(host)
        raise httpcore2.ConnectError("nobody there")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    guarded = WebFetcher(seconds=1.0, resolver=lambda _host, _port: next(said))
    assert _reason(guarded, server.url("/page", "press.example")) == "unreachable"
    assert _reason(guarded, server.url("/page", "press.example")) == "private-address"
    assert reached == ["93.184.215.14"]
    assert server.connections == 0
    guarded.close()


def test_b8_only_ports_of_the_web_are_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[int] = []

    def connect(_self: object, _host: str, port: int, *_: object) -> object:
        reached.append(port)
        raise httpcore2.ConnectError("nobody there")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    guarded = WebFetcher(seconds=1.0, resolver=lambda _host, _port: ["93.184.215.14"])
    for port in (22, 25, 80, 443, 8080):
        with pytest.raises(FetchError):
            guarded.ask(f"http://press.example:{port}/")
    assert reached == [80, 443, 8080]
    guarded.close()


def test_b9_another_server_is_not_told_who_we_are_to_the_first(server: BadServer, fetcher: WebFetcher) -> None:
    cookie = {"Set-Cookie": "id=7; Path=/"}
    server.paths["/in"] = answer(b"", 302, headers={"Location": server.url("/page", "two.example"), **cookie})
    url = server.url("/in", "reader:secret@one.example")
    assert fetcher.ask(url).status == 200
    first, second = server.asked
    assert "authorization" in first.headers
    assert not {"authorization", "cookie"} & set(second.headers)


def test_b9_a_way_from_https_to_http_is_taken_and_told(tmp_path: Path) -> None:
    trust, served = _certificate(tmp_path, "one.example")
    with BadServer({"/page": answer("plain")}) as plain, BadServer(tls=served) as safe:
        safe.paths["/in"] = redirect(plain.url("/page"))
        fetcher = WebFetcher(seconds=2.0, private=LOCAL, resolver=_local, trust=trust)
        got = fetcher.ask(safe.url("/in", "one.example"))
        assert (got.body, got.insecure) == (b"plain", True)
        assert not fetcher.ask(plain.url("/page")).insecure
        fetcher.close()


def test_b10_only_redirects_for_good_say_where_it_is_now(server: BadServer, fetcher: WebFetcher) -> None:
    server.paths |= {"/old": redirect("/older", 301), "/older": redirect("/page", 308), "/now": redirect("/old", 307)}
    assert fetcher.ask(server.url("/old")).moved == server.url("/page")
    assert fetcher.ask(server.url("/now")).moved == ""
    assert fetcher.ask(server.url("/page")).moved == ""


def test_b11_validators_odd_and_long(server: BadServer, fetcher: WebFetcher) -> None:
    for etag, kept in (('W/"weak"', 'W/"weak"'), ("unquoted", "unquoted"), ('"' + "x" * 10_000 + '"', "")):
        server.paths["/"] = answer("<rss/>", headers={"ETag": etag})
        assert fetcher.ask(server.url("/")).etag == kept
    server.paths["/"] = answer(b"", 304, headers={"ETag": '"new"'})
    assert fetcher.ask(server.url("/")).status == 304


@pytest.mark.parametrize(
    ("given", "date", "seconds"),
    [
        ("120", "", 120),
        ("1000000000000", "", 30 * 86_400),
        ("-5", "", None),
        ("soon", "", None),
        ("Sat, 14 Mar 2026 12:10:00 GMT", "", 600),
        ("Sat, 14 Mar 2020 12:10:00 GMT", "Sat, 14 Mar 2020 12:00:00 GMT", 600),
        ("Sat, 14 Mar 2020 12:10:00 GMT", "", 0),
    ],
)
def test_b13_retry_after_in_every_form(given: str, date: str, seconds: int | None) -> None:
    assert retry_after(given, date, now=NOON) == seconds


@pytest.mark.parametrize("fault", ["expired", "self-signed", "other host"])
def test_b16_no_certificate_that_is_wrong_is_taken(tmp_path: Path, fault: str) -> None:
    named = "other.example" if fault == "other host" else "one.example"
    trust, served = _certificate(tmp_path, named, expired=fault == "expired")
    with BadServer({"/page": answer("x")}, tls=served) as server:
        known = None if fault == "self-signed" else trust
        fetcher = WebFetcher(seconds=2.0, private=LOCAL, resolver=_local, trust=known)
        assert _reason(fetcher, server.url("/page", "one.example")) == "tls"
        assert server.asked == []
        fetcher.close()


@pytest.mark.parametrize(
    "headers",
    [
        "".join(f"X-{number}: y\r\n" for number in range(2_000)),
        "X: " + "y" * 1_000_000 + "\r\n",
        "X: a\x00b\r\n",
        " : nameless\r\n",
        "Bad Name: y\r\n",
    ],
    ids=["2,000", "1 MB", "NUL", "nameless", "space"],
)
def test_b17_headers_beyond_all_measure(server: BadServer, fetcher: WebFetcher, headers: str) -> None:
    server.paths["/"] = raw(f"HTTP/1.1 200 OK\r\n{headers}Content-Length: 1\r\n\r\nx".encode())
    assert _reason(fetcher, server.url("/")) == "protocol"


@pytest.mark.parametrize("location", ["/p\r\n age", "/p\x00age", "/p\tage", "/hafen-für-alle", "http://[::1"])
def test_b17_locations_that_are_no_address(server: BadServer, fetcher: WebFetcher, location: str) -> None:
    server.paths["/"] = redirect(location)
    assert _reason(fetcher, server.url("/")) == "protocol"
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (b"<html>an answer of 1991</html>", "protocol"),
        (b"ICY 200 OK\r\ncontent-type: audio/mpeg\r\n\r\nxx", "protocol"),
        (bytes(range(256)) * 40, "protocol"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 99999999999\r\n\r\n", "content-type"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 4\r\n\r\n%PDF", "content-type"),
        (b"HTTP/1.1 200 OK\r\ncontent-type:IMAGE/png\r\nContent-Length: 4\r\n\r\n\x89PNG", "content-type"),
    ],
)
def test_b18_what_is_no_text(server: BadServer, fetcher: WebFetcher, said: bytes, reason: str) -> None:
    server.paths["/"] = raw(said)
    assert _reason(fetcher, server.url("/")) == reason


def test_b19_nothing_of_a_server_is_kept(server: BadServer, fetcher: WebFetcher) -> None:
    headers = {"Set-Cookie": "id=7; Path=/", "Strict-Transport-Security": "max-age=99", "WWW-Authenticate": "Basic"}
    server.paths |= {"/in": answer(b"", 401, headers=headers), "/hop": redirect("/page")}
    assert fetcher.ask(server.url("/in", "one.example")).status == 401
    assert fetcher.ask(server.url("/hop", "one.example")).status == 200
    assert all(not {"cookie", "authorization"} & set(asked.headers) for asked in server.asked)


def test_no_socket_of_this_machine_is_opened() -> None:
    backend = GuardedBackend(frozenset(), connecting.Deadline(monotonic))
    with pytest.raises(connecting.PrivateAddressError):
        backend.connect_unix_socket("/run/any.sock")


def _certificate(folder: Path, name: str, *, expired: bool = False) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What trusts a certificate that was made just now, and what serves with it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime.now(UTC) - timedelta(days=9)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=1 if expired else 99))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(pem)
    return ssl.create_default_context(cadata=made.public_bytes(serialization.Encoding.PEM).decode()), served


def test_a_network_of_ones_own_is_let_through_and_no_other(server: BadServer) -> None:
    own = WebFetcher(seconds=2.0, private=["127.0.0.0/30"], resolver=lambda host, _port: [host])
    assert own.ask(server.url("/page")).status == 200
    for host in ("127.0.0.9", "10.0.0.1"):
        assert _reason(own, server.url("/page", host)) == "private-address"
    own.close()
