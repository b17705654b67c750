"""The demo rebuilds when something changed, and only then."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def demo() -> ModuleType:
    spec = importlib.util.spec_from_file_location("demo", ROOT / "examples" / "demo.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made(path: Path, *, at: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    os.utime(path, (at, at))
    return path


def test_a_build_is_current_until_an_input_is_newer(demo: ModuleType, tmp_path: Path) -> None:
    built = [made(tmp_path / "out" / "report.json", at=200), made(tmp_path / "out" / "coranto.db", at=190)]
    archive = made(tmp_path / "articles.jsonl", at=100)
    source = made(tmp_path / "src" / "deep" / "part.py", at=190)
    inputs = [archive, tmp_path / "src"]
    assert demo.is_current(built, inputs=inputs)
    made(source, at=195)
    assert not demo.is_current(built, inputs=inputs)


def test_compiled_files_do_not_ask_for_a_build(demo: ModuleType, tmp_path: Path) -> None:
    built = [made(tmp_path / "report.json", at=200)]
    made(tmp_path / "src" / "__pycache__" / "part.pyc", at=900)
    assert demo.is_current(built, inputs=[tmp_path / "src"])


def test_a_missing_output_asks_for_a_build(demo: ModuleType, tmp_path: Path) -> None:
    built = [made(tmp_path / "report.json", at=200), tmp_path / "coranto.db"]
    assert not demo.is_current(built, inputs=[])


def test_a_failed_build_leaves_nothing_that_looks_built(
    demo: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "demo"
    monkeypatch.setattr(demo, "OUT", out)
    monkeypatch.setattr(demo, "STORE", out / "coranto.db")
    monkeypatch.setattr(demo, "coranto", lambda *arguments: 2)
    assert demo.main() == 2
    assert not out.exists()


def test_it_shows_a_story_of_the_archive_at_the_time_of_its_expectations(demo: ModuleType) -> None:
    urls = [json.loads(line)["url"] for line in demo.ARCHIVE.read_text("utf-8").splitlines()]
    expect = json.loads((demo.ARCHIVE.parent / "expect.json").read_text("utf-8"))
    assert demo.SUMMIT in urls
    assert expect["now"] == demo.NOW


def test_the_closing_lines_name_the_site_and_the_next_commands(demo: ModuleType) -> None:
    closing = demo.next_steps()
    assert os.path.join("build", "demo", "index.html") in closing
    assert all(f" {command} " in closing for command in ("serve", "stories", "why"))
