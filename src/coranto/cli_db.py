"""The commands about the store itself: bring it up to date, copy it to another database, check it, back it up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coranto.cli_shared import ConfigOption, StoreOption, counted, settings_of

commands = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

_MOST_SHOWN = 20


@commands.command()
def upgrade(store: StoreOption = None, config: ConfigOption = None) -> None:
    """Bring the tables of a store up to date. Every other command does so too."""
    from coranto.stores.opening import HEAD, open_database

    engine, name = open_database(_address(store, config), create=False)
    engine.dispose()
    typer.echo(f"Store {name} has the newest tables ({HEAD}).")


@commands.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Path or address of the store to copy.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Path or address of a new or empty store.")],
) -> None:
    """Copy all of a store into a new one: from SQLite to PostgreSQL, or back."""
    from coranto.stores.copying import copy_store

    _say_copied(copy_store(source, target, _tell), "Copied")


@commands.command()
def check(store: StoreOption = None, config: ConfigOption = None) -> None:
    """Look through all of a store for damage; exit code 1 if there is any."""
    from coranto.stores.soundness import findings

    found = findings(_address(store, config))
    for sentence in found[:_MOST_SHOWN]:
        typer.echo(sentence)
    if found:
        typer.echo(f"{counted(len(found), 'finding', 'findings')}. Take the last backup, and report this.")
        raise typer.Exit(1)
    typer.echo("The store is sound.")


@commands.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, which is a store itself.")],
    store: StoreOption = None,
    config: ConfigOption = None,
) -> None:
    """Write a store as it stands into a new SQLite file, while others go on writing."""
    from coranto.stores.copying import back_up

    _say_copied(back_up(_address(store, config), file, _tell), "Backed up")


def _address(store: str | None, config: Path | None) -> str:
    from coranto.engine import default_store

    return settings_of(config, store=store).text("store") or default_store(create=False)


def _tell(table: str, rows: int) -> None:
    typer.echo(f"  {table}: {rows}", err=True)


def _say_copied(rows: dict[str, int], done: str) -> None:
    editions = counted(rows["editions"], "edition", "editions")
    typer.echo(f"{done} {counted(rows['articles'], 'article', 'articles')} and {editions}.")
