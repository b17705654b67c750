from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coranto.cluster.weigh import bar
from coranto.hand import Hand, settle
from coranto.types import Act, Assignment, Candidate, Constraint

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def log(*demands: Constraint | int) -> list[Act]:
    """One act a constraint; a number undoes the act of that number."""
    return [
        Act(
            number=number,
            at=NOON,
            actor="reader",
            kind="undo" if isinstance(each, int) else "merge",
            reason="",
            stories=("s1",),
            constraints=() if isinstance(each, int) else (each,),
            undoes=each if isinstance(each, int) else None,
        )
        for number, each in enumerate(demands, 1)
    ]


def must(*ones: str) -> Constraint:
    return Constraint(kind="must", ones=ones)


def cannot(ones: str, others: str) -> Constraint:
    return Constraint(kind="cannot", ones=tuple(ones), others=tuple(others))


def free(ones: str, others: str) -> Constraint:
    return Constraint(kind="free", ones=tuple(ones), others=tuple(others))


def lock(kind: str, *stories: str) -> Constraint:
    return Constraint(kind=kind, ones=stories)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("demands", "of", "partners"),
    [
        ([], "a", ""),
        ([must("a", "b", "c")], "a", "bc"),
        ([must("a", "b"), must("b", "c")], "a", "bc"),
        ([must("a", "b"), must("c", "d")], "a", "b"),
        ([must("a", "b", "c"), cannot("a", "bc")], "a", ""),
        ([must("a", "b", "c"), cannot("a", "bc")], "b", "c"),
        ([must("a", "b", "c"), cannot("ab", "c")], "a", "b"),
        ([must("a", "b", "c"), cannot("a", "bc"), 2], "a", "bc"),
        ([must("a", "b"), 1], "a", ""),
    ],
)
def test_what_belongs_together(demands: list[Constraint | int], of: str, partners: str) -> None:
    assert Hand(log(*demands)).partners([of]) == set(partners)


@pytest.mark.parametrize(
    ("demands", "apart"),
    [
        ([], False),
        ([cannot("a", "x")], True),
        ([cannot("x", "a")], True),
        ([cannot("b", "x")], False),
        ([cannot("a", "x"), free("a", "x")], False),
        ([cannot("a", "x"), free("a", "y")], True),
        ([cannot("a", "x"), free("x", "a"), cannot("a", "x")], True),
        ([cannot("a", "xy"), free("a", "x")], False),
        ([cannot("a", "x"), 1], False),
        ([cannot("a", "x"), free("a", "x"), 2], True),
    ],
)
def test_what_never_meets(demands: list[Constraint | int], apart: bool) -> None:
    assert Hand(log(*demands)).apart(["a"], {"x", "z"}) is apart
    assert Hand(log(*demands)).apart(["z", "x"], {"a"}) is apart


def test_locks_are_opened_and_taken_back() -> None:
    assert Hand(log(lock("lock", "s1", "s2"), lock("unlock", "s1"))).locked == {"s2"}
    assert Hand(log(lock("lock", "s1"), lock("unlock", "s1"), 2)).locked == {"s1"}
    assert not Hand(log(lock("lock", "s1"), 1))
    assert not Hand()


def placed(article_id: str, story_id: str, *, opened: bool = False, second: str | None = None) -> Assignment:
    return Assignment(
        article_id=article_id,
        story_id=story_id,
        opened=opened,
        why="Alike.",
        chosen=None if opened else Candidate(story_id=story_id, similarity=0.8),
        runner_up=None if second is None else Candidate(story_id=second, similarity=0.9),
    )


HELD = {"s1": ("a", "b"), "s2": ("x", "y")}


def settled(
    demands: list[Constraint | int], *given: Assignment, versions: dict[str, list[str]] | None = None
) -> list[Assignment]:
    at = {article_id: story_id for story_id, held in HELD.items() for article_id in held}
    return settle(
        given,
        Hand(log(*demands)),
        versions=versions or {},
        home=at.get,
        members=lambda story_id: HELD.get(story_id, ()),
        opens=lambda article_id: f"new-{article_id}",
    )


@pytest.mark.parametrize(
    ("demands", "given", "stories"),
    [
        pytest.param([], [placed("n", "s1")], ["s1"], id="nothing-demanded"),
        pytest.param([must("n", "x")], [placed("n", "s1")], ["s2"], id="joins-its-partner"),
        pytest.param([must("n", "m")], [placed("n", "s1"), placed("m", "s2")], ["s1", "s1"], id="partner-of-the-batch"),
        pytest.param([lock("lock", "s1")], [placed("n", "s1")], ["new-n"], id="locked"),
        pytest.param([lock("lock", "s1")], [placed("n", "s1", second="s2")], ["s2"], id="locked-second-best"),
        pytest.param([lock("lock", "s1", "s2")], [placed("n", "s1", second="s2")], ["new-n"], id="both-locked"),
        pytest.param(
            [lock("lock", "s1")], [placed("n", "s1"), placed("m", "s1")], ["new-n", "new-n"], id="kept-together"
        ),
        pytest.param([cannot("n", "b")], [placed("n", "s1")], ["new-n"], id="never-meets"),
        pytest.param([cannot("n", "b")], [placed("n", "s1"), placed("m", "s1")], ["new-n", "s1"], id="others-may"),
        pytest.param(
            [cannot("n", "m")], [placed("n", "s1"), placed("m", "s1")], ["s1", "new-m"], id="within-the-batch"
        ),
        pytest.param(
            [must("n", "x")], [placed("n", "s9", opened=True), placed("m", "s9")], ["s2", "s2"], id="followers-follow"
        ),
        pytest.param([must("n", "x"), lock("lock", "s2")], [placed("n", "s1")], ["s2"], id="named-beats-lock"),
    ],
)
def test_a_clusterer_is_corrected(demands: list[Constraint | int], given: list[Assignment], stories: list[str]) -> None:
    outcome = settled(demands, *given)
    assert [each.story_id for each in outcome] == stories
    for before, after in zip(given, outcome, strict=True):
        assert (after == before) == (after.story_id == before.story_id)
        assert after.why


def test_a_later_version_follows_the_earlier_that_was_placed_by_hand() -> None:
    versions = {"n": ["x"]}
    (followed,) = settled([must("x", "q")], placed("n", "s1"), versions=versions)
    assert followed.story_id == "s2"
    (untouched,) = settled([must("y", "q")], placed("n", "s1"), versions=versions)
    assert untouched.story_id == "s1"


def test_the_runner_up_must_be_as_like_as_what_a_lone_article_joins() -> None:
    least = bar(len(HELD["s2"]))
    for similarity, story in ((least, "s2"), (least - 0.01, "new-n")):
        given = replace(placed("n", "s1"), runner_up=Candidate(story_id="s2", similarity=similarity))
        assert settled([lock("lock", "s1")], given)[0].story_id == story


def test_a_later_version_enters_a_locked_story_that_has_the_page() -> None:
    (entered,) = settled([lock("lock", "s1")], placed("n", "s1"), versions={"n": ["b"]})
    assert entered.story_id == "s1"


def test_the_reason_says_who_is_against_it() -> None:
    (kept_out,) = settled([lock("lock", "s1")], placed("n", "s1"))
    assert kept_out.why == "It is most like story s1, which is locked."
    assert kept_out.opened
    assert kept_out.runner_up == Candidate(story_id="s1", similarity=0.8)
    (apart,) = settled([cannot("n", "a")], placed("n", "s1"))
    assert apart.why == "It is most like story s1, which has articles that a reader's hand keeps apart from it."
