from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "requirements"
FILES = sorted(FOLDER.glob("*.txt"))


def test_there_are_three_pinned_files() -> None:
    assert [file.name for file in FILES] == ["base.txt", "dev.txt", "models.txt"]


@pytest.mark.parametrize("file", [*FILES, *sorted(FOLDER.glob("*.in"))], ids=lambda file: file.name)
def test_no_line_names_an_address_or_an_index(file: Path) -> None:
    text = file.read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(?:-i|-f|--index|--extra-index|--find-links|--trusted-host)", text, re.MULTILINE)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_requirement_is_pinned_and_has_a_hash(file: Path) -> None:
    joined = file.read_text("utf-8").replace("\\\n", " ")
    pins = [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert pins
    for pin in pins:
        assert re.match(r"[A-Za-z0-9._-]+(?:\[[a-z,-]+\])?==\S+", pin), pin
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", pin), pin
