"""Carries acts out upon a store: a reader's, and what maintenance finds as far as no hand is against it.

Why here: who decides (a person, or the clusterer) and what becomes of it are two things; this is the second.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import datetime

from coranto.acts import ENGINE, fresh_story_id, merge, placings, split
from coranto.hand import Hand, settle
from coranto.ports import Store
from coranto.types import Act, Article, Assignment, Closing, Link, Merge, Split, Story, Tending


class Tended:
    """What acts so far have linked and closed, so that it is not done again."""

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self._linked: set[frozenset[str]] = set()
        self._closed: dict[str, datetime] = {}
        self.take(acts)

    def take(self, acts: Iterable[Act]) -> None:
        """Learn of more acts."""
        for act in acts:
            if act.kind == "link":
                self._linked.add(frozenset(act.stories))
            elif act.kind == "close":
                self._closed[act.stories[0]] = act.at

    def __bool__(self) -> bool:
        """Whether any story was ever closed."""
        return bool(self._closed)

    def linked(self, first: str, second: str) -> bool:
        """Whether two stories are linked."""
        return frozenset((first, second)) in self._linked

    def closed(self, story: Story) -> bool:
        """Whether a story was closed and nothing newer has joined it since."""
        at = self._closed.get(story.id)
        return at is not None and at >= story.updated_at


def carry_out(findings: Iterable[Tending], store: Store, hand: Hand, past: Tended, *, at: datetime) -> list[Act]:
    """Do what maintenance found, as far as no hand forbids it and it is not done already; the acts as recorded.

    ``past`` learns of them.
    """
    done: list[Act] = []
    for found in findings:
        if isinstance(found, Merge):
            done += _merge(found, store, hand, at)
        elif isinstance(found, Split):
            done += _split(found, store, hand, at)
        elif isinstance(found, Link):
            if not past.linked(found.first, found.second):
                pair = (found.first, found.second)
                done.append(store.change(Act(at=at, actor=ENGINE, kind="link", reason=found.why, stories=pair)))
        elif isinstance(found, Closing):
            story = store.story(found.story_id)
            if story is not None and not past.closed(story):
                act = Act(at=at, actor=ENGINE, kind="close", reason=found.why, stories=(story.id,))
                done.append(store.change(act))
        past.take(done[-1:])
    return done


def enact(store: Store, act: Act, past: dict[str, Assignment] | None = None) -> Act:
    """Record an act and move its articles. ``past`` has the assignments that an undo gives back."""
    before: dict[str, Assignment] = {}
    for move in act.moves:
        assignment = store.assignment(move.article_id)
        if assignment is None:
            continue
        before[move.article_id] = assignment
        if assignment.copy is not None:
            original = store.assignment(assignment.copy.original_id)
            before.update({} if original is None else {original.article_id: original})
    return store.change(act, placings(act, before, past or {}))


def by_hand(placed: Sequence[Assignment], articles: Sequence[Article], store: Store, hand: Hand) -> list[Assignment]:
    """What a clusterer decided of these articles, corrected where acts in the log demand it. Stores nothing."""

    def home(article_id: str) -> str | None:
        assignment = store.assignment(article_id)
        return None if assignment is None else assignment.story_id

    def members(story_id: str) -> tuple[str, ...]:
        story = store.story(story_id)
        return () if story is None else story.article_ids

    versions = {
        each.id: [known for known in store.article_ids_of_url(each.url) if known != each.id] for each in articles
    }
    return settle(
        placed,
        hand,
        versions=versions,
        home=home,
        members=members,
        opens=lambda article_id: fresh_story_id(article_id, taken(store)),
    )


def living(store: Store, story_id: str) -> Story | None:
    """The story of this id, or the one that it was absorbed by."""
    return store.story(story_id) or store.story(store.redirects().get(story_id, ""))


def taken(store: Store) -> Container[str]:
    """The ids of all stories that there are or ever were, to be asked for one."""
    return _Taken(store)


class _Taken:
    def __init__(self, store: Store) -> None:
        self._store = store

    def __contains__(self, story_id: object) -> bool:
        return self._store.story(str(story_id)) is not None or story_id in self._store.redirects()


def _merge(found: Merge, store: Store, hand: Hand, at: datetime) -> Iterator[Act]:
    kept, absorbed = living(store, found.kept), living(store, found.absorbed)
    if kept is None or absorbed is None or kept.id == absorbed.id or hand.locked & {kept.id, absorbed.id}:
        return
    if not hand.apart(absorbed.article_ids, kept.article_ids):
        yield enact(store, merge(kept, [absorbed], at=at, actor=ENGINE, reason=found.why))


def _split(found: Split, store: Store, hand: Hand, at: datetime) -> Iterator[Act]:
    story, leaving = store.story(found.story_id), set(found.article_ids)
    if story is None or story.id in hand.locked or not leaving or not leaving < set(story.article_ids):
        return
    if not hand.partners(leaving).intersection(story.article_ids):
        first = next(each for each in story.article_ids if each in leaving)
        new = fresh_story_id(first, taken(store))
        yield enact(store, split(story, leaving, new_story=new, at=at, actor=ENGINE, reason=found.why))
