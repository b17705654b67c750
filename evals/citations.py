"""Whether the passages that a page cites carry its sentences, in the two figures of ALCE (Gao et al. 2023).

Recall: the share of sentences that all their passages together support. Precision: the share of citations that their
sentence needs: the passage supports it alone, or the others do not without it. The judge is a verifier of Coranto
or any other with its signature, so that a page need not be judged by the rules that let it through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coranto.compose.verify import verify
from coranto.types import Edition, Evidence, Source, Statement

Judge = Callable[[Statement, Mapping[int, Source]], str | None]
"""None where the evidence of a statement says what it says, else why not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """Counts over the sentences of a page."""

    sentences: int
    supported: int
    citations: int
    needed: int

    @staticmethod
    def mean(pages: Sequence[Citations]) -> dict[str, float]:
        """Recall and precision over all sentences and citations of the pages, and citations a sentence."""
        sentences, citations = sum(p.sentences for p in pages), sum(p.citations for p in pages)
        return {
            "citation_recall": sum(p.supported for p in pages) / sentences if sentences else 0.0,
            "citation_precision": sum(p.needed for p in pages) / citations if citations else 0.0,
            "citations_a_sentence": citations / sentences if sentences else 0.0,
        }


def citations_of(page: Edition, sources: Sequence[Source], judge: Judge = verify) -> Citations:
    """The counts of a page's headline, section titles and sentences; a citation is one cited source of a sentence."""
    by_number = {source.n: source for source in sources}
    sentences = supported = citations = needed = 0
    for statement in _printed(page):
        holds = judge(statement, by_number) is None
        sentences += 1
        supported += holds
        citations += len(statement.citations)
        if holds:
            needed += sum(_is_needed(statement, n, by_number, judge) for n in statement.citations)
    return Citations(sentences=sentences, supported=supported, citations=citations, needed=needed)


def _printed(page: Edition) -> Iterator[Statement]:
    yield page.headline
    for section in page.sections:
        yield section.title
        yield from section.statements


def _is_needed(statement: Statement, n: int, sources: Mapping[int, Source], judge: Judge) -> bool:
    """Whether the passages of ``n`` support the statement alone, or the others do not without them."""
    alone = _only(statement, tuple(e for e in statement.evidence if e.source == n))
    others = _only(statement, tuple(e for e in statement.evidence if e.source != n))
    if not others.evidence or judge(alone, sources) is None:
        return True
    return judge(others, sources) is not None


def _only(statement: Statement, evidence: tuple[Evidence, ...]) -> Statement:
    """The statement on some of its evidence: another outlet words it differently, so only the meaning is asked."""
    edits = tuple(edit for edit in statement.edits if any(edit.before in e.quote for e in evidence))
    return replace(statement, evidence=evidence, form="written", edits=edits)
