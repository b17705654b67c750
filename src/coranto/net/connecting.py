"""Opens the sockets of the fetcher: to public addresses only, and never for longer than a request may take.

The address is checked here, after the name was resolved and before anything is sent: a name that is checked earlier
can mean another machine a moment later. And the time is limited here, since a limit for each read alone lets a server
that sends one byte a second hold on for ever.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from ipaddress import ip_address, ip_network
from typing import Any

import httpcore2

from coranto.net.addresses import is_public

Resolved = list[str]
Resolver = Callable[[str, int], Resolved]
"""The addresses of a name, as text. Raises ``OSError`` where it has none."""


class PrivateAddressError(httpcore2.ConnectError):
    """A name led into the reader's own network."""


class Deadline:
    """Until when the request of this thread may last, in seconds of a steady clock."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._own = threading.local()

    def set(self, seconds: float) -> None:
        """The request that this thread begins may last so long."""
        self._own.until = self._clock() + seconds

    def remains(self) -> float:
        """The seconds that remain, none or fewer where the time is over."""
        return getattr(self._own, "until", self._clock() + 1) - self._clock()

    def left(self) -> float:
        """The seconds that remain. Raises ``httpcore2.ReadTimeout`` where there are none."""
        left = self.remains()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time is over")
        return left


class GuardedBackend(httpcore2.SyncBackend):
    """Resolves a name once, refuses it if any of its addresses is not public, and connects to a checked one.

    ``private`` names hosts and networks ("10.1.0.0/16") that are let through; others only at the ports of the web and
    those above 1023.
    """

    def __init__(self, private: frozenset[str], deadline: Deadline, resolver: Resolver | None = None) -> None:
        self._private = frozenset(name for name in private if "/" not in name)
        self._networks = tuple(ip_network(name) for name in sorted(private) if "/" in name)
        self._deadline = deadline
        self._resolver = resolver or addresses_of

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to one of the host's addresses, all of which are public."""
        allowed = host in self._private
        left = self._deadline.left()
        try:
            found = _within(left if timeout is None else min(timeout, left), lambda: self._resolver(host, port))
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"the name {host} cannot be resolved") from error
        allowed = allowed or (bool(found) and all(self._known(address) for address in found))
        bad = [] if allowed else [address for address in found if not is_public(address)]
        if bad or not found:
            raise PrivateAddressError(f"{host} is {(bad or ['nowhere'])[0]}, which is not a public address")
        if not allowed and port not in (80, 443) and port < 1024:
            raise PrivateAddressError(f"port {port} of {host} is not one of the web")
        left = self._deadline.left()
        wait = left if timeout is None else min(timeout, left)
        stream = super().connect_tcp(found[0], port, wait, local_address, socket_options)
        return _TimedStream(stream, self._deadline)

    def _known(self, address: str) -> bool:
        try:
            read = ip_address(address)
        except ValueError:
            return False
        return any(read.version == network.version and read in network for network in self._networks)

    def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore2.NetworkStream:
        """Never."""
        raise PrivateAddressError(f"{path}: sockets of this machine are not read")


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every read and write ends with the request's own time."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._wait(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._wait(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._wait(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _wait(self, timeout: float | None) -> float:
        left = self._deadline.left()
        return left if timeout is None else min(timeout, left)


def addresses_of(host: str, port: int) -> Resolved:
    """The addresses that this machine's resolver gives for a name."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _within(seconds: float, resolve: Callable[[], Resolved]) -> Resolved:
    """What the resolver says, if it does so in time: it has no limit of its own, and cannot be stopped."""
    found: list[Resolved] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.append(resolve())
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=ask, name="resolve", daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not found:
        raise httpcore2.ConnectTimeout("its name is not resolved in time")
    return found[0]
