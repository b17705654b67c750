"""What all commands share: their options, the engine of a store, and how an answer or progress is shown.

Why apart: the commands stand in two files, and both speak the same way.
"""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from coranto.errors import SettingsError
from coranto.settings import Settings, load_settings

if TYPE_CHECKING:
    from rich.console import RenderableType

    from coranto.engine import Engine, Progress

StoreOption = Annotated[
    str | None, typer.Option("--store", metavar="PATH", help="Path, sqlite:/// or postgresql:// address of the store.")
]
ConfigOption = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="Settings in a TOML file.")]
StoryArgument = Annotated[
    str, typer.Argument(metavar="STORY", help="Id, start of an id, url of an article, or words of the headline.")
]
NowOption = Annotated[
    str | None, typer.Option("--now", metavar="TIME", help="Time the pages speak at, ISO 8601; default: the clock.")
]
RunnerOption = Annotated[
    str | None,
    typer.Option("--runner", metavar="WHERE", help="local, ray, or ray://HOST: where the work is done; equal bytes."),
]

_STAGES = {"read": "Reading", "analyze": "Analysing", "compose": "Composing", "publish": "Writing"}


def settings_of(config: Path | None, **flags: str | int | None) -> Settings:
    """The settings of one call: file, environment, then these flags."""
    return load_settings(config, flags=flags)


@contextmanager
def stored_engine(store: str | None, config: Path | None) -> Iterator[Engine]:
    """The engine of a store that is there already: a command that shows makes nothing."""

    from coranto.engine import open_engine

    with open_engine(create=False, settings=settings_of(config, store=store)) as engine:
        yield engine


def instant(given: str | None) -> datetime | None:
    """The time that ``--now`` gives, aware. Raises ``SettingsError``."""
    if given is None:
        return None
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        raise SettingsError(f"--now {given!r} is no time", mend="write it like 2026-01-05T15:00:00Z") from None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{count} {one if count == 1 else many}"


def show_on_terminal(what: RenderableType) -> None:
    """Print to stdout, at a width that is comfortable to read."""
    from rich.console import Console

    from coranto.publish.terminal import WIDTH

    console = Console(highlight=False, soft_wrap=False)
    console.print(what, width=min(console.width, WIDTH))


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A bar on stderr where that is a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {stage: bar.add_task(name, total=None, visible=False) for stage, name in _STAGES.items()}

        def tell(stage: str, done: int, of: int | None) -> None:
            bar.update(tasks[stage], completed=done, total=of, visible=True)

        yield tell


def allowed_hosts(settings: Settings) -> tuple[str, ...]:
    """The names that the site answers to. Raises ``SettingsError`` where others could read it without a token."""
    from coranto.publish.web.guard import LOOPBACK, SHORTEST_TOKEN

    address, token = settings.text("host"), settings.text("token")
    if token and len(token) < SHORTEST_TOKEN:
        raise SettingsError(
            f"the token has {len(token)} characters and could be guessed", mend=f"use {SHORTEST_TOKEN} or more"
        )
    if not _is_loopback(address) and not token:
        raise SettingsError(
            f"host {address} is not this machine, and without a token anybody there could read the store",
            mend="bind 127.0.0.1, or set CORANTO_TOKEN to a long secret",
        )
    return (*LOOPBACK, address.lower(), *settings.text("hosts").lower().split())


def site_address(base: str | None) -> str:
    """The address of a site with a closing slash, "" for none. Raises ``SettingsError`` for what is no address."""
    if base is None:
        return ""
    parts = urlsplit(base)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(f"--base {base!r} is no address of a site", mend="write it like https://news.example/")
    return base if base.endswith("/") else f"{base}/"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
