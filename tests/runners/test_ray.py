from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import ray
from tests.runners.jobs import a_job

from coranto.engine import Engine
from coranto.errors import SettingsError
from coranto.runners.local import LocalRunner
from coranto.runners.ray import RayPlacer, RayRunner
from coranto.settings import load_settings
from coranto.stores.sql import open_store
from coranto.testing.fakes import FakeEmbedder, FakeParser, fake_models
from coranto.testing.samples import NOON, sample_article
from coranto.types import RawArticle, Rejection
from coranto.wire import pack_assignment, pack_edition

ARTICLES = [sample_article(number) for number in range(1, 46)]
RECORDS = [
    RawArticle(
        subject=f"line {number}",
        url=f"https://{outlet}.example/{number}",
        title=f"{town} {thing} reopens",
        text=f"The {thing} of {town} reopens on Monday, the {outlet} has learned. {town} has {number + 3} of them.",
        publisher=outlet,
        published_at=f"2026-05-{1 + number % 9:02d}T10:00:00Z",
    )
    for number, (town, thing, outlet) in enumerate(
        (town, thing, outlet)
        for town in ("Ostmark", "Lindau", "Karsk")
        for thing in ("ferry", "library")
        for outlet in ("post", "mail", "echo")
    )
]


@pytest.fixture(scope="module")
def runner(cluster: None) -> Iterator[RayRunner]:
    with RayRunner(fake_models) as started:
        yield started


def test_actors_give_what_this_process_gives_in_the_same_order(runner: RayRunner) -> None:
    jobs = [a_job(number) for number in range(9)]
    with LocalRunner(fake_models, workers=1) as here:
        assert list(runner.analyze(ARTICLES)) == list(here.analyze(ARTICLES))
        assert list(runner.compose(jobs, articles=9)) == list(here.compose(jobs, articles=9))
    assert list(runner.analyze([])) == []


def test_an_actor_that_is_killed_starts_again_and_nothing_is_lost_or_doubled(runner: RayRunner) -> None:
    found = []
    for number, outcome in enumerate(runner.analyze(ARTICLES)):
        found.append(outcome)
        if number in (0, 20):
            ray.kill(runner.actors[number % 2], no_restart=False)
    assert [each.article_id for each in found if not isinstance(each, Rejection)] == [each.id for each in ARTICLES]


def test_work_that_no_actor_outlives_is_told_of_and_the_rest_goes_on(runner: RayRunner, tmp_path: Path) -> None:
    given = [(number, str(tmp_path)) for number in range(4)]
    outcomes = list(runner.spread("nothing", dict, _deadly, given, lambda each: f"{each[0]} lost"))
    assert outcomes == ["0 done", "1 done", "2 lost", "3 done"]
    assert len(list(tmp_path.iterdir())) > 2


@pytest.mark.parametrize("at", ["place_batch", "story", "tended", "restore"])
def test_stories_in_memory_that_are_lost_are_taken_up_from_the_store(
    runner: RayRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    expected = _two_builds(tmp_path / "here.db", None)
    killed = _kill_at(monkeypatch, at)
    assert _two_builds(tmp_path / "there.db", runner) == expected
    assert killed


def test_a_runner_that_is_none_is_refused(tmp_path: Path) -> None:
    settings = load_settings(flags={"runner": "moon"})
    with (
        Engine(open_store(str(tmp_path / "a.db")), settings=settings, opener=lambda _: iter(())) as engine,
        pytest.raises(SettingsError, match="moon"),
    ):
        engine.add(["all"], now=NOON)


def _two_builds(path: Path, far: RayRunner | None) -> list[bytes]:
    """All assignments and editions after two runs, the second of which goes on where the first ended."""
    for part in (RECORDS[::2], RECORDS[1::2]):
        engine = Engine(
            open_store(str(path)),
            settings=load_settings(),
            parser=FakeParser(),
            embedder=FakeEmbedder(),
            opener=_opens(part),
            far=far,
        )
        engine.add(["all"], now=NOON)
        found = [pack_assignment(each) for each in engine.store.assignments()]
        found += [pack_edition(each) for each in engine.editions()]
        engine.store.close()
    return found


def _opens(part: Sequence[RawArticle]) -> Callable[[str], Iterator[RawArticle | Rejection]]:
    return lambda _: iter(part)


def _kill_at(monkeypatch: pytest.MonkeyPatch, at: str) -> list[str]:
    """Kill the actor just before it is first asked this; what was asked then."""
    killed: list[str] = []
    name = "_send" if at == "restore" else "_ask"
    real: Callable[..., Any] = getattr(RayPlacer, name)

    def asks(self: RayPlacer, *given: Any) -> Any:
        if not killed and given[:1] in ((), (at,)):
            ray.kill(self.actor)
            killed.append(at)
        return real(self, *given)

    monkeypatch.setattr(RayPlacer, name, asks)
    return killed


def _deadly(_: Any, given: tuple[int, str]) -> str:
    """Kills the process that does piece 2, and leaves a file behind each time."""
    number, folder = given
    if number == 2:
        Path(folder, str(os.getpid())).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{number} done"
