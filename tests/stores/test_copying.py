from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.stores.filled import ODD, THREE, fill, state

from coranto.errors import StoreError
from coranto.stores import copying
from coranto.stores.copying import back_up, copy_store
from coranto.stores.sql import SqlStore, open_store
from coranto.testing.samples import sample_article, sample_assignment, sample_story
from coranto.testing.server import Server
from coranto.types import Query


def test_a_copy_on_a_server_says_what_the_file_says_and_goes_on(tmp_path: Path, database: str) -> None:
    file = tmp_path / "a.db"
    before = _filled(str(file))
    assert copy_store(str(file), database)["articles"] == 4
    store = open_store(database, create=False)
    assert state(store) == before
    (hit,) = store.search(Query(phrases=(("cafe", "ANGSTROM"),)), limit=5)
    assert hit.article_id == ODD.id
    more = sample_article(9)
    store.add_article(more)
    assert store.place(sample_assignment(more, "s9", opened=True), sample_story("s9", more))
    assert [each.id for each in store.unplaced()] == [THREE.id]
    store.close()


def test_a_store_on_a_server_is_backed_up_into_a_file_that_is_a_store(tmp_path: Path, database: str) -> None:
    before = _filled(database)
    back_up(database, tmp_path / "b.db")
    assert [path.name for path in tmp_path.iterdir()] == ["b.db"]
    store = open_store(str(tmp_path / "b.db"), create=False)
    assert state(store) == before
    store.close()


def test_a_backup_never_writes_over_a_file(tmp_path: Path) -> None:
    _filled(str(tmp_path / "a.db"))
    (tmp_path / "b.db").write_text("mine")
    with pytest.raises(StoreError, match="is there already"):
        back_up(str(tmp_path / "a.db"), tmp_path / "b.db")
    assert (tmp_path / "b.db").read_text() == "mine"


def test_a_copy_adds_to_no_store(tmp_path: Path, database: str) -> None:
    _filled(str(tmp_path / "a.db"))
    before = _filled(database)
    with pytest.raises(StoreError, match="has acts already"):
        copy_store(str(tmp_path / "a.db"), database)
    store = open_store(database)
    assert state(store) == before
    store.close()


@pytest.mark.parametrize("kind", ["file", "server"])
def test_a_copy_that_breaks_off_leaves_nothing_and_can_be_made_again(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    before = _filled(str(tmp_path / "a.db"))
    target = database if kind == "server" else str(tmp_path / "b.db")

    def stops(table: str, rows: int) -> None:
        if table == "members":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_store(str(tmp_path / "a.db"), target, stops)
    empty = open_store(target)
    assert empty.articles() == []
    empty.close()
    copy_store(str(tmp_path / "a.db"), target)
    store = open_store(target)
    assert state(store) == before
    store.close()


def test_a_backup_that_breaks_off_leaves_no_file(tmp_path: Path) -> None:
    _filled(str(tmp_path / "a.db"))

    def stops(table: str, rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(str(tmp_path / "a.db"), tmp_path / "b.db", stops)
    assert not list(tmp_path.glob("b.db*"))


def test_a_backup_is_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = open_store(str(tmp_path / "a.db"))
    fill(writer)
    before = state(writer)

    def meanwhile(table: str, rows: int) -> None:
        if table == "articles":
            late = sample_article(8)
            writer.add_article(late)
            writer.place(sample_assignment(late, "s8", opened=True), sample_story("s8", late))

    back_up(str(tmp_path / "a.db"), tmp_path / "b.db", meanwhile)
    assert len(writer.articles()) == 5
    writer.close()
    store = open_store(str(tmp_path / "b.db"))
    assert state(store) == before
    store.close()


def test_every_table_that_counts_by_itself_is_known(database: str, server: Server) -> None:
    store = open_store(database)
    with store._engine.connect() as connection:
        counted = connection.exec_driver_sql(
            "SELECT table_name FROM information_schema.columns WHERE column_default LIKE 'nextval%%' "
            "AND column_name = 'seq' AND table_schema = current_schema() ORDER BY 1"
        ).scalars()
        assert list(counted) == sorted(copying._COUNTED)
    store.close()


def test_a_copy_in_a_file_keeps_its_order_of_arrival(tmp_path: Path) -> None:
    _filled(str(tmp_path / "a.db"))
    copy_store(str(tmp_path / "a.db"), str(tmp_path / "b.db"))
    rows = []
    for name in ("a.db", "b.db"):
        raw = sqlite3.connect(tmp_path / name)
        rows.append(raw.execute("SELECT seq, id FROM articles ORDER BY seq").fetchall())
        raw.close()
    assert rows[0] == rows[1]
    assert len(rows[0]) == 4


def _filled(address: str) -> list[object]:
    store: SqlStore = open_store(address)
    fill(store)
    said = state(store)
    store.close()
    return said
