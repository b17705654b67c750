"""The verifier on a claim and a whole document: the sentences picked for the claim are cited, and the rules judge.

What pages do with a sentence that a writer wrote, for sets that only have texts: rules see the parse of the picked
sentences alone, since parsing whole documents costs a hundred times more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from coranto.analyze.article import analyze_all
from coranto.compose.verify import verify
from coranto.models.entailment.evidence import document, pick
from coranto.models.entailment.terms import split, terms_of
from coranto.models.spacy_parser import SpacyParser
from coranto.ports import Entailer
from coranto.types import Article, Evidence, Source, Statement

Pair = tuple[str, str]
_BATCH = 64


class Sure:
    """An entailer that never objects: with it, only the rules speak."""

    id = "sure"

    def entail(self, pairs: Sequence[Pair], /) -> list[float]:
        """1 for each pair."""
        return [1.0 for _ in pairs]


def objections(pairs: Sequence[Pair], entailer: Entailer | None = None) -> list[str | None]:
    """What the rules have against each (claim, document); a claim of several sentences has to pass with each."""
    judge, parser = entailer or Sure(), SpacyParser()
    found: list[str | None] = [None] * len(pairs)
    parts = [(n, sentence, cited(sentence, text)) for n, (claim, text) in enumerate(pairs) for sentence in split(claim)]
    for at in range(0, len(parts), _BATCH):
        chunk = [part for part in parts[at : at + _BATCH] if part[2]]
        articles = [_article(f"{at}-{i}", lines) for i, (_, _, lines) in enumerate(chunk)]
        for (n, sentence, _), article, analysis in zip(chunk, articles, analyze_all(articles, parser), strict=True):
            source = Source(n=1, article=article, analysis=analysis, copy_of=None, origin="document")
            evidence = tuple(
                Evidence(source=1, field="text", start=s.start, end=s.end, quote=article.text[s.start : s.end])
                for s in analysis.sentences
                if s.field == "text"
            )
            statement = Statement(text=sentence, evidence=evidence, form="written")
            found[n] = found[n] or verify(statement, {1: source}, judge)
    for n, sentence, lines in parts:
        if not lines and terms_of(sentence):
            found[n] = found[n] or "no sentence of the document has a word of it"
    return found


def cited(sentence: str, text: str) -> list[str]:
    """The sentences of a document that are held against a sentence of a claim, in the document's order."""
    terms = terms_of(sentence)
    lines = [piece for piece in split(text) if terms_of(piece)]
    return [" ".join(lines[n].split()) for n in sorted(pick(terms, document(text)))] if terms else []


def _article(name: str, lines: Sequence[str]) -> Article:
    return Article(
        id=name,
        url=f"https://document.example/{name}",
        title="Document",
        text="\n".join(lines),
        publisher="Document",
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
        language="en",
        coverage="full",
    )
