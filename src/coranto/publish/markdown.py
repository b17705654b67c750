"""An edition as Markdown: for terminals, notes and language models. Text is escaped, links are http(s) only."""

from __future__ import annotations

import re

from coranto.publish.site.view import COVERAGE, VERDICTS, dated, event_date, safe_link, since, summary_line
from coranto.types import Edition, SourceNote, Statement

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def to_markdown(edition: Edition) -> str:
    """The whole page; citation numbers are those of the list of sources at the end."""
    parts = [f"# {_said(edition.headline)}", ""]
    parts += [
        f"*{since(edition)} · {_plain(summary_line(edition.counts, edition.coverage))}*",
        "",
    ]
    for section in edition.sections:
        parts += [f"## {_said(section.title)}", "", " ".join(_said(s) for s in section.statements), ""]
    if edition.disputes:
        parts += ["## Where sources differ", ""]
        for dispute in edition.disputes:
            parts.append(f"**{_plain(dispute.about)}** ({VERDICTS[dispute.verdict].lower()})")
            parts.append("")
            parts += [f"- {_plain(side.value)}: {_said(side.statement)}" for side in dispute.sides]
            parts.append("")
    if edition.timeline:
        parts += ["## Timeline", ""]
        for entry in edition.timeline:
            mark = " (scheduled)" if entry.scheduled else ""
            said = " ".join(_said(s) for s in entry.statements)
            parts.append(f"- **{event_date(entry.date, entry.end)}**{mark}: {said}")
        parts.append("")
    if edition.quotes:
        parts += ["## Who said what", ""]
        for quote in edition.quotes:
            role = f", {_plain(quote.role)}" if quote.role else ""
            marks = "".join(f"[{n}]" for n in quote.citations)
            parts.append(f"> “{_plain(quote.text)}” {marks}  ")
            parts += [f"> {_plain(quote.speaker)}{role}", ""]
    if edition.context:
        parts += ["## Context", ""]
        parts += [f"- **{_plain(note.term)}**: {_said(note.statement)}" for note in edition.context]
        parts.append("")
    parts += ["## Sources", ""]
    parts += [_source(source) for source in edition.sources]
    return "\n".join(parts).rstrip() + "\n"


def _said(statement: Statement) -> str:
    marks = "".join(f"[{n}]" for n in statement.citations)
    return f"{_plain(statement.text)} {marks}"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _source(source: SourceNote) -> str:
    address = safe_link(source.url)
    title = _plain(source.title)
    linked = f"[{title}](<{address.replace('<', '%3C').replace('>', '%3E')}>)" if address else title
    coverage = f", {COVERAGE[source.coverage]}" if COVERAGE[source.coverage] else ""
    note = "" if source.note.text == source.title else f" {_plain(source.note.text)}"
    return f"- [{source.n}] {_plain(source.publisher)}, {dated(source)}{coverage}: {linked}.{note}"
