"""What all accounts lead with is on the page, whichever sentence of them can be printed."""

from __future__ import annotations

from dataclasses import replace

from tests.compose.press import press
from tests.compose.story import page_of, pooled

from coranto.compose.keyfacts import key_words

RACE = (
    press(
        "Skipper Ada Torvik won the harbour regatta in Vessby.\n"
        "A gale broke the mast of the yacht Sunna, and a police boat towed Sunna into Vessby.\n"
        "Torvik thanked her crew.",
        title="Torvik wins Vessby regatta",
        n=2,
        at="2026-05-02T15:00:00+02:00",
    ),
    press(
        "Ada Torvik took the harbour regatta in Vessby.\n"
        "The yacht Sunna lost her mast in a gale and was towed into Vessby by a police boat.\n"
        "Spectators cheered on the pier.",
        title="Vessby regatta goes to Torvik",
        n=1,
        at="2026-05-02T18:00:00+02:00",
        publisher="Plain Dealer",
    ),
)


def test_key_words_are_what_half_of_the_leads_share() -> None:
    words = key_words(pooled(*RACE))
    assert {"regatta", "gale", "mast", "tow"} <= words
    assert not {"pier", "crew"} & words


def test_a_story_of_one_origin_has_none() -> None:
    assert key_words(pooled(RACE[0])) == frozenset()


def test_what_all_lead_with_is_on_the_page() -> None:
    _, sections, _ = page_of(*RACE)
    told = " ".join(s.text for section in sections for s in section.statements)
    assert "gale" in told
    assert "Sunna" in told


def test_one_late_look_back_does_not_make_history_of_the_news() -> None:
    late = press(
        "The harbour of Vessby has dredged its basin for larger boats.",
        title="Vessby dredges basin after Torvik's regatta",
        n=1,
        at="2027-05-02T18:00:00+02:00",
        publisher="Morning Star",
    )
    first, second = RACE
    _, sections, _ = page_of(replace(first, n=3), replace(second, n=2), late)
    assert "Torvik" in " ".join(s.text for section in sections for s in section.statements)
