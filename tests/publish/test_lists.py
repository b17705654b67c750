"""Lists of stories: front page, archive by day, publishers, and what one publisher alone reports."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publish.press import card, report, told

from coranto.publish.cards import card_of, publisher_key
from coranto.publish.only import only_here
from coranto.publish.site import lists
from coranto.types import Edition


def test_a_long_front_page_shows_the_first_with_a_sentence_and_lists_every_other() -> None:
    cards = [card(f"s{n:04d}", ("A Post", 0)) for n in range(lists.WITH_LEADS + 20)]
    page = lists.front_page(cards)
    assert page.count('<p class="meta">') == lists.WITH_LEADS
    assert all(f"stories/{each.story_id}/" in page for each in cards)


def test_a_served_front_page_has_a_bound_and_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_SERVED", 3)
    cards = [card(f"s{n}", ("A Post", 0)) for n in range(5)]
    page = lists.front_page(cards, root="/", served=True)
    assert page.count("/stories/s") == 3
    assert '<a href="/days/index.html">2 more in the archive</a>' in page
    assert lists.front_page(cards).count("stories/s") == 5


def test_the_archive_has_the_newest_day_first_and_each_story_once() -> None:
    cards = [card("s1", ("A Post", 0)), card("s2", ("A Post", 30)), card("s3", ("A Post", 0), ("B Post", 1))]
    days = lists.by_day(cards)
    assert [(day, [c.story_id for c in found]) for day, found in days.items()] == [
        ("2026-03-15", ["s2"]),
        ("2026-03-14", ["s3", "s1"]),
    ]
    page = lists.days_page(days.items(), root="../")
    assert page.index("days/2026-03-15/") < page.index("days/2026-03-14/")
    assert "Mar 14, 2026" in lists.day_page("2026-03-14", days["2026-03-14"], root="../../")


def test_spellings_of_one_publisher_share_a_page() -> None:
    publishers = lists.by_publisher([card("s1", ("The Harbour Post", 0)), card("s2", ("Harbour Post", 1))])
    assert [(p.key, p.names, [c.story_id for c in p.cards]) for p in publishers] == [
        ("harbour-post", ("Harbour Post", "The Harbour Post"), ["s2", "s1"])
    ]


@pytest.mark.parametrize("name", ["7", "…", "../../x", "a/b?c#d", "<b>", "  "])
def test_a_publisher_has_a_key_that_is_one_plain_step_of_an_address(name: str) -> None:
    key = publisher_key(name)
    assert key
    assert not set(key) & set("/?#<>.% ")


def alone(edition: Edition, publisher: str) -> list[tuple[str, list[str]]]:
    publishers = {p.names[0]: p for p in lists.by_publisher([card_of(edition)])}
    found = only_here(publishers[publisher], lambda _: edition)
    return [(each.story_id, [source.note.text for source in sources]) for each, sources in found]


def test_only_here_has_what_the_articles_of_one_publisher_add() -> None:
    edition = told("s1", report(1, "A Post"), report(2, "B Post"))
    assert alone(edition, "A Post") == [("s1", ["Ferry 1 reaches Ostmark."])]


@pytest.mark.parametrize("words", ["Repeats [1].", "Reports the same as [1]."])
def test_only_here_leaves_out_what_adds_nothing(words: str) -> None:
    edition = told("s1", report(1, "A Post"), report(2, "B Post"))
    dull = tuple(replace(s, note=replace(s.note, text=words)) for s in edition.sources)
    assert alone(replace(edition, sources=dull), "A Post") == []


def test_a_story_of_one_publisher_is_only_here_as_a_whole() -> None:
    edition = told("s1", report(1, "A Post"))
    assert alone(edition, "A Post") == []
    (publisher,) = lists.by_publisher([card_of(edition)])
    page = lists.publisher_page(publisher, [], root="../../")
    assert "Stories that no other publisher has" in page
    assert "Stories it shares" not in page
