"""A web server that does what it is told, to the byte: also what no server should do.

Why not the standard library's: it answers correctly, and the web does not. Every path has a behaviour, a function that
writes to the socket what it likes; the server notes what it was asked, and how often anybody connected at all.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

Behaviour = Callable[[Any, "Asked"], None]
"""Answers one request: it is given the connection (with ``sendall``) and what was asked."""

_PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came; names of headers in small letters."""

    path: str
    host: str
    headers: Mapping[str, str] = field(default_factory=dict)


class BadServer:
    """A server on a free port of the loopback address, in a ``with`` statement.

    ``paths`` may be changed while it runs; what is not in it is answered with 404. ``asked`` lists the requests,
    ``connections`` counts who connected. Each connection answers one request and is closed.
    """

    def __init__(self, paths: Mapping[str, Behaviour] | None = None, *, tls: ssl.SSLContext | None = None) -> None:
        self.paths: dict[str, Behaviour] = dict(paths or {})
        self.asked: list[Asked] = []
        self.connections = 0
        self._tls = tls
        self._stopped = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, name="bad server", daemon=True)

    def __enter__(self) -> BadServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        self._thread.join()
        self._listener.close()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def wait(self, seconds: float) -> bool:
        """For behaviours that are slow: pause so long, but no longer than the server lives. True where it ended."""
        return self._stopped.wait(seconds)

    def _serve(self) -> None:
        while not self._stopped.is_set():
            connection, _ = self._listener.accept()
            if self._stopped.is_set():
                connection.close()
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: Any) -> None:
        connection.settimeout(_PATIENCE)
        with suppress(OSError, ValueError), connection:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            asked = _read(connection)
            if asked is not None:
                self.asked.append(asked)
                self.paths.get(asked.path.partition("?")[0], _absent)(connection, asked)


def answer(
    body: bytes | str = b"", status: int = 200, kind: str = "text/html", headers: Mapping[str, str] | None = None
) -> Behaviour:
    """A plain, correct answer."""
    data = body.encode() if isinstance(body, str) else body
    given = {"Content-Type": kind, "Content-Length": str(len(data)), "Connection": "close", **(headers or {})}
    return raw(
        f"HTTP/1.1 {status} Said\r\n".encode()
        + b"".join(f"{name}: {value}\r\n".encode("latin-1") for name, value in given.items())
        + b"\r\n"
        + data
    )


def redirect(location: str, status: int = 302) -> Behaviour:
    """An answer that leads elsewhere."""
    return answer(b"", status, headers={"Location": location})


def raw(data: bytes) -> Behaviour:
    """An answer of exactly these bytes."""
    return lambda connection, _asked: connection.sendall(data)


def _absent(connection: Any, asked: Asked) -> None:
    answer(b"not here", 404)(connection, asked)


def _read(connection: Any) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65_536)
        if not part or len(data) > 1_000_000:
            return None
        data += part
    first, *lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Asked(first.split(" ")[1], headers.get("host", ""), headers)
