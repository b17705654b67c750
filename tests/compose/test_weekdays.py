"""Which week a bare weekday means, where only the story's other accounts say it."""

from __future__ import annotations

from tests.compose.press import press

from coranto.compose.reading import read_source
from coranto.compose.relative_dates import absolute_dates
from coranto.compose.weekdays import settle_weekdays
from coranto.types import Source

FRIDAY = "2026-03-13T09:00:00+01:00"


def _days(source: Source) -> list[tuple[str, str | None]]:
    return [(timex.text, timex.value) for timex in source.analysis.timexes]


def test_a_headline_without_a_tense_takes_the_week_of_the_others() -> None:
    hit = press("", title="Ostmark ferries hit by pilots' walkout on Tuesday", n=1, at=FRIDAY)
    told = press(
        "The harbour pilots of Ostmark will walk out on Tuesday and stop all ferries.", n=2, at=FRIDAY, publisher="B"
    )
    alone = settle_weekdays([hit])[0]
    settled = settle_weekdays([hit, told])[0]
    assert _days(alone) == [("Tuesday", "2026-03-10")]
    assert _days(settled) == [("Tuesday", "2026-03-17")]


def test_what_is_told_in_the_past_keeps_its_week() -> None:
    voted = press("The harbour pilots of Ostmark voted on Tuesday to stop all ferries.", n=1, at=FRIDAY)
    told = press(
        "The harbour pilots of Ostmark will walk out on Tuesday and stop all ferries.", n=2, at=FRIDAY, publisher="B"
    )
    assert _days(settle_weekdays([voted, told])[0]) == [("Tuesday", "2026-03-10")]


def test_a_day_that_has_begun_where_the_news_is() -> None:
    at = "2026-03-12T00:00:00+00:00"
    early = press("A rocket of Talva crossed the island of Marland early on Friday morning.", n=1, at=at)
    told = press(
        "Talva fired a rocket across the island of Marland on Friday, March 13.", n=2, at=FRIDAY, publisher="B"
    )
    settled = settle_weekdays([early, told])[0]
    timex = settled.analysis.timexes[0]
    assert (timex.value, timex.rule) == ("2026-03-13", "weekday-over-midnight")
    sentence = next(s for s in settled.analysis.sentences if s.field == "text")
    changes, refused = absolute_dates(read_source(settled), sentence, ())
    assert refused is None
    assert [change.after for change in changes] == ["on the morning of Friday, March 13"]


def test_one_week_is_not_moved_by_another_affair() -> None:
    hit = press("", title="Ostmark ferries hit by pilots' walkout on Tuesday", n=1, at=FRIDAY)
    other = press("The museum will open its new wing on Tuesday, March 17.", n=2, at=FRIDAY, publisher="B")
    assert _days(settle_weekdays([hit, other])[0]) == [("Tuesday", "2026-03-10")]
