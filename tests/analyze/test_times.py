"""The time tagger as a table: what was written, on which day, and what it means."""

from __future__ import annotations

from datetime import datetime

import pytest

from coranto.analyze.times import find_timexes
from coranto.models.spacy_parser import SpacyParser
from coranto.types import Sentence, Timex

PUBLISHED = "2026-01-07T15:30:00+09:00"  # a Wednesday


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def tag(text: str, parser: SpacyParser | None = None, *, on: str = PUBLISHED, language: str = "en") -> list[Timex]:
    tokens = parser.parse([text], language=language)[0].tokens if parser else ()
    sentence = Sentence(index=0, field="text", start=0, end=len(text), text=text, paragraph=0, tokens=tokens)
    return list(find_timexes([sentence], published_at=datetime.fromisoformat(on), language=language))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge opened on Jan. 5, 2026.", ("Jan. 5, 2026", "2026-01-05")),
        ("The bridge opened on 5 January 2026.", ("5 January 2026", "2026-01-05")),
        ("It was signed on 2026-01-03.", ("2026-01-03", "2026-01-03")),
        ("The school closed in June 2025.", ("June 2025", "2025-06")),
        ("The school closed last June.", ("last June", "2025-06")),
        ("The mill burned down in 1998.", ("1998", "1998")),
        ("The tower fell last Monday.", ("last Monday", "2026-01-05")),
        ("The tower fell last Wednesday.", ("last Wednesday", "2025-12-31")),
        ("The tower fell Thursday last week.", ("Thursday last week", "2026-01-01")),
        ("It was found yesterday.", ("yesterday", "2026-01-06")),
        ("The dam broke the day before yesterday.", ("the day before yesterday", "2026-01-05")),
        ("The river rose on Tuesday evening.", ("Tuesday evening", "2026-01-06")),
        ("Two boats sank earlier this month.", ("earlier this month", "2026-01")),
        ("The council met three days ago.", ("three days ago", "2026-01-04")),
        ("Houses were searched overnight.", ("overnight", "2026-01-07")),
        ("The fair is on next year.", ("next year", "2027")),
        ("The shop closed on New Year's Eve.", ("New Year's Eve", "2025-12-31")),
        ("The strike began on Dec. 30.", ("Dec. 30", "2025-12-30")),
        ("The plant lost money in the third quarter of 2025.", ("the third quarter of 2025", "2025")),
    ],
)
def test_dates(parser: SpacyParser, text: str, expected: tuple[str, str]) -> None:
    found = tag(text, parser)
    assert [(t.text, t.value) for t in found] == [expected]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ministers will meet in Torva on Monday.", "2026-01-12"),
        ("The ministers met in Torva on Monday.", "2026-01-05"),
        ("The ministers will leave on Friday and hold talks on Saturday.", "2026-01-10"),
        ("She was to visit the harbour on Thursday, her office said.", "2026-01-08"),
        ("Marland and Velm agreed late on Tuesday to stop fighting in the valley on Monday.", "2026-01-12"),
        ("Marland accepted a truce from Tuesday.", "2026-01-13"),
        ("The mill was halted until Monday.", "2026-01-12"),
        ("The council announced a day of mourning for Sunday.", "2026-01-11"),
        ("The launch was moved to Saturday after the storm.", "2026-01-10"),
        ("The hearing was postponed from Tuesday to Monday.", "2026-01-12"),
        ("They stressed the need to reopen the road at their meeting on Monday.", "2026-01-05"),
        ("The vote is due on Sunday.", "2026-01-11"),
        ("Crews could not reach the farm on Tuesday.", "2026-01-06"),
        ("They looked for ways to get around Monday's ruling.", "2026-01-05"),
        ("The court postponed the hearing until Friday.", "2026-01-09"),
        ("The mayor spoke on Wednesday.", "2026-01-07"),
        ("Moon probe ready for launch on Friday", "2026-01-09"),
        ("The premier will name a minister on Friday, after Ines Roth stepped down.", "2026-01-09"),
        ("It compares with a close of 34 euros on Monday, before the board reported the talks.", "2026-01-05"),
    ],
)
def test_weekdays_follow_their_verb(parser: SpacyParser, text: str, value: str) -> None:
    assert [t.value for t in tag(text, parser)][-1] == value


@pytest.mark.parametrize(
    ("text", "value"), [("They will meet Monday.", "2026-01-12"), ("They met on Monday.", "2026-01-05")]
)
def test_without_a_parse_the_nearest_cue_decides(text: str, value: str) -> None:
    assert tag(text)[0].value == value


def test_the_offset_of_publication_decides_the_day() -> None:
    text = "The gate opened today."
    assert tag(text, on="2026-01-06T23:30:00-05:00")[0].value == "2026-01-06"
    assert tag(text, on="2026-01-07T04:30:00+00:00")[0].value == "2026-01-07"


def test_a_past_weekday_that_is_tomorrow_by_utc_has_begun_where_the_news_is(parser: SpacyParser) -> None:
    text = "A slide closed the road on Thursday."
    assert tag(text, parser, on="2026-01-07T22:10:00Z")[0].value == "2026-01-08"
    assert tag(text, parser, on="2026-01-07T08:10:00Z")[0].value == "2026-01-01"
    assert tag(text, parser, on="2026-01-07T22:10:00-05:00")[0].value == "2026-01-01"


def test_around_new_year_a_date_without_a_year_is_the_near_one() -> None:
    assert tag("The pipe burst on Dec. 31.", on="2026-01-02T08:00:00Z")[0].value == "2025-12-31"
    assert tag("The hall will open on Jan. 3.", on="2025-12-30T08:00:00Z")[0].value == "2026-01-03"


@pytest.mark.parametrize(
    ("text", "on", "value", "rule"),
    [
        ("Filed 05/01/2026.", "2026-01-05T10:00:00Z", "2026-01-05", "numeric-day-first-by-nearness"),
        ("Filed 05/01/2026.", "2026-05-02T10:00:00Z", "2026-05-01", "numeric-month-first-by-nearness"),
        ("Filed 05/01/2024.", "2026-01-05T10:00:00Z", "2024-05-01", "numeric-month-first-by-habit"),
        ("It burned on 05/03/2026.", "2026-03-13T10:00:00Z", "2026-03-05", "numeric-day-first-by-tense"),
        ("Filed 25/01/2024.", "2026-01-05T10:00:00Z", "2024-01-25", "numeric-day-first"),
        ("Filed 05.01.2024.", "2026-01-05T10:00:00Z", "2024-01-05", "numeric-day-first-by-dots"),
    ],
)
def test_figures_say_how_they_were_read(text: str, on: str, value: str, rule: str) -> None:
    found = tag(text, on=on)[0]
    assert (found.value, found.rule) == (value, rule)


@pytest.mark.parametrize(
    "text", ["It is due on Feb. 30.", "A day later the wall gave way.", "That year the mill shut."]
)
def test_what_cannot_be_decided_stays_open(text: str) -> None:
    found = tag(text)
    assert found
    assert found[0].value is None
    assert found[0].precision == "none"


def test_a_leaning_expression_takes_the_day_named_before_it(parser: SpacyParser) -> None:
    found = tag("Engineers spoke on Tuesday of the slide that closed the road a day earlier.", parser)
    assert [(t.text, t.value) for t in found] == [("Tuesday", "2026-01-06"), ("a day earlier", "2026-01-05")]


def test_ranges_have_an_end() -> None:
    assert [(t.value, t.end_value) for t in tag("The fair ran Jan. 3-5.")] == [("2026-01-03", "2026-01-05")]
    joined = tag("It ran from Jan. 3 to Jan. 6.")
    assert joined[0].end_value == "2026-01-06" or joined[0].text == "Jan. 3 to Jan. 6"
    week = tag("It closed last week.")[0]
    assert (week.value, week.end_value, week.timeml) == ("2025-12-29", "2026-01-04", "2026-W01")


@pytest.mark.parametrize(
    ("text", "kind", "timeml"),
    [
        ("It lasted 90 minutes.", "duration", "PT90M"),
        ("The ferry runs every day.", "set", "P1D"),
        ("They met recently.", "vague", "PAST_REF"),
        ("It hit at 9 a.m. EST Tuesday.", "time", "2026-01-06T09:00"),
    ],
)
def test_kinds(text: str, kind: str, timeml: str) -> None:
    found = tag(text)
    assert [(t.kind, t.timeml) for t in found] == [(kind, timeml)]


@pytest.mark.parametrize(
    "text",
    [
        "About 2000 people came.",
        "A nine-year-old boy won.",
        "They may march again.",
        "He earns $30,000 a year.",
        "Jan Orlow and May Winter agreed.",
        "The rate fell to 19.98 percent.",
    ],
)
def test_no_date_is_found_where_there_is_none(text: str) -> None:
    assert tag(text) == []


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "Am 5. Januar 2026 und vergangenen Freitag.", ["2026-01-05", "2026-01-02"]),
        ("es", "El 5 de enero de 2026 y el viernes pasado.", ["2026-01-05", "2026-01-02"]),
        ("fr", "Le 2026-01-03, lundi.", ["2026-01-03"]),
    ],
)
def test_other_languages_are_other_tables(language: str, text: str, values: list[str]) -> None:
    assert [t.value for t in tag(text, language=language)] == values


def test_spans_are_offsets_into_the_field() -> None:
    body = "Rain fell. The bridge closed on Monday."
    sentence = Sentence(index=3, field="text", start=11, end=len(body), text=body[11:], paragraph=0, tokens=())
    (found,) = find_timexes([sentence], published_at=datetime.fromisoformat(PUBLISHED))
    assert body[found.start : found.end] == found.text == "Monday"
    assert found.sentence == 3


@pytest.mark.parametrize(
    ("text", "value", "end_value"),
    [
        ("The dam will be shut in the first week of March.", "2026-03-02", "2026-03-08"),
        ("The mill burned in the last week of December 2024.", "2024-12-23", "2024-12-29"),
        ("The hall was let for the week of Dec. 22.", "2025-12-22", "2025-12-28"),
        ("The council sits the week after next.", "2026-01-19", "2026-01-25"),
    ],
)
def test_named_weeks(parser: SpacyParser, text: str, value: str, end_value: str) -> None:
    (found,) = tag(text, parser)
    assert (found.value, found.end_value) == (value, end_value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bridge fell two days before Christmas.", "2025-12-23"),
        ("Crews left three days after Dec. 20.", "2025-12-23"),
        ("The office shut the day before New Year's Eve.", "2025-12-30"),
        ("The school reopened two weeks after Dec. 1, 2025.", "2025-12-15"),
    ],
)
def test_a_count_beside_a_date_is_one_date(parser: SpacyParser, text: str, value: str) -> None:
    (found,) = tag(text, parser)
    assert (found.value, found.rule) == (value, "anchored")


def test_how_long_something_lasts_after_a_date_is_no_date(parser: SpacyParser) -> None:
    found = tag("The road stayed shut for two weeks after Dec. 1, 2025.", parser)
    assert [(t.kind, t.value) for t in found] == [("duration", None), ("date", "2025-12-01")]


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("It has been shut since July 2025.", "ON_OR_AFTER"),
        ("It opened in early July 2025.", "START"),
        ("It will open by the end of this month.", "ON_OR_BEFORE-END"),
        ("It will open after mid-March 2026.", "AFTER-MID"),
        ("Pay before Jan. 20, 2026.", "BEFORE"),
        ("Homes built in 1998 or later are safe.", "ON_OR_AFTER"),
        ("It opened more than two years ago.", "BEFORE"),
        ("It opened in July 2025 and before long it shut.", ""),
    ],
)
def test_which_part_and_which_side_of_a_time_is_meant(parser: SpacyParser, text: str, mod: str) -> None:
    assert tag(text, parser)[0].mod == mod


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The tower fell two weeks ago.", "2025-12-24"),
        ("The tower fell two years and three months ago.", "2023-10-07"),
        ("The ferry will sail in three days.", "2026-01-10"),
        ("The ferry will sail in an hour.", "2026-01-07T16:30"),
        ("It rained over the last three months.", "2025-10-07/2026-01-07"),
        ("Rain will fall in the next five days.", "2026-01-08/2026-01-13"),
        ("Rain will fall for the rest of the month.", "2026-01-07/2026-01-31"),
        ("Rain fell on the last day of school.", ""),
    ],
)
def test_what_counting_gives_is_kept_beside_what_is_meant(parser: SpacyParser, text: str, counted: str) -> None:
    assert "".join(t.counted for t in tag(text, parser)) == counted


@pytest.mark.parametrize(
    ("text", "timeml"),
    [
        ("The siren went off on Tuesday at 7.", "2026-01-06T07:00"),
        ("The siren went off on Tuesday evening at 7:30.", "2026-01-06T19:30"),
        ("The siren went off at 9:15 a.m. on Jan. 5, 2026.", "2026-01-05T09:15"),
        ("The siren went off yesterday at half past eight in the evening.", "2026-01-06T20:30"),
        ("The siren went off on Monday at 4 o'clock.", "2026-01-05T04:00"),
        ("Filed 2026-01-05T08:15:00Z.", "2026-01-05T08:15"),
    ],
)
def test_a_clock_takes_the_day_beside_it(parser: SpacyParser, text: str, timeml: str) -> None:
    assert timeml in [t.timeml for t in tag(text, parser)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The shops were full on Black Friday.", "2025-11-28"),
        ("The church was full on Palm Sunday 2025.", "2025-04-13"),
        ("Sales are due on 1/20, 1/22 or 1/25.", "2026-01-25"),
        ("He retired in 2025-11.", "2025-11"),
        ("It ran in the 2015-16 season.", "2015"),
        ("He sails the day after tomorrow.", "2026-01-09"),
        ("They met on the 20th of last month.", "2025-12-20"),
    ],
)
def test_more_ways_to_write_a_date(parser: SpacyParser, text: str, value: str) -> None:
    assert tag(text, parser)[-1].value == value


@pytest.mark.parametrize(
    "text",
    ["About 3/4 of the homes flooded.", "They won 4-2.", "It rose to 10-year highs of 6/1.", "In May two were held."],
)
def test_figures_with_a_stroke_are_no_date_by_themselves(text: str) -> None:
    assert not [t for t in tag(text) if t.precision == "day"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It is the worst flood in 20 years.", [None]),
        ("It is the second slide to close the road in two months.", [None]),
        ("The gate will open in two months.", ["2026-03"]),
        ("The gate will open on the 15th day of June.", ["2026-06-15"]),
        ("The gate was shut from 1/4 to 1/6.", ["2026-01-04", "2026-01-06"]),
        ("The gate was shut in 11/2025.", ["2025-11"]),
        ("Sales fell in the 1st quarter of 2024.", ["2024"]),
    ],
)
def test_what_looks_back_and_what_looks_ahead(parser: SpacyParser, text: str, values: list[str | None]) -> None:
    assert [t.value for t in tag(text, parser)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She was born on May twenty one, 1987.", "1987-05-21"),
        ("She was born on twenty five January nineteen hundred ninety three.", "1993-01-25"),
        ("She was born on 15 April of 87.", "1987-04-15"),
        ("The form is dated Dec31, 2025.", "2025-12-31"),
        ("The file is dated 20251230.", "2025-12-30"),
        ("The next fair is next Jan. 5.", "2027-01-05"),
        ("The bill is due in four working days.", "2026-01-13"),
        ("The court sits Monday two weeks from now.", "2026-01-19"),
        ("The pool shut on the thirty-first day of last month.", "2025-12-31"),
    ],
)
def test_days_told_in_rarer_ways(parser: SpacyParser, text: str, value: str) -> None:
    assert value in [t.value for t in tag(text, parser)]


@pytest.mark.parametrize(
    ("text", "timeml"),
    [
        ("It took an hour and 30 minutes.", "PT1H30M"),
        ("It took two years and a half.", "P2Y6M"),
        ("It lasted 1 month 2 weeks and 3 days.", "P1M2W3D"),
        ("They ended a week-long strike.", "P1W"),
        ("They ended decades-long rule.", "PXY"),
        ("The mill made money in several quarters of growth.", "PXQ"),
        ("They sang songs of the 70s.", "197"),
        ("They sat in week 3 of 2026.", "2026-W03"),
        ("The harvest was the best of the week.", "2026-W02"),
        ("They are worried about the future.", "FUTURE_REF"),
        ("He named its current owner.", "PRESENT_REF"),
    ],
)
def test_lengths_decades_and_vague_times(parser: SpacyParser, text: str, timeml: str) -> None:
    assert timeml in [t.timeml for t in tag(text, parser)]


@pytest.mark.parametrize("text", ["Temperatures stayed in the 70s.", "A six-year-old boy won.", "He sent 4 to 5 men."])
def test_degrees_ages_and_counts_are_no_times(parser: SpacyParser, text: str) -> None:
    assert tag(text, parser) == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The hall will shut for a week starting tomorrow.", "2026-01-08/2026-01-15"),
        ("Rain fell in the first two months of 2025.", "2025-01-01/2025-03-01"),
        ("Rain fell in the last two months of 2025.", "2025-11-01/2026-01-01"),
        ("The hall was shut for the previous 4 business days.", "2026-01-01/2026-01-07"),
        ("The mill will grow in the next decade.", "2030-01-01/2040-01-01"),
        ("The bridge will open later this week.", "2026-01-08/2026-01-12"),
        ("The gate fell last Friday.", "2026-01-02"),
        ("Sales fell over the last two years and three months.", "2023-10-07/2026-01-07"),
    ],
)
def test_what_counting_gives_of_longer_times(parser: SpacyParser, text: str, counted: str) -> None:
    assert counted in [t.counted for t in tag(text, parser)]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Ramadan 2024 was quiet in Torva.", "2024-03-10"),
        ("The ferry will stop for Eid al-Fitr.", "2026-03-19"),
        ("The school shut for Independence Day.", "2025-07-04"),
    ],
)
def test_feasts_whose_day_differs_by_country_date_nothing(text: str, counted: str) -> None:
    (found,) = tag(text)
    assert (found.value, found.counted, found.kind) == (None, counted, "vague")


def test_a_feast_and_its_weekend() -> None:
    (found,) = tag("The road was full on Halloween weekend 2025.")
    assert (found.value, found.end_value) == ("2025-11-01", "2025-11-02")
    (found,) = tag("The road was full on Memorial Day weekend.", on="2026-05-26T10:00:00Z")
    assert (found.value, found.end_value) == ("2026-05-23", "2026-05-24")


@pytest.mark.parametrize(
    "text",
    [
        "Windows were broken after a toll march, 17 people were held.",
        "In January, 17 people fell ill.",
        "They march 12 miles each day.",
    ],
)
def test_a_march_or_a_month_before_a_number_is_no_day(parser: SpacyParser, text: str) -> None:
    assert not [t for t in tag(text, parser) if len(t.value or "") == 10]


def test_a_small_march_after_on_is_the_month(parser: SpacyParser) -> None:
    assert [t.value for t in tag("The dam was shut on march 12.", parser)] == ["2025-03-12"]


def test_a_day_after_what_was_signed_is_no_day_of_the_plan(parser: SpacyParser) -> None:
    signed = tag("The governor signed the order to close the port on Saturday.", parser)
    planned = tag("The governor announced a plan to close the port on Saturday.", parser)
    assert [t.value for t in signed] == ["2026-01-03"]
    assert [t.value for t in planned] == ["2026-01-10"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The city has given the tenants until 9 a.m. Monday to leave the block.", "2026-01-12"),
        ("The port has given its guests until noon on Monday.", "2026-01-12"),
        ("The index is close to the record high set on Aug. 6.", "2025-08-06"),
        ("He fled to Aldona in June 1998 and came home later that year.", "1998"),
        ("The mill was founded in 2012, and it burned down the following year.", "2013"),
        ("It opened in May 2019 and closed the following month.", "2019-06"),
        ("It came to power in 2012, and quarrels began in the following month.", "2026-02"),
    ],
)
def test_deadlines_with_an_hour_records_and_years_named_before(parser: SpacyParser, text: str, value: str) -> None:
    assert [(t.value or "")[:10] for t in tag(text, parser)][-1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The two sides agreed late on Tuesday to stop firing on Thursday.", "2026-01-08"),
        ("The company promised to open the dam on Friday.", "2026-01-09"),
        ("The court ordered the port to open on Saturday.", "2026-01-10"),
        ("Ferries were halted until Sunday.", "2026-01-11"),
        ("The council voted to close the pool on Tuesday.", "2026-01-06"),
        ("The two mayors agreed to reopen the road at a meeting on Saturday.", "2026-01-03"),
        ("The firm failed to open the dam on Saturday.", "2026-01-03"),
    ],
)
def test_a_day_under_what_was_agreed_is_the_coming_one_unless_it_is_fresh(
    parser: SpacyParser, text: str, value: str
) -> None:
    assert [t.value for t in tag(text, parser)][-1] == value


def test_a_sum_after_the_is_no_day_of_the_month() -> None:
    assert tag("It asked for the 1.9 billion that it was owed.") == []
