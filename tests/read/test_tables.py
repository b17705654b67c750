from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coranto.read.tables import columns_of, read_csv, record_of
from coranto.types import RawArticle, Rejection


def rows(data: bytes) -> list[RawArticle | Rejection]:
    return list(read_csv(data.splitlines(keepends=True), "t.csv"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_whatever_parts_them(delimiter: str) -> None:
    table = [
        ["Link", "Headline", "Summary", "Body", "Published At", "Source"],
        [
            "https://lowport.example/a",
            '"Wall, falls"',
            "Short.",
            '"One.\nTwo ""wide"" boats."',
            "2026-03-02",
            "Gazette",
        ],
        ["", "", "", "", "", ""],
        ["https://lowport.example/b", "Caf\u00e9", "", "", "", ""],
    ]
    first, second = rows("\n".join(delimiter.join(row) for row in table).encode("utf-8-sig"))
    assert first == RawArticle(
        subject="t.csv:3",
        url="https://lowport.example/a",
        title="Wall, falls",
        text='One.\nTwo "wide" boats.',
        published_at="2026-03-02",
        publisher="Gazette",
    )
    assert isinstance(second, RawArticle)
    assert (second.subject, second.title, second.text) == ("t.csv:5", "Caf\u00e9", None)


def test_windows_bytes_short_rows_and_long_cells() -> None:
    (one, two) = rows(b"url,title,text\nhttps://l.example/a,Caf\xe9\nhttps://l.example/b,T," + b"x" * 200_000)
    assert isinstance(one, RawArticle)
    assert one.title == "Caf\u00e9"
    assert isinstance(two, RawArticle)
    assert len(two.text or "") == 200_000


def test_a_table_without_the_columns_is_refused_with_the_mend() -> None:
    (refused,) = rows(b"name,age\nAnn,3\n")
    assert isinstance(refused, Rejection)
    assert (refused.subject, refused.reason) == ("t.csv:1", "no-columns")
    assert columns_of(["url", "summary"]) is None


def test_a_quotation_mark_that_never_closes_ends_in_one_rejection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.read.tables.MAX_CELL_CHARS", 1_000)
    found = rows(b'url,title\nhttps://l.example/a,T\nhttps://l.example/b,"' + b"word\n" * 400)
    assert [getattr(each, "reason", "taken") for each in found][:2] == ["taken", "not-csv"]


def test_values_of_columnar_files() -> None:
    columns = columns_of(["url", "title", "published", "authors", "text"])
    assert columns is not None
    values = ["https://l.example/a", "T", datetime(2026, 3, 2, 9, tzinfo=UTC), ["Ann", "Jon"], float("nan")]
    record = record_of(values, columns, "s")
    assert (record.published_at, record.author, record.text) == ("2026-03-02T09:00:00+00:00", "Ann; Jon", None)
