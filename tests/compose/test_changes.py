"""What a reader who comes back is told: what came, what left, and what no longer holds and why."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.compose.press import parser, press

from coranto.compose.edition import compose
from coranto.models.minilm import MiniLM
from coranto.types import Change, Edition, Source, Story

NOW = datetime(2026, 3, 16, tzinfo=UTC)
EMBEDDER = MiniLM(threads=1)
EARLY = press(
    "A blast at the mill of Halle killed 14 people on Friday, police said. The mill of Halle was built in 1904.",
    title="Blast at mill kills 14",
    n=1,
    at="2026-03-13T06:00:00+01:00",
)


def edition(*sources: Source, previous: Edition | None = None) -> Edition:
    ids = tuple(source.article.id for source in sources)
    return compose(
        Story(id="s0123456789ab", opened_at=NOW, updated_at=NOW, article_ids=ids),
        sources,
        previous=previous,
        composed_at=NOW,
        engine="test",
        parser=parser(),
        embedder=EMBEDDER,
    )


def newest(*sources: Source, after: Edition) -> Change:
    return edition(*sources, previous=after).changes[0]


def renumbered(source: Source, n: int) -> Source:
    return Source(n=n, article=source.article, analysis=source.analysis, copy_of=None, origin=source.origin)


def test_a_first_revision_only_adds() -> None:
    (change,) = edition(EARLY).changes
    assert change.because == (EARLY.article.id,)
    assert change.added
    assert (change.removed, change.lost, change.said) == ((), (), ())


def test_a_new_article_is_named_with_what_it_replaced() -> None:
    later = press(
        "The blast at the mill of Halle killed 22 people, police said on Saturday.",
        title="Mill blast toll rises to 22",
        n=1,
        at="2026-03-14T20:00:00+01:00",
        publisher="Plain Dealer",
    )
    change = newest(later, renumbered(EARLY, 2), after=edition(EARLY))
    assert change.because == (later.article.id,)
    assert change.said[0] == "New: Plain Dealer, “Mill blast toll rises to 22”"
    assert any("superseded by Plain Dealer" in line and "14 people" in line for line in change.said)


def test_an_article_that_left_is_named() -> None:
    other = press(
        "A school in Torva opened a garden on Friday.",
        title="Garden opens in Torva",
        n=2,
        at="2026-03-13T05:00:00+01:00",
        publisher="Torva Post",
    )
    change = newest(EARLY, after=edition(EARLY, other))
    assert change.because == change.lost == (other.article.id,)
    assert change.said == ("Taken out: Torva Post, “Garden opens in Torva”",)


def test_a_correction_is_called_one() -> None:
    notice = press(
        "Correction: The blast at the mill of Halle killed 12 people, not 14 as we reported on Friday.",
        title="Correction: Blast at mill of Halle",
        n=5,
        at="2026-03-14T08:00:00+01:00",
    )
    change = newest(renumbered(notice, 1), renumbered(EARLY, 2), after=edition(EARLY))
    assert change.said[0] == "Correction: Ostmark Courier, “Correction: Blast at mill of Halle”"
