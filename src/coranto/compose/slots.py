"""Figures that can be compared between articles: which slot a number fills (dead, injured, magnitude ...).

"Number and noun" alone raises false alarms, so only slots that news keeps counting are typed, and only where the
words around a figure say which slot it fills: a slot is found by a pattern over the sentence with the figure masked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coranto.types import Quantity, Sentence, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A thing that is counted or measured once an event. ``grows``: a later, higher figure replaces an earlier one.

    ``about`` names it for readers, ``words`` is the pattern that a sentence speaking of it matches in any wording.
    """

    name: str
    about: str
    grows: bool
    words: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]


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


_HEDGE = (
    r"(?:(?:at least|more than|over|about|around|some|nearly|almost|up to|as many as|approximately|roughly|an estimated"
    r"|fewer than|less than|close to|another|a total of|no fewer than) )?"
)
# What may stand between a figure and its word; 'of' would make it a part of the dead, a digit another figure.
_STOP = (
    r"(?:of|hours?|minutes?|days?|weeks?|months?|years?|km|kilomet\w+|miles?|homes?|houses?|buildings?|schools?|times|more|others"
    r"|additional|further|percent|per|other|after|before|while|survivors?|sign\w*|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|countries|sides|leaders|presidents|ministers)"
)
_GAP = rf"(?:(?!{_STOP}\b)[^\W\d_][\w'’-]* ){{0,4}}?"
_BE = (
    r"(?:(?:were|was|are|is|have|had|has|been|being|still|reported|feared|confirmed|left|now|also|remain|remained"
    r"|listed|as) )*"
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text.replace("GAP", _GAP).replace("HEDGE", _HEDGE).replace("BE", _BE), re.I)


def _counted(done: str, doing: str, noun: str) -> tuple[re.Pattern[str], ...]:
    """ "31 people were killed", "killing at least 31", "the number of dead rose to 31"."""
    reach = r"[^.;:§]{0,70}?\b(?:to|at|of|is|was|as|reach\w*|hit|hits|pass\w*|top\w*|exceed\w*|stood at|past|above|,) "
    return (
        _pattern(rf"§ GAPBE(?:{done})\b"),
        _pattern(rf"\b(?:{doing}) HEDGE§"),
        _pattern(rf"\b(?:number|count|tally|total) of (?:[\w'’-]+ ){{0,2}}?(?:{done}|{noun})\b{reach}HEDGE§"),
    )


SLOTS: tuple[Slot, ...] = (
    Slot(
        name="dead",
        about="Number of dead",
        grows=True,
        words=re.compile(
            r"\b(?:kill\w*|dead|deaths?|die[sd]?|dying|toll|fatalit\w+|perish\w*|lives|bodies|count)\b", re.I
        ),
        patterns=(
            *_counted("killed|dead|died|perished|fatalities|deaths?|lost their lives", "kill(?:s|ed|ing)?", "deaths"),
            _pattern(
                r"\btoll\b[^.;:§]{0,70}?\b(?:to|at|of|is|was|as|reach\w*|hits?|pass\w*|tops?|exceeds?|above) HEDGE§"
            ),
            _pattern(r"\bclaim(?:s|ed|ing)? (?:the lives of )?HEDGE§ (?:lives|people)?"),
        ),
    ),
    Slot(
        name="injured",
        about="Number of injured",
        grows=True,
        words=re.compile(r"\b(?:injur\w+|wound\w*|hurt|hospitals?|hospitali[sz]ed)\b", re.I),
        patterns=(
            *_counted("injured|wounded|hurt", "injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?", "injuries"),
            _pattern(r"§ GAPBE(?:also )?(?:taken|rushed|brought) to (?:[a-z]+ ){0,2}hospitals?\b"),
            _pattern(r"§ GAPBEhospitali[sz]ed\b"),
        ),
    ),
    Slot(
        name="missing",
        about="Number of missing",
        grows=False,
        words=re.compile(r"\b(?:missing|unaccounted)\b", re.I),
        patterns=_counted("missing|unaccounted", "missing", "missing"),
    ),
    Slot(
        name="ill",
        about="Number of ill",
        grows=True,
        words=re.compile(r"\b(?:ill|sick\w*|infect\w+|cases|patients)\b", re.I),
        patterns=(
            *_counted(
                "ill|infected|sick|fallen ill|fell ill|taken ill|sickened",
                "infect(?:s|ed|ing)|sicken(?:s|ed|ing)",
                "ill",
            ),
            _pattern(
                r"§ (?:people|guests|children|pupils|residents|passengers)\b[^.,;:§]{0,50}? "
                r"BE(?:fallen|fell|taken) ill\b"
            ),
            _pattern(
                r"\bnumber of people who (?:have |had )?(?:fallen|fell) ill\b[^.;:§]{0,50}?"
                r"\b(?:to|at|is|was|reached|passed) HEDGE§"
            ),
        ),
    ),
    Slot(
        name="rescued",
        about="Number of rescued",
        grows=True,
        words=re.compile(r"\b(?:rescu\w+|saved|survivors?)\b", re.I),
        patterns=_counted("rescued|pulled to safety", "rescu(?:es|ed|ing)", "rescued"),
    ),
    Slot(
        name="arrested",
        about="Number of arrests",
        grows=True,
        words=re.compile(r"\b(?:arrest\w*|detain\w*|custody)\b", re.I),
        patterns=_counted(
            "arrested|detained|taken into custody|arrests", "arrest(?:s|ed|ing)|detain(?:s|ed|ing)", "arrests"
        ),
    ),
    Slot(
        name="evacuated",
        about="Number of people evacuated",
        grows=True,
        words=re.compile(r"\b(?:evacuat\w+|displac\w+|homeless)\b", re.I),
        patterns=_counted(
            "evacuated|displaced|homeless", "evacuat(?:es|ed|ing)|displac(?:es|ed|ing)", "evacuees|displaced"
        ),
    ),
    Slot(
        name="magnitude",
        about="Magnitude",
        grows=False,
        words=re.compile(r"\b(?:magnitude|quake|earthquake|seism\w+|richter)\b", re.I),
        patterns=(
            _pattern(r"\bmagnitude[- ](?:of )?HEDGE§"),
            _pattern(r"\bmagnitude (?:(?:was|is|at|to|as|measured|estimated|put) )+HEDGE§"),
            _pattern(r"\bmagnitude\b[^.,;:§]{0,30}? (?:at|to|as|was|is) HEDGE§"),
            _pattern(r"§[- ]magnitude\b"),
        ),
    ),
    Slot(
        name="customers",
        about="Number of people whose data were exposed",
        grows=True,
        words=re.compile(r"\b(?:data|breach\w*|hack\w*|expos\w+|stolen|leak\w*|compromis\w+|copied)\b", re.I),
        patterns=(
            _pattern(
                r"\b(?:data|details|records|information|names|addresses|numbers|accounts)\b "
                r"(?:on|of|from|belonging to) HEDGE§ (?:[a-z]+ )?(?:customers|people|users|consumers|clients|patients"
                r"|members|accounts|subscribers|guests|passengers)\b"
            ),
            _pattern(
                r"§ (?:[a-z]+ )?(?:customers|people|users|consumers|clients|patients|accounts|subscribers|guests) "
                r"BE(?:affected|exposed|hit|compromised)\b"
            ),
            _pattern(r"\btotal (?:to|at) HEDGE§ (?:[a-z]+ )?(?:people|customers|users|consumers|clients|accounts)\b"),
            _pattern(r"\bbreach (?:count|total|tally|toll)\b[^.;:§]{0,20}? (?:to|at|of) HEDGE§"),
        ),
    ),
    Slot(
        name="rain",
        about="Rainfall",
        grows=False,
        words=re.compile(r"\b(?:rain\w*|millimet\w+|mm|gauges?)\b", re.I),
        patterns=(
            _pattern(r"§[ -](?:[a-z]+ )?(?:of )?(?:rain|rainfall)\b"),
            _pattern(r"§ [a-z]+ (?:had fallen|have fallen|fell)\b"),
            _pattern(r"\brain(?:fall)?\b[^.;:§]{0,20}? (?:at|to|of|was|as) HEDGE§"),
            _pattern(r"\bgauges?\b[^.;:§]{0,60}?\b(?:recorded|measured|showed|registered|gave|read) HEDGE§"),
        ),
    ),
    Slot(
        name="crowd",
        about="Number of demonstrators",
        grows=False,
        words=re.compile(r"\b(?:protest\w*|demonstrat\w+|march\w*|rall(?:y|ied|ies)|crowd\w*|turnout)\b", re.I),
        patterns=(
            _pattern(r"§ GAP(?:protesters|demonstrators|marchers)\b"),
            _pattern(
                r"§ GAP(?:people|supporters|workers|students)? ?(?:BE)"
                r"(?:marched|demonstrated|protested|rallied|took to the streets)\b"
            ),
            _pattern(r"\bcrowd (?:at|put at|estimated at) HEDGE§"),
        ),
    ),
    Slot(
        name="signed",
        about="Documents signed",
        grows=True,
        words=re.compile(r"\b(?:memorand\w+|mous?|agreements?|documents?|deals|accords?|treaties|pacts?)\b", re.I),
        patterns=(
            _pattern(
                r"§ GAP(?:memorandums?|memoranda|mous?|agreements|documents|deals|accords|treaties|pacts|contracts)\b"
            ),
        ),
    ),
)
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
