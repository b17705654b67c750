"""Reads the served site with a real browser: ``python -m evals.browser --store news.db --chromium /usr/bin/chromium``.

Not among the tests, since a bare machine has no browser: it needs playwright (``pip install playwright``) and a
Chromium. ``--axe FILE`` is axe.min.js of axe-core, ``--timelinejs FOLDER`` the ``dist`` folder of TimelineJS 3; without
them those checks are left out, and it says so. ``--shots FOLDER`` keeps a picture of each kind of page at three widths,
light and dark. Exit code 1 where anything was found.
"""

from __future__ import annotations

import argparse
import json
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import uvicorn

from coranto.ports import Store
from coranto.publish.app import create_app
from coranto.publish.cards import card_of, publisher_key
from coranto.publish.web.shelf import Shelf
from coranto.publish.web.tokens import add_token, load_tokens
from coranto.publish.web.writing import Hands
from coranto.stores.sql import open_store

WIDTHS = (360, 768, 1280)
THEMES = ("light", "dark")
LARGEST_PAGE = 60_000
"""Bytes of a story page with its style."""

_SHIFT = """
window.shift = 0;
const add = (e) => { if (!e.hadRecentInput) window.shift += e.value; };
new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({type: "layout-shift", buffered: true});
"""
_TIMELINE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="dist/css/timeline.css">
<div id="t" style="width:100%;height:600px"></div><script src="dist/js/timeline.js"></script>
<script>window.t = new TL.Timeline("t", "timeline.json", {font: null});</script>"""


def main() -> int:
    """Look at every kind of page, go through what a reader does, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--store", required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--axe", type=Path)
    parser.add_argument("--timelinejs", type=Path)
    parser.add_argument("--shots", type=Path)
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    found: list[str] = []
    store = open_store(given.store, create=False)
    with served(store) as (base, token), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
        paths = kinds_of_page(store)
        axe = given.axe.read_text("utf-8") if given.axe else ""
        for theme in THEMES:
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": 900},
                    color_scheme=theme,
                    http_credentials={"username": "ida", "password": token},
                )
                found += look(context, base, paths, f"{width} {theme}", axe, given.shots)
                context.close()
        found += journey(browser, base, store)
        found += without_script(browser, base, store)
        if given.timelinejs:
            found += timelines(browser, store, given.timelinejs)
        browser.close()
    left_out = [name for name in ("axe", "timelinejs") if getattr(given, name) is None]
    print("\n".join(found) or "nothing was found")
    print(f"{len(paths)} kinds of page at {WIDTHS} pixels, {' and '.join(THEMES)}; left out: {left_out or 'nothing'}")
    store.close()
    return 1 if found else 0


def kinds_of_page(store: Store) -> dict[str, str]:
    """One address of each kind of page, for the story with most sources."""
    stories = [edition for story in store.stories() if (edition := store.edition(story.id)) is not None]
    edition = max(stories, key=lambda each: (len(each.sources), each.story_id))
    publisher = publisher_key(edition.sources[0].publisher)
    named = next(iter(store.names(source.article_id for source in edition.sources).values()), ())
    story = f"/stories/{edition.story_id}/"
    names = {"name": f"/names/{named[0].kind}/{named[0].key}/"} if named else {}
    topics = Shelf(store).topics()
    disputed = next((e for e in stories if e.disputes), None)
    of_topic = {"topic": f"/topics/{topics[0].key}/"} if topics else {}
    return (
        names
        | of_topic
        | {
            "front": "/",
            "story": story,
            "disputed": f"/stories/{disputed.story_id}/" if disputed else story,
            "since": f"{story}?since=1",
            "revisions": f"{story}revisions/",
            "revision": f"{story}revisions/1/",
            "why": f"{story}why/",
            "days": "/days/",
            "day": f"/days/{card_of(edition).updated_at.date().isoformat()}/",
            "publishers": "/publishers/",
            "publisher": f"/publishers/{publisher}/",
            "search": "/search",
            "found": "/search?q=" + edition.headline.text.split()[0],
            "missing": "/stories/none/",
            "desk": "/admin/",
            "desk-story": f"/admin{story}",
            "desk-feeds": "/admin/feeds/",
        }
    )


@contextmanager
def served(store: Store) -> Iterator[tuple[str, str]]:
    """The site on a free port of this machine, and a token for its desk."""
    with tempfile.TemporaryDirectory() as folder:
        token = add_token(Path(folder) / "tokens", "ida", ("desk", "feeds"), date(9999, 1, 1))
        tokens = load_tokens(Path(folder) / "tokens", lambda: datetime.now(UTC).date())
        app = create_app(store, hands=Hands(tokens=tokens, refresh=lambda: None))
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}", token
        finally:
            server.should_exit = True
            thread.join()
            listening.close()


def look(context: Any, base: str, paths: dict[str, str], how: str, axe: str, shots: Path | None) -> list[str]:
    """Each page by itself: errors, other hosts, width, shifts, size, and what axe-core says of it."""
    found = []
    for name, path in paths.items():
        page = context.new_page()
        said = list(_look_at(page, base, path, name == "story", axe))
        if name == "missing":
            said = [line for line in said if "404" not in line]
        found += [f"{name} at {how}: {line}" for line in said]
        if shots is not None:
            shots.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(shots / f"{name}-{how.replace(' ', '-')}.png"), full_page=False)
        page.close()
    return found


def _look_at(page: Any, base: str, path: str, is_story: bool, axe: str) -> Iterator[str]:
    heard: list[str] = []
    sizes: list[int] = []
    page.add_init_script(_SHIFT)
    page.on("console", lambda m: heard.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: heard.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith(base) else heard.append(f"asks {r.url}"))
    page.on("response", lambda r: sizes.append(len(r.body())) if _is_page_or_style(r) else None)
    page.goto(base + path, wait_until="load")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        yield "is wider than the screen"
    if axe:
        page.evaluate(axe)
        result = page.evaluate("axe.run({runOnly: ['wcag2a','wcag2aa','wcag21aa','wcag22aa','best-practice']})")
        yield from (f"{v['id']}, {v['nodes'][0]['target']}" for v in result["violations"])
    shift = float(page.evaluate("window.shift"))
    if shift > 0:
        yield f"its layout shifts by {shift:.4f}"
    if is_story and sum(sizes) > LARGEST_PAGE:
        yield f"{sum(sizes)} bytes with its style"
    yield from heard


def _is_page_or_style(response: Any) -> bool:
    kind = str(response.headers.get("content-type", ""))
    return bool(response.status == 200 and kind.startswith(("text/html", "text/css")))


def journey(browser: Any, base: str, store: Store) -> list[str]:
    """What a reader does: open a passage by mouse and by key, follow it, switch to dark, search."""
    page = browser.new_context(color_scheme="light").new_page()
    story = kinds_of_page(store)["story"]
    page.goto(base + story)
    found = []

    def check(what: str, holds: bool) -> None:
        if not holds:
            found.append(f"journey: {what}")

    opened = page.locator(".passage:popover-open")
    page.locator("button.cite").first.click()
    check("a click opens a passage", opened.count() == 1)
    check("the passage has the words and a way to the publisher", bool(opened.locator(".words").first.inner_text()))
    page.keyboard.press("Escape")
    check("Escape closes it", opened.count() == 0)
    page.locator("button.cite").nth(1).focus()
    page.keyboard.press("Enter")
    check("Enter opens a passage", opened.count() == 1)
    page.keyboard.press("Escape")
    check("the focus is where it was", page.evaluate("document.activeElement.className") == "cite")
    page.reload()
    page.keyboard.press("Tab")
    check("the first key leads to the skip link", page.evaluate("document.activeElement.className") == "skip")
    page.locator("button.theme").click()
    check("dark is switched on", page.evaluate("document.documentElement.dataset.theme") == "dark")
    page.goto(base + "/")
    check("and stays", page.evaluate("document.documentElement.dataset.theme") == "dark")
    page.goto(base + "/search")
    page.locator("#q").fill(kinds_of_page(store)["found"].partition("=")[2])
    page.keyboard.press("Enter")
    page.locator(".found a").first.click()
    check("a search leads to a story", "/stories/" in page.url)
    page.context.close()
    return found


def without_script(browser: Any, base: str, store: Store) -> list[str]:
    """The same page with scripts switched off: passages open all the same."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(base + kinds_of_page(store)["story"])
    page.locator("button.cite").first.click()
    opened = page.locator(".passage:popover-open").count() == 1
    page.context.close()
    return [] if opened else ["without a script: a click opens no passage"]


def timelines(browser: Any, store: Store, dist: Path) -> list[str]:
    """The TimelineJS files of all stories that have one, opened in TimelineJS 3."""
    from coranto.publish.timelinejs import to_timelinejs

    found = []
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "dist").symlink_to(dist.resolve())
        (Path(folder) / "index.html").write_text(_TIMELINE)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for story in store.stories():
            edition = store.edition(story.id)
            if edition is None or not edition.timeline:
                continue
            text = to_timelinejs(edition)
            (Path(folder) / "timeline.json").write_text(text, "utf-8")
            page = browser.new_page()
            page.on("pageerror", lambda e, s=story.id: found.append(f"TimelineJS, {s}: {e}"))
            page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
            wanted = len(json.loads(text)["events"])
            try:
                page.wait_for_function(
                    f"document.querySelectorAll('.tl-timemarker').length === {wanted}", timeout=10_000
                )
            except Exception:
                shown = page.locator(".tl-timemarker").count()
                found.append(f"TimelineJS, {story.id}: {shown} of {wanted} events are shown")
            page.close()
        server.shutdown()
    return found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return None


if __name__ == "__main__":
    sys.exit(main())
