"""Finds articles whose date of publication is at odds with the day that their own text gives.

A page that was moved, or fetched late, often bears the day of the move. Its full dates are right and every "Monday" in
it would be wrong, so such an article counts as one whose date is not certain: its relative words give no day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coranto.types import Sentence, Source, Timex

LATE_DAYS = 8
"""Days after the day that it gives for itself from which an article's date of publication is not believed."""
LEADS = 2
"""Sentences of prose at the top that tell the news of their day."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_LINE_DATE = re.compile(
    rf"(?:{_MONTH} (?P<d>\d\d?)|(?P<d2>\d\d?) {_MONTH.replace('<m>', '<m2>')})(?:,? (?P<y>\d{{4}}))?"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_FULL = re.compile(rf"\b{_MONTH}\s+\d|\d(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.replace('<m>', '<m2>')}")
_OF_THE_PAGE = re.compile(
    r"\b(?:published|posted|updated|filed|first|issued|last modified)\b|^\W*[\w,. ]{5,30}\W*$", re.I
)
_LOOKS_BACK = re.compile(
    r"\b(?:ago|anniversary|since then|(?:weeks|months|years) later|last (?:month|year)|earlier this)\b", re.I
)


def doubted(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources, with ``date_certain`` False where the text of an article gives itself a day long before its date."""
    return tuple(
        replace(source, article=replace(source.article, date_certain=False)) if own_words_differ(source) else source
        for source in sources
    )


def own_words_differ(source: Source) -> bool:
    """Whether an article's dateline, line of publication or lead gives a day weeks before its date of publication.

    A lead counts if it names a full date with its weekday and does not look back, and nothing later is named anywhere.
    """
    if not source.article.date_certain:
        return False
    published = source.article.published_at.date()
    limit = published - timedelta(days=LATE_DAYS)
    line = _dateline_day(source) or _page_day(source)
    if line is not None:
        return line <= limit
    told = _lead_day(source)
    if told is None or told > limit:
        return False
    return not any(told < day <= published for day in _full_dates(source))


def _dateline_day(source: Source) -> date | None:
    """The day in "OSTMARK, Jan. 2 (Belpress) -- ", in the year of publication or the one before."""
    line = source.analysis.dateline
    found = _LINE_DATE.search(source.article.text[line.start : line.end]) if line is not None else None
    if found is None:
        return None
    published = source.article.published_at.date()
    month = _MONTHS.index((found["m"] or found["m2"]).lower()) + 1
    years = [int(found["y"])] if found["y"] else [published.year, published.year - 1]
    days = [day for year in years if (day := _day(year, month, int(found["d"] or found["d2"]))) is not None]
    return next((day for day in days if day <= published + timedelta(days=1)), None)


def _page_day(source: Source) -> date | None:
    """The day in a line above the text that is no prose: "Published: Friday, Jan. 2, 2026"."""
    for sentence in source.analysis.sentences:
        if sentence.field == "text" and sentence.noise is None:
            return None
        if sentence.field == "text" and _OF_THE_PAGE.search(sentence.text):
            for timex in _of(source, sentence):
                if _is_full(timex) and re.search(r"\d{4}", timex.text):
                    return date.fromisoformat(timex.value or "")
    return None


def _lead_day(source: Source) -> date | None:
    """The latest full date with a fitting weekday in the lead of an article that does not look back."""
    prose = [s for s in source.analysis.sentences if s.field == "text" and s.noise is None][:LEADS]
    if any(_LOOKS_BACK.search(s.text) for s in prose):
        return None
    days = [
        date.fromisoformat(timex.value or "")
        for s in prose
        for timex in _of(source, s)
        if _is_full(timex) and _fits(timex)
    ]
    return max(days, default=None)


def _full_dates(source: Source) -> list[date]:
    return [date.fromisoformat(t.value or "") for t in source.analysis.timexes if _is_full(t)]


def _of(source: Source, sentence: Sentence) -> list[Timex]:
    return [timex for timex in source.analysis.timexes if timex.sentence == sentence.index]


def _is_full(timex: Timex) -> bool:
    return timex.precision == "day" and timex.value is not None and bool(_FULL.search(timex.text))


def _fits(timex: Timex) -> bool:
    """Whether the weekday that stands in a full date is that of the day."""
    named = _WEEKDAY.search(timex.text)
    return named is not None and _WEEKDAYS[date.fromisoformat(timex.value or "").weekday()] == named[0]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
