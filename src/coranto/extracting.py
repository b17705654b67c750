"""Extracts the pages of an archive on many machines, each with parsers in processes of its own that can be killed.

Why here: it joins the parsers of ``net`` with a runner, and those two do not know each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from coranto.net.workers import Page, Workers, open_workers
from coranto.settings import Settings
from coranto.types import RawArticle, Rejection

if TYPE_CHECKING:
    from coranto.runners.ray import RayRunner

_TOGETHER = 4
"""Pages that travel together: an actor's two parsers are then both at work, and little is done twice when it dies."""

Given = Page | RawArticle | Rejection


class FarWorkers(Workers):
    """``Workers`` whose many pages are extracted by the actors of a runner; what comes singly is parsed here."""

    def __init__(self, far: RayRunner, settings: Settings) -> None:
        super().__init__(1, seconds=settings.number("parse_seconds"), memory_mb=settings.whole("parse_memory_mb"))
        self._far = far
        self._make = partial(open_workers, settings)

    def extract_pages(self, given: Iterable[Given]) -> Iterator[RawArticle | Rejection]:
        """The articles of many pages, in order; what is no page passes as it is."""
        batches = _batched(given)
        return chain.from_iterable(self._far.spread("pages", self._make, extract_batch, batches, _refused))


class FromRecord(Workers):
    """``Workers`` that pass over the first ``skip`` pages given to ``extract_pages`` instead of parsing them."""

    def __init__(self, workers: Workers, skip: int) -> None:
        super().__init__(1)
        self._workers = workers
        self._skip = skip

    def extract_pages(self, given: Iterable[Given]) -> Iterator[RawArticle | Rejection]:
        """The articles of the pages after those, in order."""
        skip, self._skip = self._skip, 0
        return self._workers.extract_pages(islice(given, skip, None))

    def remaining(self, records: Iterable[RawArticle | Rejection]) -> Iterator[RawArticle | Rejection]:
        """The records of an input, of which as many are passed over as it had no pages to pass over."""
        return islice(iter(records), self._skip, None)


def extract_batch(workers: Workers, batch: list[Given]) -> list[RawArticle | Rejection]:
    """One outcome a page, in order."""
    return list(workers.extract_pages(batch))


def _batched(given: Iterable[Given]) -> Iterator[list[Given]]:
    batch: list[Given] = []
    for each in given:
        batch.append(each)
        if len(batch) == _TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


def _refused(batch: list[Given]) -> list[RawArticle | Rejection]:
    """The machines ended again and again while they had these pages; their parsers would have refused one alone."""
    detail = "the machines that parsed it ended again and again; give the file again"
    return [
        Rejection(subject=each.subject, stage="parse", reason="parse-crash", detail=f"{each.subject}: {detail}")
        if isinstance(each, Page)
        else each
        for each in batch
    ]
