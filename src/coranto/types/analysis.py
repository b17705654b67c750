"""What is found in one article: words, sentences, names, days, figures, and who says what.

Each finding carries its offsets, so that whatever is built on it can be shown in place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Field = Literal["title", "text"]


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
