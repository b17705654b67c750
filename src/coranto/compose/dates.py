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
    "say tell add announce report state declare explain confirm reveal insist argue note claim warn write tweet predict "
    "believe think estimate suggest acknowledge admit deny".split()
)
_PLANNING = frozenset(
    "plan expect schedule set slate aim intend prepare hope due agree promise vow pledge decide want begin start".split()
)
_NOT_ON = frozenset("after before since until till from by following through despite prior ahead of for beyond".split())
_SIDE = frozenset({"relcl", "acl", "advcl", "csubj", "csubjpass", "appos", "poss"})
_NOT_ON_TITLE = re.compile(
    r"\b(?:after|before|since|until|till|from|by|through|following|for)\s+(?:late |early )?$", re.I
)
_AHEAD_TITLE = re.compile(
    r"\b(?:will|to (?!the\b|a\b|an\b|\d)[a-z]+|set to|plans?|could|may|might|should|would|expected|due|wants?|hopes?|eyes)\b"
)
_LEAD_PARAGRAPHS = 1
"""Bodies open with the lead, or with a byline and then the lead."""


def event_day(
    sentence: Sentence, timexes: Sequence[Timex], *, published_at: datetime, is_title: bool
) -> EventDay | None:
    """The date of what a sentence reports, or None where it does not say.

    A headline or lead that reports a thing done and gives no date has the day of publication, in the offset of
    ``published_at``. What holds for a span of days, or for the month or year that is running, has no date.
    """
    today = published_at.date()
    dated = [t for t in timexes if t.kind in ("date", "time") and (t.value or t.relative)]
    if is_title:
        return _title_day(sentence, dated, today)
    if not any(token.dep for token in sentence.tokens):
        return None
    main = _main_verbs(sentence.tokens)
    if not main:
        return None
    own = [(timex, verb) for timex in dated if (verb := _hangs_on(sentence.tokens, timex, main)) is not None]
    for timex, verb in sorted(own, key=lambda pair: (pair[0].precision != "day", pair[0].start)):
        day = _of_timex(timex, today)
        if day is not None and (day[2] or not _announced(sentence.tokens, verb)):
            return day
    first = next(iter(main))
    if own or _leans(sentence.text):
        return None
    if sentence.paragraph <= _LEAD_PARAGRAPHS and _reports_done(sentence.tokens, first):
        return today.isoformat(), "day", False
    return None


def spell_date(value: str, precision: Precision, *, published_at: datetime, weekday: bool = True) -> str:
    """A date as a page writes it: "Monday, Jan. 5", "Jan. 5, 2025" (the year where it is not that of publication), "June 2025"."""
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


def _title_day(sentence: Sentence, dated: Sequence[Timex], today: date) -> EventDay | None:
    text = sentence.text
    own = []
    for timex in dated:
        start, end = timex.start - sentence.start, timex.end - sentence.start
        possessive = re.match(r"['’]s?\b", text[end:]) or re.search(r"['’]s$", timex.text)
        if not possessive and not _NOT_ON_TITLE.search(text[:start]):
            own.append(timex)
    for timex in own:
        day = _of_timex(timex, today)
        if day is not None:
            return day
    if own or _AHEAD_TITLE.search(text) or text.rstrip().endswith("?"):
        return None
    return today.isoformat(), "day", False


def _of_timex(timex: Timex, today: date) -> EventDay | None:
    if timex.value is None or timex.precision == "none" or timex.end_value not in (None, timex.value):
        return None
    if timex.precision != "day" and today.isoformat().startswith(timex.value):
        return None
    if timex.kind == "time" and timex.rule == "clock-alone":
        return None
    return timex.value, timex.precision, timex.value > today.isoformat()[: len(timex.value)]


def _main_verbs(tokens: tuple[Token, ...]) -> dict[int, None]:
    """The verb of what is stated, with those joined to it: below a verb of saying its content, else the root."""
    root = next((i for i, token in enumerate(tokens) if token.head == i and token.pos in ("VERB", "AUX")), None)
    if root is None:
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
    """The main verb to which a time expression belongs, or None if it belongs to a noun, a side clause or what was before."""
    inside = [i for i, token in enumerate(tokens) if token.start < timex.end and token.end > timex.start]
    if not inside:
        return None
    at = next((i for i in inside if tokens[i].head not in inside), inside[-1])
    planned = False
    for _ in range(12):
        if at in main:
            return at
        token = tokens[at]
        if token.dep in _SIDE or (token.pos in ("ADP", "SCONJ") and token.lemma.lower() in _NOT_ON):
            return None
        if token.dep == "mark" or token.head == at:
            return None
        if token.pos in ("VERB", "AUX") and at not in inside:
            if token.dep not in ("xcomp", "ccomp", "conj"):
                return None
            planned = True
        if token.pos in ("NOUN", "PROPN") and at not in inside and timex.precision != "day":
            return None
        at = token.head
        if planned and at in main and tokens[at].lemma.lower() not in _PLANNING:
            return None
    return None


def _announced(tokens: tuple[Token, ...], verb: int) -> bool:
    """Whether the verb is a plan: "will open", "is to open"."""
    kin = [t for t in tokens if tokens[t.head] is tokens[verb] and t is not tokens[verb]]
    return any(t.dep == "aux" and t.lemma.lower() in ("will", "shall", "would", "may", "might", "could") for t in kin)


def _reports_done(tokens: tuple[Token, ...], verb: int) -> bool:
    kin = [t for t in tokens if tokens[t.head] is tokens[verb] and t is not tokens[verb]]
    auxiliaries = {t.lemma.lower() for t in kin if t.dep in ("aux", "auxpass")} | {
        t.text.lower() for t in kin if t.dep in ("aux", "auxpass")
    }
    if auxiliaries & {"will", "shall", "would", "may", "might", "could", "can", "should", "must", "to"}:
        return False
    if auxiliaries & {"had", "used"}:
        return False
    token = tokens[verb]
    return token.tag in ("VBD", "VBN") or bool(auxiliaries & {"has", "have", "was", "were"})


def _leans(text: str) -> bool:
    """A lead that tells what lay before or comes after some other event has no date of its own."""
    return bool(
        re.search(r"\b(?:years?|months?|weeks?|decades?) (?:ago|earlier|later)\b|\bonce\b|\bformer days\b", text, re.I)
    )
