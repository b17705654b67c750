"""Runs the costly stage, analysis, on this machine: in two worker processes where that pays, else in this one.

Both ways cut the articles into the same batches, so that their results are the same to the last bit and come in order.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from coranto.flow import analyze_each
from coranto.ports import Parser
from coranto.types import Analysis, Article, Rejection

WORKERS = 2
MIN_ARTICLES = 40
"""Fewer articles than this are analysed before a second process has loaded its parser."""

BATCH = 8
_MAX_BATCH_CHARS = 60_000
_AHEAD = 4

Outcome = Analysis | Rejection


def analyze_locally(
    articles: Sequence[Article],
    make_parser: Callable[[], Parser],
    *,
    workers: int = WORKERS,
    min_articles: int = MIN_ARTICLES,
) -> Iterator[Outcome]:
    """Yield one outcome an article, in order. ``make_parser`` must be importable by name: workers call it once each.

    Falls back to this process for few articles, on a machine with one core, and where processes cannot start or die.
    """
    batches = list(_batches(articles))
    done = 0
    if len(articles) >= min_articles and min(workers, os.cpu_count() or 1) > 1:
        try:
            for outcomes in _in_processes(batches, make_parser, workers):
                yield from outcomes
                done += 1
        except (OSError, BrokenProcessPool):
            pass  # the rest is done here, more slowly
    if done < len(batches):
        parser = make_parser()
        for batch in batches[done:]:
            yield from analyze_each(batch, parser)


def _batches(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """Consecutive articles, at most eight and, unless one alone is longer, at most 60,000 characters at once."""
    batch: list[Article] = []
    chars = 0
    for article in articles:
        if batch and (len(batch) == BATCH or chars + len(article.text) > _MAX_BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(article)
        chars += len(article.text)
    if batch:
        yield batch


def _in_processes(
    batches: Sequence[list[Article]], make_parser: Callable[[], Parser], workers: int
) -> Iterator[list[Outcome]]:
    # "spawn": a forked copy of a process with threads (progress bar, model runtimes) may hang.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_start, initargs=(make_parser,))
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        for batch in batches:
            waiting.append(pool.submit(_analyze, batch))
            if len(waiting) > _AHEAD * workers:  # never all at once: outcomes are large
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_parser: Parser | None = None


def _start(make_parser: Callable[[], Parser]) -> None:
    """Prepare a worker: its own parser, and no answer to Ctrl-C, which the main process gives for all."""
    global _parser
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _parser = make_parser()


def _analyze(batch: list[Article]) -> list[Outcome]:
    assert _parser is not None
    return analyze_each(batch, _parser)
