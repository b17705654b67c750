"""What a build with a writer would ask of its model, before anything is asked: a rehearsal on a copy of the store.

The same briefs are made as in earnest, and answers that are in the cache are left out, so the figures are those of
this run and of no other. What a second round would cost is not known before the first.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coranto.engine import Engine, Progress, open_engine
from coranto.errors import SettingsError, StoreError
from coranto.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Pages that would be composed, tokens given and taken for their first round, and the price of those."""

    pages: int
    input_tokens: int
    output_tokens: int
    cost: float


def estimate(
    inputs: Sequence[str], *, now: datetime | None, settings: Settings, progress: Progress | None = None
) -> Estimate:
    """Do all of a build but the writing and the publishing, and change nothing.

    Raises ``SettingsError`` where the settings name no writer.
    """
    from coranto.models.llm import LlmWriter
    from coranto.models.writers import open_writer

    writer = open_writer(settings, dry=True)
    if not isinstance(writer, LlmWriter):
        raise SettingsError("there is nothing to estimate without a writer", mend="give --writer openai:MODEL")
    with _copy(settings.text("store")) as address, open_engine(address) as plain:
        engine = Engine(plain.store, settings=settings, writer=writer)
        report = engine.add(inputs, now=now, progress=progress)
    spent = writer.spent(datetime.now(UTC))
    return Estimate(pages=report.composed, input_tokens=spent.input, output_tokens=spent.output, cost=spent.cost)


@contextmanager
def _copy(store: str) -> Iterator[str]:
    """A store of its own in a folder that is gone afterwards: empty, or with all that the given one has."""
    with tempfile.TemporaryDirectory(prefix="coranto-") as folder:
        copy = Path(folder) / "coranto.db"
        path = Path(store.removeprefix("sqlite:///")).expanduser() if store else None
        if path is not None and "://" in str(store) and not store.startswith("sqlite:///"):
            raise StoreError("a dry run needs a store in a file", mend="leave --store out, or give a path")
        if path is not None and path.is_file():
            with (
                sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True) as here,
                sqlite3.connect(copy) as there,
            ):
                here.backup(there)
            here.close()
            there.close()
        yield str(copy)
