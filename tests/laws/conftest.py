from __future__ import annotations

import json
from pathlib import Path

import pytest

from coranto.models.minilm import MiniLM
from coranto.models.spacy_parser import SpacyParser
from coranto.ports import Embedder, Parser
from coranto.types import RawArticle

ARCHIVE = Path(__file__).parents[2] / "examples" / "archive"


@pytest.fixture(scope="session")
def parser() -> Parser:
    return SpacyParser()


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return MiniLM()


@pytest.fixture(scope="session")
def archive() -> list[list[RawArticle]]:
    """The stories of the sample archive as raw records, one list a story."""
    records = [json.loads(line) for line in (ARCHIVE / "articles.jsonl").read_text("utf-8").splitlines()]
    stories = json.loads((ARCHIVE / "expect.json").read_text("utf-8"))["stories"]
    names = RawArticle.__dataclass_fields__
    by_url = {
        record["url"]: RawArticle(subject=record["url"], **{k: v for k, v in record.items() if k in names})
        for record in records
    }
    return [[by_url[url] for url in story["must_contain_urls"] if url in by_url] for story in stories]
