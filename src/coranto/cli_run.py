"""The commands that poll: once, or for ever with the site served beside it.

Why apart: here the ports of the web, the store and the models are plugged together for a process that lives long.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coranto.cli_shared import ConfigOption, RunnerOption, StoreOption, allowed_hosts, progress_bar, settings_of
from coranto.cli_site import FRESH_SECONDS, how_served
from coranto.settings import Settings

if TYPE_CHECKING:
    from coranto.engine import Engine
    from coranto.health import Tally
    from coranto.ports import Store
    from coranto.running import Running

commands = typer.Typer(rich_markup_mode=None)

OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Folder to keep the site in, as `build` writes it.")
]


@commands.command()
def poll(
    store: StoreOption = None,
    out: OutOption = None,
    config: ConfigOption = None,
) -> None:
    """Ask all feeds that are due, once, and compose what changed."""
    settings = settings_of(config, store=store)
    with _running(settings, out, for_long=False) as (running, _, _), progress_bar() as progress:
        cycle = running.once(progress)
        typer.echo(cycle.line(datetime.now(UTC), None))


@commands.command()
def run(
    store: StoreOption = None,
    out: OutOption = None,
    serve: Annotated[bool, typer.Option("--serve", help="Serve the site too, with /metrics and /health.")] = False,
    host: Annotated[str | None, typer.Option("--host", metavar="ADDRESS", help="Address to bind.")] = None,
    port: Annotated[int | None, typer.Option("--port", metavar="N", help="Port to bind.")] = None,
    runner: RunnerOption = None,
    config: ConfigOption = None,
) -> None:
    """Poll feeds for ever and keep the stories current; SIGTERM or Ctrl-C ends it cleanly."""
    settings = settings_of(config, store=store, host=host, port=port, runner=runner)
    hosts = allowed_hosts(settings) if serve else ()

    from coranto.running import Stopped

    with _running(settings, out, for_long=True) as (running, kept, tally):

        def end(_signal: int, _frame: object) -> None:
            running.stop()
            raise Stopped

        before = {name: signal.signal(name, end) for name in (signal.SIGTERM, signal.SIGINT)}
        try:
            with _served(kept, settings, hosts, tally) if serve else _nothing():
                running.forever()
        except Stopped:
            pass
        finally:
            for name, handler in before.items():
                signal.signal(name, handler)


@contextmanager
def _running(settings: Settings, out: Path | None, *, for_long: bool) -> Iterator[tuple[Running, Store, Tally]]:
    """The loop with the real web, store and models, which stand in processes of their own ``for_long``."""
    from coranto.engine import Engine, Opener, check_writable, make_models, open_engine
    from coranto.health import Tally
    from coranto.net.collecting import Collector
    from coranto.net.fetch import WebFetcher
    from coranto.net.pacing import Pacer
    from coranto.net.polite import PoliteFetcher
    from coranto.net.workers import open_workers
    from coranto.runners.local import MIN_ARTICLES, LocalRunner
    from coranto.running import Running

    if out is not None:
        check_writable(out)
    with open_engine(settings=settings) as opened:
        store = opened.store
        web = WebFetcher(contact=settings.text("contact"), private=settings.text("private_hosts").split())
        held = store.held_hosts(_now())
        fetcher = PoliteFetcher(web, Pacer(), _now, held=held, on_hold=store.hold_host)
        workers = open_workers(settings)
        shortest = 60 * settings.whole("poll_minutes")
        collector = Collector(fetcher, workers, store.unread_items, _now, shortest=shortest)
        runner = LocalRunner(partial(make_models, settings), min_articles=1 if for_long else MIN_ARTICLES)

        def make_engine(opener: Opener) -> Engine:
            return Engine(store, settings=settings, opener=opener, runner=runner)

        tally = Tally(started=_now())
        try:
            yield Running(store, collector, make_engine, _now, tally=tally, tell=_tell, out=out), store, tally
        finally:
            runner.abandon()
            # Who hangs in a request ends with the process; nothing of it is worth waiting for.
            threading.Thread(target=workers.close, daemon=True).start()


@contextmanager
def _served(store: Store, settings: Settings, hosts: tuple[str, ...], tally: Tally) -> Iterator[None]:
    """The site in a thread of its own."""
    import uvicorn
    from starlette.responses import PlainTextResponse, Response
    from starlette.routing import Route

    from coranto.health import health_lines
    from coranto.publish.app import create_app

    def metrics(_request: Any) -> Response:
        return PlainTextResponse(tally.metrics(store.feeds(), _now()), media_type="text/plain; version=0.0.4")

    def health(_request: Any) -> Response:
        return PlainTextResponse("\n".join(health_lines(store.feeds(), _now())) + "\n")

    site = create_app(
        store,
        hosts=hosts,
        token=settings.text("token"),
        fresh_for=FRESH_SECONDS,
        language=settings.text("language"),
    )
    site.router.routes[:0] = [Route("/metrics", metrics), Route("/health", health)]
    server = uvicorn.Server(uvicorn.Config(site, **how_served(settings, leaving_seconds=1)))
    thread = threading.Thread(target=server.run, name="site", daemon=True)
    thread.start()
    _tell(f"serving on http://{settings.text('host')}:{settings.whole('port')}/")
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(2.0)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _now() -> datetime:
    return datetime.now(UTC)


def _tell(line: str) -> None:
    with suppress(OSError, ValueError):  # who reads our lines may have gone: the work goes on
        typer.echo(line)
