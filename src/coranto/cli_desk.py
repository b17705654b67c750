"""The commands of the reader's hand: merge, split, move, lock, unlock, undo, tend, and the log of it all.

Why: whoever reads a page sees at once what belongs together. What they say is done, kept in the log with their reason,
and obeyed by everything that is placed afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coranto.cli_shared import (
    ConfigOption,
    NowOption,
    StoreOption,
    StoryArgument,
    counted,
    instant,
    progress_bar,
    show_on_terminal,
    stored_engine,
)

if TYPE_CHECKING:
    from coranto.ports import Store
    from coranto.types import Act

commands = typer.Typer(rich_markup_mode=None)

ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who does it, for the log.")]
BecauseOption = Annotated[str, typer.Option("--because", metavar="TEXT", help="Why, for the log.")]
ArticleArgument = Annotated[str, typer.Argument(metavar="ARTICLE", help="Id, start of an id, or url of an article.")]


@commands.command()
def merge(
    stories: Annotated[
        list[str], typer.Argument(metavar="STORY", help="Two or more stories; the first stays, the others lead to it.")
    ],
    store: StoreOption = None,
    by: ByOption = "reader",
    because: BecauseOption = "",
    now: NowOption = None,
    config: ConfigOption = None,
) -> None:
    """Make one story of several, for good."""
    from coranto import desk

    _do(
        lambda kept, at: desk.merge(kept, stories, at=at, actor=by, reason=because),
        "They are one story already.",
        store,
        config,
        now,
    )


@commands.command()
def split(
    story: StoryArgument,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Articles of it, by id or url.")],
    store: StoreOption = None,
    by: ByOption = "reader",
    because: BecauseOption = "",
    now: NowOption = None,
    config: ConfigOption = None,
) -> None:
    """Put some articles of a story into a new one, for good."""
    from coranto import desk

    _do(
        lambda kept, at: desk.split(kept, story, articles, at=at, actor=by, reason=because),
        "They are apart already.",
        store,
        config,
        now,
    )


@commands.command()
def move(
    article: ArticleArgument,
    story: StoryArgument,
    store: StoreOption = None,
    by: ByOption = "reader",
    because: BecauseOption = "",
    now: NowOption = None,
    config: ConfigOption = None,
) -> None:
    """Put an article into another story, for good."""
    from coranto import desk

    _do(
        lambda kept, at: desk.move(kept, article, story, at=at, actor=by, reason=because),
        "It is in that story already.",
        store,
        config,
        now,
    )


@commands.command()
def lock(
    story: StoryArgument,
    store: StoreOption = None,
    by: ByOption = "reader",
    because: BecauseOption = "",
    config: ConfigOption = None,
) -> None:
    """Let a story take no new article.

    A later version of a page that the story has already still takes the place of the earlier one.
    """
    from coranto import desk

    _do(
        lambda kept, at: desk.lock(kept, story, at=at, actor=by, reason=because),
        "It is locked already.",
        store,
        config,
    )


@commands.command()
def unlock(
    story: StoryArgument,
    store: StoreOption = None,
    by: ByOption = "reader",
    because: BecauseOption = "",
    config: ConfigOption = None,
) -> None:
    """Let a locked story take new articles again."""
    from coranto import desk

    _do(
        lambda kept, at: desk.lock(kept, story, locked=False, at=at, actor=by, reason=because),
        "It is not locked.",
        store,
        config,
    )


@commands.command()
def undo(
    act: Annotated[
        int | None, typer.Argument(metavar="[ACT]", help="Number in the log; default: the last act done by hand.")
    ] = None,
    store: StoreOption = None,
    by: ByOption = "reader",
    because: BecauseOption = "",
    now: NowOption = None,
    config: ConfigOption = None,
) -> None:
    """Take back an act. The log keeps both."""
    from coranto import desk

    _do(
        lambda kept, at: desk.undo(kept, act, at=at, actor=by, reason=because),
        "There is nothing to take back.",
        store,
        config,
        now,
    )


@commands.command()
def log(store: StoreOption = None, config: ConfigOption = None) -> None:
    """List all acts upon stories, with their reasons."""
    from coranto.publish.terminal import act_list

    with stored_engine(store, config) as engine:
        acts = engine.store.acts()
    show_on_terminal(act_list(acts)) if acts else typer.echo("Nothing was done by hand yet.")


@commands.command()
def tend(store: StoreOption = None, now: NowOption = None, config: ConfigOption = None) -> None:
    """Look again at all stories, and merge, split or link them.

    Nothing is done against what a reader did by hand, and nothing to a locked story.
    """
    at = instant(now)
    with stored_engine(store, config) as engine, progress_bar() as progress:
        acts = engine.tend(now=at, progress=progress)
    for act in acts:
        typer.echo(_told(act))
    typer.echo(f"{counted(len(acts), 'change', 'changes')}.")


def _do(
    what: Callable[[Store, datetime], Act | None],
    nothing: str,
    store: str | None,
    config: Path | None,
    now: str | None = None,
) -> None:
    """Do one act, say what became of it, and write the pages of the stories that it changed."""
    at = instant(now)
    with stored_engine(store, config) as engine, progress_bar() as progress:
        act = what(engine.store, at or datetime.now(UTC))
        written = engine.refresh(now=at, progress=progress)
    pages = f" {counted(written, 'page', 'pages')} written anew." if written else ""
    typer.echo((nothing if act is None else _told(act)) + pages)


def _told(act: Act) -> str:
    first, *others = act.stories
    count = counted(len(act.moves), "article", "articles")
    said = {
        "merge": f"{', '.join(others)} merged into {first}: {count} moved",
        "split": f"{count} of {first} split off as {', '.join(others)}",
        "move": f"{count} moved from {', '.join(others)} to {first}",
        "lock": f"{first} is locked",
        "unlock": f"{first} is open again",
        "link": f"{first} and {', '.join(others)} are linked",
        "close": f"{first} is closed",
        "undo": f"act {act.undoes} taken back: {count} moved",
    }[act.kind]
    return f"Act {act.number}: {said}."
