"""Turns a passage into printed text by recorded changes.

A change is a span of the article's own field with what stands there instead, so that every printed word is either
the passage's or named in an edit, and anyone can apply the edits to the quoted passage and get the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coranto.types import Edit, Evidence, Field, Form, Source, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """``article.<field>[start:end]`` is printed as ``after``, because of ``why``; ``evidence`` is what else says so."""

    start: int
    end: int
    after: str
    why: str
    evidence: tuple[Evidence, ...] = ()


def passage(source: Source, field: Field, start: int, end: int) -> Evidence:
    """The evidence at these offsets of a source."""
    text = source.article.title if field == "title" else source.article.text
    return Evidence(source=source.n, field=field, start=start, end=end, quote=text[start:end])


def printed(text: str, spans: Sequence[tuple[int, int]], changes: Iterable[Change]) -> str:
    """The text of the spans, in order, with the changes that lie inside them applied and spaces made single."""
    parts: list[str] = []
    ordered = settled(changes)
    for start, end in spans:
        at = start
        for change in ordered:
            if change.start < at or change.end > end:
                continue
            parts.append(text[at : change.start])
            parts.append(change.after)
            at = change.end
        parts.append(text[at:end])
        parts.append(" ")
    return tidy("".join(parts))


def settled(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes in order of place; of two that overlap the first wins (the longer, where both begin together)."""
    kept: list[Change] = []
    for change in sorted(changes, key=lambda c: (c.start, -c.end)):
        if kept and change.start < kept[-1].end:
            continue
        kept.append(change)
    return tuple(kept)


def begun_with_capital(text: str, start: int, changes: Iterable[Change]) -> list[Change]:
    """The changes, widened so that what is printed from ``start`` begins with a capital where the first words went."""
    ordered = list(settled(changes))
    at = start
    for i, change in enumerate(ordered):
        if change.start > at and text[at : change.start].strip():
            break
        at = change.end
        if change.after.strip():
            ordered[i] = replace(change, after=change.after[:1].upper() + change.after[1:])
            return ordered
    word = re.compile(r"\s*([^\s]+)").match(text, at)
    if at == start or word is None or not word.group(1)[:1].islower():
        return ordered
    last = next(i for i, change in enumerate(ordered) if change.end == at)
    end = min([word.end(), *(c.start for c in ordered[last + 1 :])])
    after = word.group(1)[: end - word.start(1)]
    ordered[last] = replace(ordered[last], end=end, after=after[:1].upper() + after[1:])
    return ordered


def tidy(text: str) -> str:
    """Single spaces, and none before a mark or after an opening bracket."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;:!?)\]])", r"\1", text)
    return re.sub(r"([(\[])\s+", r"\1", text)


def statement_of(
    source: Source,
    field: Field,
    start: int,
    end: int,
    changes: Iterable[Change],
    *,
    spans: Sequence[tuple[int, int]] = (),
) -> Statement:
    """The statement printed from ``start``..``end`` of a field: verbatim without changes, else edited, all recorded.

    ``spans`` narrows what is printed to parts of the passage; the changes must then cover what falls out.
    """
    text = source.article.title if field == "title" else source.article.text
    ordered = tuple(c for c in settled(changes) if start <= c.start and c.end <= end)
    evidence = [passage(source, field, start, end)]
    for change in ordered:
        evidence.extend(e for e in change.evidence if e not in evidence)
    edits = tuple(_edit(text, start, change) for change in ordered)
    form: Form = "edited" if edits else "verbatim"
    return Statement(
        text=printed(text, spans or ((start, end),), ordered), evidence=tuple(evidence), form=form, edits=edits
    )


def _edit(text: str, start: int, change: Change) -> Edit:
    """What a reader sees of a change; an insertion is shown with the word that it follows."""
    if change.start < change.end:
        return Edit(before=text[change.start : change.end].strip(), after=change.after.strip(), why=change.why)
    word = re.search(r"\S+\s*$", text[start : change.start])
    before = word.group() if word else ""
    return Edit(before=before.strip(), after=tidy(before + change.after), why=change.why)
