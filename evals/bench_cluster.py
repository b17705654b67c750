"""How placing an article grows with the number of active stories: ``python -m evals.bench_cluster [--million]``.

A made-up press writes the articles: words as frequent as in news, a story with names of its own beside known people and
towns, follow-ups that keep the names and change the words, and look-alikes that share town, people and trade with a
story and none of its own names. Each size runs in a process of its own: a memory of so many stories is taken up
(``restore``, as after a start from a store), then articles arrive one at a time: 45 in a hundred follow a story, 15 are
look-alikes, 40 are new. Reported: articles a second of one core's time, features made and placed; the same with the
SQLite store beside it, whose time is the clock's since it waits for the disk; the cost of one article, placed, against
that at the first size; the most memory that the process had; and how many were put right.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from rich.console import Console
from rich.table import Table

from coranto.cluster.assign import Clusterer
from coranto.stores.sql import open_store
from coranto.types import Article, Assignment

_SIZES = (10_000, 100_000)
_MILLION = 1_000_000
_ARRIVING = 2_000
_STORED = 500
_SYLLABLES = [a + b + c for a in "bdfgklmnprstvz" for b in "aeiou" for c in ("", "n", "r", "l")]
_START = datetime(2031, 1, 1, tzinfo=UTC)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run each size in its own process and print a table."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench_cluster", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--million", action="store_true", help="a million active stories as well: ten minutes and more")
    parser.add_argument("--sizes", type=int, nargs="+", help="other numbers of active stories")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one is not None:
        print(json.dumps(measure(given.one)))
        return 0
    table = Table(title="placing one article at a time")
    for column in (
        "active stories",
        "articles a CPU second",
        "with store",
        "cost against first",
        "peak MB",
        "put right",
    ):
        table.add_column(column, justify="right")
    first = 0.0
    for size in given.sizes or (*_SIZES, *((_MILLION,) if given.million else ())):
        command = [sys.executable, "-m", "evals.bench_cluster", "--one", str(size)]
        figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        first = first or figures["cost"]
        table.add_row(
            f"{size:,}",
            f"{1 / figures['cost']:,.0f}",
            f"{1 / figures['cost_with_store']:,.0f}",
            f"{figures['cost'] / first:.2f}",
            f"{figures['peak_mb']:,.0f}",
            f"{figures['right']:.1%}",
        )
    Console(width=120).print(table)
    return 0


def measure(size: int) -> dict[str, float]:
    """The figures of one size, measured in this process."""
    press, clusterer = Press(), Clusterer()
    for story in range(size):
        made = press.article(story, 0, (story - size) / 3_000)
        clusterer.restore(made, _restored(made, story))
    random = np.random.default_rng(2)
    arriving = []
    for number in range(_ARRIVING):
        dice, story = random.random(), int(random.integers(max(0, size - 20_000), size))
        if dice < 0.45:
            arriving.append((press.article(story, number + 1, number / 3_000), f"b{story}"))
        else:
            fresh = size + number
            arriving.append((press.article(fresh, 0, number / 3_000, like=story if dice < 0.6 else None), ""))
    right, seconds = 0, []
    for made, expected in arriving:
        started = process_time()
        placed = clusterer.place(made)
        seconds.append(process_time() - started)
        right += placed.story_id == expected if expected else placed.opened
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cost = float(np.mean(seconds))
    with tempfile.TemporaryDirectory() as folder:
        stored = _stored(clusterer, [made for made, _ in arriving[:_STORED]], Path(folder))
    return {"cost": cost, "cost_with_store": cost + stored, "peak_mb": peak, "right": right / _ARRIVING}


def _stored(clusterer: Clusterer, articles: Sequence[Article], folder: Path) -> float:
    """Seconds for an article to be written to SQLite with its assignment and its story."""
    store = open_store(f"sqlite:///{folder / 'bench.db'}")
    home = {made.id: clusterer.home(made.id) for made in articles}
    started = perf_counter()
    for made in articles:
        story = clusterer.story(home[made.id])
        store.add_article(made)
        store.place(Assignment(article_id=made.id, story_id=story.id, opened=False, why="It was placed."), story)
    spent = perf_counter() - started
    store.close()
    return spent / len(articles)


class Press:
    """Writes articles of numbered stories, the same every time."""

    def __init__(self) -> None:
        random = np.random.default_rng(1)
        self._words = [self._name(number, 2 + number % 2) for number in range(40_000)]
        ranks = np.minimum(random.zipf(1.15, 1 << 20) - 1 + random.integers(0, 40, 1 << 20), 39_999)
        self._running = ranks.tolist()

    def article(self, story: int, report: int, day: float, like: int | None = None) -> Article:
        """A report on a story; ``like`` is the story whose town, people and trade it shares."""
        random = np.random.default_rng((story, report))
        common = np.random.default_rng((like if like is not None else story, 1 << 20))
        town, people = (
            self._known(common.integers(0, 3_000)),
            [self._known(n) for n in common.integers(3_000, 9_000, 2)],
        )
        trade = [self._words[n] for n in common.integers(300, 9_000, 10)]
        own = [self._name(1_000_000 + story * 4 + n, 4).title() for n in range(4)]
        aspect = [self._words[n] for n in random.integers(300, 20_000, 12)]
        at = int(random.integers(0, (1 << 20) - 400))
        running = [self._words[rank] for rank in self._running[at : at + int(random.integers(120, 380))]]
        told = [
            own[0],
            own[1],
            town,
            *people[:1],
            *own,
            *trade[:6],
            *aspect,
            town,
            own[int(random.integers(4))],
            *trade,
        ]
        places = np.sort(random.integers(0, len(running), len(told)))
        for place, word in zip(places[::-1].tolist(), told[::-1], strict=True):
            running.insert(place, word)
        for stop in range(18, len(running), 19):
            running[stop] += "."
        headline = [
            own[int(random.integers(2))],
            trade[0],
            aspect[0],
            town,
            trade[int(random.integers(1, 4))],
            aspect[1],
        ]
        key = f"b{story}" if not report else f"b{story}.{report}"
        return Article(
            id=key,
            url=f"https://press.example/{key}",
            title=" ".join(headline),
            text=" ".join(running),
            publisher=f"Post {story % 200}",
            published_at=_START + timedelta(days=day),
            language="en",
            coverage="full",
        )

    def _known(self, number: int | np.integer) -> str:
        return self._name(20_000_000 + int(number), 3).title()

    @staticmethod
    def _name(number: int, syllables: int) -> str:
        mixed, parts = number * 2_654_435_761 + 12_345, []
        for _ in range(syllables):
            mixed, at = divmod(mixed, len(_SYLLABLES))
            parts.append(_SYLLABLES[at])
        return "".join(parts)


def _restored(article: Article, story: int) -> Assignment:
    return Assignment(article_id=article.id, story_id=f"b{story}", opened=True, why="It opened a story.")


if __name__ == "__main__":
    sys.exit(main())
