from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from tests.stores.filled import ODD, ONE, TWO, fill

from coranto.stores.soundness import findings
from coranto.stores.sql import open_store
from coranto.testing.samples import sample_edition
from coranto.testing.server import Server


@pytest.fixture
def file(tmp_path: Path) -> Path:
    store = open_store(str(tmp_path / "a.db"))
    fill(store)
    store.close()
    return tmp_path / "a.db"


def test_a_store_that_was_only_used_is_sound(file: Path, database: str) -> None:
    store = open_store(database)
    fill(store)
    store.close()
    assert findings(str(file)) == []
    assert findings(database) == []


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        (f"DELETE FROM members WHERE article_id = '{ODD.id}'", f"article {ODD.id} is assigned to story s1 and is not"),
        (f"DELETE FROM assignments WHERE article_id = '{ODD.id}'", f"article {ODD.id} is in a story, and nothing says"),
        ("DELETE FROM redirects", "story s2 has no article and leads nowhere"),
        ("INSERT INTO redirects (old, new) VALUES ('s1', 's2')", "story s1 has articles and leads elsewhere"),
        ("DELETE FROM edition_sources WHERE revision = 2", "edition 2 of story s1 is listed with 0 of 3 sources"),
        ("UPDATE analyses SET packed = 'x' WHERE seq = 1", "the analysis of article"),
    ],
)
def test_what_is_halved_or_broken_is_found(file: Path, statement: str, finding: str) -> None:
    with sqlite3.connect(file) as raw:
        raw.execute(statement)
    raw.close()
    (found,) = findings(str(file))
    assert found.startswith(finding)


def test_an_edition_without_the_one_before_it_is_found(file: Path) -> None:
    with sqlite3.connect(file) as raw:
        raw.execute("DELETE FROM edition_sources WHERE story_id = 's1' AND revision = 1")
        raw.execute("DELETE FROM editions WHERE story_id = 's1' AND revision = 1")
    raw.close()
    assert findings(str(file)) == ["edition 2 of story s1 has no edition before it"]


def test_a_passage_that_is_not_in_its_article_is_found(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "a.db"))
    fill(store)
    edition = sample_edition("s1", ONE, TWO, revision=3)
    evidence = replace(edition.headline.evidence[0], quote="Nobody wrote this.")
    store.add_edition(replace(edition, headline=replace(edition.headline, evidence=(evidence,))))
    store.close()
    (found,) = findings(str(tmp_path / "a.db"))
    assert found == "edition 3 of story s1 quotes 'Nobody wrote this.', which is not there in source 1"


def test_an_article_that_no_search_finds_is_found(database: str, server: Server) -> None:
    store = open_store(database)
    fill(store)
    store.close()
    server.run(
        f"DELETE FROM search WHERE seq = (SELECT seq FROM articles WHERE id = '{ONE.id}')",
        database=database.split("@/")[1].split("?")[0],
    )
    assert findings(database) == [f"article {ONE.id} is in no index of words"]


def test_a_damaged_page_of_the_file_is_found(file: Path) -> None:
    with sqlite3.connect(file) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'ix_names_key'")
    raw.close()
    assert any(found.startswith("SQLite: ") for found in findings(str(file)))
