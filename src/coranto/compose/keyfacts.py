"""What every account of a story begins with: the words that half of its headlines and leads share, and who tells them.

A reader who knows only the page must not miss what all articles lead with. Weights follow single headlines; so what is
chosen is held against the leads together, and what they share and the page lacks is told as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from coranto.compose.likeness import canonical
from coranto.compose.material import Claim, PoolSentence
from coranto.types import Sentence

LEAD = 2
"""Sentences at the top of an article that tell its news, beside its headline."""
WORTH_A_SENTENCE = 2
"""Words of the leads that a further sentence must bring."""
MOST_CHANGED = 3
"""Sentences that come in for them."""
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_EMPTY = frozenset(
    """be have do say tell make take get go give come see know can will year day week month time today yesterday
    monday tuesday wednesday thursday friday saturday sunday people man woman new last first news report accord
    january february march april may june july august september october november december""".split()
)


def key_words(sentences: Sequence[PoolSentence]) -> frozenset[str]:
    """The telling words that the headlines and leads of half of the origins have, and of two at least.

    Also leads that no page can print count, copies do not. Empty for a story of one origin.
    """
    sources = sorted({s.source.n: s.source for s in sentences if s.source.copy_of is None}.items())
    tops: dict[str, frozenset[str]] = {}
    for _, source in sources:
        analysis = source.analysis.sentences
        body = [s for s in analysis if s.field == "text" and s.noise is None][:LEAD]
        words = frozenset(w for s in (*body, *(t for t in analysis if t.field == "title")) for w in told_by(s))
        tops[source.origin] = tops.get(source.origin, frozenset()) | words
    counts: dict[str, int] = {}
    for words in tops.values():
        for word in sorted(words):
            counts[word] = counts.get(word, 0) + 1
    return frozenset(word for word, n in counts.items() if n > 1 and 2 * n >= len(tops))


def told_by(sentence: Sentence) -> frozenset[str]:
    """The telling words of a sentence, near synonyms under one word."""
    return canonical(t.lemma for t in sentence.tokens if t.pos in _TELLING and t.lemma.lower() not in _EMPTY)


def tells_key_fact(claim: Claim, keys: frozenset[str]) -> bool:
    """Whether the claim's sentence says several things that the leads share, and so is of the story."""
    return len(told_by(claim.best.sentence) & keys) > WORTH_A_SENTENCE


def with_key_facts(
    chosen: Sequence[Claim],
    usable: Sequence[Claim],
    keys: frozenset[str],
    *,
    most: int,
    fits: Callable[[PoolSentence], bool],
    is_new: Callable[[Claim, Sequence[Claim]], bool],
) -> list[Claim]:
    """The chosen claims, told by those of their sentences that say most of ``keys``, and further claims for the rest.

    At most ``most``: where the page is full, a claim that tells none of them gives way.
    ``fits`` says whether a sentence may be printed for a claim, ``is_new`` whether a claim tells what
    the chosen do not.
    """
    found = list(chosen)
    for place, claim in enumerate(found):
        others = frozenset(word for c in found if c is not claim for word in told_by(c.best.sentence))
        found[place] = _told_best(claim, keys - others, fits)
    for _ in range(MOST_CHANGED):
        missing = keys - frozenset(word for c in found for word in told_by(c.best.sentence))
        gains = [(len(told_by(c.best.sentence) & missing), c) for c in usable if c not in found]
        gains = [(gain, c) for gain, c in gains if gain >= WORTH_A_SENTENCE and fits(c.best) and is_new(c, found)]
        if not gains:
            break
        best = max(gains, key=lambda gained: (gained[0], gained[1].weight, -gained[1].best.source.n))
        if len(found) >= most:
            lightest = min((c for c in found if _is_idle(c, found, keys)), key=lambda c: c.weight, default=None)
            if lightest is None:
                break
            found.remove(lightest)
        found.append(best[1])
    return found


def _is_idle(claim: Claim, found: Sequence[Claim], keys: frozenset[str]) -> bool:
    """Whether a claim of one account tells nothing of the keys that the others do not tell too."""
    others = frozenset(word for c in found if c is not claim for word in told_by(c.best.sentence))
    return len(claim.origins) < 2 and not (told_by(claim.best.sentence) & keys) - others


def _told_best(claim: Claim, wanted: frozenset[str], fits: Callable[[PoolSentence], bool]) -> Claim:
    """The claim with another of its sentences to print where that one says clearly more of what is wanted."""
    mine = told_by(claim.best.sentence) & wanted
    if claim.best.is_title or claim.best.after is not None or claim.best.answered:
        return claim
    figures = {q.value for q in claim.best.quantities}
    for sentence in claim.sentences[1:]:
        theirs = told_by(sentence.sentence) & wanted
        whole = not sentence.is_title and not sentence.quotation and fits(sentence)
        exact = figures <= {q.value for q in sentence.quantities}
        if whole and exact and mine < theirs and len(theirs - mine) >= WORTH_A_SENTENCE:
            return replace(claim, sentences=(sentence, *(s for s in claim.sentences if s is not sentence)))
    return claim
