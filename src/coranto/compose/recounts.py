"""Finds figures that later reports have overtaken, though none says so: 20 sheds lost, then 71; a tenth full, now half.

Two figures are compared where both count the same things as having had the same done to them, or give the same share or
area. That may be two events of one kind; so the older is only set aside and not printed as a dispute, unless the later
one is told as the sum of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from coranto.compose.counts import NO_THING, Count, counts_in
from coranto.compose.likeness import canonical
from coranto.compose.material import PoolSentence
from coranto.compose.revised import Replaced
from coranto.compose.slots import in_aside
from coranto.compose.tallies import quantities_by_sentence
from coranto.compose.whereabouts import homes_of, is_elsewhere, is_later, places_in
from coranto.types import Quantity, Sentence, Token

WITHIN = timedelta(days=7)
"""So long after a count another one of its kind is no longer the same count."""
_AREAS = frozenset({"hectare", "acre", "km2", "square kilometer", "square kilometre", "square mile", "sq km"})
_COVERS = frozenset(
    "cover burn grow reach spread scorch char destroy consume blacken swell expand put estimate stand be".split()
)
_SHARE = re.compile(
    r"^ (?:of it )?(?P<state>(?:un)?contained|completed?|finished|full|controlled|restored|vaccinated)\b", re.I
)
_IN_ALL = re.compile(
    r"\b(?:a total of|in total|in all|altogether|so far|since|by now|(?:has|have) (?:now )?(?:been|risen|grown))\b",
    re.I,
)
_OF_WHOLE = re.compile(r"^ of (?:the |its |their )?(?P<whole>\d+|[a-z]+)\b", re.I)
_REST = re.compile(r"\b(?:last|remaining|other|final)\s*$", re.I)
_ALL = re.compile(r"\b(?:all|all of the|every one of the)\s*$", re.I)
_KEPT = frozenset("hold keep detain miss trap strand hostage captive missing trapped stranded".split())
_ENDED = frozenset(
    "free release return arrive hand exchange rescue find reunite land reopen evacuate bring come fly walk".split()
)
_PLAIN = frozenset("be have do say make get take give see hold include involve remain".split())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Telling:
    """A sentence of an article with what it counts. ``shown`` is it in the pool, or the first that stands for it."""

    sentence: Sentence
    quantities: tuple[Quantity, ...]
    counts: tuple[Count, ...]
    shown: PoolSentence
    where: frozenset[str]


def find_recounted(pool: Sequence[PoolSentence]) -> tuple[Replaced, ...]:
    """Every figure of the pool that a later article's figure of the same kind overtakes, in the order of the pool.

    Of a count the later one must be higher, of an area as well; a share may be any other. A partial count is overtaken
    where the rest or all are told, and those held where as many are told to be free. The later sentence need not be
    one that can stand on a page.
    """
    every = list(_tellings(pool))
    homes = homes_of(pool)
    found = []
    for old in (t for t in every if t.shown.sentence is t.sentence):
        for new in every:
            gap = new.shown.source.article.published_at - old.shown.source.article.published_at
            if not is_later(new.shown, old.shown) or gap > WITHIN:
                continue
            apart = is_elsewhere(old.where, new.where, homes[new.shown.source.n])
            apart = apart or is_elsewhere(new.where, old.where, homes[old.shown.source.n])
            made = _overtaken(old, new, elsewhere=apart)
            if made is not None:
                found.append(_as_shown(made, every))
                break
    return tuple(found)


def _tellings(pool: Sequence[PoolSentence]) -> Iterable[Telling]:
    """Every sentence with figures of the pool's articles, newest article first."""
    in_pool = {(s.source.n, s.sentence.index): s for s in pool}
    first: dict[int, PoolSentence] = {}
    for pooled in pool:
        first.setdefault(pooled.source.n, pooled)
    for n, head in sorted(first.items()):
        by_sentence = quantities_by_sentence(head.source)
        for sentence in head.source.analysis.sentences:
            quantities = tuple(by_sentence.get(sentence.index, ()))
            if quantities and (sentence.noise is None or sentence.field == "title"):
                yield Telling(
                    sentence=sentence,
                    quantities=quantities,
                    counts=counts_in(sentence, quantities),
                    shown=in_pool.get((n, sentence.index), head),
                    where=places_in(head.source, sentence),
                )


def _as_shown(made: Replaced, every: Sequence[Telling]) -> Replaced:
    """With a sentence of the pool that has the later figure; without one there is nothing to print, and no noun."""
    if not made.noun or made.now.sentence == made.new.sentence.index:
        return made
    for telling in every:
        shown = telling.shown.sentence is telling.sentence and is_later(telling.shown, made.old)
        same = [q for q in telling.quantities if q.value == made.now.value and q.noun == made.now.noun]
        if shown and same:
            return replace(made, new=telling.shown, now=same[0])
    return replace(made, noun="")


def _overtaken(old: Telling, new: Telling, *, elsewhere: bool) -> Replaced | None:
    for was in old.counts:
        for now in new.counts:
            if any(q.value == now.quantity.value for q in old.quantities):
                continue
            measured = (_same_share(old, was, new, now) or _larger_area(was, now)) and _is_named_in(old, new)
            if measured or (not elsewhere and _larger_count(old, was, new, now)):
                noun = _printed(old, was.noun) if not measured and _IN_ALL.search(new.sentence.text) else ""
                return Replaced(old=old.shown, new=new.shown, was=was.quantity, now=now.quantity, noun=noun)
    if _rest_is_told(old, new) or _are_free(old, new):
        return Replaced(old=old.shown, new=new.shown, was=old.quantities[0], now=new.quantities[0], noun="")
    return None


def _is_named_in(old: Telling, new: Telling) -> bool:
    """Whether the later article speaks of a place of the older sentence: another fire burns elsewhere."""
    text = f"{new.shown.source.article.title}\n{new.shown.source.article.text}".lower()
    return not old.where or any(place in text for place in old.where)


def _same_share(old: Telling, was: Count, new: Telling, now: Count) -> bool:
    if was.quantity.unit != "percent" or now.quantity.unit != "percent":
        return False
    one, two = _state(old, was.quantity), _state(new, now.quantity)
    return bool(one) and one == two and was.quantity.value != now.quantity.value


def _state(telling: Telling, quantity: Quantity) -> str:
    found = _SHARE.match(telling.sentence.text[quantity.end - telling.sentence.start :])
    return found["state"].lower().removesuffix("d") if found else ""


def _larger_area(was: Count, now: Count) -> bool:
    one, two = was.quantity, now.quantity
    if one.unit not in _AREAS or one.unit != two.unit or not one.high < two.low:
        return False
    return was.verb in _COVERS and now.verb in _COVERS


def _larger_count(old: Telling, was: Count, new: Telling, now: Count) -> bool:
    if was.quantity.unit or now.quantity.unit or not was.noun or was.noun != now.noun or was.noun in NO_THING:
        return False
    if not was.quantity.high < now.quantity.low or in_aside(new.sentence, now.quantity.start):
        return False
    done = _done_to(old, was) & _done_to(new, now)
    return bool(done) and not _is_part(old, was.quantity) and not _is_part(new, now.quantity)


def _done_to(telling: Telling, count: Count) -> frozenset[str]:
    """The verbs of which the counted thing is the object: "were cancelled", "had to cancel", "homes destroyed"."""
    tokens = telling.sentence.tokens
    at = next((i for i, t in enumerate(tokens) if t.start >= count.quantity.start and _is(t, count.noun)), None)
    if at is None:
        return frozenset()
    verbs = {
        tokens[i].lemma.lower() for i, t in enumerate(tokens) if t.head == at and t.dep == "acl" and t.tag == "VBN"
    }
    head, token = tokens[at].head, tokens[at]
    if token.dep in {"pobj"} and tokens[head].text.lower() == "of" and _is(tokens[tokens[head].head], "total"):
        token = tokens[tokens[head].head]
        head = token.head
    if token.dep in {"dobj", "nsubjpass"}:
        verbs.add(tokens[head].lemma.lower())
    if token.dep == "nsubj" and tokens[head].lemma.lower() == "have":
        verbs |= {t.lemma.lower() for t in tokens if t.head == head and t.dep == "xcomp" and t.tag == "VBN"}
    return frozenset(canonical(verbs - _PLAIN))


def _is(token: Token, noun: str) -> bool:
    return noun in canonical([token.lemma])


def _is_part(telling: Telling, quantity: Quantity) -> bool:
    return _OF_WHOLE.match(telling.sentence.text[quantity.end - telling.sentence.start :]) is not None


def _rest_is_told(old: Telling, new: Telling) -> bool:
    """ "Three of seven miners are out" beside "the last four of seven", or "all seven"; only where no day dates it."""
    if old.sentence.field == "text" and old.shown.day_value:
        return False
    for part in old.quantities:
        for whole in old.quantities:
            if not part.end < whole.start or not _is_part(old, part) or not part.value < whole.value:
                continue
            for now in new.quantities:
                before = new.sentence.text[: now.start - new.sentence.start]
                if _REST.search(before) and now.value + part.value == whole.value:
                    return True
                if _ALL.search(before) and now.value == whole.value:
                    return True
    return False


def _are_free(old: Telling, new: Telling) -> bool:
    """ "Holds 48 soldiers" beside "48 soldiers arrived": as many of the same are no longer held."""
    tokens = old.sentence.tokens
    root = next((t for i, t in enumerate(tokens) if t.head == i), None)
    if root is None or root.tag not in {"VBZ", "VBP"}:
        return False
    if not _KEPT & {t.lemma.lower() for t in tokens if t.pos in {"VERB", "ADJ", "NOUN"}}:
        return False
    if (
        not _ENDED & {t.lemma.lower() for t in new.sentence.tokens if t.pos == "VERB"}
        or new.shown.scheduled
        or new.shown.negated
    ):
        return False
    held = {(q.value, q.noun) for q in old.quantities if q.noun and q.value > 1}
    return any((q.value, q.noun) in held for q in new.quantities)


def _printed(telling: Telling, noun: str) -> str:
    return next((t.text for t in telling.sentence.tokens if noun and _is(t, noun)), "")
