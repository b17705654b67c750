"""Whole pages, letter for letter: what a change does to them is seen here first."""

from __future__ import annotations

import pytest
from tests.golden import CASES, page

from coranto.models.spacy_parser import SpacyParser
from coranto.models.static import StaticEmbedder
from coranto.ports import Embedder, Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return SpacyParser()


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return StaticEmbedder()


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir() if path.is_dir()))
@pytest.mark.parametrize("name", ["edition.md", "edition.json"])
def test_the_page_is_as_kept(case: str, name: str, parser: Parser, embedder: Embedder) -> None:
    assert page(CASES / case, parser=parser, embedder=embedder)[name] == (CASES / case / name).read_text("utf-8")
