from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from coranto import engine as engine_module
from coranto.cli import main
from coranto.testing.fakes import FakeEmbedder, FakeParser
from coranto.wire import schema

URL = "https://post.example/news/crane"
RECORD = {
    "url": URL,
    "title": "Crane falls in Ostmark harbour",
    "text": "A crane fell on the quay of Ostmark harbour on Saturday. The port authority said that nobody was hurt.",
    "publisher": "The [bold]Post[/bold]",
    "published_at": "2026-03-14T10:00:00+01:00",
}
OTHER = {**RECORD, "url": "https://mail.example/tax", "title": "Karsk lowers its bridge toll", "text": ""}


@pytest.fixture(autouse=True)
def fake_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engine_module, "_default_models", lambda: (FakeParser(), FakeEmbedder()))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "96")
    monkeypatch.delenv("CORANTO_STORE", raising=False)


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, (RECORD, OTHER))))
    arguments = ["build", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out"), "--store", str(tmp_path / "a.db")]
    assert main([*arguments, "--now", "2026-03-20T12:00:00Z"]) == 0
    capsys.readouterr()
    return str(tmp_path / "a.db")


def test_build_ends_with_one_line_of_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_text("\n".join([json.dumps(RECORD), "{bad", json.dumps(RECORD)]))
    code = main(["build", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out"), "--now", "2026-03-20T12:00:00Z"])
    shown = capsys.readouterr()
    assert code == 0
    assert shown.out.startswith("1 article, 1 story, 0 copies, 1 rejected, 1 known already, ")
    assert shown.out.endswith(" seconds\n")
    assert shown.err == ""
    (edition,) = (tmp_path / "out").glob("stories/*/edition.json")
    assert json.loads(edition.read_text("utf-8"))["composed_at"] == "2026-03-20T12:00:00+00:00"


@pytest.mark.parametrize("story", [URL, URL + "?utm_source=x", "ostmark crane"])
def test_show_sets_a_story_for_the_terminal(store: str, capsys: pytest.CaptureFixture[str], story: str) -> None:
    assert main(["show", story, "--store", store]) == 0
    page = capsys.readouterr().out
    assert "Crane falls in Ostmark harbour" in page
    assert "1 article · 1 publisher · 1 origin" in page
    assert "[1]" in page
    assert URL in page
    assert "The [bold]Post[/bold]" in page, "what a publisher wrote is text, not markup"


def test_show_prints_the_contract_and_markdown(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", URL, "--store", store, "--json"]) == 0
    edition = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(schema("edition")).validate(edition)
    assert main(["show", edition["story_id"][:6], "--store", store, "--md"]) == 0
    assert capsys.readouterr().out.startswith("# Crane falls in Ostmark harbour")
    assert main(["show", URL, "--store", store, "--revision", "7"]) == 2
    assert "has no revision 7; leave --revision out" in capsys.readouterr().err


def test_stories_lists_all_and_why_says_why(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stories", "--store", store]) == 0
    listed = capsys.readouterr().out
    assert "Crane falls in Ostmark harbour" in listed
    assert "Karsk lowers its bridge toll" in listed
    assert main(["why", OTHER["url"], "--store", store]) == 0
    reason = capsys.readouterr().out
    assert "Karsk lowers its bridge toll" in reason
    assert "why" in reason


def test_the_store_can_come_from_the_environment(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CORANTO_STORE", store)
    assert main(["stories"]) == 0
    assert "Karsk" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["show", "nothing like this", "--store", "{store}"],
            "no story is called 'nothing like this'; list the stories",
        ),
        (["why", "nothing", "--store", "{store}"], "no article is called 'nothing'"),
        (["stories"], "there is no store"),
        (["stories", "--store", "mysql://h/d"], "'mysql' are not supported"),
        (["stories", "--config", "{tmp}/none.toml"], "cannot be read; check its path"),
        (["build", "{tmp}/none.jsonl", "--out", "{tmp}/o"], "none.jsonl"),
        (["build", "{tmp}/in.jsonl", "--out", "{tmp}/in.jsonl"], "give --out a folder that you may write to"),
        (["build", "{tmp}/in.jsonl", "--out", "{tmp}/o", "--now", "noon"], "--now 'noon' is no time; write it like"),
        (["build", "{tmp}/in.jsonl", "--out", "{tmp}/o", "--store", "{tmp}/x/y.db"], "does not exist; create it"),
        (
            ["serve", "--host", "0.0.0.0"],
            "host 0.0.0.0 is not this machine, and without a token anybody there could read the store; bind 127.0.0.1",
        ),
        (["serve", "--host", "news.example"], "host news.example is not this machine"),
        (["serve", "--port", "99999"], "give a value from 0 to 65535"),
    ],
)
def test_an_error_is_one_sentence_with_the_mend_and_code_2(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code = main([each.format(tmp=tmp_path, store=store) for each in arguments])
    shown = capsys.readouterr()
    assert code == 2
    assert said in shown.err
    assert shown.err.startswith("coranto: ")
    assert shown.err.count("\n") == 1
    assert shown.out == ""


@pytest.mark.parametrize("arguments", [["build"], ["build", "x"], ["show"], ["nonsense"], ["stories", "--colour"]])
def test_a_wrong_call_says_how_to_call(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert "Usage: coranto" in shown.err
    assert "Traceback" not in shown.err


def test_a_fault_of_ours_is_no_traceback(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engine_module.Engine, "editions", lambda _: 1 / 0)
    assert main(["stories", "--store", store]) == 2
    assert "internal fault (ZeroDivisionError: division by zero)" in capsys.readouterr().err


def test_an_interruption_says_how_to_go_on(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine_module.Engine, "editions", interrupt)
    assert main(["stories", "--store", store]) == 130
    assert capsys.readouterr().err == "coranto: interrupted; run the same command again to go on\n"


def test_a_search_lists_stories_with_the_words_found(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    (article, *_) = engine_module.open_engine(store).store.articles()
    word = article.title.split()[0]
    assert main(["search", word, "--store", store]) == 0
    shown = capsys.readouterr().out
    assert word in shown
    assert "article" in shown
    assert main(["search", "zeppelin", "--store", store]) == 0
    assert capsys.readouterr().out == "No story has these words.\n"
    assert main(["search", "x " * 20, "--store", store]) == 2
    assert "too many words; use at most 16" in capsys.readouterr().err


def test_serve_gives_the_site_of_the_store_to_this_machine(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[dict[str, object]] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **how: served.append({"title": app.title, **how}))
    assert main(["serve", "--store", store, "--port", "8123"]) == 0
    (how,) = served
    assert (how["title"], how["host"], how["port"], how["proxy_headers"]) == ("Coranto", "127.0.0.1", 8123, False)


def test_serve_binds_elsewhere_only_behind_a_token_that_cannot_be_guessed(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bound: list[str] = []
    monkeypatch.setattr("uvicorn.run", lambda _, **how: bound.append(how["host"]))
    monkeypatch.setenv("CORANTO_TOKEN", "guess me")
    assert main(["serve", "--store", store, "--host", "0.0.0.0"]) == 2
    assert "the token has 8 characters and could be guessed; use 20 or more" in capsys.readouterr().err
    monkeypatch.setenv("CORANTO_TOKEN", "a-long-invented-secret-1")
    assert main(["serve", "--store", store, "--host", "0.0.0.0"]) == 0
    assert bound == ["0.0.0.0"]


def test_a_full_disk_is_said_in_one_sentence(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device", "/data/x")

    monkeypatch.setattr(engine_module.Engine, "editions", full)
    assert main(["stories", "--store", store]) == 2
    assert capsys.readouterr().err.startswith("coranto: /data/x: No space left on device; check space")


def test_the_module_runs_and_says_its_version() -> None:
    done = subprocess.run([sys.executable, "-m", "coranto", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == "coranto 0.1.0\n"


def test_a_reader_that_leaves_early_is_no_error(store: str) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-m", "coranto", "show", URL, "--json", "--store", store]
    done = subprocess.run(command, stdout=write_end, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, "")
