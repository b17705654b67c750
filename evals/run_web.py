"""``coranto run`` against a small web of our own, good and bad: do stories appear, does memory stay, is health true?

    python -m evals.run_web --minutes 15 --feeds 300 --pages 10 [--bad 50] [--json OUT]

One server on the loopback network plays as many hosts as there are feeds (127.1.x.y). Nine of ten are good: a feed of
excerpts, an article behind each, a new one every few minutes; a few outlets tell of one event. The others hang, drip,
loop, lie, send bombs or nonsense. Nothing is asked of any other machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import suppress
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

BAD = ("hang", "drip", "loop", "bomb", "nonsense", "html", "500", "404", "410", "endless")
_EVENTS_SHARED_BY = 4
_PAGE = 4_096


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
        began = time.monotonic()
        first_story = None
        while time.monotonic() - began < seconds and running.poll() is None:
            time.sleep(min(5.0, seconds))
            memory.append(_resident(running.pid))
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
    return {
        "feeds": web.feeds,
        "bad_feeds": len(web.bad),
        "bad_feeds_in_health": len(wrong & set(web.bad)),
        "good_feeds_in_health": len(wrong - set(web.bad)),
        "minutes": round(seconds / 60, 1),
        "cycles": figures.get("cycles_total"),
        "polls": figures.get("polls_total"),
        "articles": figures.get("articles_total"),
        "editions": figures.get("composed_total"),
        "faults": figures.get("faults_total"),
        "first_story_seconds": first_story,
        "front_page_bytes": len(front),
        "memory_mb_third": round(half[0] / 1e6),
        "memory_mb_end": round(half[-1] / 1e6),
        "memory_mb_most": round(max(memory or [0]) / 1e6),
        "requests": web.requests,
        "most_requests_a_second": web.most_at_a_host(),
        "exit_code": code,
        "exit_seconds": round(took, 2),
        "troubles": len(in_trouble),
        "last_lines": said.splitlines()[-8:],
    }


class Web:
    """What the small web says: which outlet is bad and how, and the words of every article."""

    def __init__(self, feeds: int, pages: int, bad: int, every: float) -> None:
        self.feeds = feeds
        self.pages = pages
        self.every = every
        self.delay = 0.0
        self.began = time.time()
        self.bad = (
            {n: BAD[at % len(BAD)] for at, n in enumerate(range(0, feeds, max(1, feeds // max(1, bad))))} if bad else {}
        )
        self.bad = dict(list(self.bad.items())[:bad])
        self.requests = 0
        self._at: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def host(self, number: int) -> str:
        """The address of an outlet."""
        return f"127.1.{number // 200}.{number % 200 + 1}"

    def number(self, host: str) -> int:
        """The outlet at an address."""
        parts = [int(part) for part in host.partition(":")[0].split(".")]
        return parts[2] * 200 + parts[3] - 1

    def note(self, host: str) -> None:
        """A request came."""
        with self._lock:
            self.requests += 1
            self._at.setdefault(host, []).append(time.monotonic())

    def most_at_a_host(self) -> int:
        """Most requests that any host got within 0.9 seconds."""
        most = 0
        for times in self._at.values():
            for at, first in enumerate(times):
                most = max(most, sum(1 for later in times[at : at + 20] if later - first < 0.9))
        return most

    def items(self, number: int) -> list[int]:
        """The articles of an outlet now, the newest first."""
        count = self.pages + int((time.time() - self.began) / self.every)
        return list(range(count - 1, max(-1, count - 31), -1))

    def feed(self, number: int, host: str) -> bytes:
        """A feed of excerpts."""
        parts = []
        for item in self.items(number):
            title, sentences = self.article(number, item)
            at = formatdate(
                self.began - 600 * (self.pages - 1 - item)
                if item < self.pages
                else self.began + (item - self.pages + 1) * self.every
            )
            parts.append(
                f"<item><title>{title}</title><link>http://{host}/{item}</link><guid>{number}-{item}</guid>"
                f"<description>{sentences[0]}</description><pubDate>{at}</pubDate></item>"
            )
        return f"<rss version='2.0'><channel><title>Outlet {number}</title>{''.join(parts)}</channel></rss>".encode()

    def page(self, number: int, item: int) -> bytes:
        """An article."""
        title, sentences = self.article(number, item)
        body = "".join(f"<p>{' '.join(sentences[at : at + 3])}</p>" for at in range(0, len(sentences), 3))
        head = f"<html><head><title>{title}</title></head>"
        return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()

    def article(self, number: int, item: int) -> tuple[str, list[str]]:
        """Title and sentences: an event that a few outlets tell of, each in an order of its own."""
        event = random.Random(f"{number // _EVENTS_SHARED_BY} {item}")
        town, person, body = _name(event), _name(event), event.choice(("council", "court", "port", "union", "school"))
        count, deed = event.randrange(20, 900), event.choice(_DEEDS)
        own = random.Random(f"{number} {item}")
        facts = [
            f"The {body} of {town} {deed[0]} the {deed[1]} on Monday after {count} people had signed a petition.",
            f"Its head, Dr. {person} Marsh, said the decision would cost the town {count * 3} million crowns.",
            f"About {count} residents came to the square in {town} and waited for two hours in the rain.",
            f"The {deed[1]} had been planned for {event.randrange(3, 12)} years and was to be finished in the spring.",
            f"Police in {town} counted {event.randrange(2, 40)} buses that brought visitors from other towns.",
            f"A spokesman for the ministry said it would study the ruling of the {body} before it answers.",
            f"{person} Marsh will travel to the capital on Thursday to speak with the minister about the {deed[1]}.",
        ]
        own.shuffle(facts)
        return f"{town} {body} {deed[0]} {deed[1]} after petition of {count}", facts


_DEEDS = (
    ("stopped", "ferry tunnel"),
    ("approved", "wind park"),
    ("sold", "old brewery"),
    ("closed", "night market"),
    ("reopened", "river bridge"),
    ("delayed", "tram line"),
)


def _name(chance: random.Random) -> str:
    return "".join(
        chance.choice(("ka", "ro", "mil", "den", "sto", "var", "lin", "ost", "bre", "hal")) for _ in range(3)
    ).title()


class Server(ThreadingHTTPServer):
    """The machine behind all outlets."""

    daemon_threads = True
    request_queue_size = 512

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler], web: Web) -> None:
        super().__init__(address, handler)
        self.web = web


class Outlet(BaseHTTPRequestHandler):
    """One request to one outlet."""

    server: Server

    def do_GET(self) -> None:
        """Answer as this outlet does."""
        host = self.headers.get("Host", "")
        if not self.client_address[0].startswith("127."):
            return
        web = self.server.web
        web.note(host)
        number = web.number(host)
        with suppress(OSError):
            if self.path == "/robots.txt":
                self._say(404, b"")
            elif number in web.bad:
                self._bad(web.bad[number])
            elif self.path == "/feed":
                time.sleep(web.delay)
                self._feed(web.feed(number, host))
            elif self.path[1:].isdigit():
                self._say(200, web.page(number, int(self.path[1:])), "text/html; charset=utf-8")
            else:
                self._say(404, b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _feed(self, body: bytes) -> None:
        tag = f'"{hash(body)}"'
        if self.headers.get("If-None-Match") == tag:
            self._say(304, b"")
        else:
            self._say(200, body, "application/rss+xml", {"ETag": tag})

    def _bad(self, how: str) -> None:
        if how == "hang":
            time.sleep(90)
        elif how == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
            for _ in range(90):
                self.wfile.write(b" ")
                time.sleep(1)
        elif how == "loop":
            self._say(302, b"", headers={"Location": "/again"})
        elif how == "bomb":
            self._say(200, gzip.compress(bytes(100_000_000)), "text/xml", {"Content-Encoding": "gzip"})
        elif how == "nonsense":
            self.wfile.write(bytes(range(256)) * 64)
        elif how == "html":
            self._say(200, b"<!doctype html><title>Log in</title><p>Please log in.", "text/html")
        elif how == "endless":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss><channel>")
            while True:
                self.wfile.write(b"<item><title>x</title></item>" * 3_000)
        else:
            self._say(int(how), b"")

    def _say(self, status: int, body: bytes, kind: str = "text/plain", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _resident(pid: int) -> int:
    """The memory of a process and its children, in bytes."""
    total = 0
    for each in [pid, *_children(pid)]:
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
