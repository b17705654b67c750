"""What is overtaken leaves sections, titles and notes, and may stay in the timeline on its day."""

from __future__ import annotations

from tests.compose.press import press
from tests.compose.story import judged, page_of, pooled, printed

from coranto.compose.notes import write_notes
from coranto.compose.superseded import still_holding
from coranto.compose.timeline import write_timeline

FIRST = press(
    "Brentel is recalling 20,000 garden lamps sold in three countries, the company said on Monday.\n\n"
    "Nine fires have been reported. The lamps were sold from May 2025 in shops of the Oak chain.",
    title="Brentel recalls 20,000 garden lamps after fires",
    n=2,
    at="2026-03-09T10:00:00+01:00",
)
SECOND = press(
    "Brentel widened its recall of garden lamps on Thursday to 64,000 units in six countries.\n\n"
    "The number of reported fires has risen to 31, the company said.",
    title="Brentel widens lamp recall to 64,000",
    n=1,
    at="2026-03-12T10:00:00+01:00",
    publisher="Plain Dealer",
)


def test_no_section_title_or_headline_prints_an_overtaken_figure() -> None:
    headline, sections, _ = page_of(FIRST, SECOND)
    for text in (headline.text, *printed(sections)):
        assert "20,000" not in text
        assert "Nine fires" not in text


def test_what_is_counted_becomes_a_superseded_dispute() -> None:
    disputes, _ = judged(FIRST, SECOND)
    assert {(d.verdict, d.sides[0].value, d.sides[-1].value) for d in disputes} == {
        ("superseded", "20,000", "64,000"),
        ("superseded", "Nine", "31"),
    }


def test_the_timeline_keeps_it_on_the_day_on_which_it_was_so() -> None:
    _, claims = judged(FIRST, SECOND)
    entries = write_timeline(claims, pooled(FIRST, SECOND), now=SECOND.article.published_at)
    told = {entry.date: " ".join(s.text for s in entry.statements) for entry in entries}
    assert "20,000" in told["2026-03-09"]
    assert "20,000" not in " ".join(text for day, text in told.items() if day != "2026-03-09")


def test_a_note_tells_what_still_holds() -> None:
    pool = pooled(FIRST, SECOND)
    _, claims = judged(FIRST, SECOND)
    notes = {note.n: note.note.text for note in write_notes((FIRST, SECOND), pool, claims)}
    assert "20,000" not in notes[2]
    assert "Oak chain" in notes[2]


def test_an_article_of_which_nothing_holds_keeps_its_sentences() -> None:
    alone = press("Nine fires have been reported.", title="Fires reported", n=2, at="2026-03-09T10:00:00+01:00")
    pool = pooled(alone, SECOND)
    assert {s.source.n for s in still_holding(pool, ())} == {1, 2}


def test_a_part_of_a_figure_that_is_gone_goes_with_it() -> None:
    first = press(
        "At least 30 people in Halle have fallen ill after a feast. Eleven of them were taken to hospital.",
        title="Feast guests ill",
        n=2,
        at="2026-03-09T10:00:00+01:00",
    )
    second = press(
        "The number of people who have fallen ill in Halle has risen to 75, the health office said.",
        title="More ill in Halle",
        n=1,
        at="2026-03-11T10:00:00+01:00",
        publisher="Plain Dealer",
    )
    _, claims = judged(first, second)
    live = " ".join(s.sentence.text for claim in claims if claim.stale is None for s in claim.sentences)
    assert "Eleven of them" not in live
    assert "75" in live


def test_a_figure_that_is_only_recalled_is_not_told() -> None:
    source = press(
        "Five border gates between Ostmark and Halle are to open in May. An earlier statement had spoken of six.",
        title="Ostmark and Halle to open border gates",
    )
    _, claims = judged(source)
    live = " ".join(s.sentence.text for claim in claims if claim.stale is None for s in claim.sentences)
    assert "Five border gates" in live
    assert "earlier statement" not in live
