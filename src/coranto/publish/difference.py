"""What one revision of a page says otherwise than another: new sentences, reworded ones, gone ones, new articles.

Why not a diff of texts: a page is a set of sentences, and a sentence that only moved has not changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal

from coranto.publish.site.view import VERDICTS, event_date
from coranto.types import Edition, SourceNote

_ALIKE = 0.6
"""Share of equal words from which a sentence counts as reworded, not as another."""

Piece = tuple[str, Literal["same", "old", "new"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """A sentence that says nearly what another said, as pieces of both in the order of reading."""

    before: str
    after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed from revision ``before`` (composed at ``at``) to ``after``."""

    before: int
    after: int
    at: datetime
    reworded: tuple[Reworded, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    joined: tuple[SourceNote, ...]
    left: tuple[SourceNote, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.reworded or self.added or self.removed or self.joined or self.left)

    @property
    def fresh(self) -> frozenset[str]:
        """The sentences that the later page has and the earlier had not, to be marked on it."""
        return frozenset(self.added) | {each.after for each in self.reworded}


def difference(before: Edition, after: Edition) -> Difference:
    """From one edition of a story to another, whichever is older."""
    old, new = _said(before), _said(after)
    removed = [text for text in old if text not in set(new)]
    added = [text for text in new if text not in set(old)]
    reworded = _paired(removed, added)
    known, still = ({source.article_id for source in edition.sources} for edition in (before, after))
    return Difference(
        before=before.revision,
        after=after.revision,
        at=before.composed_at,
        reworded=tuple(reworded),
        added=tuple(text for text in added if text not in {each.after for each in reworded}),
        removed=tuple(text for text in removed if text not in {each.before for each in reworded}),
        joined=tuple(source for source in after.sources if source.article_id not in known),
        left=tuple(source for source in before.sources if source.article_id not in still),
    )


def _said(edition: Edition) -> list[str]:
    """Every sentence of the page once: headline, sections, timeline with dates, disputes, quotations with speakers."""
    texts = [edition.headline.text]
    for section in edition.sections:
        texts += [section.title.text, *(statement.text for statement in section.statements)]
    known = set(texts)
    for entry in edition.timeline:
        when = event_date(entry.date, entry.end)
        texts += [f"{when}: {statement.text}" for statement in entry.statements if statement.text not in known]
    for dispute in edition.disputes:
        values = " / ".join(side.value for side in dispute.sides)
        texts.append(f"{dispute.about}: {values} ({VERDICTS[dispute.verdict].lower()})")
    texts += [f"{quote.speaker}: “{quote.text}”" for quote in edition.quotes]
    return list(dict.fromkeys(texts))


def _paired(removed: Sequence[str], added: Sequence[str]) -> list[Reworded]:
    """The likeliest pairs of old and new wording, each sentence in one pair at most; in the order of the new page."""
    rated = []
    for i, old in enumerate(removed):
        for j, new in enumerate(added):
            share = _words_shared(old, new)
            if share >= _ALIKE:
                rated.append((-share, i, j))
    left: dict[int, int] = {}
    for _, i, j in sorted(rated):
        if i not in left.values() and j not in left:
            left[j] = i
    return [
        Reworded(before=removed[i], after=added[j], pieces=_pieces(removed[i], added[j]))
        for j, i in sorted(left.items())
    ]


def _words_shared(old: str, new: str) -> float:
    one, other = set(re.findall(r"\w+", old.casefold())), set(re.findall(r"\w+", new.casefold()))
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    before, after = old.split(), new.split()
    pieces: list[Piece] = []
    for _, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[a:b] == after[c:d]:
            pieces.append((" ".join(before[a:b]), "same"))
            continue
        if before[a:b]:
            pieces.append((" ".join(before[a:b]), "old"))
        if after[c:d]:
            pieces.append((" ".join(after[c:d]), "new"))
    return tuple(pieces)
