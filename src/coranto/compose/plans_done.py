"""Finds plans of articles that have no date which another article tells as carried out.

Without a date of publication nothing says that a report is the older one, but this does: what is still to come was
written before it was done. "Is expected to hit the coast" beside "hit the coast" is no news.
"""

from __future__ import annotations

from collections.abc import Sequence

from coranto.compose.likeness import canonical
from coranto.compose.material import PoolSentence
from coranto.compose.newsworth import main_verb
from coranto.compose.reports import announces, headline_reports, reports_done
from coranto.compose.whereabouts import share_a_name

SHARED = 1
"""Telling words besides the verb and the name by which the two must be of one matter."""
_INTENDS = frozenset("be expect plan schedule set due prepare brace forecast predict threaten aim intend".split())
_LEANS_TO = frozenset({"xcomp", "ccomp", "acl", "advcl"})


def find_plans_done(pool: Sequence[PoolSentence]) -> tuple[tuple[PoolSentence, PoolSentence], ...]:
    """Each plan of an undated article with the sentence of another article that tells it as done, by pool order."""
    done = [(s, canonical([main_verb(s)])) for s in pool if _is_done(s)]
    found = []
    for old in pool:
        planned = _planned(old) if not old.source.article.date_certain else ""
        if not planned:
            continue
        verb = canonical([planned])
        for new, theirs in done:
            if new.source.n == old.source.n or verb != theirs or not share_a_name(old, new):
                continue
            if len((canonical(old.core) & canonical(new.core)) - verb) >= SHARED:
                found.append((old, new))
                break
    return tuple(found)


def _is_done(sentence: PoolSentence) -> bool:
    if sentence.scheduled or sentence.negated or sentence.quotation:
        return False
    return headline_reports(sentence.sentence) if sentence.is_title else reports_done(sentence.sentence)


def _planned(sentence: PoolSentence) -> str:
    """The lemma of what is to be done: "will hit", "is expected to hit", "to hit"; "" where nothing is announced."""
    tokens = sentence.sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is None or sentence.negated:
        return ""
    if sentence.attribution is not None:
        root = next((i for i, t in enumerate(tokens) if t.head == root and t.dep == "ccomp"), root)
    if any(t.head == root and t.dep == "aux" and t.text.lower() in {"will", "'ll", "’ll"} for t in tokens):
        return tokens[root].lemma.lower()
    ahead = tokens[root].lemma.lower() in _INTENDS or (sentence.is_title and announces(sentence.sentence))
    for i, token in enumerate(tokens):
        to = any(t.head == i and t.tag == "TO" for t in tokens)
        if ahead and token.head == root and i != root and token.dep in _LEANS_TO and to:
            return token.lemma.lower()
    return ""
