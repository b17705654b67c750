"""Titles: whose statement it is, a desk's grammar, and nothing that only the text below names."""

from __future__ import annotations

import pytest
from tests.compose.press import parser, press
from tests.compose.story import claims_of, page_of, pooled, printed

from coranto.compose.casing import Casing
from coranto.compose.likeness import Likeness
from coranto.compose.sections import _takes_a_side
from coranto.compose.title_speaker import must_keep_speaker, says, short_speaker
from coranto.compose.title_words import roots_of
from coranto.compose.titles import Titles
from coranto.models.minilm import MiniLM
from coranto.types import Dispute, DisputeSide


@pytest.mark.parametrize(
    ("text", "keeps"),
    [
        ("Lindqvist took 40,000 marks from the builder, prosecutors said on Friday.", True),
        ("A dock worker had planned the theft for weeks, police said on Friday.", True),
        ("Two people were killed in the fire, police said on Friday.", False),
        ("The fare will rise to 4 marks, the city said on Friday.", True),
        ("Mayor Jonas Lindqvist has broken the law, the opposition said on Friday.", True),
    ],
)
def test_who_says_it_stays_where_it_is_in_question(text: str, keeps: bool) -> None:
    (sentence,) = (s for s in pooled(press(text)) if not s.is_title)
    assert must_keep_speaker(sentence) is keeps


def test_a_long_speaker_is_named_in_short() -> None:
    (sentence,) = (
        s
        for s in pooled(
            press("Ice on Lake Halle has thinned by a third, according to a study published in Ostmark on Friday.")
        )
        if not s.is_title
    )
    assert short_speaker(sentence) == "study"


@pytest.mark.parametrize(
    ("speaker", "verb"),
    [
        ("Ada Moors", "says"),
        ("police", "say"),
        ("researchers", "say"),
        ("the harbour board", "says"),
        ("Officials", "say"),
    ],
)
def test_one_says_and_several_say(speaker: str, verb: str) -> None:
    assert says(speaker) == verb


def test_an_accusation_is_no_fact_in_a_title() -> None:
    story = (
        press(
            "Prosecutors say Jonas Lindqvist received 40,000 marks from a builder. The trial opened on Friday.",
            title="Trial of former harbour chief opens in Halle",
            n=2,
        ),
        press(
            "Jonas Lindqvist received 40,000 marks, prosecutors told the court in Halle on Friday.\n"
            "Lindqvist denies the charge, his lawyer said.",
            title="Prosecutors accuse harbour chief",
            n=1,
            publisher="Plain Dealer",
        ),
    )
    headline, sections, _ = page_of(*story)
    for title in (headline, *(s.title for s in sections)):
        assert "received" not in title.text or "prosecutors" in title.text.lower()


def test_an_infinitive_stays_as_a_desk_prints_it() -> None:
    story = (
        press("The city will open the lake gardens in April, it said.", title="Ostmark to open lake gardens in April"),
    )
    headline, _, _ = page_of(*story)
    assert headline.text == "Ostmark to open lake gardens in April"


def test_a_building_that_nothing_names_is_no_title() -> None:
    story = (
        press(
            "The guard left the building before the alarm. Thieves took three paintings by Ada Moors in Halle.",
            title="Three paintings stolen in Halle",
        ),
    )
    _, sections, _ = page_of(*story)
    assert not any("building" in section.title.text for section in sections)


def test_a_headline_with_another_object_heads_no_section() -> None:
    story = (
        press(
            "Ostmark council approved a budget for the harbour schools on Friday, a clerk said.",
            title="Ostmark council approves budget for harbour schools",
            n=2,
        ),
        press(
            "Ostmark council approved a ban on cars near the harbour schools on Friday, its first such ban.",
            title="Cars banned near harbour schools",
            n=1,
            publisher="Plain Dealer",
        ),
    )
    _, sections, _ = page_of(*story)
    for section in sections:
        if "budget" in section.title.text.lower():
            assert any("budget" in s.text for s in section.statements)


@pytest.mark.parametrize(
    ("title", "again"),
    [
        ("Lorries to be shut out of Halle's north pier in May", True),
        ("Fish traders threaten to block the bridge", False),
    ],
)
def test_a_title_may_retell_the_headline_in_other_words(title: str, again: bool) -> None:
    sentences = pooled(press("", title="Halle to close north pier to lorries from May"))
    titles = Titles(
        sentences,
        Likeness(sentences),
        Casing(()),
        parser(),
        page="Halle to close north pier to lorries from May",
        embedder=MiniLM(threads=1),
    )
    assert titles.retells(title) is again


def test_a_label_is_no_sentence() -> None:
    story = (
        press("", title="Mayor Lindqvist's entire Halle harbour fire address", n=2),
        press(
            "Two people were hurt in a fire in Halle harbour on Friday.", title="Fire in Halle harbour hurts two", n=1
        ),
    )
    _, sections, _ = page_of(*story)
    assert not any("entire" in text for text in printed(sections))


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Ida Brandt is in her second season with the ferry team of Halle, which won twice.", False),
        ("Ida Brandt was 21 years old when the ferry of Halle, an old boat, sank.", False),
        ("Halle has 1,200 ferry captains, 40 more than Ostmark, the bridge council said.", True),
        ("Nine people are missing off Halle, which has closed its harbour to all ferries.", True),
    ],
)
def test_what_somebody_is_heads_no_section(text: str, heads: bool) -> None:
    story = (press(text, title="Ferry news of the day"),)
    claims = [c for c in claims_of(*story) if not c.best.is_title]
    every = [s for c in claims for s in c.sentences]
    titles = Titles(every, Likeness(every), Casing(story), parser())
    assert (titles.for_section(claims) is not None) is heads


def test_the_second_half_of_a_first_word_is_set_as_the_bodies_write_it() -> None:
    body = "The police overhaul of the town drew a crowd. They saw how police and an overhaul met."
    assert Casing([press(body)]).sentence_case("Police-Overhaul Efforts Please Crowd").startswith("Police-overhaul")


def test_no_title_states_one_side_of_a_conflict() -> None:
    """A headline that leaves out whose finding it is would settle what the page says is disputed."""
    story = (
        press(
            "The fire in the Halle mill was caused by welding work on the roof, the port authority said on Friday.",
            title="Welding work caused Halle mill fire, port authority says",
        ),
    )
    sentences = pooled(*story)
    (headline,) = (s for s in sentences if s.is_title)
    (body,) = (s for s in sentences if not s.is_title)
    side = DisputeSide(value="welding", as_of=headline.source.article.published_at, statement=body.statement)
    conflict = Dispute(about="cause", kind="status", verdict="conflict", sides=(side, side))
    assert _takes_a_side(headline, [conflict])
    assert not _takes_a_side(headline, [])
    assert not _takes_a_side(body, [conflict])


def test_a_part_of_the_headline_is_no_title() -> None:
    assert len(roots_of("Orr called for strike") & roots_of("Orr calls for strike after pay talks fail")) == 3
