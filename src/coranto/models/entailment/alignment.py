"""A claim laid beside the sentences it was picked from: what was replaced, added, turned round, negated.

Words alone do not show a swap or a "not": the claim's words may all stand in the passage. So neighbours and order
count.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from difflib import SequenceMatcher

from coranto.models.entailment.evidence import Document
from coranto.models.entailment.lexicon import lexicon
from coranto.models.entailment.likeness import vector
from coranto.models.entailment.terms import Term

_FAMILY = {"number": 0, "date": 0, "name": 1, "noun": 2, "verb": 3, "adjective": 4, "adverb": 4}
_GROUPS = ("figure", "name", "noun", "verb", "modifier")
_PAIRS = tuple(
    (a, b)
    for line in """before after;up down;above below;over under;more less;more fewer;first last;all some;always never;
    least most;every some;many few;all none;still already""".replace("\n", "").split(";")
    for a, b in [line.split(), line.split()[::-1]]
)
_OPPOSITE_DEGREE = frozenset(_PAIRS)
_SAY = frozenset(
    """say tell add announce claim report confirm warn insist allege deny argue state explain admit acknowledge stress
    note declare vow pledge accord estimate suggest believe think predict expect""".split()
)

ALIGNMENT_NAMES: tuple[str, ...] = (
    "share_run",
    "share_pairs",
    "share_triples",
    "share_near",
    *(f"replaced_{g}" for g in _GROUPS),
    *(f"added_{g}" for g in _GROUPS),
    "replaced_alike",
    "replaced_unlike",
    "replaced_opposite",
    *(f"strange_{g}" for g in _GROUPS),
    "isolated",
    "negation_added",
    "negation_lost",
    "modal_added",
    "modal_lost",
    "degree_added",
    "degree_opposite",
    "names_turned",
    "order_turned",
    "saying_lost",
    "saying_added",
    "swapped_figure",
    "swapped_name",
    "swapped_word",
    "figure_strange",
    "figure_other_unit",
)


def align(claim: Sequence[Term], picked: Sequence[int], source: Document) -> list[float]:
    """The values of ``ALIGNMENT_NAMES`` for one sentence of a claim."""
    if not picked:
        return [0.0] * len(ALIGNMENT_NAMES)
    sentences = [source.sentences[n] for n in picked]
    best = sentences[0]
    mine = [t.key for t in claim]
    blocks = SequenceMatcher(None, mine, [t.key for t in best], autojunk=False).get_opcodes()
    replaced, added = [0.0] * 5, [0.0] * 5
    alike = unlike = opposite = 0.0
    keys = frozenset(t.key for s in sentences for t in s)
    in_best, in_claim = {t.key for t in best}, set(mine)
    swapped = [0.0] * 3
    for tag, i1, i2, j1, j2 in blocks:
        if tag not in {"replace", "insert", "delete"} or i1 == i2:
            continue
        theirs = [t for t in best[j1:j2] if t.is_content]
        for term in claim[i1:i2]:
            group = _FAMILY.get(term.kind, 2)
            if term.is_content and term.key in keys and term.key not in in_best:
                left_out = any(t.key not in in_claim and _FAMILY.get(t.kind, 2) == group for t in theirs)
                swapped[min(group, 2)] += left_out
            if not term.is_content or term.key in keys:
                continue
            if any(_FAMILY.get(t.kind, 2) == group for t in theirs):
                replaced[group] += 1
                a, b, c = _compare(term, theirs)
                alike, unlike, opposite = alike + a, unlike + b, opposite + c
            else:
                added[group] += 1
    return [
        max((i2 - i1 for tag, i1, i2, _, _ in blocks if tag == "equal"), default=0) / max(1, len(claim)),
        _grams(mine, sentences, 2),
        _grams(mine, sentences, 3),
        *_neighbours(claim, sentences),
        *replaced,
        *added,
        alike,
        unlike,
        opposite,
        *_strange(claim, sentences),
        *_governed(claim, sentences),
        *_turned(claim, best),
        *_saying(claim, best),
        *swapped,
        *_figures(claim, sentences),
    ]


def _compare(term: Term, theirs: Sequence[Term]) -> tuple[float, float, float]:
    relations = {lexicon().relation(term.key, t.key) for t in theirs}
    cosine = max(float(vector(term.text) @ vector(t.text)) for t in theirs)
    return float(cosine >= 0.5), float(cosine < 0.25), float("opposite" in relations)


def _grams(mine: Sequence[str], sentences: Sequence[Sequence[Term]], size: int) -> float:
    own = {tuple(mine[i : i + size]) for i in range(len(mine) - size + 1)}
    theirs = {tuple(t.key for t in s[i : i + size]) for s in sentences for i in range(len(s) - size + 1)}
    return len(own & theirs) / max(1, len(own))


def _neighbours(claim: Sequence[Term], sentences: Sequence[Sequence[Term]]) -> list[float]:
    """Share of neighbouring content words that stand near each other (4 content words) in some sentence."""
    own = [t.key for t in claim if t.is_content]
    near = _near_pairs(sentences)
    pairs = list(itertools.pairwise(own))
    return [sum(pair in near for pair in pairs) / max(1, len(pairs))]


def _near_pairs(sentences: Sequence[Sequence[Term]], reach: int = 4) -> set[tuple[str, str]]:
    near: set[tuple[str, str]] = set()
    for sentence in sentences:
        keys = [t.key for t in sentence if t.is_content]
        for i, a in enumerate(keys):
            for b in keys[i + 1 : i + 1 + reach]:
                near.add((a, b))
                near.add((b, a))
    return near


def _strange(claim: Sequence[Term], sentences: Sequence[Sequence[Term]]) -> list[float]:
    """Known words that stand beside none of their neighbours, by group; unknown words between two known ones."""
    near = _near_pairs(sentences, reach=6)
    keys = {t.key for s in sentences for t in s}
    own = [t for t in claim if t.is_content]
    strange = [0.0] * 5
    isolated = 0.0
    for i, term in enumerate(own):
        beside = [t for t in (own[i - 1] if i else None, own[i + 1] if i + 1 < len(own) else None) if t is not None]
        if term.key not in keys:
            isolated += bool(beside) and all(t.key in keys for t in beside)
        elif beside and not any((term.key, t.key) in near for t in beside if t.key in keys):
            strange[_FAMILY.get(term.kind, 2)] += any(t.key in keys for t in beside)
    return [*strange, isolated]


def _governed(claim: Sequence[Term], sentences: Sequence[Sequence[Term]]) -> list[float]:
    """Negations, modals and words of degree that stand before other words than in the evidence."""
    counts = []
    theirs = [t for s in sentences for t in s]
    known = {t.key for t in theirs if t.is_content}
    for kind in ("negation", "modal"):
        own, other = _under(claim, kind), _under(theirs, kind)
        added = sum(not (under & other) for under in own)
        first = {t.key for t in claim if t.is_content}
        mine = frozenset[str]().union(*own) if own else frozenset[str]()
        lost = sum(len(under & first) > 0 and not under & mine for under in _under_list(sentences[0], kind))
        counts += [float(added), float(lost)]
    degree = {t.key for t in theirs if t.kind == "degree"}
    new = [t.key for t in claim if t.kind == "degree" and t.key not in degree]
    turned = sum(any((key, other) in _OPPOSITE_DEGREE for other in degree) for key in new)
    return [*counts, float(len(new)), float(turned if known else 0)]


class _Under(list[frozenset[str]]):
    """The words that each negation or modal governs; ``&`` with a set asks for any of them."""

    def __rand__(self, words: frozenset[str]) -> bool:
        return any(words & own for own in self)


def _under(terms: Sequence[Term], kind: str) -> _Under:
    return _Under(_under_list(terms, kind))


def _under_list(terms: Sequence[Term], kind: str) -> list[frozenset[str]]:
    found = []
    for i, term in enumerate(terms):
        if term.kind == kind:
            after = [t.key for t in terms[i + 1 : i + 8] if t.is_content][:2]
            found.append(frozenset(after))
    return found


def _turned(claim: Sequence[Term], best: Sequence[Term]) -> list[float]:
    """Neighbouring names, and neighbouring content words, that stand the other way about in the best sentence."""
    place: dict[str, int] = {}
    for i, term in enumerate(best):
        place.setdefault(term.key, i)
    names = [place[t.key] for t in claim if t.kind == "name" and t.key in place]
    words = [place[t.key] for t in claim if t.is_content and t.key in place]
    return [
        float(sum(a > b for a, b in itertools.pairwise(names))),
        float(sum(a > b for a, b in itertools.pairwise(words))),
    ]


def _saying(claim: Sequence[Term], best: Sequence[Term]) -> list[float]:
    own = any(t.key in _SAY for t in claim)
    theirs = any(t.key in _SAY for t in best)
    return [float(theirs and not own), float(own and not theirs)]


def _figures(claim: Sequence[Term], sentences: Sequence[Sequence[Term]]) -> list[float]:
    """Figures of the evidence that have other neighbours in the claim on both sides; and another word after them."""
    strange = other_unit = 0
    for i, term in enumerate(claim):
        if term.kind != "number":
            continue
        own = _beside(claim, i)
        theirs = [_beside(s, j) for s in sentences for j, t in enumerate(s) if t.key == term.key]
        if theirs:
            strange += not any(own[0] & a or own[1] & b for a, b, _ in theirs)
            other_unit += bool(own[2]) and all(c and own[2] != c for _, _, c in theirs)
    return [float(strange), float(other_unit)]


def _beside(terms: Sequence[Term], i: int) -> tuple[set[str], set[str], str]:
    """The two words with meaning before and after a term, and the word right after it."""
    before = [t.key for t in terms[max(0, i - 5) : i] if t.kind not in {"function", "number"}][-2:]
    after = [t.key for t in terms[i + 1 : i + 6] if t.kind not in {"function", "number"}][:2]
    unit = terms[i + 1].key if i + 1 < len(terms) and terms[i + 1].kind != "function" else ""
    return set(before), set(after), unit
