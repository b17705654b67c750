"""A printed headline as a sentence: what its infinitive says, and whose."""

from __future__ import annotations

import pytest
from tests.compose.test_pool import title


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        ("Talva mayor to quit after report", "Talva mayor is to quit after report."),
        (
            "Veld, Sorel share view on need to finish bridge: ministry",
            "Veld and Sorel share view on need to finish bridge, the ministry says.",
        ),
        ("Decision to raise fares draws anger in Ostmark", "Decision to raise fares draws anger in Ostmark."),
        ("Velm Group in talks to buy Ostmark ferries", "Velm Group in talks to buy Ostmark ferries."),
        ("Flood all the more reason for Ostmark to build wall", "Flood all the more reason for Ostmark to build wall."),
        ("Dockers ready to strike in Ostmark", "Dockers ready to strike in Ostmark."),
        ("Union bid to stop cuts fails in Ostmark", "Union bid to stop cuts fails in Ostmark."),
        ("Harbour board plan to shut quay meets protest", "Harbour board plan to shut quay meets protest."),
    ],
)
def test_an_infinitive_is_written_out_only_as_the_predicate(printed: str, sentence: str) -> None:
    assert title(printed) == sentence
