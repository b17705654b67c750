"""What a page tells: what most accounts have, each thing once, and nothing that time has overtaken."""

from __future__ import annotations

import pytest
from tests.compose.press import press
from tests.compose.story import claims_of, page_of, pooled, printed

from coranto.compose.choice import choose
from coranto.compose.likeness import Likeness
from coranto.compose.repetition import repeats
from coranto.types import Source

CRASH = (
    press(
        "A river boat hit a bridge in Ostmark on Friday and sank, killing five people, the fire service said.\n"
        "The skipper was arrested on suspicion of drinking, police said.\n"
        "Buses ran late in the old town.",
        title="Boat hits Ostmark bridge, five dead",
        n=3,
        at="2026-03-13T10:00:00+01:00",
    ),
    press(
        "Five people died when a boat hit a bridge in Ostmark on Friday, the fire service said.\n"
        "Police have arrested the skipper, whom they suspect of drinking.\n"
        "The bridge is 120 metres long.",
        title="Five die as boat hits bridge in Ostmark",
        n=2,
        at="2026-03-13T12:00:00+01:00",
        publisher="Plain Dealer",
    ),
    press(
        "Ostmark mourned on Friday after a boat with 30 passengers sank at its oldest bridge and five of them died.\n"
        "The skipper has been arrested, police said. A lawyer for the skipper denied the charge of drinking.",
        title="Skipper held after boat sinks in Ostmark",
        n=1,
        at="2026-03-13T18:00:00+01:00",
        publisher="Morning Star",
    ),
)


def test_what_several_accounts_tell_is_on_the_page() -> None:
    _, sections, _ = page_of(*CRASH)
    sentences = " ".join(s.text for section in sections for s in section.statements)
    assert "ive" in sentences
    assert "arrested" in sentences
    assert "denied" in sentences


def test_a_toll_is_told_once() -> None:
    _, sections, _ = page_of(*CRASH)
    sentences = [s.text.lower() for section in sections for s in section.statements]
    assert sum("five people" in text for text in sentences) == 1


def test_no_title_is_the_headline_or_another_title() -> None:
    headline, sections, _ = page_of(*CRASH)
    titles = [headline.text.lower(), *(s.title.text.lower() for s in sections)]
    assert len(set(titles)) == len(titles)


def test_a_plan_that_has_come_about_is_no_news() -> None:
    story = (
        press(
            "The board will decide on Friday whether to close the north pier, its chairman said.",
            title="Board to decide on pier",
            n=2,
            at="2026-03-11T10:00:00+01:00",
        ),
        press(
            "The board closed the north pier of Ostmark on Friday.",
            title="Board closes north pier",
            n=1,
            at="2026-03-13T20:00:00+01:00",
            publisher="Plain Dealer",
        ),
    )
    _, sections, _ = page_of(*story)
    assert not any("will decide" in text for text in printed(sections))


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("A boat hit a bridge in Ostmark and sank.", "A boat struck a bridge in Ostmark and sank.", True),
        ("Two people died when a quake hit Halle.", "Ferries run again after the quake that hit Halle.", False),
    ],
)
def test_a_main_clause_decides_what_is_repeated(first: str, second: str, told: bool) -> None:
    story = (
        press(first, title="Morning news", n=2, publisher="Plain Dealer"),
        press(second, title="Evening news", n=1),
    )
    claims = claims_of(*story)
    sentences = [s for claim in claims for s in claim.sentences if not s.is_title]
    old = next(s for s in sentences if s.source.n == 2)
    new = next(s for s in sentences if s.source.n == 1)
    like = Likeness([s for claim in claims for s in claim.sentences])
    assert repeats(new, old, like) is told


def test_never_more_claims_than_asked_for() -> None:
    claims = claims_of(*CRASH)
    like = Likeness([s for claim in claims for s in claim.sentences])
    assert len(choose(claims, like, most=2)) == 2


def test_a_headline_whose_figure_is_old_still_says_what_else_is_news() -> None:
    story = (
        press(
            "Nine people are known to have died in the fire on the ferry Halle Star, police said on Friday.",
            title="Ferry fire kills nine",
            n=1,
        ),
        press(
            "The captain of the Halle Star was arrested on Thursday, the court in Ostmark said.\n"
            "The number of dead in the ferry fire rose to six.",
            title="Captain arrested as ferry fire toll rises to six",
            n=2,
            at="2026-03-12T18:00:00+01:00",
            publisher="Plain Dealer",
        ),
    )
    _, sections, _ = page_of(*story)
    assert any("captain" in text.lower() and "arrested" in text for text in printed(sections))


def test_who_is_rescued_are_people_said_or_not() -> None:
    sentences = pooled(press("Ninety-one were rescued off Halle on Friday, the coastguard said.", title="Ferry sinks"))
    assert any(s.statement.text.startswith("Ninety-one were rescued") for s in sentences)


def test_a_new_deed_after_what_was_told_is_told() -> None:
    story = (
        press(
            "A march against the harbour toll in Halle ended in clashes on Thursday, when 90 people sat on the bridge.",
            title="March against harbour toll ends in clashes in Halle",
            n=2,
            at="2026-03-12T21:00:00+01:00",
        ),
        press(
            "Halle council will vote again on the harbour toll, its leader said on Friday, a day after a march against "
            "the toll ended in clashes.",
            title="Halle council to vote again on harbour toll after clashes",
            n=1,
            publisher="Plain Dealer",
        ),
    )
    _, sections, _ = page_of(*story)
    assert any("will vote again" in text for section in sections for text in (s.text for s in section.statements))


def test_a_count_that_was_not_over_gives_way_to_the_result() -> None:
    story = (
        press(
            "With 71 percent of votes counted, Ida Brandt had 53.1 percent in the election for mayor of Halle.",
            title="Brandt leads in Halle",
            n=2,
            at="2026-03-12T23:00:00+01:00",
        ),
        press(
            "Ida Brandt won the election for mayor of Halle with 50.4 percent of the vote, the election board said.",
            title="Brandt elected mayor of Halle",
            n=1,
            publisher="Plain Dealer",
        ),
    )
    _, sections, _ = page_of(*story)
    assert not any("53.1" in text for text in printed(sections))


def test_what_is_answered_is_not_told_a_second_time() -> None:
    story = (
        press(
            "A ferry sank off Halle on Friday with 40 people on board.\n"
            "The transport ministry said a crane on the car deck had broken loose. "
            "The owner, Strait Lines, denied this and said the ferry had hit a container.",
            title="Ferry sinks off Halle",
        ),
    )
    _, sections, _ = page_of(*story)
    texts = [s.text for section in sections for s in section.statements]
    assert sum("broken loose" in text for text in texts) == 1
    assert any("denied this" in text for text in texts)


def test_a_figure_that_several_bodies_give_is_told_though_no_headline_has_it() -> None:
    def paper(n: int, extra: str) -> Source:
        return press(
            f"Ida Brandt of Halle got a water bill of 284 billion marks this week.\n{extra}",
            title="Halle woman gets water bill of 284 billion marks",
            n=n,
            publisher=f"Paper {n}",
        )

    story = (
        paper(1, "The pipes in Halle are old. The water board later gave the actual amount as 284.46 marks."),
        paper(2, "A neighbour laughed. On Friday it was corrected to 284.46 marks."),
        paper(3, "A dog barked. In the end she had to pay only 284.46 marks."),
    )
    _, sections, _ = page_of(*story)
    assert any("284.46" in text for text in printed(sections))
