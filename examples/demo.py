"""Builds the sample archive into pages and shows one story: what `make demo` runs.

It uses the same two commands that a user types, so that what it prints can be repeated by hand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = ROOT / "examples" / "archive" / "articles.jsonl"
OUT = ROOT / "build" / "demo"
STORE = OUT / "coranto.db"
NOW = "2026-03-23T12:00:00Z"
SUMMIT = "https://belpress.example/en/AB20260309005100"
CORANTO = (sys.executable, "-m", "coranto")


def main() -> int:
    """Build if anything changed since the last build, show the summit story, say what to do next."""
    if is_current((OUT / "report.json", STORE), inputs=(ARCHIVE, ROOT / "src" / "coranto")):
        print("The sample archive is built and up to date.")
    else:
        shutil.rmtree(OUT, ignore_errors=True)
        OUT.mkdir(parents=True)
        status = coranto("build", shown(ARCHIVE), "--out", shown(OUT), "--now", NOW, "--store", shown(STORE))
        if status != 0:
            shutil.rmtree(OUT, ignore_errors=True)
            return status
    print()
    status = coranto("show", SUMMIT, "--store", shown(STORE))
    if status == 0:
        print(next_steps())
    return status


def is_current(built: Sequence[Path], *, inputs: Sequence[Path]) -> bool:
    """Whether all of ``built`` is there and no file among or below ``inputs`` is newer than its oldest."""
    if not all(file.is_file() for file in built):
        return False
    at = min(file.stat().st_mtime for file in built)
    files = [file for path in inputs for file in ([path] if path.is_file() else path.rglob("*"))]
    return all(file.stat().st_mtime <= at for file in files if file.is_file() and file.suffix != ".pyc")


def coranto(*arguments: str) -> int:
    """Run one command of Coranto from the project's folder; its exit status."""
    sys.stdout.flush()
    return subprocess.run((*CORANTO, *arguments), cwd=ROOT, check=False).returncode


def next_steps() -> str:
    """The closing lines: where the site is, and three commands to try."""
    command = shown(Path(sys.executable).with_name("coranto"))
    store = shown(STORE)
    return f"""
The site      {shown(OUT / "index.html")}   (open it in a browser; it needs no server)
In a browser  {command} serve --store {store}
All stories   {command} stories --store {store}
Why there     {command} why {SUMMIT} --store {store}"""


def shown(path: Path) -> str:
    """The path as typed from the project's folder, where it lies below it."""
    return os.path.relpath(path, ROOT) if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    sys.exit(main())
