"""What a sentence asserts in one clause: of whom, which predicate, with what beside it, and whether it is denied.

Two sentences can only contradict each other where one asserts what the other denies, of the same thing and in the same
predicate; word overlap and a "not" somewhere are no contradiction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coranto.compose.likeness import canonical
from coranto.compose.material import PoolSentence
from coranto.types import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NOT = frozenset({"not", "n't", "never"})
_DENIES = frozenset({"deny", "reject", "dispute", "refute"})
_UNCERTAIN = frozenset("may might could would should can will shall must".split())
_OPEN = frozenset("if whether unless until".split())
_ASIDE = frozenset({"advcl", "relcl", "punct", "parataxis", "mark", "cc", "aux", "auxpass", "neg", "expl"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_VAGUE = frozenset("say tell ask want try be have do make get".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """``subject`` and ``beside`` are telling lemmas, near synonyms under one word, ``verb`` is a lemma.

    ``start``..``end`` are the tokens of the clause from its subject, ``told`` the token its predicate begins with.
    ``denier`` is True where the sentence says that somebody denies it, and not that it is not so.
    """

    sentence: PoolSentence
    subject: frozenset[str]
    verb: str
    beside: frozenset[str]
    denied: bool
    denier: bool
    start: int
    told: int
    end: int


def assertions_of(sentence: PoolSentence) -> tuple[Assertion, ...]:
    """The assertions of a sentence: its main clause, or the clause that its speaker states or denies."""
    tokens = sentence.sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is None:
        return ()
    found = [_clause(sentence, root, denier=None)]
    for i, token in enumerate(tokens):
        if token.dep not in {"ccomp", "xcomp", "pcomp"} or token.head == i:
            continue
        above = tokens[token.head]
        denies = above.lemma.lower() in _DENIES and not _negated(tokens, token.head)
        if above.head == token.head and (denies or sentence.attribution is not None):
            found.append(_clause(sentence, i, denier=token.head if denies else None))
    return tuple(one for one in found if one is not None)


def contradict(first: Assertion, second: Assertion) -> bool:
    """Whether one denies what the other asserts: same thing, same predicate, and hardly a word more in either."""
    if first.denied == second.denied or first.verb != second.verb:
        return False
    if not first.subject & second.subject:
        return False
    short, long = sorted((first.beside, second.beside), key=len)
    if not short or len(short & long) < max(1, 0.75 * len(short)):
        return False
    # "did not target any other part" does not deny "targeted the roof": what is denied must all be asserted
    denied, asserted = (first, second) if first.denied else (second, first)
    return len(denied.beside - asserted.beside) <= len(denied.beside) // 4


def _clause(sentence: PoolSentence, verb: int, *, denier: int | None) -> Assertion | None:
    tokens = sentence.sentence.tokens
    if tokens[verb].pos not in {"VERB", "AUX"} or _is_open(tokens, verb):
        return None
    subject = next((i for i, t in enumerate(tokens) if t.head == verb and t.dep in _SUBJECTS), None)
    who = subject
    if denier is not None and (subject is None or tokens[subject].pos == "PRON" or tokens[subject].text == "one"):
        who = next((i for i, t in enumerate(tokens) if t.head == denier and t.dep in _SUBJECTS), None)
    if who is None or tokens[who].pos == "PRON":
        return None
    of_subject = _below(tokens, subject) if subject is not None else []
    inside = [i for i in _below(tokens, verb) if i != verb and i not in of_subject]
    names = canonical(t.lemma for t in (tokens[i] for i in _below(tokens, who)) if t.pos in {"NOUN", "PROPN"})
    beside = canonical(tokens[i].lemma for i in inside if tokens[i].pos in _CONTENT) - names
    compounds = [t.lemma for t in tokens if t.dep == "compound" and t.head == who]
    lemma = tokens[verb].lemma.lower()
    spread = [verb, *inside, *of_subject]
    if lemma in _VAGUE - {"be", "have"} or not beside:
        return None
    leading = [i for i, t in enumerate(tokens) if t.head == verb and t.dep in {"aux", "auxpass", "neg"} and i < verb]
    return Assertion(
        sentence=sentence,
        subject=names if tokens[who].pos == "PROPN" else canonical({tokens[who].lemma, *compounds}),
        verb=next(iter(canonical({lemma}))),
        beside=beside,
        denied=_negated(tokens, verb) != (denier is not None),
        denier=denier is not None,
        start=min(spread),
        told=min([verb, *leading]),
        end=max(spread) + 1,
    )


def _negated(tokens: Sequence[Token], verb: int) -> bool:
    return any(t.head == verb and (t.dep == "neg" or t.lemma.lower() in _NOT) for t in tokens)


def _is_open(tokens: Sequence[Token], verb: int) -> bool:
    """Whether it is only possible, planned, or asked."""
    own = [t for t in tokens if t.head == verb]
    modal = any(t.dep == "aux" and t.lemma.lower() in _UNCERTAIN for t in own)
    return modal or any(t.dep == "mark" and t.lemma.lower() in _OPEN for t in own)


def _below(tokens: Sequence[Token], top: int) -> list[int]:
    """The token and what hangs on it, side clauses and further main clauses left out."""
    found, waiting = [], [top]
    while waiting:
        at = waiting.pop()
        found.append(at)
        waiting.extend(
            i for i, t in enumerate(tokens) if t.head == at and i != at and t.dep not in _ASIDE and not _is_clause(t)
        )
    return sorted(found)


def _is_clause(token: Token) -> bool:
    return token.dep == "ccomp" or (token.dep == "conj" and token.pos in {"VERB", "AUX"})
