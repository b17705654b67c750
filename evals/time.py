"""Time expressions against TimeML texts and single expressions: found, with the same extent, with the same value.

Whole texts are scored as TempEval-3 does (UzZaman et al. 2013): strict is the same extent, relaxed an overlap, value an
overlap with the same TimeML value; F1 micro over documents. Of single expressions one counts as right if it is found
and its date, or both ends of its range, are among the readings given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from coranto.analyze.times import find_timexes
from coranto.analyze.times.calendar import first_day, last_day, week_start
from coranto.models.spacy_parser import SpacyParser
from coranto.types import Sentence, Timex, Token


def run(path: Path) -> dict[str, float]:
    """Score one set. The time for parsing is left out of ``texts_per_second``: the parse serves all of analyze."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    sentences = split_texts([row["text"] for row in rows])
    started = perf_counter()
    tagged = [
        find_timexes(own, published_at=moment(row.get("published_at") or row["reference"]))
        for row, own in zip(rows, sentences, strict=True)
    ]
    speed = len(rows) / max(perf_counter() - started, 1e-9)
    scores = _texts(rows, tagged) if "timexes" in rows[0] else _expressions(rows, tagged)
    return {**scores, "texts_per_second": speed}


def split_texts(texts: Sequence[str]) -> list[list[Sentence]]:
    """The parsed sentences of each text, by paragraphs (blank lines)."""
    pieces = [
        (n, m.start(), m.group())
        for n, text in enumerate(texts)
        for m in re.finditer(r"\S(?:(?!\n\s*\n).)*", text, re.S)
    ]
    parsed = SpacyParser().parse([re.sub(r"\s", " ", piece) for _, _, piece in pieces])
    found: list[list[Sentence]] = [[] for _ in texts]
    for place, ((n, offset, _), one) in enumerate(zip(pieces, parsed, strict=True)):
        for first, last in one.sentences:
            tokens = [_moved(token, offset, first) for token in one.tokens[first:last]]
            start, end = tokens[0].start, tokens[-1].end
            words = re.sub(r"\s", " ", texts[n][start:end])
            found[n].append(
                Sentence(
                    index=len(found[n]),
                    field="text",
                    start=start,
                    end=end,
                    text=words,
                    paragraph=place,
                    tokens=tuple(tokens),
                )
            )
    return found


def moment(text: str) -> datetime:
    """A day or instant as given in the data, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _moved(token: Token, offset: int, first: int) -> Token:
    return Token(
        start=token.start + offset,
        end=token.end + offset,
        text=token.text,
        lemma=token.lemma,
        pos=token.pos,
        tag=token.tag,
        dep=token.dep,
        head=token.head - first,
    )


def _texts(rows: Sequence[dict[str, Any]], tagged: Sequence[Sequence[Timex]]) -> dict[str, float]:
    gold = found = strict = relaxed = value = days = days_right = 0
    for row, timexes in zip(rows, tagged, strict=True):
        gold += len(row["timexes"])
        found += len(timexes)
        spans = {(t.start, t.end) for t in timexes}
        for want in row["timexes"]:
            strict += (want["start"], want["end"]) in spans
            match = overlapping(want, timexes)
            if match is None:
                continue
            relaxed += 1
            same = match.timeml == want["value"]
            value += same
            if re.fullmatch(r"\d{4}-\d\d-\d\d", want["value"]):
                days += 1
                days_right += match.timeml[:10] == want["value"]

    def f1(right: int) -> float:
        return 2 * right / max(gold + found, 1)

    return {
        "strict_f1": f1(strict),
        "relaxed_f1": f1(relaxed),
        "value_f1": f1(value),
        "day_accuracy": days_right / max(days, 1),
    }


def overlapping(want: dict[str, Any], timexes: Sequence[Timex]) -> Timex | None:
    """The expression that overlaps most with a wanted one."""
    over = [(min(t.end, want["end"]) - max(t.start, want["start"]), -t.start, t) for t in timexes]
    best = max(over, key=lambda item: item[:2], default=None)
    return best[2] if best is not None and best[0] > 0 else None


def _expressions(rows: Sequence[dict[str, Any]], tagged: Sequence[Sequence[Timex]]) -> dict[str, float]:
    found = right = 0
    for row, timexes in zip(rows, tagged, strict=True):
        own = [t for t in timexes if t.start < row["end"] and t.end > row["start"]]
        found += bool(own)
        right += reads(own, row)
    return {"found": found / len(rows), "value_accuracy": right / len(rows)}


def reads(own: Sequence[Timex], row: dict[str, Any]) -> bool:
    """Whether the expressions found inside one of the data give one of its readings; ends of ranges are exclusive.

    What is read is what the tagger says, counted exactly where it says so; a day that the calendar does not have is
    right if it is found and left open.
    """
    for reading in row["values"]:
        if row["type"] == "daterange":
            if interval(own) == (reading.get("start"), reading.get("end")):
                return True
        elif row["type"] == "date":
            if reading.get("value") == NO_DAY:
                return bool(own) and all(t.value is None for t in own)
            if any(_day(t) == reading.get("value") for t in own):
                return True
        elif any(_minute(t) == (reading.get("value") or "")[:16] for t in own):
            return True
    return False


NO_DAY = "0001-01-01"
"""How the data write a day that the calendar does not have."""


def _day(timex: Timex) -> str | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", timex.counted):
        return timex.counted
    return timex.value if timex.precision == "day" else None


def _minute(timex: Timex) -> str:
    text = timex.counted if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", timex.counted) else timex.timeml
    return text[:16].replace("T", " ") if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", text) else ""


def interval(own: Sequence[Timex]) -> tuple[str | None, str | None]:
    """The first day of what the expressions mean and the day after its last; None where it is open."""
    counted = next((t.counted for t in own if "/" in t.counted), "")
    if counted:
        start, end = counted.split("/")
        return start, end
    dated = [_counted(t) for t in own if first_day(t.timeml) or t.timeml == "PRESENT_REF"]
    if not dated:
        return None, None
    if len(dated) > 1:
        return _iso(_point(dated[0])), _iso(_point(dated[1]))
    first, last = _part(dated[0])
    side = dated[0].mod.partition("-")[0]
    if dated[0].end_value and not week_start(dated[0].timeml):
        return _iso(first), _iso(first_day(dated[0].end_value))
    if side == "AFTER":
        return _iso(first if dated[0].mod == "AFTER-START" or dated[0].precision == "day" else last), None
    if side == "ON_OR_AFTER":
        return _iso(first), None
    if side in ("BEFORE", "ON_OR_BEFORE"):
        return None, _iso(last if dated[0].mod.endswith(("-MID", "-END")) else first)
    return _iso(first), _iso(last)


def _counted(timex: Timex) -> Timex:
    """An expression at the day that counting gives, if it does and that day is the limit of something."""
    day = re.fullmatch(r"\d{4}-\d\d-\d\d", timex.counted)
    return replace(timex, timeml=day[0], precision="day") if day and timex.mod else timex


_PARTS = {
    "week": {"START": (0, 3), "MID": (1, 5), "END": (3, 7)},
    "month": {"START": (0, 15), "MID": (9, 20), "END": (15, 31)},
    "year": {"START": (0, 4), "MID": (4, 8), "END": (6, 12)},
}
"""What the data mean by the early, middle and late part: days of a week or month, months of a year.

"Early in" a year reaches two months further than "the beginning of" it.
"""


def _part(timex: Timex) -> tuple[date | None, date | None]:
    """The first day of the named part of an expression, and the day after its last."""
    first, last = first_day(timex.timeml), last_day(timex.timeml)
    if first is None or last is None:
        return first, last
    after = last + timedelta(days=1)
    name = timex.mod.rpartition("-")[2]
    unit = {10: "", 7: "month", 4: "year"}.get(len(timex.timeml), "")
    unit = "week" if week_start(timex.timeml) else unit
    if name not in ("START", "MID", "END") or not unit:
        return first, after
    begin, end = _PARTS[unit][name]
    if unit == "year" and timex.text.lower().startswith("early"):
        end = 6
    if unit == "year":
        return date(first.year, begin + 1, 1), after if end == 12 else date(first.year, end + 1, 1)
    return first + timedelta(days=begin), min(first + timedelta(days=end), after)


def _point(timex: Timex) -> date | None:
    """Where a range begins or stops: the first day, the middle, or the day after "the end of"."""
    if timex.timeml == "PRESENT_REF":
        return date.fromisoformat(timex.counted[:10]) if timex.counted else None
    first, last = first_day(timex.timeml), last_day(timex.timeml)
    if first is None or last is None:
        return None
    if timex.mod.endswith("END"):
        return last + timedelta(days=1)
    if timex.mod.endswith("MID"):
        return first + timedelta(days=15) if (last - first).days < 31 else date(first.year, 7, 1)
    return first


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
