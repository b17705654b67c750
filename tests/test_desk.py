from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from coranto import desk
from coranto.errors import ActError, CorantoError, NotFoundError
from coranto.flow import Flow
from coranto.hand import Hand
from coranto.jobs import analyze_each
from coranto.ports import Store
from coranto.settings import load_settings
from coranto.stores.sql import open_store
from coranto.testing.fakes import FakeEmbedder, FakeParser
from coranto.testing.memory import MemoryStore
from coranto.testing.stories import ByFirstWord
from coranto.types import Act, Article, Closing, Edition, Link, Merge, RawArticle, Split, Tending

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture(params=["memory", "sql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    opened: Store = MemoryStore() if request.param == "memory" else open_store("")
    yield opened
    opened.close()


def a_flow(store: Store, *findings: Tending) -> Flow:
    class Finding(ByFirstWord):
        pass

    Finding.findings = findings
    flow = Flow(
        store=store,
        parser=FakeParser(),
        embedder=FakeEmbedder(),
        settings=load_settings(environment={}),
        now=NOW,
        engine="coranto test",
        clusterer=Finding(),
    )
    flow.restore()
    return flow


def read(flow: Flow, word: str, number: int, *, day: int = 14, more: str = "") -> Article:
    article = flow.read(
        RawArticle(
            subject=f"in:{number}",
            url=f"https://post.example/{word.lower()}/{number}",
            title=f"{word} number {number} reaches Ostmark",
            text=f"The {word} of number {number} was seen by {number + 40} people in Ostmark on Saturday.{more}",
            publisher="The Post",
            published_at=f"2026-03-{day:02d}T10:{number:02d}:00+01:00",
        )
    )
    assert isinstance(article, Article)
    return article


def add(store: Store, *given: tuple[str, int], day: int = 14, more: str = "", flow: Flow | None = None) -> list[str]:
    """Read and place articles as one batch; their ids."""
    flow = flow or a_flow(store)
    articles = [read(flow, word, number, day=day, more=more) for word, number in given]
    for article, analysis in zip(articles, analyze_each(articles, flow.parser), strict=True):
        flow.note(article, analysis)
    flow.place_all(articles)
    return [article.id for article in articles]


def at(store: Store, article_id: str) -> str:
    assignment = store.assignment(article_id)
    assert assignment is not None
    return assignment.story_id


def compose_stale(store: Store) -> list[Edition]:
    flow = a_flow(store)
    made = [flow.compose(story) for story in store.stale()]
    assert all(isinstance(each, Edition) for each in made), made
    return [each for each in made if isinstance(each, Edition)]


def whole(store: Store) -> object:
    """What an undone act must give back: the stories, who is in which and why, and whose page is behind.

    The id of a story that the act made is not given back: it leads on to where its articles went.
    """
    stories = [(s.id, s.opened_at, s.updated_at, sorted(s.article_ids)) for s in store.stories()]
    assert not {s.id for s in store.stories()} & set(store.redirects())
    return stories, store.assignments(), [s.id for s in store.stale()]


# --- merge --------------------------------------------------------------------------------------------


def test_merged_stories_are_one_and_the_old_id_leads_there(store: Store) -> None:
    crane, ferry = add(store, ("Crane", 1), ("Ferry", 2))
    kept, absorbed = at(store, crane), at(store, ferry)
    assert {edition.story_id for edition in compose_stale(store)} == {kept, absorbed}
    act = desk.merge(store, [kept, absorbed], at=NOW, reason="One accident.")
    assert act is not None
    assert (act.number, act.kind, act.actor, act.reason) == (1, "merge", "reader", "One accident.")
    assert at(store, ferry) == kept
    assert store.redirects() == {absorbed: kept}
    assignment = store.assignment(ferry)
    assert assignment is not None
    assert assignment.why == f"A reader merged story {absorbed} into this one on 2026-03-20: One accident."
    assert [old.why for _, old in store.past_assignments(ferry)] == ["It opened a new story."]


def test_a_merged_story_gets_an_edition_that_says_what_is_new(store: Store) -> None:
    crane, ferry = add(store, ("Crane", 1), ("Ferry", 2))
    compose_stale(store)
    desk.merge(store, [at(store, crane), ferry], at=NOW)
    (edition,) = compose_stale(store)
    assert edition.revision == 2
    assert {source.article_id for source in edition.sources} == {crane, ferry}
    assert edition.changes[0].because == (ferry,)
    assert any("Ferry" in text for text in edition.changes[0].added)
    old = store.edition(store.past_assignments(ferry)[0][1].story_id)
    assert old is not None
    assert [source.article_id for source in old.sources] == [ferry]


def test_merging_what_is_one_does_nothing(store: Store) -> None:
    crane, ferry = add(store, ("Crane", 1), ("Ferry", 2))
    first, second = at(store, crane), at(store, ferry)
    desk.merge(store, [first, second], at=NOW)
    before = whole(store)
    assert desk.merge(store, [first, second], at=LATER) is None
    assert desk.merge(store, [second, second], at=LATER) is None
    assert whole(store) == before
    assert len(store.acts()) == 1


# --- split, move --------------------------------------------------------------------------------------


def test_what_was_split_off_stays_apart_from_the_rest_also_in_later_batches(store: Store) -> None:
    one, two, three = add(store, ("Crane", 1), ("Crane", 2), ("Crane", 3))
    old = at(store, one)
    act = desk.split(store, old, [two], at=NOW)
    assert act is not None
    new = at(store, two)
    assert new != old == at(store, three)
    story = store.story(old)
    assert story is not None
    assert story.article_ids == (one, three)
    flow = a_flow(store, Merge(kept=old, absorbed=new, why="They are alike."))
    assert flow.tend() == []
    # A corrected version of the page comes with the next batch, and the clusterer would put it with the majority.
    (again,) = add(store, ("Crane", 2), day=15, more=" A second crane was moved.")
    assert at(store, again) == new


def test_the_opener_can_be_split_off_and_the_rest_keeps_the_id(store: Store) -> None:
    one, two = add(store, ("Crane", 1), ("Crane", 2))
    old = at(store, one)
    desk.split(store, old, [one], at=NOW)
    assert at(store, two) == old != at(store, one)
    assert store.redirects() == {}


def test_a_story_that_lost_an_article_says_what_was_removed(store: Store) -> None:
    one, two = add(store, ("Crane", 1), ("Crane", 2))
    compose_stale(store)
    desk.split(store, at(store, one), [two], at=NOW)
    kept = next(edition for edition in compose_stale(store) if edition.story_id == at(store, one))
    assert kept.revision == 2
    assert [source.article_id for source in kept.sources] == [one]
    assert any("number 2" in text for text in kept.changes[0].removed)
    assert store.stale() == []


def test_a_moved_article_joins_the_other_story_and_all_its_versions_with_it(store: Store) -> None:
    crane, ferry = add(store, ("Crane", 1), ("Ferry", 2))
    early, other = add(store, ("Crane", 3), ("Crane", 4))
    (late,) = add(store, ("Crane", 3), day=15, more=" It was moved.")
    old, new = at(store, crane), at(store, ferry)
    act = desk.move(store, late, new, at=NOW, actor="Ida")
    assert act is not None
    assert {each.article_id for each in act.moves} == {early, late}
    assert (at(store, early), at(store, late), at(store, other)) == (new, new, old)
    assert desk.move(store, late, new, at=LATER) is None


def test_the_last_article_to_leave_turns_its_story_into_a_redirect(store: Store) -> None:
    crane, ferry = add(store, ("Crane", 1), ("Ferry", 2))
    old = at(store, crane)
    desk.move(store, crane, ferry, at=NOW)
    assert store.redirects() == {old: at(store, ferry)}


def test_what_was_moved_back_may_meet_its_old_story_again(store: Store) -> None:
    one, two = add(store, ("Crane", 1), ("Crane", 2))
    old = at(store, one)
    desk.split(store, old, [two], at=NOW)
    new = at(store, two)
    desk.move(store, two, old, at=NOW)
    assert store.redirects() == {new: old}
    assert a_flow(store, Split(story_id=old, article_ids=(two,), why="Unlike.")).tend() == []


@pytest.mark.parametrize("again", ["merge", "move"])
def test_the_last_word_of_a_reader_counts(store: Store, again: str) -> None:
    one, two, three = add(store, ("Crane", 1), ("Crane", 2), ("Crane", 3))
    old = at(store, one)
    desk.split(store, old, [two], at=NOW)
    assert Hand(store.acts()).apart([two], [one, three])
    if again == "merge":
        desk.merge(store, [old, at(store, two)], at=NOW)
    else:
        desk.move(store, two, old, at=NOW)
    hand = Hand(store.acts())
    assert not hand.apart([two], [one, three])
    assert one in hand.partners([two])
    assert [each.kind for each in store.acts()[-1].constraints] == ["free", "must"]


# --- lock ---------------------------------------------------------------------------------------------


def test_a_locked_story_takes_no_new_article(store: Store) -> None:
    (one,) = add(store, ("Crane", 1))
    locked = at(store, one)
    assert desk.lock(store, locked, at=NOW) is not None
    assert desk.lock(store, locked, at=NOW) is None
    two, three = add(store, ("Crane", 2), ("Crane", 3))
    assert at(store, two) == at(store, three) != locked
    (four,) = add(store, ("Crane", 4))
    assert at(store, four) == at(store, two)
    assert desk.lock(store, locked, locked=False, at=NOW) is not None
    assert desk.lock(store, locked, locked=False, at=NOW) is None
    story = store.story(locked)
    assert story is not None
    assert story.article_ids == (one,)


def test_a_flow_that_is_open_obeys_what_is_done_meanwhile(store: Store) -> None:
    flow = a_flow(store)
    (one,) = add(store, ("Crane", 1), flow=flow)
    desk.lock(store, at(store, one), at=NOW)
    two = read(flow, "Crane", 2)
    (analysis,) = analyze_each([two], flow.parser)
    assignment = flow.place(two, analysis)
    assert assignment is not None
    assert assignment.story_id != at(store, one)
    assert store.assignment(two.id) == assignment


# --- undo ---------------------------------------------------------------------------------------------

ACTS: list[Callable[[Store, list[str]], Act | None]] = [
    lambda store, ids: desk.merge(store, [ids[0], ids[2]], at=NOW),
    lambda store, ids: desk.split(store, ids[0], [ids[0]], at=NOW),
    lambda store, ids: desk.split(store, ids[0], [ids[1]], at=NOW),
    lambda store, ids: desk.move(store, ids[0], ids[2], at=NOW),
    lambda store, ids: desk.move(store, ids[2], ids[0], at=NOW),
    lambda store, ids: desk.lock(store, ids[0], at=NOW),
]


@pytest.mark.parametrize("act", ACTS)
def test_an_undone_act_leaves_all_as_it_was(store: Store, act: Callable[[Store, list[str]], Act | None]) -> None:
    ids = add(store, ("Crane", 1), ("Crane", 2), ("Ferry", 3))
    compose_stale(store)
    before = whole(store)
    done = act(store, ids)
    assert done is not None
    assert done.kind == "lock" or whole(store) != before
    taken_back = desk.undo(store, at=LATER, reason="A slip.")
    assert taken_back is not None
    assert (taken_back.undoes, taken_back.kind) == (done.number, "undo")
    assert whole(store) == before
    assert desk.undo(store, at=LATER) is None
    assert desk.undo(store, done.number, at=LATER) is None
    assert [each.number for each in store.acts()] == [1, 2]
    (next_one,) = add(store, ("Crane", 9))
    assert at(store, next_one) == at(store, ids[1])


def test_undo_takes_back_the_last_and_then_the_one_before(store: Store) -> None:
    one, two, three = add(store, ("Crane", 1), ("Ferry", 2), ("Storm", 3))
    before = whole(store)
    desk.merge(store, [one, two], at=NOW)
    desk.merge(store, [three, one], at=NOW)
    assert at(store, one) == at(store, two) == at(store, three)
    desk.undo(store, at=LATER)
    assert at(store, one) == at(store, two) != at(store, three)
    desk.undo(store, at=LATER)
    assert whole(store) == before


def test_a_named_act_is_taken_back_through_later_ones(store: Store) -> None:
    one, two, three = add(store, ("Crane", 1), ("Ferry", 2), ("Storm", 3))
    ferry = at(store, two)
    desk.merge(store, [one, two], at=NOW)
    desk.merge(store, [three, one], at=NOW)
    desk.undo(store, 1, at=LATER)
    assert at(store, two) == ferry
    assert at(store, one) == at(store, three)


def test_what_a_later_act_took_elsewhere_stays_there(store: Store) -> None:
    one, two, three = add(store, ("Crane", 1), ("Ferry", 2), ("Storm", 3))
    desk.merge(store, [one, two], at=NOW)
    desk.move(store, two, three, at=NOW)
    desk.undo(store, 1, at=LATER)
    assert at(store, two) == at(store, three)


# --- tend ---------------------------------------------------------------------------------------------


def test_maintenance_is_recorded_with_its_reason_and_done_once(store: Store) -> None:
    one, two, three, four = add(store, ("Crane", 1), ("Ferry", 2), ("Storm", 3), ("Storm", 4))
    crane, ferry, storm = at(store, one), at(store, two), at(store, three)
    findings = (
        Merge(kept=crane, absorbed=ferry, why="They are 0.91 alike."),
        Split(story_id=storm, article_ids=(four,), why="It falls apart."),
        Link(first=crane, second=storm, why="One affair."),
        Closing(story_id=crane, why="Nothing for a month."),
    )
    flow = a_flow(store, *findings)
    done = flow.tend()
    assert [act.kind for act in done] == ["merge", "split", "link", "close"]
    assert [act.reason for act in done] == [found.why for found in findings]
    assert {act.actor for act in done} == {"coranto"}
    assert (at(store, two), at(store, three)) == (crane, storm)
    assert at(store, four) not in (crane, storm)
    assert store.acts() == done
    before = whole(store)
    assert flow.tend() == []
    assert a_flow(store, *findings).tend() == []
    assert whole(store) == before


@pytest.mark.parametrize("locked", [0, 2])
def test_maintenance_merges_no_locked_story(store: Store, locked: int) -> None:
    ids = add(store, ("Crane", 1), ("Crane", 2), ("Ferry", 3))
    desk.lock(store, ids[locked], at=NOW)
    before = whole(store)
    assert a_flow(store, Merge(kept=at(store, ids[0]), absorbed=at(store, ids[2]), why="Alike.")).tend() == []
    assert whole(store) == before


def test_maintenance_splits_nothing_against_a_hand(store: Store) -> None:
    one, two = add(store, ("Crane", 1), ("Ferry", 2))
    desk.merge(store, [one, two], at=NOW)
    flow = a_flow(store, Split(story_id=at(store, one), article_ids=(two,), why="Unlike."))
    assert flow.tend() == []
    three, _ = add(store, ("Storm", 3), ("Storm", 4))
    desk.lock(store, at(store, three), at=NOW)
    assert a_flow(store, Split(story_id=at(store, three), article_ids=(three,), why="Unlike.")).tend() == []


def test_what_a_reader_takes_back_maintenance_does_not_do_again(store: Store) -> None:
    one, two, three, four = add(store, ("Crane", 1), ("Ferry", 2), ("Storm", 3), ("Storm", 4))
    findings = (
        Merge(kept=at(store, one), absorbed=at(store, two), why="Alike."),
        Split(story_id=at(store, three), article_ids=(four,), why="Unlike."),
    )
    before = whole(store)
    a_flow(store, *findings).tend()
    desk.undo(store, 1, at=LATER)
    desk.undo(store, 2, at=LATER)
    assert whole(store) == before
    assert a_flow(store, *findings).tend() == []
    assert whole(store) == before


def test_taking_back_a_merge_of_maintenance_says_nothing_of_what_a_hand_has_moved_since(store: Store) -> None:
    one, two, three = add(store, ("Crane", 1), ("Ferry", 2), ("Ferry", 3))
    kept = at(store, one)
    a_flow(store, Merge(kept=kept, absorbed=at(store, two), why="Alike.")).tend()
    desk.split(store, kept, [three], at=NOW)
    desk.undo(store, 1, at=LATER)
    desk.undo(store, at=LATER)
    assert (at(store, one), at(store, three)) == (kept, kept)
    assert at(store, two) != kept
    hand = Hand(store.acts())
    assert hand.apart([two], [one])
    assert not hand.apart([three], [one])


def test_what_returns_by_an_undo_may_be_where_it_returns_to(store: Store) -> None:
    one, two, three = add(store, ("Crane", 1), ("Crane", 2), ("Crane", 3))
    old = at(store, one)
    desk.split(store, old, [two], at=NOW)
    a_flow(store, Split(story_id=old, article_ids=(three,), why="Unlike.")).tend()
    desk.move(store, two, old, at=NOW)
    desk.undo(store, 2, at=LATER)
    assert at(store, one) == at(store, two) == at(store, three) == old
    assert not Hand(store.acts()).apart([two, three], [one, two, three])


# --- what cannot be done ------------------------------------------------------------------------------

REFUSED: list[tuple[Callable[[Store, list[str]], object], type[CorantoError], str]] = [
    (lambda s, ids: desk.split(s, ids[0], [ids[0], ids[1]], at=NOW), ActError, "nothing would be left of story"),
    (lambda s, ids: desk.split(s, ids[0], [ids[2]], at=NOW), ActError, "is not in story"),
    (lambda s, ids: desk.merge(s, [ids[0], "s99999"], at=NOW), NotFoundError, "no story is called"),
    (lambda s, ids: desk.move(s, "https://none.example/", ids[0], at=NOW), NotFoundError, "no article is called"),
    (lambda s, ids: desk.move(s, ids[0], ids[3], at=NOW), ActError, "is locked; first: coranto unlock"),
    (lambda s, ids: desk.merge(s, [ids[0], ids[3]], at=NOW), ActError, "is locked"),
    (lambda s, ids: desk.undo(s, 9, at=NOW), NotFoundError, "there is no act 9; list them with"),
    (lambda s, ids: desk.merge(s, [ids[0], ids[2]], at=NOW, actor="coranto"), ActError, "not the name of a person"),
    (lambda s, ids: desk.merge(s, [ids[0], ids[2]], at=NOW, actor=" "), ActError, "not the name of a person"),
]


@pytest.mark.parametrize(("what", "error", "said"), REFUSED)
def test_what_cannot_be_done_says_the_mend_and_changes_nothing(
    store: Store, what: Callable[[Store, list[str]], object], error: type[CorantoError], said: str
) -> None:
    ids = add(store, ("Crane", 1), ("Crane", 2), ("Ferry", 3), ("Storm", 4))
    desk.lock(store, ids[3], at=NOW)
    before = (whole(store), store.acts())
    with pytest.raises(error, match=said):
        what(store, ids)
    assert (whole(store), store.acts()) == before


def test_an_undo_is_not_undone(store: Store) -> None:
    one, two = add(store, ("Crane", 1), ("Ferry", 2))
    desk.merge(store, [one, two], at=NOW)
    desk.undo(store, at=NOW)
    with pytest.raises(ActError, match="act 2 took back another; do again what act 1 did"):
        desk.undo(store, 2, at=NOW)
