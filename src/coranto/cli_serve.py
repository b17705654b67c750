"""The command that serves the site of a store: what it binds, to which names it answers, and who may read.

Why apart: here it is decided that nobody else on the network reads a store unless its owner has asked for that.
"""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coranto.cli_shared import ConfigOption, NowOption, StoreOption, allowed_hosts, instant, settings_of
from coranto.cli_site import FRESH_SECONDS, how_served, seldom_collecting
from coranto.errors import SettingsError

if TYPE_CHECKING:
    from coranto.engine import Engine
    from coranto.publish.web.writing import Hands
    from coranto.types import Feed

commands = typer.Typer(rich_markup_mode=None)

_TURN_SECONDS = 0.001
"""How long a thread that makes a long page keeps the others waiting at a time."""


@commands.command()
def serve(
    store: StoreOption = None,
    host: Annotated[str | None, typer.Option("--host", metavar="ADDRESS", help="Address to bind.")] = None,
    port: Annotated[int | None, typer.Option("--port", metavar="N", help="Port to bind.")] = None,
    config: ConfigOption = None,
) -> None:
    """Serve the site of a store, to this machine unless a token guards it."""
    settings = settings_of(config, store=store, host=host, port=port)
    address, served_port = settings.text("host"), settings.whole("port")
    hosts = allowed_hosts(settings)

    from coranto.engine import open_engine

    with open_engine(create=False, settings=settings) as engine:
        import uvicorn

        from coranto.publish.app import create_app

        site = create_app(
            engine.store,
            hosts=hosts,
            token=settings.text("token"),
            hands=_hands(engine),
            fresh_for=FRESH_SECONDS,
            language=settings.text("language"),
        )
        sys.setswitchinterval(_TURN_SECONDS)
        typer.echo(f"Serving on http://{address}:{served_port}/ (Ctrl-C ends)", err=True)
        # Whoever listens to events holds on for minutes: Ctrl-C must not wait for that.
        with seldom_collecting():
            uvicorn.run(site, **how_served(settings, leaving_seconds=3))


@commands.command()
def token(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who holds it: small letters, digits, hyphens.")],
    scope: Annotated[
        list[str], typer.Option("--scope", metavar="SCOPE", help="read, desk or feeds; may be given more than once.")
    ] = ["read"],  # noqa: B006 (typer wants a list)
    days: Annotated[int, typer.Option("--days", metavar="N", min=1, max=3650, help="Days until it is over.")] = 365,
    now: NowOption = None,
    config: ConfigOption = None,
) -> None:
    """Make a token for the served site and print it once: only its hash is kept, in the file of the setting tokens."""
    from coranto.publish.web.tokens import add_token

    file = settings_of(config).text("tokens")
    if not file:
        raise SettingsError("the setting tokens names no file", mend="set CORANTO_TOKENS to its path")
    last = (instant(now) or datetime.now(UTC)).date() + timedelta(days=days)
    typer.echo(add_token(Path(file).expanduser(), name, tuple(scope), last))


def _hands(engine: Engine) -> Hands | None:
    """What the site may act with, if there are people who may; composing goes on one at a time, after the answer."""
    file = engine.settings.text("tokens")
    if not file:
        return None
    from coranto.publish.web.tokens import load_tokens
    from coranto.publish.web.writing import Hands

    at_work = threading.Lock()

    def refresh() -> int:
        with at_work:
            return engine.refresh()

    def add_feed(url: str) -> tuple[Feed, bool]:
        from coranto import subscribing
        from coranto.net.fetch import WebFetcher
        from coranto.net.workers import open_workers

        with open_workers(engine.settings) as workers:
            fetcher = WebFetcher(contact=engine.settings.text("contact"))
            try:
                return subscribing.add(engine.store, url, fetcher, workers, datetime.now(UTC))
            finally:
                fetcher.close()

    tokens = load_tokens(Path(file).expanduser(), lambda: datetime.now(UTC).date())
    return Hands(tokens=tokens, refresh=refresh, add_feed=add_feed)
