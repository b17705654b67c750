"""The command line: thin. Each command opens an engine, asks one thing of it, and shows the answer.

Answers go to stdout, progress and errors to stderr. An error is one sentence with the mend and exit code 2, never a
traceback.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
import typer.main

from coranto import __version__
from coranto.cli_backfill import commands as backfill_commands
from coranto.cli_db import commands as db_commands
from coranto.cli_desk import commands as desk_commands
from coranto.cli_export import commands as export_commands
from coranto.cli_feeds import commands as feeds_commands
from coranto.cli_mcp import commands as mcp_commands
from coranto.cli_push import commands as push_commands
from coranto.cli_run import commands as run_commands
from coranto.cli_serve import commands as serve_commands
from coranto.cli_shared import (
    ConfigOption,
    NowOption,
    RunnerOption,
    StoreOption,
    StoryArgument,
    counted,
    instant,
    progress_bar,
    settings_of,
    show_on_terminal,
    stored_engine,
)
from coranto.errors import CorantoError, NotFoundError, SettingsError

if TYPE_CHECKING:
    from coranto.estimate import Estimate
    from coranto.types import Edition, Report

app = typer.Typer(
    help="Reads news articles, finds which tell the same story, and writes one cited page a story.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

_ERROR = 2
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0, or 2 with one sentence on stderr (130 after Ctrl-C)."""
    try:
        # Not typer's own main: it answers Ctrl-C and a closed pipe itself, and with nothing said.
        command = typer.main.get_command(app)
        with command.make_context("coranto", list(sys.argv[1:] if arguments is None else arguments)) as context:
            command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as end:
        return end.exit_code
    except CorantoError as error:
        return _complain(str(error))
    except (KeyboardInterrupt, typer.Abort):
        return _complain("interrupted; run the same command again to go on", code=_INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone: say nothing, also not when Python flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        return _complain(f"{named}{error.strerror or error}; check space and rights, and run the command again")
    except Exception as error:
        return _usage(error)
    return 0


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"coranto {__version__}")
        raise typer.Exit


@app.command()
def build(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="A .jsonl file, folder of pages, feed, OPML file or URL."),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write the site and its data into.")],
    now: NowOption = None,
    store: Annotated[
        str | None, typer.Option("--store", metavar="PATH", help="Keep the stories here, and add to those there.")
    ] = None,
    writer: Annotated[
        str | None, typer.Option("--writer", metavar="NAME", help="Who words the pages: extractive, or openai:MODEL.")
    ] = None,
    runner: RunnerOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing: only say what the writer would be asked, and its price.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Read articles, group them into stories, and write a page of each."""
    from coranto import engine

    at, settings, started = (
        instant(now),
        settings_of(config, store=store, writer=writer, runner=runner),
        time.monotonic(),
    )
    if dry_run:
        from coranto.estimate import estimate

        with progress_bar() as progress:
            expected = estimate(inputs, now=at, settings=settings, progress=progress)
        typer.echo(_expected_line(expected))
        return
    with progress_bar() as progress:
        report = engine.build(inputs, out, now=at, settings=settings, progress=progress)
    typer.echo(_closing_line(report, time.monotonic() - started))


@app.command()
def show(
    story: StoryArgument,
    store: StoreOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the edition as JSON.")] = False,
    as_markdown: Annotated[bool, typer.Option("--md", help="Print the edition as Markdown.")] = False,
    revision: Annotated[int | None, typer.Option("--revision", metavar="N", help="An earlier revision.")] = None,
    config: ConfigOption = None,
) -> None:
    """Show the page of a story."""
    from coranto.lookup import find_story

    with stored_engine(store, config) as engine:
        # An absorbed story leads to the one that lives; its own old revisions can still be asked for by its id.
        edition = None if revision is None else engine.store.edition(story, revision)
        if edition is None:
            found = find_story(engine.store, story)
            edition = engine.store.edition(found.id, revision)
    if edition is None:
        which = f"story {found.id} has no " + ("page" if revision is None else f"revision {revision}")
        raise NotFoundError(which, mend="run the build again" if revision is None else "leave --revision out")
    _show_edition(edition, as_json=as_json, as_markdown=as_markdown)


@app.command()
def why(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Id, start of an id, or url of an article.")],
    store: StoreOption = None,
    config: ConfigOption = None,
) -> None:
    """Say why an article is in its story."""
    from coranto.lookup import find_article
    from coranto.publish.terminal import placing

    with stored_engine(store, config) as engine:
        found = find_article(engine.store, article)
        assignment = engine.store.assignment(found.id)
        if assignment is None:
            raise NotFoundError(f"article {found.id} is in no story", mend="run the build again with this store")
        edition = engine.store.edition(assignment.story_id)
    show_on_terminal(placing(assignment, found.title, edition.headline.text if edition is not None else ""))


@app.command()
def stories(store: StoreOption = None, config: ConfigOption = None) -> None:
    """List the stories of a store, newest first."""
    from coranto.publish.terminal import story_list

    with stored_engine(store, config) as engine:
        editions = engine.editions()
    show_on_terminal(story_list(editions)) if editions else typer.echo("There are no stories yet.")


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help='All words are wanted; "a b" is a phrase, -c is not.')],
    store: StoreOption = None,
    publisher: Annotated[str | None, typer.Option("--publisher", metavar="NAME", help="Only of this one.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="First day, like 2026-01-05.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day.")] = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, max=1000, help="Most stories to list.")] = 20,
    config: ConfigOption = None,
) -> None:
    """Find stories by words of their articles, the best first."""
    from coranto.publish.terminal import hit_list
    from coranto.search import parse_query

    asked = parse_query(query, publisher=publisher, since=since, until=until)
    with stored_engine(store, config) as engine:
        hits = engine.store.search(asked, limit=most)
        found = [(hit, page) for hit in hits if (page := engine.store.edition(hit.story_id)) is not None]
    show_on_terminal(hit_list(found)) if found else typer.echo("No story has these words.")


@app.command()
def timeline(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words that an article must have, in title or text.")],
    store: StoreOption = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="First day, like 2026-01-05.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day.")] = None,
    days: Annotated[
        int | None, typer.Option("--days", metavar="N", min=1, help="Most days to tell; default: those that matter.")
    ] = None,
    sentences: Annotated[int, typer.Option("--sentences", metavar="N", min=1, help="Most sentences a day.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the timeline as JSON.")] = False,
    config: ConfigOption = None,
) -> None:
    """Tell the days that matter in all articles that have the words of a query."""
    from coranto.publish.terminal import archive_timeline
    from coranto.timelines import timeline_of
    from coranto.wire import archive_timeline_to_json, json_text

    first, last = _day("--since", since), _day("--until", until)
    with stored_engine(store, config) as engine:
        found = timeline_of(engine.store, query, first=first, last=last, days=days, sentences=sentences)
    if as_json:
        value = archive_timeline_to_json(found.query, found.articles, found.entries, found.sources)
        typer.echo(json_text(value), nl=False)
    elif not found.entries:
        typer.echo(
            f"{counted(found.articles, 'article has', 'articles have')} these words; none tells a day by itself."
        )
    else:
        show_on_terminal(archive_timeline(found.query, found.articles, found.entries, found.sources))


app.add_typer(feeds_commands)
app.add_typer(backfill_commands)
app.add_typer(run_commands)
app.add_typer(serve_commands)
app.add_typer(export_commands)
app.add_typer(mcp_commands)
app.add_typer(push_commands)
app.add_typer(desk_commands)
app.add_typer(db_commands, name="db", help="Upgrade, copy, check and back up a store.")


def _day(flag: str, given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise SettingsError(f"{flag} {given!r} is no date", mend="write it like 2026-01-05") from None


def _closing_line(report: Report, seconds: float) -> str:
    known = sum(1 for rejection in report.rejected if rejection.reason == "same-url")
    parts = [
        counted(report.accepted, "article", "articles"),
        counted(report.stories, "story", "stories"),
        counted(report.copies, "copy", "copies"),
        f"{len(report.rejected) - known} rejected",
    ]
    if known:
        parts.append(f"{known} known already")
    return ", ".join([*parts, f"{seconds:.1f} seconds"])


def _expected_line(expected: Estimate) -> str:
    pages = counted(expected.pages, "page", "pages")
    tokens = f"about {expected.input_tokens:,} tokens in and at most {expected.output_tokens:,} out"
    price = f", {expected.cost:.4f} by the prices in the settings" if expected.cost else ""
    return f"{pages}: {tokens} in the first round{price}; nothing was written"


def _show_edition(edition: Edition, *, as_json: bool, as_markdown: bool) -> None:
    if as_json:
        from coranto.wire import edition_to_json, json_text

        typer.echo(json_text(edition_to_json(edition)), nl=False)
    elif as_markdown:
        from coranto.publish.markdown import to_markdown

        typer.echo(to_markdown(edition), nl=False)
    else:
        from coranto.publish.terminal import story_page

        show_on_terminal(story_page(edition))


def _complain(sentence: str, code: int = _ERROR) -> int:
    print(f"coranto: {' '.join(sentence.split())}", file=sys.stderr)  # noqa: T201
    return code


def _usage(error: Exception) -> int:
    """What typer says of a wrong call is shown as it is; anything else is a fault of ours, and said to be one."""
    show_error = getattr(error, "show", None)
    if show_error is not None:
        show_error()
        return _ERROR
    return _complain(f"internal fault ({type(error).__name__}: {error}); report it with the command that you gave")
