"""A whole site as a folder that any web server, or no server at all, can show: the contract's layout."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from coranto.errors import OutputError
from coranto.publish.feeds import atom_feed, json_feed
from coranto.publish.markdown import to_markdown
from coranto.publish.site.pages import front_page, redirect_page, story_page
from coranto.publish.timelinejs import to_timelinejs
from coranto.types import Article, Edition, Report
from coranto.wire import article_to_json, edition_to_json, index_to_json, json_text, report_to_json

STATIC = ("coranto.css", "coranto.js")


def write_folder(
    out: Path,
    *,
    editions: Sequence[Edition],
    articles: Iterable[Article],
    report: Report,
    redirects: Mapping[str, str] | None = None,
) -> None:
    """Write the pages, their data, the feeds and the report under ``out``; stories of an earlier run are replaced.

    ``redirects`` has the ids of absorbed stories, each with the story that it leads to: it gets a page that says so.
    Only ``out``'s own ``stories`` and ``articles`` folders are emptied; other files are left alone. Raises
    ``OutputError`` where the folder cannot be written.
    """
    try:
        for name in ("stories", "articles"):
            shutil.rmtree(out / name, ignore_errors=True)
        for edition in editions:
            _write_story(out / "stories" / edition.story_id, edition)
        for old, new in sorted((redirects or {}).items()):
            _write(out / "stories" / old / "index.html", redirect_page(f"../{new}/index.html", root="../../"))
        for article in articles:
            _write(out / "articles" / f"{article.id}.json", json_text(article_to_json(article)))
        _write(out / "index.html", front_page(editions))
        _write(out / "index.json", json_text(index_to_json(editions)))
        _write(out / "feed.xml", atom_feed(editions).decode("utf-8"))
        _write(out / "feed.json", json_feed(editions))
        _write(out / "report.json", json_text(report_to_json(report)))
        for name in STATIC:
            _write(out / "static" / name, static_file(name))
    except OSError as error:
        raise OutputError(
            f"{out} cannot be written ({error.strerror})", mend="give --out a folder that you may write to"
        ) from error


def static_file(name: str) -> str:
    """The text of one of the site's own style or script files."""
    return files("coranto.publish.site").joinpath("static", name).read_text("utf-8")


def _write_story(folder: Path, edition: Edition) -> None:
    _write(folder / "index.html", story_page(edition, root="../../"))
    _write(folder / "edition.json", json_text(edition_to_json(edition)))
    _write(folder / "edition.md", to_markdown(edition))
    _write(folder / "timeline.json", to_timelinejs(edition))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", errors="replace"))
