"""What the templates show: an edition turned into words, dates and numbered passages, and nothing computed anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from coranto.types import Edit, Edition, Evidence, Quote, SourceNote, Statement

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "ar:Arabic cs:Czech da:Danish de:German el:Greek en:English es:Spanish fa:Persian fi:Finnish fr:French "
        "he:Hebrew hi:Hindi hu:Hungarian id:Indonesian it:Italian ja:Japanese ko:Korean nl:Dutch no:Norwegian "
        "pl:Polish pt:Portuguese ro:Romanian ru:Russian sv:Swedish th:Thai tr:Turkish uk:Ukrainian "
        "vi:Vietnamese zh:Chinese"
    ).split()
)
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
    """A citation mark: the anchor it opens, its number, and the passages behind it.

    ``first`` says that the passages stand at this mark; later marks of the same open them there.
    """

    anchor: str
    n: int
    passages: tuple[Passage, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as shown: its words, marks, standing in words (or ""), and recorded edits.

    ``fresh`` marks what an earlier revision, which the page is compared with, did not say.
    """

    text: str
    citations: tuple[Citation, ...]
    standing: str
    edits: tuple[Edit, ...]
    fresh: bool = False

    @property
    def words(self) -> str:
        """All but the last word, with the space behind it."""
        return self.text[: len(self.text) - len(self.last)]

    @property
    def last(self) -> str:
        """The last word, which keeps the marks company at the end of a line."""
        return self.text.rsplit(" ", 1)[-1]


class Lines:
    """Numbers the passages of one page, so that each citation mark opens its own."""

    def __init__(self, edition: Edition, fresh: frozenset[str] = frozenset()) -> None:
        self._fresh = fresh
        self._sources = {source.n: source for source in edition.sources}
        self._anchors: dict[object, str] = {}

    def line(self, statement: Statement) -> Line:
        """A statement with its marks."""
        standing = ""
        if statement.standing == "corroborated":
            standing = "two origins or more"
        elif statement.standing == "disputed":
            standing = "disputed"
        return Line(
            text=statement.text,
            citations=self.citations(statement.evidence, statement.edits),
            standing=standing,
            edits=statement.edits,
            fresh=statement.text in self._fresh,
        )

    def quote(self, quote: Quote) -> Line:
        """A quotation with its marks."""
        return Line(text=quote.text, citations=self.citations(quote.evidence), standing="", edits=())

    def citations(self, evidence: Iterable[Evidence], edits: tuple[Edit, ...] = ()) -> tuple[Citation, ...]:
        """One mark a source, with every passage of it. What stands on the page already is opened, not repeated."""
        by_source: dict[int, list[Evidence]] = {}
        for one in evidence:
            by_source.setdefault(one.source, []).append(one)
        marks = []
        for n in sorted(by_source):
            source = self._sources[n]
            passages = tuple(
                Passage(quote=one.quote, source=source, where="headline" if one.field == "title" else "text")
                for one in by_source[n]
            )
            key = (n, tuple((one.field, one.start, one.end, one.quote) for one in by_source[n]), edits)
            first = key not in self._anchors
            anchor = self._anchors.setdefault(key, f"p{len(self._anchors) + 1}")
            marks.append(Citation(anchor=anchor, n=n, passages=passages, first=first))
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
    """ "5 articles · 2 publishers · 1 origin · 4 headlines only · also in French"."""
    return " · ".join([*_counts(edition), *_unread(edition), *_languages(edition)])


def counts_line(edition: Edition) -> str:
    """ "5 articles · 2 publishers · 1 origin · 1 copy"."""
    return " · ".join(_counts(edition))


def coverage_line(edition: Edition) -> str:
    """How much could be read, in which languages, and how old it is when the page is composed.

    "1 read in full · 4 headlines only · English · newest article 3 hours old, oldest 2 days".
    """
    coverage = edition.coverage
    full = [f"{coverage.full} read in full"] if coverage.full else ["none read in full"]
    spoken = ", ".join(language_name(code) for code in coverage.languages)
    newest, oldest = (age(edition.composed_at - at) for at in (edition.updated_at, edition.opened_at))
    when = f"newest article {newest} old" + (f", oldest {oldest}" if oldest != newest else "")
    return " · ".join([*full, *_unread(edition), *([spoken] if spoken else []), when])


def language_name(code: str) -> str:
    """ "French" for "fr"; the code itself where its name is not known here."""
    return LANGUAGES.get(code, code)


def age(passed: timedelta) -> str:
    """ "40 minutes", "3 hours", "2 days": whole units, rounded down; "under a minute" for less, or for the future."""
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return "under a minute"
    if minutes < 120:
        return plural(minutes, "minute")
    return plural(minutes // 60, "hour") if minutes < 48 * 60 else plural(minutes // 1440, "day")


def _counts(edition: Edition) -> list[str]:
    counts, copies = edition.counts, edition.coverage.copies
    parts = [
        plural(counts.articles, "article"),
        plural(counts.publishers, "publisher"),
        plural(counts.origins, "origin"),
    ]
    return [*parts, plural(copies, "copy", "copies")] if copies else parts


def _unread(edition: Edition) -> list[str]:
    headlines, excerpts = edition.coverage.headline, edition.coverage.excerpt
    parts = [plural(headlines, "headline") + " only"] if headlines else []
    return [*parts, plural(excerpts, "excerpt")] if excerpts else parts


def _languages(edition: Edition) -> list[str]:
    others = [language_name(code) for code in edition.coverage.languages if code != "en"]
    lead = "also in " if "en" in edition.coverage.languages else "in "
    return [lead + ", ".join(others)] if others else []


def letters(text: str) -> str:
    """Letters and figures alone, in lower case: equal for texts that differ in marks and capitals only."""
    return "".join(c for c in text.lower() if c.isalnum())
