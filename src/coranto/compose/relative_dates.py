"""Writes "Monday", "yesterday" and "last June" as dates, so that a sentence is still true when it is read a year later.

Each edit keeps the words around it grammatical: the preposition before, the comma after, the possessive.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coranto.compose.date_words import (
    FULL_MONTHS,
    MONTH_NAMED,
    MONTHS,
    PREPOSITION,
    WHY,
    month_in_words,
    spelled_day,
    week_in_words,
    year_in_words,
)
from coranto.compose.edits import Change
from coranto.compose.figure_dates import in_words
from coranto.compose.reading import Reading
from coranto.compose.undated import leaves_sense, names_its_day, without_day
from coranto.compose.unsure_days import contradicts_itself, unsure, where_two_meet
from coranto.types import Sentence, Timex

_PART = re.compile(r"\b(morning|afternoon|evening|night|noon|lunchtime|dawn)\b|\btonight\b|\bovernight\b", re.I)
_VAGUE = re.compile(
    r"^(?:(?:the )?(?:morning|afternoon|evening|night|noon|midnight|midday|dawn|dusk)|the (?:last|past) \w+"
    r"|(?:in )?the (?:(?:near|foreseeable) future|coming (?:years|decades))"
    r"|now|currently|today's|recently|(?:in )?recent \w+|nowadays|these days|the (?:past|future|present|time|day)"
    r"|soon|present|current|once|future|past|previously|long ago|the moment|this time|still|already|every \w+|overnight"
    r"|(?:more than|about|around|almost|nearly|over|some|roughly) .*"
    r"|(?:a|one|the) (?:day|week|month|year)s?|for \w+|(?:early|late)|later|earlier)$",
    re.IGNORECASE,
)
_DEPENDS_ON_TEXT = re.compile(
    r"\b(?:later|earlier|afterwards?|the (?:next|following|previous|same) \w+"
    r"|that (?:day|night|week|month|year|time|summer|winter|spring|autumn|fall|morning|evening|afternoon))\b",
    re.IGNORECASE,
)
_DAY_WORD = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|tonight)\b", re.I)
# A feast's name stays: which day it is needs no telling, and "the May 31 gas prices" is no English.
_FEAST = re.compile(
    r"\b(?:Day|Eve|Christmas|Thanksgiving|Easter|Halloween|Ramadan|Eid|Diwali|Hanukkah|Passover|Pentecost|Mardi Gras"
    r"|Lent|New Year|Juneteenth|Good Friday|Black Friday|Cyber Monday|Palm Sunday|Ash Wednesday|Whit Monday"
    r"|Shrove Tuesday|Maundy Thursday)\b"
)
_ROUND = re.compile(
    r"(?:\d+0|(?:a|one) hundred|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety) days ago", re.I
)
_BASE = re.compile(r"\b(?:from|than|with|to)\s+$", re.I)


def absolute_dates(
    reading: Reading, sentence: Sentence, quoted: Sequence[tuple[int, int]]
) -> tuple[list[Change], str | None]:
    """The changes that make a sentence's relative dates absolute, or the reason why one cannot be.

    Words inside quotation marks (``quoted``) are left as they were said.
    """
    article = reading.source.article
    text = article.title if sentence.field == "title" else article.text
    changes: list[Change] = []
    for whole in reading.timexes.get(sentence.index, ()):
        timex = _with_part_of_day(text, _day_within(whole))
        if (against := contradicts_itself(timex)) is not None:
            return [], against
        if timex.kind in {"duration", "set"} or any(s <= timex.start < e for s, e in quoted):
            continue
        if (in_figures := in_words(text, timex)) is not None:
            changes.append(in_figures)
            continue
        if not timex.relative or (timex.text == "Today" and timex.start > sentence.start):
            continue
        if _VAGUE.match(timex.text.strip()) or _FEAST.search(timex.text):
            continue
        if _ROUND.fullmatch(timex.text.strip()) or _is_base_of_comparison(text, timex):
            return [], f"'{timex.text}' names no exact day or year"
        if re.match(r"\s+week\b", text[timex.end :]) and _DAY_WORD.fullmatch(timex.text.strip()):
            return [], f"'{timex.text} week' cannot be put on the calendar"
        if _anchored_in_sentence(text, timex) or _nowadays(text, timex):
            continue
        if _DEPENDS_ON_TEXT.search(timex.text) and _dated_before(reading, sentence, timex):
            continue
        if timex.value is None or _DEPENDS_ON_TEXT.search(timex.text):
            if timex.kind == "time":
                continue
            return [], f"'{timex.text}' cannot be put on the calendar"
        if not article.date_certain:
            if names_its_day(timex.text):
                continue  # as printed: only the year is not known
            cut = without_day(text, sentence, timex)
            if cut is None or not leaves_sense([*changes, cut], sentence, reading.attribution(sentence)):
                return [], f"'{timex.text}' depends on a date of publication that is not certain"
            changes.append(cut)
            continue
        if _hours_ahead(timex, article.published_at.date()):
            continue
        if _is_bare_again(timex, changes):
            continue
        doubt = where_two_meet(timex, article.published_at)
        doubt = doubt or unsure(text, sentence, timex, article.published_at.date())
        if doubt is not None:
            return [], doubt
        change = _change(text, sentence, timex, article.published_at.date())
        if change is None:
            return [], f"'{timex.text}' cannot be written as a date"
        if change.after != text[change.start : change.end]:
            changes.append(change)
    return changes, None


def _is_bare_again(timex: Timex, changes: Sequence[Change]) -> bool:
    """A weekday that the sentence has told in full before: "said on Friday, March 13, that he had left on Friday"."""
    word = re.fullmatch(r"(?:on )?(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)", timex.text.strip(), re.I)
    if word is None or timex.value is None:
        return False
    day = date.fromisoformat(timex.value[:10])
    spelled = f"{word['day']}, {MONTHS[day.month - 1]} {day.day}".lower()
    return any(re.search(rf"{re.escape(spelled)}(?!\d)", change.after.lower()) for change in changes)


def _is_base_of_comparison(text: str, timex: Timex) -> bool:
    """ "Up 58 % from a year ago" compares with that day or month, not with the whole year before."""
    ago = re.fullmatch(r"(?:from )?(?:a|one) year (?:ago|earlier|before)", timex.text.strip(), re.I)
    return ago is not None and bool(timex.text[:4].lower() == "from" or _BASE.search(text[: timex.start]))


def _with_part_of_day(text: str, timex: Timex) -> Timex:
    """ "Thursday" before "evening" that the tagger has left out."""
    more = re.match(r"\s+(?:morning|afternoon|evening|night)\b", text[timex.end :])
    if more is None or not _DAY_WORD.search(timex.text) or _PART.search(timex.text):
        return timex
    end = timex.end + more.end()
    return replace(timex, end=end, text=text[timex.start : end])


def _nowadays(text: str, timex: Timex) -> bool:
    """ "From its beginnings to today": no day is meant."""
    return timex.text.lower() == "today" and bool(re.search(r"\b(?:to|of|until|through)\s+$", text[: timex.start]))


def _day_within(timex: Timex) -> Timex:
    """Of "08:12 local time on Friday" only the day is to be written; a clock time alone is left."""
    if timex.kind != "time":
        return timex
    day = _DAY_WORD.search(timex.text)
    if day is None:
        return replace(timex, relative=False)
    start = timex.start + day.start()
    return replace(timex, start=start, end=timex.start + day.end(), text=day.group(), kind="date", end_value=None)


def _dated_before(reading: Reading, sentence: Sentence, timex: Timex) -> bool:
    """ "gave figures on Thursday for the quake that hit a day earlier": counted from a day that the sentence names."""
    return any(
        other.end <= timex.start and other.precision == "day" and other.kind in {"date", "time"}
        for other in reading.timexes.get(sentence.index, ())
    )


def _hours_ahead(timex: Timex, published: date) -> bool:
    """A bare weekday six days back is as likely tomorrow's, some time zones ahead of the outlet: left as printed."""
    if timex.value is None or timex.precision != "day" or timex.rule != "weekday-back":
        return False
    return (published - date.fromisoformat(timex.value)).days == 6


def _prenominal(value: str, published: date) -> str:
    """ "Jan. 5" or "Dec. 31, 2017," before a noun."""
    words = spelled_day(value, published, weekday=False)
    return words + "," if words[-4:].isdigit() and len(words) > 7 else words


def _anchored_in_sentence(text: str, timex: Timex) -> bool:
    """ "a day after the launch", "hours before the vote": the sentence itself says after what."""
    if re.search(r"\b(?:after|before|since|following)$", timex.text.strip(), re.I):
        return True
    following = text[timex.end : timex.end + 9].lower()
    return bool(re.match(r"\s+(?:after|before)\s", following)) and not re.match(
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yester|to", timex.text.strip(), re.I
    )


def _change(text: str, sentence: Sentence, timex: Timex, published: date) -> Change | None:
    value = timex.value or ""
    before = text[sentence.start : timex.start]
    after = text[timex.end : sentence.end]
    possessive = bool(re.match(r"['’]s?\b|['’](?=\s)", after)) or bool(re.search(r"['’]s$", timex.text))
    if possessive:
        return _possessive(text, timex, before, after, value, published)
    if timex.precision == "day" and timex.end_value and timex.end_value != value:
        return week_in_words(timex, before, value, published)
    if timex.precision == "day":
        if after.lstrip().startswith("(") and MONTH_NAMED.match(after.lstrip()[1:]):
            return Change(start=timex.start, end=timex.end, after=timex.text, why=WHY)  # "on Tuesday (September 18)"
        if _described(sentence, timex):
            return None
        return _day(timex, before, after, value, published, _before_noun(sentence, timex))
    if timex.precision == "month":
        return month_in_words(timex, before, value, published)
    if timex.precision == "year":
        return year_in_words(timex, before, value)
    return None


def _before_noun(sentence: Sentence, timex: Timex) -> bool:
    """Whether the time only qualifies a noun after it ("a Monday deadline")."""
    inside = [t for t in sentence.tokens if timex.start <= t.start < timex.end]
    return any(t.dep in {"compound", "nmod", "amod"} and sentence.tokens[t.head].start >= timex.end for t in inside)


def _described(sentence: Sentence, timex: Timex) -> bool:
    """Whether the day is one of a kind ("a crowded Saturday"), which no date can be."""
    inside = {i for i, t in enumerate(sentence.tokens) if timex.start <= t.start < timex.end}
    return any(t.dep == "amod" and t.head in inside and t.end <= timex.start for t in sentence.tokens)


def _possessive(text: str, timex: Timex, before: str, after: str, value: str, published: date) -> Change | None:
    """ "Wednesday's earthquake" -> "the Oct. 15 earthquake"; "this year's budget" -> "the 2026 budget"."""
    if _PART.search(timex.text) or (timex.end_value and timex.end_value != value):
        return None
    mark = re.match(r"['’]s?", after)
    if not re.match(r"\s+[\w“\"-]", after[mark.end() if mark else 0 :]) or re.match(
        r"\s+(?:is|was|has|will|were)\b", after[mark.end() if mark else 0 :]
    ):
        return None
    end = timex.end + (mark.end() if mark else 0)
    if timex.precision == "day":
        words = _prenominal(value, published)
    elif timex.precision == "month":
        words = f"{FULL_MONTHS[int(value[5:7]) - 1]} {value[:4]}"
    else:
        words = value[:4]
    article = "" if re.search(r"\b(?:the|this|a)\s+$", before, re.I) else "the "
    first = "The " if not before.strip() and article else article
    return Change(start=timex.start, end=end, after=first + words, why=WHY)


def _day(timex: Timex, before: str, after: str, value: str, published: date, noun: bool) -> Change | None:
    if MONTH_NAMED.search(timex.text):
        if noun and value > published.isoformat():
            # "the Jan. 6 riot": which year's is not said, and it need not lie ahead
            return Change(start=timex.start, end=timex.end, after=timex.text, why=WHY)
        return _with_year(timex, after, value, published)
    part = _PART.search(timex.text)
    if noun:
        if part:
            return None
        return Change(start=timex.start, end=timex.end, after=_prenominal(value, published), why=WHY)
    spelled = spelled_day(value, published, weekday=True)
    start = timex.start
    own = re.match(r"(?:on|in|at|by|until|since|from|early|late)\s+(?:on\s+)?", timex.text, re.I)
    preposition = PREPOSITION.search(before)
    lead = own.group() if own else ""
    if part:
        word = (part.group(1) or "night").lower()
        spelled = f"the {word} of {spelled}"
        if re.search(r"\bearly\s+$|^early\b", before + "|" + timex.text, re.I):
            spelled = (
                spelled.replace("the ", "the early ", 1) if own and own.group().lower().startswith("early") else spelled
            )
        lead = "" if own and own.group().lower().startswith(("early", "late")) else lead
    if preposition and preposition.group(1).lower() in {"this", "next", "last"}:
        start = timex.start - len(preposition.group())
        preposition = PREPOSITION.search(before[: len(before) - len(preposition.group())])
    word_before = preposition.group(1).lower() if preposition else ""
    if not lead and word_before in {"", "early", "late", "and", "or"}:
        lead = "on "
    elif lead and lead.strip().lower() in {"early", "late"}:
        lead += "on "
    first = lead + spelled
    if not before.strip():
        first = first[:1].upper() + first[1:]
    return Change(start=start, end=timex.end, after=first + _comma(after), why=WHY)


def _comma(after: str) -> str:
    """A date with its weekday is closed by a comma unless a mark or the end follows."""
    return "" if not after.strip() or re.match(r"\s*[,.;:!?)\]\"”’–—-]", after) else ","


def _with_year(timex: Timex, after: str, value: str, published: date) -> Change:
    """A date given by its month needs only the year, and only where that is not the year of publication."""
    if value[:4] in timex.text or int(value[:4]) == published.year:
        return Change(start=timex.start, end=timex.end, after=timex.text, why=WHY)
    comma = _comma(after)
    return Change(start=timex.start, end=timex.end, after=f"{timex.text}, {value[:4]}{comma}", why=WHY)
