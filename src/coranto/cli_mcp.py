"""The command that lets agents read a store by the Model Context Protocol: over stdin and stdout, or over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from coranto.cli_shared import ConfigOption, StoreOption, allowed_hosts, settings_of
from coranto.errors import SettingsError

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def mcp(
    store: StoreOption = None,
    http: Annotated[bool, typer.Option("--http", help="Serve HTTP at /mcp instead of stdin and stdout.")] = False,
    host: Annotated[str | None, typer.Option("--host", metavar="ADDRESS", help="Address to bind with --http.")] = None,
    port: Annotated[int | None, typer.Option("--port", metavar="N", help="Port to bind with --http.")] = None,
    config: ConfigOption = None,
) -> None:
    """Let agents search and read a store (Model Context Protocol). It only reads."""
    settings = settings_of(config, store=store, host=host, port=port)
    try:
        from coranto.publish.mcp.server import create_server, http_app
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"the extra 'mcp' is not installed ({error.name})", mend="pip install 'coranto[mcp]'"
        ) from None

    from coranto import __version__
    from coranto.engine import open_engine
    from coranto.models.entailers import open_entailer

    hosts = allowed_hosts(settings) if http else ()
    with open_engine(create=False, settings=settings) as engine:
        server = create_server(engine.store, open_entailer(settings.text("entailer")), version=__version__)
        if not http:
            server.run("stdio")
            return
        import uvicorn

        address, served_port = settings.text("host"), settings.whole("port")
        typer.echo(f"Agents are answered on http://{address}:{served_port}/mcp (Ctrl-C ends)", err=True)
        app = http_app(server, hosts=hosts, token=settings.text("token"))
        uvicorn.run(
            app,
            host=address,
            port=served_port,
            log_level="warning",
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=3,
        )
