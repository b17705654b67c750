"""Claims against documents: does the document support all of the claim? Labels by people.

A set is ``NAME.jsonl`` (``document_id``, ``claim``, ``supported``, perhaps ``kind`` and ``domain``) beside
``NAME.documents.jsonl`` (``id``, ``text``); either may be gzip. The threshold is fixed beforehand, by the set's name
(``CHOSEN``): it was picked on development sets, never on the rows that are scored.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

from evals.gate import objections

from coranto.compose.verify import SURE
from coranto.models.entailment.trees import TreeEntailer


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of a set with the text of its document; ``kind`` is the set's own finer label or its domain."""

    claim: str
    document: str
    supported: bool
    kind: str
    domain: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for a family of sets, and on which rows.

    ``coverage`` is the entailer's weight of coverage, ``threshold`` the score from which a claim is supported, and
    ``objection`` what an objection of the verifier's rules takes from the score's log-odds (0: they are not asked).
    """

    coverage: float
    threshold: float
    objection: float
    on: str


VETO = 99.0
CHOSEN: dict[str, Choice] = {
    "wice": Choice(4.0, 0.4, 0.0, "wice dev"),
    "summedits": Choice(
        0.0, 0.35, 1.0, "four domains of summedits, none of them news, each by trees that had not seen it"
    ),
}
_ELSE = Choice(0.5, SURE, VETO, "faults planted in the sample archive")
"""As the verifier judges sentences that a writer wrote: the score, then the rules."""


def run(path: Path) -> dict[str, float]:
    """Score one set and print how each kind fares. ``auc`` is the entailer's alone."""
    rows = read_set(path)
    choice = chosen(path)
    started = process_time()
    scores = TreeEntailer(coverage=choice.coverage).entail([(row.claim, row.document) for row in rows])
    passed = [score >= choice.threshold for score in scores]
    if choice.objection:
        left = [n for n, passes in enumerate(passed) if passes]
        reasons = objections([(rows[n].claim, rows[n].document) for n in left])
        for n, reason in zip(left, reasons, strict=True):
            passed[n] = reason is None or lowered(scores[n], choice.objection) >= choice.threshold
    seconds = process_time() - started
    for line in by_kind(rows, passed):
        print(line)
    labels = [row.supported for row in rows]
    return {
        "balanced_accuracy": balanced(labels, passed),
        "auc": area(labels, scores),
        "kept": share(p for p, label in zip(passed, labels, strict=True) if label),
        "caught": share(not p for p, label in zip(passed, labels, strict=True) if not label),
        "threshold": choice.threshold,
        "claims": float(len(rows)),
        "claims_per_cpu_second": len(rows) / max(seconds, 1e-9),
    }


def sets(data: Path) -> list[Path]:
    """The sets of a folder: files that have documents beside them."""
    files = [data] if data.is_file() else sorted(data.iterdir())
    return [p for p in files if p.is_file() and ".documents." not in p.name and _documents(p) is not None]


def chosen(path: Path) -> Choice:
    """The choice for a set, by the family that its name or that of its folder has in it."""
    places = (path.name.lower(), path.parent.name.lower())
    return next((choice for place in places for name, choice in CHOSEN.items() if name in place), _ELSE)


def read_set(path: Path) -> list[Claim]:
    """All claims of a set, in file order."""
    beside = _documents(path)
    texts = {row["id"]: row["text"] for row in _rows(beside)} if beside is not None else {}
    return [
        Claim(
            claim=row["claim"],
            document=texts[row["document_id"]],
            supported=bool(row["supported"]),
            kind=str(row.get("kind") or ""),
            domain=str(row.get("domain") or ""),
        )
        for row in _rows(path)
    ]


def by_kind(rows: Sequence[Claim], passed: Sequence[bool]) -> Iterator[str]:
    """For each domain and each kind: how many, and the share judged right. A claim of two kinds counts for both."""
    right: dict[str, list[bool]] = defaultdict(list)
    for row, passes in zip(rows, passed, strict=True):
        names = [f"kind {kind}" for kind in row.kind.split(",") if kind]
        for name in (*names, *([f"domain {row.domain}"] if row.domain else [])):
            right[f"{name}, {'supported' if row.supported else 'not supported'}"].append(passes == row.supported)
    for name in sorted(right):
        yield f"  {name}: {share(right[name]):.3f} of {len(right[name])}"


def lowered(score: float, by: float) -> float:
    """A probability with so much less log-odds."""
    odds = score / max(1 - score, 1e-9) * math.exp(-by)
    return odds / (1 + odds)


def balanced(labels: Sequence[bool], passed: Sequence[bool]) -> float:
    """The mean of the accuracy on supported and on other claims."""
    kept = share(p for p, label in zip(passed, labels, strict=True) if label)
    caught = share(not p for p, label in zip(passed, labels, strict=True) if not label)
    return (kept + caught) / 2


def area(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """The chance that a supported claim scores above another one; ties count half."""
    order = sorted(range(len(scores)), key=lambda i: scores[i])
    ranks = [0.0] * len(scores)
    at = 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and scores[order[end + 1]] == scores[order[at]]:
            end += 1
        for i in order[at : end + 1]:
            ranks[i] = (at + end) / 2 + 1
        at = end + 1
    positive = sum(labels)
    negative = len(labels) - positive
    if not positive or not negative:
        return 0.5
    above = sum(rank for rank, label in zip(ranks, labels, strict=True) if label) - positive * (positive + 1) / 2
    return above / (positive * negative)


def share(flags: Any) -> float:
    """The share of true values; 0 of nothing."""
    values = list(flags)
    return sum(values) / len(values) if values else 0.0


def _documents(path: Path) -> Path | None:
    stem = path.name.removesuffix(".gz").removesuffix(".jsonl")
    names = (f"{stem}.documents.jsonl", f"{stem}.documents.jsonl.gz")
    return next((path.parent / name for name in names if (path.parent / name).is_file()), None)


def _rows(path: Path) -> list[dict[str, Any]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.name.endswith(".gz") else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]
