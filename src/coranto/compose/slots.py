"""Figures that can be compared between articles: which slot a number fills (dead, injured, magnitude ...).

"Number and noun" alone raises false alarms, so only slots that news keeps counting are typed, and only where the
words around a figure say which slot it fills: a slot is found by a pattern over the sentence with the figure masked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coranto.compose.slot_table import SLOTS, Slot
from coranto.types import Quantity, Sentence, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that fills a slot in one sentence."""

    slot: Slot
    quantity: Quantity

    @property
    def printed(self) -> str:
        """The figure with its limiting words, as the sentence has it."""
        return printed_figure(self.quantity)


def printed_figure(quantity: Quantity) -> str:
    """A figure with its limiting words, as the sentence has it."""
    if quantity.hedge and quantity.hedge.lower() not in quantity.text.lower():
        return f"{quantity.hedge} {quantity.text}"
    return quantity.text


MEASURED = frozenset({"magnitude", "rain"})
"""Slots of one true value that several bodies measure; the others count."""
SEVERAL_BODIES = frozenset({"rain", "crowd"})
"""Slots that two bodies may give differently in one article; between articles they may be of other places."""
_LENGTH = re.compile(r"^(?:mm|cm|millimet|centimet|inch|in$|litre|liter)", re.I)
_LEADS_ASIDE = frozenset("after before amid following since despite".split())
_PARTIAL = re.compile(r"(?:of (?:whom|which|them)|among (?:them|the dead)|including|aftershock\w*|foreshock\w*)", re.I)
_SIGN = re.compile(r"\b(?:sign|signs|signed|signing|signature|signatures|ink|inked)\b", re.I)
_WHOLE_LIFE = re.compile(
    r"\b(?:this year|so far this|since (?:19|20)\d\d|every year|each year|annually|in (?:1[89]|20)\d\d)\b"
)


def find_figures(sentence: Sentence, quantities: Sequence[Quantity]) -> tuple[Figure, ...]:
    """The figures of this sentence that fill a slot, in order; parts ("34 of them") and yearly sums are left out."""
    text = sentence.text
    if _WHOLE_LIFE.search(text):
        return ()
    found = []
    for quantity in sorted(quantities, key=lambda q: q.start):
        start, end = quantity.start - sentence.start, quantity.end - sentence.start
        if not 0 <= start < end <= len(text) or _is_part(text, start, end):
            continue
        masked = re.sub(r"\s+", " ", f"{text[:start]}§{text[end:]}")
        for slot in SLOTS:
            if slot.name in MEASURED:
                if slot.name == "rain" and not _LENGTH.match(quantity.unit or quantity.noun):
                    continue
            elif quantity.unit or quantity.value != int(quantity.value):
                continue
            if slot.name == "signed" and not _SIGN.search(text):
                continue
            if any(pattern.search(masked) for pattern in slot.patterns):
                found.append(Figure(slot=slot, quantity=quantity))
                break
    return tuple(found)


def apart(first: Quantity, second: Quantity) -> bool:
    """Whether the intervals that two figures allow ("more than 10": above 10) have nothing in common."""
    return first.high < second.low or second.high < first.low


def in_aside(sentence: Sentence, at: int) -> bool:
    """Whether a figure stands in a relative clause ("a raid that left 32 dead"), where it may count another event."""
    tokens = sentence.tokens
    place = next((i for i, t in enumerate(tokens) if t.start <= at < t.end), None)
    for _ in range(len(tokens)):
        if place is None or tokens[place].head == place:
            return False
        if tokens[place].dep == "relcl":
            return True
        place = tokens[place].head
    return False


def in_side_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a token stands in a side clause ("after ...", "who ..."), which tells of another happening."""
    for _ in range(len(tokens)):
        if tokens[place].head == place:
            return False
        if tokens[place].dep in {"advcl", "relcl", "acl"} or tokens[place].text.lower() in _LEADS_ASIDE:
            return True
        place = tokens[place].head
    return False


def _is_part(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 24) : start], text[end : end + 16]
    if re.search(r"aftershock|foreshock", text, re.I):
        return True
    return bool(
        _PARTIAL.search(before)
        or re.match(r" (?:of (?:them|whom|the|these|those|its|his|her|which)|more|others)\b", after)
    )
