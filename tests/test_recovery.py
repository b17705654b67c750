from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from coranto.engine import Engine
from coranto.settings import load_settings
from coranto.stores.sql import open_store
from coranto.testing.fakes import FakeEmbedder, FakeParser, FixedClock
from coranto.types import RawArticle

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


class CrashError(BaseException):
    """Stands for a process that ends here."""


@pytest.mark.parametrize(
    ("write", "calls"),
    [
        ("add_articles", 3),
        ("add_analysis", 4),
        ("place_all", 0),
        ("change", 0),
        ("change", 1),
        ("note_tended", 0),
        ("add_edition", 0),
        ("add_edition", 1),
    ],
)
def test_a_run_that_ends_between_two_writes_is_made_up_for_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: str, calls: int
) -> None:
    whole = tmp_path / "whole.db"
    for part in (FIRST, SECOND):
        _run(str(whole), part)
    expected = _published(str(whole), tmp_path / "expected")

    broken = tmp_path / "broken.db"
    ended = 0
    for part in (FIRST, SECOND):
        with monkeypatch.context() as patched:
            _end_at(patched, write, calls)
            try:
                _run(str(broken), part)
            except CrashError:
                ended += 1
        _run(str(broken), part)
    assert ended
    assert _published(str(broken), tmp_path / "found") == expected


def _end_at(patched: pytest.MonkeyPatch, write: str, calls: int) -> None:
    """Every later call of this write ends the process before anything is written."""
    from coranto.stores.sql import SqlStore

    real: Callable[..., Any] = getattr(SqlStore, write)
    seen = 0

    def ends(self: SqlStore, *given: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen > calls:
            raise CrashError
        return real(self, *given)

    patched.setattr(SqlStore, write, ends)


def _run(address: str, part: list[RawArticle]) -> None:
    with _engine(address, part) as engine:
        engine.add(["all"], now=NOW)


def _published(address: str, out: Path) -> dict[str, bytes]:
    with _engine(address, []) as engine:
        engine.publish(out, engine.add([], now=NOW))
    files = {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    del files["report.json"]
    return files


def _engine(address: str, part: list[RawArticle]) -> Engine:
    return Engine(
        open_store(address),
        settings=load_settings(environment={}),
        parser=FakeParser(),
        embedder=FakeEmbedder(),
        opener=lambda given: part,
        clock=FixedClock(NOW),
    )


HAPPENINGS = (
    ("Crane falls in Ostmark harbour", "A crane fell on the quay of Ostmark harbour. Divers searched the basin."),
    (
        "Karsk lowers its bridge toll",
        "The council of Karsk voted to lower the toll of its old bridge. It was 4 crowns.",
    ),
    ("Teachers of Lindau end walkout", "Teachers in Lindau went back to their classes. The union had asked for rooms."),
    ("Comet seen above Varn", "Astronomers in Varn photographed a green comet at dawn. It comes every 80 years."),
)


def _reports(number: int, day: int) -> list[RawArticle]:
    """Three outlets on one happening."""
    title, text = HAPPENINGS[number]
    return [
        RawArticle(
            subject=f"{number}-{publisher}",
            url=f"https://{publisher}.example/{number}",
            title=title,
            text=f"{text}\n{publisher.title()} counted {number * 7 + hour} people there.",
            publisher=publisher,
            published_at=(datetime(2026, 3, day, 8 + hour, tzinfo=UTC)).isoformat(),
        )
        for hour, publisher in enumerate(("post", "mail", "echo"))
    ]


FIRST = [*_reports(0, 1), *_reports(1, 2)]
SECOND = [
    replace(raw, published_at=str(raw.published_at).replace("2026-03", "2026-05"))
    for raw in (*_reports(2, 10), *_reports(3, 11))
]
