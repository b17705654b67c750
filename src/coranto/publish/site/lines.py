"""What the templates show of an edition's statements: words, citation marks, and the passages that they open.

Why numbered for a whole page: a passage stands on it once, however many sentences it supports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coranto.types import Edit, Edition, Evidence, Quote, SourceNote, Statement


@dataclass(frozen=True, slots=True)
class Passage:
    """One quoted passage as shown when a citation is opened. ``changed``: there is a newer version of its article."""

    quote: str
    source: SourceNote
    where: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation mark: the anchor it opens, its number, and the passages behind it.

    ``first`` says that the passages stand at this mark; later marks of the same open them there. ``edits`` are those of
    every sentence of the page that stands on these passages.
    """

    anchor: str
    n: int
    passages: tuple[Passage, ...]
    edits: tuple[Edit, ...]
    first: bool
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as shown: its words, marks, and its standing where that is to be shown (or "").

    ``languages`` are those of its page; ``fresh`` marks what an earlier revision, which the page is compared with, did
    not say.
    """

    text: str
    citations: tuple[Citation, ...]
    standing: str
    languages: tuple[str, ...]
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

    def __init__(
        self, edition: Edition, fresh: frozenset[str] = frozenset(), changed: frozenset[str] = frozenset()
    ) -> None:
        self._fresh = fresh
        self._changed = changed
        self._languages = edition.coverage.languages
        self._sources = {source.n: source for source in edition.sources}
        self._anchors: dict[_Key, str] = {}
        self._edits: dict[_Key, dict[Edit, None]] = {}
        for statement in _statements(edition):
            for n, evidence in _by_source(statement.evidence).items():
                self._edits.setdefault(_key(n, evidence), {}).update(dict.fromkeys(statement.edits))

    def line(self, statement: Statement) -> Line:
        """A statement with its marks."""
        return Line(
            text=statement.text,
            citations=self.citations(statement.evidence),
            standing=statement.standing if statement.standing in {"corroborated", "disputed"} else "",
            languages=self._languages,
            fresh=statement.text in self._fresh,
        )

    def quote(self, quote: Quote) -> Line:
        """A quotation with its marks."""
        return Line(text=quote.text, citations=self.citations(quote.evidence), standing="", languages=self._languages)

    def citations(self, evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
        """One mark a source, with every passage of it. What stands on the page already is opened, not repeated."""
        marks = []
        for n, own in sorted(_by_source(evidence).items()):
            key, source = _key(n, own), self._sources[n]
            first = key not in self._anchors
            passages = tuple(
                Passage(
                    quote=one.quote,
                    source=source,
                    where="headline" if one.field == "title" else "text",
                    changed=source.article_id in self._changed,
                )
                for one in own
            )
            marks.append(
                Citation(
                    anchor=self._anchors.setdefault(key, f"p{len(self._anchors) + 1}"),
                    n=n,
                    passages=passages,
                    edits=tuple(self._edits.get(key, ())),
                    first=first,
                    languages=self._languages,
                )
            )
        return tuple(marks)


_Key = tuple[int, tuple[tuple[str, int, int, str], ...]]
"""Passages that are the same on a page: of one source, with the same words from the same places."""


def _key(n: int, evidence: Iterable[Evidence]) -> _Key:
    return n, tuple((one.field, one.start, one.end, one.quote) for one in evidence)


def _by_source(evidence: Iterable[Evidence]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    for one in evidence:
        found.setdefault(one.source, []).append(one)
    return found


def _statements(edition: Edition) -> Iterator[Statement]:
    """Every statement of a page, in the order of the page."""
    yield edition.headline
    for section in edition.sections:
        yield from (section.title, *section.statements)
    yield from (side.statement for dispute in edition.disputes for side in dispute.sides)
    yield from (statement for entry in edition.timeline for statement in entry.statements)
    yield from (note.statement for note in edition.context)
    yield from (source.note for source in edition.sources)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with its copies folded under it."""

    source: SourceNote
    line: Line
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
            copies=tuple(copies.get(source.n, ())),
        )
        for source in edition.sources
        if source.copy_of is None or source.copy_of not in by_number
    )
