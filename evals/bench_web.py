"""What a page of the served site costs beside many stories: ``python -m evals.bench_web [--stories N]``.

A made-up store is filled with one-article stories of 150 publishers; every twentieth has the page of a real edition
(``tests/cases``), so that pages have their usual size. Then requests go straight to the application, without a socket.
Reported is the time of one core for one request: the first of its kind (what is kept in memory is made), the mean of
those after it, the mean of those that each come after an edition of another story was added, as while articles are read
(these three of a site that looks at the store at every request), and the mean of those answered from what is kept, as
`coranto serve` does. A socket and its server (uvicorn) come on top, and are not ours.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import process_time

from rich.console import Console
from rich.table import Table
from starlette.types import Message

from coranto.ports import Store
from coranto.publish.app import create_app
from coranto.stores.sql import open_store
from coranto.testing.samples import NOON, sample_article, sample_assignment, sample_edition, sample_story
from coranto.types import Edition
from coranto.wire import edition_from_json

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases"
PATHS = (
    "/",
    "/stories/s000020/",
    "/stories/s000021/",
    "/publishers/post-7/",
    "/days/2026-03-14/",
    "/search?q=ferry+strike",
    "/search?q=w17",
    "/feed.xml",
    "/api/v1/stories?limit=20",
    "/api/v1/stories/s000020",
    "/api/v1/search?q=bank",
)
REPEATED = 50
AFTER_NEWS = 5


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--stories", type=int, default=2_000)
    stories = parser.parse_args().stories
    table = Table(
        "page",
        "bytes",
        "first, ms",
        "then, ms",
        "after news, ms",
        "kept, ms",
        title=f"{stories} stories, time of one core a request",
    )
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "a.db"))
        fill(store, stories)
        app = create_app(store)
        keeping = create_app(store, fresh_for=3_600.0)
        asyncio.run(get(keeping, "/"))

        news = grown(store, stories)

        def ask(path: str) -> tuple[int, float]:
            started = process_time()
            size = asyncio.run(get(app, path))
            return size, 1_000 * (process_time() - started)

        for path in PATHS:
            size, first = ask(path)
            rest = sum(ask(path)[1] for _ in range(REPEATED)) / REPEATED
            after = []
            for _ in range(AFTER_NEWS):
                store.add_edition(next(news))
                after.append(ask(path)[1])
            asyncio.run(get(keeping, path))
            started = process_time()
            asyncio.run(_several(keeping, [path] * REPEATED))
            kept = 1_000 * (process_time() - started) / REPEATED
            table.add_row(
                path, str(size), f"{first:.1f}", f"{rest:.2f}", f"{sum(after) / AFTER_NEWS:.1f}", f"{kept:.2f}"
            )
        made = random.Random(4)
        some = [f"/stories/s{made.randrange(stories):06d}/" for _ in range(4 * REPEATED)]
        started = process_time()
        asyncio.run(_several(keeping, some))
        cold = 1_000 * (process_time() - started) / len(some)
        store.close()
    Console().print(table)
    Console().print(f"a story page of any story, asked for the first time: {cold:.2f} ms on average")


def fill(store: Store, count: int) -> None:
    """Put so many made-up stories into a store."""
    made = random.Random(3)
    words = [f"w{n}" for n in range(8_000)] + ["ferry", "strike", "bank"] * 30
    pages = [edition_from_json(json.loads(file.read_text("utf-8"))) for file in sorted(CASES.glob("*/edition.json"))]
    for number in range(count):
        story_id = f"s{number:06d}"
        article = replace(
            sample_article(number, published_at=NOON + timedelta(minutes=5 * number)),
            title=f"News {number} of the day",
            text=" ".join(made.choices(words, k=200)),
            publisher=f"Post {number % 150}",
        )
        store.add_article(article)
        store.place(sample_assignment(article, story_id, opened=True), sample_story(story_id, article))
        edition = sample_edition(story_id, article)
        if number % 20 == 0:
            page = pages[number // 20 % len(pages)]
            sources = tuple(replace(source, article_id=article.id) for source in page.sources)
            edition = replace(page, story_id=story_id, sources=sources, updated_at=article.published_at)
        store.add_edition(edition)


def grown(store: Store, count: int) -> Iterator[Edition]:
    """New revisions of one story after the other, begun with the newest."""
    while True:
        for number in reversed(range(count)):
            edition = store.edition(f"s{number:06d}")
            if edition is not None and number % 20:
                yield replace(edition, revision=edition.revision + 1)


async def _several(app: object, paths: list[str]) -> None:
    for path in paths:
        await get(app, path)


async def get(app: object, address: str) -> int:
    """The size of an answer. Raises ``AssertionError`` where it is not 200."""
    path, _, query = address.partition("?")
    sizes: list[int] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        assert message.get("status", 200) == 200, address
        sizes.append(len(message.get("body", b"")))

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"127.0.0.1")],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "root_path": "",
    }
    await app(scope, receive, send)  # type: ignore[operator]
    return sum(sizes)


if __name__ == "__main__":
    main()
