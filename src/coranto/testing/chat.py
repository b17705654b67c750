"""A chat endpoint on this machine that says what a script tells it to: a model for tests, and every fault of a server.

``obedient`` is the worst writer there is: it does what the texts it was given ask of it.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """One answer: the words of the model, or a whole body; ``drip`` sends it without end, ``wait`` never sends it."""

    text: str = ""
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    drip: bool = False
    wait: bool = False


Script = Callable[[Payload], Says]


@dataclass(slots=True)
class Endpoint:
    """A running endpoint: its address, and what it was asked and told in headers so far."""

    base_url: str
    asked: list[Payload] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


@contextmanager
def scripted_endpoint(script: Script) -> Iterator[Endpoint]:
    """A server on a free port of the loopback address for as long as the ``with`` statement lasts."""
    endpoint = Endpoint("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.asked.append(payload)
            endpoint.headers.append({name.lower(): value for name, value in self.headers.items()})
            says = script(payload)
            if says.wait:
                endpoint.ended.wait(30)
                return
            self.send_response(says.status)
            self.send_header("Content-Type", "application/json")
            for name, value in says.headers.items():
                self.send_header(name, value)
            body = completion(says.text) if says.body is None else says.body
            if not says.drip:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
                while says.drip and not endpoint.ended.wait(0.02):
                    self.wfile.write(b" " * 1_000)
                    self.wfile.flush()
            except OSError:
                pass  # the client has gone, as it should

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint.base_url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.ended.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def completion(text: str, *, given: int = 100, taken: int = 50) -> bytes:
    """The body of a chat completion with these words."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    usage = {"prompt_tokens": given, "completion_tokens": taken}
    return json.dumps({"choices": [choice], "usage": usage}).encode()


_PART = re.compile(r"^Part (\d+) \((\w+)\), claims:$", re.M)
_CLAIM = re.compile(r"^(\d+)\. \[([^\]]*)\] (.*)$", re.M)


def parts_asked(payload: Payload) -> list[tuple[int, str, list[tuple[int, str]]]]:
    """The parts in a request: number, kind, and numbered claims. Empty where it is no request of a writer."""
    text = payload["messages"][1]["content"]
    heads = list(_PART.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [
        (int(head[1]), head[2], [(int(c[1]), c[3]) for c in _CLAIM.finditer(text[head.end() : end])])
        for head, end in zip(heads, ends, strict=True)
    ]


def answering(word: Callable[[int, str], str], title: Callable[[str], str] | None = None) -> Script:
    """A script that words each claim by ``word(number, text)``, and titles sections by ``title`` of the first claim."""

    def script(payload: Payload) -> Says:
        parts: list[Payload] = []
        for number, kind, claims in parts_asked(payload):
            lines = [{"text": word(n, text), "claims": [n]} for n, text in claims]
            head = {"text": title(claims[0][1]), "claims": [claims[0][0]]} if title and kind == "section" else None
            parts.append({"part": number, "title": head, "sentences": lines})
        return Says(text=json.dumps({"parts": parts}))

    return script
