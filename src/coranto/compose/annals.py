"""Tells the days that matter over any set of articles, each with sentences that stand alone and their evidence.

A story page has its claims; a search over the archive has only what the articles say. A day is told by sentences whose
own event lies on it, and weighed by all that name it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coranto.compose.chronicle import Dispatch, write_chronicle
from coranto.compose.dates import event_day
from coranto.compose.entries import leans
from coranto.compose.misdated import doubted
from coranto.compose.reading import Reading, read_source
from coranto.compose.standalone import Draft, stand_alone
from coranto.types import Sentence, Source, TimelineEntry


def write_annals(
    sources: Sequence[Source],
    *,
    keywords: Sequence[str],
    first: date | None = None,
    last: date | None = None,
    days: int | None = None,
    sentences: int = 1,
) -> tuple[TimelineEntry, ...]:
    """One entry a day, ascending; every sentence has a keyword. The options are those of ``write_chronicle``.

    Copies have no voice, and an article whose date is uncertain dates nothing.
    """
    desk = _Desk(doubted(sources), keywords)
    told = write_chronicle(
        desk.dispatches,
        keywords=keywords,
        first=first,
        last=last,
        days=days,
        sentences=sentences,
        usable=desk.tells,
    )
    return tuple(
        TimelineEntry(
            date=day.date.isoformat(),
            precision="day",
            scheduled=False,
            statements=tuple(d.statement for one in day.dispatches if isinstance(d := desk.draft(one), Draft)),
        )
        for day in told
    )


class _Desk:
    """The sentences of the sources as dispatches, and what each of them comes to in print."""

    def __init__(self, sources: Sequence[Source], keywords: Sequence[str]) -> None:
        self._known = frozenset(word.lower() for word in keywords)
        self._of: dict[tuple[int, int], tuple[Reading, Sentence]] = {}
        self._drafts: dict[tuple[int, int], Draft | str] = {}
        self.dispatches: list[Dispatch] = []
        for source in sorted(sources, key=lambda s: s.n):
            if source.copy_of is None and source.article.date_certain:
                self._read(read_source(source))

    def _read(self, reading: Reading) -> None:
        source = reading.source
        place = 0
        for sentence in reading.sentences:
            if sentence.noise is not None:
                continue
            named = _named(reading, sentence)
            one = Dispatch(
                article=source.n,
                place=place,
                published=source.article.published_at.date(),
                text=sentence.text,
                named=named,
            )
            self._of[(source.n, place)] = (reading, sentence)
            self.dispatches.append(one)
            place += 1

    def tells(self, one: Dispatch, day: date) -> bool:
        """Whether a sentence of the affair reports what happened on a day, and can be printed."""
        text = one.text.lower()
        named = not self._known or any(word in text for word in self._known)
        if not named or self.event(one) != day.isoformat():
            return False
        draft = self.draft(one)
        return isinstance(draft, Draft) and not leans(draft.statement, self._of[(one.article, one.place)][1])

    def event(self, one: Dispatch) -> str:
        """The day on which that happened which a sentence reports, "" if it does not say or lies ahead."""
        reading, sentence = self._of[(one.article, one.place)]
        prose = next((s for s in reading.sentences if s.field == "text" and s.noise is None), None)
        day = event_day(
            sentence,
            reading.timexes.get(sentence.index, ()),
            published_at=reading.source.article.published_at,
            is_title=sentence.field == "title",
            is_lead=sentence is prose,
        )
        return day[0] if day is not None and not day[2] else ""

    def draft(self, one: Dispatch) -> Draft | str:
        """The sentence as it can be printed by itself, or why it cannot."""
        key = (one.article, one.place)
        if key not in self._drafts:
            reading, sentence = self._of[key]
            self._drafts[key] = stand_alone(reading, sentence, known=self._known)
        return self._drafts[key]


def _named(reading: Reading, sentence: Sentence) -> date | None:
    """The first day that a sentence names."""
    for timex in reading.timexes.get(sentence.index, ()):
        if timex.precision == "day" and timex.value and timex.end_value is None and timex.rule != "clock-alone":
            return date.fromisoformat(timex.value)
    return None
