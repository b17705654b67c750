"""No page leads nowhere: every link of a folder is a file, and every link of the served site is answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient
from tests.publish.press import archive, report, told

from coranto.publish.app import create_app
from coranto.publish.folder import write_folder
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import NOON, sample_analysis
from coranto.types import Act, Feed, Mention, Report

NAMES = ("The Harbour Post", "7", "Ünïcøde & Søns / Co?")
ARTICLES = [report(n, name, n * 30.0) for n, name in enumerate(NAMES, 1)]


@pytest.fixture
def store() -> MemoryStore:
    """Two linked stories and one absorbed, about a place with a name of two words."""
    link = Act(at=NOON, actor="coranto", kind="link", reason="One affair.", stories=("s1", "s2"))
    store = archive(
        [
            (told("s1", ARTICLES[0]), ARTICLES[:2]),
            (told("s1", *ARTICLES[:2], revision=2), ARTICLES[:2]),
            (told("s2", ARTICLES[2]), ARTICLES[2:]),
        ],
        [link],
    )
    place = Mention(sentence=0, field="title", start=0, end=1, text="x", label="place", entity="São Vento")
    feed = "https://harbour-post.example/feed"
    store.add_feed(Feed(url=feed, added_at=NOON, next_at=None, topics=("Ports & Ships?",)))
    for article in ARTICLES:
        store.add_analysis(replace(sample_analysis(article), mentions=(place,)))
    return store


def links(page: str) -> list[str]:
    tree = html.fromstring(page)
    found = [element.get(name) for name in ("href", "src") for element in tree.iter() if element.get(name)]
    return [address for address in found if not urlsplit(address).scheme]


def test_every_link_of_a_folder_is_a_file_in_it(store: MemoryStore, tmp_path: Path) -> None:
    editions = [store.edition(story.id) for story in store.stories()]
    write_folder(
        tmp_path,
        editions=[edition for edition in editions if edition is not None],
        articles=ARTICLES,
        report=Report(read=3, accepted=3, copies=0, rejected=(), stories=2, composed=2),
        redirects={"s0": "s1"},
        assignments=store.assignments(),
        acts=store.acts(),
        names=store.names(article.id for article in ARTICLES),
        feeds=store.feeds(),
    )
    pages = sorted(tmp_path.rglob("*.html"))
    assert len(pages) > 10
    assert tmp_path / "topics" / "ports-ships" / "index.html" in pages
    assert tmp_path / "names" / "place" / "são-vento" / "index.html" in pages
    for page in pages:
        ids = set(html.fromstring(page.read_text("utf-8")).xpath("//@id"))
        for address in links(page.read_text("utf-8")):
            path, _, anchor = address.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.is_file(), f"{page.relative_to(tmp_path)}: {address}"
            assert path or anchor in ids, address


def test_every_link_of_the_served_site_is_answered(store: MemoryStore) -> None:
    site = TestClient(create_app(store), base_url="http://127.0.0.1:8000")
    waiting, seen = ["/", "/search?q=ferry", "/stories/s1/?since=1"], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = site.get(address)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            waiting += [urljoin(address, each).partition("#")[0] for each in links(answer.text)]
    assert len(seen) > 30
    assert "/names/place/são-vento/index.html" in seen
    assert {"/topics/ports-ships/index.html", "/topics/ports-ships/feed.xml"} <= seen
