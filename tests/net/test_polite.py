from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coranto.errors import FetchError
from coranto.net.fetch import WebFetcher
from coranto.net.pacing import Pacer
from coranto.net.polite import PoliteFetcher
from coranto.testing.badweb import Asked, BadServer, Behaviour, answer, raw, redirect

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
PAGE = answer("<html>harbour</html>")


class Day:
    """A clock for the day and one for the second hand; sleeping moves both."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.passed)

    def steady(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.passed += seconds


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def server() -> Iterator[BadServer]:
    with BadServer({"/page": PAGE, "/private/page": PAGE, "/feed": answer("<rss/>", kind="text/xml")}) as started:
        yield started


@pytest.fixture
def polite(day: Day) -> Iterator[PoliteFetcher]:
    web = WebFetcher(private=["127.0.0.1"], seconds=5)
    made = PoliteFetcher(web, Pacer(clock=day.steady, sleep=day.sleep), day.now)
    yield made
    made.close()


def _asked(server: BadServer) -> list[str]:
    return [asked.path for asked in server.asked]


def test_robots_are_asked_once_a_day_and_obeyed(day: Day, server: BadServer, polite: PoliteFetcher) -> None:
    server.paths["/robots.txt"] = answer("User-agent: *\nDisallow: /private\nCrawl-delay: 7\n", kind="text/plain")
    assert polite.page(server.url("/page")).status == 200
    with pytest.raises(FetchError, match="is not for robots") as caught:
        polite.page(server.url("/private/page"))
    assert caught.value.reason == "robots"
    before = day.passed
    polite.page(server.url("/page"))
    assert day.passed - before == 7
    assert _asked(server) == ["/robots.txt", "/page", "/page"]
    day.passed += 86_400
    polite.page(server.url("/page"))
    assert _asked(server)[3:] == ["/robots.txt", "/page"]


def test_a_feed_is_asked_for_on_the_word_of_who_added_it(server: BadServer, polite: PoliteFetcher) -> None:
    server.paths["/robots.txt"] = answer("User-agent: *\nDisallow: /\n", kind="text/plain")
    assert polite.feed(server.url("/feed")).status == 200
    assert polite.fetch(server.url("/feed")) == (server.url("/feed"), b"<rss/>", "text/xml")
    assert _asked(server) == ["/feed", "/feed"]


def _long_robots(connection: Any, asked: Asked) -> None:
    text = "User-agent: *\nDisallow: /private\n" + "# filling\n" * 60_000 + "Disallow: /page\n"
    answer(text, kind="text/plain")(connection, asked)


ROBOTS: list[tuple[str, Behaviour, bool]] = [
    ("absent", answer("", 404), True),
    ("forbidden", answer("", 403), True),
    ("broken", answer("", 500), False),
    ("busy", answer("", 429), False),
    ("away", raw(b""), False),
    ("nonsense", raw(b"\x00\x01 no http\r\n\r\n"), False),
    ("a page", answer("<!doctype html><title>Not found</title>Disallow: /page"), True),
    ("beyond 500 KiB", _long_robots, True),
    ("around and around", redirect("/robots.txt"), True),
    ("with a mark and mixed ends", answer("\ufeffUser-agent: *\rDisallow: /page\r\nAllow: /x\n"), False),
    ("for us", answer("User-agent: coranto\nDisallow: /page\n\nUser-agent: *\nAllow: /\n"), False),
    ("for another", answer("User-agent: Otherbot\nDisallow: /\n"), True),
    ("longest rule", answer("User-agent: *\nDisallow: /\nAllow: /page\n"), True),
    ("with a picture", answer(b"\x89PNG", kind="image/png"), True),
]


@pytest.mark.parametrize(("robots", "allowed"), [case[1:] for case in ROBOTS], ids=[case[0] for case in ROBOTS])
def test_b15_robots(server: BadServer, polite: PoliteFetcher, robots: Behaviour, allowed: bool) -> None:
    server.paths["/robots.txt"] = robots
    if allowed:
        assert polite.page(server.url("/page")).status == 200
    else:
        with pytest.raises(FetchError) as caught:
            polite.page(server.url("/page"))
        assert caught.value.reason == "robots"
        assert "/page" not in _asked(server)


def test_b15_a_delay_of_years_is_half_a_minute(day: Day, server: BadServer, polite: PoliteFetcher) -> None:
    server.paths["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 1000000000\n")
    polite.page(server.url("/page"))
    before = day.passed
    polite.page(server.url("/page"))
    assert day.passed - before == 30


def test_b15_a_server_that_hides_its_robots_is_asked_again_later(
    day: Day, server: BadServer, polite: PoliteFetcher
) -> None:
    server.paths["/robots.txt"] = answer("", 500)
    for _ in range(3):
        with pytest.raises(FetchError):
            polite.page(server.url("/page"))
    assert _asked(server) == ["/robots.txt"]
    server.paths["/robots.txt"] = answer("", 404)
    day.passed += 1_801
    assert polite.page(server.url("/page")).status == 200


def test_b13_a_busy_server_is_left_alone_as_long_as_it_asks_also_after_a_restart(day: Day, server: BadServer) -> None:
    server.paths["/busy"] = answer("", 429, headers={"Retry-After": "600"})
    told: dict[str, datetime] = {}
    web = WebFetcher(private=["127.0.0.1"], seconds=5)
    first = PoliteFetcher(web, Pacer(gap=0), day.now, on_hold=told.__setitem__)
    assert first.feed(server.url("/busy")).status == 429
    host = f"127.0.0.1:{server.port}"
    assert told == {host: NOON + timedelta(seconds=600)}
    again = PoliteFetcher(web, Pacer(gap=0), day.now, held=told)
    for polite in (first, again):
        for ask in (polite.feed, polite.page):
            with pytest.raises(FetchError, match="asked to be left alone") as caught:
                ask(server.url("/page"))
            assert caught.value.reason == "held"
    assert _asked(server) == ["/busy"]
    day.passed = 601
    assert again.page(server.url("/page")).status == 200
    web.close()


def test_every_hop_waits_for_its_turn(day: Day, server: BadServer, polite: PoliteFetcher) -> None:
    server.paths["/a"] = redirect("/b")
    server.paths["/b"] = redirect("/page")
    polite.feed(server.url("/a"))
    assert day.passed == pytest.approx(2)
    server.paths["/robots.txt"] = answer("User-agent: *\nDisallow: /private\n")
    server.paths["/c"] = redirect("/private/page")
    with pytest.raises(FetchError, match="is not for robots"):
        polite.page(server.url("/c"))


def test_a_server_down_is_not_asked_by_every_feed(day: Day, polite: PoliteFetcher) -> None:
    with BadServer() as server:
        address = server.url("/feed")
    reasons = []
    for _ in range(8):
        with pytest.raises(FetchError) as caught:
            polite.feed(address)
        reasons.append(caught.value.reason)
    assert reasons == ["unreachable"] * 5 + ["host-down"] * 3
