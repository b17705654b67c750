from __future__ import annotations

import json

import pytest

from coranto.read.files import read_jsonl
from coranto.types import RawArticle, Rejection


def test_records_carry_their_line_and_a_bad_line_stops_nothing() -> None:
    data = b'\xef\xbb\xbf{"url": "u1", "title": "T"}\r\n\n{nonsense\n\xff\xfe\n["a"]\n{"url": "u2", "extra": 1}'
    read = list(read_jsonl(data, "in.jsonl"))
    assert [record.subject for record in read] == [f"in.jsonl:{n}" for n in (1, 3, 4, 5, 6)]
    assert read[0] == RawArticle(subject="in.jsonl:1", url="u1", title="T")
    assert [r.reason for r in read if isinstance(r, Rejection)] == ["not-json", "not-utf8", "not-an-object"]
    assert read[-1] == RawArticle(subject="in.jsonl:6", url="u2")


@pytest.mark.parametrize("field", ["url", "title", "text", "html"])
@pytest.mark.parametrize("value", [5, True, ["a"], {"a": 1}])
def test_a_wrong_type_where_the_article_rests_on_it_is_refused(field: str, value: object) -> None:
    line = json.dumps({"url": "https://lowport.example/a", "title": "T", field: value}).encode()
    (record,) = read_jsonl(line, "in")
    assert isinstance(record, Rejection)
    assert record.stage == "parse"
    assert record.reason == "wrong-type"
    assert f"'{field}'" in record.detail


def test_a_wrong_type_elsewhere_counts_as_absent() -> None:
    (record,) = read_jsonl(b'{"url": "u", "title": "T", "text": null, "author": ["A"], "published_at": 5}', "in")
    assert record == RawArticle(subject="in:1", url="u", title="T")


def test_when_an_article_was_updated_is_read() -> None:
    (record,) = read_jsonl(b'{"url": "u", "title": "T", "updated_at": "2026-01-05T10:00:00Z"}', "in")
    assert isinstance(record, RawArticle)
    assert record.updated_at == "2026-01-05T10:00:00Z"


def test_a_line_separator_inside_a_text_ends_no_line() -> None:
    (record,) = read_jsonl('{"url": "u", "title": "one\u2028two"}'.encode(), "in")
    assert isinstance(record, RawArticle)


def test_nesting_beyond_the_parser_is_a_rejection() -> None:
    (record,) = read_jsonl(b'{"url": ' + b"[" * 200_000, "in")
    assert isinstance(record, Rejection)
    assert record.reason == "not-json"
