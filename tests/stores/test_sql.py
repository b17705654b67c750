from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from coranto.errors import StoreError
from coranto.stores import opening
from coranto.stores.sql import SqlStore, open_store
from coranto.stores.tables import metadata
from coranto.testing.contracts import StoreContract
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import (
    NOON,
    sample_analysis,
    sample_article,
    sample_assignment,
    sample_edition,
    sample_story,
)
from coranto.types import Act, Analysis, Constraint, Mention, Query
from coranto.wire import pack_analysis


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()


class TestSqlStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[SqlStore]:
        opened = open_store(str(tmp_path / "a.db"))
        yield opened
        opened.close()


class TestSqlStoreInMemory(StoreContract):
    @pytest.fixture
    def store(self) -> Iterator[SqlStore]:
        opened = open_store("")
        yield opened
        opened.close()


class TestSqlStoreOnPostgres(StoreContract):
    @pytest.fixture
    def store(self, postgres_store: SqlStore) -> SqlStore:
        return postgres_store


def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    article = sample_article(1)
    first = open_store(f"sqlite:///{tmp_path}/a.db")
    first.add_article(article)
    first.close()
    second = open_store(str(tmp_path / "a.db"), create=False)
    assert second.articles() == [article]
    second.close()


def test_the_database_refuses_to_change_an_edition_or_an_article(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    article = sample_article(1)
    store = open_store(str(file))
    store.add_article(article)
    store.place(sample_assignment(article, "s1", opened=True), sample_story("s1", article))
    store.add_edition(sample_edition("s1", article))
    store.close()
    with sqlite3.connect(file) as raw:
        with pytest.raises(sqlite3.IntegrityError, match="an edition never changes"):
            raw.execute("UPDATE editions SET composed_at = 'never'")
        with pytest.raises(sqlite3.IntegrityError, match="an article never changes"):
            raw.execute("UPDATE articles SET text = 'other'")
    raw.close()


def test_the_audit_log_only_grows(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    store = open_store(str(file))
    constraint = Constraint(kind="lock", ones=("s1",))
    store.change(
        Act(at=NOON, actor="reader", kind="lock", reason="", stories=("s1",), constraints=(constraint,)),
    )
    store.close()
    with sqlite3.connect(file) as raw:
        for statement in ("UPDATE acts SET actor = 'nobody'", "DELETE FROM acts", "DELETE FROM constraints"):
            with pytest.raises(sqlite3.IntegrityError, match="the audit log only grows"):
                raw.execute(statement)
    raw.close()


def test_a_store_of_the_first_version_is_brought_up_and_keeps_what_it_has(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    database = sqlalchemy.create_engine(f"sqlite:///{file}")
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).with_name("migrations")))
    with database.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        assert "acts" not in sqlalchemy.inspect(connection).get_table_names()
    database.dispose()
    with sqlite3.connect(file) as raw:
        raw.execute("INSERT INTO stories VALUES ('s1', '2026-03-14', '2026-03-14', 0)")
        raw.execute(
            "INSERT INTO articles VALUES (1, 'a1', 'https://p.example/1', 'p.example/1', 'T', '', 'P', "
            "'2026-03-14T12:00:00+00:00', 0, 'en', 'headline', 1, NULL, NULL)"
        )
        raw.execute("INSERT INTO members VALUES ('a1', 's1', 0)")
        raw.execute("INSERT INTO analyses VALUES (1, 'a1', 'sample-1', ?)", (pack_analysis(_about("Ostmark")),))
    raw.close()
    store = open_store(str(file), create=False)
    assert [story.article_ids for story in store.stories()] == [("a1",)]
    assert store.acts() == []
    assert store.redirects() == {}
    assert [hit.article_id for hit in store.search(Query(phrases=(("t",),)), limit=5)] == ["a1"]
    assert store.articles_naming("place", "ostmark") == ["a1"]
    store.close()


def _about(place: str) -> Analysis:
    mention = Mention(sentence=0, field="title", start=0, end=1, text="T", label="place", entity=place)
    return replace(sample_analysis(sample_article(1)), article_id="a1", mentions=(mention,))


def test_readers_go_on_beside_a_writer_in_another_thread(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "a.db"))
    store.add_article(sample_article(1))
    seen: list[int] = []
    reader = threading.Thread(target=lambda: seen.append(len(store.articles())))
    with store._engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('k', 'v')")
        reader.start()
        reader.join(timeout=5)
    assert seen == [1]
    store.close()


def test_the_migrations_make_the_tables_that_the_store_expects(tmp_path: Path) -> None:
    engine, _ = opening.open_database(str(tmp_path / "a.db"), create=True)
    with engine.connect() as connection:
        # The tables behind the index of words are made and kept by FTS5.
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        assert compare_metadata(context, metadata) == []
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not (name or "").startswith("search")


def test_the_migrations_make_the_same_tables_on_postgresql(database: str) -> None:
    engine, _ = opening.open_database(database, create=True)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        found = [each for each in compare_metadata(context, metadata) if "rejections" not in str(each)]
        assert found == []
        # Letters must sort alike in every database, whatever its own order.
        sorted_otherwise = connection.exec_driver_sql(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C' "
            "AND table_name <> 'alembic_version'"
        ).all()
        assert sorted_otherwise == []
    engine.dispose()


def test_the_newest_migration_is_the_one_that_opening_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_current_head() == opening.HEAD


def test_a_store_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    open_store(str(file)).close()
    with sqlite3.connect(file) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StoreError, match="newer Coranto"):
        open_store(str(file))


def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_text("not a database, and long enough to have a header of its own " * 20)
    before = file.read_bytes()
    with pytest.raises(StoreError, match="give the path of a Coranto store"):
        open_store(str(file))
    assert file.read_bytes() == before


def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    with sqlite3.connect(file) as raw:
        raw.execute("CREATE TABLE recipes (name)")
    raw.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(str(file))
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("{tmp}/none/a.db", "does not exist; create it"),
        ("{tmp}", "is a folder"),
        ("mysql://localhost/a", "'mysql' are not supported"),
        ("://", "is no address of a store"),
    ],
)
def test_an_address_that_cannot_be_opened_says_the_mend(tmp_path: Path, address: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        open_store(address.format(tmp=tmp_path))


def test_reading_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        open_store(str(tmp_path / "a.db"), create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_rights_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests may run as root, whom no rights stop: the question is asked of os.access.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(StoreError, match="may not be written; change its rights"):
        open_store(str(tmp_path / "a.db"))


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "a.db"))
    article = sample_article(1)
    store.add_article(article)
    store.place(sample_assignment(article, "s1", opened=True), sample_story("s1", article))
    with pytest.raises(StoreError):
        store.add_edition(sample_edition("s1", article, sample_article(2)))
    with store._engine.connect() as connection:
        assert connection.execute(sqlalchemy.text("SELECT count(*) FROM editions")).scalar() == 0
    store.close()


@pytest.mark.parametrize(
    ("words", "piece"), [(("people",), "people"), (("carry",), "carried"), (("reach",), "reached")]
)
def test_a_snippet_marks_the_words_found_in_any_form(tmp_path: Path, words: tuple[str, ...], piece: str) -> None:
    store = open_store(str(tmp_path / "a.db"))
    article = replace(sample_article(1), title="Harbour news", text="Ferry 7 \x02 reached port.\nIt carried 31 people.")
    store.add_article(article)
    store.place(sample_assignment(article, "s1", opened=True), sample_story("s1", article))
    (hit,) = store.search(Query(phrases=(words,)), limit=5)
    assert [part for part, found in hit.snippet if found] == [piece]
    shown = "".join(part for part, _ in hit.snippet)
    assert "\x02" not in shown
    assert "\n" not in shown
    store.close()


def test_a_word_in_the_title_counts_more_than_in_the_text(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "a.db"))
    in_text = replace(sample_article(1), title="Harbour news", text="A lighthouse stands here.")
    in_title = replace(sample_article(2), title="Lighthouse news", text="A harbour lies here.")
    for number, article in enumerate((in_text, in_title)):
        store.add_article(article)
        store.place(sample_assignment(article, f"s{number}", opened=True), sample_story(f"s{number}", article))
    hits = store.search(Query(phrases=(("lighthouse",),)), limit=5)
    assert [hit.article_id for hit in hits] == [in_title.id, in_text.id]
    late = replace(sample_article(3), title="Harbour news again", text="The lighthouse was dark.")
    store.add_article(late)
    store.place(sample_assignment(late, "s2", opened=True), sample_story("s2", late))
    newest = store.search(Query(phrases=(("lighthouse",),), newest=True), limit=5)
    assert [hit.article_id for hit in newest] == [late.id, in_title.id, in_text.id]
    store.close()
