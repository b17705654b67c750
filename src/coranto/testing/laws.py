"""The laws of an edition as one function each: what is broken, in words. For tests here and for writers elsewhere.

Laws 5 and 9 need to know what an article means; they are checked where they can be read off the edition itself,
and by the golden pages and the sample archive's expectations for the rest.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from coranto.types import Article, Edition, Evidence, Statement

Articles = Mapping[str, Article]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = {
    word: str(n)
    for n, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        2,
    )
} | {word: str(n * 10) for n, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
_DATE_LIKE = re.compile(
    r"\b(?:1\d|20)\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“]([^\"“”]{2,}?)[\"”]")
_NEGATIONS = re.compile(r"\b(?:not|no|never|none|nobody|nothing|without|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
_HEDGES = re.compile(
    r"\b(?:(?i:apparently|allegedly|reportedly|possibly|probably|perhaps|maybe|might|could|only|at least|at most)"
    r"|may)\b"
)
"""May with a capital is the month."""
_COMMENT = re.compile(
    r"\b(?:underscor(?:es?|ing|ed)|underlin(?:es?|ing|ed)|sets? the stage|paves? the way|a testament to"
    r"|remains? to be seen|worth noting|serv(?:es|ing) as a reminder|turning point|crucially|notably)\b",
    re.IGNORECASE,
)


def broken_laws(edition: Edition, articles: Articles) -> list[str]:
    """Every breach of a law by ``edition``, as "law N, place: what". ``articles`` by id are all that it cites."""
    return [f"law {number}, {breach}" for number, law in LAWS.items() for breach in law(edition, articles)]


def statements(edition: Edition) -> Iterator[tuple[str, Statement]]:
    """(place, statement) of everything that an edition says in a sentence of its own."""
    yield "headline", edition.headline
    for i, section in enumerate(edition.sections):
        yield f"sections[{i}].title", section.title
        for j, statement in enumerate(section.statements):
            yield f"sections[{i}][{j}]", statement
    for i, entry in enumerate(edition.timeline):
        for j, statement in enumerate(entry.statements):
            yield f"timeline[{i}][{j}]", statement
    for source in edition.sources:
        yield f"sources[{source.n}].note", source.note
    for i, note in enumerate(edition.context):
        yield f"context[{i}]", note.statement
    for i, dispute in enumerate(edition.disputes):
        for j, side in enumerate(dispute.sides):
            yield f"disputes[{i}].sides[{j}]", side.statement


def _cited(edition: Edition, articles: Articles) -> Iterator[str]:
    known = {source.n for source in edition.sources}
    for place, evidence in _all_evidence(edition):
        if not evidence:
            yield f"{place}: nothing is cited"
        elif not {e.source for e in evidence} <= known:
            yield f"{place}: cites what is no source"


def _letter_for_letter(edition: Edition, articles: Articles) -> Iterator[str]:
    by_number = {source.n: source.article_id for source in edition.sources}
    for place, evidence in _all_evidence(edition):
        for one in evidence:
            article = articles[by_number[one.source]]
            body = article.title if one.field == "title" else article.text
            if not 0 <= one.start < one.end <= len(body) or body[one.start : one.end] != one.quote:
                yield f"{place}: {one.quote!r} is not [{one.source}].{one.field}[{one.start}:{one.end}]"


def _in_the_evidence(edition: Edition, articles: Articles) -> Iterator[str]:
    for place, statement in statements(edition):
        quoted = " \n ".join(e.quote for e in statement.evidence)
        allowed = numbers(quoted)
        for edit in statement.edits:
            if _DATE_LIKE.search(edit.after):
                allowed |= numbers(edit.after)
        text = re.sub(r"\[\d+\]", "", statement.text) if place.endswith("note") else statement.text
        for number in sorted(numbers(text) - allowed):
            yield f"{place}: {number} is not in its evidence: {statement.text!r}"
        for phrase in _QUOTED.findall(text):
            if _bare(phrase) not in _bare(quoted):
                yield f"{place}: {phrase!r} is not in its evidence"
        if statement.form == "verbatim" and _bare(text) not in _bare(quoted):
            yield f"{place}: not verbatim: {statement.text!r}"
        if statement.form == "edited" and not statement.edits:
            yield f"{place}: edited without a recorded edit"
        for edit in statement.edits:
            for guard, what in ((_NEGATIONS, "a negation"), (_HEDGES, "a hedge")):
                lost = len(guard.findall(edit.before)) - len(guard.findall(edit.after))
                if lost > 0 and len(guard.findall(statement.text)) < len(guard.findall(edit.before)):
                    yield f"{place}: an edit cuts {what}: {edit.before!r} -> {edit.after!r}"


def _verbatim_quotes(edition: Edition, articles: Articles) -> Iterator[str]:
    by_number = {source.n: source.article_id for source in edition.sources}
    for i, quote in enumerate(edition.quotes):
        if not any(_spaced(quote.text) in _spaced(e.quote) for e in quote.evidence):
            yield f"quotes[{i}]: {quote.text!r} is not verbatim"
        bodies = " ".join(articles[by_number[e.source]].text for e in quote.evidence)
        titles = " ".join(articles[by_number[e.source]].title for e in quote.evidence)
        if quote.speaker.split()[-1] not in f"{bodies} {titles}":
            yield f"quotes[{i}]: {quote.speaker!r} is not named in the cited article"


def _attribution_is_no_venue(edition: Edition, articles: Articles) -> Iterator[str]:
    """What a headline gives only as its speaker ("...: Rosen House") never stands behind "at" or "in" on the page."""
    speakers = set()
    for source in edition.sources:
        match = re.search(r": ([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})$", articles[source.article_id].title)
        if match:
            speakers.add(match.group(1))
    printed = " ".join(articles[s.article_id].title + "\n" + articles[s.article_id].text for s in edition.sources)
    for place, statement in statements(edition):
        for speaker in sorted(speakers):
            venue = re.compile(rf"\b(?:at|in|inside) (?:the )?{re.escape(speaker)}\b")
            if venue.search(statement.text) and not venue.search(printed):
                yield f"{place}: {speaker!r} said it, and became a place: {statement.text!r}"


def _timeline(edition: Edition, articles: Articles) -> Iterator[str]:
    shapes = {"day": r"\d{4}-\d\d-\d\d", "month": r"\d{4}-\d\d", "year": r"\d{4}"}
    last = ""
    for i, entry in enumerate(edition.timeline):
        if not re.fullmatch(shapes[entry.precision], entry.date):
            yield f"timeline[{i}]: {entry.date} is no {entry.precision}"
            continue
        try:
            datetime.fromisoformat((entry.date + "-01-01")[:10])
        except ValueError:
            yield f"timeline[{i}]: {entry.date} is not in the calendar"
        shared = min(len(last), len(entry.date))
        if entry.date[:shared] < last[:shared]:
            yield f"timeline[{i}]: {entry.date} stands after {last}"
        last = entry.date
        ahead = (edition.composed_at + timedelta(hours=14)).date().isoformat()
        if entry.precision == "day" and entry.date > ahead and not entry.scheduled:
            yield f"timeline[{i}]: {entry.date} is still to come and not marked scheduled"


def _numbered(edition: Edition, articles: Articles) -> Iterator[str]:
    sources = edition.sources
    if [s.n for s in sources] != list(range(1, len(sources) + 1)):
        yield f"sources: numbered {[s.n for s in sources]}"
    if len({s.article_id for s in sources}) != len(sources) or len({s.url for s in sources}) != len(sources):
        yield "sources: an article is listed twice"
    for newer, older in itertools.pairwise(sources):
        if older.published_at > newer.published_at:
            yield f"sources[{older.n}]: newer than the one before it"
    own = {s.n for s in sources if s.copy_of is None}
    for source in sources:
        if source.copy_of is not None and source.copy_of not in own:
            yield f"sources[{source.n}]: a copy of [{source.copy_of}], which is no article of its own"
        if source.copy_of is not None and source.note.text != f"Repeats [{source.copy_of}].":
            yield f"sources[{source.n}]: the note of a copy is {source.note.text!r}"
    counts = edition.counts
    if counts.articles != len(sources):
        yield f"counts.articles is {counts.articles}, sources are {len(sources)}"
    if not 1 <= counts.origins <= max(1, len({s.publisher.lower() for s in sources if s.copy_of is None})):
        yield f"counts.origins is {counts.origins}"
    if edition.coverage.copies != len(sources) - len(own):
        yield f"coverage.copies is {edition.coverage.copies}"


def _two_origins(edition: Edition, articles: Articles) -> Iterator[str]:
    root = {s.n: s.copy_of or s.n for s in edition.sources}
    outlet = {s.n: s.publisher.lower() for s in edition.sources}
    for place, statement in statements(edition):
        if statement.standing == "corroborated" and len({outlet[root[n]] for n in statement.citations}) < 2:
            yield f"{place}: corroborated by one origin: {statement.text!r}"


def _conflicts(edition: Edition, articles: Articles) -> Iterator[str]:
    for i, dispute in enumerate(edition.disputes):
        if len(dispute.sides) < 2 or len({side.value for side in dispute.sides}) < 2:
            yield f"disputes[{i}]: two sides with different values are needed"
        if dispute.verdict != "conflict":
            continue
        values = [number for side in dispute.sides for number in numbers(side.value)]
        for j, section in enumerate(edition.sections):
            for statement in (section.title, *section.statements):
                told = [v for v in values if v in numbers(statement.text)]
                if len(told) == 1 and statement.standing != "disputed":
                    yield f"sections[{j}]: one side of a conflict as plain fact: {statement.text!r}"


def _no_comment(edition: Edition, articles: Articles) -> Iterator[str]:
    for place, statement in statements(edition):
        quoted = " ".join(e.quote for e in statement.evidence).lower()
        for match in _COMMENT.finditer(statement.text):
            if match.group().lower() not in quoted:
                yield f"{place}: comment of our own: {match.group()!r}"


def _only_text(edition: Edition, articles: Articles) -> Iterator[str]:
    for source in edition.sources:
        if not re.match(r"https?://", source.url):
            yield f"sources[{source.n}]: {source.url!r} is no web address"
    for place, statement in statements(edition):
        if statement.form != "written" and re.search(r"https?://", statement.text):
            quoted = " ".join(e.quote for e in statement.evidence)
            if not all(link in quoted for link in re.findall(r"https?://\S+", statement.text)):
                yield f"{place}: an address that no source has"


def _headline_only(edition: Edition, articles: Articles) -> Iterator[str]:
    for source in edition.sources:
        if (not articles[source.article_id].text.strip()) != (source.coverage == "headline"):
            yield f"sources[{source.n}]: coverage is {source.coverage!r}"


LAWS: dict[int, Callable[[Edition, Articles], Iterator[str]]] = {
    1: _cited,
    2: _letter_for_letter,
    3: _in_the_evidence,
    4: _verbatim_quotes,
    5: _attribution_is_no_venue,
    6: _timeline,
    7: _numbered,
    8: _two_origins,
    9: _conflicts,
    10: _no_comment,
    11: _only_text,
    12: _headline_only,
}


def numbers(text: str) -> set[str]:
    """The numbers of a text in one spelling: "1,800" and "1800" are one, "twelve" is 12."""
    found = set()
    for match in _NUMBER.findall(text):
        whole = match.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", match) else match
        found.add(re.sub(r"^0+(?=\d)", "", whole))
    found.update(_WORDS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _WORDS)
    return found


def _all_evidence(edition: Edition) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    for place, statement in statements(edition):
        yield place, statement.evidence
    for i, quote in enumerate(edition.quotes):
        yield f"quotes[{i}]", quote.evidence


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _spaced(text: str) -> str:
    return " ".join(text.split()).strip(" ,.;")
