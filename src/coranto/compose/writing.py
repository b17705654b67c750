"""Lets a writer word a page anew, and prints of it what its own passages say.

    page by extraction ─► briefs ─► writer ─► each sentence judged ─► what failed: written once more
                                                                          │
                            page: written sentences, and extraction wherever none holds

A writer chooses words, never facts, sources, order of sections or what is left out: each claim that no sentence of
its own tells keeps the sentence of extraction. So a writer that is wrong, silent or gone costs style and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coranto.compose.writing_before import OWED, Before
from coranto.compose.writing_checks import Court, judged, repeats
from coranto.compose.writing_given import clean, givable
from coranto.ports import Entailer, Parser, Writer
from coranto.types import (
    Brief,
    Dispute,
    Draft,
    Edition,
    Evidence,
    Fault,
    Section,
    Source,
    SourceNote,
    Statement,
    TimelineEntry,
    Told,
    Withheld,
    Written,
)

LONGEST_SPEAKER = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The parts of a page that a writer may word, what was withheld of its words, and who wrote (provenance)."""

    sections: tuple[Section, ...]
    timeline: tuple[TimelineEntry, ...]
    notes: tuple[SourceNote, ...]
    withheld: tuple[Withheld, ...] = ()
    writer: str = "extractive"


def is_owed(edition: Edition) -> bool:
    """Whether the writer could not be asked for a part of this page, and may be when it is composed again."""
    return f"({OWED}" in edition.provenance.writer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A brief with the statements of extraction behind its claims."""

    brief: Brief
    claims: tuple[Statement, ...]


@dataclass(slots=True)
class _Outcome:
    """What holds of a part: a title, and sentences with the claims they tell; and what does not."""

    title: Statement | None
    sentences: list[tuple[Statement, frozenset[int]]]
    faults: list[Fault]
    title_fault: Fault | None = None


def write_page(
    page: Page,
    *,
    writer: Writer,
    sources: Mapping[int, Source],
    disputes: Sequence[Dispute],
    entailer: Entailer | None,
    previous: Edition | None,
    name: str,
    parser: Parser | None = None,
) -> Page:
    """The page in the writer's words, as far as they hold. ``name`` is that of the page, for its budget.

    What is refused goes back to the writer once with the reason; what is refused again is in ``withheld``, with the
    writer's words. Sentences of ``previous`` by the same writer that still rest on the same claims keep their words.
    """
    court = Court(sources=sources, disputes=disputes, entailer=entailer, parser=parser)
    before = Before(previous, writer.id, sources)
    in_sections = {_key(s) for section in page.sections for s in section.statements}
    sections = [_section(section, court, before) for section in page.sections]
    notes = [_single("note", [n.note], in_sections, court, before) if _is_told(n) else None for n in page.notes]
    days = [_single("day", entry.statements, in_sections, court, before) for entry in page.timeline]
    parts = [part for part in (*sections, *notes, *days) if part is not None]
    drafts = writer.write([part.brief for part in parts], page=name) if parts else []
    outcomes = [_outcome(part, draft, court) for part, draft in zip(parts, drafts, strict=True)]
    withheld, late = _mended(parts, outcomes, writer, court, name)
    found = {id(part): outcome for part, outcome in zip(parts, outcomes, strict=True)}
    words: dict[tuple[object, ...], Statement] = {}
    for part in parts:
        words.update(_single_claims(part, found[id(part)]))
    return Page(
        sections=tuple(_reworded(section, part, found) for section, part in zip(page.sections, sections, strict=True)),
        timeline=tuple(
            replace(entry, statements=_each_once([words.get(_key(s), s) for s in entry.statements]))
            for entry in page.timeline
        ),
        notes=tuple(replace(note, note=words.get(_key(note.note), note.note)) for note in page.notes),
        withheld=(*withheld, *_abstained(writer.id, drafts, parts)),
        writer=_by(writer.id, [*drafts, *late], words or any(o.title or o.sentences for o in outcomes)),
    )


def _section(section: Section, court: Court, before: Before) -> _Part | None:
    claims = tuple(s for s in section.statements if givable(s.text))
    if not claims:
        return None
    disputed = [n for n, claim in enumerate(claims, 1) if claim.standing == "disputed"]
    told = tuple(
        _told(claim, court, tuple(o for o in disputed if o != n and n in disputed)) for n, claim in enumerate(claims, 1)
    )
    return _Part(brief=Brief(part="section", claims=told, kept=before.kept(claims, section=True)), claims=claims)


def _single(
    part: str, statements: Sequence[Statement], elsewhere: set[tuple[object, ...]], court: Court, before: Before
) -> _Part | None:
    """A part without title, of the statements that no section has already."""
    claims = tuple(s for s in statements if _key(s) not in elsewhere and s.form != "written" and givable(s.text))
    if not claims:
        return None
    told = tuple(_told(claim, court, ()) for claim in claims)
    kept = before.kept(claims, section=False)
    return _Part(brief=Brief(part="note" if part == "note" else "day", claims=told, kept=kept), claims=claims)


def _is_told(note: SourceNote) -> bool:
    """Whether a note tells something: not whose copy it is, and not the article's own headline."""
    return note.copy_of is None and note.note.form != "written" and any(e.field == "text" for e in note.note.evidence)


def _told(claim: Statement, court: Court, against: tuple[int, ...]) -> Told:
    first = claim.evidence[0]
    source = court.sources[first.source]
    day = source.article.published_at.date().isoformat() if source.article.date_certain else ""
    speaker = clean(_speaker(first, source))
    usable = givable(speaker) and len(speaker) <= LONGEST_SPEAKER
    text = clean(claim.text)
    return Told(text=text, day=day, standing=claim.standing, speaker=speaker if usable else "", against=against)


def _speaker(evidence: Evidence, source: Source) -> str:
    inside = {
        s.index
        for s in source.analysis.sentences
        if s.field == evidence.field and s.start < evidence.end and evidence.start < s.end
    }
    named = [a.speaker for a in source.analysis.attributions if a.sentence in inside and a.speaker]
    return named[0] if len(set(named)) == 1 else ""


def _outcome(part: _Part, draft: Draft, court: Court) -> _Outcome:
    outcome = _Outcome(None, [], [])
    if draft.title is not None:
        title = judged(draft.title, part.claims, court, title=True)
        if isinstance(title, str):
            outcome.title_fault = Fault(written=draft.title, reason=title)
        else:
            outcome.title = title
    for written in draft.sentences:
        _take(written, part, outcome, court, outcome.faults)
    return outcome


def _take(written: Written, part: _Part, outcome: _Outcome, court: Court, faults: list[Fault]) -> None:
    """Judge a sentence, and put it among those that hold or those that do not."""
    statement = judged(written, part.claims, court, title=False)
    if not isinstance(statement, str) and statement in [s for s, _ in outcome.sentences]:
        return  # said again in the second round
    if not isinstance(statement, str) and repeats(statement, [s for s, _ in outcome.sentences]):
        statement = "it tells what another sentence of its part tells"
    if isinstance(statement, str):
        faults.append(Fault(written=written, reason=statement))
        return
    evidence = set(statement.evidence)
    told = frozenset(n for n in written.claims if set(part.claims[n - 1].evidence) <= evidence)
    outcome.sentences.append((statement, told))


def _mended(
    parts: Sequence[_Part], outcomes: Sequence[_Outcome], writer: Writer, court: Court, name: str
) -> tuple[list[Withheld], list[Draft]]:
    """Ask once more for what was refused; what is withheld in the end, and the drafts of that round."""
    refused = [(p, o) for p, o in zip(parts, outcomes, strict=True) if o.faults or o.title_fault]
    if not refused:
        return [], []
    faults = [[*([o.title_fault] if o.title_fault else []), *o.faults] for _, o in refused]
    briefs = [replace(p.brief, kept=Draft(), faults=tuple(f)) for (p, _), f in zip(refused, faults, strict=True)]
    withheld: list[Withheld] = []
    drafts = writer.write(briefs, page=name)
    for (part, outcome), draft, first in zip(refused, drafts, faults, strict=True):
        again: list[Fault] = []
        if outcome.title_fault is not None and draft.title is not None:
            title = judged(draft.title, part.claims, court, title=True)
            if isinstance(title, str):
                again.append(Fault(written=draft.title, reason=title))
            else:
                outcome.title = title
        for written in draft.sentences:
            _take(written, part, outcome, court, again)
        withheld += [Withheld(text=clean(f.written.text), reason=f"{_WROTE}: {f.reason}") for f in (*first, *again)]
    return withheld, drafts


def _reworded(section: Section, part: _Part | None, found: Mapping[int, _Outcome]) -> Section:
    """The section with the writer's sentences, and extraction's where none of them tells a claim."""
    if part is None:
        return section
    outcome = found[id(part)]
    numbers = {id(claim): n for n, claim in enumerate(part.claims, 1)}
    told = {n for _, claims in outcome.sentences for n in claims}
    placed: list[tuple[int, Statement]] = []
    for place, statement in enumerate(section.statements):
        if numbers.get(id(statement)) not in told:
            placed.append((place, statement))
    places = {numbers[id(s)]: place for place, s in enumerate(section.statements) if id(s) in numbers}
    for statement, claims in outcome.sentences:
        placed.append((min((places[n] for n in claims), default=len(section.statements)), statement))
    placed.sort(key=lambda pair: pair[0])
    return Section(title=outcome.title or section.title, statements=tuple(s for _, s in placed))


def _single_claims(part: _Part, outcome: _Outcome) -> dict[tuple[object, ...], Statement]:
    """By claim, the sentence that tells it and nothing else."""
    return {
        _key(part.claims[min(claims) - 1]): statement for statement, claims in outcome.sentences if len(claims) == 1
    }


def _abstained(writer: str, drafts: Sequence[Draft], parts: Sequence[_Part]) -> list[Withheld]:
    """One line that counts the parts for which the writer had no words."""
    empty = sum(not d.sentences and d.title is None and not d.failure for d in drafts)
    if not empty:
        return []
    return [Withheld(text="(no words)", reason=f"{writer} wrote nothing for {empty} of {len(parts)} parts")]


def _by(writer: str, drafts: Sequence[Draft], wrote: object) -> str:
    """Who wrote, for the provenance; and who could not be asked and why, so that it can be asked later."""
    failure = next((draft.failure for draft in drafts if draft.failure), None)
    who = writer if wrote else "extractive"
    if failure is not None:
        return f"{who} ({OWED}{writer}: {failure})"
    return who if wrote or not drafts else f"{who} (nothing of {writer} held)"


def _key(statement: Statement) -> tuple[object, ...]:
    return (statement.text, statement.evidence)


def _each_once(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    return tuple({statement.text: statement for statement in statements}.values())


_WROTE = "the writer's words"
