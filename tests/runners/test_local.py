from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest
from tests.runners.jobs import a_job

from coranto.runners.local import LocalRunner, batches
from coranto.testing.fakes import fake_models
from coranto.testing.samples import sample_article
from coranto.types import Rejection

ARTICLES = [sample_article(number) for number in range(1, 46)]


def test_two_processes_give_what_one_gives_in_the_same_order() -> None:
    jobs = [a_job(number) for number in range(9)]
    with LocalRunner(fake_models, workers=2) as two:
        in_two = list(two.analyze(ARTICLES)), list(two.compose(jobs, articles=50))
    with LocalRunner(fake_models, workers=1) as one:
        in_one = list(one.analyze(ARTICLES)), list(one.compose(jobs, articles=50))
    assert in_two == in_one
    assert [o.article_id for o in in_two[0] if not isinstance(o, Rejection)] == [a.id for a in ARTICLES]
    assert [o.subject for o in in_two[1] if isinstance(o, Rejection)] == [job.story.id for job in jobs]


def test_few_articles_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: LocalRunner) -> Any:
        raise AssertionError("a process was started")

    monkeypatch.setattr(LocalRunner, "_started", refuse)
    with LocalRunner(fake_models, workers=2) as runner:
        assert len(list(runner.analyze(ARTICLES[:39]))) == 39
        assert list(runner.analyze([])) == []


class DyingPool:
    """Does the first few pieces of work, then breaks as a pool does whose workers were killed."""

    def __init__(self, lives: int, error: Exception) -> None:
        self._lives = lives
        self._error = error

    def submit(self, _: Any, work: Callable[..., Any], given: Any) -> Any:
        self._lives -= 1
        if self._lives < 0:
            raise self._error
        return Done(work(fake_models(), given))

    def shutdown(self, **_: Any) -> None:
        """Nothing to end."""


class Done:
    def __init__(self, outcome: Any) -> None:
        self._outcome = outcome

    def result(self) -> Any:
        return self._outcome


@pytest.mark.parametrize("error", [OSError("no more processes"), BrokenProcessPool("killed")])
@pytest.mark.parametrize("lives", [0, 1, 4, 5])
def test_what_workers_leave_is_done_here_and_nothing_twice(
    monkeypatch: pytest.MonkeyPatch, error: Exception, lives: int
) -> None:
    monkeypatch.setattr(LocalRunner, "_started", lambda _: DyingPool(lives, error))
    with LocalRunner(fake_models, workers=2) as runner:
        outcomes = list(runner.analyze(ARTICLES))
    assert [o.article_id for o in outcomes if not isinstance(o, Rejection)] == [a.id for a in ARTICLES]


def test_a_long_article_has_a_batch_of_its_own() -> None:
    long = sample_article(50, text="word " * 20_000)
    sizes = [[article.id for article in batch] for batch in batches([ARTICLES[0], long, ARTICLES[1]])]
    assert sizes == [[ARTICLES[0].id], [long.id], [ARTICLES[1].id]]


def test_workers_that_stand_do_also_what_would_start_none(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = DyingPool(100, OSError("no more processes"))
    asked: list[str] = []
    monkeypatch.setattr(pool, "submit", lambda _, work, given: asked.append(work.__name__) or Done([]))
    with LocalRunner(fake_models, workers=2) as runner:
        runner._pool = pool  # type: ignore[assignment]
        list(runner.analyze(ARTICLES[:3]))
    assert asked == ["analyze_batch"]


def test_abandoned_workers_end_at_once_in_the_middle_of_their_work() -> None:
    with LocalRunner(fake_models, workers=2, min_articles=1) as runner:
        outcomes = runner.analyze(ARTICLES)
        next(outcomes)
        workers = active_children()
        runner.abandon()
        assert len(workers) == 2
        assert not active_children()
        assert len(list(runner.analyze(ARTICLES[:1]))) == 1  # others take their places


def test_workers_end_where_their_program_was_killed() -> None:
    program = (
        "from multiprocessing import active_children\n"
        "from coranto.runners.local import LocalRunner\n"
        "from coranto.testing.fakes import fake_models\n"
        "from coranto.testing.samples import sample_article\n"
        "if __name__ == '__main__':\n"
        "    runner = LocalRunner(fake_models, workers=2, min_articles=1)\n"
        "    next(runner.analyze([sample_article(n) for n in range(1, 46)]))\n"
        "    print(*[child.pid for child in active_children()], flush=True)\n"
        "    input()\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        workers = [int(each) for each in running.stdout.readline().split()]
        running.kill()
    assert len(workers) == 2
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and any(alive(each) for each in workers):
        time.sleep(0.02)
    assert not any(alive(each) for each in workers)


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
