"""A section that no clause can head is named by a noun phrase out of its own sentence."""

from __future__ import annotations

from tests.compose.press import press
from tests.compose.story import pooled

from coranto.compose.material import PoolSentence
from coranto.compose.title_phrases import phrases
from coranto.compose.title_words import words_of_title


def _phrases(*sentences: str, page: str = "Ostmark bridge reopens") -> list[str]:
    pool = {s.sentence.text: s for s in pooled(press("\n".join(sentences), title=page))}
    found: list[PoolSentence] = [pool[sentence] for sentence in sentences if sentence in pool]
    return [p.text for p in phrases(found[0], found[1:], words_of_title(page))]


def test_what_is_dealt_with_is_named_word_for_word() -> None:
    found = _phrases("The council ordered a forensic review of the northern pillars after the closure.")
    assert found[0] == "Forensic review of the northern pillars"


def test_what_the_section_goes_on_about_comes_first() -> None:
    about = "The mayor promised a toll exemption and a second inspection before the winter storms."
    assert _phrases(about, "The toll exemption would cost the town 200,000 crowns.")[0] == "Toll exemption"


def test_persons_bodies_and_judgements_name_no_section() -> None:
    found = _phrases("The Ostmark transport agency praised an incredible performance by the chief engineer.")
    assert found
    assert all(text.startswith("Performance") for text in found)


def test_a_hedge_a_negation_and_a_day_are_never_cut_into_a_title() -> None:
    assert _phrases("The town warned drivers of a possible closure of the Ostmark bridge.") == []
    assert _phrases("Engineers found no structural damage on the Ostmark bridge.") == []
    assert _phrases("The Ostmark council did not set a reopening date for the bridge.") == []
    heard = "The council ordered a forensic review of the pillars after at least two members had asked for it."
    assert _phrases(heard) == []
    assert all(
        "Monday" not in text
        for text in _phrases("Divers began Monday's search for the anchor below the Ostmark bridge.")
    )


def test_the_pages_headline_is_not_named_again() -> None:
    assert _phrases("Drivers in Ostmark welcomed the bridge reopening.", page="Ostmark welcomes bridge reopening") == []
