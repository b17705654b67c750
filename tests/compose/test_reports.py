"""Which headlines and sentences report a thing done on one day."""

from __future__ import annotations

import pytest
from tests.compose.press import press

from coranto.compose.reports import announces, headline_reports
from coranto.types import Sentence


def headline(title: str) -> Sentence:
    return press("", title=title).analysis.sentences[0]


@pytest.mark.parametrize(
    ("title", "reports"),
    [
        ("Ferry sinks off Torva", True),
        ("Court orders ferry line to pay 3 million crowns", True),
        ("Is the ferry safe?", False),
        ("Everything that is known of the ferry", False),
        ("Ferry line has 300 customers in Sund", False),
        ("Divers spot wreck of 1712 off Torva", False),
        ("Ferry line to open office in Torva", False),
    ],
)
def test_headlines(title: str, reports: bool) -> None:
    assert headline_reports(headline(title)) is reports


@pytest.mark.parametrize(
    ("title", "plan"),
    [
        ("Ministers to meet in Torva", True),
        ("Ministers will meet in Torva", True),
        ("Ministers agree to meet in Torva", False),
        ("Ministers meet in Torva", False),
    ],
)
def test_plans(title: str, plan: bool) -> None:
    assert announces(headline(title)) is plan
