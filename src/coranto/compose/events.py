"""What happened or is to happen on a date: the unit of a timeline, with how sure its day is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from coranto.compose.likeness import canonical
from coranto.compose.material import PoolSentence
from coranto.compose.newsworth import main_verb
from coranto.types import Precision, Statement


class Trust(IntEnum):
    """How sure the day of an event is, surest last: printed then, said then, told by the text, written as a date."""

    PRINTED = 0
    SAID = 1
    TOLD = 2
    DATED = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Event:
    """A claim on the day on which it happened or is to happen, with the statement that tells it best."""

    date: str
    precision: Precision
    scheduled: bool
    trust: Trust
    statement: Statement
    sentence: PoolSentence
    weight: float
    sources: frozenset[int]
    origins: frozenset[str]
    stale: bool = False

    @property
    def published(self) -> str:
        """The day on which the article of the statement was published."""
        return self.sentence.source.article.published_at.date().isoformat()


def same_deed(one: PoolSentence, other: PoolSentence) -> bool:
    """Whether the main verb of one, or a near synonym, stands in the other."""
    first, second = ({t.lemma.lower() for t in s.sentence.tokens} for s in (one, other))
    return bool(canonical([main_verb(one)]) & canonical(second) or canonical([main_verb(other)]) & canonical(first))
