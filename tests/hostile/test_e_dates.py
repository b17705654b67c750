from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from coranto.flow import Flow
from coranto.jobs import analyze_each
from coranto.net.answers import retry_after
from coranto.net.workers import Workers
from coranto.read.articles import make_article
from coranto.read.dates import published
from coranto.settings import load_settings
from coranto.types import Article, RawArticle, Rejection

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
RAW = RawArticle(subject="s", url="https://lowport.example/wall", title="Wall falls", text="The outer wall fell.")


def article(date: str | None) -> Article:
    made = make_article(replace(RAW, published_at=date), now=NOW, settings=load_settings(environment={}))
    assert isinstance(made, Article)
    return made


@pytest.mark.parametrize(
    "given",
    [
        None, "", "yesterday", "may", "Monday", "1", "7", "2026", "2026-03", "12345678", "1772445600",
        "02/03/2026", "2026-02-31",
        "2026-02-31T10:00:00Z", "Mon, 31 Feb 2026 10:00:00 GMT", "2026-03-01T24:00:00Z", "2026-03-02T10:00:60Z",
        "Mon, 02 Mar 2026 24:10:00 GMT", "Mon, 02 Mar 2026 10:00:60 GMT", "urn:uuid:2026-03-02", "x" * 100_000,
    ],
)  # fmt: skip
def test_e1_no_date_is_invented(given: str | None) -> None:
    made = article(given)
    assert (made.published_at, made.date_certain) == (NOW, False)


@pytest.mark.parametrize("guid", ["1", "may", "2026-03-01", "tag:lowport.example,2026-03-01:wall", "20260301"])
def test_e1_a_number_of_an_item_is_no_date(workers: Workers, guid: str) -> None:
    data = f"<rss><channel><item><title>T</title><guid isPermaLink='false'>{guid}</guid></item></channel></rss>"
    (item,) = workers.parse_feed(data.encode(), "f")
    assert isinstance(item, RawArticle)
    assert item.published_at is None


@pytest.mark.parametrize(
    "given",
    [
        "0001-01-01", "0001-01-01T00:00:00Z", "1970-01-01", "1970-01-01T00:00:00Z", "1970-01-01T00:00:01Z",
        "1700-01-01",
        "Thu, 01 Jan 1970 00:00:00 GMT", "1969-12-31T19:00:00-05:00", "9999-12-31", "9999-12-31T23:59:59-14:00",
    ],
)  # fmt: skip
def test_e2_years_of_no_publisher(given: str) -> None:
    assert not article(given).date_certain


def test_e3_what_comes_from_the_future_stands_at_the_time_of_reading() -> None:
    assert not article("2036-03-15").date_certain
    assert article("2036-03-15").published_at == NOW
    soon = NOW + timedelta(hours=47)
    assert article(soon.isoformat()).published_at == soon


@pytest.mark.parametrize(
    ("given", "offset"),
    [
        ("Mon, 02 Mar 2026 10:00:00 +9999", None),
        ("Mon, 02 Mar 2026 10:00:00 +1500", None),
        ("2026-03-02T10:00:00+23:59", None),
        ("Mon, 02 Mar 2026 10:00:00 +1400", 14),
        ("Mon, 02 Mar 2026 10:00:00 EST", -5),
        ("Mon, 02 Mar 2026 10:00:00", 0),
        ("2026-03-02 10:00:00", 0),
    ],
)
def test_e4_zones(given: str, offset: int | None) -> None:
    read = published(given, now=NOW, future_hours=48)
    assert (None if read is None else read.utcoffset()) == (None if offset is None else timedelta(hours=offset))


def test_e5_an_item_dated_now_at_every_fetch_is_no_update(flow: Flow) -> None:
    first = flow.read(replace(RAW, published_at=NOW.isoformat()))
    assert isinstance(first, Article)
    for hour in range(1, 20):
        flow.now = NOW + timedelta(hours=hour)
        again = flow.read(replace(RAW, published_at=flow.now.isoformat(), updated_at=flow.now.isoformat()))
        assert isinstance(again, Rejection)
        assert again.reason == "same-url"
    assert flow.store.article(first.id) == first


def test_e6_an_old_archive_that_arrives_at_once_is_in_no_story_of_today(flow: Flow) -> None:
    def told(number: int, day: str, title: str, text: str) -> Article:
        made = flow.read(
            RawArticle(
                subject="s",
                url=f"https://lowport.example/{day}/{number}",
                title=title,
                text=text,
                published_at=f"{day}T09:00:00Z",
                publisher=f"Outlet {number}",
            )
        )
        assert isinstance(made, Article)
        return made

    things = ("bridge", "ferry", "school", "mill", "market", "tower", "tunnel", "library")
    deeds = ("opens after repairs", "closes for winter", "burns down", "gets a new roof", "is sold")
    old = [
        told(
            n,
            "2010-03-15",
            f"The {thing} of Lowport {deed}",
            f"The {thing} {deed}, said the council of Lowport in {n}.",
        )
        for n, (thing, deed) in enumerate(product(things, deeds))
    ]
    fall = (
        "The outer wall of Lowport harbour fell on Sunday. Boats were towed away, said the harbour master of Lowport."
    )
    new = [
        told(n, "2026-03-15", "Harbour wall of Lowport falls", f"{fall} Outlet {n} saw it.") for n in range(100, 103)
    ]
    articles = old + new
    for each, analysis in zip(articles, analyze_each(articles, flow.parser), strict=True):
        flow.note(each, analysis)
    placed = {each.article_id: each.story_id for each in flow.place_all(articles)}
    assert not {placed[each.id] for each in old} & {placed[each.id] for each in new}
    assert len({placed[each.id] for each in new}) == 1


def test_e7_a_server_with_a_wrong_clock_is_waited_for_by_its_own_clock() -> None:
    wrong = "Sat, 14 Mar 2027 12:00:00 GMT"
    assert retry_after("Sat, 14 Mar 2027 12:10:00 GMT", wrong, now=NOW) == 600
    assert retry_after("Sat, 14 Mar 2025 12:10:00 GMT", wrong, now=NOW) == 0


@pytest.mark.parametrize(
    ("date", "updated", "taken"),
    [("2026-03-14T09:00:00Z", "2026-03-13T09:00:00Z", False), ("2026-03-14T09:00:00Z", "2026-03-14T10:00:00Z", True)],
)
def test_e8_a_change_before_the_publication_is_none(flow: Flow, date: str, updated: str, taken: bool) -> None:
    flow.read(replace(RAW, published_at=date))
    changed = flow.read(replace(RAW, text="The inner wall fell.", published_at=date, updated_at=updated))
    assert isinstance(changed, Article) is taken


def test_e8_the_date_of_publication_stands_whatever_was_changed_later(flow: Flow) -> None:
    made = flow.read(replace(RAW, published_at="2026-03-14T09:00:00Z", updated_at="2026-03-15T09:00:00Z"))
    assert isinstance(made, Article)
    assert made.published_at == datetime(2026, 3, 14, 9, tzinfo=UTC)
