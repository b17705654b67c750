from __future__ import annotations

import json
import zlib
from dataclasses import replace

import pytest

from coranto.testing.samples import sample_analysis, sample_article, sample_assignment, sample_edition
from coranto.wire import (
    article_to_json,
    pack_analysis,
    pack_assignment,
    pack_edition,
    unpack_analysis,
    unpack_assignment,
    unpack_edition,
)

ARTICLE = sample_article(1)


@pytest.mark.parametrize(
    "analysis",
    [
        sample_analysis(ARTICLE),
        replace(sample_analysis(ARTICLE), dateline=None, mentions=(), quotations=()),
        replace(sample_analysis(ARTICLE), sentences=()),
        replace(sample_analysis(ARTICLE), language="a lone surrogate \ud800 and a null \x00"),
    ],
)
def test_an_analysis_comes_back_equal(analysis: object) -> None:
    assert unpack_analysis(pack_analysis(analysis)) == analysis  # type: ignore[arg-type]


def test_an_analysis_packed_before_a_field_was_added_reads_with_its_default() -> None:
    analysis = sample_analysis(ARTICLE)
    given = json.loads(zlib.decompress(pack_analysis(analysis)))
    at = given["fields"]["Timex"].index("kind")
    del given["fields"]["Timex"][at]
    for row in given["timexes"]:
        del row[at]
    assert unpack_analysis(zlib.compress(json.dumps(given).encode())).timexes[0].kind == "date"


@pytest.mark.parametrize(
    "assignment",
    [
        sample_assignment(ARTICLE, "s1", opened=True),
        sample_assignment(ARTICLE, "s1", copy_of=sample_article(2)),
        replace(sample_assignment(ARTICLE, "s1"), runner_up=None),
    ],
)
def test_an_assignment_comes_back_equal(assignment: object) -> None:
    assert unpack_assignment(pack_assignment(assignment)) == assignment  # type: ignore[arg-type]


def test_an_edition_comes_back_equal() -> None:
    edition = sample_edition("s1", ARTICLE, sample_article(2))
    assert unpack_edition(pack_edition(edition)) == edition


def test_equal_values_give_equal_bytes() -> None:
    assert pack_analysis(sample_analysis(ARTICLE)) == pack_analysis(sample_analysis(sample_article(1)))


def test_a_published_article_has_the_fields_of_the_contract() -> None:
    assert list(article_to_json(ARTICLE)) == [
        "id",
        "url",
        "title",
        "text",
        "publisher",
        "published_at",
        "language",
        "coverage",
    ]
    assert article_to_json(ARTICLE)["published_at"] == "2026-03-14T15:00:00+02:00"
