"""Reads archives into a store: in date order within a window, resumable at the record, nothing twice.

Why so: an archive is too large to be sorted, and news that is placed long before what it follows opens stories of its
own. So records are stored as they are read, and whenever enough articles wait there, the oldest are placed: the window
is what waits, and outlives a crash. What was read is noted in a file of its own once the store has it, so that after a
crash some records are read again, which are known already.
"""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from coranto.engine import Engine
from coranto.errors import CorantoError, InputError, OutputError
from coranto.types import RawArticle, Rejection, Report

WINDOW = 4_000
"""Articles that wait, at most, for others with an earlier date."""

STEP = 1_000
"""Records after which the oldest that wait are placed, and from which on a crash reads again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far a backfill is: ``files`` are done, and ``records`` of the next; ``read`` in all, of ``refused`` none.

    ``witness`` is the id of an article that the store has if this position is one of this store.
    """

    files: int = 0
    records: int = 0
    read: int = 0
    accepted: int = 0
    refused: int = 0
    witness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A position on the way, and about how many seconds are left, None where nothing can be said yet."""

    position: Position
    left: float | None


def backfill(
    engine: Engine,
    files: Sequence[str],
    state: Path,
    *,
    now: datetime | None = None,
    window: int = WINDOW,
    step: int = STEP,
    tell: Callable[[Pace], None] = lambda _: None,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[Position, Report]:
    """Read files, in the order given, into the engine's store, then compose what changed.

    ``state`` is where the position is kept; a call with the same files goes on from there, also after a crash. Raises
    ``InputError`` for a file that cannot be opened, and ``OutputError`` where the position cannot be written.
    """
    position = _position(state, files, engine)
    sizes = [_size(given) for given in files]
    begun, first = clock(), position.read
    counts: list[int | None] = [None] * len(files)
    for at in range(position.files, len(files)):
        counts[at] = records_in(files[at])
        with engine.records(files[at], skip=position.records) as records:
            while True:
                taken: list[RawArticle | Rejection] = list(islice(records, step))
                if not taken:
                    break
                accepted, refused, last = engine.fill(taken, keep=window, now=now)
                position = replace(
                    position,
                    records=position.records + len(taken),
                    read=position.read + len(taken),
                    accepted=position.accepted + accepted,
                    refused=position.refused + refused,
                    witness=last or position.witness,
                )
                _keep(state, files, position)
                ahead = _ahead(position, sizes, counts)
                done = position.read - first
                tell(Pace(position=position, left=None if ahead is None else (clock() - begun) * ahead / done))
        counts[at] = position.records
        position = replace(position, files=at + 1, records=0)
        _keep(state, files, position)
    return position, engine.add([], now=now)


def records_in(given: str) -> int | None:
    """How many records a file of JSON Lines or a web archive has, without parsing them; None for anything else.

    An archive is unpacked for it, which takes a small part of what its pages take.
    """
    path = Path(given)
    name = path.name.lower()
    try:
        if name.removesuffix(".gz").endswith((".jsonl", ".ndjson")):
            with gzip.open(path) if name.endswith(".gz") else path.open("rb") as file:
                return sum(1 for line in file if line.strip())
        if name.endswith((".warc", ".warc.gz")):
            from coranto.net.archives import pages_of_archive

            return sum(1 for _ in pages_of_archive(path, name))
    except (OSError, EOFError, CorantoError):
        return None
    return None


def _ahead(position: Position, sizes: Sequence[int], counts: Sequence[int | None]) -> float | None:
    """Records that are still to come: those of the file at hand by count, those of others by their size."""
    here = counts[position.files]
    known = [(size, count) for size, count in zip(sizes, counts, strict=True) if count and size]
    if here is None or not known:
        return None
    a_byte = sum(count for _, count in known) / sum(size for size, _ in known)
    return max(0, here - position.records) + a_byte * sum(sizes[position.files + 1 :])


def _size(given: str) -> int:
    try:
        return Path(given).stat().st_size
    except OSError as error:
        raise InputError(f"{given} cannot be opened ({error.strerror})", mend="give files that are there") from error


def _named(files: Sequence[str]) -> list[list[str | int]]:
    return [[str(Path(given).resolve()), _size(given)] for given in files]


def _position(state: Path, files: Sequence[str], engine: Engine) -> Position:
    """Where an earlier call of the same files over the same store stood; else the beginning."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(state.read_text("utf-8"))
        position = Position(**kept["position"])
        same = kept["files"] == _named(files)
        if same and (not position.witness or engine.store.article(position.witness) is not None):
            return position
    return Position()


def _keep(state: Path, files: Sequence[str], position: Position) -> None:
    beside = state.with_name(f"{state.name}.new")
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8") as file:
            json.dump({"files": _named(files), "position": asdict(position)}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(state)
    except OSError as error:
        raise OutputError(f"{state} cannot be written ({error.strerror})", mend="give --state FILE") from error
