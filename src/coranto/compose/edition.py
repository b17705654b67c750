"""One story in, one edition out: the makers called in order, and every sentence verified before it is printed.

sources ─► pool ─► claims ─► disputes ─► sections ─► headline ─► timeline, quotes, context, notes
                                                                        │
                                              verify: each statement against its own evidence
                                                                        │
                                                    Edition, and what was withheld with its reason
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from coranto.compose.changes import write_changes
from coranto.compose.claims import group_claims
from coranto.compose.context import write_context
from coranto.compose.contradicted import contradicted, without_dates
from coranto.compose.disputes import conflict_line, find_disputes
from coranto.compose.headline import write_headline
from coranto.compose.likeness import likeness_of
from coranto.compose.misdated import doubted
from coranto.compose.notes import OF_ITS_OWN, write_notes
from coranto.compose.opinion import headline_of, is_comment
from coranto.compose.pool import build_pool
from coranto.compose.quotes import write_quotes
from coranto.compose.sections import write_sections
from coranto.compose.timeline import write_timeline
from coranto.compose.verify import verify
from coranto.compose.weekdays import settle_weekdays
from coranto.compose.writing import Page, write_page
from coranto.ports import Embedder, Entailer, Parser, Writer
from coranto.types import (
    Counts,
    CoverageCount,
    Dispute,
    Edition,
    Provenance,
    Section,
    Source,
    SourceNote,
    Statement,
    Story,
    TimelineEntry,
    Withheld,
)

LONGEST_HEADLINE = 110
"""Characters."""


def compose(
    story: Story,
    sources: Sequence[Source],
    *,
    previous: Edition | None,
    composed_at: datetime,
    engine: str,
    parser: Parser,
    embedder: Embedder,
    entailer: Entailer | None = None,
    writer: Writer | None = None,
    most_sections: int = 6,
    most_sentences: int = 600,
) -> Edition:
    """Compose the next edition of ``story`` from all its articles.

    ``sources`` are numbered 1..N, newest first. ``composed_at`` is the time the page speaks at: what lies
    after it is still to come. ``entailer`` gives ``verify`` a second opinion on sentences that were written.
    ``writer`` words what it is let: each of its sentences is judged, and extraction stands where none holds.
    The same arguments give the same edition. Never raises for odd articles: where nothing can be written, the page
    holds headlines word for word.
    """
    dated = [source for source in sources if source.article.date_certain] or sources
    sources = settle_weekdays(doubted(sources))
    judge = _Judge({source.n: source for source in sources}, entailer)
    pool = build_pool(sources, embedder, limit=most_sentences)
    claims = group_claims(pool.sentences)
    undated = contradicted(claims, likeness_of(pool.sentences))
    if undated:
        pool = build_pool(without_dates(sources, undated), embedder, limit=most_sentences, tried=pool.tried)
        claims = group_claims(pool.sentences)
    disputes, claims = find_disputes(sources, pool.sentences, claims)
    disputes = judge.disputes(disputes)
    written = write_sections(claims, disputes, sources, parser, limit=most_sections, embedder=embedder)
    sections = judge.sections(written) or _bare_sections(sources)
    headline = judge.first(write_headline(claims, sections, sources, parser), sections[0].title)
    headline = _fitting(headline, sources)
    timeline = judge.timeline(write_timeline(claims, pool.sentences, now=composed_at))
    told = _places_of(sections)
    notes = judge.notes(write_notes(sources, pool.sentences, claims, headline=headline.text, told=told))
    revision = previous.revision + 1 if previous else 1
    page = Page(sections=sections, timeline=timeline, notes=notes)
    if writer is not None:
        page = write_page(
            page,
            writer=writer,
            sources={source.n: source for source in sources},
            disputes=disputes,
            entailer=entailer,
            previous=previous,
            name=f"{story.id}/{revision}",
            parser=parser,
        )
        sections, timeline = page.sections, page.timeline
    printed = [headline.text, *_section_texts(sections), *(s.text for entry in timeline for s in entry.statements)]
    quotes = write_quotes(sources, printed)
    context = write_context(sources, [*printed, *(quote.speaker for quote in quotes)])
    return Edition(
        story_id=story.id,
        revision=revision,
        composed_at=composed_at,
        opened_at=min(source.article.published_at for source in dated),
        updated_at=max(source.article.published_at for source in dated),
        headline=headline,
        counts=_counts(sources),
        sections=sections,
        timeline=timeline,
        sources=_with_dates(
            page.notes,
            frozenset(source.n for source in dated if source.article.date_certain),
        ),
        quotes=quotes,
        context=tuple(note for note in context if judge.lets(note.statement)),
        disputes=disputes,
        changes=write_changes(
            previous,
            revision=revision,
            at=composed_at,
            headline=headline,
            sections=sections,
            sources=sources,
            claims=claims,
        ),
        withheld=tuple(dict.fromkeys((*pool.withheld, *judge.withheld, *page.withheld))),
        coverage=_coverage(sources),
        provenance=Provenance(
            engine=engine, writer=page.writer, models=(("embedder", embedder.id), ("parser", parser.id))
        ),
    )


class _Judge:
    """Lets through what its evidence says, and keeps the rest with its reason. It only withholds."""

    def __init__(self, by_number: Mapping[int, Source], entailer: Entailer | None) -> None:
        self._by_number = by_number
        self._entailer = entailer
        self.withheld: list[Withheld] = []
        self._conflict_lines: set[str] = set()

    def lets(self, statement: Statement) -> bool:
        reason = verify(statement, self._by_number, self._entailer)
        if reason is not None:
            self.withheld.append(Withheld(text=statement.text, reason=reason))
        return reason is None

    def first(self, statement: Statement, instead: Statement) -> Statement:
        return self._standing(statement) if self.lets(statement) else instead

    def sections(self, sections: Sequence[Section]) -> tuple[Section, ...]:
        """Sections with what holds. A section whose title falls is joined to the one before it."""
        kept: list[Section] = []
        for section in sections:
            statements = self._those(section.statements)
            if not statements:
                continue
            if section.title.text in self._conflict_lines or self.lets(section.title):
                kept.append(Section(title=self._standing(section.title), statements=statements))
            elif kept:
                kept[-1] = replace(kept[-1], statements=kept[-1].statements + statements)
            else:
                kept.append(Section(title=statements[0], statements=statements))
        return tuple(kept)

    def timeline(self, entries: Sequence[TimelineEntry]) -> tuple[TimelineEntry, ...]:
        held = [replace(entry, statements=self._those(entry.statements)) for entry in entries]
        return tuple(entry for entry in held if entry.statements)

    def disputes(self, disputes: Sequence[Dispute]) -> tuple[Dispute, ...]:
        kept = []
        for dispute in disputes:
            sides = tuple(side for side in dispute.sides if self.lets(side.statement))
            if len(sides) >= 2:
                kept.append(replace(dispute, sides=sides))
                if dispute.verdict == "conflict":
                    # that sources differ is what the two sides say together; no passage says it by itself
                    self._conflict_lines.add(conflict_line(dispute))
        return tuple(kept)

    def notes(self, notes: Sequence[SourceNote]) -> tuple[SourceNote, ...]:
        """Notes that hold; in place of one that does not, the article's headline word for word."""
        return tuple(
            replace(note, note=self._standing(note.note))
            if OF_ITS_OWN.fullmatch(note.note.text) or self.lets(note.note)
            else replace(note, note=headline_of(self._by_number[note.n]))
            for note in notes
        )

    def _those(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        return tuple(self._standing(statement) for statement in statements if self.lets(statement))

    def _standing(self, statement: Statement) -> Statement:
        """Corroborated only with evidence from two origins, whatever the maker said."""
        origins = {self._by_number[n].origin for n in statement.citations}
        if statement.standing == "corroborated" and len(origins) < 2:
            return replace(statement, standing="single-source")
        return statement


def _fitting(headline: Statement, sources: Sequence[Source]) -> Statement:
    """The headline where it is one; else the newest article's own, word for word.

    A sentence of the body heads no page where it is too long for it, or where a single article has a headline itself.
    """
    own = [source for source in sources if source.copy_of is None]
    from_body = all(evidence.field == "text" for evidence in headline.evidence)
    if len(headline.text) <= LONGEST_HEADLINE and not (from_body and len(own) == 1):
        return headline
    own = [source for source in own if not is_comment(source)] or own
    short = [source for source in own if len(source.article.title) <= LONGEST_HEADLINE]
    return headline_of(short[0]) if short else headline


def _bare_sections(sources: Sequence[Source]) -> tuple[Section, ...]:
    """What is left where nothing could be written: the newest own headline, and each own headline, word for word."""
    own = [source for source in sources if source.copy_of is None]
    own = [source for source in own if not is_comment(source)] or own
    headlines = [headline_of(source) for source in own[:4]]
    return (Section(title=headlines[0], statements=tuple(headlines)),)


def _section_texts(sections: Sequence[Section]) -> list[str]:
    return [s.text for section in sections for s in (section.title, *section.statements)]


def _places_of(sections: Sequence[Section]) -> frozenset[tuple[int, int]]:
    """(source, start in its text) of every passage that the sections print."""
    evidence = [e for section in sections for statement in section.statements for e in statement.evidence]
    return frozenset((e.source, e.start) for e in evidence if e.field == "text")


def _with_dates(notes: Sequence[SourceNote], dated: frozenset[int]) -> tuple[SourceNote, ...]:
    """The notes with the certainty of the dates as given: a date that the words belie was still the publisher's."""
    return tuple(replace(note, date_certain=note.n in dated) for note in notes)


def _counts(sources: Sequence[Source]) -> Counts:
    return Counts(
        articles=len(sources),
        publishers=len({" ".join(source.article.publisher.lower().split()) for source in sources}),
        origins=len({source.origin for source in sources if source.copy_of is None}),
    )


def _coverage(sources: Sequence[Source]) -> CoverageCount:
    def share(matches: Callable[[Source], bool]) -> int:
        return sum(1 for source in sources if matches(source))

    return CoverageCount(
        full=share(lambda s: s.article.coverage == "full"),
        excerpt=share(lambda s: s.article.coverage == "excerpt"),
        headline=share(lambda s: s.article.coverage == "headline"),
        copies=share(lambda s: s.copy_of is not None),
        languages=tuple(sorted({source.article.language for source in sources})),
    )
