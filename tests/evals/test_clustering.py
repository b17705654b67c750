"""The scores of groupings against worked examples, and the door of the evaluations."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from evals.__main__ import main, set_name, tasks
from evals.clustering import articles_of, mistakes
from evals.partitions import agreement


def test_the_example_of_amigo_and_others() -> None:
    """Seven items: gold aaaa bb c, found as aaa|abb|c, counted by hand."""
    scores = agreement(list("aaaabbc"), [1, 1, 1, 2, 2, 2, 3])
    assert scores["bcubed_precision"] == pytest.approx((3 * 1 + 1 / 3 + 2 * 2 / 3 + 1) / 7)
    assert scores["bcubed_recall"] == pytest.approx((3 * 3 / 4 + 1 / 4 + 2 * 1 + 1) / 7)
    assert scores["pairwise_precision"] == pytest.approx(4 / 6)
    assert scores["pairwise_recall"] == pytest.approx(4 / 7)
    assert scores["pairwise_f1"] == pytest.approx(2 * 4 / 13)


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall"),
    [("aabb", "xxyy", 1.0, 1.0), ("aabb", "xxxx", 0.5, 1.0), ("aabb", "wxyz", 1.0, 0.5), ("abcd", "wxyz", 1.0, 1.0)],
)
def test_extremes(gold: str, found: str, precision: float, recall: float) -> None:
    scores = agreement(list(gold), list(found))
    assert (scores["bcubed_precision"], scores["bcubed_recall"]) == (precision, recall)


def test_a_set_is_scored_and_named_after_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {
            "id": "1",
            "story": "fire",
            "published_at": "2031-03-03",
            "title": "Fire at Port Quillon fish hall",
            "text": "",
        },
        {"id": "2", "story": "fire", "published_at": None, "title": "Fish hall burns in Port Quillon", "text": ""},
        {"id": "3", "story": "vote", "published_at": None, "title": "", "text": "Merrin votes on its bridge.\nMore."},
    ]
    data = "\n".join(map(json.dumps, rows)).encode()
    (tmp_path / "little.jsonl.gz").write_bytes(gzip.compress(data))
    (tmp_path / "README.md").write_text("no set")
    assert main(["clustering", "--data", str(tmp_path), "--json", str(tmp_path / "out.json")]) == 0
    figures = json.loads((tmp_path / "out.json").read_text())["little"]
    assert (figures["articles"], figures["gold_clusters"], figures["bcubed_f1"]) == (3, 2, 1.0)
    assert {"stream_bcubed_f1", "stream_pairwise_recall", "singletons", "peak_mb"} <= set(
        json.loads((tmp_path / "out.json").read_text())["little"]
    )
    assert "bcubed" in capsys.readouterr().out
    assert set_name(tmp_path / "little.jsonl.gz") == "little"


def test_mistakes_show_both_articles_the_costliest_first() -> None:
    rows = [
        {
            "id": str(n),
            "story": "x",
            "published_at": "2021-03-03",
            "title": f"Report {n}",
            "text": f"Body of {n}. " * 90,
        }
        for n in range(6)
    ]
    articles, _ = articles_of(rows)
    lines = mistakes(articles, list("aaabbc"), list("uuuuvw"))
    assert [line for line in lines if not line.startswith(" ")] == ["joined, 3 pairs", "torn, 1 pairs"]
    assert "0 2021-03-03 Report 0 | Body of 0." in lines[1]
    assert "3 2021-03-03 Report 3 | Body of 3." in lines[2]
    assert max(map(len, lines)) < 450


def test_what_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["weather", "--data", str(tmp_path)]) == 2
    assert main(["clustering", "--data", str(tmp_path / "none")]) == 2
    assert main(["clustering", "--data", str(tmp_path)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3
    assert "clustering" in tasks()
