"""Reads articles from tables: which column means what, and the rows of CSV files in the dialects spreadsheets write."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from coranto.read.encodings import decoded
from coranto.types import RawArticle, Rejection

MAX_CELL_CHARS = 10_000_000
_DELIMITERS = ",;\t|"
_COLUMNS = {
    "url": "url link articleurl sourceurl address href permalink",
    "title": "title headline articletitle heading",
    "text": "text body content articletext maintext fulltext articlebody article story description summary",
    "html": "html rawhtml page",
    "publisher": "publisher publication outlet source sourcename sitename newspaper domain",
    "published_at": "publishedat published publicationdate publishdate datepublished pubdate publishtime publishedtime"
    " date datetime timestamp created createdat",
    "updated_at": "updatedat updated datemodified modified modifiedat",
    "author": "author authors byline writer creator",
    "language": "language lang locale",
    "feed": "feed feedurl",
}


def columns_of(header: Sequence[str]) -> dict[str, int] | None:
    """The column of each field by its name, however spelt ("Published At"); None where no address is among them.

    Of several names for one field the one that says most is taken ("body" before "summary").
    """
    plain = ["".join(char for char in name.lower() if char.isalnum()) for name in header]
    found = {}
    for field, names in _COLUMNS.items():
        at = next((plain.index(name) for name in names.split() if name in plain), None)
        if at is not None:
            found[field] = at
    return found if "url" in found and ("title" in found or "html" in found) else None


def record_of(values: Sequence[object], columns: Mapping[str, int], subject: str) -> RawArticle:
    """The article of one row: texts as they are, days and times as ISO 8601, lists joined; what is empty is absent."""
    fields = {field: _text(values[at]) for field, at in columns.items() if at < len(values)}
    return RawArticle(subject=subject, **{field: text for field, text in fields.items() if text})


def read_csv(lines: Iterable[bytes], name: str) -> Iterator[RawArticle | Rejection]:
    """The rows of a CSV file as they are asked for; ``subject`` is "name:LINE", the line its row ends at.

    The first row names the columns, and shows which of , ; | and tab parts them. UTF-8, else Windows-1252.
    """
    csv.field_size_limit(MAX_CELL_CHARS)  # of the whole process: the default cuts at 131,072 characters
    texts = _texts(lines)
    head = next(texts, "")
    delimiter = max(_DELIMITERS, key=lambda char: (head.count(char), -_DELIMITERS.index(char)))
    header = next(csv.reader([head], delimiter=delimiter), [])
    columns = columns_of(header)
    if columns is None:
        detail = "the first line names no columns 'url' and 'title'; name the columns there"
        yield Rejection(subject=f"{name}:1", stage="parse", reason="no-columns", detail=detail)
        return
    rows = csv.reader(texts, delimiter=delimiter)
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            detail = f"the row cannot be read ({error}); mend the quotation marks before it"
            yield Rejection(subject=f"{name}:{rows.line_num + 1}", stage="parse", reason="not-csv", detail=detail)
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield record_of(row, columns, f"{name}:{rows.line_num + 1}")


def _texts(lines: Iterable[bytes]) -> Iterator[str]:
    for number, line in enumerate(lines):
        text = decoded(line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line)
        yield text if text is not None else line.decode("cp1252", "ignore")


def _text(value: object) -> str:
    if value is None or value != value:  # not a number
        return ""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "; ".join(_text(each) for each in value)
    return str(value).strip()
