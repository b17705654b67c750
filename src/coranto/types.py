"""The vocabulary of Coranto: frozen values, in the order in which news flows. Read this file first.

Every offset is a count of characters into immutable text: ``article.title`` or ``article.text``. Every
datetime is aware and keeps the offset it was published with, since the offset decides which day an event
fell on. A stage takes the values above it and returns the values below; nothing here does any work beyond
naming its parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Field = Literal["title", "text"]
Coverage = Literal["full", "excerpt", "headline"]
Form = Literal["verbatim", "edited", "written"]
Standing = Literal["corroborated", "single-source", "disputed"]
Precision = Literal["day", "month", "year"]
DisputeKind = Literal["number", "date", "place", "name", "attribution", "cause", "status"]
Verdict = Literal["conflict", "superseded", "differing-scope", "approximation"]


# --- read ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """One input record as given: nothing checked, nothing cleaned. ``subject`` says where it came from.

    ``updated_at`` is when the publisher says that the words were changed last.
    """

    subject: str
    url: str | None = None
    title: str | None = None
    text: str | None = None
    html: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    author: str | None = None
    language: str | None = None
    feed: str | None = None
    updated_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text. Immutable: offsets point into ``title`` and ``text``.

    ``id`` is a hash of the canonical url and of the content, ``url`` the canonical address, ``text`` the
    body with paragraphs separated by newlines ("" where the headline is all there is). ``date_certain`` is
    False where the date of publication was missing or impossible and the time of reading stands in for it.
    """

    id: str
    url: str
    title: str
    text: str
    publisher: str
    published_at: datetime
    language: str
    coverage: Coverage
    date_certain: bool = True
    author: str | None = None
    feed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Something that was offered and not taken. ``reason`` is a short slug, ``detail`` says the mend."""

    subject: str
    stage: Literal["open", "parse", "read", "analyze", "place", "compose"]
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """``article_id`` repeats the text of ``original_id``; ``similarity`` is the share of equal shingles, 0..1."""

    article_id: str
    original_id: str
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswer:
    """What a feed answered when it was added, until it is read at the first poll: so nobody is asked twice for it.

    ``body`` is the bytes as Latin-1, ``url`` where they came from, ``kind`` their Content-Type, ``wait`` the seconds
    for which the server wanted to be left alone from then on.
    """

    body: str
    url: str
    kind: str
    wait: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedPage:
    """The page of an item that could not be had: what the feed said of it, how often it was asked, and when next."""

    url: str
    title: str | None
    published_at: str | None
    author: str | None
    tries: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that is polled, and all that must outlive the program so that its server is not asked too often.

    ``url`` is the address it was added with, and names it; ``address`` where it is asked now ("": there). ``topics``
    are the folders of a reader's list. ``next_at`` is when it may be asked again, None where it is asked no more.
    ``lease`` counts who took it up: only the last may write. ``etag`` and ``modified`` are the validators of the last
    answer that was a feed, letter for letter, ``digest`` the hash of its body. ``interval`` is the pause in seconds
    that its own rhythm suggests, ``least`` the one that its server or itself asks for; ``skip_hours`` (UTC) and
    ``skip_days`` (Monday 0) are those in which it does not want to be asked. ``moved_to`` is where it was said to be
    for good, ``moved_seen`` how many times in a row. ``failures`` and ``empty`` count polls in a row without an answer
    and without an item. ``trouble`` is a slug ("" where all is well) with its ``detail``, ``since`` when it began.
    ``first`` is an answer that is still to be read, ``owed`` the pages that are still to be asked for.
    """

    url: str
    added_at: datetime
    next_at: datetime | None
    title: str = ""
    topics: tuple[str, ...] = ()
    address: str = ""
    lease: int = 0
    etag: str = ""
    modified: str = ""
    digest: str = ""
    polled_at: datetime | None = None
    changed_at: datetime | None = None
    interval: int = 0
    least: int = 0
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    moved_to: str = ""
    moved_seen: int = 0
    failures: int = 0
    empty: int = 0
    trouble: str = ""
    detail: str = ""
    since: datetime | None = None
    first: FirstAnswer | None = None
    owed: tuple[OwedPage, ...] = ()


# --- analyze ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token of a parsed text. ``start`` and ``end`` are offsets into the text that was parsed.

    ``head`` is the index of the syntactic head inside the same token tuple (a root is its own head);
    ``dep``, ``pos`` and ``tag`` are spaCy's English labels (empty where the language has no parser).
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a ``Parser`` says of one text: tokens, sentences as (first, past-the-last) token, named spans.

    ``names`` are (start, end, label) in characters of the text; labels are OntoNotes' (PERSON, ORG, GPE...).
    """

    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    names: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of an article's title or text. ``text == article.<field>[start:end]``.

    ``index`` is its place in ``Analysis.sentences`` (titles first), ``paragraph`` counts from 0 (-1: title).
    ``noise`` is None for prose, else the reason why it must not be used (byline, caption, boilerplate,
    no-final-stop, repeated, question...). Token offsets are relative to the *article field*, heads to ``tokens``.
    A dateline ("OSTMARK, Jan. 2 (Belpress) -- ") lies before ``start`` and never inside.
    """

    index: int
    field: Field
    start: int
    end: int
    text: str
    paragraph: int
    tokens: tuple[Token, ...]
    noise: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in a sentence. ``label`` is person, organisation, place, event or other.

    ``entity`` is the fullest name that the article uses for the same thing ("Brandt" -> "Ida Brandt").
    """

    sentence: int
    field: Field
    start: int
    end: int
    text: str
    label: Literal["person", "organisation", "place", "event", "other"]
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression, resolved against the article's date of publication.

    ``value`` is YYYY-MM-DD, YYYY-MM, YYYY or None where it cannot be decided; ``end`` closes a range (same
    form, inclusive). ``precision`` is that of ``value`` ("none" when unresolved). ``relative`` says that the
    words alone do not give the date ("Monday", "yesterday", "last June"), ``rule`` names the rule used.
    ``duration``, ``set`` and ``vague`` mark "90 minutes", "every year" and "recently", which are no date.
    ``timeml`` is the value in TimeML's spelling, which also has weeks, quarters and parts of the day ("1998-W32",
    "P90D", "2026-01-05TEV", "PAST_REF"); "" where it cannot be decided. ``mod`` is TimeML's modifier: START, MID, END
    or APPROX for a part of it ("early July"), BEFORE, AFTER, ON_OR_BEFORE or ON_OR_AFTER for a limit ("since July"),
    both joined ("AFTER-MID"). ``counted`` is what counting on the calendar gives where people may mean it roughly: the
    day of "two weeks ago", the minute of "in an hour", the interval ("2026-01-05/2026-01-12") of "the next seven days".
    """

    sentence: int
    field: Field
    start: int
    end: int
    text: str
    value: str | None
    end_value: str | None = None
    precision: Literal["day", "month", "year", "none"]
    relative: bool
    rule: str
    kind: Literal["date", "time", "duration", "set", "vague"] = "date"
    timeml: str = ""
    mod: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with what it counts. ``low``..``high`` is the interval it allows ("more than 10": 10..inf).

    ``unit`` is a unit or currency ("km", "percent", "$") or ""; ``noun`` the lemma of what is counted
    ("memorandum", "people"); ``verb`` the lemma of the verb that governs it. ``hedge`` holds the limiting
    words as printed ("at least", "more than", "about") or "". ``year_like`` marks 1800..2100 used as a year.
    """

    sentence: int
    field: Field
    start: int
    end: int
    text: str
    value: float
    low: float
    high: float
    unit: str
    noun: str
    verb: str
    hedge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words inside quotation marks: ``start``..``end`` excludes the marks. ``speaker`` is None if undecided.

    ``speaker`` is the fullest name that the article gives, ``role`` its title or apposition in the article's
    own words or None; ``speaker_evidence`` is the (start, end) in the same field of the words that name the
    speaker near the quotation. A quotation that never closes is not listed.
    """

    sentence: int
    field: Field
    start: int
    end: int
    text: str
    speaker: str | None
    role: str | None
    speaker_span: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who a statement is given to, apart from what is stated.

    ``start``..``end`` are the words to cut to be left with the content (", Rosewood House said Friday");
    ``content`` are the spans that remain, in order. ``speaker`` is the words for the speaker as printed,
    ``speaker_entity`` the resolved full name or role. ``authority`` is True where the speaker is a body or
    official that tells a fact (so that a title may lose it), False for a witness, critic, study or party.
    ``shape`` is "tail", "head", "middle", "according" or "headline"; ``verb`` its lemma ("say", "" for "X: ...").
    """

    sentence: int
    field: Field
    start: int
    end: int
    content: tuple[tuple[int, int], ...]
    speaker: str
    speaker_entity: str
    verb: str
    shape: Literal["tail", "head", "middle", "according", "headline"]
    authority: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """ "OSTMARK, Jan. 2 (Belpress) -- ": where the text was filed, never where the event was. Offsets into the body."""

    start: int
    end: int
    place: str
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that is known of one article before any other is looked at.

    ``headline_core`` is the (start, end) in the title of what it states: without "(URGENT)", "- Outlet" and
    the attribution. ``parser`` names the model that parsed it, so that a new model gives a new analysis.
    """

    article_id: str
    parser: str
    language: str
    headline_core: tuple[int, int]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    dateline: Dateline | None = None


# --- cluster ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A story that an article was compared with: the score 0..1 that decided, and its parts by name."""

    story_id: str
    similarity: float
    parts: tuple[tuple[str, float], ...] = ()
    shared_names: tuple[str, ...] = ()
    shared_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """In which story an article was put, and why. ``why`` is one sentence a reader understands."""

    article_id: str
    story_id: str
    opened: bool
    why: str
    chosen: Candidate | None = None
    runner_up: Candidate | None = None
    copy: Copy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one happening and what follows from it. ``article_ids`` in order of joining."""

    id: str
    opened_at: datetime
    updated_at: datetime
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two stories are one: all articles of ``absorbed`` belong to ``kept``. ``why`` is one sentence."""

    kept: str
    absorbed: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One story is two: ``article_ids`` (not all of it) leave ``story_id`` for a story of their own."""

    story_id: str
    article_ids: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two stories belong to one long affair and stay two."""

    first: str
    second: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A story has come to its end: nothing was added for long."""

    story_id: str
    why: str


Tending = Merge | Split | Link | Closing
"""What looking again at the stories may come to."""

ActKind = Literal["merge", "split", "move", "lock", "unlock", "link", "close", "undo"]
ConstraintKind = Literal["must", "cannot", "free", "lock", "unlock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An article leaves one story for another."""

    article_id: str
    from_story: str
    to_story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What an act forbids or demands of everything that is placed after it.

    "must": all of ``ones`` belong to one story. "cannot": none of ``ones`` is ever in a story with one of ``others``;
    "free" lifts that again. "lock" and "unlock": ``ones`` are stories that take no new article, or do again.
    """

    kind: ConstraintKind
    ones: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One row of the audit log: who changed what about the stories, when and why.

    ``number`` counts from 1 in order of recording (0: not recorded yet). ``stories`` are those it names, the one that
    stays first. ``undoes`` is the number of the act that this one takes back.
    """

    number: int = 0
    at: datetime
    actor: str
    kind: ActKind
    reason: str
    stories: tuple[str, ...]
    moves: tuple[Move, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    undoes: int | None = None


# --- compose ------------------------------------------------------------------------------------------


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


# --- publish ------------------------------------------------------------------------------------------

NameKind = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person, body or place that an article is about. ``key`` is the name flattened, fit for an address."""

    kind: NameKind
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search over articles: all of ``phrases`` (one word or several in a row) and none of ``without``.

    Without phrases it finds all that the filters let through. ``first`` and ``last`` are days of publication in UTC,
    both inclusive; ``publisher`` and ``language`` must be equal. ``newest``: the newest first, not the best.
    """

    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    publisher: str | None = None
    language: str | None = None
    first: date | None = None
    last: date | None = None
    newest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A story that a search found, by the article that fits best, and how many of its articles fit.

    ``snippet`` is a piece of that article's text, cut into (words, found) parts: ``found`` marks what was searched for.
    """

    story_id: str
    article_id: str
    articles: int
    snippet: tuple[tuple[str, bool], ...]


# --- report -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of one run's input: ``read`` records, of which ``accepted`` are articles now.

    ``copies`` of the accepted repeat another's text. ``rejected`` lists everything that was not taken, in order of
    reading; ``stories`` counts the story pages after the run, ``composed`` those that are new or have a new revision.
    """

    read: int
    accepted: int
    copies: int
    rejected: tuple[Rejection, ...]
    stories: int
    composed: int
