"""Summaries against a person's: word counts worked by hand, equal lengths, and one invented event from end to end."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from evals.citations import Citations, citations_of
from evals.rouge import longest_common, overlap_f1, terms
from evals.summaries import cut, leads, redundancy

from evals import summaries

EVENT = {
    "id": "ferry",
    "title": "Ferry sinks off Torva",
    "summary": "A ferry sank off Torva on Monday and all forty passengers were rescued by fishing boats.",
    "articles": [
        {
            "title": "Forty rescued as ferry sinks off Torva",
            "text": "The ferry Maren sank off Torva on Monday. Fishing boats rescued all forty passengers.",
        },
        {
            "title": "Fishing boats save forty from sinking ferry",
            "text": "Fishing boats rescued forty passengers from the ferry Maren on Monday. The ferry sank off Torva.",
        },
        {
            "title": "Owner of the Maren promises an inquiry",
            "text": "The Ule Line will let an engineer examine the wreck of the Maren, its director Ida Brandt said.",
        },
    ],
}


def test_shared_words_counted_by_hand() -> None:
    mine, gold = terms("The boats rescued the passengers."), terms("Boats rescue the passengers")
    assert mine == ["the", "boat", "rescu", "the", "passeng"]
    assert overlap_f1(mine, gold, 1) == pytest.approx(2 * 4 / 9)
    assert overlap_f1(mine, gold, 2) == pytest.approx(2 * 3 / 7)
    assert longest_common(mine, gold) == 4
    assert longest_common(list("abcde"), list("xadbec")) == 3


def test_every_text_is_cut_at_the_same_number_of_words() -> None:
    assert cut(["One two three.", "Four five six."], 4) == ["One two three.", "Four"]
    assert cut(["One two."], 9) == ["One two."]
    assert leads([["First.", "Second."], [], ["Third."]], 9) == ["First.", "Third."]


def test_redundancy_is_the_share_of_words_told_again() -> None:
    assert redundancy(["The ferry sank."]) == 0.0
    assert redundancy(["The ferry sank.", "The ferry sank."]) == 1.0
    assert redundancy(["The ferry sank off Torva.", "Boats rescued passengers of the ferry."]) == pytest.approx(1 / 4)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("set") / "invented.jsonl"
    path.write_text(json.dumps(EVENT) + "\n", "utf-8")
    return path


def test_our_page_is_scored_beside_the_leads(path: Path) -> None:
    ours, others = summaries.run(path), summaries.peers(path)
    assert ours["events"] == others["lead-1-per-article"]["events"] == 1
    assert 0.5 < ours["rouge1_f1"] <= 1
    assert 0 < ours["rouge2_f1"] < ours["rouge1_f1"]
    assert ours["words"] <= 16
    assert others["lead-1-per-article"]["words"] <= 16
    assert 0 < ours["title_rouge1_f1"] <= 1
    assert "title_rouge1_f1" not in others["lead-1-per-article"]
    assert ours["citation_recall"] == 1
    # "rescued all forty passengers" does not say by itself of which ferry they were
    assert ours["citation_precision"] == 5 / 6


def test_our_text_goes_on_below_the_sections(path: Path) -> None:
    (event,) = summaries._events(path)
    text, sections = summaries.in_page_order(event.page), summaries.of_sections(event.page)
    notes = [source.note.text for source in event.page.sources]
    assert text[: len(sections)] == sections
    assert len(text) == len(set(text))
    # what the engine says of a source is no news; what a source alone tells is
    assert any("Ida Brandt" in note for note in notes)
    assert all(note in text for note in notes if not note.startswith(("Repeats", "Reports the same")))
    copied = replace(event.page.sources[0], note=replace(event.page.sources[0].note, text="Repeats [2]."))
    assert "Repeats [2]." not in summaries.in_page_order(replace(event.page, sources=(copied,)))


def test_a_citation_that_says_something_else_is_not_needed(path: Path) -> None:
    (event,) = summaries._events(path)
    page = event.page
    before = citations_of(page, event.sources)
    first = page.sections[0].statements[0]
    evidence = next(
        e for s in page.sections for one in s.statements for e in one.evidence if e.source not in first.citations
    )
    padded = replace(first, evidence=(*first.evidence, evidence))
    section = replace(page.sections[0], statements=(padded, *page.sections[0].statements[1:]))
    after = citations_of(replace(page, sections=(section, *page.sections[1:])), event.sources)
    assert after.citations == before.citations + 1
    assert after.needed == before.needed
    assert after.supported == before.supported
    assert Citations.mean([after])["citation_precision"] < 1


def test_another_judge_may_be_asked(path: Path) -> None:
    (event,) = summaries._events(path)
    counts = citations_of(event.page, event.sources, judge=lambda statement, sources: "no")
    assert counts.supported == counts.needed == 0
    assert counts.sentences > 0
