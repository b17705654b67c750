"""The command that reads archives: long, so it says how far it is, and can be ended and begun again at any moment.

Why apart: it plugs a store, files and their position together, and nothing of it is shared with ``build``.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coranto.cli_shared import ConfigOption, NowOption, RunnerOption, StoreOption, counted, instant, settings_of

if TYPE_CHECKING:
    from coranto.backfill import Pace

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def backfill(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Web archives (WARC) or .jsonl files, the oldest first.")
    ],
    store: StoreOption = None,
    runner: RunnerOption = None,
    window: Annotated[
        int, typer.Option("--window", metavar="N", min=0, help="Most articles that wait for others of earlier date.")
    ] = 4_000,
    state: Annotated[
        Path | None, typer.Option("--state", metavar="FILE", help="Where the position is kept; else beside the store.")
    ] = None,
    now: NowOption = None,
    config: ConfigOption = None,
) -> None:
    """Read archives into the store, in date order; run it again to go on where it ended."""
    from coranto.backfill import backfill as read_files
    from coranto.engine import default_store, open_engine

    settings, at = settings_of(config, store=store, runner=runner), instant(now)
    address = settings.text("store") or default_store(create=True)
    with open_engine(address, settings=settings) as engine:
        position, report = read_files(engine, files, state or _beside(address, files), now=at, window=window, tell=_say)
    typer.echo(
        f"{counted(position.read, 'record', 'records')} read, {counted(position.accepted, 'article', 'articles')} "
        f"stored, {position.refused} refused; {counted(report.stories, 'story', 'stories')} in the store"
    )


def _beside(address: str, files: list[str]) -> Path:
    """A file for these inputs and this store: beside a SQLite file, else in the user's own folder."""
    from platformdirs import user_state_path

    named = "\n".join([address, *(str(Path(given).resolve()) for given in files)])
    name = f"backfill-{hashlib.sha256(named.encode()).hexdigest()[:12]}.json"
    path = Path(address.removeprefix("sqlite:///"))
    return path.parent / name if "://" not in str(path) and path.exists() else user_state_path("coranto") / name


def _say(pace: Pace) -> None:
    left = "" if pace.left is None else f", about {_duration(pace.left)} left"
    position = pace.position
    typer.echo(f"file {position.files + 1}, {position.read:,} records read{left}", err=True)


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02d} min" if minutes >= 60 else f"{max(1, minutes)} min"
