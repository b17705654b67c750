"""What only a browser can tell: passages open by mouse and key, nothing foreign runs, nothing shifts or overflows."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from tests.publish.chromium import Chromium
from tests.publish.press import archive
from tests.publish.strangers import ARTICLES, CLEAN, DRESSES, PAYLOADS, TRIES, hostile

from coranto.publish.app import create_app
from coranto.publish.folder import write_folder
from coranto.publish.site.words import Words
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import NOON, sample_assignment, sample_story
from coranto.types import Edition, Feed
from coranto.wire import edition_from_json

OPEN = "document.querySelectorAll('.passage:popover-open').length"
LARGEST_PAGE = 60_000
SAMPLES = sorted((Path(__file__).parents[1] / "cases").glob("*/edition.json"))
LARGEST = max(
    (edition_from_json(json.loads(file.read_text("utf-8"))) for file in SAMPLES), key=lambda e: len(e.sources)
)
STORY = f"/stories/{LARGEST.story_id}/"


def store() -> MemoryStore:
    """A real page among two hundred that strangers have filled with code, all in a topic."""
    filled = archive([(CLEAN, ARTICLES)])
    filled.add_feed(Feed(url="https://harbour-post.example/feed", added_at=NOON, next_at=None, topics=(PAYLOADS[0],)))
    for edition in (LARGEST, *_hostile()):
        own = replace(ARTICLES[0], id=f"a-{edition.story_id}", url=f"https://x.example/{edition.story_id}")
        filled.add_article(own)
        filled.place(sample_assignment(own, edition.story_id, opened=True), sample_story(edition.story_id, own))
        sources = tuple(replace(source, article_id=own.id) for source in edition.sources)
        filled.add_edition(replace(edition, sources=sources, revision=1))
    return filled


def _hostile() -> list[Edition]:
    return [replace(hostile(payload), story_id=f"t{number}") for number, payload in enumerate(PAYLOADS)]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(store(), fresh_for=600.0), log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    started = Chromium(tmp_path_factory.mktemp("chromium"))
    yield started
    started.close()


def test_a_story_keeps_within_its_budget_and_asks_nobody_else(site: str, browser: Chromium) -> None:
    page = browser.page(width=360)
    page.open(site + STORY)
    assert page.troubles() == []
    assert all(address.startswith(site) for address in page.asked())
    assert page.says("window.shift") == 0
    sizes = "performance.getEntries().filter(e => /navigation|link/.test(e.entryType + e.initiatorType))"
    assert 5_000 < page.says(f"{sizes}.reduce((sum, e) => sum + e.decodedBodySize, 0)") < LARGEST_PAGE
    assert page.says("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_passage_opens_by_mouse_and_by_key_and_closes_by_escape(site: str, browser: Chromium) -> None:
    page = browser.page()
    page.open(site + STORY)
    page.click("main button.cite")
    assert page.waits(f"{OPEN} === 1")
    assert len(page.says("document.querySelector('.passage:popover-open .words').innerText")) > 10
    assert page.says("document.querySelector('.passage:popover-open a').protocol") == "https:"
    page.press("Escape", 27)
    assert page.waits(f"{OPEN} === 0")
    page.says("document.querySelectorAll('main button.cite')[1].focus()")
    page.press("Enter", 13, "\r")
    assert page.waits(f"{OPEN} === 1")
    page.press("Escape", 27)
    assert page.waits(f"{OPEN} === 0")
    assert page.says("document.activeElement.className") == "cite"


def test_without_scripts_the_page_is_painted_and_passages_open(site: str, browser: Chromium) -> None:
    page = browser.page(script=False)
    page.open(site + STORY)
    assert page.waits("performance.getEntriesByName('first-contentful-paint').length === 1")
    assert not page.says("document.querySelector('button.theme').checkVisibility({visibilityProperty: true})")
    page.click("main button.cite")
    assert page.waits(f"{OPEN} === 1")


def test_dark_is_kept_from_page_to_page(site: str, browser: Chromium) -> None:
    page = browser.page()
    page.open(site + STORY)
    light = page.says("getComputedStyle(document.body).backgroundColor")
    page.click("button.theme")
    assert page.waits("document.documentElement.dataset.theme === 'dark'")
    page.open(f"{site}/publishers/")
    assert page.says("document.documentElement.dataset.theme") == "dark"
    assert page.says("getComputedStyle(document.body).backgroundColor") != light


def test_the_first_key_leads_to_the_text(site: str, browser: Chromium) -> None:
    page = browser.page()
    page.open(site + STORY)
    page.press("Tab", 9)
    assert page.waits("document.activeElement.className === 'skip'")
    page.press("Enter", 13, "\r")
    assert page.waits("location.hash === '#main'")


@pytest.mark.parametrize("path", ["/", "/publishers/", "/search?q=" + "%3Cscript%3Ewindow.taken%3D1%3C/script%3E"])
def test_lists_of_two_hundred_hostile_stories_run_nothing(site: str, browser: Chromium, path: str) -> None:
    page = browser.page()
    page.open(site + path)
    assert page.says("document.body.innerText.length") > 100
    assert page.says("window.taken") is None
    assert all(address.startswith((site, "data:image")) for address in page.asked())
    assert page.says("location.pathname") == path.partition("?")[0]


def test_each_try_in_a_dress_of_its_own_runs_nothing_on_its_story_page(site: str, browser: Chromium) -> None:
    page = browser.page()
    for number in range(len(TRIES)):
        page.open(f"{site}/stories/t{len(DRESSES) * number + number % len(DRESSES)}/")
        assert page.says("document.querySelectorAll('main h1').length") == 1
        assert page.says("window.taken") is None
        assert all(address.startswith(site) for address in page.asked())


def test_what_is_looked_for_here_would_be_seen(browser: Chromium) -> None:
    page = browser.page()
    page.open("data:text/html,<div style=height:9em></div><p>a<img src='https://elsewhere.invalid/x.png'>" + TRIES[0])
    assert page.says("window.taken") == 1
    assert "https://elsewhere.invalid/x.png" in page.asked()
    page.says("document.querySelector('div').style.height = '30em'")
    assert page.waits("window.shift > 0")
    assert page.troubles() != []


def test_an_interface_from_the_right_stays_on_the_screen(tmp_path: Path, browser: Chromium) -> None:
    write_folder(tmp_path, editions=[LARGEST], articles=(), words=Words("ar"))
    page = browser.page(width=360)
    for path in ("index.html", f"stories/{LARGEST.story_id}/index.html"):
        page.open((tmp_path / path).as_uri())
        assert page.says("getComputedStyle(document.documentElement).direction") == "rtl"
        assert page.says("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        name = "document.querySelector('header.site .name').getBoundingClientRect()"
        assert page.says(f"{name}.right > innerWidth - 40")
