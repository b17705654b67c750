"""One source with what its analysis says, looked up by sentence.

The makers of a page ask again and again which names, times or attributions lie in a sentence and what stood before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from coranto.types import Attribution, Mention, Quantity, Quotation, Sentence, Source, Timex


class _OfSentence(Protocol):
    @property
    def sentence(self) -> int: ...


T = TypeVar("T", bound=_OfSentence)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """A source with its mentions, times, quantities, quotations and attributions by sentence index."""

    source: Source
    mentions: Mapping[int, tuple[Mention, ...]]
    timexes: Mapping[int, tuple[Timex, ...]]
    quantities: Mapping[int, tuple[Quantity, ...]]
    quotations: Mapping[int, tuple[Quotation, ...]]
    attributions: Mapping[int, tuple[Attribution, ...]]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the article, titles first."""
        return self.source.analysis.sentences

    def before(self, sentence: Sentence) -> Sentence | None:
        """The prose sentence just before, in the same paragraph or the one before it; never a title."""
        for earlier in reversed(self.sentences[: sentence.index]):
            if earlier.field != "text" or earlier.paragraph < sentence.paragraph - 1:
                return None
            if earlier.noise is None:
                return earlier
        return None

    def attribution(self, sentence: Sentence) -> Attribution | None:
        """The attribution of a sentence: the outermost, if it has several."""
        found = self.attributions.get(sentence.index, ())
        return max(found, key=lambda a: (sum(e - s for s, e in a.content), -a.start), default=None)


def read_source(source: Source) -> Reading:
    """Index a source's analysis by sentence."""
    a = source.analysis
    return Reading(
        source=source,
        mentions=_by_sentence(a.mentions),
        timexes=_by_sentence(a.timexes),
        quantities=_by_sentence(a.quantities),
        quotations=_by_sentence(a.quotations),
        attributions=_by_sentence(a.attributions),
    )


def _by_sentence(items: Iterable[T]) -> dict[int, tuple[T, ...]]:
    found: dict[int, list[T]] = defaultdict(list)
    for item in items:
        found[item.sentence].append(item)
    return {key: tuple(value) for key, value in found.items()}
