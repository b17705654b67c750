from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from coranto.flow import analyze_each
from coranto.runners import local
from coranto.testing.fakes import FakeParser
from coranto.testing.samples import sample_article
from coranto.types import Article

ARTICLES = [sample_article(number) for number in range(1, 46)]


def test_two_processes_give_what_one_gives_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    in_two = list(local.analyze_locally(ARTICLES, FakeParser))
    in_one = list(local.analyze_locally(ARTICLES, FakeParser, workers=1))
    assert in_two == in_one
    assert [outcome.article_id for outcome in in_two if not hasattr(outcome, "reason")] == [a.id for a in ARTICLES]


def test_few_articles_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> Iterator[Any]:
        raise AssertionError("a process was started")

    monkeypatch.setattr(local, "_in_processes", refuse)
    assert len(list(local.analyze_locally(ARTICLES[:39], FakeParser))) == 39


@pytest.mark.parametrize("error", [OSError("no more processes"), BrokenProcessPool("killed")])
def test_what_workers_leave_is_done_here_and_nothing_twice(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def die_after_one(batches: list[list[Article]], *_: Any) -> Iterator[Any]:
        yield analyze_each(batches[0], FakeParser())
        raise error

    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(local, "_in_processes", die_after_one)
    outcomes = list(local.analyze_locally(ARTICLES, FakeParser))
    assert [outcome.article_id for outcome in outcomes if not hasattr(outcome, "reason")] == [a.id for a in ARTICLES]


def test_a_long_article_has_a_batch_of_its_own() -> None:
    long = sample_article(50, text="word " * 20_000)
    sizes = [[article.id for article in batch] for batch in local._batches([ARTICLES[0], long, ARTICLES[1]])]
    assert sizes == [[ARTICLES[0].id], [long.id], [ARTICLES[1].id]]
