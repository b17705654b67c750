"""The command that serves the site of a store: what it binds, to which names it answers, and who may read.

Why apart: here it is decided that nobody else on the network reads a store unless its owner has asked for that.
"""

from __future__ import annotations

from typing import Annotated

import typer

from coranto.cli_shared import ConfigOption, StoreOption, allowed_hosts, settings_of

commands = typer.Typer(rich_markup_mode=None)

_MOST_AT_ONCE = 200
"""Requests that the served site works on at a time; more are told to come back."""


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

        site = create_app(engine.store, hosts=hosts, token=settings.text("token"))
        typer.echo(f"Serving on http://{address}:{served_port}/ (Ctrl-C ends)", err=True)
        uvicorn.run(
            site,
            host=address,
            port=served_port,
            log_level="warning",
            # Anybody can send X-Forwarded-For; a slow or idle reader must not hold a place for long.
            proxy_headers=False,
            server_header=False,
            limit_concurrency=_MOST_AT_ONCE,
            timeout_keep_alive=5,
        )
