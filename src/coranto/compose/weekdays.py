"""Lets the other accounts of a story say which week a bare weekday means, where its own sentence does not.

"Flights hit by walkout on Saturday" may look back or ahead, and "early on Tuesday" in an outlet whose Monday is not yet
over is the day that has begun where the news is. What other sentences of the story say of that day decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coranto.compose.likeness import canonical
from coranto.types import Analysis, Sentence, Source, Timex

SHARED = 2
"""Telling words that a sentence must share with this one to speak of the same day's event."""
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_CUED = re.compile(r"\b(?:last|next|this|past|previous|following|coming|week)\b", re.I)
_CALENDAR = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d|\d(?:st|nd|rd|th)? [A-Z][a-z]{2}"
)
_SURE_WORDS = re.compile(r"\b(?:today|tonight|yesterday|tomorrow)\b", re.I)
_BARE_RULES = frozenset({"weekday-back", "weekday-ahead"})
_AHEAD = re.compile(r"\b(?:will|shall|is to|are to|due|scheduled|planned|set)\b")
_ARRANGES = frozenset("book plan schedule arrange reserve".split())
"""Verbs whose day is mostly that of what was arranged: "had booked a flight on Friday"."""
_EMPTY = frozenset("be have do say tell add report announce make take get go come day year week people".split())


def settle_weekdays(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources with those bare weekdays moved by a week that other sentences of the story put into another one.

    Only a day that its own sentence leaves open moves: one without a verb in the past, or one that would be the day
    after the day of publication. A moved day bears the rule "weekday-by-story", or "weekday-over-midnight" where what
    is told of it is done.
    """
    told = [(source, sentence, timex) for source in sources for sentence, timex in _sure_days(source)]
    if not told:
        return tuple(sources)
    return tuple(_settled(source, told) for source in sources)


def _settled(source: Source, told: Sequence[tuple[Source, Sentence, Timex]]) -> Source:
    if not source.article.date_certain:
        return source
    moved: dict[int, Timex] = {}
    published = source.article.published_at.date()
    for place, timex in enumerate(source.analysis.timexes):
        other = _other_week(timex, published)
        if other is None:
            continue
        sentence = source.analysis.sentences[timex.sentence]
        done = _in_the_past(sentence, timex)
        if done and other != published + timedelta(days=1):
            continue
        words = _words(source.analysis, sentence)
        about = [
            (s.n, t.value) for s, of, t in told if of is not sentence and len(words & _words(s.analysis, of)) >= SHARED
        ]
        value = other.isoformat()
        if len({n for n, day in about if day == value}) > len({n for n, day in about if day == timex.value}):
            rule = "weekday-over-midnight" if done else "weekday-by-story"
            moved[place] = replace(timex, value=value, end_value=None, rule=rule, timeml=value)
    if not moved:
        return source
    timexes = tuple(moved.get(place, timex) for place, timex in enumerate(source.analysis.timexes))
    return replace(source, analysis=replace(source.analysis, timexes=timexes))


def _other_week(timex: Timex, published: date) -> date | None:
    """The same weekday on the other side of the day of publication; None where the words leave no doubt."""
    if timex.rule not in _BARE_RULES or timex.value is None or timex.precision != "day":
        return None
    if not _DAY.search(timex.text) or _CUED.search(timex.text):
        return None
    day = date.fromisoformat(timex.value)
    return day + timedelta(days=7 if day < published else -7)


def _in_the_past(sentence: Sentence, timex: Timex) -> bool:
    """Whether the verb over a day is a plain past: it tells what was done, and looks back."""
    tokens = sentence.tokens
    at = next((i for i, t in enumerate(tokens) if timex.start <= t.start < timex.end), None)
    if at is None:
        return True
    for _ in range(12):
        above = tokens[at].head
        if above == at:
            return sentence.field == "text" and tokens[at].tag == "VBD"
        at = above
        if tokens[at].pos in ("VERB", "AUX"):
            if tokens[at].lemma.lower() in _ARRANGES:
                return False
            helped = any(t.head == at and t.text.lower() in ("had", "was", "were") for t in tokens)
            return tokens[at].tag == "VBD" or (tokens[at].tag == "VBN" and helped)
    return False


def is_arranged(sentence: Sentence, timex: Timex) -> bool:
    """Whether a day hangs on a verb of arranging, or on what was arranged: "had booked a flight on Friday"."""
    tokens = sentence.tokens
    at = next((i for i, t in enumerate(tokens) if timex.start <= t.start < timex.end), None)
    if at is None:
        return False
    for _ in range(12):
        above = tokens[at].head
        if tokens[at].pos in ("VERB", "AUX"):
            return tokens[at].lemma.lower() in _ARRANGES
        if above == at:
            return False
        at = above
    return False


def _sure_days(source: Source) -> list[tuple[Sentence, Timex]]:
    """Days of an article that its words give without doubt: by a date, by "yesterday", or with a verb that decides."""
    if not source.article.date_certain:
        return []
    published = source.article.published_at.date().isoformat()
    found = []
    for timex in source.analysis.timexes:
        if timex.value is None or timex.precision != "day":
            continue
        sentence = source.analysis.sentences[timex.sentence]
        if timex.rule not in _BARE_RULES:
            sure = not timex.relative or bool(_CALENDAR.search(timex.text) or _SURE_WORDS.search(timex.text))
            sure = sure or timex.rule in ("weekday-today", "weekday-over-midnight", "last-weekday", "next-weekday")
        elif timex.value < published:
            sure = _in_the_past(sentence, timex)
        else:
            sure = bool(_AHEAD.search(sentence.text[: timex.start - sentence.start]))
        if sure:
            found.append((sentence, timex))
    return found


def _words(analysis: Analysis, sentence: Sentence) -> frozenset[str]:
    """Telling lemmas of a sentence, its dates left out."""
    dates = [(t.start, t.end) for t in analysis.timexes if t.sentence == sentence.index]
    return canonical(
        t.lemma.lower()
        for t in sentence.tokens
        if t.pos in ("NOUN", "PROPN", "VERB")
        and t.lemma.lower() not in _EMPTY
        and not any(start <= t.start < end for start, end in dates)
    )
