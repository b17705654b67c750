"""The command that writes what a store has into a folder: a site that any web server can carry, or tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coranto.cli_shared import ConfigOption, StoreOption, counted, site_address, stored_engine
from coranto.errors import SettingsError

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder to write into.")],
    store: StoreOption = None,
    parquet: Annotated[
        bool, typer.Option("--parquet", help="Write tables of stories, claims, evidence and sources instead.")
    ] = False,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="URL", help="Address that the folder will have: for sitemap, RSS and links."),
    ] = None,
    texts: Annotated[
        bool, typer.Option("--texts", help="Write whole texts of articles too: not for the public.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Write the whole site of a store as a folder that any web server can carry, or its data as Parquet."""
    address = site_address(base)
    with stored_engine(store, config) as engine:
        if not parquet:
            engine.publish(folder, base=address, texts=texts)
            typer.echo(f"{counted(len(engine.store.newest_revisions()), 'story', 'stories')} in {folder}")
            return
        try:
            from coranto.publish.tables import write_tables
        except ModuleNotFoundError as error:
            what = f"the extra 'parquet' is not installed ({error.name})"
            raise SettingsError(what, mend="pip install 'coranto[parquet]'") from None
        found = (engine.store.edition(story.id) for story in engine.store.stories())
        counts = write_tables(folder, (edition for edition in found if edition is not None))
    typer.echo(", ".join(f"{count} {name}" for name, count in counts.items()) + f" in {folder}")
