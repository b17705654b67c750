from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coranto.net.workers import Page, Workers
from coranto.types import RawArticle, Rejection

FAULTY = (sys.executable, str(Path(__file__).with_name("faulty_worker.py")))
FEED = b"""<rss><channel><title>Lowport Gazette</title><link>https://lowport.example/</link><ttl>90</ttl>
<skipHours><hour>0</hour><hour>04</hour></skipHours><skipDays><day>Sunday</day></skipDays>
<item><title>Wall falls</title><link>/wall</link></item></channel></rss>"""
PAGE = (
    b"<html><head><title>Wall falls</title></head><body><article><h1>Wall falls</h1>"
    + b"<p>The outer wall of Lowport harbour fell on Monday after a storm that lasted all night.</p>" * 9
    + b"</article></body></html>"
)


@pytest.fixture(scope="module")
def faulty() -> Iterator[Workers]:
    with Workers(1, seconds=1, memory_mb=256, command=FAULTY) as workers:
        yield workers


def reason(outcome: RawArticle | Rejection) -> str:
    assert isinstance(outcome, Rejection)
    assert outcome.stage == "parse"
    assert "subject 7" in outcome.detail
    return outcome.reason


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("burn", "parse-timeout"),
        ("grow", "parse-memory"),
        ("die", "parse-crash"),
        ("deep", "parse-limit"),
        ("raise", "parse-failed"),
        ("babble", "parse-crash"),
    ],
)
def test_what_harms_its_process_is_refused_and_the_next_is_served(faulty: Workers, order: str, expected: str) -> None:
    assert reason(faulty.extract_page(order.encode(), None, "subject 7")) == expected
    after = faulty.extract_page(b"fine", "https://lowport.example/a", "subject 8")
    assert isinstance(after, RawArticle)
    assert (after.subject, after.title, after.url) == ("subject 8", "fine", "https://lowport.example/a")


def test_one_that_only_waits_is_killed_by_the_clock() -> None:
    with Workers(1, seconds=0.1, command=FAULTY) as workers:
        assert reason(workers.extract_page(b"sleep", None, "subject 7")) == "parse-timeout"


def test_a_process_that_died_of_what_came_before_does_not_cost_the_next_input() -> None:
    with Workers(1, command=FAULTY) as workers:
        workers.extract_page(b"fine", None, "first")
        assert isinstance(workers.extract_page(b"die if used", None, "second"), RawArticle)


def test_a_worker_writes_no_file_makes_no_connection_and_knows_no_secret(
    faulty: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reason(faulty.extract_page(b"write", str(tmp_path / "f"), "subject 7")) in ("parse-failed", "parse-crash")
    assert not (tmp_path / "f").exists() or (tmp_path / "f").stat().st_size == 0
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.05)
        port = str(listening.getsockname()[1])
        assert reason(faulty.extract_page(b"connect", port, "subject 7")) == "parse-failed"
        with pytest.raises(TimeoutError):
            listening.accept()
    monkeypatch.setenv("CORANTO_TOKEN", "a secret of twenty letters")
    with Workers(1, command=FAULTY) as workers:
        told = workers.extract_page(b"secret", None, "s")
    assert isinstance(told, RawArticle)
    assert told.text == ""


def test_strange_characters_and_prints_pass(faulty: Workers) -> None:
    told = faulty.extract_page(b"print", None, "s")
    assert isinstance(told, RawArticle)
    assert told.text == "lone \ud800 surrogate"


def test_many_pages_come_in_order_also_past_a_bad_one() -> None:
    orders = ["one", "raise", *(f"page {n}" for n in range(20)), "die", "last"]
    with Workers(2, command=FAULTY) as workers:
        outcomes = list(
            workers.extract_pages(Page(data=order.encode(), address=None, subject=order) for order in orders)
        )
    assert [outcome.subject for outcome in outcomes] == orders
    assert [outcome.subject for outcome in outcomes if isinstance(outcome, Rejection)] == ["raise", "die"]


def test_the_real_worker_reads_feeds_pages_and_lists() -> None:
    page = b'<link rel="alternate" type="application/rss+xml" href="/f">'
    opml = b'<opml><outline xmlUrl="https://lowport.example/f"/><outline xmlUrl="file:///x"/></opml>'
    with Workers(1) as workers, ThreadPoolExecutor(2) as threads:
        many = [threads.submit(workers.read_feed, FEED, "f", "https://lowport.example/feed") for _ in range(4)]
        feed = many[0].result()
        assert all(each.result() == feed for each in many)
        (item,) = feed.records
        assert isinstance(item, RawArticle)
        assert item.url == "https://lowport.example/wall"
        assert (feed.title, feed.ttl, feed.skip_hours, feed.skip_days) == ("Lowport Gazette", 90, (0, 4), (6,))
        article = workers.extract_page(PAGE, "https://lowport.example/wall", "p")
        assert isinstance(article, RawArticle)
        assert article.title == "Wall falls"
        assert workers.feeds_of_page(page, "https://lowport.example/") == ["https://lowport.example/f"]
        assert [type(each) for each in workers.feeds_of_opml(opml, "o")] == [str, Rejection]
        assert not workers.read_feed(b"nonsense", "f").is_feed
