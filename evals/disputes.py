"""Disputes on planted stories: how many alarms are right, and how many differences are found.

``--data`` is a folder or file of stories that say what a page should say of them (``{"verdict", "articles"}``), or the
module that makes them: ``--data evals/differences.py``. An alarm is a dispute that a page prints, whatever its verdict.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evals.differences import Made, stories

from coranto.models.minilm import MiniLM
from coranto.models.spacy_parser import SpacyParser
from coranto.testing.stories import page_of
from coranto.types import Edition, RawArticle

_FIRST = datetime(2026, 3, 13, 7, tzinfo=UTC)
"""A Friday."""


def run(path: Path) -> dict[str, float]:
    """Score the planted stories, and print what is right and wrong by kind."""
    rows = stories() if path.suffix == ".py" else (_row(line) for line in path.read_text("utf-8").split("\n") if line)
    made = list(rows)
    found = [[dispute.verdict for dispute in page.disputes] for page in pages(made)]
    for line in by_kind(made, found):
        print(line)
    return scores(made, found)


def sets(data: Path) -> list[Path]:
    """The file itself, or the JSON Lines files of a folder."""
    return [data] if data.is_file() else sorted(data.glob("*.jsonl"))


def scores(made: Sequence[Made], found: Sequence[Sequence[str]]) -> dict[str, float]:
    """Precision and recall of alarms with the right verdict, and of conflicts alone.

    Of several alarms on one story at most one is right; a story without a difference has no right one.
    """
    alarms = sum(len(verdicts) for verdicts in found)
    right = sum(one.verdict in verdicts for one, verdicts in zip(made, found, strict=True) if one.verdict)
    planted = sum(bool(one.verdict) for one in made)
    cried = sum(verdicts.count("conflict") for verdicts in found)
    true = [("conflict" in verdicts) for one, verdicts in zip(made, found, strict=True) if one.verdict == "conflict"]
    return {
        "stories": float(len(made)),
        "alarms": float(alarms),
        "precision": right / alarms if alarms else 0.0,
        "recall": right / planted if planted else 0.0,
        "conflict_precision": sum(true) / cried if cried else 0.0,
        "conflict_recall": sum(true) / len(true) if true else 0.0,
    }


def by_kind(made: Sequence[Made], found: Sequence[Sequence[str]]) -> list[str]:
    """One line a kind: what should be said, how often it is, and what else is said."""
    kinds: dict[tuple[str, str], list[Sequence[str]]] = defaultdict(list)
    for one, verdicts in zip(made, found, strict=True):
        kinds[one.kind, one.verdict].append(verdicts)
    lines = []
    for (kind, verdict), all_verdicts in kinds.items():
        right = sum(verdict in verdicts if verdict else not verdicts for verdicts in all_verdicts)
        wrong = sorted({v for verdicts in all_verdicts for v in verdicts if v != verdict})
        lines.append(f"{kind:20} {verdict or 'nothing':12} {right}/{len(all_verdicts)} {', '.join(wrong)}".rstrip())
    return lines


def pages(made: Iterable[Made]) -> Iterable[Edition]:
    """The page of each story, with the models loaded once."""
    parser, embedder = SpacyParser(), MiniLM(threads=1)
    for number, one in enumerate(made):
        raws = [
            RawArticle(
                subject=f"{number}-{place}",
                url=f"https://house{place}.example/{number}",
                title=title,
                text=body,
                publisher=publisher,
                published_at=(_FIRST + timedelta(hours=hours)).isoformat(),
                language="en",
            )
            for place, (publisher, hours, title, body) in enumerate(one.articles)
        ]
        now = _FIRST + timedelta(hours=max(hours for _, hours, _, _ in one.articles) + 1)
        yield page_of(raws, now=now, parser=parser, embedder=embedder)[0]


def _row(line: str) -> Made:
    row = json.loads(line)
    articles = [(str(a["publisher"]), int(a["hours"]), str(a["title"]), str(a["text"])) for a in row["articles"]]
    return Made(str(row["kind"]), str(row["verdict"]), tuple(articles))
