"""Happenings told in a side clause that gives their day by another's: "..., a day after the river burst its banks".

The clause is printed word for word as a sentence of its own, so its subject must be named and its verb past.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from coranto.compose.material import PoolSentence
from coranto.types import Evidence, Statement, Token

_DAYS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_LEAD = re.compile(r"\b(a|one|two|three|four|five) days? after\s", re.IGNORECASE)


def earlier_events(pooled: PoolSentence) -> list[tuple[str, Statement]]:
    """Dates with the statements that "N days after" clauses make; none where the sentence's own day is open.

    A sentence in the present tense ("The visit comes a day after ...") is of its day of publication.
    """
    sentence = pooled.sentence
    found = []
    for match in _LEAD.finditer(sentence.text):
        day = _own_day(pooled)
        clause = _clause(sentence.tokens, sentence.start + match.end())
        if day is None or clause is None:
            continue
        start, end = clause
        article = pooled.source.article
        text = (article.title if sentence.field == "title" else article.text)[start:end]
        evidence = Evidence(source=pooled.source.n, field=sentence.field, start=start, end=end, quote=text)
        happened = day - timedelta(days=_DAYS[match[1].lower()])
        words = text[:1].upper() + text[1:]
        statement = Statement(text=f"{words.rstrip(' .,;')}.", evidence=(evidence,), form="verbatim")
        found.append((happened.isoformat(), statement))
    return found


def _own_day(pooled: PoolSentence) -> date | None:
    if pooled.scheduled or pooled.sentence.field == "title":
        return None
    if len(pooled.day_value) == 10:
        return date.fromisoformat(pooled.day_value)
    present = any(t.dep == "ROOT" and t.tag in ("VBZ", "VBP") for t in pooled.sentence.tokens)
    return pooled.source.article.published_at.date() if present and not pooled.day_value else None


def _clause(tokens: tuple[Token, ...], start: int) -> tuple[int, int] | None:
    """The span of a whole clause that begins at an offset: named subject, past verb, nothing left over."""
    first = next((i for i, token in enumerate(tokens) if token.start >= start), None)
    if first is None:
        return None
    verb = first
    for _ in range(len(tokens)):
        if tokens[verb].pos == "VERB" and verb != first:
            break
        if tokens[verb].head == verb:
            return None
        verb = tokens[verb].head
    under = [i for i in range(first, len(tokens)) if _below(tokens, i, verb)]
    if not under or tokens[verb].tag != "VBD" or under != list(range(first, under[-1] + 1)):
        return None
    subject = next((i for i in under if tokens[i].dep in ("nsubj", "nsubjpass") and tokens[i].head == verb), None)
    if subject is None or tokens[subject].pos not in ("NOUN", "PROPN"):
        return None
    if any((tokens[i].pos == "PRON" and tokens[i].dep != "poss") or tokens[i].dep == "neg" for i in under):
        return None
    end = under[-1]
    while end > first and tokens[end].pos == "PUNCT":
        end -= 1
    return tokens[first].start, tokens[end].end


def _below(tokens: tuple[Token, ...], at: int, top: int) -> bool:
    for _ in range(len(tokens)):
        if at == top:
            return True
        if tokens[at].head == at:
            return False
        at = tokens[at].head
    return False
