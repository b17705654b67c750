"""How placing an article grows with the number of active stories: ``python -m evals.bench_cluster [--million]``.

Each size runs in a process of its own. A made-up press (``evals.press``) first fills the memory of the clusterer and of
the copies with one report of each story (``evals.filling``): not printed and read again, which is not what is measured.
Then articles arrive, with text: 45 in a hundred follow a story of late, 15 are look-alikes of one, 40 are new. A
thousand are placed one at a time (copy looked for, features made, placed), and then two thousand by ``Flow.place_all``,
in batches of 500, with a SQLite store on disk: the article, its assignment and its story are written, too.

Reported: articles a second of one core's time, alone and in batches with the store; the cost of one placed alone
against that at the first size; the most memory that the process had; and how many were put right. ``--floods`` measures
instead what a flood of equal and of different texts of one story costs, an article, as it grows.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import numpy as np
from evals.filling import A_DAY, fill
from evals.floods import floods
from evals.press import START, Press
from rich.console import Console
from rich.table import Table

from coranto.cluster.assign import Clusterer
from coranto.flow import Flow
from coranto.ports import Store
from coranto.read.copies import CopyIndex
from coranto.settings import load_settings
from coranto.stores.sql import open_store
from coranto.testing.fakes import FakeEmbedder, FakeParser
from coranto.types import Article

_SIZES = (10_000, 100_000)
_MILLION = 1_000_000
_ALONE, _TOGETHER, _BATCH = 1_000, 2_000, 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Run each size in its own process and print a table."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench_cluster", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--million", action="store_true", help="a million active stories as well: ten minutes and more")
    parser.add_argument("--floods", action="store_true", help="floods of one story instead")
    parser.add_argument("--sizes", type=int, nargs="+", help="other numbers of active stories")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one is not None:
        print(json.dumps(measure(given.one)))
        return 0
    if given.floods:
        _show("a flood of one story", floods())
        return 0
    rows, first = [], 0.0
    for size in given.sizes or (*_SIZES, *((_MILLION,) if given.million else ())):
        command = [sys.executable, "-m", "evals.bench_cluster", "--one", str(size)]
        figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        first = first or figures["alone"]
        rows.append(
            {
                "active stories": f"{size:,}",
                "alone, a CPU second": f"{1 / figures['alone']:,.0f}",
                "batches with store": f"{1 / figures['together']:,.0f}",
                "cost against first": f"{figures['alone'] / first:.2f}",
                "peak MB": f"{figures['peak_mb']:,.0f}",
                "put right": f"{figures['right']:.1%}",
            }
        )
    _show("placing articles", rows)
    return 0


def measure(size: int) -> dict[str, float]:
    """The figures of one size, measured in this process: CPU seconds an article, megabytes, a share."""
    press = Press()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}")
        flow = flow_beside(press, size, store)
        coming = arriving(press, size, _ALONE + _TOGETHER)
        alone = _spent(lambda: _place_alone(flow, [made for made, _ in coming[:_ALONE]]))
        together = _spent(lambda: _place_together(flow, [made for made, _ in coming[_ALONE:]]))
        homes = [(made.id, flow.clusterer.home(made.id), expected) for made, expected in coming]
        store.close()
    return {
        "alone": alone / _ALONE,
        "together": together / _TOGETHER,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "right": float(np.mean([home == expected or (not expected and home[0] == "s") for _, home, expected in homes])),
    }


def flow_beside(press: Press, size: int, store: Store) -> Flow:
    """A flow that knows so many stories of one article each."""
    clusterer, copies = Clusterer(), CopyIndex(recall=store.articles)
    fill(press, size, clusterer, copies)
    return Flow(
        store=store,
        parser=FakeParser(),
        embedder=FakeEmbedder(),
        settings=load_settings(environment={}),
        now=START,
        engine="bench",
        clusterer=clusterer,
        copies=copies,
    )


def arriving(press: Press, size: int, count: int) -> list[tuple[Article, str]]:
    """Articles, each with the story that it belongs to; "" for one of its own."""
    random = np.random.default_rng(2)
    coming = []
    for number in range(count):
        dice, story = random.random(), int(random.integers(max(0, size - A_DAY), size))
        if dice < 0.45:
            coming.append((press.article(story, number + 1, number / A_DAY), f"b{story}"))
        else:
            like = story if dice < 0.6 else None
            coming.append((press.article(size + number, 0, number / A_DAY, like=like), ""))
    return coming


def _place_alone(flow: Flow, articles: Sequence[Article]) -> None:
    for made in articles:
        copy = flow.copies.find(made)
        flow.copies.add(made)
        flow.clusterer.place(made, copy)


def _place_together(flow: Flow, articles: Sequence[Article]) -> None:
    for at in range(0, len(articles), _BATCH):
        some = articles[at : at + _BATCH]
        flow.store.add_articles(some)
        flow.place_all(some)


def _spent(work: Callable[[], None]) -> float:
    started = process_time()
    work()
    return process_time() - started


def _show(title: str, rows: Sequence[dict[str, str]]) -> None:
    table = Table(title=title)
    for column in rows[0]:
        table.add_column(column, justify="right")
    for row in rows:
        table.add_row(*row.values())
    Console(width=120).print(table)


if __name__ == "__main__":
    sys.exit(main())
