"""What becomes of a day in an article whose own date nobody knows, as a table."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coranto.analyze.times import find_timexes
from coranto.compose.edits import begun_with_capital, printed
from coranto.compose.reading import read_source
from coranto.compose.relative_dates import absolute_dates
from coranto.models.spacy_parser import SpacyParser
from coranto.types import Analysis, Article, Sentence, Source

READ = datetime(2026, 1, 7, tzinfo=UTC)


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def told(text: str, parser: SpacyParser, *, published: datetime = READ, certain: bool = False) -> str | None:
    """The sentence as a page prints it; None where it is withheld."""
    tokens = parser.parse([text])[0].tokens
    sentence = Sentence(index=0, field="text", start=0, end=len(text), text=text, paragraph=0, tokens=tokens)
    article = Article(
        id="a1",
        url="https://torva.example/1",
        title="",
        text=text,
        publisher="Torva Post",
        published_at=published,
        language="en",
        coverage="full",
        date_certain=certain,
    )
    analysis = Analysis(
        article_id="a1",
        parser="test",
        language="en",
        headline_core=(0, 0),
        sentences=(sentence,),
        timexes=tuple(find_timexes([sentence], published_at=published)),
    )
    source = Source(n=1, article=article, analysis=analysis, copy_of=None, origin="torva")
    changes, reason = absolute_dates(read_source(source), sentence, ())
    return None if reason else printed(text, [(0, len(text))], begun_with_capital(text, 0, changes))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council closed the bridge on Monday.", "The council closed the bridge."),
        ("The council on Monday closed the old bridge.", "The council closed the old bridge."),
        ("On Monday, the council closed the bridge.", "The council closed the bridge."),
        ("The council announced Tuesday that the bridge is shut.", "The council announced that the bridge is shut."),
        ("The council, on Monday night, closed the bridge.", "The council closed the bridge."),
        ("The bridge was closed, the council said Thursday.", "The bridge was closed, the council said."),
        ("Voters in Torva on Tuesday will choose a mayor.", "Voters in Torva will choose a mayor."),
        ("Last week the council closed the bridge.", "The council closed the bridge."),
        (
            "The ferry sank off Torva on Sunday after a collision on Saturday.",
            "The ferry sank off Torva after a collision.",
        ),
        ("The ferry sank on Sunday and its captain was held.", "The ferry sank and its captain was held."),
        ("A survey, released Tuesday, found cracks in the bridge.", "A survey found cracks in the bridge."),
        ("The mayor made the remark in a letter published Friday.", "The mayor made the remark in a letter."),
        (
            "The ban is void, according to a Wednesday ruling by a court in Torva.",
            "The ban is void, according to a ruling by a court in Torva.",
        ),
        (
            "The ban is void, a judge in Torva ruled Monday — a decision that the mayor praised.",
            "The ban is void, a judge in Torva ruled — a decision that the mayor praised.",
        ),
        (
            "The captain was sentenced on Thursday to 20 years in prison.",
            "The captain was sentenced to 20 years in prison.",
        ),
        (
            "Mayor Ida Brandt promised Friday to spend more on the old bridge.",
            "Mayor Ida Brandt promised to spend more on the old bridge.",
        ),
        (
            "Speaking to reporters Friday morning, the mayor defended the plan.",
            "Speaking to reporters, the mayor defended the plan.",
        ),
    ],
)
def test_day_that_only_says_when_is_left_out(text: str, expected: str, parser: SpacyParser) -> None:
    assert told(text, parser) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The bridge has been closed since Monday.",
        "The deadline is Friday.",
        "Monday's storm closed the bridge.",
        "The river rose to 12 feet on Sunday from nine on Saturday.",
        "About 40 ferries sank last week.",
        "The storm of last week closed the bridge.",
        "The river rose from Monday to 12 March.",
        "The river fell by Monday to 12 feet.",
        "The mayor resigned ahead of a Friday deadline.",
        "The fair is open Monday-Friday.",
        "The council will fine drivers who cross the bridge starting Friday.",
        "Tuesday will be dry in Torva and on the coast.",
        "Monday marked the beginning of the fair in Torva.",
        "The fair, which starts on Sunday and is set to draw thousands, is the largest of the coast.",
    ],
)
def test_day_that_is_part_of_what_is_said_withholds_the_sentence(text: str, parser: SpacyParser) -> None:
    assert told(text, parser) is None


@pytest.mark.parametrize("day", ["on Sept. 18", "in November", "on Christmas Day"])
def test_day_that_names_itself_stands_as_printed(day: str, parser: SpacyParser) -> None:
    text = f"The bridge was closed {day} after a flood."
    assert told(text, parser) == text


FRIDAY = datetime(2026, 5, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Memorial Day gas prices are the highest in seven years.",
        "With Memorial Day right around the corner, the ferries are full.",
        "The ferries of Torva were full on Christmas Eve.",
    ],
)
def test_the_name_of_a_feast_is_never_rewritten(text: str, parser: SpacyParser) -> None:
    assert told(text, parser, published=FRIDAY, certain=True) == text


@pytest.mark.parametrize(
    "text",
    [
        "Fares are up 58 percent from a year ago.",
        "The council took office 100 days ago.",
        "As Torva prepares to vote in Thursday's election, the mayor is ahead.",
        "Police are investigating a fight at the harbour on Tuesday night.",
        "The captain reaches for the rope during a race on Monday.",
    ],
)
def test_a_day_or_year_that_is_only_guessed_withholds_the_sentence(text: str, parser: SpacyParser) -> None:
    assert told(text, parser, published=FRIDAY, certain=True) is None


def test_a_weekday_is_still_written_as_a_date(parser: SpacyParser) -> None:
    text = "The council closed the bridge on Thursday."
    printed_text = "The council closed the bridge on Thursday, May 21."
    assert told(text, parser, published=FRIDAY, certain=True) == printed_text
