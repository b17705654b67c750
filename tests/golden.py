"""Golden pages: whole editions of the sample archive's stories, kept as folders that a person can read.

``tests/cases/<story>/urls.txt`` names the articles, ``edition.md`` and ``edition.json`` hold the page. ``make golden``
writes them anew after a wanted change; the difference is read in review, sentence by sentence. The static embedder is
used, not MiniLM: int8 arithmetic differs between processors, and a golden page must not.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from coranto.models.spacy_parser import SpacyParser
from coranto.models.static import StaticEmbedder
from coranto.ports import Embedder, Parser
from coranto.publish.markdown import to_markdown
from coranto.testing.stories import page_of
from coranto.types import RawArticle
from coranto.wire import edition_to_json, json_text

CASES = Path(__file__).parent / "cases"
ARCHIVE = Path(__file__).parents[1] / "examples" / "archive" / "articles.jsonl"
NOW = datetime(2026, 3, 23, 12, tzinfo=UTC)


def page(case: Path, *, parser: Parser, embedder: Embedder) -> dict[str, str]:
    """The files of a golden folder as the engine writes them today."""
    names = RawArticle.__dataclass_fields__
    by_url = {record["url"]: record for record in map(json.loads, ARCHIVE.read_text("utf-8").splitlines())}
    raws = [
        RawArticle(subject=url, **{key: value for key, value in by_url[url].items() if key in names})
        for url in (case / "urls.txt").read_text("utf-8").split()
    ]
    edition, _, _ = page_of(raws, now=NOW, parser=parser, embedder=embedder)
    return {"edition.md": to_markdown(edition), "edition.json": json_text(edition_to_json(edition))}


def rewrite() -> None:
    """Write every golden folder anew."""
    parser, embedder = SpacyParser(), StaticEmbedder()
    for case in sorted(path for path in CASES.iterdir() if path.is_dir()):
        for name, text in page(case, parser=parser, embedder=embedder).items():
            (case / name).write_text(text, "utf-8")


if __name__ == "__main__":
    rewrite()
