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

from coranto.compose.counts import NO_THING, Count, counts_in, counts_of, is_done
from coranto.compose.likeness import canonical
from coranto.compose.material import PoolSentence
from coranto.compose.slots import find_figures
from coranto.compose.tallies import quantities_by_sentence
from coranto.types import Quantity, Sentence, Source

RISES = frozenset(
    "rise climb grow increase jump swell soar widen expand extend double triple reach pass top exceed surpass".split()
)
FALLS = frozenset("fall drop decline shrink sink lower reduce cut slip narrow decrease trim".split())
TURNS = frozenset("raise revise correct change adjust update amend".split())
"""Verbs of change, upwards, downwards, and either way."""
_STRAIGHT = frozenset("reach pass top exceed surpass".split())
_MEASURES = frozenset("concern cover affect include involve comprise apply amount stand be total number".split())
_EARLIER = re.compile(
    r"\b(?:earlier|previous|first|initial|original) (?:statement|report|count|estimate|figure|version|tally)\b"
    r"[^.;]{0,30}\b(?:spoke[n]?|given|gave|put|said|named|listed|counted|was|were)\b",
    re.I,
)
_PART = re.compile(
    r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) of|of (?:the|those|these|them))\s*$", re.I
)
LEAST_PART = 100
"""A part of a replaced figure from which its value alone is known again in another sentence."""
_WHERE = frozenset("in near off around outside across".split())
_SETTLED = frozenset("village town city port district province region island county state".split())
_NO_PLACE = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday""".split()
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Revision:
    """What a sentence says has changed: ``things`` to ``now``, from ``was`` where it says so; ``rising`` or not.

    ``shown`` is that sentence in the pool, or where it cannot stand on a page, the first of its article that can.
    """

    shown: PoolSentence
    where: frozenset[str]
    now: Quantity
    things: frozenset[str]
    rising: bool | None
    was: Quantity | None


def find_replaced(pool: Sequence[PoolSentence]) -> tuple[Replaced, ...]:
    """Every figure that a later article of the story replaces, in the order of the pool."""
    counts = {id(s): counts_of(s) for s in pool}
    places = {id(s): _places(s) for s in pool}
    homes = _homes(pool)
    revisions = _all_revisions(pool)
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
            overtaken = _passed(old, pool)
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
                    (q.value, _places(old), each) for q in old.quantities if LEAST_PART <= q.value < each.was.value
                ]
    for old in pool:
        for value, where, each in parts:
            if id(old) in done or not is_later(each.new, old) or not any(q.value == value for q in old.quantities):
                continue
            if _places(old) & where or (old.is_title and any(old.source.n == f.old.source.n for f in found)):
                found.append(replace(each, old=old, noun=""))
                done.add(id(old))
    return tuple(found)


def is_later(new: PoolSentence, old: PoolSentence) -> bool:
    """Whether an article was published after another, both at a certain time."""
    one, other = new.source.article, old.source.article
    return one.date_certain and other.date_certain and one.published_at > other.published_at


def share_a_name(first: PoolSentence, second: PoolSentence) -> bool:
    """Whether both name the same, if one of them in full and the other by the last word."""
    return bool({n.split()[-1].lower() for n in first.names if n} & {n.split()[-1].lower() for n in second.names if n})


def is_elsewhere(old: frozenset[str], new: frozenset[str], homes: frozenset[str]) -> bool:
    """Whether the older sentence speaks of a place that is neither in the newer one nor that of its whole article."""
    return bool(old - new - homes)


def _places(sentence: PoolSentence) -> frozenset[str]:
    return _places_in(sentence.source, sentence.sentence)


def _places_in(source: Source, sentence: Sentence) -> frozenset[str]:
    """Names of places in a sentence, and whatever name it has after "in", "near" or "the village of", in lower case."""
    mentions, tokens = source.analysis.mentions, sentence.tokens
    found = {m.entity.lower() for m in mentions if m.sentence == sentence.index and m.label == "place"}
    for token in tokens:
        if token.dep != "pobj" or token.pos != "PROPN" or token.text.lower() in _NO_PLACE:
            continue
        word = tokens[token.head]
        local = word.text.lower() in _WHERE
        local = local or (word.text.lower() == "of" and tokens[word.head].lemma.lower() in _SETTLED)
        if local and not any(token.text.lower() in name.split() for name in found):
            found.add(token.text.lower())
    return frozenset(found)


def _homes(pool: Sequence[PoolSentence]) -> Mapping[int, frozenset[str]]:
    """By source number, the places of its headline, first paragraph and dateline: where all of it happens."""
    found: dict[int, set[str]] = {}
    for sentence in pool:
        n = sentence.source.n
        if n in found:
            continue
        analysis = sentence.source.analysis
        tops = {s.index for s in analysis.sentences if s.field == "title" or s.paragraph == 0}
        found[n] = {m.entity.lower() for m in analysis.mentions if m.sentence in tops}
        if analysis.dateline is not None:
            found[n].add(analysis.dateline.place.lower())
    return {n: frozenset(names) for n, names in found.items()}


def _all_revisions(pool: Sequence[PoolSentence]) -> list[_Revision]:
    """What any prose sentence of the pool's articles says has changed, newest article first."""
    in_pool = {(s.source.n, s.sentence.index): s for s in pool}
    first: dict[int, PoolSentence] = {}
    for pooled in pool:
        first.setdefault(pooled.source.n, pooled)
    found = []
    for shown in sorted(first.values(), key=lambda s: (-s.source.article.published_at.timestamp(), s.source.n)):
        by_sentence = quantities_by_sentence(shown.source)
        for sentence in shown.source.analysis.sentences:
            if sentence.index in by_sentence and (sentence.noise is None or sentence.field == "title"):
                pooled_here = in_pool.get((shown.source.n, sentence.index), shown)
                found += _revisions(sentence, counts_in(sentence, by_sentence[sentence.index]), pooled_here)
    return found


def _revisions(sentence: Sentence, counts: Sequence[Count], shown: PoolSentence) -> list[_Revision]:
    where = _places_in(shown.source, sentence)
    found = []
    for count in counts:
        changes = count.verb in RISES | FALLS | TURNS and count.place is not None
        if changes and (count.role == "to" or (count.verb in _STRAIGHT and count.role == "object")):
            things = count.subject if not count.object or count.role == "object" else count.object
            rising = True if count.verb in RISES else False if count.verb in FALLS else None
            was = next((c.quantity for c in counts if c.role == "from" and c.place == count.place), None)
        elif count.role in {"object", "subject", ""} or count.verb == "be":
            was = _set_against(sentence, count, counts)
            things = (count.subject | frozenset({count.noun})) if was is not None else frozenset()
            rising = None
        else:
            continue
        if things - NO_THING - {""}:
            found.append(
                _Revision(
                    shown=shown,
                    where=where,
                    now=count.quantity,
                    things=things - NO_THING - {""},
                    rising=rising,
                    was=was,
                )
            )
    earlier = _EARLIER.search(sentence.text)
    if earlier and counts and sentence.start + earlier.end() <= counts[-1].quantity.start:
        found += _by_earlier_statement(sentence, counts[-1].quantity, shown, where)
    return found


def _set_against(sentence: Sentence, count: Count, counts: Sequence[Count]) -> Quantity | None:
    """The older figure in "12,000 tonnes, down from 15,000"."""
    for other in counts:
        before = sentence.text[: other.quantity.start - sentence.start]
        if other is count or other.quantity.start <= count.quantity.end:
            continue
        near = other.quantity.start - count.quantity.end <= 24
        if near and re.search(r"\b(?:up|down|instead of|rather than)\s*(?:from)?\s*$", before, re.I):
            return other.quantity
    return None


def _by_earlier_statement(
    sentence: Sentence, was: Quantity, shown: PoolSentence, where: frozenset[str]
) -> list[_Revision]:
    """ "An earlier statement had spoken of six": of what the sentence before counts."""
    analysis, index = shown.source.analysis, sentence.index - 1
    before = next((s for s in analysis.sentences if s.index == index and s.field == "text"), None)
    if before is None:
        return []
    return [
        _Revision(shown=shown, where=where, now=c.quantity, things=frozenset({c.noun}), rising=None, was=was)
        for c in counts_in(before, [q for q in analysis.quantities if q.sentence == index])[:1]
        if c.noun and c.noun not in NO_THING
    ]


def _revised(
    old: PoolSentence,
    count: Count,
    revisions: Sequence[_Revision],
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


def _fits(count: Count, revision: _Revision) -> bool:
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


def _direction(was: Quantity, revision: _Revision) -> bool:
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


def _passed(old: PoolSentence, pool: Sequence[PoolSentence]) -> Replaced | None:
    """A lower toll of the same people beside a later one in a side clause: "after which 63 guests fell ill".

    ``disputes`` reads no tolls in side clauses, since "a raid that left 32 dead" may be another; here the noun and the
    verb, or the slot's own words, are the same.
    """
    mine = _tolls(old)
    for new in sorted(pool, key=lambda s: (s.source.n, s.sentence.index)):
        if not mine or not is_later(new, old) or not share_a_name(old, new):
            continue
        for slot, count in mine:
            for other_slot, other in _tolls(new):
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
    return bool(
        _PART.search(before)
        or re.match(r" (?:of (?:them|whom|the|these|those|its|which|all|\d+)|more|others?)\b", after)
    )


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
