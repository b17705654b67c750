"""Finds partial counts that a fuller one has overtaken: "with 30 percent of votes counted", "by 11 p.m.", "so far".

A partial count says itself that it will not last. It was true at its hour and may stand in the timeline under it, but
beside the result it only confuses, the more so as a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.compose.counts import NO_THING, Count, counts_of
from coranto.compose.material import PoolSentence
from coranto.compose.whereabouts import homes_of, is_elsewhere, is_later, places_in, share_a_name

_BALLOTS = r"(?:votes?|ballots?|polling (?:stations?|places?)|precincts?|districts?|constituencies|boxes)"
_SHARE = re.compile(
    rf"\b(?P<n>\d+(?:\.\d+)?)\s?(?:percent|per cent|%)\s+of\s+(?:the\s+|all\s+)?{_BALLOTS}\b[^.;,]{{0,25}}?"
    r"\b(?:counted|reporting|reported|tallied|in)\b",
    re.I,
)
_EARLY = re.compile(
    rf"\b(?:early|partial|preliminary|provisional|incomplete|first) (?:results?|returns|counts?|projections?)\b"
    r"|\bexit polls?\b"
    rf"|\b(?:leads?|led|leading|ahead) (?:in )?(?:the )?(?:early )?(?:count|vote count|results)\b"
    rf"|\b(?:counting|the count) (?:would|will) (?:go on|continue)\b|\bas (?:\w+ ){{0,2}}{_BALLOTS} (?:came|come) in\b"
    r"|\blead\b[^.;]{0,40}\b(?:narrow\w*|shr[aiu]nk\w*|widen\w*|grew|grows?|slip\w*|holds?)\b",
    re.I,
)
_SEAT = r"(?:election|presidency|vote|race|seat|mayoralty|run-?off|referendum)"
_FULL = re.compile(
    rf"\ball (?:the )?(?:\w+ )?{_BALLOTS}\b[^.;,]{{0,20}}\b(?:counted|reported|in)\b"
    r"|\b(?:final|official) (?:results?|count|tally)\b|\bre-?elected\b|\b(?:been |was |were )?elected (?:\w+ ){1,4}"
    rf"|\bw(?:ins?|on) (?:the )?[\w'’ ]{{0,40}}{_SEAT}\b|\bwon \d[\d.]*(?:%| per ?cent)",
    re.I,
)
_WAITING = re.compile(
    r"\b(?:final|full|official|complete) (?:results?|count|tally) (?:(?:is|are|was|were) )?"
    r"(?:by|on|due|expected|later|within|until|before|in)\b",
    re.I,
)
_NOT_YET = re.compile(
    r"\b(?:claim\w*|declar\w+ (?:him|her|it|them)sel\w+|if|would|could|may|might|expected|projected|set to|hop\w+)\b",
    re.I,
)
_SO_FAR = re.compile(
    r"\bso far\b|\bby (?:(?:about |around )?\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|noon\b|midnight\b|dawn\b|nightfall\b"
    r"|(?:mid-?)?(?:morning|afternoon|evening)\b)|\b(?:hours?|minutes) before (?:the )?(?:polls? )?clos\w+",
    re.I,
)
_AT_FIRST = re.compile(r"\b(?:initially|at first|originally|earlier|previously)\b", re.I)
_HOLDS = frozenset("have receive get stand lead win take trail poll".split())
_PLAIN = frozenset("be have do say".split())


def find_overtaken_counts(pool: Sequence[PoolSentence]) -> tuple[tuple[PoolSentence, PoolSentence], ...]:
    """Each partial count that a later article of the story completes, with the sentence that does, by pool order."""
    votes = [(old, new) for old in pool if (new := _fuller_vote(old, pool)) is not None]
    done = {id(old) for old, _ in votes}
    found = []
    for old in pool:
        new = next(
            (new for known, new in votes if known is old or (id(old) not in done and _goes_with(old, known))), None
        )
        new = new or _fuller_count(old, pool)
        if new is not None:
            found.append((old, new))
    return tuple(found)


def _goes_with(sentence: PoolSentence, partial: PoolSentence) -> bool:
    """Whether a sentence stands under the same partial count: the article's headline, or a share beside it."""
    if sentence.source.n != partial.source.n or _is_result(sentence.sentence.text):
        return False
    if sentence.is_title:
        people = any(m.field == "title" and m.label == "person" for m in sentence.source.analysis.mentions)
        return partial.sentence.paragraph <= 1 and (not people or share_a_name(sentence, partial))
    beside = abs(sentence.sentence.paragraph - partial.sentence.paragraph) <= 1
    return beside and any(c.quantity.unit == "percent" and c.verb in _HOLDS for c in counts_of(sentence))


def _fuller_vote(old: PoolSentence, pool: Sequence[PoolSentence]) -> PoolSentence | None:
    """A later article's result, or its larger share of the votes counted, about somebody named in both."""
    text = old.sentence.text
    share = _share(text)
    waiting = _WAITING.search(text) is not None
    if (share is None and not waiting and not _EARLY.search(text)) or _is_result(text):
        return None
    later = [s for s in pool if is_later(s, old) and (waiting or share_a_name(s, old))]
    if share is not None:
        later += [s for s in pool if is_later(s, old) and (_share(s.sentence.text) or 0.0) > share and s not in later]
    for new in sorted(later, key=lambda s: (s.source.n, s.sentence.index)):
        if _is_result(new.sentence.text) or (share is not None and (_share(new.sentence.text) or 0.0) > share):
            return new
    return None


def _share(text: str) -> float | None:
    match = _SHARE.search(text)
    return float(match["n"]) if match else None


def _is_result(text: str) -> bool:
    if _NOT_YET.search(text) or _SHARE.search(text) or _WAITING.search(text):
        return False
    return bool(_FULL.search(text))


def _fuller_count(old: PoolSentence, pool: Sequence[PoolSentence]) -> PoolSentence | None:
    """A later article's other figure for the same noun and verb, or for the same subject."""
    if not _SO_FAR.search(old.sentence.text):
        return None
    mine = _all_counts(old)
    where, homes = places_in(old.source, old.sentence), homes_of(pool)
    for new in sorted(pool, key=lambda s: (s.source.n, s.sentence.index)):
        if not is_later(new, old) or _AT_FIRST.search(new.sentence.text):
            continue
        there = places_in(new.source, new.sentence)
        if is_elsewhere(where, there, homes[new.source.n]) or is_elsewhere(there, where, homes[old.source.n]):
            continue
        for count in mine:
            for other in _all_counts(new):
                if _same(count, other) and other.quantity.value != count.quantity.value:
                    return new
    return None


def _all_counts(sentence: PoolSentence) -> tuple[Count, ...]:
    return counts_of(sentence, typed=True)


def _same(old: Count, new: Count) -> bool:
    if old.quantity.unit != new.quantity.unit or (not old.quantity.unit and not old.quantity.value.is_integer()):
        return False
    if old.quantity.unit:
        return bool(old.subject & new.subject) and old.verb == new.verb
    if old.noun and old.noun == new.noun:
        if old.verb == new.verb and old.verb not in _PLAIN:
            return True
        # cases suspected and cases confirmed are two counts; the higher one has overtaken the lower in any case
        return old.noun not in NO_THING and new.quantity.value > old.quantity.value
    # "the number of leaks has risen to 31" counts leaks
    counted = bool(old.noun) and old.noun not in NO_THING and old.noun in new.subject and not new.noun
    return counted and new.quantity.value > old.quantity.value
