"""Which day a sentence reports, as a table: only a date on the main statement counts."""

from __future__ import annotations

from datetime import datetime

import pytest

from coranto.analyze.times import find_timexes
from coranto.compose.date_words import spelled_day
from coranto.compose.dates import event_day, is_relative, own_day
from coranto.models.spacy_parser import SpacyParser
from coranto.types import Precision, Sentence

PUBLISHED = datetime.fromisoformat("2026-01-07T15:30:00+09:00")  # a Wednesday


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def parsed(text: str, parser: SpacyParser, *, title: bool = False) -> Sentence:
    tokens = parser.parse([text])[0].tokens
    place = -1 if title else 0
    return Sentence(
        index=0,
        field="title" if title else "text",
        start=0,
        end=len(text),
        text=text,
        paragraph=place,
        tokens=tokens,
    )


def day(
    text: str, parser: SpacyParser, *, title: bool = False, lead: bool = False
) -> tuple[str, Precision, bool] | None:
    sentence = parsed(text, parser, title=title)
    timexes = find_timexes([sentence], published_at=PUBLISHED)
    return event_day(sentence, timexes, published_at=PUBLISHED, is_title=title, is_lead=lead)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge collapsed on Monday.", ("2026-01-05", "day", False)),
        ("The bridge collapsed on Monday, the council said on Tuesday.", ("2026-01-05", "day", False)),
        ("The council will vote on Friday.", ("2026-01-09", "day", True)),
        ("The mayor took office in June 2024.", ("2024-06", "month", False)),
        ("A storm hit the coast before dawn on Tuesday.", ("2026-01-06", "day", False)),
        ("Ministers signed the treaty at a meeting on Monday.", ("2026-01-05", "day", False)),
        ("Orla Venn, who resigned on Monday, leads the poll.", None),
        ("The council said the road was closed.", None),
        ("The office has been shut since Monday.", None),
        ("Talks began after the vote on Monday.", None),
        ("Schools stay closed until Monday.", None),
        ("They will look for a new site this year.", None),
        ("Monday's storm left the road blocked.", None),
        ("Two people died when the river Ule flooded Torva on Monday.", ("2026-01-05", "day", False)),
        ("The act was condemned as it was announced that the council would meet on Friday.", None),
        ("The crew succeeded in raising the ferry on Monday.", ("2026-01-05", "day", False)),
        ("The crew raised the ferry for the first time on Monday.", ("2026-01-05", "day", False)),
        ("The crew rested after raising the ferry on Monday.", None),
        ("The march follows the publication of a report on Monday.", None),
        ("The council answered the January 2 letter.", None),
        ("The team reached its first final in 28 years.", None),
        ("The site was last updated 3 January.", None),
        # a comparison dates nothing, nor does what a share came to over a month
        ("The price of 46 euros compares with a close of 35 euros on Monday.", None),
        ("Prices in Ostmark rose by half a point, slightly less than in April 2025.", None),
        ("The labour office said on Tuesday that prices rose 5% in November 2025.", ("2026-01-06", "day", False)),
        ("Prices in Ostmark rose 5% in November 2025.", None),
        # a day given to what is to come is that of the event, whoever sets it; a forecast gives none
        ("Sentencing is set for Jan. 27.", ("2026-01-27", "day", True)),
        ("The next decision is due on Jan. 27.", ("2026-01-27", "day", True)),
        ("A new hearing was fixed for Jan. 27.", ("2026-01-27", "day", True)),
        ("Members will vote on the deal by Jan. 31.", ("2026-01-31", "day", True)),
        ("Members have until Jan. 31 to vote.", ("2026-01-31", "day", True)),
        ("The bridge was closed until Jan. 31.", None),
        ("Analysts at Lindholm Bank expect one more rise in May.", None),
    ],
)
def test_body_sentences(parser: SpacyParser, text: str, expected: tuple[str, str, bool] | None) -> None:
    assert day(text, parser) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferry sinks off Torva, five missing", ("2026-01-07", "day", False)),
        ("Ministers agree to hold yearly talks", ("2026-01-07", "day", False)),
        ("Ministers to meet in Torva on Monday", ("2026-01-12", "day", True)),
        ("Gardens to open to visitors", None),
        ("Why did the ferry sink?", None),
        ("Toll of Monday's storm rises", ("2026-01-07", "day", False)),
        ("Torva celebrates first cup final in 28 years", ("2026-01-07", "day", False)),
        ("Torva has room for 300 more", None),
        ("Scientists spot new moons beyond Torva", None),
        ("Here's what the new bridge looks like", None),
    ],
)
def test_headlines(parser: SpacyParser, text: str, expected: tuple[str, str, bool] | None) -> None:
    assert day(text, parser, title=True) == expected


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("A ferry sank off Torva, the coast guard said.", True),
        ("The sea was rough.", False),
        ("The council will vote on the plan.", False),
        ("The last strike, two winters ago, ended after a day.", False),
        ("Astronomers have discovered a ring around the moon of Torva.", False),
        ("The discovery was made by a school class.", False),
        ("Orla Venn nearly drowned in the flood that struck Torva in November.", False),
        ("Thousands are expected at the fair.", False),
        ("The firm has resigned from the project over data stolen in November.", True),
    ],
)
def test_a_lead_that_reports_a_thing_done_has_the_day_of_publication(
    parser: SpacyParser, text: str, dated: bool
) -> None:
    assert day(text, parser, lead=True) == (("2026-01-07", "day", False) if dated else None)
    assert day(text, parser) is None


def test_a_lead_has_the_day_on_which_it_was_said_before_that_of_publication(parser: SpacyParser) -> None:
    assert day("A ferry sank off Torva, the coast guard said on Tuesday.", parser, lead=True) == (
        "2026-01-06",
        "day",
        False,
    )
    assert day("Data of the ferry line are being sold, police said on Tuesday.", parser, lead=True) == (
        "2026-01-06",
        "day",
        False,
    )


def test_tomorrow_counts_from_the_day_of_publication_in_its_own_offset(parser: SpacyParser) -> None:
    sentence = parsed("The ferry will leave tomorrow.", parser)
    for stamp, day in (("2026-01-07T03:29:00+00:00", "2026-01-08"), ("2026-01-06T22:29:00-05:00", "2026-01-07")):
        at = datetime.fromisoformat(stamp)
        timexes = find_timexes([sentence], published_at=at)
        assert own_day(sentence, timexes, published_at=at) == (day, "day", True)


def test_a_day_of_the_month_needs_no_date_of_publication(parser: SpacyParser) -> None:
    timexes = find_timexes([parsed("It rained on Monday and on Jan. 2.", parser)], published_at=PUBLISHED)
    assert is_relative(timexes, "2026-01-05")
    assert not is_relative(timexes, "2026-01-02")


def test_own_day_does_not_fall_back_on_publication(parser: SpacyParser) -> None:
    sentence = parsed("Ferry sinks off Torva", parser, title=True)
    assert own_day(sentence, (), published_at=PUBLISHED, is_title=True) is None


@pytest.mark.parametrize(
    ("value", "expected"), [("2026-01-05", "Monday, Jan. 5"), ("2025-06-30", "Monday, June 30, 2025")]
)
def test_days_are_spelt_as_an_agency_does(value: str, expected: str) -> None:
    assert spelled_day(value, PUBLISHED.date(), weekday=True) == expected
