from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coranto.net.collecting import Brought, Collector, content_of, joined, key_of
from coranto.net.fetch import WebFetcher
from coranto.net.pacing import Pacer
from coranto.net.polite import PoliteFetcher
from coranto.net.polling import new_feed
from coranto.read.feeds import ParsedFeed, read_feed
from coranto.read.pages import extract
from coranto.testing.badweb import BadServer, answer
from coranto.testing.memory import MemoryStore
from coranto.types import Feed, FirstAnswer, RawArticle, Rejection

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
BODY = "The harbour of Ostmark was closed on Friday after a storm, its master said. " * 30


class InPlace:
    """Parses in this process."""

    def read_feed(self, data: bytes, subject: str, address: str | None = None, kind: str = "") -> ParsedFeed:
        return read_feed(data, subject, address)

    def extract_page(self, data: bytes, address: str | None, subject: str, kind: str = "") -> RawArticle | Rejection:
        return extract(data, address, subject)


class Desk:
    """A collector over one server, and what it told."""

    def __init__(self, server: BadServer) -> None:
        self.server = server
        self.now = NOON
        self.passed = 0.0
        self.store = MemoryStore()
        self.told: list[RawArticle | Rejection] = []
        web = WebFetcher(private=["127.0.0.1"], seconds=5)
        pacer = Pacer(clock=lambda: self.passed, sleep=self._sleep)
        self.fetcher = PoliteFetcher(web, pacer, lambda: self.now, on_hold=self.store.hold_host)
        self.collector = Collector(
            self.fetcher, InPlace(), self.store.unread_items, lambda: self.now, shortest=1_800, most_pages=3
        )
        self.feed = new_feed(server.url("/feed"), NOON)
        self.store.add_feed(self.feed)

    def poll(self) -> Brought:
        """One poll, as the engine does it: what was told is kept, and then the feed."""
        self.told.clear()
        brought = self.collector.poll(self.feed, self.told.append)
        assert brought is not None
        self.feed = brought.feed
        assert self.store.keep_feed(self.feed, brought.items)
        return brought

    def asked(self) -> list[str]:
        paths = [asked.path for asked in self.server.asked]
        self.server.asked.clear()
        return paths

    def _sleep(self, seconds: float) -> None:
        self.passed += seconds


@pytest.fixture
def desk() -> Iterator[Desk]:
    with BadServer() as server:
        made = Desk(server)
        yield made
        made.fetcher.close()


def _rss(*items: tuple[str, str], head: str = "") -> str:
    inner = "".join(
        f"<item><link>{link}</link><title>{title}</title><description>Short.</description>"
        f"<pubDate>Sat, 14 Mar 2026 1{number}:00:00 +0100</pubDate></item>"
        for number, (link, title) in enumerate(items)
    )
    return f"<rss><channel><title>Harbour Post</title>{head}{inner}</channel></rss>"


def _page(title: str) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{BODY}</p></article></body></html>"
    )


def test_a_feed_of_excerpts_brings_the_articles_of_its_pages(desk: Desk) -> None:
    desk.server.paths["/feed"] = answer(_rss(("/1", "Storm"), ("/2", "Calm")), headers={"ETag": '"a, b"'})
    desk.server.paths["/1"] = answer(_page("Storm shuts harbour"))
    brought = desk.poll()
    assert (brought.news, brought.pages, brought.feed.etag, brought.feed.title) == (2, 2, '"a, b"', "Harbour Post")
    storm, calm = desk.told
    assert isinstance(storm, RawArticle)
    assert isinstance(calm, RawArticle)
    assert (storm.title, len(storm.text or "") > 1_000) == ("Storm", True)
    assert (calm.title, calm.text) == ("Calm", "Short.")
    assert {storm.feed, calm.feed} == {desk.feed.url}
    assert sorted(desk.asked()) == ["/1", "/2", "/feed", "/robots.txt"]


def test_what_was_read_is_not_read_again_and_what_has_new_words_is(desk: Desk) -> None:
    desk.server.paths["/feed"] = answer(_rss(("/1", "Storm")))
    desk.poll()
    desk.asked()
    desk.server.paths["/feed"] = answer(_rss(("/2", "Calm"), ("/1", "Storm")))
    assert desk.poll().news == 1
    assert desk.asked() == ["/feed", "/2"]
    desk.server.paths["/feed"] = answer(_rss(("/2", "Calm again"), ("/1", "Storm")))
    assert desk.poll().news == 1
    assert [each.title for each in desk.told if isinstance(each, RawArticle)] == ["Calm again"]


def test_b12_the_same_body_again_makes_nothing_new(desk: Desk) -> None:
    desk.server.paths["/feed"] = answer(_rss(("/1", "Storm")))
    first = desk.poll().feed
    again = desk.poll()
    assert (again.news, dict(again.items), desk.told) == (0, {}, [])
    assert again.feed.changed_at == first.changed_at


def test_b11_validators_are_sent_back_and_304_is_no_news(desk: Desk) -> None:
    desk.server.paths["/feed"] = answer(_rss(("/1", "Storm")), headers={"ETag": 'W/"x"', "Last-Modified": "today"})
    desk.poll()
    desk.server.paths["/feed"] = answer("", 304)
    desk.server.asked.clear()
    assert desk.poll().news == 0
    (asked,) = desk.server.asked
    assert (asked.headers["if-none-match"], asked.headers["if-modified-since"]) == ('W/"x"', "today")
    fresh = replace(desk.feed, etag="", modified="")
    brought = desk.collector.poll(fresh, desk.told.append)  # a 304 that nobody asked for
    assert brought is not None
    assert (brought.news, brought.feed.trouble) == (0, "")


def test_a6_a_feed_that_became_a_page_keeps_what_it_was(desk: Desk) -> None:
    desk.server.paths["/feed"] = answer(_rss(("/1", "Storm")), headers={"ETag": '"good"'})
    desk.poll()
    desk.server.paths["/feed"] = answer("<!doctype html><title>Log in</title>", headers={"ETag": '"page"'})
    feed = desk.poll().feed
    assert (feed.trouble, feed.etag, feed.failures) == ("not-a-feed", '"good"', 1)
    assert feed.next_at is not None
    assert feed.next_at > NOON
    desk.server.paths["/feed"] = answer("", 304)
    assert desk.poll().feed.trouble == ""


@pytest.mark.parametrize(
    ("status", "trouble"), [(404, "status-404"), (401, "status-401"), (403, "status-403"), (500, "status-500")]
)
def test_b14_statuses_of_trouble(desk: Desk, status: int, trouble: str) -> None:
    desk.server.paths["/feed"] = answer("<html>Checking your browser</html>", status)
    feed = desk.poll().feed
    assert (feed.trouble, feed.failures, feed.since) == (trouble, 1, NOON)
    assert feed.detail.endswith("look at its page in a browser")


def test_b14_410_ends_a_feed(desk: Desk) -> None:
    desk.server.paths["/feed"] = answer("", 410)
    assert desk.poll().feed.next_at is None


def test_b10_a_feed_moves_at_the_third_time_and_keeps_its_name(desk: Desk) -> None:
    desk.server.paths["/feed"] = answer("", 301, headers={"Location": "/new"})
    desk.server.paths["/new"] = answer(_rss())
    for _ in range(3):
        assert desk.feed.address == ""
        desk.poll()
    desk.asked()
    assert desk.feed.address == desk.server.url("/new")
    desk.poll()
    assert desk.asked() == ["/new"]
    assert desk.feed.url == desk.server.url("/feed")


def test_b13_a_feed_whose_server_is_busy_is_not_asked_and_has_not_failed(desk: Desk) -> None:
    desk.server.paths["/feed"] = answer("", 429, headers={"Retry-After": "7200"})
    feed = desk.poll().feed
    assert (feed.trouble, feed.failures) == ("status-429", 1)
    desk.asked()
    again = desk.poll()
    assert (again.asked, desk.asked(), again.feed.failures) == (False, [], 1)
    assert again.feed.next_at is not None
    assert again.feed.next_at >= NOON + timedelta(seconds=7_200)


def test_b20_a_server_that_is_down_is_not_asked_by_every_feed(desk: Desk) -> None:
    with BadServer() as gone:
        feeds = [new_feed(gone.url(f"/{number}"), NOON) for number in range(7)]
    polled = [desk.collector.poll(feed, desk.told.append) for feed in feeds]
    outcomes = [(each.asked, each.feed.trouble, each.feed.failures) for each in polled if each is not None]
    assert outcomes == [(True, "unreachable", 1)] * 5 + [(False, "host-down", 0)] * 2
    assert all(each is not None and each.feed.next_at is not None and each.feed.next_at > NOON for each in polled)


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>Storm</title></head><body><p>To continue reading, subscribe today for one crown a week."
        "</p></body></html>",
        "<html><head><title>403 Forbidden</title></head><body><p>Access denied. You do not have permission."
        "</p></body></html>",
    ],
    ids=["payment", "403 with 200"],
)
def test_c6_where_a_wall_stands_before_the_page_the_feed_is_taken(desk: Desk, page: str) -> None:
    desk.server.paths |= {"/feed": answer(_rss(("/1", "Storm"))), "/1": answer(page)}
    assert desk.poll().pages == 1
    assert [(each.title, each.text) for each in desk.told if isinstance(each, RawArticle)] == [("Storm", "Short.")]


def test_c7_where_the_page_leads_home_the_feed_is_taken(desk: Desk) -> None:
    desk.server.paths |= {
        "/feed": answer(_rss(("/1", "Storm"))),
        "/1": answer("", 302, headers={"Location": "/"}),
        "/": answer(_page("Harbour Post, the news of today")),
    }
    assert desk.poll().pages == 1
    (told,) = [each for each in desk.told if isinstance(each, RawArticle)]
    assert (told.url, told.title, told.text) == (desk.server.url("/1"), "Storm", "Short.")


@pytest.mark.parametrize("page", ["<tr><td>row</td></tr>", "<p>short</p>"])
def test_c4_where_a_page_has_more_elements_than_are_read_the_feed_is_taken(desk: Desk, page: str) -> None:
    desk.server.paths |= {"/feed": answer(_rss(("/1", "Storm"))), "/1": answer(_page("Storm") + page * 25_000)}
    desk.poll()
    assert [each.text for each in desk.told if isinstance(each, RawArticle)] == ["Short."]


def test_pages_have_a_limit_and_old_items_none(desk: Desk) -> None:
    items = [(f"/{number}", f"Ferry {number}") for number in range(6)]
    desk.server.paths["/feed"] = answer(_rss(*items))
    assert desk.poll().pages == 3
    assert len(desk.told) == 6
    desk.now = NOON + timedelta(days=30)
    desk.server.paths["/feed"] = answer(_rss(*[(f"/{number + 50}", title) for number, (_, title) in enumerate(items)]))
    assert desk.poll().pages == 0


def test_what_robots_forbid_has_what_the_feed_gives(desk: Desk) -> None:
    desk.server.paths["/robots.txt"] = answer("User-agent: *\nDisallow: /\n")
    desk.server.paths["/feed"] = answer(_rss(("/1", "Storm")))
    desk.server.paths["/1"] = answer(_page("Storm"))
    desk.poll()
    assert [each.text for each in desk.told if isinstance(each, RawArticle)] == ["Short."]
    assert desk.asked() == ["/feed", "/robots.txt"]


def test_a_poll_that_is_stopped_is_not_through(desk: Desk) -> None:
    desk.server.paths["/feed"] = answer(_rss(("/1", "Storm"), ("/2", "Calm")))
    told: list[RawArticle | Rejection] = []

    def tell(each: RawArticle | Rejection) -> None:
        told.append(each)
        desk.collector.stop()

    assert desk.collector.poll(desk.feed, tell) is None
    assert len(told) == 1


def test_what_is_wrong_in_a_feed_is_told_too(desk: Desk) -> None:
    whole = _rss(("/1", "Storm"), ("/2", "Calm"))
    desk.server.paths["/feed"] = answer(whole[: whole.index("Calm")])
    desk.poll()
    assert [each.reason for each in desk.told if isinstance(each, Rejection)] == ["cut-off"]


def _item(**given: str) -> RawArticle:
    return RawArticle(subject="f#1", **given)  # type: ignore[arg-type]


def test_f1_f3_an_item_is_its_page_and_not_its_number() -> None:
    same: Callable[[RawArticle, RawArticle], bool] = lambda one, other: key_of(one) == key_of(other)  # noqa: E731
    assert same(_item(url="https://www.a.example/x?utm_source=feed", title="A"), _item(url="http://a.example/x"))
    assert not same(_item(url="https://a.example/x"), _item(url="https://a.example/y"))
    assert same(_item(title="A", text="t"), _item(title="A", text="t"))
    assert not same(_item(title="A", text="t"), _item(title="B", text="t"))


def test_e5_a_date_of_now_at_every_fetch_is_no_new_version() -> None:
    one = _item(url="https://a.example/x", title="A", text="t", published_at="2026-03-14T12:00:00Z")
    assert content_of(one) == content_of(replace(one, published_at="2026-03-14T13:00:00Z"))
    assert content_of(one) != content_of(replace(one, text="u"))


def test_a_page_gives_what_the_feed_lacks() -> None:
    item = _item(url="https://feeds.example/1", title="Storm", text="<p>Short.</p>", published_at="2026-03-14")
    page = _item(url="https://a.example/1", title="Storm | A", text=BODY, publisher="A", published_at="2026-03-13")
    whole = joined(item, page)
    assert (whole.url, whole.title, whole.text) == ("https://a.example/1", "Storm", BODY)
    assert (whole.publisher, whole.published_at) == ("A", "2026-03-14")
    assert joined(replace(item, text=BODY + "More."), page).url == item.url


def test_the_items_of_a_feed_are_those_of_this_feed_only(desk: Desk) -> None:
    other = Feed(url="https://b.example/feed", added_at=NOON, next_at=NOON)
    desk.store.add_feed(other)
    items: Mapping[str, str] = {key_of(_item(url="https://wire.example/1")): "c"}
    desk.store.keep_feed(desk.feed, items)
    assert desk.store.unread_items(other.url, items) == set(items)


def _text_of(desk: Desk) -> str:
    (told,) = desk.told
    assert isinstance(told, RawArticle)
    return told.text or ""


def test_a_page_that_is_in_trouble_is_asked_for_again_ever_more_seldom(desk: Desk) -> None:
    desk.server.paths |= {"/feed": answer(_rss(("/1", "Storm"))), "/1": answer("", status=500)}
    desk.poll()
    assert _text_of(desk) == "Short."
    tried = []
    for quarter in range(4 * 60):
        desk.now = NOON + timedelta(minutes=15 * quarter)
        desk.asked()
        desk.poll()
        tried += [quarter / 4] * desk.asked().count("/1")
    assert tried == [0.5, 2.5, 10.5, 42.5]
    assert desk.feed.owed == ()


def test_a_page_that_comes_later_brings_the_whole_article(desk: Desk) -> None:
    desk.server.paths |= {"/feed": answer(_rss(("/1", "Storm"))), "/1": answer("", status=502)}
    desk.poll()
    assert [page.url for page in desk.feed.owed] == [desk.server.url("/1")]
    desk.server.paths["/1"] = answer(_page("Storm shuts harbour"))
    desk.now = NOON + timedelta(minutes=31)
    brought = desk.poll()
    assert (brought.pages, brought.feed.owed, len(_text_of(desk)) > 1_000) == (1, (), True)
    desk.now = NOON + timedelta(days=3)
    desk.asked()
    desk.poll()
    assert desk.asked() == ["/feed"]


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_page_that_is_refused_is_not_asked_for_again(desk: Desk, status: int) -> None:
    desk.server.paths |= {"/feed": answer(_rss(("/1", "Storm"))), "/1": answer("", status=status)}
    assert desk.poll().feed.owed == ()


def test_what_a_feed_answered_when_it_was_added_is_read_without_asking(desk: Desk) -> None:
    said = _rss(("/1", "Storm \u00e0 la mer"))
    first = FirstAnswer(body=said.encode().decode("latin-1"), url=desk.server.url("/feed"), kind="text/xml", wait=7_200)
    desk.feed = replace(desk.feed, first=first, etag='"one"')
    desk.server.paths |= {"/feed": answer(said, headers={"ETag": '"one"'}), "/1": answer(_page("Storm"))}
    brought = desk.poll()
    assert sorted(desk.asked()) == ["/1", "/robots.txt"]
    (storm,) = desk.told
    assert isinstance(storm, RawArticle)
    assert (storm.title, len(storm.text or "") > 1_000) == ("Storm \u00e0 la mer", True)
    assert (brought.feed.first, brought.feed.etag) == (None, '"one"')
    assert brought.feed.next_at is not None
    assert brought.feed.next_at >= NOON + timedelta(seconds=7_200)
    desk.poll()
    (asked,) = desk.server.asked
    assert asked.headers["if-none-match"] == '"one"'
