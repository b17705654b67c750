"""Reads, by the parse, what each figure of a sentence counts and in which clause it stands.

Figures of different articles may be compared only where both count the same thing in the same way, and neither the
counted noun nor the verb alone says that: "31 leaks reported" has nothing to do with "31 leaks repaired".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coranto.compose.likeness import canonical
from coranto.compose.material import PoolSentence
from coranto.compose.slots import find_figures
from coranto.types import Quantity, Sentence, Token

NO_THING = frozenset(
    """number total toll count figure tally size amount sum level people person man woman percent other part half share
    one time year month week day hour minute""".split()
)
"""Nouns that do not say what is counted."""
_INSIDE = frozenset({"nummod", "compound", "quantmod", "amod", "advmod"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_FINITE_PAST = frozenset({"VBD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One figure with its clause.

    ``role`` is the preposition before it ("to", "from", "at"), "object", "subject" or ""; ``verb`` the lemma of the
    verb over it, ``place`` that verb's index in the sentence (None without one). ``noun`` is the lemma of what is
    counted. ``subject`` and ``object`` are the telling lemmas of the verb's other noun phrases.
    """

    quantity: Quantity
    role: str
    verb: str
    place: int | None
    noun: str
    subject: frozenset[str]
    object: frozenset[str]


def counts_of(sentence: PoolSentence, *, typed: bool = False) -> tuple[Count, ...]:
    """The counts of a sentence, in order; figures that fill a typed slot are left to ``disputes`` unless ``typed``."""
    return counts_in(sentence.sentence, sentence.quantities, typed=typed)


def counts_in(sentence: Sentence, quantities: Sequence[Quantity], *, typed: bool = False) -> tuple[Count, ...]:
    """The same for any sentence of an article and its quantities."""
    slots = {figure.quantity for figure in find_figures(sentence, quantities)}
    return tuple(_count(q, sentence.tokens) for q in quantities if typed or q not in slots)


def phrase(tokens: Sequence[Token], head: int) -> frozenset[str]:
    """The telling lemmas of a noun phrase: its head, what is compounded with it, and what it is "of"."""
    found = [tokens[head].lemma.lower()] if tokens[head].pos in {"NOUN", "PROPN"} else []
    for i, token in enumerate(tokens):
        if token.head != head or i == head:
            continue
        if token.dep == "compound" and token.pos in {"NOUN", "PROPN"}:
            found.append(token.lemma.lower())
        elif token.dep == "prep" and token.text.lower() == "of":
            for j, inner in enumerate(tokens):
                if inner.head == i and inner.dep == "pobj" and j != i:
                    found.extend(phrase(tokens, j))
    return frozenset(canonical(lemma for lemma in found if lemma not in NO_THING))


def beside(tokens: Sequence[Token], place: int, deps: frozenset[str]) -> int | None:
    """The first token of one of these roles under the token at ``place``."""
    return next((i for i, t in enumerate(tokens) if t.head == place and t.dep in deps and i != place), None)


def is_done(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb tells a deed of the past ("rose", "were cut"), and not how things stand ("has risen", "are")."""
    token = tokens[place]
    helpers = [t for t in tokens if t.head < len(tokens) and tokens[t.head] is token and t.dep.startswith("aux")]
    if any(t.lemma.lower() == "have" for t in helpers):
        return False
    return any(t.tag in _FINITE_PAST for t in helpers or [token])


def _count(quantity: Quantity, tokens: Sequence[Token]) -> Count:
    at = next((i for i, t in enumerate(tokens) if t.start <= quantity.start < t.end), None)
    role, place = _role(tokens, at) if at is not None else ("", None)
    subject = beside(tokens, place, _SUBJECT) if place is not None else None
    target = beside(tokens, place, frozenset({"dobj"})) if place is not None else None
    return Count(
        quantity=quantity,
        role=role,
        verb=tokens[place].lemma.lower() if place is not None else "",
        place=place,
        noun=next(iter(canonical([quantity.noun])), "") if quantity.noun else "",
        subject=phrase(tokens, subject) if subject is not None else frozenset(),
        object=phrase(tokens, target) if target is not None else frozenset(),
    )


def _role(tokens: Sequence[Token], at: int) -> tuple[str, int | None]:
    """How a number hangs on its verb, and where that stands."""
    for _ in range(4):
        if tokens[at].dep not in _INSIDE or tokens[at].head == at:
            break
        at = tokens[at].head
    dep, head = tokens[at].dep, tokens[at].head
    if dep in _SUBJECT:
        return "subject", head
    if dep in {"dobj", "attr", "oprd"}:
        return "object", head
    if dep in {"pobj", "npadvmod"}:
        word = tokens[head].text.lower() if dep == "pobj" else ""
        for _ in range(6):
            if tokens[head].pos in {"VERB", "AUX"} or tokens[head].head == head:
                break
            head = tokens[head].head
        return word, head if tokens[head].pos in {"VERB", "AUX"} else None
    return "", head if tokens[head].pos in {"VERB", "AUX"} else None
