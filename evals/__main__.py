"""Measures one task on the sets of a folder: ``python -m evals TASK --data FILE_OR_FOLDER [--json OUT] [--peers]``.

Why: one door for every task, so that a figure in the documentation is always made by a command that stands
beside it. A task is a module of this package with ``run(path) -> {metric: number}`` for one set; it may have
``peers(path) -> {name: {metric: number}}`` and ``sets(data) -> [path]`` where a set is more than a file.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from rich.console import Console
from rich.table import Table

_NO_TASK = {"__main__", "__init__"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one task and print a table; 2 with one sentence if the task or the data is not there."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("task", help=f"one of {', '.join(tasks())}")
    parser.add_argument("--data", type=Path, required=True, help="one set, or a folder of sets")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--peers", action="store_true", help="run other methods on the same sets, where installed")
    given = parser.parse_args(arguments)
    if given.task not in tasks():
        return _stop(f"there is no task '{given.task}'; use one of {', '.join(tasks())}")
    if not given.data.exists():
        return _stop(f"{given.data} does not exist; give a file or folder of sets")
    task = import_module(f"evals.{given.task}")
    paths = sets_of(task, given.data)
    if not paths:
        return _stop(f"{given.data} holds no .jsonl or .jsonl.gz; give a file or folder of sets")
    figures: dict[str, dict[str, float]] = {}
    for path in paths:
        name = set_name(path)
        figures[name] = task.run(path)
        if given.peers and hasattr(task, "peers"):
            figures.update({f"{name}/{peer}": values for peer, values in task.peers(path).items()})
    Console(width=200 if not sys.stdout.isatty() else None).print(_table(given.task, figures))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", "utf-8")
    return 0


def tasks() -> list[str]:
    """The modules of this package that can be run."""
    folder = Path(__file__).parent
    return sorted(
        path.stem
        for path in folder.glob("*.py")
        if path.stem not in _NO_TASK and "\ndef run(" in path.read_text("utf-8")
    )


def sets_of(task: ModuleType, data: Path) -> list[Path]:
    """The sets in ``data``: what the task says; the file itself; the JSON Lines files of a folder; a folder with
    other files, itself; else its folders.
    """
    if hasattr(task, "sets"):
        return list(task.sets(data))
    if data.is_file():
        return [data]
    files = sorted(path for path in data.iterdir() if path.is_file() and path.name != "README.md")
    lines = [p for p in files if p.name.endswith((".jsonl", ".jsonl.gz")) and ".documents." not in p.name]
    if lines or files:
        return lines or [data]
    return sorted(path for path in data.iterdir() if path.is_dir())


def set_name(path: Path) -> str:
    """The name of a set: its file or folder without endings."""
    return path.name.removesuffix(".gz").removesuffix(".jsonl")


def _table(task: str, figures: dict[str, dict[str, float]]) -> Table:
    columns = list(dict.fromkeys(metric for values in figures.values() for metric in values))
    table = Table(title=task)
    table.add_column("set")
    for column in columns:
        table.add_column(column.replace("_", " "), justify="right")
    for name, values in figures.items():
        table.add_row(name, *(_shown(values.get(column)) for column in columns))
    return table


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) and abs(value) > 1 else f"{value:.3f}"


def _stop(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
