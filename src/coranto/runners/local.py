"""Runs the costly stages, analysis and composition, on this machine: in two worker processes where that pays.

Both stages are pure, so a worker gives what this process would have given, to the last bit, and outcomes come in
order. Articles are cut into the same batches either way, since a parser's rounding may depend on what it is fed with.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import active_children, get_context, parent_process
from types import TracebackType
from typing import TypeVar

from coranto.jobs import Job, analyze_each, write
from coranto.ports import Embedder, Entailer, Parser, Writer
from coranto.types import Analysis, Article, Edition, Rejection

MIN_ARTICLES = 40
"""Fewer articles than this are done before a second process has loaded its models."""

BATCH = 8
_MAX_BATCH_CHARS = 60_000
_AHEAD = 2

Given = TypeVar("Given")
Outcome = TypeVar("Outcome")
Models = tuple[Parser, Embedder, Entailer | None] | tuple[Parser, Embedder, Entailer | None, Writer | None]


class LocalRunner:
    """Worker processes that are started when there is enough to do, and end with the ``with`` statement. Once they
    stand, they do everything.

    ``make_models`` gives a parser, an embedder, perhaps an entailer and a writer. Each worker calls it once, so it must
    be importable by name. Where processes cannot start, or die, everything that they left is done in this one.
    """

    def __init__(
        self, make_models: Callable[[], Models], *, workers: int | None = None, min_articles: int = MIN_ARTICLES
    ) -> None:
        self._make_models = make_models
        self._workers = min(2, os.cpu_count() or 1) if workers is None else workers
        self._min_articles = min_articles
        self._own: Models | None = None
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> LocalRunner:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def abandon(self) -> None:
        """End the workers at once, whatever they are doing: of two pieces of work nothing is lost but the time."""
        if self._pool is not None:
            for each in active_children():
                each.terminate()
        self._stop()

    def analyze(self, articles: Sequence[Article]) -> Iterator[Analysis | Rejection]:
        """Yield one outcome an article, in order."""
        many = len(articles) >= self._min_articles
        return chain.from_iterable(self._run(analyze_batch, batches(articles), many=many))

    def compose(self, jobs: Iterable[Job], *, articles: int) -> Iterator[Edition | Rejection]:
        """Yield one outcome a job, in order. ``articles`` is how many there are in all of them."""
        return self._run(compose_one, jobs, many=articles >= self._min_articles)

    def _run(
        self, work: Callable[[Models, Given], Outcome], given: Iterable[Given], *, many: bool
    ) -> Iterator[Outcome]:
        todo = iter(given)
        if (many or self._pool is not None) and self._workers > 1:
            todo = yield from self._in_processes(work, todo)
        for each in todo:
            if self._own is None:
                self._own = self._make_models()
            yield work(self._own, each)

    def _in_processes(
        self, work: Callable[[Models, Given], Outcome], todo: Iterator[Given]
    ) -> Generator[Outcome, None, Iterator[Given]]:
        """Work through ``todo``; return what is left of it, nothing unless the processes failed."""
        taken: deque[Given] = deque()
        running: deque[Future[Outcome]] = deque()
        ahead = _AHEAD * self._workers  # never all at once: outcomes are large
        try:
            pool = self._started()
            while True:
                for each in islice(todo, ahead - len(taken)):
                    taken.append(each)
                    with _interrupts_held():
                        running.append(pool.submit(_in_worker, work, each))
                if not running:
                    return iter(())
                outcome = running[0].result()
                running.popleft()
                taken.popleft()
                yield outcome
        except (OSError, BrokenProcessPool):
            self._stop()
            return chain(taken, todo)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # "spawn": a forked copy of a process with threads (progress bar, model runtimes) may hang.
            self._pool = ProcessPoolExecutor(
                self._workers, get_context("spawn"), initializer=_start, initargs=(self._make_models,)
            )
        return self._pool

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def batches(articles: Sequence[Article]) -> Iterator[list[Article]]:
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


def analyze_batch(models: Models, batch: list[Article]) -> list[Analysis | Rejection]:
    """One outcome an article, in order."""
    return analyze_each(batch, models[0])


def compose_one(models: Models, job: Job) -> Edition | Rejection:
    """The next edition of a story, or why there is none."""
    return write(job, *models)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Workers are born in here and inherit it: one that is still importing must not answer Ctrl-C with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_models: Models | None = None


def _start(make_models: Callable[[], Models]) -> None:
    """Prepare a worker: its own models, and a quiet end at Ctrl-C, to which the main process alone answers.

    It ends with the main process also where that was killed.
    """
    global _models
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _models = make_models()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _in_worker(work: Callable[[Models, Given], Outcome], given: Given) -> Outcome:
    assert _models is not None
    return work(_models, given)
