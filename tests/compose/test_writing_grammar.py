"""Sentences of a small model that copy a passage's words and say something else, and true ones beside them."""

from __future__ import annotations

import pytest
from tests.compose.press import parser, press

from coranto.compose.writing_checks import Court, judged
from coranto.models.entailment.trees import TreeEntailer
from coranto.types import Evidence, Statement, Written

PASSAGE = (
    "Marchers will cross the Lindal bridge on Sunday, and police will close the station to trains from 9 a.m."
    " The town is setting up a shelter for families who lost their homes."
    " The Moen family holds 37% of the votes in the shipyard."
    ' "The council has hidden the true cost of the pier," lawyer Nina Falk told reporters outside the court.'
    " Mayor Ole Brekke said that nobody had been dismissed from the yard."
    " The long strike hurt the town of Selvik, the chamber of commerce said."
)


def verdict(text: str, *starts: str) -> Statement | str:
    source = press(PASSAGE, n=1)
    whole = source.article.text
    claims = []
    for start in starts:
        at = next(s for s in source.analysis.sentences if s.field == "text" and s.text.startswith(start))
        evidence = Evidence(source=1, field="text", start=at.start, end=at.end, quote=whole[at.start : at.end])
        claims.append(Statement(text=at.text, evidence=(evidence,), form="verbatim"))
    court = Court(sources={1: source}, disputes=(), entailer=TreeEntailer(), parser=parser())
    return judged(Written(text=text, claims=tuple(range(1, len(claims) + 1))), claims, court, title=False)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Police will close the Lindal bridge from 9 a.m.", "Marchers"),
        ("The town has set up a shelter for families who lost their homes.", "The town"),
        ("The Moen family holds 37 of the votes in the shipyard.", "The Moen"),
        ("The council has hidden the true cost of the pier.", '"The council'),
        ("The shelter for families who lost their homes.", "The town"),
        ("The town is setting up a splendid shelter for families who lost their homes.", "The town"),
        ("The long strike hurt the town of Selvik, the chamber of commerce of U.S.", "The long"),
        ('The town is setting up a "shelter for families who lost their homes.', "The town"),
        ("9, and police will close the station to trains on Sunday.", "Marchers"),
    ],
)
def test_words_of_a_passage_in_another_place_are_refused(text: str, start: str) -> None:
    assert isinstance(verdict(text, start), str)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Marchers will cross the Lindal bridge on Sunday.", "Marchers"),
        ("The Moen family has 37% of the votes in the shipyard.", "The Moen"),
        ("The chamber of commerce said that the long strike hurt the town of Selvik.", "The long"),
    ],
)
def test_the_same_told_otherwise_is_kept(text: str, start: str) -> None:
    assert isinstance(verdict(text, start), Statement), verdict(text, start)


def test_what_one_speaker_said_is_not_given_to_another() -> None:
    woven = "Nina Falk said that nobody had been dismissed from the yard."
    assert isinstance(verdict(woven, '"The council', "Mayor Ole"), str)
