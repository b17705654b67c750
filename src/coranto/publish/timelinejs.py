"""The timeline of an edition as TimelineJS 3 reads it (https://timeline.knightlab.com, JSON format)."""

from __future__ import annotations

import json

from markupsafe import escape

from coranto.types import Edition, TimelineEntry


def to_timelinejs(edition: Edition) -> str:
    """A title slide with the headline and one event an entry; an entry's citations stand in its text."""
    value = {
        "title": {"text": {"headline": str(escape(edition.headline.text))}},
        "events": [_event(entry) for entry in edition.timeline],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _event(entry: TimelineEntry) -> dict[str, object]:
    first, *rest = entry.statements
    text = " ".join(f"{escape(s.text)} {''.join(f'[{n}]' for n in s.citations)}" for s in (first, *rest))
    event: dict[str, object] = {
        "start_date": _date(entry.date),
        "text": {"headline": str(escape(first.text)), "text": f"<p>{text}</p>"},
    }
    if entry.end:
        event["end_date"] = _date(entry.end)
    if entry.scheduled:
        event["group"] = "scheduled"
    return event


def _date(value: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), (int(part) for part in value.split("-")), strict=False))
