from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals import claims, gate, planted

ARCHIVE = Path("examples/archive/articles.jsonl")


def a_set(folder: Path, name: str, rows: list[dict[str, object]], texts: dict[str, str]) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    lines = [json.dumps({"id": key, "text": text}) + "\n" for key, text in texts.items()]
    (folder / f"{name}.documents.jsonl").write_text("".join(lines), "utf-8")
    return path


TEXT = "The ferry company Norlink bought three ships on Tuesday. Its chief, Tora Lund, praised the yard in Velm."


def test_a_set_is_read_scored_and_shown_by_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[dict[str, object]] = [
        {"document_id": "d", "claim": "Norlink bought three ships on Tuesday.", "supported": True},
        {"document_id": "d", "claim": "Norlink bought nine ships on Tuesday.", "supported": False, "kind": "number"},
        {"document_id": "d", "claim": "Norlink did not buy three ships on Tuesday.", "supported": False, "kind": "not"},
    ]
    figures = claims.run(a_set(tmp_path, "ships", rows, {"d": TEXT}))
    assert figures["balanced_accuracy"] == 1.0
    assert (figures["claims"], figures["kept"], figures["caught"]) == (3.0, 1.0, 1.0)
    assert "kind not, not supported: 1.000 of 1" in capsys.readouterr().out


def test_a_folder_gives_the_sets_that_have_documents(tmp_path: Path) -> None:
    path = a_set(tmp_path, "ships", [], {})
    (tmp_path / "README.md").write_text("about", "utf-8")
    (tmp_path / "alone.jsonl").write_text("", "utf-8")
    assert claims.sets(tmp_path) == [path]


def test_the_choice_goes_by_the_name_of_the_set_or_its_folder() -> None:
    assert claims.chosen(Path("wice_test.jsonl.gz")) is claims.CHOSEN["wice"]
    assert claims.chosen(Path("summedits/news.jsonl")) is claims.CHOSEN["summedits"]
    assert claims.chosen(Path("planted.jsonl")).objection == claims.VETO


def test_an_objection_lowers_a_score() -> None:
    assert claims.lowered(0.5, 0.0) == pytest.approx(0.5)
    assert claims.lowered(0.9, 1.0) == pytest.approx(0.768, abs=0.001)
    assert claims.lowered(1.0, claims.VETO) < 0.001


def test_area_and_balanced_accuracy() -> None:
    assert claims.area([True, False, True, False], [0.9, 0.1, 0.8, 0.2]) == 1.0
    assert claims.area([True, False], [0.5, 0.5]) == 0.5
    assert claims.area([True], [0.5]) == 0.5
    assert claims.balanced([True, True, False], [True, False, False]) == 0.75


def test_rules_object_to_a_document_without_a_word_of_it() -> None:
    free, far = gate.objections([("Norlink bought three ships.", TEXT), ("Xyzzy plugh.", TEXT)])
    assert free is None
    assert far is not None


def test_the_archive_gives_faults_and_true_sentences_of_every_kind(tmp_path: Path) -> None:
    part = tmp_path / "articles.jsonl"
    part.write_text("\n".join(ARCHIVE.read_text("utf-8").splitlines()[:14]), "utf-8")
    scenes = planted.scenes(part)
    rows = planted.choose((one for scene in scenes for one in planted.plant(scene)), 3)
    assert rows == planted.choose((one for scene in scenes for one in planted.plant(scene)), 3)
    kinds = {row.kind for row in rows}
    assert {"number", "role swap", "joined", "attribution cut", "negation added", "verbatim", "passive"} <= kinds
    assert all(row.claim != row.sources[0].text for row in rows if not row.supported)
    assert all(row.claim == row.sources[0].text for row in rows if row.kind == "verbatim")
    by_id = {scene.article.id: scene for scene in scenes}
    verdicts = {row.kind: planted.judge(row, by_id[row.article.id], None) for row in rows}
    assert verdicts["verbatim"] is None
    assert verdicts["number"] is not None


def test_every_paraphrase_stands_for_a_sentence_of_the_archive() -> None:
    texts = {
        row["url"]: " ".join(row.get("text", "").split())
        for row in map(json.loads, ARCHIVE.read_text("utf-8").splitlines())
    }
    rows = [json.loads(line) for line in planted.PARAPHRASES.read_text("utf-8").splitlines()]
    assert len(rows) >= 100
    assert all(
        " ".join(row["sentence"].split()) in texts[row["url"]] and row["reworded"] != row["sentence"] for row in rows
    )
