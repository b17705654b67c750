"""The reader's hand: merge, split, move, lock and undo, in words that a person gives, upon a store.

Why apart from the command line: a site has the same desk. Every function gives the act as recorded in the audit log,
or None where there is nothing to do, so that asking twice does no more than asking once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from coranto import acts
from coranto.acts import ENGINE, READER, fresh_story_id
from coranto.errors import ActError, NotFoundError
from coranto.hand import Hand
from coranto.lookup import find_article, find_story
from coranto.ports import Store
from coranto.read.urls import page_key
from coranto.tending import enact, taken
from coranto.types import Act, Assignment, Constraint, Story


def merge(store: Store, stories: Sequence[str], *, at: datetime, actor: str = READER, reason: str = "") -> Act | None:
    """Make one story of several: the first named stays, the ids of the others lead to it from now on."""
    found = list({story.id: story for story in (find_story(store, words) for words in stories)}.values())
    if len(found) < 2:
        return None
    hand = _hand(store, *found)
    every = {article_id for each in found for article_id in each.article_ids}
    parted = [each for each in sorted(every) if hand.apart([each], every)]
    return _done(store, acts.merge(found[0], found[1:], at=at, actor=actor, reason=reason, parted=parted))


def split(
    store: Store, story: str, articles: Sequence[str], *, at: datetime, actor: str = READER, reason: str = ""
) -> Act | None:
    """Put some articles of a story, with all versions of their pages, into a new story of their own."""
    found = find_story(store, story)
    leaving: list[str] = []
    for words in articles:
        article = find_article(store, words)
        if article.id not in found.article_ids:
            raise ActError(f"article {article.id} is not in story {found.id}", mend=f"see: coranto show {found.id}")
        leaving += _versions(store, article.url, found)
    if len(set(leaving)) == len(found.article_ids):
        raise ActError(f"nothing would be left of story {found.id}", mend="name fewer of its articles")
    first = next(each for each in found.article_ids if each in leaving)
    new_story = fresh_story_id(first, taken(store))
    made = acts.split(found, set(leaving), new_story=new_story, at=at, actor=actor, reason=reason)
    return _done(store, made)


def move(store: Store, article: str, story: str, *, at: datetime, actor: str = READER, reason: str = "") -> Act | None:
    """Put an article, with all versions of its page, into another story."""
    found, target = find_article(store, article), find_story(store, story)
    assignment = store.assignment(found.id)
    old = None if assignment is None else store.story(assignment.story_id)
    if old is None:
        raise NotFoundError(f"article {found.id} is in no story", mend="run the build again with this store")
    if old.id == target.id:
        return None
    hand = _hand(store, target)
    moved = _versions(store, found.url, old)
    parted = [each for each in target.article_ids if hand.apart([each], moved)]
    return _done(store, acts.move(moved, old, target, at=at, actor=actor, reason=reason, parted=parted))


def lock(
    store: Store, story: str, *, locked: bool = True, at: datetime, actor: str = READER, reason: str = ""
) -> Act | None:
    """Let a story take no new article (a later version of a page that it has is none), or let it again."""
    found = find_story(store, story)
    if (found.id in Hand(store.acts()).locked) == locked:
        return None
    return _done(store, acts.lock(found, locked=locked, at=at, actor=actor, reason=reason))


def undo(store: Store, number: int | None = None, *, at: datetime, actor: str = READER, reason: str = "") -> Act | None:
    """Take back the act of this number, or the last that was done by hand and still stands, by a new act."""
    log = store.acts()
    undone = {act.undoes for act in log}
    if number is None:
        standing = [a for a in log if a.actor != ENGINE and a.kind != "undo" and a.number not in undone]
        if not standing:
            return None
        act = standing[-1]
    else:
        found = next((each for each in log if each.number == number), None)
        if found is None:
            raise NotFoundError(f"there is no act {number}", mend="list them with: coranto log")
        if found.kind == "undo":
            raise ActError(f"act {number} took back another", mend=f"do again what act {found.undoes} did")
        if number in undone:
            return None
        act = found
    past: dict[str, Assignment] = {}
    home: dict[str, str] = {}
    for each in act.moves:
        assignment = store.assignment(each.article_id)
        home[each.article_id] = "" if assignment is None else assignment.story_id
        past[each.article_id] = dict(store.past_assignments(each.article_id))[act.number]
    beside = store.story(act.stories[0])
    made = acts.undo(
        act,
        log,
        home=home,
        redirects=store.redirects(),
        beside=() if beside is None else beside.article_ids,
        at=at,
        actor=actor,
        reason=reason,
    )
    return _done(store, _reunited(store, made, Hand([*log, made])), past)


def _reunited(store: Store, act: Act, hand: Hand) -> Act:
    """An undo that also lifts what still keeps its articles from those that they return to: the last word counts."""
    lifted = []
    for story_id in sorted({each.to_story for each in act.moves}):
        story = store.story(story_id)
        returned = tuple(each.article_id for each in act.moves if each.to_story == story_id)
        every = (*(() if story is None else story.article_ids), *returned)
        parted = tuple(each for each in returned if hand.apart([each], every))
        if parted:
            lifted.append(Constraint(kind="free", ones=parted, others=every))
    return replace(act, constraints=(*act.constraints, *lifted))


def _done(store: Store, act: Act, past: dict[str, Assignment] | None = None) -> Act:
    if act.actor == ENGINE or not act.actor.strip():
        raise ActError(f"{act.actor!r} is not the name of a person", mend="give another name with --by")
    return enact(store, act, past)


def _versions(store: Store, url: str, story: Story) -> list[str]:
    """The articles of this story that are versions of this page, in order of joining."""
    inside = {article.id for article in store.articles(story.article_ids) if page_key(article.url) == page_key(url)}
    return [each for each in story.article_ids if each in inside]


def _hand(store: Store, *stories: Story) -> Hand:
    """What the log demands so far. Raises ``ActError`` if one of these stories is locked."""
    hand = Hand(store.acts())
    for story in stories:
        if story.id in hand.locked:
            raise ActError(f"story {story.id} is locked", mend=f"first: coranto unlock {story.id}")
    return hand
