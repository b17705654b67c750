"""Decides whether a sentence tells anything that others have not told.

Outlets tell one happening in other words: so the main clause decides, and one count, one deed of one actor, or
two shared numbers are one happening whatever stands around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.compose.likeness import SAME_CLAIM, Likeness, canonical
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.newsworth import DEEDS, main_verb
from coranto.compose.slots import in_side_clause
from coranto.types import Quantity

TOLD = 0.75
"""Share of a headline part's telling words that a sentence must have to tell it."""
REPEATS_MEANING, REPEATS_WORDS = 0.9, 0.6
"""From these a sentence repeats another: cosine of meaning, share of telling words."""
MEANS_AGAIN = 0.8
"""Cosine from which a sentence without a number of its own tells nothing new: so 7 of 8 pairs of real pages."""
NEARLY_SAME, NEAR_IN_MEANING = 0.93, 0.72
"""Paraphrases that share few words are missed as one claim; on one page they read as a repetition."""
RETOLD, RETOLD_SHARE, NEAR_ENOUGH = 0.78, 0.5, 0.6
"""Likeness to one sentence, and share of the telling words that all together have, from which a happening is retold."""
ONE_COUNT = 0.62
"""Likeness from which two sentences that give one count give it twice."""
NEW_MATTER = 0.3
"""Share of a sentence's main words below which it tells something else, however alike the rest is."""
SAID_AGAIN = 0.78
"""Likeness from which a speaker says a thing again."""
ONE_DEED, ONE_NUMBER = 0.72, 0.5
"""Likeness from which one verb with one actor, or two numbers that both have, are one happening."""
LEAST_NUMBER = 10
"""A number below it is often a mere count of persons in other words."""
_EMPTY = frozenset("be have do say tell make take get go give".split())


def repeats(second: PoolSentence, first: PoolSentence, like: Likeness) -> bool:
    """Whether ``second`` tells nothing that ``first`` has not told."""
    if first.negated != second.negated:
        return False
    if like.meaning(first, second) >= REPEATS_MEANING:
        return True
    score, near = like.score(first, second), like.meaning(first, second)
    bodies = not (first.is_title and second.is_title)  # flashes of one affair look alike, and say different things
    new_deed = main_verb(second) in DEEDS and not canonical((main_verb(second),)) & like.words(first)
    if bodies and near >= MEANS_AGAIN and not _numbers(second) - _numbers(first) and not new_deed:
        return True
    told = like.coverage(like.main_words(second), like.words(first))
    if told < NEW_MATTER:
        return False
    one, other = _counts(first, like), _counts(second, like)
    if not other - one and (score >= SAME_CLAIM or (score >= NEARLY_SAME and near >= NEAR_IN_MEANING)):
        return True
    if other and other <= one and score >= ONE_COUNT:
        return True
    if not other - one and _same_deed(second, first, score):
        return True
    if score >= ONE_COUNT and _only_number_again(second, first):
        return True
    same_voice = bool(first.speaker) and first.speaker.lower() == second.speaker.lower()
    if same_voice and not other - one and score >= SAID_AGAIN:
        return True
    fresh = {q.value for q in second.quantities} - {q.value for q in first.quantities}
    return told >= (0.8 if fresh else REPEATS_WORDS) and like.meaning(first, second) >= 0.45


def _same_deed(second: PoolSentence, first: PoolSentence, score: float) -> bool:
    """Whether two sentences tell one deed of one person or with one number; further words do not make it another."""
    shared = _numbers(second) & _numbers(first)
    if len(shared) >= 2 and score >= ONE_NUMBER and len(_numbers(second) - shared) <= 1:
        return True
    deeds = canonical((main_verb(second),)) == canonical((main_verb(first),)) and main_verb(first) not in _EMPTY
    if not deeds or second.scheduled != first.scheduled or not (second.names & first.names):
        return False
    return score >= ONE_DEED or (bool(shared) and score >= ONE_NUMBER)


def _only_number_again(second: PoolSentence, first: PoolSentence) -> bool:
    """Whether one number is all the figures of the second, the first has it, and no other deed is told with it."""
    mine = _numbers(second)
    if not mine or not mine <= _numbers(first) or second.scheduled != first.scheduled:
        return False
    verb = canonical((main_verb(second),))
    return main_verb(second) not in DEEDS or verb == canonical((main_verb(first),))


def _numbers(sentence: PoolSentence) -> frozenset[str]:
    """Numbers of two figures and more, clock times among them; no years."""
    found = re.findall(r"\d+(?:[.:,]\d+)*", sentence.content)
    return frozenset(n for n in found if len(n) > 1 and not re.fullmatch(r"(?:19|20)\d\d", n))


def _counts(sentence: PoolSentence, like: Likeness) -> frozenset[tuple[str, float]]:
    """The typed figures that a sentence tells of itself, not in a clause beside it."""
    return frozenset(
        (f.slot.name, f.quantity.value)
        for f in like.figures(sentence)
        if f.slot.name != "magnitude" and not _beside(sentence, f.quantity.start)
    )


def _beside(sentence: PoolSentence, at: int) -> bool:
    tokens = sentence.sentence.tokens
    place = next((i for i, t in enumerate(tokens) if t.start <= at < t.end), None)
    return place is not None and in_side_clause(tokens, place)


def adds_nothing(claim: Claim, chosen: Sequence[Claim], like: Likeness) -> bool:
    """Whether a claim repeats one of the chosen, or tells one's happening again with words that they all have."""
    second = claim.best
    chosen = [c for c in chosen if _one_toll(second, c.best, like) or not _other_day(second, c.best)]
    if any(repeats(second, other.best, like) for other in chosen):
        return True
    told = frozenset(word for c in chosen for word in like.words(c.best))
    known = {count for c in chosen for count in _counts(c.best, like)}
    if _counts(second, like) - known:
        return False
    near = max((like.score(second, c.best) for c in chosen if c.best.negated == second.negated), default=0.0)
    share = like.coverage(like.main_words(second), told)
    if near >= NEAR_ENOUGH and share >= TOLD:
        return True
    return near >= RETOLD and share >= RETOLD_SHARE and not _tells_more(second, told, chosen)


def _tells_more(second: PoolSentence, told: frozenset[str], chosen: Sequence[Claim]) -> bool:
    """Whether its deed, or a number in its main clause, is new: a vote after a march is not the march again."""
    verb = main_verb(second)
    if verb and verb not in _EMPTY and not canonical((verb,)) & told and verb in DEEDS:
        return True
    numbers = {q.value for c in chosen for q in c.best.quantities}
    return any(
        q.value >= LEAST_NUMBER and q.value not in numbers and not _is_year(q) and not _beside(second, q.start)
        for q in second.quantities
    )


def _is_year(quantity: Quantity) -> bool:
    """Whether a number is rather a year."""
    return quantity.value.is_integer() and 1800 <= quantity.value <= 2100 and not quantity.noun


def _one_toll(first: PoolSentence, second: PoolSentence, like: Likeness) -> bool:
    """Whether both give one count, on whichever days the articles say so."""
    return bool(_counts(first, like) & _counts(second, like))


def _other_day(first: PoolSentence, second: PoolSentence) -> bool:
    """Whether two sentences tell of two days: the result of the second leg is not that of the first."""
    days = (first.day_value, second.day_value)
    return (
        all(len(day) == 10 for day in days) and days[0] != days[1] and first.day is not None and second.day is not None
    )
