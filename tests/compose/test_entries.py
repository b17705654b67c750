"""What the lines of a timeline must not lean on, and how they are freed."""

from __future__ import annotations

import pytest
from tests.compose.press import press
from tests.compose.story import pooled

from coranto.compose.entries import Printer, is_fragment
from coranto.compose.material import PoolSentence
from coranto.types import Source


def lines(*sources: Source) -> tuple[Printer, dict[str, PoolSentence]]:
    pool = pooled(*sources)
    return Printer(pool), {s.statement.text: s for s in pool}


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Divers raised the ferry off Torva on Monday, March 9.", False),
        ("Divers raised the ferry off Torva early in the morning, though the sea was rough.", True),
        ("The valve forced the crew of the ferry to turn back on Monday, March 9.", True),
        ("The captain of the ferry turned back on Monday, March 9.", False),
        ("A photo shows the ferry off Torva on Monday, March 9.", True),
        ("The ferry line has now closed its office in Torva.", True),
        ("The ferry line closed the same office in Torva on Monday, March 9.", True),
    ],
)
def test_what_leans_on_another_sentence_is_refused(text: str, refused: bool) -> None:
    source = press(f"{text}\nThe ferry line carries cars.", title="Ferry of Torva line raised")
    pool = pooled(source)
    found = [s for s in pool if s.sentence.text == text]
    assert bool(found and not Printer(pool).refuses(found[0], found[0].statement)) is not refused


def test_also_goes_and_is_recorded() -> None:
    printer, by_text = lines(
        press("Orla Venn opened the fair.\nThe council of Torva also closed the bridge.", title="Fair")
    )
    closed = next(s for text, s in by_text.items() if "closed" in text)
    printed = printer.print(closed, closed.statement)
    assert printed.text == "The council of Torva closed the bridge."
    assert ("Torva also closed", "Torva closed") in [(edit.before, edit.after) for edit in printed.edits]


def test_a_surname_is_written_in_full_once() -> None:
    text = (
        "Mayor Orla Venn closed the bridge of Torva on Monday.\nThe sea was rough.\n"
        "Venn opened the bridge of Torva on Tuesday."
    )
    printer, by_text = lines(press(text, title="Bridge of Torva closed"))
    opened = next(s for t, s in by_text.items() if "opened" in t)
    first = printer.print(opened, opened.statement)
    again = printer.print(opened, opened.statement)
    assert first.text.startswith("Mayor Orla Venn opened")
    assert "Orla" not in again.text.replace("Mayor", "")


@pytest.mark.parametrize(
    ("title", "fragment"),
    [
        ("Divers find ferry lost off Torva", False),
        ("Ferry found: divers tell of a long night", True),
        ("12 dead, 40 hurt in Torva", True),
        ("The mayor's whole speech at Torva", True),
    ],
)
def test_a_label_is_no_line(title: str, fragment: bool) -> None:
    pool = pooled(press("", title=title))
    assert is_fragment(pool[0], pool[0].statement) is fragment
