"""What the templates show: an edition turned into words, dates and numbered passages, and nothing computed anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from coranto.types import Edit, Edition, Evidence, Quote, SourceNote, Statement

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
COVERAGE = {"full": "", "excerpt": "excerpt only", "headline": "headline only"}
VERDICTS = {
    "conflict": "The sources disagree",
    "superseded": "A later report replaces an earlier one",
    "differing-scope": "The sources count different things",
    "approximation": "One source rounds",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One quoted passage as shown when a citation is opened."""

    quote: str
    source: SourceNote
    where: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation mark: the anchor it opens, its number, and the passages behind it."""

    anchor: str
    n: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as shown: its words, marks, standing in words (or ""), and recorded edits."""

    text: str
    citations: tuple[Citation, ...]
    standing: str
    edits: tuple[Edit, ...]

    @property
    def words(self) -> str:
        """All but the last word, with the space behind it."""
        return self.text[: len(self.text) - len(self.last)]

    @property
    def last(self) -> str:
        """The last word, which keeps the marks company at the end of a line."""
        return self.text.rsplit(" ", 1)[-1]


class Lines:
    """Numbers the citation marks of one page, so that each opens its own passage."""

    def __init__(self, edition: Edition) -> None:
        self._sources = {source.n: source for source in edition.sources}
        self._count = 0

    def line(self, statement: Statement) -> Line:
        """A statement with its marks."""
        standing = ""
        if statement.standing == "corroborated":
            standing = "two origins or more"
        elif statement.standing == "disputed":
            standing = "disputed"
        return Line(
            text=statement.text,
            citations=self.citations(statement.evidence),
            standing=standing,
            edits=statement.edits,
        )

    def quote(self, quote: Quote) -> Line:
        """A quotation with its marks."""
        return Line(text=quote.text, citations=self.citations(quote.evidence), standing="", edits=())

    def citations(self, evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
        """One mark a source, with every passage of it."""
        by_source: dict[int, list[Evidence]] = {}
        for one in evidence:
            by_source.setdefault(one.source, []).append(one)
        marks = []
        for n in sorted(by_source):
            self._count += 1
            source = self._sources[n]
            passages = tuple(
                Passage(quote=one.quote, source=source, where="headline" if one.field == "title" else "text")
                for one in by_source[n]
            )
            marks.append(Citation(anchor=f"p{self._count}", n=n, passages=passages))
        return tuple(marks)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with its copies folded under it."""

    source: SourceNote
    line: Line
    coverage: str
    copies: tuple[SourceNote, ...]


def source_rows(edition: Edition, lines: Lines) -> tuple[SourceRow, ...]:
    """Sources newest first; copies stand under the article whose text they repeat."""
    copies: dict[int, list[SourceNote]] = {}
    by_number: Mapping[int, SourceNote] = {source.n: source for source in edition.sources}
    for source in edition.sources:
        if source.copy_of is not None and source.copy_of in by_number:
            copies.setdefault(source.copy_of, []).append(source)
    return tuple(
        SourceRow(
            source=source,
            line=lines.line(source.note),
            coverage=COVERAGE[source.coverage],
            copies=tuple(copies.get(source.n, ())),
        )
        for source in edition.sources
        if source.copy_of is None or source.copy_of not in by_number
    )


def safe_link(url: str) -> str:
    """The url where it is an ordinary web address, else "" (no link)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


def day(moment: datetime) -> str:
    """ "Jan 5, 2026"."""
    return f"{MONTHS[moment.month - 1]} {moment.day}, {moment.year}"


def minute(moment: datetime) -> str:
    """ "Jan 5, 2026, 20:47 UTC+9", in the offset that the publisher gave."""
    return f"{day(moment)}, {moment:%H:%M} {zone(moment)}"


def zone(moment: datetime) -> str:
    """ "UTC", "UTC+9", "UTC-3:30"."""
    offset = moment.utcoffset() or timedelta(0)
    minutes = int(offset.total_seconds() // 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02d}" if rest else "")


def event_date(date: str, end: str | None = None) -> str:
    """ "Jan 5, 2026", "Jun 2025", "2025", or a range of two."""
    parts = date.split("-")
    if len(parts) == 3:
        shown = f"{MONTHS[int(parts[1]) - 1]} {int(parts[2])}, {parts[0]}"
    elif len(parts) == 2:
        shown = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    else:
        shown = parts[0]
    return f"{shown} – {event_date(end)}" if end and end != date else shown


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 article", "5 articles"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def summary_line(edition: Edition) -> str:
    """ "5 articles · one publisher · one origin · 4 headlines only"."""
    counts = edition.counts
    parts = [
        plural(counts.articles, "article"),
        plural(counts.publishers, "publisher"),
        plural(counts.origins, "origin"),
    ]
    coverage = edition.coverage
    if coverage.copies:
        parts.append(plural(coverage.copies, "copy", "copies"))
    if coverage.headline:
        parts.append(plural(coverage.headline, "headline") + " only")
    if coverage.excerpt:
        parts.append(plural(coverage.excerpt, "excerpt"))
    others = [language for language in coverage.languages if language != "en"]
    if others:
        parts.append("also in " + ", ".join(others))
    return " · ".join(parts)


def letters(text: str) -> str:
    """Letters and figures alone, in lower case: equal for texts that differ in marks and capitals only."""
    return "".join(c for c in text.lower() if c.isalnum())
