"""The scorer of time expressions against counts worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evals.time import run


def test_whole_texts(tmp_path: Path) -> None:
    text = "The fair opened on Jan. 5, 2026. It lasted two days and ended last week."
    wanted = [
        {"start": 19, "end": 31, "text": "Jan. 5, 2026", "type": "DATE", "value": "2026-01-05"},
        {"start": 43, "end": 51, "text": "two days", "type": "DURATION", "value": "P3D"},
        {"start": 62, "end": 66, "text": "last", "type": "DATE", "value": "2026-W01"},
        {"start": 0, "end": 8, "text": "The fair", "type": "DATE", "value": "2026"},
    ]
    row = {"id": "a", "published_at": "2026-01-07", "text": text, "timexes": wanted}
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(row) + "\n", "utf-8")
    scores = run(file)
    # 4 wanted, 3 found: 2 with the same extent, 3 overlap, 2 of those with the value.
    assert scores["strict_f1"] == pytest.approx(4 / 7)
    assert scores["relaxed_f1"] == pytest.approx(6 / 7)
    assert scores["value_f1"] == pytest.approx(4 / 7)


def test_single_expressions(tmp_path: Path) -> None:
    rows = [
        {"text": "Back on 5 Jan 2026.", "expression": "5 Jan 2026", "start": 8, "end": 18, "type": "date",
         "values": [{"value": "2026-01-05"}]},
        {"text": "Shut from May 2025.", "expression": "May 2025", "start": 10, "end": 18, "type": "daterange",
         "values": [{"start": "2025-05-01", "end": "2025-06-01"}]},
        {"text": "Back yesterday.", "expression": "yesterday", "start": 5, "end": 14, "type": "date",
         "values": [{"value": "2026-01-05"}]},
        {"text": "Nothing said.", "expression": "said", "start": 8, "end": 12, "type": "date",
         "values": [{"value": "2026-01-05"}]},
    ]  # fmt: skip
    file = tmp_path / "b.jsonl"
    file.write_text("".join(json.dumps(row | {"reference": "2026-01-07T00:00:00"}) + "\n" for row in rows), "utf-8")
    scores = run(file)
    assert (scores["found"], scores["value_accuracy"]) == (0.75, 0.5)
