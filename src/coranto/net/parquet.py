"""Reads articles from a Parquet file, a batch of rows at a time. Needs the extra ``coranto[parquet]``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coranto.errors import InputError
from coranto.read.tables import columns_of, record_of
from coranto.types import RawArticle, Rejection

_ROWS = 500


def read_parquet(path: Path, subject: str) -> Iterator[RawArticle | Rejection]:
    """The rows of the file; ``subject`` is "name:ROW", from 1. Raises ``InputError`` at once where it is none."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        mend = "install it with: pip install 'coranto[parquet]'"
        raise InputError(f"{path.name} is a Parquet file, and pyarrow is not installed", mend=mend) from error
    try:
        file = pyarrow.parquet.ParquetFile(path, memory_map=True)
        names = file.schema_arrow.names
    except (OSError, pyarrow.ArrowException) as error:
        raise InputError(f"{path} is no Parquet file ({error})", mend="save it again") from error
    columns = columns_of(names)
    if columns is None:
        raise InputError(f"{path} has no columns 'url' and 'title'", mend="name the columns so")
    return _rows(
        file, [names[at] for at in columns.values()], dict(zip(columns, range(len(columns)), strict=True)), subject
    )


def _rows(file: object, names: list[str], columns: dict[str, int], subject: str) -> Iterator[RawArticle | Rejection]:
    import pyarrow

    number = 0
    try:
        for batch in file.iter_batches(batch_size=_ROWS, columns=names):  # type: ignore[attr-defined]
            for row in zip(*(batch.column(name).to_pylist() for name in names), strict=True):
                number += 1
                yield record_of(row, columns, f"{subject}:{number}")
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        detail = f"rows after {number:,} cannot be read ({type(error).__name__}); save the file again"
        yield Rejection(subject=f"{subject}:{number + 1}", stage="open", reason="unreadable", detail=detail)
