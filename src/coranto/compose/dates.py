"""On which day that happened which a sentence reports, and how a date is written on a page.

A sentence may name several dates. Only the one on which its main statement hangs is the date of the event: not the day
on which it was said, not that of a side clause, not the one after which it came.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from coranto.compose.figure_dates import is_open
from coranto.compose.reports import SAYING, headline_reports, main_verbs, reports_done
from coranto.types import Precision, Sentence, Timex, Token

EventDay = tuple[str, Precision, bool]
"""The date, its precision, and whether it lies ahead of the article and is only announced."""

_PLANNING = frozenset(
    "plan expect schedule set slate aim intend prepare hope due agree promise vow pledge decide want begin start "
    "be".split()
)
_NOT_ON = frozenset(
    "after before since until till from by following through despite prior ahead of for beyond than".split()
)
_HOURS = frozenset("dawn daybreak sunrise noon dusk sunset nightfall midnight".split())
"""Before dawn on Wednesday is on Wednesday."""
_QUALIFIES = frozenset({"compound", "nmod", "amod", "nummod"})
_SIDE = frozenset({"relcl", "acl", "advcl", "csubj", "csubjpass", "appos", "poss"})
_NOT_ON_TITLE = re.compile(
    r"\b(?:after|before|since|until|till|from|by|through|following|for|during)\s+(?:late |early )?$", re.I
)
_LINKING = frozenset("follow precede recall mark commemorate echo resemble replace".split())
_APPOINTS = re.compile(
    r"\b(?:(?:is|are|was|were|been|stays?|stayed|remains?) (?:now )?(?:due|planned|slated|called|expected)|set|fixed"
    r"|scheduled)\b[^.;,:]{0,50}?\b(?:for|on|as|to \w+ (?:on|by|in)) (?:the )?$"
    r"|\b(?:will|must|(?:is|are|has|have) to|ha(?:s|ve) until) [^.;,:]{1,60}?\bby (?:the )?$|\bha(?:s|ve) until $"
)
"""Words by which a day to come is given to a thing, whoever sets it."""
_MEASURE = re.compile(r"\d ?%|\bper ?cent\b", re.I)
"""What a share came to over a month is news on the day on which that was told."""
_COMPARING = frozenset("compare contrast".split())
"""Verbs that set a thing beside an earlier one: their dates are of the earlier one."""
"""Verbs between two happenings: a date of the second is not that of the first."""
_MEANWHILE = frozenset("when as while".split())
"""What happened when something else happened is of its day."""
_SPAN = re.compile(
    r"(?:in|for|after)?\s*(?:(?:more|less|fewer) than |about |over |almost |nearly |some )?[\w-]+(?: [\w-]+)?"
    r" (?:years?|decades?|months?|weeks?|days?|hours?)",
    re.I,
)
_RECORD = re.compile(
    r"\b(?:first|last|second|third|fourth|only|most|least|worst|best|record|never|not|\w{3,}(?<!inter)est)\b"
)
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_CALENDAR_DAY = re.compile(rf"\b{_MONTH}[a-z]*\.? \d|\d(?:st|nd|rd|th)?(?: of)? {_MONTH}")


def event_day(
    sentence: Sentence, timexes: Sequence[Timex], *, published_at: datetime, is_title: bool, is_lead: bool = False
) -> EventDay | None:
    """The date of what a sentence reports, or None where it does not say.

    A headline or lead that reports a thing done and gives no date has the day on which it says that this was said,
    else that of publication, in the offset of ``published_at``. What holds for a span of days, or for the month or
    year that is running, has no date.
    """
    own, day = _own(sentence, timexes, published_at, is_title)
    measured = day is not None and day[1] != "day" and not day[2] and bool(_MEASURE.search(sentence.text))
    if (day is not None or own) and not measured:
        return day
    printed: EventDay = (published_at.date().isoformat(), "day", False)
    if is_title:
        return printed if headline_reports(sentence) else None
    said = said_day(sentence, timexes, published_at=published_at)
    if measured and said is not None:
        return said
    if not is_lead or (looks_back(sentence, timexes, published_at=published_at) and not measured):
        return None
    return (said or printed) if reports_done(sentence, said=said is not None) else None


def own_day(
    sentence: Sentence, timexes: Sequence[Timex], *, published_at: datetime, is_title: bool = False
) -> EventDay | None:
    """The date that the sentence itself gives to what it reports; None where only its publication would date it."""
    return _own(sentence, timexes, published_at, is_title)[1]


def said_day(sentence: Sentence, timexes: Sequence[Timex], *, published_at: datetime) -> EventDay | None:
    """The day on which what the sentence reports was said ("..., the office said on Friday"), if it gives one."""
    root = next((i for i, t in enumerate(sentence.tokens) if t.head == i and t.lemma.lower() in SAYING), None)
    if root is None or root in main_verbs(sentence.tokens):
        return None
    for timex in timexes:
        if timex.kind in ("date", "time") and hangs_on(sentence.tokens, timex, {root: None}) is not None:
            day = timex_day(sentence, timex, published_at)
            if day is not None and day[1] == "day" and not day[2]:
                return day
    return None


def looks_back(sentence: Sentence, timexes: Sequence[Timex], *, published_at: datetime) -> bool:
    """Whether a sentence in the simple past names a month or year that is over: "nearly died at the parade in May"."""
    if any(t.lemma.lower() == "have" and t.dep == "aux" for t in sentence.tokens):
        return False
    today = published_at.date().isoformat()
    return any(t.value and t.precision in ("month", "year") and t.value < today[: len(t.value)] for t in timexes)


def is_relative(timexes: Sequence[Timex], value: str) -> bool:
    """Whether the words that give this date need the date of publication ("Friday"), so that they err where it does."""
    given = [timex for timex in timexes if timex.value == value]
    return not given or all(timex.relative and not _CALENDAR_DAY.search(timex.text) for timex in given)


def _own(
    sentence: Sentence, timexes: Sequence[Timex], published_at: datetime, is_title: bool
) -> tuple[bool, EventDay | None]:
    """Whether a time expression belongs to the main statement, and the first usable date of those that do."""
    dated = [t for t in timexes if t.kind in ("date", "time") and (t.value or t.relative)]
    if is_title:
        mine = [(timex, -1) for timex in dated if _dates_title(sentence, timex)]
    else:
        main = main_verbs(sentence.tokens)
        mine = [(t, verb) for t in dated if (verb := hangs_on(sentence.tokens, t, main)) is not None]
    appointed = [t for t in dated if _is_appointed(sentence, t, published_at)]
    if appointed and not any(verb >= 0 and timex_day(sentence, t, published_at) for t, verb in mine):
        return True, timex_day(sentence, appointed[0], published_at)
    for timex, verb in sorted(mine, key=lambda pair: (pair[0].precision != "day", pair[0].start)):
        day = timex_day(sentence, timex, published_at)
        if day is not None and (day[2] or verb < 0 or not _announced(sentence.tokens, verb)):
            return True, day
    return bool(mine), None


def _is_appointed(sentence: Sentence, timex: Timex, published_at: datetime) -> bool:
    """Whether something is set for a day to come, or is to be done by it ("due on", "set for", "will vote by")."""
    if timex.value is None or timex.value <= published_at.date().isoformat()[: len(timex.value)]:
        return False
    return bool(_APPOINTS.search(sentence.text[: timex.start - sentence.start]))


def _dates_title(sentence: Sentence, timex: Timex) -> bool:
    start, end = timex.start - sentence.start, timex.end - sentence.start
    if re.match(r"['’]s?\b", sentence.text[end:]) or re.search(r"['’]s$", timex.text):
        return False
    return not _NOT_ON_TITLE.search(sentence.text[:start])


def timex_day(sentence: Sentence, timex: Timex, published_at: datetime) -> EventDay | None:
    """The date of a time expression, if it is one date and the article could know it."""
    today = published_at.date()
    if _is_span(sentence, timex) or is_open(timex):
        return None
    if re.search(r"\bupdated (?:on )?$", sentence.text[: timex.start - sentence.start]):
        return None
    if timex.value is None or timex.precision == "none" or timex.end_value not in (None, timex.value):
        return None
    if timex.precision != "day" and today.isoformat().startswith(timex.value):
        return None
    if timex.kind == "time" and timex.rule == "clock-alone":
        return None
    ahead = timex.value > today.isoformat()[: len(timex.value)] and timex.rule != "weekday-over-midnight"
    return timex.value, timex.precision, ahead


def _is_span(sentence: Sentence, timex: Timex) -> bool:
    """ "Its first cup final in 28 years", "the most in a decade": how long, not when."""
    if not _SPAN.fullmatch(timex.text.strip()):
        return False
    before = sentence.text[: timex.start - sentence.start]
    return bool(_RECORD.search(before.lower())) or sentence.field == "title"


def hangs_on(tokens: tuple[Token, ...], timex: Timex, main: dict[int, None]) -> int | None:
    """The main verb to which a time expression belongs; None if it is a side clause's, or the limit of a span."""
    inside = [i for i, token in enumerate(tokens) if token.start < timex.end and token.end > timex.start]
    if not inside:
        return None
    at = next((i for i in inside if tokens[i].head not in inside), inside[-1])
    planned, below = False, ""
    for _ in range(12):
        if at in main:
            return None if tokens[at].lemma.lower() in _COMPARING else at
        token = tokens[at]
        if token.dep == "advcl" and not planned and _is_meanwhile(tokens, at):
            at = token.head
            continue
        if token.dep in _SIDE:
            return None
        if token.dep in _QUALIFIES and at in inside and token.head not in inside and tokens[token.head].pos == "NOUN":
            return None
        if token.pos in ("ADP", "SCONJ") and token.lemma.lower() in _NOT_ON and below not in _HOURS | {"time"}:
            return None
        if token.dep == "mark" or token.head == at:
            return None
        if token.pos in ("VERB", "AUX") and at not in inside:
            if token.dep not in ("xcomp", "ccomp", "conj", "pcomp"):
                return None
            # "succeeded in crossing on Monday": crossed on Monday
            if token.dep == "pcomp" and tokens[token.head].lemma.lower() != "in":
                return None
            planned = planned or token.dep != "pcomp"
        if token.pos in ("NOUN", "PROPN") and tokens[token.head].lemma.lower() in _LINKING and token.dep == "dobj":
            return None
        if token.pos in ("NOUN", "PROPN") and at not in inside and timex.precision != "day":
            return None
        below = token.lemma.lower()
        at = token.head
        if planned and at in main and tokens[at].lemma.lower() not in _PLANNING:
            return None
    return None


def _is_meanwhile(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether a clause tells what happened at the same time: "when the river burst its banks"."""
    kin = [t for i, t in enumerate(tokens) if t.head == verb and i < verb]
    past = tokens[verb].tag == "VBD" or any(t.text.lower() in ("was", "were") for t in kin)
    return past and any(t.lemma.lower() in _MEANWHILE and t.dep in ("advmod", "mark") for t in kin)


def _announced(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the verb is a plan: "will open", "is to open"."""
    kin = [t for t in tokens if tokens[t.head] is tokens[verb] and t is not tokens[verb]]
    return any(t.dep == "aux" and t.lemma.lower() in ("will", "shall", "would", "may", "might", "could") for t in kin)
