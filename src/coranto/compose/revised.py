"""Finds figures that a later article has replaced, whatever they count: "the number of leaks has risen to 31".

Typed slots (``slots``) know what news keeps counting. Everything else has only its own words to say that a figure is
no longer the last: a verb of change, "from 20 to 31", or the same outlet's count of the same thing under way. Where
none of these is there, two figures are two figures, and nothing is taken from the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from coranto.compose.counts import NO_THING, Count, counts_of, is_done
from coranto.compose.likeness import canonical
from coranto.compose.material import PoolSentence
from coranto.compose.revisions import Revision, find_revisions
from coranto.compose.slots import find_figures
from coranto.compose.whereabouts import homes_of, is_elsewhere, is_later, places_in, share_a_name
from coranto.types import Quantity

_MEASURES = frozenset("concern cover affect include involve comprise apply amount stand be total number".split())
_PART = re.compile(
    r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) of|of (?:the|those|these|them))\s*$", re.I
)
_PART_AFTER = re.compile(
    r" (?:of (?:them|whom|the|these|those|its|which|all|\d+)|(?:\w+ )?(?:more|new|further|additional|others?))\b"
)
LEAST_PART = 100
"""A part of a replaced figure from which its value alone is known again in another sentence."""
_DEADLINE = re.compile(r"\b(?:by|until|till|before|from|since|after)(?: the)?(?: (?:end|start|middle) of)?\s*$", re.I)
NEXT_COUNT, ANOTHER_TIME = timedelta(hours=6), timedelta(days=7)
"""After the first an outlet's figure for the same thing is a new count, after the second perhaps of another event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A figure that no longer stands: the sentence that gives it, and the later one that says so with its figure.

    ``noun`` is the word, as printed, for what is counted; "" where it is not a count of things.
    """

    old: PoolSentence
    new: PoolSentence
    was: Quantity
    now: Quantity
    noun: str


def find_replaced(pool: Sequence[PoolSentence]) -> tuple[Replaced, ...]:
    """Every figure that a later article of the story replaces, in the order of the pool."""
    counts = {id(s): counts_of(s) for s in pool}
    places = {id(s): places_in(s.source, s.sentence) for s in pool}
    homes = homes_of(pool)
    revisions = find_revisions(pool)
    tolls = {id(s): _tolls(s) for s in pool}
    found = []
    for old in pool:
        for count in counts[id(old)]:
            if _is_part(old, count.quantity) or _is_of_a_period(old):
                continue
            new = _revised(old, count, revisions, places, homes) or _recounted(old, count, pool, counts, places, homes)
            if new is not None:
                found.append(new)
                break
        else:
            overtaken = _passed(old, pool, tolls)
            if overtaken is not None:
                found.append(overtaken)
    return tuple(found) + _with_it(pool, counts, found)


def _with_it(
    pool: Sequence[PoolSentence], counts: Mapping[int, Sequence[Count]], replaced: Sequence[Replaced]
) -> tuple[Replaced, ...]:
    """What else an older article tells of a replaced figure: "of the 900 lamps", and the parts it gives of it."""
    done = {id(each.old) for each in replaced}
    found: list[Replaced] = []
    parts: list[tuple[float, frozenset[str], Replaced]] = []
    for old in pool:
        for each in replaced:
            if id(old) in done or not is_later(each.new, old) or any(q.value == each.now.value for q in old.quantities):
                continue
            same_report = old.is_title and old.source.n == each.old.source.n
            same = [q for q in old.quantities if q.value == each.was.value]
            if any((q.noun and q.noun == each.was.noun) or same_report for q in same):
                found.append(replace(each, old=old, noun=""))
                done.add(id(old))
                parts += [
                    (q.value, places_in(old.source, old.sentence), each)
                    for q in old.quantities
                    if LEAST_PART <= q.value < each.was.value
                ]
    for old in pool:
        for value, where, each in parts:
            if id(old) in done or not is_later(each.new, old) or not any(q.value == value for q in old.quantities):
                continue
            if places_in(old.source, old.sentence) & where or (
                old.is_title and any(old.source.n == f.old.source.n for f in found)
            ):
                found.append(replace(each, old=old, noun=""))
                done.add(id(old))
    return tuple(found)


def _revised(
    old: PoolSentence,
    count: Count,
    revisions: Sequence[Revision],
    places: Mapping[int, frozenset[str]],
    homes: Mapping[int, frozenset[str]],
) -> Replaced | None:
    for revision in revisions:
        new = revision.shown
        if not is_later(new, old) or not _other(old, count.quantity, revision.now):
            continue
        if not _fits(count, revision) or not _direction(count.quantity, revision) or _is_dated_deed(old, count):
            continue
        if is_elsewhere(places[id(old)], revision.where, homes[new.source.n]):
            continue
        # a dispute can only show a sentence that has the new figure
        noun = _printed_noun(old, count) if revision.now.sentence == new.sentence.index else ""
        return Replaced(old=old, new=new, was=count.quantity, now=revision.now, noun=noun)
    return None


def _fits(count: Count, revision: Revision) -> bool:
    """Whether a figure is of what has changed: it counts the thing, or is what the thing amounts to."""
    things = revision.things
    same_old = revision.was is not None and revision.was.value == count.quantity.value
    if count.quantity.unit or revision.now.unit:
        measured = count.object or count.subject
        if count.quantity.unit != revision.now.unit:
            return same_old and count.noun in things
        # a "mortgage rate" is not the rate that was raised
        return bool(measured & things) and (same_old or measured <= things)
    if revision.now.noun and not canonical([revision.now.noun]) <= things | {count.noun, "unit"}:
        return False
    if count.noun in things or count.verb in things:
        return True
    return bool(count.subject & things) and count.verb in _MEASURES


def _direction(was: Quantity, revision: Revision) -> bool:
    if revision.was is not None and revision.was.value == was.value:
        return True
    if revision.rising is None:
        return revision.was is None
    return was.value < revision.now.value if revision.rising else was.value > revision.now.value


def _recounted(
    old: PoolSentence,
    count: Count,
    pool: Sequence[PoolSentence],
    counts: Mapping[int, Sequence[Count]],
    places: Mapping[int, frozenset[str]],
    homes: Mapping[int, frozenset[str]],
) -> Replaced | None:
    """A later count of the same thing: equal noun and verb, of the same outlet, told as how things stand by then."""
    if not count.noun or count.noun in NO_THING or count.quantity.unit or not count.verb or _is_dated_deed(old, count):
        return None
    for new in sorted(pool, key=lambda s: (s.source.n, s.sentence.index)):
        if new.source.origin != old.source.origin or not is_later(new, old):
            continue
        gap = new.source.article.published_at - old.source.article.published_at
        same_head = old.is_title and new.is_title and _same_headline(old, new)
        if (gap < NEXT_COUNT and not same_head) or gap > ANOTHER_TIME:
            continue
        for other in counts[id(new)]:
            if other.noun != count.noun or other.verb != count.verb or other.quantity.unit:
                continue
            if not _other(old, count.quantity, other.quantity) or _is_part(new, other.quantity):
                continue
            standing = other.place is not None and not is_done(new.sentence.tokens, other.place)
            if not same_head and (not standing or new.is_title or new.scheduled):
                continue
            if is_elsewhere(places[id(old)], places[id(new)], homes[new.source.n]):
                continue
            if count.subject and other.subject and not count.subject & other.subject and count.role != "subject":
                continue
            return Replaced(old=old, new=new, was=count.quantity, now=other.quantity, noun=_printed_noun(old, count))
    return None


def _passed(
    old: PoolSentence, pool: Sequence[PoolSentence], tolls: Mapping[int, Sequence[tuple[str, Count]]]
) -> Replaced | None:
    """A lower toll of the same people beside a later one in a side clause: "after which 63 guests fell ill".

    ``disputes`` reads no tolls in side clauses, since "a raid that left 32 dead" may be another; here the noun and the
    verb, or the slot's own words, are the same.
    """
    mine = tolls[id(old)]
    for new in sorted(pool, key=lambda s: (s.source.n, s.sentence.index)):
        if not mine or not is_later(new, old) or not share_a_name(old, new):
            continue
        if places_in(old.source, old.sentence) != places_in(new.source, new.sentence):
            continue
        for slot, count in mine:
            for other_slot, other in tolls[id(new)]:
                same = slot == other_slot and count.noun == other.noun and count.noun not in NO_THING | {""}
                if same and count.quantity.high < other.quantity.low and not _is_part(old, count.quantity):
                    return Replaced(old=old, new=new, was=count.quantity, now=other.quantity, noun="")
    return None


def _tolls(sentence: PoolSentence) -> list[tuple[str, Count]]:
    slots = {f.quantity: f.slot for f in find_figures(sentence.sentence, sentence.quantities)}
    counts = counts_of(sentence, typed=True)
    return [(slots[c.quantity].name, c) for c in counts if c.quantity in slots and slots[c.quantity].grows]


def _same_headline(old: PoolSentence, new: PoolSentence) -> bool:
    """Whether a house has sent a headline again with other figures."""
    one = canonical(old.core) - {q.text.lower() for q in old.quantities}
    other = canonical(new.core) - {q.text.lower() for q in new.quantities}
    return len(one & other) >= 3 and len(one & other) >= 0.7 * len(one)


def _other(old: PoolSentence, was: Quantity, now: Quantity) -> bool:
    """Whether the figures exclude each other and the old sentence does not print the new one as well."""
    if was.unit != now.unit and was.unit and now.unit:
        return False
    if all(q.value != now.value for q in old.quantities):
        return was.high < now.low or now.high < was.low or was.value < now.low
    return False


def _is_part(sentence: PoolSentence, quantity: Quantity) -> bool:
    text = sentence.sentence.text
    before = text[: quantity.start - sentence.sentence.start]
    after = text[quantity.end - sentence.sentence.start :]
    return bool(_PART.search(before) or _PART_AFTER.match(after))


def _is_of_a_period(sentence: PoolSentence) -> bool:
    """ "In September", "last year": a figure of its own period, which the next period's does not replace."""
    start, text = sentence.sentence.start, sentence.sentence.text
    return any(
        t.kind == "date"
        and t.precision in {"month", "year"}
        and t.value
        and not _DEADLINE.search(text[: max(0, t.start - start)])
        for t in sentence.timexes
    )


def _is_dated_deed(sentence: PoolSentence, count: Count) -> bool:
    """ "Crews closed 40 wells on Monday": done on its day, and true whatever was done later."""
    if sentence.is_title or count.place is None or not is_done(sentence.sentence.tokens, count.place):
        return False
    spans = (
        sentence.attribution.content if sentence.attribution else ((sentence.sentence.start, sentence.sentence.end),)
    )
    return any(
        t.kind == "date" and t.precision == "day" and any(a <= t.start < b for a, b in spans) for t in sentence.timexes
    )


def _printed_noun(sentence: PoolSentence, count: Count) -> str:
    if not count.noun or count.quantity.unit:
        return ""
    after = [t for t in sentence.sentence.tokens if t.start >= count.quantity.end]
    return next((t.text for t in after[:5] if count.noun in canonical([t.lemma])), "")
