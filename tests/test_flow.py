from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast
from unittest.mock import patch

import pytest

from coranto import flow as flow_module
from coranto import jobs as jobs_module
from coranto.cluster import membership
from coranto.cluster.assign import Clusterer
from coranto.flow import Flow
from coranto.jobs import analyze_each
from coranto.read.copies import CopyIndex
from coranto.settings import load_settings
from coranto.testing.fakes import FakeEmbedder, FakeParser
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import sample_edition
from coranto.types import Act, Article, Edition, Parsed, RawArticle, Rejection, Source, Story

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
BODY = (
    "The harbour of Ostmark was closed on Saturday after a crane fell on the quay. The port authority said that nobody "
    "was hurt. Two ferries turned back to Lindau and four more waited outside the breakwater until the evening."
)


@pytest.fixture(autouse=True)
def plain_composer(monkeypatch: pytest.MonkeyPatch) -> None:
    """These are tests of the flow: a page with the headlines of its sources is page enough."""

    def compose(
        story: Story, sources: Sequence[Source], *, previous: Edition | None, composed_at: datetime, **_: Any
    ) -> Edition:
        if any("unwritable" in source.article.title for source in sources):
            raise ZeroDivisionError("a fault of the composer")
        revision = previous.revision + 1 if previous else 1
        return sample_edition(
            story.id, *(source.article for source in sources), revision=revision, composed_at=composed_at
        )

    monkeypatch.setattr(jobs_module, "compose", compose)


def a_flow(store: MemoryStore | None = None) -> Flow:
    flow = Flow(
        store=store or MemoryStore(),
        parser=FakeParser(),
        embedder=FakeEmbedder(),
        settings=load_settings(environment={}),
        now=NOW,
        engine="coranto test",
    )
    flow.restore()
    return flow


def raw(number: int = 1, **given: str | None) -> RawArticle:
    fields: dict[str, str | None] = {
        "url": f"https://post.example/{number}",
        "title": f"Crane {number} falls in Ostmark harbour",
        "text": BODY,
        "publisher": "The Post",
        "published_at": "2026-03-14T10:00:00+01:00",
    }
    return RawArticle(subject=f"in.jsonl:{number}", **{**fields, **given})  # type: ignore[arg-type]


def read(flow: Flow, *raws: RawArticle | Rejection) -> list[Article | Rejection]:
    return [flow.read(each) for each in raws]


def place_all(flow: Flow) -> None:
    articles = flow.store.unplaced()
    for article, analysis in zip(articles, analyze_each(articles, flow.parser), strict=True):
        flow.place(article, analysis)


def reason(outcome: Article | Rejection) -> str:
    return outcome.reason if isinstance(outcome, Rejection) else "taken"


# --- read ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://post.example/1",
        "https://post.example/1?utm_source=feed&fbclid=x#top",
        "http://www.post.example/1/",
        "https://amp.post.example/1/amp/",
    ],
)
def test_a_page_read_again_with_the_same_words_is_not_taken_again(url: str) -> None:
    flow = a_flow()
    first, second = read(flow, raw(1), raw(2, url=url, title=raw(1).title))
    assert (reason(first), reason(second)) == ("taken", "same-url")
    assert isinstance(second, Rejection)
    assert second.subject == "in.jsonl:2"
    assert url in second.detail
    assert len(flow.store.articles()) == 1
    assert flow.store.rejections() == []


@pytest.mark.parametrize(
    ("published_at", "outcome"),
    [
        ("2026-03-14T10:00:00+01:00", "other-text-same-url"),
        ("2026-03-14T08:59:59Z", "other-text-same-url"),
        (None, "other-text-same-url"),
        ("2099-01-01", "other-text-same-url"),
        ("2026-03-14T09:00:01Z", "taken"),
    ],
)
def test_other_words_under_one_url_are_taken_only_when_dated_later(published_at: str | None, outcome: str) -> None:
    flow = a_flow()
    first, second = read(flow, raw(1), raw(1, text=BODY + " A ship sank.", published_at=published_at))
    assert (reason(first), reason(second)) == ("taken", outcome)
    assert [r.reason for r in flow.store.rejections()] == ([] if outcome == "taken" else [outcome])


def test_records_that_are_read_together_become_what_they_would_one_by_one() -> None:
    raws = [
        raw(1),
        raw(2, url="no address"),
        raw(1),
        raw(1, text=BODY + " The crane was found in two parts."),
        raw(1, text=BODY + " The crane was lifted.", published_at="2026-03-15T10:00:00+01:00"),
        Rejection(subject="x", stage="open", reason="not-fetched", detail="not there"),
        raw(3),
    ]
    one, other = a_flow(), a_flow()
    outcomes = [one.read(each) for each in raws]
    assert [*other.read_all(raws[:4]), *other.read_all(raws[4:])] == outcomes
    assert [each.reason for each in outcomes if isinstance(each, Rejection)] == [
        "no-url",
        "same-url",
        "other-text-same-url",
        "not-fetched",
    ]
    assert other.store.articles() == one.store.articles()
    assert other.store.rejections() == one.store.rejections()


def test_what_was_rejected_earlier_passes_through_and_is_recorded() -> None:
    flow = a_flow()
    bad = Rejection(subject="in.jsonl:7", stage="parse", reason="not-json", detail="d")
    assert read(flow, bad, raw(1, url="")) != []
    assert [r.reason for r in flow.store.rejections()] == ["not-json", "no-url"]


# --- place --------------------------------------------------------------------------------------------


def test_an_article_that_was_read_and_not_placed_is_taken_up_by_the_next_run() -> None:
    store = MemoryStore()
    read(a_flow(store), raw(1))
    assert store.stories() == []
    place_all(a_flow(store))
    assert [len(story.article_ids) for story in store.stories()] == [1]


def test_placing_twice_changes_nothing() -> None:
    flow = a_flow()
    (article,) = read(flow, raw(1))
    assert isinstance(article, Article)
    (analysis,) = analyze_each([article], flow.parser)
    assert flow.place(article, analysis) is not None
    assert flow.place(article, analysis) is None
    assert len(flow.store.assignments()) == 1


def test_restoring_before_each_article_decides_as_one_long_run_does() -> None:
    raws = [
        raw(
            n,
            text=f"{BODY} Inspector number {n} came from {'Lindau' if n % 2 else 'Karsk'}.",
            published_at=f"2026-03-{n:02d}",
        )
        for n in range(1, 9)
    ]
    long, short = a_flow(), MemoryStore()
    for each in raws:
        read(long, each)
        place_all(long)
        flow = a_flow(short)
        read(flow, each)
        place_all(flow)
    assert long.store.assignments() == short.assignments()
    assert long.store.stories() == short.stories()


def test_an_article_that_cannot_be_analysed_is_rejected_and_the_others_go_on() -> None:
    class Choking(FakeParser):
        def parse(self, texts: Sequence[str], /, *, language: str = "en") -> list[Parsed]:
            if any("poison" in text for text in texts):
                raise RuntimeError("choked")
            return super().parse(texts, language=language)

    flow = replace(a_flow(), parser=Choking())
    read(flow, raw(1), raw(2, text="A poison was found. " + BODY, title="Found"), raw(3))
    place_all(flow)
    assert len(flow.store.assignments()) == 2
    (rejection,) = flow.store.rejections()
    assert (rejection.stage, rejection.subject) == ("analyze", "https://post.example/2")
    assert "RuntimeError: choked" in rejection.detail


# --- tend ---------------------------------------------------------------------------------------------

OTHER = (
    "The council of Karsk lent forty pianos to schools on Tuesday. A tuner from Weyl will look after them, and the "
    "first lessons begin after Easter, said its clerk."
)


def closing(flow: Flow) -> list[Act]:
    """A crane fell in January, pianos were lent in March: the crane is over."""
    read(flow, raw(1, published_at="2026-01-10"), raw(2, title="Karsk lends pianos", text=OTHER))
    place_all(flow)
    return flow.tend()


def test_a_closed_story_is_forgotten_where_room_is_short_and_taken_up_again_by_a_copy() -> None:
    with patch.object(membership, "MOST_WITH_CLOSED", 1), patch.object(flow_module, "MOST_WITH_CLOSED", 1):
        for restarted in (False, True):
            flow = a_flow()
            assert [act.kind for act in closing(flow)] == ["close"]
            if restarted:
                flow = a_flow(cast("MemoryStore", flow.store))
            assert flow.tend() == []
            assert [story.article_ids for story in flow.clusterer.stories()] == [(flow.store.articles()[1].id,)]
            read(flow, raw(3, url="https://echo.example/3", publisher="The Echo", published_at="2026-03-19"))
            place_all(flow)
            assert sorted(len(story.article_ids) for story in flow.store.stories()) == [1, 2]
            assert flow.tend() == []


def test_a_tended_flow_goes_on_as_a_new_one_does() -> None:
    tended = a_flow()
    closing(tended)
    new = a_flow(cast("MemoryStore", tended.store))
    assert tended.clusterer.stories() == new.clusterer.stories()
    (late,) = read(tended, raw(4, published_at="2026-03-20T08:00:00Z", text=BODY + " The crane was cut up."))
    assert isinstance(late, Article)
    assert new.clusterer.place(late) == tended.clusterer.place(late)


# --- bad input ----------------------------------------------------------------------------------------


def test_what_comes_late_or_from_the_future_is_placed_and_moves_nothing_else() -> None:
    flow = a_flow()
    read(flow, raw(1), raw(2, title="Karsk lends pianos", text=OTHER))
    place_all(flow)
    before = {each.article_id: each for each in flow.store.assignments()}
    strange = ["2199-01-01", "1970-01-02", "2026-03-14T09:59:00+01:00", "not a date", None]
    late = read(flow, *(raw(10 + n, text=f"{BODY} Note {n}.", published_at=at) for n, at in enumerate(strange)))
    place_all(flow)
    assert [each.date_certain for each in late if isinstance(each, Article)] == [False, True, True, False, False]
    assert {each: flow.store.assignment(each) for each in before} == before
    assert all(flow.store.assignment(each.id) for each in late if isinstance(each, Article))
    moved_clock = replace(flow, now=NOW.replace(year=2199))
    moved_clock.restore()
    assert not [act for act in moved_clock.tend() if act.moves or act.kind == "close"]


# --- compose ------------------------------------------------------------------------------------------


def test_sources_are_numbered_newest_first_and_ties_go_by_url() -> None:
    flow = a_flow()
    read(
        flow,
        raw(3, text=""),
        raw(1, text="", published_at="2026-03-14T09:00:00Z"),
        raw(2, text="", published_at="2026-03-15T09:00:00+09:00"),
    )
    place_all(flow)
    story = Story(id="s1", opened_at=NOW, updated_at=NOW, article_ids=tuple(a.id for a in flow.store.articles()))
    sources = flow.sources(story)
    assert [source.article.url[-1] for source in sources] == ["2", "1", "3"]
    assert [source.n for source in sources] == [1, 2, 3]


def test_a_copy_names_its_original_also_when_the_original_comes_late() -> None:
    flow = a_flow()
    for each in (
        raw(2, url="https://echo.example/2", publisher="The Echo", published_at="2026-03-14T12:00:00Z"),
        raw(1, publisher="Wire One", published_at="2026-03-14T08:00:00Z"),
    ):
        read(flow, each)
        place_all(flow)
    (story,) = flow.store.stories()
    echo, wire = flow.sources(story)
    assert (echo.article.publisher, echo.copy_of, wire.copy_of) == ("The Echo", 2, None)
    assert echo.origin == wire.origin


def test_copies_of_one_text_that_is_not_here_follow_their_earliest() -> None:
    flow = a_flow()
    read(
        flow,
        raw(1, publisher="Wire One", published_at="2026-03-14T08:00:00Z"),
        raw(2, url="https://echo.example/2", publisher="The Echo", published_at="2026-03-14T12:00:00Z"),
        raw(3, url="https://mail.example/3", publisher="The Mail", published_at="2026-03-14T10:00:00Z"),
    )
    place_all(flow)
    (story,) = flow.store.stories()
    without = replace(story, article_ids=tuple(a.id for a in flow.store.articles() if a.publisher != "Wire One"))
    echo, mail = flow.sources(without)
    assert (echo.copy_of, mail.copy_of) == (2, None)


def test_a_page_shows_the_latest_version_alone_and_is_then_up_to_date() -> None:
    flow = a_flow()
    read(flow, raw(1))
    place_all(flow)
    for story in flow.store.stale():
        flow.compose(story)
    read(flow, raw(1, text=BODY + " Correction: three ferries turned back.", published_at="2026-03-16"))
    place_all(flow)
    (story,) = flow.store.stale()
    edition = flow.compose(story)
    assert isinstance(edition, Edition)
    assert edition.revision == 2
    assert [source.published_at.day for source in edition.sources] == [16]
    assert len(story.article_ids) == 2
    assert flow.store.stale() == []


def test_a_story_that_cannot_be_composed_is_rejected_and_stays_to_be_done() -> None:
    flow = a_flow()
    read(flow, raw(1, title="An unwritable thing"))
    place_all(flow)
    (story,) = flow.store.stale()
    outcome = flow.compose(story)
    assert isinstance(outcome, Rejection)
    assert (outcome.subject, outcome.stage) == (story.id, "compose")
    assert "ZeroDivisionError: a fault of the composer" in outcome.detail
    assert flow.store.rejections() == [outcome]
    assert flow.store.stale() == [story]


def test_recalling_a_story_gives_the_same_sources_as_restoring_the_whole_store() -> None:
    first = a_flow()
    read(
        first,
        raw(1, publisher="Wire One", published_at="2026-03-14T08:00:00Z"),
        raw(2, url="https://echo.example/2", publisher="The Echo", published_at="2026-03-14T12:00:00Z"),
        raw(
            3,
            url="https://mail.example/3",
            publisher="The Mail",
            text=BODY + " Nobody slept.",
            published_at="2026-03-15",
        ),
    )
    place_all(first)
    assert isinstance(first.store, MemoryStore)
    whole = a_flow(first.store)
    bare = replace(whole, copies=CopyIndex(), clusterer=Clusterer())
    (story,) = first.store.stories()
    assert bare.sources(story) != whole.sources(story)
    bare.recall([story])
    assert bare.sources(story) == whole.sources(story)
