"""Topics: which stories stand in which folder of feeds, on the page, in feeds and for programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from starlette.testclient import TestClient
from tests.publish.press import archive, report, told

from coranto.publish.app import create_app
from coranto.publish.cards import card_of
from coranto.publish.folder import write_folder
from coranto.publish.topics import by_topic
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import NOON
from coranto.types import Article, Feed

SHIPS, MONEY = "https://ships.example/feed", "https://www.money.example/rss"


def feed(url: str, *topics: str) -> Feed:
    return Feed(url=url, added_at=NOON, next_at=None, topics=topics)


FEEDS = [feed(SHIPS, "World", "Ships"), feed(MONEY, "Money"), feed("https://plain.example/feed")]


def at(number: int, publisher: str, url: str, hours: float = 0.0) -> Article:
    return replace(report(number, publisher, hours, title=f"News {number} of {publisher}"), url=url)


FERRY = at(1, "Ship Post", "https://elsewhere.example/1")
BANK = at(2, "Money Post", "https://money.example/2")
CAKE = at(3, "Cake Post", "https://cake.example/3")
CAME_BY = {FERRY.id: SHIPS}


def topics_of(*stories: tuple[str, list[Article]], feeds: list[Feed] = FEEDS) -> dict[str, list[str]]:
    cards = [card_of(told(story_id, *articles)) for story_id, articles in stories]
    return {topic.key: [card.story_id for card in topic.cards] for topic in by_topic(cards, feeds, CAME_BY)}


def test_an_article_is_of_the_folders_of_its_feed_else_of_those_of_its_host() -> None:
    found = topics_of(("s1", [FERRY]), ("s2", [BANK]), ("s3", [CAKE]))
    assert found == {"world": ["s1"], "ships": ["s1"], "money": ["s2"]}
    assert list(found) == ["world", "ships", "money"]


def test_of_a_host_whose_feeds_are_in_several_folders_nothing_is_guessed() -> None:
    assert topics_of(("s2", [BANK]), feeds=[*FEEDS, feed("https://money.example/sport", "Sport")]) == {}


def test_a_story_is_of_a_topic_by_its_publishers_and_one_in_many_does_not_move_it() -> None:
    banks = [at(10 + n, f"Bank {n}", f"https://money.example/{n}") for n in range(4)]
    assert topics_of(("s1", [FERRY, *banks])) == {"money": ["s1"]}
    assert topics_of(("s1", [FERRY, *banks[:2]])) == {"world": ["s1"], "ships": ["s1"], "money": ["s1"]}
    of_one = [replace(each, publisher="Money Post") for each in banks]
    assert "ships" in topics_of(("s1", [FERRY, *of_one]))


def test_a_copy_brings_its_original_into_no_topic() -> None:
    edition = told("s1", CAKE, BANK)
    copied = replace(edition.sources[1], copy_of=1)
    card = card_of(replace(edition, sources=(edition.sources[0], copied)))
    assert by_topic([card], FEEDS, {}) == []


def test_folders_of_one_key_are_one_topic_by_its_first_name() -> None:
    found = by_topic([card_of(told("s2", BANK))], [feed(MONEY, "Money"), feed("https://x.example/f", "money")], {})
    assert [(topic.key, topic.name) for topic in found] == [("money", "Money")]


def test_a_folder_whose_name_has_no_letter_has_a_page_too() -> None:
    (topic,) = by_topic([card_of(told("s2", BANK))], [feed(MONEY, "***")], {})
    assert topic.key
    assert topic.name == "***"


@pytest.fixture
def store() -> MemoryStore:
    ferry = replace(FERRY, feed=SHIPS)
    more = [at(20 + n, f"Ship Post {n}", f"https://ships.example/{n}", n / 10) for n in range(16)]
    filled = archive([(told(f"m{each.id}", each), [each]) for each in more])
    for story_id, article in (("s1", ferry), ("s2", BANK), ("s3", CAKE)):
        one = archive([(told(story_id, article), [article])])
        filled.add_article(article)
        assignment, story, edition = one.assignment(article.id), one.story(story_id), one.edition(story_id)
        assert assignment is not None
        assert story is not None
        assert edition is not None
        filled.place(assignment, story)
        filled.add_edition(edition)
    for each in FEEDS:
        filled.add_feed(each)
    return filled


def site(store: MemoryStore) -> TestClient:
    return TestClient(create_app(store), base_url="http://127.0.0.1:8000")


def test_the_front_page_has_the_first_of_all_then_those_of_each_topic_and_no_story_twice(store: MemoryStore) -> None:
    page = site(store).get("/").text
    assert page.index('aria-label="Topics"') < page.index('class="lead"') < page.index('<section class="topic">')
    assert page.count('<section class="topic">') == 3
    for story in store.stories():
        assert page.count(f'href="/stories/{story.id}/index.html"') == 1
    assert "Topics" not in site(archive([(told("s3", CAKE), [CAKE])])).get("/").text


def test_a_topic_has_a_page_with_its_stories_and_nothing_else(store: MemoryStore) -> None:
    page = site(store).get("/topics/money/").text
    assert BANK.title in page
    assert CAKE.title not in page
    assert 'aria-current="page" dir="auto">Money<' in page
    missing = site(store).get("/topics/cakes/", headers={"Accept": "text/html"})
    assert missing.status_code == 404
    assert "No story is of the topic cakes." in missing.text


@pytest.mark.parametrize("form", ["feed.xml", "rss.xml", "feed.json"])
def test_a_topic_has_its_feeds(store: MemoryStore, form: str) -> None:
    answer = site(store).get(f"/topics/money/{form}")
    assert "http://127.0.0.1:8000/stories/s2/index.html" in answer.text
    assert "stories/s3/" not in answer.text
    assert "topics/money/" in answer.text
    assert site(store).get(f"/topics/cakes/{form}").status_code == 404


def test_programs_are_told_of_topics_and_may_ask_by_them(store: MemoryStore) -> None:
    api = site(store)
    listed = api.get("/api/v1/topics").json()["items"]
    assert [(each["key"], each["stories"]) for each in listed] == [("world", 17), ("ships", 17), ("money", 1)]
    for path in ("/api/v1/front", "/api/v1/stories"):
        assert [each["id"] for each in api.get(f"{path}?topic=money").json()["items"]] == ["s2"]
        assert api.get(f"{path}?topic=cakes").json() == {"items": [], "next": None}
    first = api.get("/api/v1/stories?topic=ships&limit=10").json()
    rest = api.get(f"/api/v1/stories?topic=ships&limit=10&cursor={first['next']}").json()
    assert len({each["id"] for each in first["items"] + rest["items"]}) == 17


def test_a_folder_has_pages_and_feeds_of_topics_whose_links_lead_to_the_stories(tmp_path: Path) -> None:
    written = {"editions": [told("s1", FERRY), told("s2", BANK)], "articles": (), "feeds": FEEDS, "came_by": CAME_BY}
    write_folder(tmp_path, **written)  # type: ignore[arg-type]
    assert FERRY.title in (tmp_path / "topics/ships/index.html").read_text("utf-8")
    entry = feedparser.parse((tmp_path / "topics/ships/feed.xml").read_bytes()).entries[0]
    assert (tmp_path / "topics/ships" / entry.link).resolve() == (tmp_path / "stories/s1/index.html").resolve()
    write_folder(tmp_path, **written | {"base": "https://news.example/", "feeds": FEEDS[:1]})  # type: ignore[arg-type]
    assert not (tmp_path / "topics/money").exists()
    rss = feedparser.parse((tmp_path / "topics/ships/rss.xml").read_bytes())
    assert rss.entries[0].link == "https://news.example/stories/s1/index.html"
    assert [link.href for link in rss.feed.links if link.rel == "self"] == ["https://news.example/topics/ships/rss.xml"]


def test_feeds_moved_between_folders_show_with_the_next_edition(store: MemoryStore) -> None:
    api = site(store)
    assert api.get("/topics/sweets/").status_code == 404
    store.add_feed(feed("https://cake.example/feed", "Sweets"))
    store.add_edition(told("s3", CAKE, revision=2))
    assert CAKE.title in api.get("/topics/sweets/").text
