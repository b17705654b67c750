"""Finds plans that were called off or put off later, so that no page announces them any longer.

"A strike on Friday" is no news once the strike is off, and a timeline that has it as scheduled sends people home from
an open door.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coranto.compose.counts import is_done
from coranto.compose.material import PoolSentence
from coranto.compose.whereabouts import is_later
from coranto.types import Sentence, Token

_ENDS = frozenset("cancel scrap postpone abandon shelve reschedule".split())
_WITH_OFF = frozenset("call put".split())
_LATER = frozenset("put postpone reschedule".split())
_PUTS = re.compile(r"\bput off\b|\b(?:postpon|reschedul)\w+", re.I)
_AHEAD = re.compile(
    r"\b(?:will|would|is to|are to|to be|due|plan(?:s|ned)?|scheduled|set (?:to|for)|expected|ready (?:to|for))\b"
    r"|\bto [a-z]+ on\b"
    r"|\b(?:call(?:s|ed)|announce(?:s|d)|threaten(?:s|ed)?) (?:a|an|its|their|to)\b",
    re.I,
)
_PLANS = frozenset("plan schedule call announce expect threaten prepare set".split())
_OFF = re.compile(
    r"\b(?:call\w*|put) off\b|\b(?:cancel\w*|scrap\w*|postpon\w+|abandon\w*|shelv\w+|reschedul\w+)\b", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledOff:
    """What a sentence of an article says is off: the lemma of the thing, "strike"; ``later`` if it is only put off.

    ``shown`` is a sentence of that article that is in the pool, ``day`` the day on which it was called off, or "".
    """

    shown: PoolSentence
    thing: str
    later: bool
    day: str


def find_called_off(pool: Sequence[PoolSentence]) -> tuple[tuple[PoolSentence, PoolSentence], ...]:
    """Each announcement of something that a later article says is off, with a sentence of that article.

    That it is only put off is old, too, once it is off for good.
    """
    ends = _ends(pool)
    found = []
    for old in pool:
        ending = [e for e in ends if is_later(e.shown, old) and _names(old, e)]
        if _PUTS.search(old.content):
            ending = [e for e in ending if not e.later]
        elif _OFF.search(old.content) or not _announces(old):
            continue
        if ending:
            newest = min(ending, key=lambda e: (e.shown.source.n, e.shown.sentence.index))
            found.append((old, newest.shown))
    return tuple(found)


def _ends(pool: Sequence[PoolSentence]) -> list[CalledOff]:
    """What any prose sentence of the pool's articles says is off, whether it can stand on a page or not."""
    by_place = {(s.source.n, s.sentence.index): s for s in pool}
    first: dict[int, PoolSentence] = {}
    for pooled in pool:
        first.setdefault(pooled.source.n, pooled)
    found = []
    for n, shown in sorted(first.items()):
        for sentence in shown.source.analysis.sentences:
            if sentence.noise is None:
                found.extend(_ends_in(sentence, by_place.get((n, sentence.index)), shown))
    return found


def _with_off(tokens: Sequence[Token], place: int) -> bool:
    return any(t.head == place and t.dep in {"prt", "advmod"} and t.text.lower() == "off" for t in tokens)


def _ends_in(sentence: Sentence, pooled: PoolSentence | None, shown: PoolSentence) -> list[CalledOff]:
    tokens = sentence.tokens
    day = pooled.day_value if pooled is not None and not pooled.scheduled and len(pooled.day_value) == 10 else ""
    found = []
    for place, token in enumerate(tokens):
        lemma = token.lemma.lower()
        if lemma not in _ENDS and not (lemma in _WITH_OFF and _with_off(tokens, place)):
            continue
        if token.pos not in {"VERB", "AUX"} or token.dep == "relcl" or _is_doubtful(tokens, place):
            continue
        thing = _thing(tokens, place)
        if thing is not None:
            found.append(CalledOff(shown=pooled or shown, thing=thing, later=lemma in _LATER, day=day))
    return found


def _is_doubtful(tokens: Sequence[Token], place: int) -> bool:
    """ "Could be called off", "refused to cancel", "did not put off"."""
    beside = [t for i, t in enumerate(tokens) if t.head == place and i != place]
    if any(t.dep == "neg" or t.tag == "MD" or (t.dep == "mark" and t.text.lower() in {"if", "unless"}) for t in beside):
        return True
    return any(t.tag == "TO" and t.dep == "aux" for t in beside)


def _thing(tokens: Sequence[Token], place: int) -> str | None:
    """The one thing that a verb of ending has for its object; "120 flights" are some of many, and no plan."""
    roles = [i for i, t in enumerate(tokens) if t.head == place and i != place and t.dep in {"dobj", "nsubjpass"}]
    passive_headline = tokens[place].dep == "acl" and tokens[place].tag in {"VBN", "VBD"}
    at = roles[0] if roles else tokens[place].head if passive_headline else None
    if at is None and tokens[place].tag in {"VBN", "VBD"} and not roles:
        # "Launch put off again": the parser takes the participle of a headline for a verb with a subject
        at = next((i for i, t in enumerate(tokens) if t.head == place and t.dep == "nsubj" and i < place), None)
    if at is None or tokens[at].tag not in {"NN", "NNP"} or tokens[at].pos not in {"NOUN", "PROPN"}:
        return None
    if any(t.head == at and t.dep == "nummod" for t in tokens):
        return None
    return tokens[at].lemma.lower()


def _names(old: PoolSentence, ending: CalledOff) -> bool:
    """Whether a sentence speaks of the thing, and before it was off: "a strike on Friday", "to strike on Friday"."""
    if ending.day and ending.day < old.source.article.published_at.date().isoformat():
        return False
    return any(t.lemma.lower() == ending.thing and t.pos in {"NOUN", "PROPN", "VERB"} for t in old.sentence.tokens)


def _announces(old: PoolSentence) -> bool:
    return old.scheduled or bool(_AHEAD.search(old.content)) if old.is_title else _looks_ahead(old)


def _looks_ahead(old: PoolSentence) -> bool:
    """Whether its own clause announces; "met two days before the planned strike" tells what was done."""
    tokens = old.sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is not None and old.attribution is not None:
        root = next((i for i, t in enumerate(tokens) if t.head == root and t.dep == "ccomp"), root)
    if root is None:
        return False
    helped = any(t.head == root and t.dep.startswith("aux") and t.tag in {"MD", "TO"} for t in tokens)
    return helped or tokens[root].lemma.lower() in _PLANS or (old.scheduled and not is_done(tokens, root))
