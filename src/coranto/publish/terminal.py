"""An edition set for the terminal: the whole page in plain type, with the numbers of its sources.

Nothing is computed here, and what a publisher wrote is shown as text: no markup of it is ever obeyed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coranto.publish.site.view import COVERAGE, VERDICTS, dated, day, event_date, minute, plural, since, summary_line
from coranto.types import Act, Assignment, Candidate, Edition, Hit, Source, SourceNote, Statement, TimelineEntry

WIDTH = 96
"""Longest comfortable line; a narrower terminal wraps earlier."""


def story_page(edition: Edition) -> RenderableType:
    """The page of a story: headline, dateline, sections, disputes, timeline, quotes, context, sources."""
    return Group(*_page(edition))


def archive_timeline(
    query: str, articles: int, entries: Sequence[TimelineEntry], sources: Sequence[Source]
) -> RenderableType:
    """A timeline over ``articles`` that have the words of a query: the days, and the articles that are cited."""
    rows = [(Text(event_date(entry.date, entry.end), style="bold"), _said(*entry.statements)) for entry in entries]
    counted = f"{articles} {'article' if articles == 1 else 'articles'}"
    cited = Table(box=None, padding=(0, 1, 0, 0), show_header=False)
    cited.add_column(no_wrap=True, justify="right", min_width=4)
    cited.add_column(ratio=1, overflow="fold")
    for source in sources:
        words = Text.assemble(
            (source.article.publisher, "bold"),
            f": {source.article.title}",
            (f" · {dated(source.article)}\n{source.article.url}", "dim"),
        )
        cited.add_row(Text(f"[{source.n}]"), words)
    return Group(
        Text.assemble((query, "bold"), (f" · from {counted}", "dim")),
        Text(""),
        _rows(rows),
        _heading("Sources"),
        cited,
    )


def story_list(editions: Sequence[Edition]) -> RenderableType:
    """All stories, one a row: id, time of the last article, counts, headline."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim")
    for name in ("story", "updated", "articles", "origins"):
        table.add_column(name, no_wrap=True, justify="right" if name in ("articles", "origins") else "left")
    table.add_column("headline", ratio=1)
    for edition in editions:
        counts = edition.counts
        table.add_row(
            edition.story_id,
            day(edition.updated_at),
            str(counts.articles),
            str(counts.origins),
            Text(edition.headline.text),
        )
    return table


def hit_list(found: Sequence[tuple[Hit, Edition]]) -> RenderableType:
    """What a search found: the story, and the piece of an article that fits best."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(ratio=1, overflow="fold")
    for hit, edition in found:
        words = Text(edition.headline.text, style="bold")
        words += Text.assemble("\n", *((part, "underline" if marked else "") for part, marked in hit.snippet))
        counted = f"\n{plural(hit.articles, 'article')} of {edition.counts.articles} · {day(edition.updated_at)}"
        table.add_row(edition.story_id, words + Text(counted, style="dim"))
    return table


def act_list(acts: Sequence[Act]) -> RenderableType:
    """The audit log, oldest first: number, what, by whom and when; upon which stories; why."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True, justify="right", style="dim")
    table.add_column(ratio=1, overflow="fold")
    undone = {act.undoes: act.number for act in acts if act.undoes is not None}
    for act in acts:
        what = act.kind if act.undoes is None else f"undo {act.undoes}"
        taken_back = f", taken back by {undone[act.number]}" if act.number in undone else ""
        moved = f", {len(act.moves)} moved" if act.moves else ""
        words = Text.assemble((what, "bold"), (f" by {act.actor} · {minute(act.at)}{taken_back}\n", "dim"))
        words += Text(" ".join(act.stories) + moved + (f"\n{act.reason}" if act.reason else ""))
        table.add_row(str(act.number), words)
    return table


def placing(assignment: Assignment, title: str, story_headline: str) -> RenderableType:
    """Why an article is in its story: the reason, and the figures that decided."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_row("article", Text(f"{title} ({assignment.article_id})"))
    table.add_row("story", Text(f"{story_headline} ({assignment.story_id})"))
    table.add_row("why", Text(assignment.why))
    if assignment.copy is not None:
        table.add_row("copy of", f"{assignment.copy.original_id}, {assignment.copy.similarity:.0%} the same")
    if assignment.chosen is not None:
        for name, value in _candidate(assignment.chosen):
            table.add_row(name, Text(value))
    if assignment.runner_up is not None:
        runner_up = assignment.runner_up
        table.add_row("runner-up", f"{runner_up.story_id}, similarity {runner_up.similarity:.2f}")
    return table


def _page(edition: Edition) -> Iterator[RenderableType]:
    yield Text(edition.headline.text, style="bold") + _marks(edition.headline)
    yield Text(f"{since(edition)} · {summary_line(edition.counts, edition.coverage)}", style="dim")
    for section in edition.sections:
        yield Text("")
        yield Text(section.title.text, style="bold") + _marks(section.title)
        yield _said(*section.statements)
    if edition.disputes:
        yield _heading("Where sources differ")
        for dispute in edition.disputes:
            yield Text.assemble((dispute.about, "italic"), (f" · {VERDICTS[dispute.verdict].lower()}", "dim"))
            yield _rows([(Text(side.value, style="bold"), _said(side.statement)) for side in dispute.sides])
    if edition.timeline:
        yield _heading("Timeline")
        yield _rows(
            [
                (
                    Text(event_date(entry.date, entry.end) + (" (scheduled)" if entry.scheduled else ""), style="bold"),
                    _said(*entry.statements),
                )
                for entry in edition.timeline
            ]
        )
    if edition.quotes:
        yield _heading("Who said what")
        for quote in edition.quotes:
            role = f", {quote.role}" if quote.role else ""
            yield Text.assemble(f"“{quote.text}” ", (f"{quote.speaker}{role}", "italic"), _numbers(quote.citations))
    if edition.context:
        yield _heading("Context")
        yield _rows([(Text(note.term, style="bold"), _said(note.statement)) for note in edition.context])
    yield _heading("Sources")
    for source in edition.sources:
        yield _source(source)


def _heading(words: str) -> RenderableType:
    return Padding(Text(words, style="bold underline"), (1, 0, 0, 0))


def _said(*statements: Statement) -> Text:
    """Statements one after another, each with the numbers of its sources."""
    return Text(" ").join(Text(statement.text) + _marks(statement) for statement in statements)


def _marks(statement: Statement) -> Text:
    disputed = " (disputed)" if statement.standing == "disputed" else ""
    return Text.assemble(_numbers(statement.citations), (disputed, "dim"))


def _numbers(citations: Sequence[int]) -> tuple[str, str]:
    return " " + "".join(f"[{n}]" for n in citations), "dim"


def _rows(rows: Sequence[tuple[Text, Text]]) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(max_width=28)
    table.add_column(ratio=1, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _source(source: SourceNote) -> RenderableType:
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=False)
    table.add_column(no_wrap=True, justify="right", min_width=4)
    table.add_column(ratio=1, overflow="fold")
    coverage = f" · {COVERAGE[source.coverage]}" if COVERAGE[source.coverage] else ""
    words = Text.assemble((source.publisher, "bold"), f": {source.title}", (f" · {dated(source)}{coverage}\n", "dim"))
    note = "" if source.note.text == source.title else f"{source.note.text}\n"
    words += Text.assemble(note, (source.url, "dim"))
    table.add_row(Text(f"[{source.n}]"), words)
    return table


def _candidate(candidate: Candidate) -> Iterator[tuple[str, str]]:
    parts = ", ".join(f"{name} {value:.2f}" for name, value in candidate.parts)
    yield "similarity", f"{candidate.similarity:.2f}" + (f" ({parts})" if parts else "")
    if candidate.shared_names:
        yield "shared names", ", ".join(candidate.shared_names)
    if candidate.shared_words:
        yield "shared words", ", ".join(candidate.shared_words)
