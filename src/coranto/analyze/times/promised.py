"""Whether a day stands under what somebody agreed, ordered or promised to do: "agreed to stop firing on Saturday".

Such a verb is past and its infinitive is not, and the day may belong to either. The calendar decides: news tells of
yesterday's agreement, seldom of one six days old, so the farther the past day, the likelier the coming one.
"""

from __future__ import annotations

import re
from datetime import date

from coranto.analyze.times.tense import governing_verb
from coranto.types import Sentence

_COMMITS = frozenset(
    """agree promise pledge vow offer decide vote order ask urge allow permit authorise authorize threaten demand tell
    instruct clear invite propose choose resolve oblige require direct""".split()
)
_AT_A_MEETING = re.compile(
    r"\b(?:at|in|during|after) (?:an? |the |their |its |his |her )?(?:[\w-]+ ){0,2}"
    r"(?:meeting|summit|session|sitting|hearing|talks|vote|congress|conference|call|speech|statement) on $",
    re.I,
)
"""Where it was agreed: the day of that is the deed's."""
RECENT = 2
"""Days back within which the deed itself is taken for news of that day."""


def is_ahead(sentence: Sentence, start: int, end: int, *, today: date, weekday: int) -> bool:
    """Whether a weekday at sentence.text[start:end] below a verb of the past means the coming one.

    It does where the last such day is over ``RECENT`` days gone; where the verb that commits has a day of its own,
    ``tense`` has decided already. ``weekday`` counts from Monday, 0.
    """
    gone = (today.weekday() - weekday) % 7
    if _AT_A_MEETING.search(sentence.text[:start]):
        return False
    return gone > RECENT and _is_promised(sentence, start, end)


def _is_promised(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the day stands behind the infinitive of a verb of the past that commits somebody to it."""
    tokens = sentence.tokens
    at = governing_verb(tokens, sentence.start + start, sentence.start + end) if tokens else None
    if at is None:
        return False
    while tokens[at].dep in {"conj", "xcomp", "ccomp", "advcl"} and tokens[at].lemma.lower() not in _COMMITS:
        if tokens[at].head == at or tokens[tokens[at].head].pos not in {"VERB", "AUX"}:
            return False
        at = tokens[at].head
    if tokens[at].lemma.lower() not in _COMMITS or tokens[at].tag not in {"VBD", "VBN"}:
        return False
    between = [i for i in range(at + 1, len(tokens)) if tokens[i].end <= sentence.start + start]
    if any(tokens[i].text in {";", ",", "after", "when"} for i in between):
        return False
    return any(tokens[i].tag == "VB" and tokens[i - 1].text.lower() == "to" for i in between)
