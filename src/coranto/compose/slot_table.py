"""The table of slots: what news keeps counting, and the words around a figure that say which of them it fills.

``slots`` reads a sentence with it. "Number and noun" alone raises false alarms, so only what is listed here is
compared; a slot is found by a pattern over the sentence with the figure masked as §.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


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
_HOMES = r"(?:homes|houses|buildings|structures)"


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
        name="homes",
        about="Number of homes lost",
        grows=True,
        words=re.compile(r"\b(?:homes?|houses?|buildings?|structures?)\b", re.I),
        patterns=(
            _pattern(
                rf"§ (?:[a-z]+ ){{0,2}}?{_HOMES} BE(?:destroyed|lost|burne?[dt](?: down)?|flattened|level+ed|gutted)\b"
            ),
            _pattern(
                r"\b(?:destroy(?:s|ed|ing)|flatten(?:s|ed|ing)|gut(?:s|ted|ting)|level+(?:s|ed|ing)|lost|claim(?:s|ed|ing)"
                rf"|burn(?:s|ed|t|ing)(?: down)?) HEDGE§ (?:[a-z]+ ){{0,2}}?{_HOMES}\b"
            ),
            _pattern(rf"\b{_HOMES} (?:destroyed|lost) (?:at|to) HEDGE§"),
            _pattern(
                rf"\b(?:number|count|total) of {_HOMES} (?:destroyed|lost)\b[^.;:§]{{0,40}}?\b(?:to|at|of|is|was) "
                "HEDGE§"
            ),
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
