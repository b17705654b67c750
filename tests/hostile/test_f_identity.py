from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from coranto.flow import Flow
from coranto.jobs import analyze_each
from coranto.net.collecting import key_of
from coranto.net.workers import Workers
from coranto.read.urls import page_key
from coranto.read.versions import latest_versions
from coranto.stores.sql import open_store
from coranto.testing.samples import sample_article
from coranto.types import Article, RawArticle, Rejection

AT = "https://lowport.example/feed"
WIRE = (
    "The outer wall of Lowport harbour fell on Monday night after a storm that lasted for two days, the port said. "
    "Fourteen boats were towed into the inner basin before noon. Nobody was hurt, the harbour master said on Tuesday."
)


def item(number: int, guid: str, link: str, title: str, date: str = "Sat, 14 Mar 2026 09:00:00 GMT") -> str:
    linked = f"<link>{link}</link>" if link else ""
    named = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
    told = f"<title>{title}</title><description>{WIRE} {number}</description><pubDate>{date}</pubDate>"
    return f"<item>{named}{linked}{told}</item>"


def feed(workers: Workers, *items: str, address: str = AT) -> list[RawArticle]:
    data = f"<rss><channel>{''.join(items)}</channel></rss>".encode()
    return [each for each in workers.parse_feed(data, address, address) if isinstance(each, RawArticle)]


def taken(outcomes: list[Article | Rejection]) -> list[Article]:
    return [each for each in outcomes if isinstance(each, Article)]


def placed(flow: Flow, *articles: Article) -> dict[str, str]:
    for each, analysis in zip(articles, analyze_each(articles, flow.parser), strict=True):
        flow.note(each, analysis)
    return {each.article_id: each.story_id for each in flow.place_all(articles)}


def test_f1_one_number_twice_in_a_feed_is_one_page_in_its_newest_state(workers: Workers, flow: Flow) -> None:
    first, second = feed(
        workers,
        item(1, "7", "https://lowport.example/wall", "Wall falls"),
        item(2, "7", "https://lowport.example/wall", "Wall falls, boats safe", "Sat, 14 Mar 2026 10:00:00 GMT"),
    )
    versions = taken([flow.read(first), flow.read(second)])
    assert len(versions) == 2
    assert [each.title for each in latest_versions(versions)] == ["Wall falls, boats safe"]


def test_f2_a_number_used_again_a_year_later_is_another_article(workers: Workers, flow: Flow) -> None:
    (old,) = feed(workers, item(1, "7", "https://lowport.example/a", "Wall falls", "Fri, 14 Mar 2025 09:00:00 GMT"))
    (new,) = feed(workers, item(2, "7", "https://lowport.example/b", "Bridge opens"))
    (same,) = feed(workers, item(3, "7", "https://lowport.example/a", "Wall stands again"))
    articles = taken([flow.read(old), flow.read(new), flow.read(same)])
    assert [each.published_at.year for each in articles] == [2025, 2026, 2026]
    assert len({each.url for each in articles}) == 2


def test_f3_all_numbers_change_and_nothing_is_new(workers: Workers, flow: Flow) -> None:
    links = [f"https://lowport.example/{n}" for n in range(50)]
    before = feed(workers, *(item(n, f"a{n}", link, f"Report {n}") for n, link in enumerate(links)))
    after = feed(workers, *(item(n, f"z{n}", link + "?utm_source=new", f"Report {n}") for n, link in enumerate(links)))
    assert len(taken([flow.read(each) for each in before])) == 50
    assert taken([flow.read(each) for each in after]) == []
    assert [key_of(each) for each in before] == [key_of(each) for each in after]


def test_f4_an_item_without_number_and_link_is_named_by_its_words_and_kept(workers: Workers, flow: Flow) -> None:
    first, again, other = feed(workers, item(1, "", "", "Wall"), item(1, "", "", "Wall"), item(2, "", "", "Wall"))
    assert key_of(first) == key_of(again) != key_of(other)
    one, two = taken([flow.read(first), flow.read(again), flow.read(other)])
    assert one.url.startswith(f"{AT}#item-")
    assert page_key(one.url) != page_key(two.url)


def test_f5_one_number_in_two_feeds_is_two_articles(workers: Workers, flow: Flow) -> None:
    (one,) = feed(workers, item(1, "7", "https://lowport.example/a", "Wall falls"))
    (two,) = feed(workers, item(1, "7", "https://quay.example/a", "Wall falls"), address="https://quay.example/feed")
    assert len({each.id for each in taken([flow.read(one), flow.read(two)])}) == 2


def test_f6_one_text_in_forty_outlets_is_one_origin(flow: Flow) -> None:
    articles = taken(
        [
            flow.read(
                RawArticle(
                    subject="s", url=f"https://outlet{n}.example/wall", title="Wall of the harbour falls", text=WIRE,
                    publisher=f"Outlet {n}", published_at=f"2026-03-14T09:{n:02d}:00Z",
                )
            )
            for n in range(40)
        ]
    )  # fmt: skip
    assert len(set(placed(flow, *articles).values())) == 1
    (story,) = flow.store.stories()
    sources = flow.sources(story)
    assert len(sources) == 40
    assert len({source.origin for source in sources}) == 1
    assert sum(source.copy_of is not None for source in sources) == 39


def test_f7_one_delivery_a_hundred_times_is_one_change(workers: Workers, flow: Flow) -> None:
    items = feed(workers, item(1, "7", "https://lowport.example/a", "Wall falls"))
    articles = taken([flow.read(items[0]) for _ in range(100)])
    assert len(articles) == 1
    assert len(placed(flow, *articles)) == 1
    assert all(not placed(flow, *articles) for _ in range(20))
    assert len(flow.store.stories()) == 1
    assert len(flow.store.articles()) == 1


def test_f8_two_hands_store_one_article_at_once(tmp_path: Path) -> None:
    address = str(tmp_path / "news.db")
    stores = [open_store(address) for _ in range(2)]
    try:
        articles = [sample_article(n) for n in range(1, 30)]

        def all_in(store: object) -> list[bool]:
            add: Callable[[Article], bool] = store.add_article  # type: ignore[attr-defined]
            return [add(each) for each in articles]

        with ThreadPoolExecutor(2) as threads:
            first, second = threads.map(all_in, stores)
        assert [one + two for one, two in zip(first, second, strict=True)] == [1] * len(articles)
        assert len(stores[0].articles()) == len(articles)
    finally:
        for store in stores:
            store.close()


def test_f7_a_later_delivery_with_another_date_is_no_change(flow: Flow) -> None:
    raw = RawArticle(
        subject="s", url="https://lowport.example/a", title="Wall falls", text=WIRE, published_at="2026-03-14"
    )
    assert isinstance(flow.read(raw), Article)
    flow.now += timedelta(days=1)
    again = flow.read(replace(raw, published_at="2026-03-15"))
    assert isinstance(again, Rejection)
