"""Edition in, HTML out: the story page and the front page. Everything is escaped by the template engine."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from coranto.publish.rank import ranked
from coranto.publish.site import view
from coranto.publish.site.chart import coverage_chart
from coranto.types import Edition

MOST_WITHHELD = 40
LONGEST_LEAD = 320


def story_page(edition: Edition, *, root: str) -> str:
    """The page of one story. ``root`` is the relative way to the site's top ("../../")."""
    lines = view.Lines(edition)
    return _template("story.html").render(
        root=root,
        edition=edition,
        headline=lines.line(edition.headline),
        summary=view.summary_line(edition),
        sections=[
            (lines.line(section.title), [lines.line(s) for s in section.statements]) for section in edition.sections
        ],
        disputes=[
            (dispute, view.VERDICTS[dispute.verdict], [(side, lines.line(side.statement)) for side in dispute.sides])
            for dispute in edition.disputes
        ],
        timeline=[(entry, [lines.line(s) for s in entry.statements]) for entry in edition.timeline],
        quotes=[(quote, lines.quote(quote)) for quote in edition.quotes],
        context=[(note.term, lines.line(note.statement)) for note in edition.context],
        sources=view.source_rows(edition, lines),
        chart=coverage_chart(edition),
        withheld=edition.withheld[:MOST_WITHHELD],
        more_withheld=max(0, len(edition.withheld) - MOST_WITHHELD),
    )


def front_page(editions: Sequence[Edition], *, root: str = "") -> str:
    """All stories, ranked by independent origins and recency (``publish.rank``)."""
    rows = [(edition, view.summary_line(edition), _lead(edition)) for edition in ranked(editions)]
    latest = max((edition.updated_at for edition in editions), default=None)
    return _template("index.html").render(root=root, rows=rows, latest=latest)


def _lead(edition: Edition) -> str:
    """The first sentence of the page that says more than its headline; "" if none does."""
    said = view.letters(edition.headline.text)
    for section in edition.sections:
        for statement in section.statements:
            if view.letters(statement.text) not in said and len(statement.text) <= LONGEST_LEAD:
                return statement.text
    return ""


def message_page(heading: str, text: str, *, root: str) -> str:
    """A page that says one thing, for what cannot be shown."""
    return _template("message.html").render(root=root, heading=heading, text=text)


def redirect_page(target: str, *, root: str) -> str:
    """The page of a story that was absorbed: it leads to the one that has its articles, without any script."""
    return _template("redirect.html").render(root=root, target=target)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("coranto.publish.site"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=view.day, minute=view.minute, link=view.safe_link, event_date=view.event_date, plural=view.plural
    )
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(name)
