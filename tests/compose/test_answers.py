"""An accusation and its answer are printed together, in order, or not at all."""

from __future__ import annotations

from tests.compose.press import press
from tests.compose.story import claims_of, page_of, pooled, printed

from coranto.compose.answers import told_with_answers
from coranto.compose.happenings import happenings
from coranto.compose.likeness import Likeness
from coranto.compose.material import PoolSentence
from coranto.compose.verify import verify
from coranto.types import Source

BLAME = press(
    "The harbour of Halle was closed on Friday after a crane fell on the quay.\n\n"
    "The port office said a bolt in the crane had rusted through. Its maker, Dorn Works, denied this and said the "
    "crane had carried too much. Nobody was hurt.",
    title="Crane falls on quay in Halle",
)


def told(*sources: Source) -> list[PoolSentence]:
    return [s for claim in told_with_answers(claims_of(*sources)) if claim.stale is None for s in claim.sentences]


def texts(*sources: Source) -> list[str]:
    return [s.statement.text for s in told(*sources)]


def test_the_answer_stands_after_the_accusation_in_one_statement() -> None:
    pair = next(s for s in told(BLAME) if s.answered)
    assert pair.statement.text.startswith("The port office said a bolt")
    assert pair.statement.text.endswith("the crane had carried too much.")
    assert pair.statement.form == "verbatim"
    assert verify(pair.statement, {1: BLAME}) is None


def test_the_accusation_is_never_alone_on_the_page() -> None:
    headline, sections, _ = page_of(BLAME)
    for text in (headline.text, *printed(sections)):
        assert ("rusted" in text) == ("Dorn Works" in text)


def test_a_short_denial_takes_with_it_what_was_said_then() -> None:
    found = texts(
        press(
            "Farmer Ole Brandt said salt from the road had killed 40 trees. Mayor Una Sorel rejected that. She said no "
            "salt had been used since January.",
            title="Trees die in Halle",
        )
    )
    assert any(text.startswith("Farmer Ole") and text.endswith("since January.") for text in found)


def test_what_cannot_be_printed_with_its_answer_is_withheld() -> None:
    long = " ".join(["and the long row of sheds behind the old fish market of the town"] * 5)
    source = press(
        "The port office said a bolt in the crane had rusted through. "
        f"Dorn Works denied this and named the wind {long}.",
        title="Crane falls on quay in Halle",
    )
    assert not any("rusted" in text for text in texts(source))
    assert any("who denies it" in (claim.stale or "") for claim in told_with_answers(claims_of(source)))


def test_a_denial_of_something_it_names_is_a_sentence_of_its_own() -> None:
    found = texts(
        press(
            "The trial of two managers begins in Halle on Monday. Una Sorel denied the charges of theft on Friday.",
            title="Trial of managers begins in Halle",
        )
    )
    assert "Una Sorel denied" in " ".join(text for text in found if "trial" not in text)


def test_another_paragraph_answers_something_else() -> None:
    found = told(
        press(
            "The port office said a bolt in the crane had rusted through.\n\nDorn Works denied this.",
            title="Crane falls on quay in Halle",
        )
    )
    assert not any(s.answered for s in found)


def test_a_claim_that_is_denied_in_one_article_is_told_by_that_one_alone() -> None:
    other = press(
        "A bolt in the crane in Halle had rusted through, the port office said.",
        title="Rusted bolt blamed for crane fall in Halle",
        n=2,
        publisher="Plain Dealer",
    )
    claims = told_with_answers(claims_of(BLAME, other))
    mixed = [c for c in claims if any(s.answered for s in c.sentences)]
    assert mixed
    assert all(s.answered for s in mixed[0].sentences)


def test_a_trial_to_come_has_its_day_with_the_denial() -> None:
    source = press(
        "Two managers of Dorn Works were charged with theft on Friday. The trial is due to begin in Halle on May 12. "
        "Both deny the charges.",
        title="Managers of Dorn Works charged with theft",
    )
    events = happenings(told_with_answers(claims_of(source)), Likeness(pooled(source)))
    assert any(e.date == "2026-05-12" and e.statement.text.endswith("Both deny the charges.") for e in events)
