"""Writes the pages of documentation that the code already knows: settings from their table, commands from --help.

A test holds the pages equal to what this writes. Run: python -m scripts.generate_docs
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from coranto.cli import app
from coranto.settings import KNOBS, Knob

DOCS = Path(__file__).parent.parent / "docs"


def pages() -> dict[str, str]:
    """Every generated page: file name under ``docs`` to its text."""
    return {"settings.md": settings_page(), "cli.md": cli_page()}


def settings_page() -> str:
    """The table of settings."""
    rows = [f"| `{knob.name}` | {_default(knob)} | {_range(knob)} | {knob.about} |" for knob in KNOBS]
    return "\n".join(
        [
            "# Settings",
            "",
            "Each can be given, in rising order of precedence, in a TOML file (`--config FILE`), in the environment",
            "(`CORANTO_` and the name in capitals: `CORANTO_STORE`), or by a flag where a command has one. An unknown",
            "name or an impossible value stops the program with one sentence.",
            "",
            "| Setting | Default | Range | What it is |",
            "|---|---|---|---|",
            *rows,
            "",
            "This page is written by `python -m scripts.generate_docs` from `src/coranto/settings.py`.",
            "",
        ]
    )


def cli_page() -> str:
    """What each command says of itself."""
    parts = ["# Commands", ""]
    for name, text in _helps():
        parts += [f"## {name}", "", "```", text, "```", ""]
    parts += [
        "Answers go to stdout, progress and errors to stderr. Exit code 0: done; what was not taken is listed in",
        "`report.json`. Exit code 2: one sentence on stderr says what is wrong and how to mend it.",
        "",
        "This page is written by `python -m scripts.generate_docs` from `--help`.",
        "",
    ]
    return "\n".join(parts)


def _helps() -> Iterator[tuple[str, str]]:
    root = typer.main.get_command(app)
    with root.make_context("coranto", [], resilient_parsing=True, terminal_width=100, max_content_width=100) as above:
        yield "coranto", root.get_help(above).rstrip()
        yield from _helps_below(root, above, "coranto")


def _helps_below(group: Any, above: Any, called: str) -> Iterator[tuple[str, str]]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        with command.make_context(name, [], parent=above, resilient_parsing=True) as context:
            yield f"{called} {name}", command.get_help(context).rstrip()
            if hasattr(command, "list_commands"):
                yield from _helps_below(command, context, f"{called} {name}")


def _default(knob: Knob) -> str:
    return "(empty)" if knob.default == "" else f"`{knob.default}`"


def _range(knob: Knob) -> str:
    return "" if knob.low is None or knob.high is None else f"{knob.low:.10g} to {knob.high:.10g}"


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, "utf-8")
