"""Whether two sentences can speak of one thing: which was printed later, whom and which places they name.

A figure of one village says nothing about the next, so figures are only compared where neither sentence names a place
of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coranto.compose.material import PoolSentence
from coranto.types import Sentence, Source

_WHERE = frozenset("in near off around outside across".split())
_SETTLED = frozenset("village town city port district province region island county state".split())
_NO_PLACE = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday""".split()
)


def is_later(new: PoolSentence, old: PoolSentence) -> bool:
    """Whether an article was published after another, both at a certain time."""
    one, other = new.source.article, old.source.article
    return one.date_certain and other.date_certain and one.published_at > other.published_at


def share_a_name(first: PoolSentence, second: PoolSentence) -> bool:
    """Whether both name the same, if one of them in full and the other by the last word."""
    return bool({n.split()[-1].lower() for n in first.names if n} & {n.split()[-1].lower() for n in second.names if n})


def is_elsewhere(old: frozenset[str], new: frozenset[str], homes: frozenset[str]) -> bool:
    """Whether the older sentence speaks of a place that is neither in the newer one nor that of its whole article."""
    return bool(old - new - homes)


def places_in(source: Source, sentence: Sentence) -> frozenset[str]:
    """Names of places in a sentence, and whatever name it has after "in", "near" or "the village of", in lower case."""
    mentions, tokens = source.analysis.mentions, sentence.tokens
    found = {m.entity.lower() for m in mentions if m.sentence == sentence.index and m.label == "place"}
    for token in tokens:
        if token.dep != "pobj" or token.pos != "PROPN" or token.text.lower() in _NO_PLACE:
            continue
        word = tokens[token.head]
        local = word.text.lower() in _WHERE
        local = local or (word.text.lower() == "of" and tokens[word.head].lemma.lower() in _SETTLED)
        if local and not any(token.text.lower() in name.split() for name in found):
            found.add(token.text.lower())
    return frozenset(found)


def homes_of(pool: Sequence[PoolSentence]) -> Mapping[int, frozenset[str]]:
    """By source number, the places of its headline, first paragraph and dateline: where all of it happens."""
    found: dict[int, set[str]] = {}
    for sentence in pool:
        n = sentence.source.n
        if n in found:
            continue
        analysis = sentence.source.analysis
        tops = {s.index for s in analysis.sentences if s.field == "title" or s.paragraph == 0}
        found[n] = {m.entity.lower() for m in analysis.mentions if m.sentence in tops}
        if analysis.dateline is not None:
            found[n].add(analysis.dateline.place.lower())
    return {n: frozenset(names) for n, names in found.items()}
