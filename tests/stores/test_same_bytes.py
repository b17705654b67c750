from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from coranto.desk import merge
from coranto.engine import Engine
from coranto.settings import load_settings
from coranto.stores.copying import copy_store
from coranto.stores.sql import open_store
from coranto.testing.fakes import FakeEmbedder, FakeParser, FixedClock
from coranto.types import RawArticle

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
TOWNS = ("Ostmark", "Åsgard", "lindau", "Karsk", "Éclair")


def test_a_build_gives_the_same_bytes_on_a_file_and_on_a_server(tmp_path: Path, database: str) -> None:
    on_file, on_server = (
        _built(address, tmp_path / name) for address, name in ((str(tmp_path / "a.db"), "one"), (database, "two"))
    )
    assert len(on_file) > 30
    assert on_file == on_server


def test_a_store_that_moved_to_a_server_goes_on_with_the_same_bytes(tmp_path: Path, database: str) -> None:
    _built(str(tmp_path / "a.db"), tmp_path / "one", parts=1)
    copy_store(str(tmp_path / "a.db"), database)
    stayed = _built(str(tmp_path / "a.db"), tmp_path / "one")
    moved = _built(database, tmp_path / "two")
    assert stayed == moved


def _built(address: str, out: Path, *, parts: int = 2) -> dict[str, bytes]:
    """The folder that comes of two batches of articles, and of a reader's hand after the second."""
    batches = {"first": [_raw(n) for n in range(0, 24, 2)], "second": [_raw(n) for n in range(1, 24, 2)]}
    with Engine(
        open_store(address),
        settings=load_settings(environment={}),
        parser=FakeParser(),
        embedder=FakeEmbedder(),
        opener=lambda given: batches[given],
        clock=FixedClock(NOW),
    ) as engine:
        for name in list(batches)[:parts]:
            report = engine.add([name], now=NOW)
        if parts == 2:
            merge(engine.store, [story.id for story in engine.store.stories()[:2]], at=NOW, actor="r", reason="One.")
            engine.refresh(now=NOW)
        engine.publish(out, report)
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def _raw(number: int) -> RawArticle:
    town = TOWNS[number % len(TOWNS)]
    at = datetime(2026, 3, 14, 10, tzinfo=UTC) + timedelta(hours=5 * (number // 4))
    return RawArticle(
        subject=f"{number}",
        url=f"https://{'post' if number % 3 else 'mail'}.example/{number}",
        title=f"Crane falls in {town} harbour",
        text=f"A crane fell on the quay of {town} harbour. {number} ferries turned back \x00 to {TOWNS[number % 3]}.\n"
        f"Inspector Ida Brandt of {town} said that {number + 30} people were brought home.",
        publisher="The Post" if number % 3 else "the mail",
        published_at=at.isoformat(),
    )
