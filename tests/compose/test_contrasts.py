"""Two accounts that a reporter sets against each other are shown together; what only stands beside is left alone."""

from __future__ import annotations

import pytest
from tests.compose.press import press
from tests.compose.story import page_of, pooled

from coranto.compose.contrasts import find_contrasts
from coranto.types import Source


def story(text: str, *, title: str = "Fire in the harbour of Ostmark") -> Source:
    return press(
        "A fire destroyed a shed in the harbour of Ostmark on Friday, the fire brigade said.\n" + text, title=title
    )


def abouts(text: str) -> list[tuple[str, str]]:
    return [(c.about, c.kind) for c in find_contrasts(pooled(story(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The fire brigade believes that the fire was started by a cable, while the firm Norvik points to a stove.",
            ("The cause of the fire", "cause"),
        ),
        (
            "Police say Karl Brandt left the gate of the harbour open; the harbour office says it was locked.",
            ("What police and the harbour office say", "status"),
        ),
        (
            "Police in Ostmark said that Karl Brandt raised a knife on Friday.\n"
            "Jana Holt, who saw the fire, said that Karl Brandt had held a lamp and not a knife.",
            ("Whether it was a knife or a lamp", "status"),
        ),
    ],
)
def test_two_accounts_are_a_dispute(text: str, expected: tuple[str, str]) -> None:
    assert abouts(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Police say the watchman left the gate of the shed open, while the fire brigade sent four engines.",
        "Police say the watchman left the gate open, but police say it was dark.",
        "Karl Brandt said the gate of the harbour was no danger, but he said it was an old gate of iron.",
        "Police in Ostmark said that no knife was found in the harbour on Friday.\n"
        "Jana Holt, who saw the fire, said that Karl Brandt had held a lamp and not a knife.",
        "Jana Holt, who saw the fire, said that Karl Brandt had held a lamp and not a knife.",
    ],
)
def test_what_only_stands_beside_is_none(text: str) -> None:
    assert abouts(text) == []


def test_both_accounts_stand_in_one_section_and_neither_elsewhere() -> None:
    text = (
        "Police in Ostmark said that Karl Brandt raised a knife on Friday.\n"
        "Jana Holt, who saw the fire, said that Karl Brandt had held a lamp and not a knife."
    )
    other = press(
        "A shed in the harbour of Ostmark burned down on Friday. Nobody was hurt, the harbour office said.",
        title="Shed burns down in Ostmark",
        n=2,
        publisher="Belpress",
    )
    _, sections, disputes = page_of(story(text), other)
    assert [d.verdict for d in disputes] == ["conflict"]
    homes = [s.title.text for s in sections if any("knife" in t.text for t in s.statements)]
    assert homes == ["Sources differ on whether it was a knife or a lamp"]
