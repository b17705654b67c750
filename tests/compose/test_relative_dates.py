"""Days that are written out, and those that are left or withheld because no English would come of it."""

from __future__ import annotations

import pytest
from tests.compose.press import press

from coranto.compose.reading import read_source
from coranto.compose.relative_dates import absolute_dates

FRIDAY = "2026-03-13T09:00:00+01:00"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The quarry of Ostmark closed on Tuesday after a slide.", ["Tuesday, March 10,"]),
        ("The quarry of Ostmark closed on Tuesday (March 10) after a slide.", []),
        ("The quarry of Ostmark was full of trippers on a crowded Sunday in winter.", None),
    ],
    ids=["plain", "its date stands behind it", "a day of one kind"],
)
def test_what_a_weekday_becomes(text: str, written: list[str] | None) -> None:
    source = press(text, n=1, at=FRIDAY)
    sentence = next(s for s in source.analysis.sentences if s.field == "text")
    changes, refused = absolute_dates(read_source(source), sentence, ())
    assert (refused is not None) == (written is None)
    assert [change.after for change in changes] == (written or [])
