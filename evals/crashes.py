"""Kills a run at random moments, over and over, and counts what was lost, doubled or left half-written.

    python -m evals.crashes --kills 100                # a SQLite file
    python -m evals.crashes --kills 100 --postgres     # a PostgreSQL server, killed as well every fifth time

A child process reads invented articles in batches, places, tends and composes them, and says of each article that the
store took it. It is killed with SIGKILL at a moment drawn between its first and its last write, three times, then left
to end. Each time what was interrupted is delivered again, then what comes after it. Then the store must hold every
article that was said to be taken, each once; ``coranto db check`` must find nothing; and all assignments, acts and
editions must be those of a run that nobody killed. The seconds of a recovery are those from opening the store until
all that is known is taken up again and the first record is read. Parser and embedder are the tests' small ones: it is
the store that is tried. The moments are drawn with a seed, and shifted by the machine.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from coranto.engine import Engine
from coranto.settings import load_settings
from coranto.stores.soundness import findings
from coranto.stores.sql import SqlStore, open_store
from coranto.testing.fakes import FakeEmbedder, FakeParser, FixedClock
from coranto.testing.server import Server, running_server
from coranto.types import Article, RawArticle
from coranto.wire import pack_assignment, pack_edition

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
_KEEPS = ("-c", "recovery_init_sync_method=syncfs")
BATCHES, HAPPENINGS, OUTLETS = 4, 3, ("post", "mail", "echo")
KILLS_A_STORE = 3
_TOWNS = "Ostmark Lindau Karsk Varn Tessel Orlo Brenn Sulda Mirow Quern".split()
_THINGS = "crane bridge ferry school comet mill library dam circus harvest".split()
_DEEDS = "collapses reopens burns closes appears strikes floods moves sells opens".split()


def main() -> None:
    """Kill, recover, compare; print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=3600.0, help="begin no new store after so long")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        _work(given.child)
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="crashes-")))
        # A server that keeps what it acknowledges, unlike the quick one of the tests.
        server = stack.enter_context(running_server(_KEEPS)) if given.postgres else None
        addresses = _new_stores(folder, server)
        print(_report(given.kills, given.seconds, random.Random(given.seed), addresses, server))


def _report(
    kills: int, most_seconds: float, chance: random.Random, addresses: Iterator[str], server: Server | None
) -> str:
    reference = next(addresses)
    begun = time.monotonic()
    _Child(reference).end()
    seconds = time.monotonic() - begun
    wanted = _digest(reference)
    lost = doubled = unsound = different = servers = done = 0
    recoveries: list[float] = []
    while done < kills and time.monotonic() - begun < most_seconds:
        address, taken = next(addresses), set[str]()
        for _ in range(min(KILLS_A_STORE, kills - done)):
            child = _Child(address)
            if child.wait_for_begin():
                time.sleep(chance.uniform(0, seconds * 0.6))
            done += 1
            if server is not None and done % 5 == 0:
                server.stop(signal.SIGQUIT)
                server.start()
                servers += 1
            child.kill()
            taken |= child.taken
            recoveries += child.recoveries
            unsound += _findings(address)
        last = _Child(address)
        last.end()
        recoveries += last.recoveries
        store = open_store(address, create=False)
        held = [article.id for article in store.articles()]
        store.close()
        lost += len((taken | last.taken) - set(held))
        doubled += len(held) - len(set(held))
        different += _digest(address) != wanted
        unsound += _findings(address)
        if server is not None:  # after a kill, a server looks at the files of every database
            server.run(f"DROP DATABASE {address.split('/')[3].partition('?')[0]} WITH (FORCE)")
    killed = f", and {servers} of the server" if servers else ""
    return (
        f"{done} kills of the program{killed}: {lost} articles lost, {doubled} doubled, {unsound} findings of\n"
        f"half-written or damaged rows, {different} stores other than the one nobody killed;\n"
        f"recovery at most {max(recoveries):.2f} s ({len(recoveries)} measured)"
    )


class _Child:
    """A process that works on a store, and what it said so far."""

    def __init__(self, address: str) -> None:
        command = [sys.executable, "-m", "evals.crashes", "--child", address]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.taken: set[str] = set()
        self.recoveries: list[float] = []

    def wait_for_begin(self) -> bool:
        """Until it has its libraries and opens the store. False if it ended before."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip() == "begin"

    def kill(self) -> None:
        """End it as a power cut would, and hear what it had said."""
        self._process.kill()
        self._hear()

    def end(self) -> None:
        """Let it end."""
        self._hear()
        if self._process.returncode:
            raise SystemExit("a run that nobody killed failed")

    def _hear(self) -> None:
        said, _ = self._process.communicate()
        for line in said.splitlines():
            kind, _, value = line.partition(" ")
            if kind == "taken" and len(value) == 17:  # whole, not cut by the kill
                self.taken.add(value)
            elif kind == "recovered":
                self.recoveries.append(float(value))


def _work(address: str) -> None:
    """The child: take up what is there, then one batch after the other, as a newsroom's clock would bring them."""
    os.write(1, b"begin\n")
    begun = time.monotonic()
    batches = [_batch(number) for number in range(BATCHES)]
    with Engine(
        _Telling(open_store(address)._engine, address),
        settings=load_settings(environment={}),
        parser=FakeParser(),
        embedder=FakeEmbedder(),
        opener=lambda given: batches[int(given)],
        clock=FixedClock(NOW),
    ) as engine:
        told = False

        def tell(stage: str, done: int, of: int | None) -> None:
            nonlocal told
            if not told:
                os.write(1, f"recovered {time.monotonic() - begun:.3f}\n".encode())
            told = True

        held = {article.url for article in engine.store.articles()}
        begun_with = [n for n in range(BATCHES) if any(raw.url in held for raw in batches[n])]
        # What was interrupted is run again, as a newsroom would: not what was delivered before it.
        for number in range(max(begun_with, default=0), BATCHES):
            engine.add([str(number)], now=NOW, progress=tell)


class _Telling(SqlStore):
    """A store that says of each article that it has taken it: the acknowledgement that must hold."""

    def add_articles(self, given: Sequence[Article], /) -> list[bool]:
        """Store them, then say so."""
        new = super().add_articles(given)
        for article in given:
            os.write(1, f"taken {article.id}\n".encode())
        return new


def _findings(address: str) -> int:
    """What a check finds in a store, which is made where the kill came before that."""
    open_store(address).close()
    return len(findings(address))


def _new_stores(folder: Path, server: Server | None) -> Iterator[str]:
    for number in count():
        if server is None:
            yield str(folder / f"{number}.db")
        else:
            server.run(f"CREATE DATABASE crash{number}")
            yield server.address(f"crash{number}")


def _digest(address: str) -> str:
    """All assignments, acts and editions of a store as one number."""
    store = open_store(address, create=False)
    digest = hashlib.sha256()
    for assignment in store.assignments():
        digest.update(pack_assignment(assignment))
    for act in store.acts():
        digest.update(repr(act).encode())
    for story in store.stories():
        digest.update(repr(story).encode())
        for revision, _ in store.revisions(story.id):
            edition = store.edition(story.id, revision)
            assert edition is not None
            digest.update(pack_edition(edition))
    store.close()
    return digest.hexdigest()


def _batch(number: int) -> list[RawArticle]:
    """A day's happenings, each told by three outlets; every second batch goes on with those before it."""
    return [_article(number, happening, outlet) for happening in range(HAPPENINGS) for outlet in range(len(OUTLETS))]


def _article(batch: int, happening: int, outlet: int) -> RawArticle:
    which = (batch // 2) * HAPPENINGS + happening
    town, thing = _TOWNS[which % 10], _THINGS[(which * 3) % 10]
    deed = _DEEDS[(which * 7 + which // 10) % 10]
    at = datetime(2026, 3, 1 + batch, 6 + happening + outlet, tzinfo=UTC) + timedelta(days=20 * (batch // 2))
    return RawArticle(
        subject=f"{batch}:{happening}:{outlet}",
        url=f"https://{OUTLETS[outlet]}.example/{batch}/{happening}",
        title=f"{thing.title()} {deed} in {town}",
        text=f"The {thing} of {town} {deed} after a long night. Report {batch} counts {which * 11 + outlet} people.\n"
        f"Mayor Ida Brandt of {town} said that the {thing} was looked after by {outlet + 2} crews.",
        publisher=OUTLETS[outlet],
        published_at=at.isoformat(),
    )


if __name__ == "__main__":
    main()
