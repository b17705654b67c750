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


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Shut since May 2025.", "2025-05-01", None),
        ("Shut before May 2025.", None, "2025-05-01"),
        ("Shut after May 2025.", "2025-06-01", None),
        ("Shut in mid-May 2025.", "2025-05-10", "2025-05-21"),
        ("Shut from May 2025 to July 2025.", "2025-05-01", "2025-07-01"),
        ("Shut from the end of May 2025 to the end of July 2025.", "2025-06-01", "2025-08-01"),
        ("Shut for the last two weeks.", "2025-12-24", "2026-01-07"),
    ],
)
def test_intervals_are_read_from_the_tags_alone(tmp_path: Path, text: str, start: str | None, end: str | None) -> None:
    row = {"text": text, "start": 5, "end": len(text) - 1, "type": "daterange", "reference": "2026-01-07T00:00:00"}
    file = tmp_path / "c.jsonl"
    file.write_text(json.dumps(row | {"values": [{"start": start, "end": end}]}) + "\n", "utf-8")
    assert run(file)["value_accuracy"] == 1.0


def test_a_day_that_the_calendar_does_not_have_is_right_when_left_open(tmp_path: Path) -> None:
    row = {"text": "Due on Feb 30.", "start": 7, "end": 13, "type": "date", "values": [{"value": "0001-01-01"}]}
    file = tmp_path / "d.jsonl"
    file.write_text(json.dumps(row | {"reference": "2026-01-07T00:00:00"}) + "\n", "utf-8")
    assert run(file)["value_accuracy"] == 1.0
