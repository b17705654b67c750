"""Figures that fill a slot, and those that do not."""

from __future__ import annotations

import pytest
from tests.compose.press import press

from coranto.compose.slots import find_figures

CASES = [
    ("At least 14 people were killed in the landslide.", [("dead", 14)]),
    ("The landslide killed 14 and injured 30.", [("dead", 14), ("injured", 30)]),
    ("The death toll from the landslide climbed to 22 overnight.", [("dead", 22)]),
    ("The number of dead in the Halle valley reached 22 by noon.", [("dead", 22)]),
    ("Nine people are still missing after the landslide.", [("missing", 9)]),
    ("Police arrested 17 people after the march.", [("arrested", 17)]),
    ("More than 400 people were evacuated from the lower town.", [("evacuated", 400)]),
    ("The quake had a magnitude of 5.6, the institute said.", [("magnitude", 5.6)]),
    ("A 5.6-magnitude quake shook the coast.", [("magnitude", 5.6)]),
    ("The fire has destroyed 63 homes and a school.", [("homes", 63)]),
    ("At least 71 wooden houses were lost in the fire.", [("homes", 71)]),
    ("The fire passed within sight of 40 homes.", []),
    ("The two ministers signed 12 agreements in the town hall.", [("signed", 12)]),
    ("A girl was found alive after 30 hours under the mud.", []),
    ("Of the injured, 4 of them badly, most were children.", []),
    ("The strongest aftershock had a magnitude of 4.1.", []),
    ("The mill closed in 2009 with 14 dead in 30 years.", []),
    ("Some 60 houses were destroyed by the landslide.", [("homes", 60)]),
    ("Fires have killed 31 people in the region so far this year.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_only_typed_counts_fill_a_slot(text: str, expected: list[tuple[str, float]]) -> None:
    source = press(text)
    sentence = next(s for s in source.analysis.sentences if s.field == "text")
    quantities = [q for q in source.analysis.quantities if q.sentence == sentence.index]
    assert [(f.slot.name, f.quantity.value) for f in find_figures(sentence, quantities)] == expected
