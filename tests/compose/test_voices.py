"""When another outlet's sentence is a second voice for a printed one, and when it only speaks of the same affair."""

from __future__ import annotations

import pytest
from tests.compose.press import press
from tests.compose.story import pooled

from coranto.compose.voices import is_second_voice


def _second(printed: str, other: str, *, publisher: str = "Plain Dealer", title: str = "Harbour news") -> bool:
    pool = pooled(press(printed, n=1), press(other, n=2, publisher=publisher, title=title))
    first = next(s for s in pool if s.source.n == 1 and not s.is_title)
    second = next(s for s in pool if s.source.n == 2 and s.is_title == (not other))
    return is_second_voice(first, second)


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        (
            "A ferry with 80 people on board ran aground off Ostmark on Friday, the coast guard said.",
            "A ferry carrying 80 people ran aground near the port of Ostmark on Friday, the harbour master said.",
        ),
        (
            "A court in Ostmark on Friday convicted the pilot of negligence, sentencing him to two years in prison.",
            "The ferry pilot was sentenced to two years in prison by an Ostmark court for negligence on Friday.",
        ),
        (
            "The port's forecast of growth was cut to 2% from 5% on Friday.",
            "On Friday the port trimmed its forecast for growth to 2% from 5%.",
        ),
    ],
)
def test_the_same_deed_in_words_of_its_own(printed: str, other: str) -> None:
    assert _second(printed, other)


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        # another deed at the same place
        (
            "A crowd had gathered at the Lindholm pier in Ostmark for the harbour fireworks on Friday.",
            "The Lindholm pier in Ostmark was closed after a fault set off the harbour fireworks on Friday.",
        ),
        # what may be, and what was
        (
            "The union's leader said that a settlement in the ferry strike could be reached on Friday.",
            "A settlement in the ferry strike was reached on Friday after a long night of talks.",
        ),
        # what somebody means to do, and what anybody may
        (
            "The pilot's lawyer said that he would appeal the verdict.",
            "The pilot's lawyer said the verdict can be appealed.",
        ),
        # a length of time that only one gives
        (
            "The ferry Alma left the port of Ostmark 36 minutes after the storm warning on Friday.",
            "The ferry Alma left the port of Ostmark after the storm warning on Friday.",
        ),
        # the deed only beside what is told
        (
            "The Moreau family, which holds a third of the ferry company, has agreed to sell its shares.",
            "The Moreau family holds a third of the shares of the ferry company.",
        ),
        # the same end of another man
        (
            "The harbour office said that the captain's son was killed in the fire that killed the mate.",
            "The mate of the ferry Alma was killed in a fire in the harbour of Ostmark.",
        ),
        # one agency text, turned round
        (
            "Despite lacking its captain, the Alma towed six boats past the northern mole of the harbour on Friday.",
            "The Alma towed six boats past the northern mole of the harbour on Friday despite missing its captain.",
        ),
        # the word of one third outlet
        (
            "The Ostmark Evening News reports that Captain Odo Lind said his hands trembled at the wheel.",
            "Captain Odo Lind told the Ostmark Evening News that his hands trembled at the wheel.",
        ),
    ],
)
def test_what_is_no_second_voice(printed: str, other: str) -> None:
    assert not _second(printed, other)


def test_what_one_person_did_another_did_not() -> None:
    signed = "{} signed the order to cut the harbour fee of Ostmark by 5 percent on Friday."
    again = "In Ostmark {} signed an order on Friday that cuts the fee of the harbour by 5 percent."
    assert _second(signed.format("Governor Ida Roth"), again.format("Governor Ida Roth"))
    assert not _second(signed.format("Governor Ida Roth"), again.format("Mayor Jonas Veld"))


def test_a_headline_of_a_plan_is_no_voice_for_the_deed() -> None:
    printed = "The ministers of Marland and Talva signed the harbour treaty in Ostmark on Friday."
    assert not _second(printed, "", title="Ministers of Marland and Talva to sign harbour treaty in Ostmark")
    assert _second(printed, "", title="Ministers of Marland and Talva sign harbour treaty in Ostmark")


def test_who_credits_the_other_outlet_is_no_voice_of_its_own() -> None:
    printed = "The ferry had been overloaded for months, two sailors said, NBC reported."
    other = "Two sailors said that the ferry had been overloaded for months before the accident."
    assert not _second(printed, other, publisher="www.nbcnews.com")
    assert _second(printed, other, publisher="Plain Dealer")


def test_each_deed_of_the_sentence_must_be_told_by_the_second_voice() -> None:
    printed = "The Grey Hand abducted seven miners near Talva on Monday and demanded that three prisoners be freed."
    assert not _second(printed, "The Grey Hand abducted seven miners near Talva on Monday, the police said.")
    both = "The Grey Hand demanded three prisoners and abducted seven miners in Talva on Monday, the police said."
    assert _second(printed, both)


PRINTED = "A ferry with 80 people on board ran aground off Ostmark on Friday, the coast guard said."
OTHER = "A ferry carrying 80 people ran aground near the port of Ostmark on Friday, the harbour master said."


def _voices(first: str, second: str, *, publishers: tuple[str, str] = ("Coast Ledger", "Plain Dealer")) -> bool:
    pool = pooled(press(first, n=1, publisher=publishers[0]), press(second, n=2, publisher=publishers[1]))
    one = next(s for s in pool if s.source.n == 1 and not s.is_title)
    return is_second_voice(one, next(s for s in pool if s.source.n == 2 and not s.is_title))


def test_an_agency_that_contributed_to_both_is_one_voice() -> None:
    credit = "\nThe Associated Press contributed to this report."
    assert _voices(PRINTED, OTHER)
    assert not _voices(PRINTED + credit, OTHER + credit)
    assert not _voices(PRINTED, OTHER + credit, publishers=("Associated Press", "Plain Dealer"))
    assert not _voices(PRINTED + "\nCopyright 2026 The Associated Press. All rights reserved.", OTHER + credit)


def test_two_addresses_of_one_house_are_one_voice() -> None:
    assert not _voices(PRINTED, OTHER, publishers=("www.coastledger.example", "blogs.coastledger.example"))
    assert _voices(PRINTED, OTHER, publishers=("coastledger.co.example", "plaindealer.example"))


def test_who_quotes_the_other_outlet_is_no_second_voice() -> None:
    credited = "A ferry carrying 80 people ran aground near the port of Ostmark on Friday, Coast Ledger reported."
    assert not _voices(PRINTED, credited)
