"""Reads a web archive in one command and watches its memory: ``python -m evals.bench_archive [--pages N]``.

The archive is written here, packed record by record as CC-News is: news pages of 3 to 40 kB, with images and pages of
errors between. Memory is that of the process and of its parsers together, at each tenth of the way.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from io import BytesIO
from pathlib import Path

from coranto.net.fetch import WebFetcher
from coranto.net.inputs import open_input
from coranto.net.workers import Workers
from coranto.types import RawArticle

_WORDS = "harbour wall storm council vote rail strike minister port ferry bridge river school budget court snow".split()


def main() -> None:
    """Write an archive, read it, print pages and memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Workers(2) as workers:
        path = write_archive(Path(folder) / "news.warc.gz", given.pages)
        print(f"{given.pages:,} records in {path.stat().st_size / 1e6:.0f} MB")
        started, taken, refused = time.time(), 0, 0
        for number, record in enumerate(open_input(str(path), WebFetcher(), workers), 1):
            taken += isinstance(record, RawArticle)
            refused += not isinstance(record, RawArticle)
            if number % max(1, given.pages // 10) == 0:
                print(f"{number:>8,} pages, {time.time() - started:6.1f} s, {_memory_mb():6.0f} MB")
        print(f"{taken:,} articles, {refused:,} refused, {time.time() - started:.1f} s, {_memory_mb():.0f} MB")


def write_archive(path: Path, pages: int) -> Path:
    """A packed archive of this many records, nine in ten of them news pages."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    chance = random.Random(3)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(pages):
            kind = "image/png" if number % 10 == 7 else "text/html; charset=utf-8"
            body = b"\x89PNG" * 2_000 if kind == "image/png" else _page(number, chance)
            http = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            address = f"https://lowport.example/2026/03/{number}"
            writer.write_record(writer.create_warc_record(address, "response", BytesIO(body), http_headers=http))
    return path


def _page(number: int, chance: random.Random) -> bytes:
    told = "".join(
        f"<p>{' '.join(chance.choices(_WORDS, k=40)).capitalize()}.</p>" for _ in range(chance.randrange(6, 40))
    )
    menu = "".join(f'<li><a href="/{n}">{" ".join(chance.choices(_WORDS, k=4))}</a></li>' for n in range(60))
    head = f'<title>Report {number}</title><meta property="article:published_time" content="2026-03-02T09:00:00Z">'
    start = f"<!doctype html><html><head>{head}</head><body><nav><ul>{menu}</ul></nav><article><h1>Report {number}</h1>"
    return f"{start}{told}</article></body></html>".encode()


def _memory_mb() -> float:
    """Resident memory of this process and its children; Linux alone says it."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        own = str(os.getpid())
        if own in (fields["Pid"].strip(), fields["PPid"].strip()):
            total += int(fields.get("VmRSS", "0 kB").split()[0])
    return total / 1024


if __name__ == "__main__":
    main()
