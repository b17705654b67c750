"""``coranto run`` against a small web of our own, good and bad: do stories appear, does memory stay, is health true?

    python -m evals.run_web --minutes 15 --feeds 300 --pages 10 [--bad 50] [--json OUT]

One server on the loopback network plays as many hosts as there are feeds (127.1.x.y). Nine of ten are good: a feed of
excerpts, an article behind each, a new one every few minutes; a few outlets tell of one event. The others hang, drip,
loop, lie, send bombs or nonsense. Nothing is asked of any other machine.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from evals.small_web import Outlet, Server, Web

_PAGE = 4_096
_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Serve, run, measure, report."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    given.add_argument("--minutes", type=float, default=15)
    given.add_argument("--feeds", type=int, default=300)
    given.add_argument("--pages", type=int, default=10, help="articles in each feed at the start")
    given.add_argument("--bad", type=int, default=None, help="how many of the feeds are bad; default: a tenth")
    given.add_argument("--every", type=float, default=4, help="minutes between two new articles of a feed")
    given.add_argument("--json", type=Path, default=None)
    asked = given.parse_args()
    bad = asked.feeds // 10 if asked.bad is None else asked.bad
    web = Web(asked.feeds, asked.pages, bad, asked.every * 60)
    server = Server(("0.0.0.0", 0), Outlet, web)  # the loopback network; others are refused
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="coranto-run-") as folder:
        found = measure(server, web, Path(folder), asked.minutes * 60)
    server.shutdown()
    for name, value in found.items():
        print(f"{name:28} {value}")
    if asked.json is not None:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def measure(server: Server, web: Web, folder: Path, seconds: float) -> dict[str, Any]:
    """Run the program for so long, look at it now and then, and end it."""
    port = server.server_address[1]
    store, site_port = folder / "news.db", _free_port()
    environment = {
        **os.environ,
        "CORANTO_PRIVATE_HOSTS": "127.0.0.0/8",
        "CORANTO_STORE": str(store),
        "CORANTO_POLL_MINUTES": "5",
    }
    outlines = "".join(f'<outline text="{n}" xmlUrl="http://{web.host(n)}:{port}/feed"/>' for n in range(web.feeds))
    (folder / "feeds.opml").write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', "utf-8")
    command = [sys.executable, "-m", "coranto"]
    subprocess.run([*command, "import", str(folder / "feeds.opml")], env=environment, check=True, capture_output=True)
    with (folder / "lines").open("w") as lines:
        running = subprocess.Popen(
            [*command, "run", "--serve", "--port", str(site_port)], env=environment, stdout=lines, stderr=lines
        )
        memory: list[int] = []
        own: list[int] = []
        cpu = 0.0
        began = time.monotonic()
        first_story = None
        while time.monotonic() - began < seconds and running.poll() is None:
            time.sleep(min(5.0, seconds))
            memory.append(_resident(running.pid))
            own.append(_resident(running.pid, alone=True))
            cpu = max(cpu, _cpu_seconds(running.pid))
            if first_story is None and _number(site_port, "coranto_composed_total"):
                first_story = round(time.monotonic() - began)
        metrics = _get(site_port, "/metrics")
        health = _get(site_port, "/health")
        front = _get(site_port, "/")
        ended = time.monotonic()
        running.send_signal(signal.SIGTERM)
        try:
            code = running.wait(30)
        except subprocess.TimeoutExpired:
            running.kill()
            code = None
        took = time.monotonic() - ended
    said = (folder / "lines").read_text("utf-8")
    figures = {
        line.split()[0].removeprefix("coranto_"): float(line.split()[1])
        for line in metrics.splitlines()
        if line and not line.startswith("#")
    }
    in_trouble = {line.split(":8")[0] for line in health.splitlines() if line.startswith("http")}
    told = [line for line in health.splitlines() if line.startswith("http://")]
    wrong = {n for n in range(web.feeds) if any(line.startswith(f"http://{web.host(n)}:") for line in told)}
    half = memory[len(memory) // 3 :] or memory or [0]
    own_half = own[len(own) // 3 :] or own or [0]
    return {
        "feeds": web.feeds,
        "bad_feeds": len(web.bad),
        "bad_feeds_in_health": len(wrong & set(web.bad)),
        "good_feeds_in_health": len(wrong - set(web.bad)),
        "minutes": round(seconds / 60, 1),
        "cycles": figures.get("cycles_total"),
        "polls": figures.get("polls_total"),
        "articles": figures.get("articles_total"),
        "articles_offered": sum(len(web.items(n)) for n in range(web.feeds) if n not in web.bad),
        "articles_without_story": _without_story(store),
        "cpu_seconds": round(cpu, 1),
        "cpu_ms_an_article": round(1_000 * cpu / max(1.0, figures.get("articles_total", 0.0))),
        "editions": figures.get("composed_total"),
        "faults": figures.get("faults_total"),
        "first_story_seconds": first_story,
        "front_page_bytes": len(front),
        "memory_mb_third": round(half[0] / 1e6),
        "memory_mb_end": round(half[-1] / 1e6),
        "memory_mb_third_without_workers": round(own_half[0] / 1e6),
        "memory_mb_end_without_workers": round(own_half[-1] / 1e6),
        "memory_mb_most": round(max(memory or [0]) / 1e6),
        "requests": web.requests,
        "most_requests_a_second": web.most_at_a_host(),
        "exit_code": code,
        "exit_seconds": round(took, 2),
        "troubles": len(in_trouble),
        "last_lines": said.splitlines()[-8:],
    }


def _without_story(store: Path) -> int:
    """Articles that were stored and wait for their story."""
    with closing(sqlite3.connect(store)) as opened:
        query = "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM assignments)"
        return int(opened.execute(query).fetchone()[0])


def _cpu_seconds(pid: int) -> float:
    """Processor time of a process, of those that it started, and of those that have ended."""
    ticks = 0
    for each in [pid, *_children(pid)]:
        with suppress(OSError, ValueError, IndexError):
            ticks += sum(map(int, Path(f"/proc/{each}/stat").read_text("ascii").rpartition(")")[2].split()[11:15]))
    return ticks / _TICKS


def _resident(pid: int, *, alone: bool = False) -> int:
    """The memory of a process and its children, or of it alone, in bytes."""
    total = 0
    for each in [pid] if alone else [pid, *_children(pid)]:
        with suppress(OSError, ValueError, IndexError):
            total += int(Path(f"/proc/{each}/statm").read_text("ascii").split()[1]) * _PAGE
    return total


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [
            int(each)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for each in (task / "children").read_text().split()
        ]
    return []


def _free_port() -> int:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as found:
        return int(found.server_address[1])


def _get(port: int, path: str) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            return str(answer.read().decode("utf-8"))
    except OSError:
        return ""


def _number(port: int, name: str) -> float:
    for line in _get(port, "/metrics").splitlines():
        if line.startswith(name + " "):
            return float(line.split()[1])
    return 0.0


if __name__ == "__main__":
    main()
