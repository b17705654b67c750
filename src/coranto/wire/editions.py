"""An edition as the contract spells it (``schema/edition.schema.json``), and back.

The names on the wire are the contract's (``sentences``, ``from``/``to``), those in the program the vocabulary's;
this file is the only place that knows both. Instants keep the offset they were published with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from coranto.types import (
    Change,
    ContextNote,
    Counts,
    CoverageCount,
    Dispute,
    DisputeSide,
    Edit,
    Edition,
    Evidence,
    Provenance,
    Quote,
    Section,
    Source,
    SourceNote,
    Statement,
    TimelineEntry,
    Withheld,
)
from coranto.wire.published import updated_to_json

Json = dict[str, Any]


def edition_to_json(edition: Edition) -> Json:
    """The edition as JSON values, keys in the contract's order."""
    return {
        "schema": edition.schema,
        "story_id": edition.story_id,
        "revision": edition.revision,
        "composed_at": edition.composed_at.isoformat(),
        "opened_at": edition.opened_at.isoformat(),
        "updated_at": edition.updated_at.isoformat(),
        "headline": _statement(edition.headline),
        "counts": {
            "articles": edition.counts.articles,
            "publishers": edition.counts.publishers,
            "origins": edition.counts.origins,
        },
        "sections": [
            {"title": _statement(section.title), "sentences": [_statement(s) for s in section.statements]}
            for section in edition.sections
        ],
        "timeline": timeline_to_json(edition.timeline),
        "sources": [_source(source) for source in edition.sources],
        "quotes": [
            {
                "speaker": quote.speaker,
                "role": quote.role,
                "text": quote.text,
                "citations": list(quote.citations),
                "evidence": [_evidence(e) for e in quote.evidence],
            }
            for quote in edition.quotes
        ],
        "context": [{"term": note.term, "sentence": _statement(note.statement)} for note in edition.context],
        "disputes": [_dispute(dispute) for dispute in edition.disputes],
        "changes": [
            {
                "revision": change.revision,
                "at": change.at.isoformat(),
                "because": list(change.because),
                "added": list(change.added),
                "removed": list(change.removed),
                **({"lost": list(change.lost)} if change.lost else {}),
                **({"said": list(change.said)} if change.said else {}),
            }
            for change in edition.changes
        ],
        "withheld": [{"text": withheld.text, "reason": withheld.reason} for withheld in edition.withheld],
        "coverage": {
            "full": edition.coverage.full,
            "excerpt": edition.coverage.excerpt,
            "headline": edition.coverage.headline,
            "copies": edition.coverage.copies,
            "languages": list(edition.coverage.languages),
        },
        "provenance": {
            "engine": edition.provenance.engine,
            "writer": edition.provenance.writer,
            "models": dict(edition.provenance.models),
        },
    }


def timeline_to_json(entries: Sequence[TimelineEntry]) -> list[Json]:
    """The entries of a timeline as JSON values, as an edition has them."""
    return [
        {
            "date": entry.date,
            "end": entry.end,
            "precision": entry.precision,
            "scheduled": entry.scheduled,
            "sentences": [_statement(s) for s in entry.statements],
        }
        for entry in entries
    ]


def archive_timeline_to_json(
    query: str, articles: int, entries: Sequence[TimelineEntry], sources: Sequence[Source]
) -> Json:
    """A timeline over an archive as JSON values: the query, its days, and the articles that are cited."""
    return {
        "query": query,
        "articles": articles,
        "timeline": timeline_to_json(entries),
        "sources": [
            {
                "n": source.n,
                "article_id": source.article.id,
                "publisher": source.article.publisher,
                "title": source.article.title,
                "url": source.article.url,
                "published_at": source.article.published_at.isoformat(),
            }
            for source in sources
        ],
    }


def edition_from_json(given: Mapping[str, Any]) -> Edition:
    """The edition that ``edition_to_json`` spelt. Raises ``KeyError`` or ``ValueError`` for anything else."""
    return Edition(
        schema=given["schema"],
        story_id=given["story_id"],
        revision=given["revision"],
        composed_at=datetime.fromisoformat(given["composed_at"]),
        opened_at=datetime.fromisoformat(given["opened_at"]),
        updated_at=datetime.fromisoformat(given["updated_at"]),
        headline=_read_statement(given["headline"]),
        counts=Counts(**given["counts"]),
        sections=tuple(
            Section(
                title=_read_statement(section["title"]),
                statements=tuple(_read_statement(s) for s in section["sentences"]),
            )
            for section in given["sections"]
        ),
        timeline=tuple(
            TimelineEntry(
                date=entry["date"],
                end=entry.get("end"),
                precision=entry["precision"],
                scheduled=entry.get("scheduled", False),
                statements=tuple(_read_statement(s) for s in entry["sentences"]),
            )
            for entry in given["timeline"]
        ),
        sources=tuple(
            SourceNote(
                **{name: source[name] for name in _PLAIN_SOURCE},
                published_at=datetime.fromisoformat(source["published_at"]),
                note=_read_statement(source["note"]),
                date_certain=source.get("date_certain", True),
                updated_at=datetime.fromisoformat(source["updated_at"]) if "updated_at" in source else None,
            )
            for source in given["sources"]
        ),
        quotes=tuple(
            Quote(
                speaker=quote["speaker"],
                role=quote.get("role"),
                text=quote["text"],
                evidence=tuple(Evidence(**e) for e in quote["evidence"]),
            )
            for quote in given["quotes"]
        ),
        context=tuple(
            ContextNote(term=note["term"], statement=_read_statement(note["sentence"])) for note in given["context"]
        ),
        disputes=tuple(_read_dispute(dispute) for dispute in given["disputes"]),
        changes=tuple(
            Change(
                revision=change["revision"],
                at=datetime.fromisoformat(change["at"]),
                because=tuple(change["because"]),
                added=tuple(change["added"]),
                removed=tuple(change["removed"]),
                lost=tuple(change.get("lost", ())),
                said=tuple(change.get("said", ())),
            )
            for change in given["changes"]
        ),
        withheld=tuple(Withheld(**withheld) for withheld in given["withheld"]),
        coverage=CoverageCount(**{**given["coverage"], "languages": tuple(given["coverage"]["languages"])}),
        provenance=Provenance(
            engine=given["provenance"]["engine"],
            writer=given["provenance"]["writer"],
            models=tuple(given["provenance"]["models"].items()),
        ),
    )


_PLAIN_SOURCE = ("n", "article_id", "publisher", "title", "url", "coverage", "copy_of")


def _statement(statement: Statement) -> Json:
    spelt: Json = {
        "text": statement.text,
        "citations": list(statement.citations),
        "evidence": [_evidence(e) for e in statement.evidence],
        "form": statement.form,
    }
    if statement.edits:
        spelt["edits"] = [{"from": edit.before, "to": edit.after, "why": edit.why} for edit in statement.edits]
    spelt["standing"] = statement.standing
    return spelt


def _read_statement(given: Mapping[str, Any]) -> Statement:
    return Statement(
        text=given["text"],
        evidence=tuple(Evidence(**e) for e in given["evidence"]),
        form=given["form"],
        edits=tuple(Edit(before=e["from"], after=e["to"], why=e["why"]) for e in given.get("edits", ())),
        standing=given["standing"],
    )


def _evidence(evidence: Evidence) -> Json:
    return {
        "source": evidence.source,
        "field": evidence.field,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def _source(source: SourceNote) -> Json:
    return {
        "n": source.n,
        "article_id": source.article_id,
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published_at": source.published_at.isoformat(),
        "coverage": source.coverage,
        "copy_of": source.copy_of,
        "note": _statement(source.note),
        **({} if source.date_certain else {"date_certain": False}),
        **updated_to_json(source.updated_at),
    }


def _dispute(dispute: Dispute) -> Json:
    return {
        "about": dispute.about,
        "kind": dispute.kind,
        "verdict": dispute.verdict,
        "sides": [
            {"value": side.value, "as_of": side.as_of.isoformat(), "sentence": _statement(side.statement)}
            for side in dispute.sides
        ],
    }


def _read_dispute(given: Mapping[str, Any]) -> Dispute:
    return Dispute(
        about=given["about"],
        kind=given["kind"],
        verdict=given["verdict"],
        sides=tuple(
            DisputeSide(
                value=side["value"],
                as_of=datetime.fromisoformat(side["as_of"]),
                statement=_read_statement(side["sentence"]),
            )
            for side in given["sides"]
        ),
    )
