"""What a sentence may take for known: what the page has told before it, and nothing else."""

from __future__ import annotations

import pytest
from tests.compose.press import press
from tests.compose.story import page_of, pooled, printed

from coranto.compose.introduced import nouns_of_most, topic_of, unintroduced


@pytest.mark.parametrize(
    ("text", "told", "missing"),
    [
        ("Halle police saw the confrontation on Friday.", {"harbour"}, "confrontation"),
        ("Halle police saw the confrontation on Friday.", {"clash"}, None),
        ("The accident closed the harbour for an hour.", {"ferry", "crash"}, None),
        ("The closure cost Halle 2 million marks.", {"close"}, None),
        ("The animal was brought to Halle on Friday.", {"harbour"}, "animal"),
        ("The animal that bit a guard was brought to Halle on Friday.", {"harbour"}, None),
        ("The ferry and a barge collided off Halle, and the collision woke the town.", {"ferry"}, None),
        ("The storm brought 30 centimetres of snow to Halle.", {"snow", "halle"}, None),
        ("The government closed the harbour on Friday.", set(), None),
    ],
)
def test_a_definite_noun_needs_something_told(text: str, told: set[str], missing: str | None) -> None:
    sentence = next(s for s in pooled(press(text, title="Halle news of Friday")) if not s.is_title)
    assert unintroduced(sentence, told) == missing


def test_a_thing_of_the_topic_is_known_but_a_happening_is_not() -> None:
    crane, clash = (
        next(s for s in pooled(press(text, title="Halle police on Friday")) if not s.is_title)
        for text in ("The crane was brought to Halle.", "Halle police saw the altercation on Friday.")
    )
    assert unintroduced(crane, ()) == "crane"
    assert unintroduced(crane, (), {"crane"}) is None
    assert unintroduced(clash, (), {"altercation"}) == "altercation"


def test_what_most_headlines_and_leads_have_is_known() -> None:
    story = (
        press("A ferry ran aground off Halle on Friday.", title="Ferry runs aground", n=2),
        press("A ferry with 80 people on board ran aground.", title="Ferry aground off Halle", n=1, publisher="B"),
    )
    sentences = pooled(*story)
    assert "ferry" in nouns_of_most(sentences)
    assert "people" in topic_of(sentences) - nouns_of_most(sentences)


def test_a_page_does_not_speak_of_what_it_has_not_told() -> None:
    story = (
        press(
            "Jonas Lindqvist was charged with assault on Friday, the court in Halle said.\n"
            "A video shows Jonas Lindqvist pushing a guard at the harbour gate.\n"
            "The altercation lasted less than a minute.",
            title="Halle fisherman Lindqvist charged with assault",
        ),
    )
    _, sections, _ = page_of(*story)
    texts = printed(sections)
    place = next((i for i, text in enumerate(texts) if "The altercation" in text), None)
    assert place is None or any("charged with assault" in text for text in texts[:place])
