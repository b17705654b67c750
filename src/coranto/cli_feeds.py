"""The commands about feeds: add, feeds, remove, import, export, health.

Why apart from polling: these ask the store, and at most one address; they may be used while another process polls.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coranto.cli_shared import ConfigOption, StoreOption, counted, settings_of, stored_engine
from coranto.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from coranto.types import Feed, Rejection

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def add(
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="Address of a feed, or of a page that names one.")],
    store: StoreOption = None,
    config: ConfigOption = None,
) -> None:
    """Add feeds to a store. Their articles come with the next `poll` or `run`."""
    from coranto import subscribing
    from coranto.engine import open_engine
    from coranto.net.fetch import WebFetcher
    from coranto.net.workers import open_workers

    settings = settings_of(config, store=store)
    with open_engine(settings=settings) as engine, open_workers(settings) as workers:
        private = settings.text("private_hosts").split()
        fetcher = WebFetcher(contact=settings.text("contact"), private=private)
        for url in urls:
            feed, new = subscribing.add(engine.store, url, fetcher, workers, datetime.now(UTC))
            said = f"added {feed.url}" if new else f"{feed.url} is there already"
            typer.echo(f"{said} ({feed.title})" if feed.title else said)
        fetcher.close()


@commands.command()
def feeds(
    store: StoreOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all that is known of them as JSON.")] = False,
    config: ConfigOption = None,
) -> None:
    """List the feeds of a store, in the order in which they were added."""
    with stored_engine(store, config) as engine:
        found = engine.store.feeds()
    if as_json:
        typer.echo(json.dumps([_plain(feed) for feed in found], ensure_ascii=False, indent=1))
    elif not found:
        typer.echo("There are no feeds yet; add one with: coranto add URL")
    else:
        for feed in found:
            typer.echo(_line(feed))


@commands.command()
def remove(
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of a feed, as `feeds` lists it.")],
    store: StoreOption = None,
    config: ConfigOption = None,
) -> None:
    """Poll a feed no more, and forget it. Its articles and stories stay."""
    with stored_engine(store, config) as engine:
        if not engine.store.remove_feed(url):
            raise NotFoundError(f"there is no feed {url}", mend="see `coranto feeds` for their addresses")
    typer.echo(f"removed {url}")


@commands.command(name="import")
def import_list(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An OPML list, as feed readers export it.")],
    store: StoreOption = None,
    config: ConfigOption = None,
) -> None:
    """Add all feeds of an OPML list; its folders become topics."""
    from coranto import subscribing
    from coranto.engine import open_engine

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror})", mend="check its path and rights") from error
    refused: list[Rejection] = []
    with open_engine(settings=settings_of(config, store=store)) as engine:
        new, known = subscribing.add_list(engine.store, data, file.name, datetime.now(UTC), refused.append)
    for rejection in refused:
        typer.echo(rejection.detail, err=True)
    if refused and not new and not known:
        raise InputError(f"{file} gave no feed", mend="see the lines above")
    typer.echo(f"{counted(new, 'feed', 'feeds')} added, {known} known already, {len(refused)} not taken")


@commands.command(name="export-feeds")
def export_list(
    store: StoreOption = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="File to write; default: stdout.")] = None,
    config: ConfigOption = None,
) -> None:
    """Print the feeds as an OPML list for other readers, topics as folders."""
    from coranto.read.outlines import as_opml

    with stored_engine(store, config) as engine:
        text = as_opml(engine.store.feeds())
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, "utf-8")


@commands.command()
def health(
    store: StoreOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the feeds in trouble as JSON.")] = False,
    config: ConfigOption = None,
) -> None:
    """Say which feeds are in trouble, why, and since when."""
    from coranto.health import health_lines, in_trouble

    with stored_engine(store, config) as engine:
        found = engine.store.feeds()
    if as_json:
        typer.echo(json.dumps([_plain(feed) for feed in in_trouble(found)], ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(health_lines(found, datetime.now(UTC))))


def _line(feed: Feed) -> str:
    parts = [feed.url]
    if feed.title:
        parts.append(feed.title)
    if feed.topics:
        parts.append(" / ".join(feed.topics))
    parts.append(
        "never again" if feed.next_at is None else f"next {feed.next_at.astimezone(UTC).isoformat(timespec='minutes')}"
    )
    if feed.trouble:
        parts.append(feed.trouble)
    return "  ".join(parts)


def _plain(feed: Feed) -> dict[str, Any]:
    from dataclasses import fields

    given = {each.name: getattr(feed, each.name) for each in fields(feed) if each.name not in ("first", "owed")}
    plain = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in given.items()}
    return plain | {"unread": feed.first is not None, "owed": [page.url for page in feed.owed]}
