"""What an outlet takes back leaves the page; what others say, and the newest value, stays."""

from __future__ import annotations

from dataclasses import replace

from tests.compose.press import press
from tests.compose.story import judged, page_of, printed

from coranto.compose.corrections import find_corrections

WITHDRAWN = (
    press(
        "A sailor has drowned off Halle, Coast Radio has learned. Two boats collided in the fog on Friday.",
        title="Sailor drowns off Halle",
        n=3,
        at="2026-03-13T08:00:00+01:00",
        publisher="Coast Radio",
    ),
    press(
        "Two boats collided in the fog off Halle on Friday, the coast guard said. One sailor was hurt.",
        title="Boats collide in fog off Halle",
        n=2,
        at="2026-03-13T10:00:00+01:00",
        publisher="Plain Dealer",
    ),
    press(
        "On Friday Coast Radio reported that a sailor had drowned off Halle. That was wrong. One sailor broke an arm.\n"
        "We withdraw the report and apologise to the crew.",
        title="Retraction: nobody drowned off Halle",
        n=1,
        at="2026-03-14T08:00:00+01:00",
        publisher="Coast Radio",
    ),
)
CORRECTED = (
    press(
        "The Bank of Ostmark cut its key rate to 2.25% on Thursday. Inflation slowed to 4.8% in February, it said.",
        title="Ostmark bank cuts rate as inflation slows to 4.8%",
        n=2,
        at="2026-03-12T10:00:00+01:00",
    ),
    press(
        "(Corrects inflation for February to 4.1% from 4.8%)\n"
        "The Bank of Ostmark cut its key rate to 2.25% on Thursday. Inflation slowed to 4.1% in February, it said.",
        title="CORRECTED: Ostmark bank cuts rate",
        n=1,
        at="2026-03-12T14:00:00+01:00",
    ),
)


def test_a_withdrawn_report_leaves_headline_titles_and_sentences() -> None:
    headline, sections, _ = page_of(*WITHDRAWN)
    page = " ".join([headline.text, *printed(sections)]).lower()
    assert "sailor has drowned" not in page
    assert "sailor drowns" not in page
    assert "had drowned" not in page
    assert "collided" in page


def test_a_withdrawn_claim_names_the_article_that_withdraws_it() -> None:
    _, claims = judged(*WITHDRAWN)
    assert any(claim.stale == "corrected or withdrawn by [1]" for claim in claims)


def test_a_corrected_figure_leaves_and_the_new_one_stays() -> None:
    headline, sections, _ = page_of(*CORRECTED)
    page = " ".join([headline.text, *printed(sections)])
    assert "4.8" not in page
    assert "2.25%" in page


def test_another_outlet_is_not_corrected() -> None:
    assert [c.source.n for c in find_corrections(WITHDRAWN)] == [1]
    assert find_corrections(WITHDRAWN[:2]) == ()


def test_a_corrected_report_that_repeats_the_rest_corrects_all_the_same() -> None:
    old, new = CORRECTED
    copied = replace(new, copy_of=old.n)
    elsewhere = replace(copied, article=replace(new.article, publisher="Another Outlet"))
    assert [c.source.n for c in find_corrections([old, copied])] == [new.n]
    assert find_corrections([old, elsewhere]) == ()


def test_a_notice_that_was_not_parsed_still_says_what_it_is_about() -> None:
    old, new = CORRECTED
    bare = replace(
        new,
        analysis=replace(
            new.analysis,
            sentences=tuple(replace(s, tokens=()) if "Corrects" in s.text else s for s in new.analysis.sentences),
        ),
    )
    (correction,) = find_corrections([old, bare])
    assert "inflation" in correction.about


def test_a_notice_of_correction_does_not_tell_its_error_again() -> None:
    notice = press(
        "In an article of March 12 about the ferry, Coast Radio wrote that Marland had no case of fever.\n"
        "The ministry of Marland says that one case of fever was under examination.",
        title="Correction: Fever on the ferry",
        n=1,
        at="2026-03-14T08:00:00+01:00",
        publisher="Coast Radio",
    )
    report = press(
        "A fever broke out on the ferry to Marland on Thursday. Two passengers are in hospital in Ostmark.",
        title="Fever on the ferry to Marland",
        n=2,
        at="2026-03-12T10:00:00+01:00",
        publisher="Plain Dealer",
    )
    _, sections, _ = page_of(notice, report)
    assert "wrote that" not in " ".join(printed(sections))
