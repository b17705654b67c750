"""Edition in, HTML out: the story page, why its articles are in it, and the pages that say one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from coranto.publish.cards import Card
from coranto.publish.site import view
from coranto.publish.site.around import ALONE, Around
from coranto.publish.site.chart import coverage_chart
from coranto.publish.site.lines import Lines, source_rows
from coranto.publish.site.templating import render
from coranto.publish.site.words import ENGLISH, Words
from coranto.publish.structured import to_jsonld
from coranto.types import Assignment, Edition

MOST_WITHHELD = 8


def story_page(edition: Edition, *, root: str, around: Around = ALONE, base: str = "", words: Words = ENGLISH) -> str:
    """The page of one story, in any of its revisions. ``base``: the site's whole address, where it is known."""
    address = f"{base}stories/{edition.story_id}/index.html" if base else ""
    changed = around.difference
    lines = Lines(edition, changed.fresh if changed is not None else frozenset(), around.changed)
    return render(
        "story.html",
        root=root,
        served=around.newest > 0,
        words=words,
        around=around,
        edition=edition,
        headline=lines.line(edition.headline),
        counts=view.counts_line(edition, words),
        coverage=view.coverage_line(edition, words),
        dated=view.is_dated(edition),
        sections=[
            (lines.line(section.title), [lines.line(s) for s in section.statements]) for section in edition.sections
        ],
        disputes=[
            (
                dispute,
                words.say(view.VERDICTS[dispute.verdict]),
                [(side, lines.line(side.statement)) for side in dispute.sides],
            )
            for dispute in edition.disputes
        ],
        timeline=[(entry, [lines.line(s) for s in entry.statements]) for entry in edition.timeline],
        quotes=[(quote, lines.quote(quote)) for quote in edition.quotes],
        context=[(note.term, lines.line(note.statement)) for note in edition.context],
        sources=source_rows(edition, lines),
        read=view.COVERAGE,
        chart=coverage_chart(edition, words),
        withheld=edition.withheld[:MOST_WITHHELD],
        canonical=address or (f"/stories/{edition.story_id}/" if around.newest else ""),
        # An older revision is no page of its own to a search engine.
        structured=Markup(to_jsonld(edition, address=address)) if around.newest in {0, edition.revision} else "",
        more_withheld=max(0, len(edition.withheld) - MOST_WITHHELD),
    )


def why_page(
    edition: Edition,
    assignments: Mapping[str, Assignment],
    cards: Mapping[str, Card],
    *,
    root: str,
    served: bool = False,
    words: Words = ENGLISH,
) -> str:
    """Why each article is in its story, and which story was the second choice. ``cards`` are all living stories."""
    rows = []
    for source in edition.sources:
        placed = assignments.get(source.article_id)
        second = placed.runner_up if placed is not None else None
        other = cards.get(second.story_id) if second is not None else None
        rows.append((source, placed, second, other if other is None or other.story_id != edition.story_id else None))
    return render("why.html", root=root, served=served, words=words, edition=edition, rows=rows)


def revisions_page(
    edition: Edition, revisions: Sequence[tuple[int, object]], *, root: str, words: Words = ENGLISH
) -> str:
    """All revisions of a story, newest first, each with what it brought."""
    changes = {change.revision: change for change in edition.changes}
    rows = [(number, at, changes.get(number)) for number, at in reversed(revisions)]
    return render("revisions.html", root=root, served=True, words=words, edition=edition, rows=rows)


def message_page(heading: str, text: str, *, root: str, served: bool = False, words: Words = ENGLISH) -> str:
    """A page that says one thing, for what cannot be shown."""
    return render("message.html", root=root, served=served, words=words, heading=heading, text=text)


def redirect_page(target: str, *, root: str, words: Words = ENGLISH) -> str:
    """The page of a story that was absorbed: it leads to the one that has its articles, without any script."""
    return render("redirect.html", root=root, words=words, target=target)
