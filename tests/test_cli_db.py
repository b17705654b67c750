from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from coranto.cli import main
from coranto.stores.sql import open_store
from coranto.testing.samples import sample_article, sample_assignment, sample_edition, sample_story


@pytest.fixture
def store(tmp_path: Path) -> str:
    address = str(tmp_path / "a.db")
    opened = open_store(address)
    article = sample_article(1)
    opened.add_article(article)
    opened.place(sample_assignment(article, "s1", opened=True), sample_story("s1", article))
    opened.add_edition(sample_edition("s1", article))
    opened.close()
    return address


def test_a_backup_can_be_copied_back_and_is_sound(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["db", "backup", str(tmp_path / "b.db"), "--store", store]) == 0
    assert main(["db", "copy", str(tmp_path / "b.db"), str(tmp_path / "c.db")]) == 0
    assert main(["db", "check", "--store", str(tmp_path / "c.db")]) == 0
    assert main(["db", "upgrade", "--store", str(tmp_path / "c.db")]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[:3] == [
        "Backed up 1 article and 1 edition.",
        "Copied 1 article and 1 edition.",
        "The store is sound.",
    ]
    assert "  members: 1" in said.err.splitlines()


def test_what_is_wrong_is_said_and_ends_with_one(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(store) as raw:
        raw.execute("DELETE FROM members")
    raw.close()
    assert main(["db", "check", "--store", store]) == 1
    said = capsys.readouterr().out
    assert "is assigned to story s1 and is not in it" in said
    assert "2 findings. Take the last backup" in said


def test_a_store_that_is_not_there_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["check"], ["upgrade"], ["backup", str(tmp_path / "b.db")]):
        assert main(["db", *command, "--store", str(tmp_path / "none.db")]) == 2
        assert "there is no store" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
