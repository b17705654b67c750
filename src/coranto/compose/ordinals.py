"""Which one of a row a sentence speaks of: "the 12th package" and "the 13th package" are two things.

Everything else in two such sentences may be the same, and often is: what comes in a row is reported in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coranto.types import Token

_WORDS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
_VALUE = {word: place for place, word in enumerate(_WORDS, 1)}
_FIGURE = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$", re.I)
_NO_ROW = frozenset("time day night week month year hour half place century minute day floor grade birthday".split())
"""Nouns of time and place, of which one event has several."""


def in_a_row(tokens: Sequence[Token]) -> Mapping[str, frozenset[int]]:
    """By noun, the ordinals that stand before it with at most two words between: {"package": {12}}."""
    found: dict[str, set[int]] = {}
    for place, token in enumerate(tokens):
        figure = _FIGURE.match(token.text)
        value = int(figure[1]) if figure else _VALUE.get(token.text.lower())
        if value is None:
            continue
        for other in tokens[place + 1 : place + 4]:
            if other.pos == "NOUN" and other.dep not in {"compound", "nmod"}:
                if other.lemma.lower() not in _NO_ROW:
                    found.setdefault(other.lemma.lower(), set()).add(value)
                break
            if other.pos not in {"ADJ", "NOUN", "PROPN", "NUM"}:
                break
    return {noun: frozenset(values) for noun, values in found.items()}


def are_others(first: Mapping[str, frozenset[int]], second: Mapping[str, frozenset[int]]) -> bool:
    """Whether two sentences speak of different ones of one row."""
    return any(noun in second and not values & second[noun] for noun, values in first.items())
