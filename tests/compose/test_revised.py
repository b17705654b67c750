"""Figures that a later article replaces: what changed, in the outlet's own words, and nothing else."""

from __future__ import annotations

from tests.compose.press import press
from tests.compose.story import pooled

from coranto.compose.revised import Replaced, find_replaced
from coranto.types import Source

MONDAY, TUESDAY, THURSDAY = "2026-03-09T10:00:00+01:00", "2026-03-10T10:00:00+01:00", "2026-03-12T10:00:00+01:00"


def pairs(*sources: Source) -> set[tuple[str, str]]:
    """Every replaced figure with the one that stands now, as printed."""
    return {(each.was.text, each.now.text) for each in found(*sources)}


def found(*sources: Source) -> tuple[Replaced, ...]:
    return find_replaced(pooled(*sources))


def old(text: str, *, title: str = "Lamp maker speaks", publisher: str = "Ostmark Courier") -> Source:
    return press(text, title=title, n=2, at=MONDAY, publisher=publisher)


def new(
    text: str, *, title: str = "Lamp maker speaks again", publisher: str = "Plain Dealer", at: str = THURSDAY
) -> Source:
    return press(text, title=title, n=1, at=at, publisher=publisher)


def test_a_number_that_has_risen_replaces_the_older_one() -> None:
    before = old("Nine leaks have been reported at the Brentel works, and the pumps were stopped.")
    after = new("The number of reported leaks at the Brentel works has risen to 31, the company said.")
    assert pairs(before, after) == {("Nine", "31")}


def test_what_was_widened_replaces_the_older_size_in_headline_and_text() -> None:
    before = old(
        "Brentel is recalling 20,000 garden lamps sold in three countries, the company said on Monday.\n\n"
        "Of the 20,000 lamps, 12,000 were sold in Ostmark and 8,000 in Halle.",
        title="Brentel recalls 20,000 garden lamps",
    )
    after = new("Brentel widened its recall of garden lamps on Thursday to 64,000 units in six countries.")
    replaced = found(before, after)
    assert {each.old.sentence.text.split(" ")[0] for each in replaced} == {"Brentel", "Of"}


def test_from_and_to_name_the_older_rate() -> None:
    before = old("The Bank of Ostmark has lowered its key rate to 3.25% and will wait.", title="Rates down")
    after = new("The Bank of Ostmark raised its key interest rate to 3.50% from 3.25% on Thursday.", title="Rates up")
    assert pairs(before, after) == {("3.25%", "3.50%")}


def test_another_rate_is_not_the_rate_that_was_raised() -> None:
    before = old("Harbour Savings has lowered its mortgage rate to 2.25% for new loans.", title="Loans cheaper")
    after = new("The Bank of Ostmark raised its key rate to 3.50% on Thursday.", title="Rates up")
    assert pairs(before, after) == set()


def test_an_earlier_statement_is_withdrawn_by_its_outlet() -> None:
    before = old("Ostmark and Halle are to open six border gates.", title="Ostmark to open six gates")
    after = new("Five border gates are to open. An earlier statement had spoken of six.", title="Gates to open")
    assert ("six", "Five") in pairs(before, after)


def test_other_things_other_places_and_periods_stand() -> None:
    leaks = new("The number of reported leaks at the Brentel works has risen to 31, the company said.")
    assert pairs(old("Nine pumps have been repaired at the Brentel works."), leaks) == set()
    assert pairs(old("Nine leaks have been reported in the village of Sarn."), leaks) == set()
    assert pairs(old("Nine leaks were reported at the Brentel works in January 2026."), leaks) == set()
    assert pairs(old("Forty leaks have been reported at the Brentel works."), leaks) == set()


def test_a_dated_deed_stays_true() -> None:
    before = old("Crews at the Brentel works closed nine leaks on Monday.")
    after = new("The number of leaks at the Brentel works has risen to 31, the company said.")
    assert pairs(before, after) == set()


def test_an_outlet_counts_the_same_thing_again() -> None:
    before = old("Railways said they would cancel 60 trains to Halle because of the storm.", title="Storm hits trains")
    after = new("By noon 90 trains to Halle had been cancelled.", title="Storm goes on", publisher="Ostmark Courier")
    assert pairs(before, after) == {("60", "90")}
    elsewhere = new("By noon 90 trains to Halle had been cancelled.", title="Storm goes on", publisher="Plain Dealer")
    assert pairs(before, elsewhere) == set()


def test_deeds_of_two_days_are_two_deeds() -> None:
    before = old("The coastguard fined 12 boats off Halle on Monday.", title="Boats fined")
    after = new(
        "The coastguard fined 15 boats off Halle on Thursday.", title="More boats fined", publisher="Ostmark Courier"
    )
    assert pairs(before, after) == set()


def test_what_is_only_a_part_replaces_nothing() -> None:
    before = old("All 20 analysts in a Courier survey had expected the step.", title="Step expected")
    after = new(
        "Only two of 22 analysts in a Courier survey had expected the step.",
        title="Step a surprise",
        publisher="Ostmark Courier",
    )
    assert pairs(before, after) == set()


def test_a_toll_in_a_side_clause_still_replaces_a_lower_one_of_the_same_people() -> None:
    before = old("Forty guests of a feast in Halle have fallen ill, the health office said.", title="Guests ill")
    after = new("Mould was found in the bread of a feast in Halle after which 52 guests fell ill.", title="Mould found")
    assert pairs(before, after) == {("Forty", "52")}


def test_new_cases_and_cases_of_another_country_are_no_older_total() -> None:
    rise = new("The total number of fever cases in Ostmark has risen to 31.", title="Fever spreads in Ostmark")
    assert pairs(old("Doctors reported two new fever cases in Ostmark.", title="Fever in Ostmark"), rise) == set()
    abroad = old("Nine guests of an inn in Halle have fallen ill, Ostmark's doctors said.", title="Guests ill")
    home = new("Ostmark looks for the cause of a fever of which 40 guests fell ill.", title="Search for the cause")
    assert pairs(abroad, home) == set()
