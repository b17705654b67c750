"""A pool made again, when other dates are known, tries anew only the articles that changed."""

from __future__ import annotations

from dataclasses import replace

from tests.compose.press import press
from tests.compose.test_pool import LEAD, Hashes

from coranto.compose.pool import build_pool


def test_what_was_tried_before_gives_the_same_pool() -> None:
    first = press(LEAD + " But the ferry left on Tuesday.", n=1)
    second = press(LEAD + " He said so.", n=2, publisher="B")
    before = build_pool([first, second], Hashes(), limit=600)
    undated = replace(second, article=replace(second.article, date_certain=False))
    anew = build_pool([first, undated], Hashes(), limit=600)
    again = build_pool([first, undated], Hashes(), limit=600, tried=before.tried)
    assert [p.statement for p in again.sentences] == [p.statement for p in anew.sentences]
    assert again.withheld == anew.withheld
    assert again.tried[1][1] is before.tried[1][1]
    assert again.tried[2][1] is not before.tried[2][1]
