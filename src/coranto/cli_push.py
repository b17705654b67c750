"""The command that tells people and programs of new editions: webhooks, mail, ntfy, by a plan in a file."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from coranto.cli_shared import ConfigOption, NowOption, StoreOption, instant, site_address, stored_engine

commands = typer.Typer(rich_markup_mode=None)

_LOOK_SECONDS = 60


@commands.command()
def push(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="TOML file that names who is told of what.")],
    store: StoreOption = None,
    outbox: Annotated[
        Path | None, typer.Option("--outbox", metavar="FILE", help="Where messages wait; default: beside the plan.")
    ] = None,
    base: Annotated[
        str | None, typer.Option("--base", metavar="URL", help="Address of the site, for links in messages.")
    ] = None,
    follow: Annotated[bool, typer.Option("--follow", help="Go on, a round a minute, until stopped.")] = False,
    now: NowOption = None,
    config: ConfigOption = None,
) -> None:
    """Send what is new to those who asked for it: webhooks, mail, ntfy."""
    from coranto.net.posting import Sender
    from coranto.publish.push.outbox import load_outbox, save_outbox
    from coranto.publish.push.plan import load_plan
    from coranto.publish.push.round import push_round, smtp

    address, told, fixed = site_address(base), load_plan(plan, os.environ), instant(now)
    file = outbox or plan.with_suffix(".outbox.json")
    kept, sender = load_outbox(file), Sender()
    while True:
        with stored_engine(store, config) as engine:
            done = push_round(
                engine.store,
                told,
                kept,
                now=fixed or datetime.now(UTC),
                base=address,
                post=sender.post,
                send=smtp,
                keep=lambda each: save_outbox(each, file),
            )
        if not follow or done.sent or done.failed or done.given_up:
            typer.echo(f"{done.sent} sent, {done.failed} to be tried again, {done.given_up} given up")
        if not follow:
            return
        time.sleep(_LOOK_SECONDS)
