"""Time expressions against TimeML texts and single expressions: found, with the same extent, with the same value.

Whole texts are scored as TempEval-3 does (UzZaman et al. 2013): strict is the same extent, relaxed an overlap, value an
overlap with the same TimeML value; F1 micro over documents. Of single expressions one counts as right if it is found
and its date, or both ends of its range, are among the readings given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
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
    """Whether the expressions found inside one of the data give one of its readings; ends of ranges are exclusive."""
    for reading in row["values"]:
        if row["type"] == "daterange":
            start, end = _range(own, reading.get("mod") or "")
            if (start, end) == (reading.get("start"), reading.get("end")):
                return True
        elif row["type"] == "date":
            if any(t.value == reading.get("value") and t.precision == "day" for t in own):
                return True
        elif any(_instant(t) == (reading.get("value") or "")[:16] for t in own):
            return True
    return False


def _range(own: Sequence[Timex], mod: str) -> tuple[str | None, str | None]:
    dated = [t for t in own if first_day(t.timeml)]
    if not dated:
        return None, None
    first = first_day(dated[0].timeml)
    last = last_day(dated[0].timeml)
    if len(dated) > 1:
        last = first_day(dated[1].timeml)
        return _iso(first), _iso(last)
    if dated[0].end_value and not week_start(dated[0].timeml):
        return _iso(first), _iso(first_day(dated[0].end_value))
    after = last + timedelta(days=1) if last else None
    if mod == "after":
        return _iso(after), None
    if mod == "since":
        return _iso(first), None
    if mod == "before":
        return None, _iso(first)
    if mod == "until":
        return None, _iso(after)
    return _iso(first), _iso(after)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(timex: Timex) -> str:
    match = re.match(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)", timex.timeml)
    return f"{match[1]} {match[2]}" if match else ""
