"""What each stage costs, from the HTML of a page to a served story: ``python -m evals.bench [--data F] [--pages F]``.

Stages without memory (extract, analyse, embed, compose) run in one worker process and in two, each with one thread and
its models loaded before the clock starts; the others run in order, in one process. Beside a stage stand the peers that
are installed, on the same input, as the ratio of our speed to theirs. Rates are of a second on the clock, so an idle
machine is wanted; ``CPU ms`` is the processor time of one thing and hardly depends on that.

Articles come from ``--data`` (JSON Lines; the sample archive if none), pages from ``--pages`` (the article-extraction
benchmark; else those articles inside plain markup). Articles to place are a made-up press's, beside 10,000 stories.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from evals.bench_cluster import arriving, flow_beside
from evals.bench_peers import PEERS
from evals.bench_stages import STAGES, begin, jobs_of, pages_of, stories_of, work
from evals.bench_web import fill, get
from evals.press import Press
from rich.console import Console
from rich.table import Table

from coranto.publish.app import create_app
from coranto.stores.sql import open_store
from coranto.testing.server import running_server
from coranto.types import Article, RawArticle

ARCHIVE = Path(__file__).resolve().parent.parent / "examples" / "archive" / "articles.jsonl"
IN_ORDER = ("place", "place-postgres", "whole", "serve")
_WORKERS = (1, 2)
_BESIDE, _PLACED, _BATCH = 10_000, 2_000, 500
_SERVED, _ASKED = 500, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``rates`` has things a second by number of workers; ``peers`` our rate in one worker over that of each peer."""

    stage: str
    things: str
    count: int
    rates: dict[int, float]
    cpu_ms: float
    peers: dict[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure all stages, or those named, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("stages", nargs="*", help=f"some of {', '.join([*STAGES, *IN_ORDER])}")
    parser.add_argument("--data", type=Path, default=ARCHIVE, help="articles as `coranto build` reads them")
    parser.add_argument("--pages", type=Path, help="folder of the article-extraction benchmark")
    parser.add_argument("--json", type=Path, help="write the figures here")
    given = parser.parse_args(arguments)
    wanted = given.stages or [*STAGES, *IN_ORDER]
    pages = pages_of(given.pages, given.data)
    stories = stories_of(given.data)
    articles = [article for story in stories for article in story]
    inputs: dict[str, Sequence[Any]] = {
        "extract": pages,
        "analyse": articles,
        "embed": articles,
        "compose": jobs_of([story for story in stories if len(story) > 1]) if "compose" in wanted else [],
    }
    ordered: dict[str, Callable[[], Figure]] = {
        "place": lambda: placed([raw_of(article) for article in made_up()], "place", "articles"),
        "place-postgres": lambda: placed(
            [raw_of(article) for article in made_up()], "place-postgres", "articles", postgres=True
        ),
        "whole": lambda: placed([RawArticle(subject=url, url=url, html=html) for url, html in pages], "whole", "pages"),
        "serve": served,
    }
    figures = [stateless(each, inputs[each]) for each in inputs if each in wanted]
    figures += [measure() for each, measure in ordered.items() if each in wanted]
    Console(width=140).print(_table(figures))
    if given.json:
        given.json.write_text(json.dumps([_plain(figure) for figure in figures], indent=1) + "\n", "utf-8")
    return 0


def stateless(stage: str, given: Sequence[Any]) -> Figure:
    """A stage in worker processes, and its peers in one."""
    rates, spent = {}, 0.0
    for workers in _WORKERS:
        things, seconds, used = _in_workers(workers, stage, given)
        rates[workers] = things / seconds
        spent = spent or used / things
    peers = {}
    for name in PEERS.get(stage, {}):
        things, seconds, _ = _in_workers(1, name, given)
        peers[name] = rates[1] / (things / seconds)
    return Figure(stage=stage, things=STAGES[stage], count=len(given), rates=rates, cpu_ms=1e3 * spent, peers=peers)


def placed(
    raws: Sequence[RawArticle], stage: str, things: str, *, beside: int = _BESIDE, postgres: bool = False
) -> Figure:
    """Records to stored assignments: read, stored, and placed in batches. Nothing is parsed for that.

    ``beside`` is how many stories of one article are known before. The store is a file of SQLite's, or a server of
    PostgreSQL's that is started for this and keeps what it acknowledges.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        address = f"sqlite:///{Path(folder) / 'bench.db'}"
        if postgres:
            address = stack.enter_context(running_server(())).address()
        store = open_store(address)
        flow = flow_beside(Press(), beside, store)
        began, used = perf_counter(), process_time()
        for at in range(0, len(raws), _BATCH):
            flow.place_all([made for made in flow.read_all(raws[at : at + _BATCH]) if isinstance(made, Article)])
        seconds, spent = perf_counter() - began, process_time() - used
        store.close()
    count = len(raws)
    return Figure(
        stage=stage, things=things, count=count, rates={1: count / seconds}, cpu_ms=1e3 * spent / count, peers={}
    )


def served() -> Figure:
    """Requests for one story page beside others, without a socket."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "a.db"))
        fill(store, _SERVED)
        app = create_app(store)
        asyncio.run(get(app, "/stories/s000020/"))
        began, used = perf_counter(), process_time()
        for _ in range(_ASKED):
            asyncio.run(get(app, "/stories/s000020/"))
        seconds, spent = perf_counter() - began, process_time() - used
        store.close()
    return Figure(
        stage="serve",
        things="requests",
        count=_ASKED,
        rates={1: _ASKED / seconds},
        cpu_ms=1e3 * spent / _ASKED,
        peers={},
    )


def made_up() -> list[Article]:
    """Articles of a made-up press: follow-ups of stories that are known, look-alikes of them, and others."""
    return [article for article, _ in arriving(Press(), _BESIDE, _PLACED)]


def raw_of(article: Article) -> RawArticle:
    """The record that an article is made of."""
    return RawArticle(
        subject=article.url,
        url=article.url,
        title=article.title,
        text=article.text,
        publisher=article.publisher,
        published_at=article.published_at.isoformat(),
        language=article.language,
    )


def _in_workers(workers: int, task: str, given: Sequence[Any]) -> tuple[int, float, float]:
    """Things done, seconds on the clock and processor seconds of all workers."""
    context = get_context("spawn")
    ready = context.Barrier(workers + 1)
    parts = [list(given[at :: workers * 4]) for at in range(workers * 4)]
    with context.Pool(workers, _ready, (ready, task)) as pool:
        ready.wait()
        began = perf_counter()
        done = pool.map(_work, [(task, part) for part in parts if part], chunksize=1)
        seconds = perf_counter() - began
    return sum(things for things, _ in done), seconds, sum(used for _, used in done)


def _ready(barrier: Barrier, task: str) -> None:
    begin(task)
    barrier.wait()


def _work(given: tuple[str, list[Any]]) -> tuple[int, float]:
    began = process_time()
    return work(*given), process_time() - began


def _table(figures: Sequence[Figure]) -> Table:
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    table = Table(title=f"{os.cpu_count()} cores; the largest process had {peak:,.0f} MB")
    for column in ("stage", "things", "a second, 1 worker", "2 workers", "gain", "CPU ms", "ours / peer"):
        table.add_column(column)
    for each in figures:
        two = each.rates.get(2)
        table.add_row(
            each.stage,
            f"{each.count:,} {each.things}",
            f"{each.rates[1]:,.1f}",
            f"{two:,.1f}" if two else "",
            f"{two / each.rates[1]:.2f}" if two else "",
            f"{each.cpu_ms:,.2f}",
            ", ".join(f"{name} {ratio:.2f}" for name, ratio in each.peers.items()),
        )
    return table


def _plain(figure: Figure) -> dict[str, object]:
    return {
        "stage": figure.stage,
        "things": figure.things,
        "count": figure.count,
        "rates": {str(workers): round(rate, 2) for workers, rate in figure.rates.items()},
        "cpu_ms": round(figure.cpu_ms, 3),
        "peers": {name: round(ratio, 3) for name, ratio in figure.peers.items()},
    }


if __name__ == "__main__":
    sys.exit(main())
