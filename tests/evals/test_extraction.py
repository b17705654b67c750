"""The scorer of extraction against values worked out by hand, and the protocol on a set of one page."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from evals.extraction import overlap_f1, run, sets

BODY = "\n".join(
    f"On day {n} the board of Lowport harbour met again and said that work on the northern wall goes on as planned."
    for n in range(8)
)


def test_shingles_are_of_four_words_and_counted() -> None:
    assert overlap_f1("a b c d e", "a b c d e") == 1.0
    assert overlap_f1("a b c d", "a b c d e") == pytest.approx(2 / 3)
    assert overlap_f1("a b c d a b c d", "a b c d") == pytest.approx(1 / 3)
    assert overlap_f1("a b", "a b") == 1.0
    assert overlap_f1("", "a b c d") == 0.0


def test_a_set_is_a_folder_with_its_truth(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    html = f"<html><head><title>Work on northern wall</title></head><body><article>{paragraphs}</article></body></html>"
    (tmp_path / "one" / "p.html.gz").write_bytes(gzip.compress(html.encode()))
    row = {
        "url": "https://lowport.example/2026/03/02/work-on-northern-wall-goes-forth",
        "file": "p.html.gz",
        "body": BODY,
    }
    (tmp_path / "one" / "truth.json").write_text(json.dumps({"p": row}), "utf-8")
    assert sets(tmp_path) == sets(tmp_path / "one") == [tmp_path / "one"]
    figures = run(tmp_path / "one")
    assert figures["f1"] == 1.0
    assert figures["title_accuracy"] == 1.0
    assert (figures["dated"], figures["date_accuracy"]) == (1, 0.0)
