from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import jsonschema
import pytest

from coranto.testing.samples import sample_article, sample_edition
from coranto.wire import article_to_json, edition_from_json, edition_to_json, index_to_json, json_text, schema

EDITION = sample_edition("s0123456789ab", sample_article(1), sample_article(2))


def test_an_edition_is_what_the_schema_says() -> None:
    jsonschema.Draft202012Validator(schema("edition")).validate(edition_to_json(EDITION))


def test_the_schema_refuses_a_statement_without_evidence() -> None:
    bare = replace(EDITION, headline=replace(EDITION.headline, evidence=()))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema("edition")).validate(edition_to_json(bare))


def test_an_edition_comes_back_equal_through_text() -> None:
    assert edition_from_json(json.loads(json_text(edition_to_json(EDITION)))) == EDITION


def test_an_update_comes_back_in_its_own_offset_and_is_as_the_schema_says() -> None:
    at = EDITION.sources[0].published_at.astimezone(timezone(timedelta(hours=9))) + timedelta(hours=1)
    updated = replace(EDITION, sources=tuple(replace(s, updated_at=at) for s in EDITION.sources))
    spelt = edition_to_json(updated)
    jsonschema.Draft202012Validator(schema("edition")).validate(spelt)
    assert spelt["sources"][0]["updated_at"] == at.isoformat()
    assert edition_from_json(spelt) == updated
    article = replace(sample_article(1), updated_at=at)
    assert article_to_json(article)["updated_at"] == at.isoformat()
    assert "updated_at" not in article_to_json(sample_article(1))


def test_instants_keep_their_own_offset() -> None:
    seoul = datetime(2026, 3, 14, 23, 30, tzinfo=timezone(timedelta(hours=9)))
    assert edition_to_json(replace(EDITION, opened_at=seoul))["opened_at"] == "2026-03-14T23:30:00+09:00"


def test_citations_are_the_sorted_sources_of_the_evidence() -> None:
    both = EDITION.sections[0].statements
    joined = replace(both[0], evidence=(*both[1].evidence, *both[0].evidence, *both[1].evidence))
    spelt = edition_to_json(replace(EDITION, headline=joined))["headline"]
    assert spelt["citations"] == [1, 2]
    assert [e["source"] for e in spelt["evidence"]] == [2, 1, 2]


def test_the_index_is_newest_first_and_ties_go_by_id() -> None:
    old, new = sample_article(1), sample_article(9)
    rows = index_to_json([sample_edition("s2", old), sample_edition("s1", old), sample_edition("s3", new)])["stories"]
    assert [row["id"] for row in rows] == ["s3", "s1", "s2"]
    assert rows[0]["path"] == "stories/s3/"
    assert rows[0]["counts"] == {"articles": 1, "publishers": 1, "origins": 1}


def test_printed_json_keeps_letters_and_ends_its_last_line() -> None:
    assert json_text({"a": "Łódź"}) == '{\n "a": "Łódź"\n}\n'


def test_an_uncertain_date_comes_back_as_such() -> None:
    first, *rest = EDITION.sources
    unsure = replace(EDITION, sources=(replace(first, date_certain=False), *rest))
    spelt = edition_to_json(unsure)
    jsonschema.Draft202012Validator(schema("edition")).validate(spelt)
    assert edition_from_json(spelt) == unsure
