"""On which day that happened which a sentence reports, and how a date is written on a page.

A sentence may name several dates. Only the one on which its main statement hangs is the date of the event: not the day
on which it was said, not that of a side clause, not the one after which it came.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from coranto.types import Precision, Sentence, Timex, Token

EventDay = tuple[str, Precision, bool]
"""The date, its precision, and whether it lies ahead of the article and is only announced."""

_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SAYING = frozenset(
    "say tell add announce report state declare explain confirm reveal insist argue note claim warn write tweet "
    "predict believe think estimate suggest acknowledge admit deny".split()
)
_PLANNING = frozenset(
    "plan expect schedule set slate aim intend prepare hope due agree promise vow pledge decide want begin start "
    "be".split()
)
_NOT_ON = frozenset("after before since until till from by following through despite prior ahead of for beyond".split())
_HOURS = frozenset("dawn daybreak sunrise noon dusk sunset nightfall midnight".split())
"""Before dawn on Wednesday is on Wednesday."""
_SIDE = frozenset({"relcl", "acl", "advcl", "csubj", "csubjpass", "appos", "poss"})
_NOT_ON_TITLE = re.compile(
    r"\b(?:after|before|since|until|till|from|by|through|following|for)\s+(?:late |early )?$", re.I
)
_AHEAD_TITLE = re.compile(
    r"\b(?:will|to (?!the\b|a\b|an\b|\d)[a-z]+|set to|plans?|could|may|might|should|would|expected|due|wants?|hopes?"
    r"|eyes)\b"
)
_TITLE_VERBS = frozenset(
    "agree vow pledge promise refuse fail move begin start open continue decide ask urge tell order allow force help "
    "win get stress back call say hit kill meet sign seek warn push press ban vote rise fall join".split()
)
_STATES = frozenset(
    "be have know seem appear belong contain include lie stand remain consist mean need want like hope".split()
)


def event_day(
    sentence: Sentence, timexes: Sequence[Timex], *, published_at: datetime, is_title: bool, is_lead: bool = False
) -> EventDay | None:
    """The date of what a sentence reports, or None where it does not say.

    A headline or lead that reports a thing done and gives no date has the day of publication, in the offset of
    ``published_at``. What holds for a span of days, or for the month or year that is running, has no date.
    """
    own, day = _own(sentence, timexes, published_at.date(), is_title)
    if day is not None or own:
        return day
    if is_title:
        reports = not _announces(sentence) and not sentence.text.rstrip().endswith("?")
    else:
        reports = is_lead and not _leans(sentence.text) and _reports_done(sentence.tokens)
    return (published_at.date().isoformat(), "day", False) if reports else None


def own_day(
    sentence: Sentence, timexes: Sequence[Timex], *, published_at: datetime, is_title: bool = False
) -> EventDay | None:
    """The date that the sentence itself gives to what it reports; None where only its publication would date it."""
    return _own(sentence, timexes, published_at.date(), is_title)[1]


def spell_date(value: str, precision: Precision, *, published_at: datetime, weekday: bool = True) -> str:
    """A date as a page writes it: "Monday, Jan. 5", "June 2025", and with its year if that is not the publication's."""
    if precision == "year":
        return value[:4]
    year, month = int(value[:4]), int(value[5:7])
    if precision == "month":
        return f"{_MONTHS[month - 1]} {year}"
    day = date.fromisoformat(value)
    words = f"{_SHORT[month - 1]} {day.day}"
    if year != published_at.year:
        words += f", {year}"
    return f"{_WEEKDAYS[day.weekday()]}, {words}" if weekday else words


def _own(sentence: Sentence, timexes: Sequence[Timex], today: date, is_title: bool) -> tuple[bool, EventDay | None]:
    """Whether a time expression belongs to the main statement, and the first usable date of those that do."""
    dated = [t for t in timexes if t.kind in ("date", "time") and (t.value or t.relative)]
    if is_title:
        mine = [(timex, -1) for timex in dated if _dates_title(sentence, timex)]
    else:
        main = _main_verbs(sentence.tokens)
        mine = [(t, verb) for t in dated if (verb := _hangs_on(sentence.tokens, t, main)) is not None]
    for timex, verb in sorted(mine, key=lambda pair: (pair[0].precision != "day", pair[0].start)):
        day = _of_timex(timex, today)
        if day is not None and (day[2] or verb < 0 or not _announced(sentence.tokens, verb)):
            return True, day
    return bool(mine), None


def _dates_title(sentence: Sentence, timex: Timex) -> bool:
    start, end = timex.start - sentence.start, timex.end - sentence.start
    if re.match(r"['’]s?\b", sentence.text[end:]) or re.search(r"['’]s$", timex.text):
        return False
    return not _NOT_ON_TITLE.search(sentence.text[:start])


def _announces(sentence: Sentence) -> bool:
    """Whether a headline tells a plan: "X to open ...", "X will ...", but not "X agree to open ..."."""
    text = sentence.text
    ahead = _AHEAD_TITLE.search(text)
    if ahead is None:
        return False
    if not ahead[0].startswith("to "):
        return True
    before = [token for token in sentence.tokens if token.end <= sentence.start + ahead.start()]
    done = any(token.tag in ("VBZ", "VBP", "VBD") or token.lemma.lower() in _TITLE_VERBS for token in before)
    return not done


def _of_timex(timex: Timex, today: date) -> EventDay | None:
    if timex.value is None or timex.precision == "none" or timex.end_value not in (None, timex.value):
        return None
    if timex.precision != "day" and today.isoformat().startswith(timex.value):
        return None
    if timex.kind == "time" and timex.rule == "clock-alone":
        return None
    ahead = timex.value > today.isoformat()[: len(timex.value)] and timex.rule != "weekday-over-midnight"
    return timex.value, timex.precision, ahead


def _main_verbs(tokens: tuple[Token, ...]) -> dict[int, None]:
    """The verb of what is stated, with those joined to it: below a verb of saying its content, else the root."""
    root = next((i for i, token in enumerate(tokens) if token.head == i and token.pos in ("VERB", "AUX")), None)
    if root is None:
        # "The dam leaked on Monday." is now and then parsed as a dam that was leaked.
        root = next((i for i, t in enumerate(tokens) if t.dep == "acl" and tokens[t.head].head == t.head), None)
        if root is None or tokens[root].tag != "VBN":
            return {}
    verb = root
    for _ in range(3):
        if tokens[verb].lemma.lower() not in _SAYING:
            break
        content = next(
            (
                i
                for i, t in enumerate(tokens)
                if t.head == verb and t.dep in ("ccomp", "parataxis") and t.pos in ("VERB", "AUX")
            ),
            None,
        )
        if content is None:
            break
        verb = content
    found = {verb: None}
    for i, token in enumerate(tokens):
        if (
            token.dep in ("conj", "ccomp")
            and token.head in found
            and token.pos in ("VERB", "AUX")
            and token.dep == "conj"
        ):
            found[i] = None
    return found


def _hangs_on(tokens: tuple[Token, ...], timex: Timex, main: dict[int, None]) -> int | None:
    """The main verb to which a time expression belongs; None if it is a side clause's, or the limit of a span."""
    inside = [i for i, token in enumerate(tokens) if token.start < timex.end and token.end > timex.start]
    if not inside:
        return None
    at = next((i for i in inside if tokens[i].head not in inside), inside[-1])
    planned, below = False, ""
    for _ in range(12):
        if at in main:
            return at
        token = tokens[at]
        if token.dep in _SIDE:
            return None
        if token.pos in ("ADP", "SCONJ") and token.lemma.lower() in _NOT_ON and below not in _HOURS:
            return None
        if token.dep == "mark" or token.head == at:
            return None
        if token.pos in ("VERB", "AUX") and at not in inside:
            if token.dep not in ("xcomp", "ccomp", "conj"):
                return None
            planned = True
        if token.pos in ("NOUN", "PROPN") and at not in inside and timex.precision != "day":
            return None
        below = token.lemma.lower()
        at = token.head
        if planned and at in main and tokens[at].lemma.lower() not in _PLANNING:
            return None
    return None


def _announced(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the verb is a plan: "will open", "is to open"."""
    kin = [t for t in tokens if tokens[t.head] is tokens[verb] and t is not tokens[verb]]
    return any(t.dep == "aux" and t.lemma.lower() in ("will", "shall", "would", "may", "might", "could") for t in kin)


def _reports_done(tokens: tuple[Token, ...]) -> bool:
    """Whether the main verb tells an event that is over; a state ("the sea was rough") has no day."""
    verb = next(iter(_main_verbs(tokens)), None)
    if verb is None:
        return False
    kin = [t for t in tokens if tokens[t.head] is tokens[verb] and t is not tokens[verb]]
    auxiliaries = {word for t in kin if t.dep in ("aux", "auxpass") for word in (t.lemma.lower(), t.text.lower())}
    if auxiliaries & {"will", "shall", "would", "may", "might", "could", "can", "should", "must", "to", "had", "used"}:
        return False
    token = tokens[verb]
    if token.lemma.lower() in _STATES:
        return False
    return token.tag in ("VBD", "VBN") or bool(auxiliaries & {"has", "have", "was", "were"})


def _leans(text: str) -> bool:
    """A lead that tells what lay before or comes after some other event has no date of its own."""
    return bool(
        re.search(
            r"\b(?:years?|months?|weeks?|decades?|winters?|summers?) (?:ago|earlier|later)\b|\bonce\b|\bearlier\b",
            text,
            re.I,
        )
    )
