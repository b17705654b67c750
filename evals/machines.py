"""The same pages through every store and runner, with actors killed at random: the same assignments and editions?

    python -m evals.machines --articles 1000              # SQLite, Ray on one machine, Ray on two with kills
    python -m evals.machines --articles 1000 --postgres   # and PostgreSQL

Invented pages are written into a web archive, so that extracting is spread as well. Two machines are two Ray nodes on
this one (``ray.cluster_utils.Cluster``). While they work, every ``--pause`` seconds on average the clusterer's actor or
a stateless one is killed, drawn with a seed, and once the second node is removed. Parser and embedder are the tests'
small ones, as in ``evals.crashes``: it is the machinery that is tried. Exit code 1 where any digest differs.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import ray
from ray.cluster_utils import Cluster

from coranto.engine import Engine
from coranto.runners.ray import RayPlacer, RayRunner
from coranto.settings import load_settings
from coranto.stores.sql import open_store
from coranto.testing.fakes import FakeEmbedder, FakeParser, fake_models
from coranto.testing.server import running_server
from coranto.wire import pack_assignment, pack_edition

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
OUTLETS = ("post", "mail", "echo", "courier")
_SYLLABLES = "ost lin karsk varn tess orl brenn suld mir quern hal fjor dun pell gris tov".split()
_THINGS = "crane bridge ferry school comet mill library dam circus harvest tunnel clinic".split()
_DEEDS = "collapses reopens burns closes appears floods moves sells".split()


def main() -> int:
    """Run all, print a line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--pause", type=float, default=3.0)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    digests = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="machines-")))
        archive = folder / "news.warc"
        archive.write_bytes(b"".join(_pages(given.articles)))
        digests.append(_told("one process, SQLite", str(archive), str(folder / "a.db"), None))
        if given.postgres:
            server = stack.enter_context(running_server())
            server.run("CREATE DATABASE machines")
            digests.append(_told("one process, PostgreSQL", str(archive), server.address("machines"), None))
        with RayRunner(fake_models) as runner:
            digests.append(_told("Ray, one node", str(archive), str(folder / "b.db"), runner))
        with _two_nodes() as cluster, RayRunner(fake_models) as runner:
            chance = random.Random(given.seed)
            with _killing(runner, cluster, chance, given.pause) as killed:
                digests.append(_told("Ray, two nodes, killed", str(archive), str(folder / "c.db"), runner))
        print(f"killed: {', '.join(f'{killed.count(kind)} {kind}' for kind in sorted(set(killed)))}")
    print("all equal" if len(set(digests)) == 1 else "THEY DIFFER")
    return int(len(set(digests)) != 1)


def _told(what: str, archive: str, address: str, far: RayRunner | None) -> str:
    begun = time.monotonic()
    store = open_store(address)
    engine = Engine(store, settings=load_settings(), parser=FakeParser(), embedder=FakeEmbedder(), far=far)
    report = engine.add([archive], now=NOW)
    found = [pack_assignment(each) for each in store.assignments()]
    found += [repr(each).encode() for each in store.acts()]
    found += [pack_edition(each) for each in engine.editions()]
    digest = hashlib.sha256(b"\n".join(found)).hexdigest()[:12]
    held, placed = len(store.articles()), len({each.article_id for each in store.assignments()})
    store.close()
    print(
        f"{what}: {report.read} read, {held} stored, {placed} placed, {report.stories} stories, "
        f"{report.composed} pages, {len(report.rejected)} refused, {digest}, {time.monotonic() - begun:.0f} s",
        flush=True,
    )
    return digest


@contextmanager
def _two_nodes() -> Iterator[Cluster]:
    """A cluster of two nodes on this machine, which this process has joined."""
    node: dict[str, Any] = {"num_cpus": 1, "object_store_memory": 100_000_000}
    cluster = Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    try:
        cluster.add_node(**node)
        ray.init(address=cluster.address, log_to_driver=False)
        yield cluster
    finally:
        ray.shutdown()
        cluster.shutdown()


@contextmanager
def _killing(runner: RayRunner, cluster: Cluster, chance: random.Random, pause: float) -> Iterator[list[str]]:
    """Kill actors at random while the body runs; the kinds of what was killed."""
    killed: list[str] = []
    placers: list[RayPlacer] = []
    over = threading.Event()
    real = RayPlacer.__init__

    def born(self: RayPlacer, shards: int = 1) -> None:
        real(self, shards)
        placers.append(self)

    def kill() -> None:
        while not over.wait(chance.uniform(0, 2 * pause)):
            if len(killed) == 4:
                cluster.remove_node(sorted(cluster.worker_nodes, key=str)[0], allow_graceful=False)
                killed.append("nodes")
            elif placers and chance.random() < 0.4:
                ray.kill(placers[-1].actor)
                killed.append("clusterers")
            else:
                ray.kill(chance.choice(runner.actors), no_restart=False)
                killed.append("stateless actors")

    RayPlacer.__init__ = born  # type: ignore[method-assign]
    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()
        RayPlacer.__init__ = real  # type: ignore[method-assign]


def _pages(count: int) -> Iterator[bytes]:
    """Responses of a web archive: happenings of their own, each told by several outlets in words of their own."""
    for number in range(count):
        event, outlet = divmod(number, len(OUTLETS))
        town, hill, mayor = (_word(event, kind).title() for kind in range(3))
        thing, deed = _THINGS[event * 7 % 12], _DEEDS[event * 5 % 8]
        name = OUTLETS[outlet]
        at = NOW - timedelta(hours=event % 240, minutes=7 * outlet)
        body = "".join(
            f"<p>{line}</p>"
            for line in (
                f"The {thing} of {town} {deed} after {event % 90 + 3} years, {name} number {event} has learned.",
                f"People on {hill} hill had seen {event % 50 + 2} engineers at the {thing} since the week before.",
                f"Mayor Ada {mayor} said that nobody was hurt and that the {thing} would be looked after.",
                f"A neighbour told the {name} that the noise was heard {event % 9 + 1} miles away.",
            )
        )
        page = (
            f"<html><head><title>{town} {thing} {deed}, {name} reports</title>"
            f'<meta property="article:published_time" content="{at.isoformat()}">'
            f'<meta property="og:site_name" content="{name.title()}"></head>'
            f"<body><article><h1>{town} {thing} {deed}, {name} reports</h1>{body}</article></body></html>"
        )
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://{name}.example/{number}\r\n"
            f"WARC-Date: 2026-06-01T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        yield head.encode() + http + b"\r\n\r\n"


def _word(number: int, kind: int) -> str:
    """A name that no other happening has."""
    digits = (number % 16, number // 16 % 16, (number // 256 + 5 * kind) % 16)
    return "".join(_SYLLABLES[digit] for digit in digits[kind:] + digits[:kind])


if __name__ == "__main__":
    sys.exit(main())
