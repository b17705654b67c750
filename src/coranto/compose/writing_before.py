"""What the revision before said in a writer's words, by the passages it rests on: words that still hold stay.

A page that is worded anew with every article flickers, and costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coranto.compose.notes import OF_ITS_OWN
from coranto.types import Draft, Edition, Source, Statement, Written

_Passages = frozenset[tuple[object, ...]]


OWED = "owed by "
"""Before the writer's id in the provenance of a page that it could not be asked for."""


class Before:
    """Written statements of the revision before, found by the passages they rest on."""

    def __init__(self, previous: Edition | None, writer: str, sources: Mapping[int, Source]) -> None:
        self._written: list[tuple[Statement | None, list[tuple[str, _Passages]]]] = []
        self._answered: frozenset[tuple[str, _Passages]] = frozenset()
        if previous is None or writer not in previous.provenance.writer:
            return
        self._ids = {note.n: note.article_id for note in previous.sources}
        here = {n: source.article.id for n, source in sources.items()}
        self._here = here
        owed = OWED in previous.provenance.writer
        singles = [s for entry in previous.timeline for s in entry.statements] + [n.note for n in previous.sources]
        for title, statements in [*((s.title, s.statements) for s in previous.sections), (None, singles)]:
            own = [(s.text, self._passages(s, self._ids)) for s in statements if s.form == "written"]
            if not owed:
                theirs = ((s.text, self._passages(replace(s, evidence=s.evidence[:1]), self._ids)) for s in statements)
                self._answered |= frozenset(theirs)
            self._written.append((title if title is not None and title.form == "written" else None, own))

    def kept(self, claims: Sequence[Statement], *, section: bool) -> Draft:
        """What stood there before and rests on these claims. A claim is known by its first passage."""
        if not self._written:
            return Draft()
        firsts = [self._passages(replace(c, evidence=c.evidence[:1]), self._here) for c in claims]
        told: set[int] = set()
        sentences: list[Written] = []
        head: Written | None = None
        for title, statements in self._written:
            for text, passages in statements:
                numbers = tuple(n for n, first in enumerate(firsts, 1) if first <= passages)
                if numbers and not told & set(numbers) and not OF_ITS_OWN.fullmatch(text):
                    sentences.append(Written(text=text, claims=numbers))
                    told.update(numbers)
                    if section and head is None and title is not None:
                        under = self._passages(title, self._ids)
                        cited = tuple(n for n, first in enumerate(firsts, 1) if first <= under)
                        head = Written(text=title.text, claims=cited) if cited else None
        for n, (claim, first) in enumerate(zip(claims, firsts, strict=True), 1):
            if n not in told and (claim.text, first) in self._answered:
                sentences.append(Written(text=claim.text, claims=(n,)))  # the writer had no words for it that held
        return Draft(title=head, sentences=tuple(sentences))

    @staticmethod
    def _passages(statement: Statement, ids: Mapping[int, str]) -> _Passages:
        return frozenset((ids.get(e.source), e.field, e.start, e.end) for e in statement.evidence)
