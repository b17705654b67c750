"""Sections, titles and headline of small invented stories."""

from __future__ import annotations

from tests.compose.press import press
from tests.compose.story import page_of, printed

from coranto.compose.verify import verify

FLASHES = (
    press("", title="(URGENT) Lindqvist, Moreau open harbour talks: officials", n=3, at="2026-03-13T09:00:00+01:00"),
    press(
        "",
        title="(URGENT) Lindqvist, Moreau agree to share ferry fleet: officials",
        n=2,
        at="2026-03-13T11:00:00+01:00",
    ),
    press(
        "",
        title="(URGENT) Lindqvist, Moreau agree on new rules for night fishing: officials",
        n=1,
        at="2026-03-13T11:20:00+01:00",
    ),
)
STRIKE = (
    press(
        "Tram drivers in Ostmark walked off the job on Friday after pay talks failed, their union said.\n"
        "The city asked commuters to use the river boats, which run every ten minutes.\n"
        "About 900 drivers took part in the strike, the union said.\n"
        "The operator offered a raise of 3 percent on Thursday.",
        title="Ostmark tram drivers strike over pay",
        n=2,
    ),
    press(
        "Tram drivers in Ostmark stopped work on Friday in a dispute over pay.\n"
        "The union rejected an offer of 3 percent from the operator.\n"
        "Mayor Jonas Lindqvist called both sides to the town hall on Saturday.\n"
        "Schools stayed open, the council said.",
        title="Trams stand still in Ostmark; mayor calls both sides to talks",
        n=1,
        at="2026-03-13T21:00:00+01:00",
        publisher="Plain Dealer",
    ),
)


def test_flashes_give_a_short_page_with_the_speaker_in_the_sentence() -> None:
    _, sections, _ = page_of(*FLASHES)
    assert 1 <= len(sections) <= 2
    sentences = [s.text for section in sections for s in section.statements]
    assert "Lindqvist and Moreau agree to share ferry fleet, officials say." in sentences
    assert len(sentences) == 3
    assert all("officials" in text.lower() for text in sentences)


def test_no_sentence_is_told_twice() -> None:
    _, sections, _ = page_of(*STRIKE)
    sentences = [s.text for section in sections for s in section.statements]
    assert len(sentences) == len(set(sentences))


def test_titles_are_headlines_and_cite_what_they_are_cut_from() -> None:
    _, sections, _ = page_of(*STRIKE)
    assert sections
    for section in sections:
        assert not section.title.text.endswith(".")
        assert 3 <= len(section.title.text.split()) <= 17
        assert section.title.citations
        assert section.title.form == "verbatim" or section.title.edits


def test_the_page_stands_before_the_verifier() -> None:
    for story in (FLASHES, STRIKE):
        headline, sections, _ = page_of(*story)
        by_number = {s.n: s for s in story}
        for statement in (headline, *(s for x in sections for s in (x.title, *x.statements))):
            assert verify(statement, by_number) is None, statement.text


def test_never_more_sections_than_asked_for() -> None:
    _, sections, _ = page_of(*STRIKE, limit=1)
    assert len(sections) == 1


def test_the_headline_is_short_and_names_no_outlet() -> None:
    headline, _, _ = page_of(*STRIKE)
    assert 0 < len(headline.text) <= 110
    assert not any(outlet in headline.text for outlet in ("Courier", "Dealer"))
    assert headline.citations


def test_a_witness_keeps_his_claim() -> None:
    story = (
        press(
            "The bridge shook for an hour before it fell, a witness said on Friday.",
            title="Bridge shook for an hour before fall, witness says",
        ),
    )
    headline, sections, _ = page_of(*story)
    assert "witness" in headline.text.lower()
    for section in sections:
        assert "witness" in section.title.text.lower()


def test_the_same_story_gives_the_same_page() -> None:
    assert page_of(*STRIKE) == page_of(*reversed(STRIKE))


def test_headlines_that_break_off_are_no_titles() -> None:
    story = (
        press(
            "Ostmark closed the north pier on Friday after a storm, officials said.",
            title="Ostmark closes north pier that...",
        ),
    )
    headline, sections, _ = page_of(*story)
    assert not any(text.endswith("that") for text in (headline.text, *printed(sections)))


def test_an_outlets_wish_is_no_title() -> None:
    story = (
        press(
            "Ostmark and Halle broke off their talks on Friday after a quarrel over ferry dues, officials said.",
            title="Ostmark and Halle should return to the table",
        ),
    )
    headline, sections, _ = page_of(*story)
    assert not any("should" in s.title.text for s in sections)
    assert "should" not in headline.text


def test_sentences_of_far_days_share_no_section() -> None:
    story = (
        press(
            "Ostmark launched a rescue boat on Friday, officials said. The boat will serve the north coast.",
            title="Ostmark launches rescue boat",
            n=1,
        ),
        press(
            "Fishermen in Halle condemned the launch of a patrol boat on Monday.",
            title="Halle fishermen condemn launch of patrol boat",
            n=2,
            at="2025-11-03T12:00:00+01:00",
            publisher="Plain Dealer",
        ),
    )
    _, sections, _ = page_of(*story)
    assert all(len({n for s in section.statements for n in s.citations}) == 1 for section in sections)


def test_the_news_of_the_headlines_day_stands_above_what_was_told_days_before() -> None:
    delay = "The first sailing of the ferry Aldona from Ostmark was put off for a second time because of strong wind"
    sailed = "The ferry Aldona sailed from Ostmark for the first time on Saturday after two delays"
    _, sections, _ = page_of(
        press(
            f"{sailed}, the harbour office said.\nThe crossing took six hours, a record for the strait.",
            title="Ferry Aldona sails from Ostmark after two delays",
            n=1,
            at="2026-03-14T12:00:00+01:00",
        ),
        press(
            f"{delay}, the harbour office said on Tuesday.\nWaves in the strait were four metres high.",
            title="Wind delays first sailing of ferry Aldona from Ostmark",
            n=2,
            at="2026-03-10T12:00:00+01:00",
            publisher="Plain Dealer",
        ),
    )
    assert any(1 in s.citations for s in sections[0].statements[:1])
