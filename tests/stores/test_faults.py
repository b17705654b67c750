from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from tests.stores.filled import ONE, TWO, fill, state

from coranto.errors import StoreError
from coranto.stores import opening, postgres
from coranto.stores.sql import SqlStore, open_store
from coranto.testing.samples import NOON, sample_article, sample_assignment, sample_edition, sample_story
from coranto.testing.server import Server, running_server
from coranto.types import Act


@pytest.fixture
def other_server() -> Iterator[Server]:
    """A server that may be stopped."""
    with running_server() as started:
        yield started


def test_a_full_disk_under_a_file_loses_nothing_and_the_write_can_be_repeated(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "a.db"))
    store.add_article(ONE)
    pages = 10_000_000

    def room(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    sqlalchemy.event.listen(store._engine, "checkout", room)
    pages = 1  # SQLite takes it as: no page more than there are
    large = replace(TWO, text="A ferry reached Ostmark. " * 20_000)
    with pytest.raises(StoreError, match="no room left on its disk; make room, then run the same command again"):
        store.add_article(large)
    assert store.articles() == [ONE]
    pages = 10_000_000
    assert store.add_article(large)
    assert store.articles() == [ONE, large]
    store.close()


def test_a_full_disk_under_a_server_loses_nothing_and_the_write_can_be_repeated(database: str, server: Server) -> None:
    store = open_store(database)
    store.add_article(ONE)
    store.place(sample_assignment(ONE, "s1", opened=True), sample_story("s1", ONE))
    within = database.split("@/")[1].split("?")[0]
    server.run(
        "CREATE FUNCTION full() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON edition_sources FOR EACH ROW EXECUTE FUNCTION full()",
        database=within,
    )
    with pytest.raises(StoreError, match="no room left on its disk"):
        store.add_edition(sample_edition("s1", ONE))
    assert store.edition("s1") is None
    server.run("DROP TRIGGER full_disk ON edition_sources", database=within)
    assert store.add_edition(sample_edition("s1", ONE))
    assert store.stale() == []
    store.close()


def test_a_server_that_is_gone_is_said_to_be_and_one_that_comes_back_is_waited_for(
    other_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(other_server.address())
    fill(store)
    before = state(store)
    other_server.stop()
    monkeypatch.setattr(postgres, "PATIENCE_SECONDS", 0.1)
    with pytest.raises(StoreError, match="is gone; start the database again, then run the same command again"):
        store.articles()
    monkeypatch.setattr(postgres, "PATIENCE_SECONDS", 60.0)
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(store.add_article, sample_article(5))
        other_server.start()
        assert waiting.result()
    assert len(store.articles()) == 5
    assert state(store)[3:6] == before[3:6]
    store.close()


def test_a_connection_that_breaks_in_the_middle_leaves_nothing_and_the_next_is_new(
    database: str, server: Server
) -> None:
    store = open_store(database)
    name = database.split("@/")[1].split("?")[0]

    def breaks() -> None:
        with store._writing() as connection:
            connection.exec_driver_sql("INSERT INTO meta VALUES ('k', 'v')")
            server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
            connection.exec_driver_sql("INSERT INTO meta VALUES ('l', 'v')")

    with pytest.raises(StoreError, match="is gone"):
        breaks()
    with store._reading() as connection:
        assert connection.exec_driver_sql("SELECT key FROM meta").scalars().all() == ["format"]
    assert store.add_article(ONE)
    store.close()


@pytest.mark.parametrize("kind", ["file", "server"])
def test_a_pool_that_is_used_up_is_an_error_and_not_for_ever(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    store = open_store(database if kind == "server" else str(tmp_path / "a.db"))
    monkeypatch.setattr(store._engine.pool, "_timeout", 0.01)
    held = [store._engine.connect() for _ in range(store._engine.pool.size())]  # type: ignore[attr-defined]
    with pytest.raises(StoreError, match=r"all connections to store .* are in use; ask less at a time"):
        store.articles()
    for connection in held:
        connection.close()
    assert store.articles() == []
    store.close()


@pytest.mark.parametrize("kind", ["file", "server"])
def test_a_migration_that_breaks_off_leaves_nothing_and_the_next_opening_makes_it(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    address = database if kind == "server" else str(tmp_path / "a.db")
    whole = opening._migrate

    def breaks_off(connection: sqlalchemy.Connection) -> None:
        whole(connection)
        assert "acts" in sqlalchemy.inspect(connection).get_table_names()
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(opening, "_migrate", breaks_off)
        with pytest.raises(KeyboardInterrupt):
            open_store(address)
    engine = sqlalchemy.create_engine(
        address.replace("postgresql:", "postgresql+psycopg:") if kind == "server" else f"sqlite:///{address}"
    )
    assert sqlalchemy.inspect(engine).get_table_names() == []
    engine.dispose()
    store = open_store(address)
    assert store.add_article(ONE)
    store.close()


def test_many_that_open_a_new_database_at_once_make_one_store(database: str) -> None:
    start = threading.Barrier(4)

    def opened() -> SqlStore:
        start.wait(30)
        return open_store(database)

    with ThreadPoolExecutor(4) as threads:
        stores = [each.result() for each in [threads.submit(opened) for _ in range(4)]]
    assert [store.add_article(ONE) for store in stores] == [True, False, False, False]
    for store in stores:
        store.close()


@pytest.mark.parametrize("kind", ["file", "server"])
def test_writers_at_the_same_time_number_their_acts_without_gaps(tmp_path: Path, database: str, kind: str) -> None:
    address = database if kind == "server" else str(tmp_path / "a.db")
    stores = [open_store(address) for _ in range(3)]

    def locks(store: SqlStore) -> list[int]:
        act = Act(at=NOON, actor="r", kind="lock", reason="", stories=("s1",))
        return [store.change(act).number for _ in range(10)]

    with ThreadPoolExecutor(3) as threads:
        given = [number for numbers in threads.map(locks, stores) for number in numbers]
    assert sorted(given) == list(range(1, 31))
    assert stores[0].last_act() == 30
    for store in stores:
        store.close()


def test_a_write_that_fails_leaves_no_gap_in_the_numbers(postgres_store: SqlStore) -> None:
    wrong = Act(at=NOON, actor="r", kind="undo", reason="", stories=("s1",), undoes=99)
    with pytest.raises(StoreError, match="lacks what this refers to"):
        postgres_store.change(wrong)
    assert postgres_store.change(replace(wrong, undoes=None)).number == 1
