from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import Connection
from tests.house import TEXT, House, feed_of, going, open_house, until

from coranto import flow
from coranto.cycles import Patience
from coranto.errors import OutputError, StoreError
from coranto.stores import postgres
from coranto.stores.sql import open_store
from coranto.testing.badweb import answer
from coranto.testing.server import running_server
from coranto.types import Feed, RawArticle


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path) as made:
        yield made


def test_a_cycle_that_fails_is_told_and_not_the_end_until_it_is_the_rule(house: House) -> None:
    house.server.paths["/feed"] = answer(feed_of(1))
    house.add("/feed")
    (house.folder / "missing").write_text("a file where a folder should be")
    with going(house.running(out=house.folder / "missing" / "deeper")):
        until(lambda: bool(house.lines))
    assert "this cycle failed" in house.lines[0]
    assert "cannot be written" in house.lines[0]
    assert house.tally.counts["faults"] == 1
    assert len(house.store.articles()) == 1  # what was read is not lost


def test_what_a_full_disk_hits_is_stored_as_soon_as_there_is_room(house: House) -> None:
    room = {"pages": 10_000_000}
    sqlalchemy.event.listen(
        house.store._engine,
        "checkout",
        lambda connection, *_: connection.execute(f"PRAGMA max_page_count={room['pages']}"),
    )
    house.server.paths["/feed"] = answer(feed_of(1, 2, 3, text=TEXT * 40))
    (feed,) = house.add("/feed")
    room["pages"] = 1  # SQLite takes it as: no page more than there are
    with going(house.running(patience=Patience(quiet=2.0, whole=5.0, idle=0.02))):
        until(lambda: len(house.lines) >= 2)
        room["pages"] = 10_000_000
        until(lambda: len(house.store.articles()) == 3 and bool(house.store.feed(feed.url).polled_at))  # type: ignore[union-attr]
        until(lambda: house.store.stories() != [] and house.store.stale() == [])
    assert "this cycle failed: store" in house.lines[0]
    assert "has no room left on its disk" in house.lines[0]
    assert house.store.untended() == set()


def test_connections_that_others_hold_are_waited_for(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.server.paths["/feed"] = answer(feed_of(1))
    with going(house.running()):
        until(lambda: house.tally.counts["cycles"] == 1)
        pool, held = house.store._engine.pool, list[Connection]()
        monkeypatch.setattr(pool, "_timeout", 0.01)
        while len(held) < pool.size():  # type: ignore[attr-defined]
            with suppress(sqlalchemy.exc.TimeoutError):  # the loop has one just now
                held.append(house.store._engine.connect())
        until(lambda: len(house.lines) >= 2)
        for connection in held:
            connection.close()
        house.add("/feed")
        until(lambda: len(house.store.assignments()) == 1, seconds=30)
    assert "this cycle failed: all connections to store" in house.lines[0]


def test_a_database_that_is_gone_is_told_of_and_gone_on_with_when_it_is_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "PATIENCE_SECONDS", 0.1)
    with running_server() as server:
        house.store.close()
        house.store = open_store(server.address())
        read = threading.Event()
        gone = threading.Event()

        def page(connection: object, asked: object) -> None:
            read.set()
            gone.wait(10)
            answer(feed_of(1, 2, 3))(connection, asked)  # type: ignore[arg-type]

        house.server.paths["/feed"] = page
        (feed,) = house.add("/feed")
        with going(house.running(patience=Patience(quiet=5.0, whole=9.0, idle=0.02))):
            assert read.wait(10)
            server.stop()
            gone.set()
            until(lambda: len(house.lines) >= 2)
            server.start()
            until(lambda: _stored(house, feed) == 3, seconds=60)
        kept = house.store.feed(feed.url)
        assert kept is not None
        assert not kept.trouble
        assert "is gone; start the database again" in house.lines[0]
        house.store.close()


def _stored(house: House, feed: Feed) -> int:
    """Articles in stories, once the feed is marked as read."""
    try:
        kept = house.store.feed(feed.url)
        return len(house.store.assignments()) if kept is not None and kept.polled_at else 0
    except StoreError:
        return 0


def test_a_record_that_nobody_can_read_stops_no_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    real = flow.make_article

    def make(raw: RawArticle, **given: Any) -> Any:
        if raw.title == "Crane 2 falls in Ostmark":
            raise ZeroDivisionError
        return real(raw, **given)

    monkeypatch.setattr(flow, "make_article", make)
    house.server.paths["/feed"] = answer(feed_of(1, 2, 3))
    house.add("/feed")
    with going(house.running(patience=Patience(quiet=2.0, whole=5.0, idle=0.02))):
        until(lambda: len(house.store.articles()) == 2)
    assert "ZeroDivisionError" in house.lines[0]


def test_ten_faults_in_a_row_end_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.add("/feed")
    running = house.running(patience=Patience(quiet=0.01, whole=1, idle=0.0))
    monkeypatch.setattr(running, "_one", lambda _progress: (_ for _ in ()).throw(OutputError("disk", mend="space")))
    with pytest.raises(OutputError):
        running.forever()
    assert len(house.lines) == 10
