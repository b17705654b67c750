"""Binds an accusation to its answer: "X said ... . Y denied this." is printed whole, in order, or not at all.

The second sentence cannot stand alone, since "this" is the first. So a page would print the accusation and withhold
the denial, which does to somebody what no editor may do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coranto.compose.edits import passage, statement_of
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.reading import Reading, read_source
from coranto.compose.relative_dates import absolute_dates
from coranto.compose.standalone import quoted_spans
from coranto.types import Sentence, Statement, Token

MOST_WORDS = 80
"""Words of an accusation and its answer together."""
SHORT_ANSWER = 6
"""Words up to which an answer only says that it is one, and the sentence after it says what."""
_DENIES = frozenset("deny reject dispute contest refute dismiss contradict rebut".split())
_NOT = frozenset("confirm acknowledge admit".split())
_POINTS = frozenset("this that it them these those".split())
_SAID = frozenset("claim allegation accusation charge report account assertion statement criticism suggestion".split())
_GOES_ON = re.compile(r"^(?:He|She|It|They|His|Her|Its|Their)\b")


def answers_after(reading: Reading, sentence: Sentence) -> tuple[Sentence, ...]:
    """The sentences right after this one, in its paragraph, that deny it; empty where nobody does."""
    following = [
        s
        for s in reading.sentences[sentence.index + 1 : sentence.index + 3]
        if s.field == "text" and s.paragraph == sentence.paragraph
    ]
    if sentence.field != "text" or not following or not denies(following[0]) or denies(sentence):
        return ()
    short = len(following[0].text.split()) <= SHORT_ANSWER
    goes_on = len(following) > 1 and _GOES_ON.match(following[1].text) and not _is_open(following[1].text)
    return tuple(following[: 2 if short and goes_on else 1])


def denies(sentence: Sentence) -> bool:
    """Whether the main clause denies what was just said, and nothing that the sentence itself names."""
    tokens = sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i and t.pos in {"VERB", "AUX"}), None)
    if root is None:
        return False
    lemma = tokens[root].lemma.lower()
    negated = any(t.head == root and t.dep == "neg" for t in tokens)
    if lemma == "disagree":
        return not any(t.head == root and t.dep == "prep" for t in tokens)
    if not ((lemma in _DENIES and not negated) or (lemma in _NOT and negated)):
        return False
    target = next((i for i, t in enumerate(tokens) if t.head == root and t.dep == "dobj"), None)
    return target is not None and _points_back(tokens, target)


def with_answer(reading: Reading, pooled: PoolSentence, answers: Sequence[Sentence]) -> Statement | None:
    """The sentence's statement and what answers it, on one passage; None where the two cannot be printed together."""
    words = sum(len(s.text.split()) for s in (pooled.sentence, *answers))
    if words > MOST_WORDS or any(_is_open(s.text) for s in answers):
        return None
    statement = pooled.statement
    for answer in answers:
        changes, reason = absolute_dates(reading, answer, quoted_spans(reading, answer))
        if reason is not None:
            return None
        second = statement_of(reading.source, "text", answer.start, answer.end, changes)
        statement = replace(
            statement,
            text=f"{statement.text} {second.text}",
            evidence=statement.evidence + second.evidence[1:],
            edits=statement.edits + second.edits,
            form="edited" if statement.edits or second.edits else "verbatim",
        )
    whole = passage(reading.source, "text", pooled.sentence.start, answers[-1].end)
    return replace(statement, evidence=(whole, *statement.evidence[1:]))


def told_with_answers(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, in which whatever is denied right after it is told with the denial.

    What somebody says and another denies keeps those sentences alone that say both; a sentence with which its denial
    cannot be printed goes, and a claim of nothing else comes back ``stale``. The denial is no claim of its own then.
    """
    readings: dict[int, Reading] = {}
    found = []
    for claim in claims:
        told: list[PoolSentence] = []
        for pooled in claim.sentences:
            n = pooled.source.n
            if n not in readings:
                readings[n] = read_source(pooled.source)
            answers = answers_after(readings[n], pooled.sentence)
            statement = with_answer(readings[n], pooled, answers) if answers else pooled.statement
            if statement is not None:
                told.append(replace(pooled, statement=statement) if answers else pooled)
        accused = [s for s in told if s.answered and s.speaker]
        kept = tuple(accused or told)
        if not kept:
            found.append(replace(claim, stale=claim.stale or "who denies it cannot be printed with it"))
        elif kept == claim.sentences:
            found.append(claim)
        else:
            origins = claim.origins & {s.source.origin for s in kept}
            found.append(replace(claim, sentences=kept, origins=origins))
    return _without_lone_answers(found)


def _without_lone_answers(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without sentences that only answer one with which they are told already, which weighs as much then."""
    told = {(s.source.n, s.sentence.index) for claim in claims for s in claim.sentences if s.answered}
    weights: dict[tuple[int, int], float] = {}
    found = []
    for claim in claims:
        kept = tuple(s for s in claim.sentences if s.after is None or (s.source.n, s.after) not in told)
        for s in claim.sentences:
            if s.after is not None and (s.source.n, s.after) in told:
                weights[s.source.n, s.after] = max(claim.weight, weights.get((s.source.n, s.after), 0.0))
        if kept:
            found.append(claim if len(kept) == len(claim.sentences) else replace(claim, sentences=kept))
    heavier = [
        replace(
            c, weight=max([c.weight, *(weights.get((s.source.n, s.sentence.index), c.weight) for s in c.sentences)])
        )
        for c in found
    ]
    return tuple(sorted(heavier, key=lambda c: (-c.weight, c.best.source.n, c.best.sentence.index)))


def _points_back(tokens: Sequence[Token], target: int) -> bool:
    """ "This", "that", "the accusation", "the claims": what was said, with nothing after it that says what."""
    token = tokens[target]
    if token.text.lower() in _POINTS:
        return not any(t.head == target and t.dep in {"relcl", "acl", "prep"} for t in tokens)
    beside = [t for t in tokens if t.head < len(tokens) and tokens[t.head] is token and t is not token]
    known = any(t.dep == "det" and t.text.lower() in {"the", "this", "that", "these", "those"} for t in beside)
    return token.lemma.lower() in _SAID and known and not any(t.dep in {"relcl", "acl", "prep"} for t in beside)


def _is_open(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”") or text.rstrip().endswith("?")
