"""Who echoes a claim: answers for all claims at once are those that asking clause by clause would give."""

from __future__ import annotations

from tests.compose.press import press
from tests.compose.story import pooled

from coranto.compose.centrality import ECHO_CLAUSE, Clauses, clauses
from coranto.compose.likeness import likeness_of

FIRST = (
    "A ferry with 80 people on board ran aground off Ostmark on Friday, the coast guard said. "
    "Divers searched the hull of the ferry, and the harbour board closed the northern quay."
)
SECOND = (
    "The harbour board of Ostmark closed the quay on Friday after the ferry ran aground in heavy fog. "
    "Two tugs pulled the ferry free, while divers searched its hull for cracks."
)
THIRD = "Fishermen of Halle sold a record catch of herring on Saturday, the market hall said."


def test_clauses_echo_as_they_would_one_by_one() -> None:
    pool = pooled(press(FIRST, n=1), press(SECOND, n=2, publisher="Plain Dealer"), press(THIRD, n=3, publisher="Gull"))
    like = likeness_of(pool)
    sources = {s.source.n: s.source for s in pool}
    found = Clauses(pool, like)
    heard = 0
    for sentence in pool:
        words = like.words(sentence)
        alone = {
            n
            for n, source in sources.items()
            for s in source.analysis.sentences
            for c in clauses(s, like)
            if len(c) >= 3 and len(c & words) >= 2 and like.coverage(c, words) >= ECHO_CLAUSE
        }
        assert set(found.echoing(words)) == alone
        heard += len(alone) > 1
    assert heard, "no sentence of this story is echoed by another article"


def test_exactly_half_of_a_clause_is_an_echo() -> None:
    pool = pooled(press(FIRST, n=1), press(SECOND, n=2, publisher="Plain Dealer"))
    like = likeness_of(pool)
    clause = max(
        (c for s in pool[-1].source.analysis.sentences for c in clauses(s, like)), key=lambda c: (len(c), sorted(c))
    )
    by_rarity: dict[float, list[str]] = {}
    for word in sorted(clause):
        by_rarity.setdefault(like.rarity(word), []).append(word)
    # of every two equally rare words one: where all come in twos, their rarity is exactly half
    half = frozenset(word for equal in by_rarity.values() for word in equal[: (len(equal) + 1) // 2])
    assert like.coverage(clause, half) >= ECHO_CLAUSE
    assert pool[-1].source.n in Clauses(pool, like).echoing(half)


def test_words_that_nobody_has_echo_nothing() -> None:
    pool = pooled(press(FIRST, n=1), press(SECOND, n=2, publisher="Plain Dealer"))
    assert Clauses(pool, likeness_of(pool)).echoing(frozenset({"zeppelin", "marzipan"})) == []
