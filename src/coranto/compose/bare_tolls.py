"""Whether a toll without a day is that of an event of which the sentence before tells: "1,400 were killed".

Reports close with what came before: a war of three years ago, the last storm. The toll in the sentence after it says
no day and no place, and on a page it would be read as that of the news.
"""

from __future__ import annotations

from datetime import date, timedelta

from coranto.compose.quotable import OTHER_EVENT_DAYS, last_day
from coranto.compose.reading import Reading
from coranto.types import Sentence

_TOLL = frozenset("kill die injure wound hurt drown perish displace destroy".split())


def toll_of_earlier_event(reading: Reading, sentence: Sentence) -> str | None:
    """Why the toll cannot stand alone; None for no toll, one with a time of its own, or one that follows fresh news."""
    tokens = sentence.tokens
    main = {i for i, t in enumerate(tokens) if t.dep == "ROOT" or (t.dep == "conj" and tokens[t.head].dep == "ROOT")}
    tolls = [tokens[i] for i in main if tokens[i].lemma.lower() in _TOLL]
    if not tolls or not any(q.value for q in reading.quantities.get(sentence.index, ())):
        return None
    before, today = reading.before(sentence), _day_of_report(reading)
    if before is None or today is None or any(t.value for t in reading.timexes.get(sentence.index, ())):
        return None
    days = [t.value for t in reading.timexes.get(before.index, ()) if t.value and t.kind in {"date", "time"}]
    if not days or any(last_day(value) > today - timedelta(days=OTHER_EVENT_DAYS) for value in days):
        return None
    return "its toll is that of an earlier event, of which the sentence before it tells"


def _day_of_report(reading: Reading) -> date | None:
    """The day of publication; of an undated article the latest day with its year that it tells of."""
    if reading.source.article.date_certain:
        return reading.source.article.published_at.date()
    told = [t.value for t in reading.source.analysis.timexes if t.value and t.value[:4] in t.text]
    return max((last_day(value) for value in told), default=None)
