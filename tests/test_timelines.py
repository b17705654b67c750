"""A timeline over the articles of a store that have the words of a query, from the store to the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coranto import engine as engine_module
from coranto.cli import main
from coranto.models.spacy_parser import SpacyParser
from coranto.testing.fakes import FakeEmbedder

DAM = {
    "url": "https://post.example/dam",
    "title": "Dam breaks above Torva",
    "text": "The dam above Torva broke on Sunday. Rescuers took forty people from the valley below the dam on Monday.",
    "publisher": "Post",
    "published_at": "2026-03-02T20:00:00Z",
}
CHARGE = {
    "url": "https://mail.example/charge",
    "title": "Owner of Torva dam charged",
    "text": "Prosecutors charged the owner of the Torva dam on Monday. The dam broke on March 1 after weeks of rain.",
    "publisher": "Mail",
    "published_at": "2026-03-09T20:00:00Z",
}
FAIR = {
    "url": "https://mail.example/fair",
    "title": "Karsk opens its spring fair",
    "text": "The spring fair of Karsk opened on Friday.",
    "publisher": "Mail",
    "published_at": "2026-03-06T20:00:00Z",
}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    parser = SpacyParser()
    monkeypatch.setattr(engine_module, "_default_models", lambda: (parser, FakeEmbedder()))
    monkeypatch.setenv("COLUMNS", "96")
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, (DAM, CHARGE, FAIR))))
    arguments = ["build", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out"), "--store", str(tmp_path / "a.db")]
    assert main([*arguments, "--now", "2026-03-20T12:00:00Z"]) == 0
    capsys.readouterr()
    return str(tmp_path / "a.db")


def test_the_days_are_told_with_their_sources(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "Torva dam", "--store", store]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Torva dam · from 2 articles")
    assert shown.index("Mar 1, 2026") < shown.index("Mar 9, 2026")
    assert CHARGE["url"] in shown
    assert FAIR["url"] not in shown


def test_json_has_numbered_sources_that_the_entries_cite(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "dam", "--store", store, "--days", "2", "--sentences", "2", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["query"], value["articles"]) == ("dam", 2)
    assert len(value["timeline"]) == 2
    cited = {n for entry in value["timeline"] for s in entry["sentences"] for n in s["citations"]}
    assert cited == {source["n"] for source in value["sources"]} == set(range(1, len(cited) + 1))
    published = [source["published_at"] for source in value["sources"]]
    assert published == sorted(published, reverse=True)


def test_dates_bound_the_articles_and_the_days(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", "dam", "--store", store, "--since", "2026-03-05", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [entry["date"] for entry in value["timeline"]] == ["2026-03-09"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zeppelin"], "no article has the words 'zeppelin'"),
        ([""], "no article has the words"),
        (["dam", "--until", "2026-03-01"], "no article has the words 'dam'"),
        (["dam", "--since", "March"], "--since 'March' is no date"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_sentence(
    store: str, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["timeline", *arguments, "--store", store]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
