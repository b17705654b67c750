"""The sample archive is what its README says: pages, golden files and property tests stand on it."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pytest

ARCHIVE = Path(__file__).resolve().parent.parent / "examples" / "archive"
ARTICLES = [json.loads(line) for line in (ARCHIVE / "articles.jsonl").read_text("utf-8").splitlines()]
BY_URL = {article["url"]: article for article in ARTICLES}
EXPECT = json.loads((ARCHIVE / "expect.json").read_text("utf-8"))
STORIES = EXPECT["stories"]
NAMES = [story["name"] for story in STORIES]


def one(name: str) -> list[dict[str, str]]:
    """The articles that must be in the story of this name."""
    return [BY_URL[url] for url in STORIES[NAMES.index(name)]["must_contain_urls"]]


def body(article: dict[str, str]) -> str:
    return article.get("text", "")


def test_each_line_is_an_article_of_the_contract() -> None:
    schema = json.loads(files("coranto").joinpath("schema/article.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for article in ARTICLES:
        validator.validate(article)
        assert set(article) <= {"url", "title", "publisher", "published_at", "author", "language", "text"}


def test_it_is_as_large_as_promised() -> None:
    assert len(ARTICLES) == 94
    assert len({article["publisher"] for article in ARTICLES}) == 16
    days = sorted(datetime.fromisoformat(article["published_at"]).date() for article in ARTICLES)
    assert (days[0].isoformat(), days[-1].isoformat()) == ("2026-03-03", "2026-03-22")
    readme = (ARCHIVE / "README.md").read_text("utf-8")
    assert "94 articles of 16 invented outlets" in readme


def test_hosts_are_reserved_names_and_each_outlet_has_one() -> None:
    hosts = {(urlsplit(article["url"]).netloc, article["publisher"]) for article in ARTICLES}
    assert all(host.endswith(".example") for host, _ in hosts)
    assert len(hosts) == len({host for host, _ in hosts}) == len({publisher for _, publisher in hosts})


def test_times_have_an_offset_and_ascend() -> None:
    times = [datetime.fromisoformat(article["published_at"]) for article in ARTICLES]
    assert all(time.tzinfo is not None for time in times)
    assert times == sorted(times)
    assert times[-1] < datetime.fromisoformat(EXPECT["now"])


def test_addresses_are_unique_but_for_one_with_tracking_parameters() -> None:
    assert len(BY_URL) == len(ARTICLES)
    bare = Counter(article["url"].partition("?")[0] for article in ARTICLES)
    repeated = [url for url, count in bare.items() if count > 1]
    assert repeated == ["https://continentaldispatch.example/markets/carvania-cuts-key-rate"]
    tracked = [article for article in ARTICLES if "utm_" in article["url"]]
    assert [body(article) for article in tracked] == [body(BY_URL[repeated[0]])]


def test_no_story_takes_the_article_of_another() -> None:
    for left, right in combinations(STORIES, 2):
        assert not set(left["must_contain_urls"]) & set(right["must_contain_urls"])
    for story in STORIES:
        assert not set(story["must_contain_urls"]) & set(story["must_not_contain_urls"])


def test_expectations_name_only_articles_that_are_there() -> None:
    for story in STORIES:
        facts = [url for fact in story["facts"] for url in fact.get("cites_any_of", [])]
        copies = [url for group in story.get("copies", []) for url in group]
        named = set(story["must_contain_urls"]) | set(story["must_not_contain_urls"]) | set(facts) | set(copies)
        assert named <= set(BY_URL)


@pytest.mark.parametrize("name", NAMES)
def test_expected_quotations_stand_in_the_story(name: str) -> None:
    texts = "\n".join(body(article) for article in one(name))
    for quote in STORIES[NAMES.index(name)]["quotes"]:
        assert quote["text"] in texts
        assert re.search(quote["speaker"], texts)


@pytest.mark.parametrize("name", NAMES)
def test_expected_patterns_are_regular_expressions(name: str) -> None:
    story = STORIES[NAMES.index(name)]
    listed = [item for part in ("facts", "timeline", "roles") for item in story.get(part, [])]
    patterns = [pattern for item in listed for pattern in item["any_of"]]
    patterns += [item["regex"] for item in story["forbidden"]]
    patterns += [value for item in story["disputes"] for value in item["values"]]
    assert patterns
    for pattern in patterns:
        re.compile(pattern)


def test_the_summit_is_told_in_five_flashes_of_one_agency() -> None:
    flashes = [article for article in one("Aurelis summit") if article["title"].endswith(": Rosewood House")]
    assert len(flashes) == 5
    assert {article["publisher"] for article in flashes} == {"Belpress"}
    assert [bool(body(article)) for article in flashes] == [True, False, False, False, False]
    assert datetime.fromisoformat(flashes[0]["published_at"]).strftime("%A") == "Friday"
    assert "Monday" in flashes[0]["title"]


def test_a_wire_text_comes_under_three_headlines() -> None:
    (group,) = STORIES[NAMES.index("Aurelis summit")]["copies"]
    assert len({BY_URL[url]["title"] for url in group}) == len({BY_URL[url]["publisher"] for url in group}) == 3
    shared = set.intersection(*(set(body(BY_URL[url]).split("\n\n")) for url in group))
    assert len(shared) >= 4


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("Tolmo flood", ("nine people", "23", "38", "286 millimetres", "341 millimetres")),
        ("Brightmoor data theft", ("1.2 million", "2.9 million", "18 million")),
        ("Sarmenta election", ("48.3", "50.9", "51.4")),
        ("Carvania rate cut", ("3.8%", "Corrects", "3.1%")),
        ("Heron-2 launch", ("March 10", "no earlier than Friday", "on Saturday", "lifted off")),
        ("Port Sarn fire", ("One worker is dead", "We withdraw the report", "welding", "bearing")),
        ("Simonek trial", ("pleaded not guilty", "accused", "denies")),
    ],
)
def test_a_story_holds_its_traps_in_this_order(name: str, figures: tuple[str, ...]) -> None:
    text = "\n".join(body(article) for article in sorted(one(name), key=ARTICLES.index))
    assert all(figure in text for figure in figures)
    assert text.index(figures[0]) < text.index(figures[-1])


def test_two_bodies_repeat_two_figures_for_the_rain() -> None:
    for figure in ("286", "341"):
        assert len([article for article in one("Tolmo flood") if figure in body(article)]) >= 3


def test_other_languages_tell_stories_that_english_tells() -> None:
    languages = Counter(article["language"] for article in ARTICLES if "language" in article)
    assert languages == {"de": 3, "es": 2, "ko": 1}
    for name in ("Aurelis summit", "Tolmo flood", "Heron-2 launch", "Sarmenta election", "The Reed Cutter"):
        assert len({article.get("language", "en") for article in one(name)}) == 2


def test_bodies_run_from_none_to_long_reports() -> None:
    words = sorted(len(body(article).split()) for article in ARTICLES)
    assert words.count(0) == 8
    assert words[-1] > 400
    assert len([count for count in words if count >= 150]) >= 18


def test_one_text_gives_orders_to_software() -> None:
    orders = [article for article in ARTICLES if "ignore previous instructions" in body(article)]
    assert [article["publisher"] for article in orders] == ["Capital Post"]
    assert orders[0] in one("Brightmoor data theft")


def test_one_body_is_only_a_byline_and_a_notice() -> None:
    walls = [article for article in ARTICLES if "Subscribe to continue" in body(article)]
    assert [body(article).split("\n\n")[0] for article in walls] == ["By Ebba Krogh"]


def test_one_text_has_odd_characters() -> None:
    odd = {"\u00a0", "\u202f", "\u00ad", "\u0300", "\u00bd", "\u2248", "\U0001f600"}
    assert [article["publisher"] for article in ARTICLES if odd <= set(body(article))] == ["Lakeside Chronicle"]


def test_a_briefing_touches_four_stories() -> None:
    (briefing,) = [article for article in ARTICLES if article["title"].startswith("Live:")]
    for name in ("Sarmenta", "Brightmoor", "rail strike", "Continental Cup"):
        assert name in body(briefing)
    assert not any(briefing["url"] in story["must_contain_urls"] for story in STORIES)
