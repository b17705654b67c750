"""Every spelling of an address inside, by every way that leads there and for everything that is asked for.

An inside server listens, and nobody may so much as connect to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

import httpcore2
import pytest
from tests.net.test_fetch import INSIDE

from coranto.errors import FetchError
from coranto.net.connecting import addresses_of
from coranto.net.fetch import WebFetcher
from coranto.net.pacing import Pacer
from coranto.net.polite import PoliteFetcher
from coranto.net.posting import Sender
from coranto.testing.badweb import BadServer, answer, redirect

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
OUTLET = "outlet.example"


def _resolver(host: str, port: int) -> list[str]:
    return ["127.0.0.1"] if host == OUTLET else addresses_of(host, port)


def _polite(web: WebFetcher) -> PoliteFetcher:
    return PoliteFetcher(web, Pacer(gap=0.0), lambda: NOON)


@pytest.fixture(scope="module")
def web() -> Iterator[WebFetcher]:
    made = WebFetcher(seconds=2.0, private=[OUTLET], resolver=_resolver)
    yield made
    made.close()


@pytest.fixture
def inside() -> Iterator[BadServer]:
    with BadServer({path: answer("secret") for path in ("/", "/robots.txt")}) as started:
        yield started


@pytest.fixture
def outlet() -> Iterator[BadServer]:
    with BadServer() as started:
        yield started


@pytest.mark.parametrize("kind", ["feed", "page", "fetch"])
def test_no_spelling_is_asked_directly(web: WebFetcher, inside: BadServer, kind: str) -> None:
    polite = _polite(web)
    for host in INSIDE:
        with pytest.raises(FetchError):
            getattr(polite, kind)(inside.url("/", host))
    assert inside.connections == 0


@pytest.mark.parametrize("kind", ["feed", "page", "robots"])
def test_no_redirect_leads_to_a_spelling(web: WebFetcher, inside: BadServer, outlet: BadServer, kind: str) -> None:
    for host in INSIDE:
        polite = _polite(web)
        path = "/robots.txt" if kind == "robots" else "/in"
        outlet.paths = {path: redirect(inside.url("/", host))}
        with pytest.raises(FetchError) as caught:
            (polite.feed if kind == "feed" else polite.page)(outlet.url("/in", OUTLET))
        # A robots.txt that is inside, or leads there, cannot be read: nothing of that server is asked for.
        assert (caught.value.reason == "robots") == (kind != "feed")
    assert inside.connections == 0
    assert len([asked for asked in outlet.asked if asked.path == path]) == len(INSIDE)


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses to which a connection is tried from here on; none comes about."""
    hosts: list[str] = []

    def connect(_self: object, host: str, *_: object) -> object:
        hosts.append(host)
        raise httpcore2.ConnectError("nobody there")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    return hosts


def _meant(host: str, port: int) -> list[str]:
    """The addresses that a spelling leads to, as far as the system can say."""
    with suppress(OSError, UnicodeError):
        return addresses_of(host.rpartition("@")[2].strip("[]"), port)
    return []


@pytest.mark.parametrize("kind", ["feed", "page"])
def test_no_name_that_changes_its_mind_leads_to_one(inside: BadServer, kind: str, reached: list[str]) -> None:
    said: list[list[str]] = []
    web = WebFetcher(seconds=2.0, resolver=lambda _host, _port: said.pop(0))
    for host in INSIDE:
        found = _meant(host, inside.port)
        polite = _polite(web)
        for first in (["93.184.215.14"], found):
            said[:] = [first, found, found]
            with pytest.raises(FetchError):
                getattr(polite, kind)(inside.url("/", "press.example"))
    web.close()
    assert set(reached) == {"93.184.215.14"}
    assert inside.connections == 0


def test_no_webhook_is_sent_to_a_spelling(inside: BadServer) -> None:
    sender = Sender(seconds=2.0, resolver=_resolver)
    for host in INSIDE:
        with pytest.raises(FetchError):
            sender.post(inside.url("/", host), b"{}", {})
    assert inside.connections == 0


def test_no_webhook_follows_a_redirect_to_one(inside: BadServer, outlet: BadServer) -> None:
    sender = Sender(seconds=2.0, resolver=_resolver)
    for host in INSIDE:
        outlet.paths = {"/hook": redirect(inside.url("/", host))}
        assert sender.post(outlet.url("/hook", OUTLET), b"{}", {}, private=True) == 302
    assert inside.connections == 0
    assert len(outlet.asked) == len(INSIDE)


def test_no_webhook_is_led_to_one_by_a_name_that_changes_its_mind(inside: BadServer, reached: list[str]) -> None:
    said: list[list[str]] = []
    sender = Sender(seconds=2.0, resolver=lambda _host, _port: said.pop(0))
    for host in INSIDE:
        found = _meant(host, inside.port)
        for first in (["93.184.215.14"], found):
            said[:] = [first, found, found]
            with pytest.raises(FetchError):
                sender.post(inside.url("/", "press.example"), b"{}", {})
    assert set(reached) == {"93.184.215.14"}
    assert inside.connections == 0
