"""The room on one screen: what an edition holds whatever its makers find, and how one revision follows another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.compose.press import parser, press

from coranto.compose import edition as room
from coranto.models.static import StaticEmbedder
from coranto.types import Edition, Source, Story

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
EMBEDDER = StaticEmbedder()
FIRST = (
    "A storm tore two cranes off the northern quay of Ostmark on Friday, the harbour office said.\n"
    "The harbour will stay closed until Monday, the harbour office said."
)
SECOND = (
    "The harbour of Ostmark stayed closed on Friday after a storm tore two cranes off the northern quay.\n"
    "The ferry Sigrun ran aground outside the harbour with 31 passengers on board, the coast guard said."
)


def composed(*sources: Source, previous: Edition | None = None) -> Edition:
    times = [source.article.published_at for source in sources]
    story = Story(
        id="s0123456789ab",
        opened_at=min(times),
        updated_at=max(times),
        article_ids=tuple(source.article.id for source in sources),
    )
    return room.compose(
        story,
        sources,
        previous=previous,
        composed_at=NOW,
        engine="coranto test",
        parser=parser(),
        embedder=EMBEDDER,
    )


def test_an_edition_counts_articles_publishers_and_origins() -> None:
    edition = composed(
        press(SECOND, n=1, publisher="B"), press(FIRST, n=2, publisher="C", copy_of=3), press(FIRST, n=3, publisher="A")
    )
    assert (edition.counts.articles, edition.counts.publishers, edition.counts.origins) == (3, 3, 2)
    assert edition.coverage.copies == 1


def test_a_single_article_keeps_its_own_headline() -> None:
    text = (
        "Even then the board of the harbour would be well advised to think about "
        + "the quay and " * 12
        + "the cranes."
    )
    edition = composed(press(text, title="What the harbour board should do now"))
    assert edition.headline.text == "What the harbour board should do now"


def test_where_nothing_can_be_written_headlines_stand_word_for_word() -> None:
    edition = composed(press("Ein Sturm riss zwei Kräne um.", title="Sturm trifft Ostmark", language="de"))
    assert edition.headline.text == "Sturm trifft Ostmark"
    assert edition.sections[0].statements[0].form == "verbatim"


def test_what_the_verifier_refuses_is_withheld_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    told = composed(press(FIRST, n=1, publisher="A"), press(SECOND, n=2, publisher="B"))
    refused = told.sections[0].statements[0].text
    real = room.verify
    monkeypatch.setattr(room, "verify", lambda s, *more: "no" if s.text == refused else real(s, *more))
    edition = composed(press(FIRST, n=1, publisher="A"), press(SECOND, n=2, publisher="B"))
    assert refused not in [s.text for section in edition.sections for s in section.statements]
    assert ("no", refused) in [(one.reason, one.text) for one in edition.withheld]


def test_the_next_revision_says_what_is_new_and_because_of_which_article() -> None:
    old = press(FIRST, n=1, publisher="A")
    first = composed(old)
    second = composed(
        press(SECOND, n=1, publisher="B", at="2026-03-13T20:00:00+01:00"), replace(old, n=2), previous=first
    )
    assert second.revision == 2
    newest, oldest = second.changes
    assert newest.because == ("B-1",)
    assert oldest == first.changes[0]
    printed = {second.headline.text, *(s.text for section in second.sections for s in section.statements)}
    assert set(newest.added) <= printed
    assert not set(newest.removed) & printed
