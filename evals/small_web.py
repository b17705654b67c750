"""A small web of our own on the loopback network, good and bad, for the evaluations of polling.

One server plays as many hosts as there are outlets (127.1.x.y). What it says is a function of the numbers of an outlet
and of an item; a few outlets tell of one event, others of others.
"""

from __future__ import annotations

import gzip
import random
import threading
import time
from contextlib import suppress
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BAD = ("hang", "drip", "loop", "bomb", "nonsense", "html", "500", "404", "410", "endless")
_EVENTS_SHARED_BY = 4


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
        body, deed, thing = event.choice(_BODIES), event.choice(_DEEDS), event.choice(_THINGS)
        words = {
            "town": _name(event),
            "person": f"{_name(event)} {_name(event)}",
            "other": _name(event),
            "body": body,
            "deed": deed,
            "thing": thing,
            "count": event.randrange(20, 900),
            "few": event.randrange(3, 19),
        }
        lead = "The {body} of {town} {deed} the {thing} on {day}, {reason}."
        asides = {
            "day": event.choice(_DAYS),
            "reason": event.choice(_REASONS).format(**words),
            "effect": event.choice(_EFFECTS),
        }
        facts = [each.format(**words, **asides) for each in (lead, *event.sample(_FACTS, 8))]
        own = random.Random(f"{number} {item}")
        told = own.sample(facts[1:], 6)
        return "{town} {body} {deed} {thing}".format(**words), [facts[0], *told]


_BODIES = (
    "council",
    "court",
    "port authority",
    "teachers' union",
    "school board",
    "theatre",
    "parish",
    "harbour police",
)
_DEEDS = (
    "stopped",
    "approved",
    "sold",
    "closed",
    "reopened",
    "delayed",
    "inspected",
    "flooded",
    "restored",
    "fenced off",
)
_THINGS = (
    *(
        "ferry tunnel",
        "wind park",
        "old brewery",
        "night market",
        "river bridge",
        "tram line",
        "paper mill",
        "skating rink",
    ),
    *(
        "grain silo",
        "lighthouse",
        "observatory",
        "cattle fair",
        "bus depot",
        "chess hall",
        "salt works",
        "botanical garden",
    ),
    *(
        "dry dock",
        "film archive",
        "sewage plant",
        "ski lift",
        "bell foundry",
        "hospital wing",
        "toll road",
        "fish auction",
    ),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_REASONS = (
    *("after engineers found cracks in a supporting wall", "after {count} people had signed a petition"),
    *("because its insurance had run out", "in a vote of {few} to two", "when a pump failed during the night"),
    *("despite a warning from the treasurer", "following a complaint by a neighbour", "to save electricity"),
)
_EFFECTS = (
    "fishermen",
    "pupils of two schools",
    "commuters",
    "market traders",
    "hotel owners",
    "nurses",
    "bee keepers",
)
_FACTS = (
    "Its chair, {person}, said the decision would cost the town {count} million crowns.",
    "About {count} residents of {town} came to the square and waited for two hours in the rain.",
    "{person} had led the {body} for {few} years before the dispute over the {thing} began.",
    "Police in {town} counted {few} buses that brought visitors from {other}.",
    "A spokesman for the ministry in {other} said it would study the papers before it answers.",
    "{person} will travel to {other} on Thursday to speak with the minister.",
    "The {thing} was built by prisoners of war and has been repaired {few} times since.",
    "Among those who suffer most are the {effect}, who lose {count} crowns a week each.",
    "A rival offer from {other} had been turned down in the spring without a word of explanation.",
    "Students painted the gate of the {thing} green during the night, a witness told the radio.",
    "The newspaper of {other} had called the {thing} a monument to vanity.",
    "{few} workers were sent home with full pay until an inspector has seen the machines.",
    "An audit of {count} pages found no trace of the money that had been lent to a contractor.",
    "Snow blocked the only road between {town} and {other} for most of the afternoon.",
    "The {effect} have asked a judge to hear them before the end of the month.",
    "Two divers searched the water beside the {thing} and found a rusted anchor.",
    "A choir of {count} children sang outside the town hall while the members talked.",
    "Nobody was hurt, although {few} windows broke and a cat was missing for a day.",
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
