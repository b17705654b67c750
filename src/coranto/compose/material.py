"""What the makers of a page work with: sentences that can stand on a page, and claims that group them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coranto.types import Attribution, Quantity, Sentence, Source, Statement, Timex


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PoolSentence:
    """One sentence of one source, made to stand alone.

    ``statement`` is the printable form (attribution kept), with its evidence and edits. ``content`` is what is
    stated, without attribution and edited alike: the text that is compared and from which titles are cut.
    ``speaker`` is who says it ("" when the article says it itself). ``core`` are the content lemmas that
    distinguish it (no persons, dates, titles, saying verbs, no speaker). ``names`` are entities in it.
    ``day`` is the day (or month, year) of what it reports; ``scheduled`` that this lies ahead of the
    article's own date and is only announced. ``background`` marks history and definitions.
    ``vector`` is the unit embedding of ``content``. ``after`` is the place (``Sentence.index``) of the sentence that is
    printed before this one in ``statement``, because it answers it ("The owner denied this"); ``content`` is without.
    """

    source: Source
    sentence: Sentence
    statement: Statement
    content: str
    attribution: Attribution | None
    speaker: str
    core: frozenset[str]
    names: frozenset[str]
    quantities: tuple[Quantity, ...]
    timexes: tuple[Timex, ...]
    day: Timex | None
    day_value: str
    scheduled: bool
    negated: bool
    background: bool
    quotation: bool
    vector: NDArray[np.float32]
    after: int | None = None

    @property
    def is_title(self) -> bool:
        """Whether this is the source's headline."""
        return self.sentence.field == "title"

    @property
    def answered(self) -> bool:
        """Whether its statement goes on to who denies it (``answers``): the two are printed together or not at all."""
        first = self.statement.evidence[0]
        return first.field == self.sentence.field == "text" and first.end > self.sentence.end


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Claim:
    """One thing said, with every sentence that says it, best first.

    ``origins`` are the independent accounts that say it themselves; ``weight`` ranks claims within a story
    (higher is more central). ``stale`` is a reason ("superseded by [3]") where a later report replaced it.
    """

    sentences: tuple[PoolSentence, ...]
    origins: frozenset[str]
    weight: float
    stale: str | None = None
    disputed: bool = False

    @property
    def best(self) -> PoolSentence:
        """The sentence to print."""
        return self.sentences[0]
