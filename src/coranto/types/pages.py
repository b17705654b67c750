"""What a story page is made of: statements with their evidence, sections, timeline, disputes, editions.

A printed word has a place here, and beside it what supports it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from coranto.types.analysis import Analysis, Field
from coranto.types.articles import Article, Coverage

Form = Literal["verbatim", "edited", "written"]
Standing = Literal["corroborated", "single-source", "disputed"]
Precision = Literal["day", "month", "year"]
DisputeKind = Literal["number", "date", "place", "name", "attribution", "cause", "status"]
Verdict = Literal["conflict", "superseded", "differing-scope", "approximation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article of a story as the composer sees it.

    ``n`` is its citation number (1 is the newest), ``copy_of`` the number of the article whose text it
    repeats, ``origin`` the key of the independent account it belongs to (copies share their original's).
    """

    n: int
    article: Article
    analysis: Analysis
    copy_of: int | None
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The passage that supports a statement: ``quote`` is ``article.<field>[start:end]`` of source ``source``."""

    source: int
    field: Field
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One recorded change between the quoted words and the printed ones: ``before`` became ``after``."""

    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence on a page, with what supports it. Citations are the sorted sources of its evidence."""

    text: str
    evidence: tuple[Evidence, ...]
    form: Form
    edits: tuple[Edit, ...] = ()
    standing: Standing = "single-source"

    @property
    def citations(self) -> tuple[int, ...]:
        """The source numbers of the evidence, ascending, each once."""
        return tuple(sorted({e.source for e in self.evidence}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A sentence that was written and not published, with its reason."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim as a writer sees it: the words, the day it was printed or happened, how it stands. Never an address.

    ``against`` are the numbers of claims of the same brief that say otherwise (from 1).
    """

    text: str
    day: str
    standing: Standing
    speaker: str = ""
    against: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A sentence or title as a writer gives it, with the numbers of the claims it rests on (from 1)."""

    text: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What was written and cannot be printed, with the reason."""

    written: Written
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A writer's answer to one brief. ``failure`` says in a word why there is none now, and that asking later may help.

    An empty draft without failure is an abstention.
    """

    title: Written | None = None
    sentences: tuple[Written, ...] = ()
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One part of a page to be written: a section with its title, or a sentence for a source or a day.

    ``kept`` is what stood on the page before and still rests on these claims; its words should stay. With ``faults``
    it is a second round: only what is named there is to be written anew.
    """

    part: Literal["section", "note", "day"]
    claims: tuple[Told, ...]
    kept: Draft = Draft()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part of a page."""

    title: Statement
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """What happened on a date: the event's, not the article's. ``scheduled``: announced, not yet reported."""

    date: str
    precision: Precision
    scheduled: bool
    statements: tuple[Statement, ...]
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """A line of the list of sources: the article, and what it alone adds.

    ``date_certain`` is the article's: False where ``published_at`` is only the time of reading, never to be printed.
    ``updated_at`` is the article's, too.
    """

    n: int
    article_id: str
    publisher: str
    title: str
    url: str
    published_at: datetime
    coverage: Coverage
    copy_of: int | None
    note: Statement
    date_certain: bool = True
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Who said what. ``text`` is verbatim, ``role`` is a source's word or None."""

    speaker: str
    role: str | None
    text: str
    evidence: tuple[Evidence, ...]

    @property
    def citations(self) -> tuple[int, ...]:
        """The source numbers of the evidence, ascending, each once."""
        return tuple(sorted({e.source for e in self.evidence}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextNote:
    """A name or term explained from the sources."""

    term: str
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeSide:
    """One side of a dispute: the value, since when it stands, and the statement that gives it."""

    value: str
    as_of: datetime
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Where sources differ on one point. Only the verdict "conflict" says that they disagree."""

    about: str
    kind: DisputeKind
    verdict: Verdict
    sides: tuple[DisputeSide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one revision added and removed, because of which articles.

    ``because`` names the articles that came, then those that left, which ``lost`` repeats. ``said`` tells in words what
    came, what left, and which sentences were withdrawn why; empty for a first revision.
    """

    revision: int
    at: datetime
    because: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    lost: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Articles, publishers, and independent accounts of a story."""

    articles: int
    publishers: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageCount:
    """How much of the story's articles could be read."""

    full: int
    excerpt: int
    headline: int
    copies: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made the edition: engine and version, writer, and the models by role."""

    engine: str
    writer: str
    models: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One immutable revision of a story page. (``story_id``, ``revision``) is its identity."""

    story_id: str
    revision: int
    composed_at: datetime
    opened_at: datetime
    updated_at: datetime
    headline: Statement
    counts: Counts
    sections: tuple[Section, ...]
    timeline: tuple[TimelineEntry, ...]
    sources: tuple[SourceNote, ...]
    quotes: tuple[Quote, ...]
    context: tuple[ContextNote, ...]
    disputes: tuple[Dispute, ...]
    changes: tuple[Change, ...]
    withheld: tuple[Withheld, ...]
    coverage: CoverageCount
    provenance: Provenance
    schema: str = field(default="coranto/edition-1")
