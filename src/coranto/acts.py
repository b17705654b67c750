"""How an act upon stories is made: what it moves, and what it demands of everything placed after it.

Why: a merge asked for by a reader and one found by maintenance are the same change; they differ in who answers for it
and in that a reader's is obeyed for ever after. Values in, values out: a store writes what is made here.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from coranto.cluster.growing import story_id_of
from coranto.types import Act, Assignment, Constraint, Move, Story

ENGINE = "coranto"
"""The actor of what maintenance does by itself."""

READER = "reader"
"""The actor of what is done by hand, where no name is given."""


def merge(
    kept: Story, absorbed: Sequence[Story], *, at: datetime, actor: str, reason: str, parted: Sequence[str] = ()
) -> Act:
    """All articles of the absorbed stories join ``kept``. By hand: they stay together.

    ``parted`` has those of them that earlier acts keep apart from others of them: that is lifted.
    """
    moves = tuple(
        Move(article_id=article_id, from_story=story.id, to_story=kept.id)
        for story in absorbed
        for article_id in story.article_ids
    )
    moved = tuple(move.article_id for move in moves)
    lifted = (Constraint(kind="free", ones=tuple(parted), others=(*kept.article_ids, *moved)),) if parted else ()
    by_hand = (*lifted, Constraint(kind="must", ones=(*kept.article_ids, *moved)))
    return Act(
        at=at,
        actor=actor,
        kind="merge",
        reason=reason,
        stories=(kept.id, *(story.id for story in absorbed)),
        moves=moves,
        constraints=() if actor == ENGINE else by_hand,
    )


def split(story: Story, article_ids: Collection[str], *, new_story: str, at: datetime, actor: str, reason: str) -> Act:
    """Some articles of a story, not all, leave it for a new one. By hand: they never meet those left again."""
    leaving = tuple(each for each in story.article_ids if each in article_ids)
    left = tuple(each for each in story.article_ids if each not in article_ids)
    apart = Constraint(kind="cannot", ones=leaving, others=left)
    by_hand = (apart, Constraint(kind="must", ones=leaving)) if len(leaving) > 1 else (apart,)
    return Act(
        at=at,
        actor=actor,
        kind="split",
        reason=reason,
        stories=(story.id, new_story),
        moves=tuple(Move(article_id=each, from_story=story.id, to_story=new_story) for each in leaving),
        constraints=() if actor == ENGINE else by_hand,
    )


def move(
    article_ids: Sequence[str],
    old: Story,
    new: Story,
    *,
    at: datetime,
    actor: str,
    reason: str,
    parted: Sequence[str] = (),
) -> Act:
    """Articles (the versions of one page) leave ``old`` for ``new``: kept with it, and apart from those left.

    ``parted`` has those of ``new`` that earlier acts keep apart from them: that is lifted.
    """
    left = tuple(each for each in old.article_ids if each not in article_ids)
    ones = tuple(article_ids)
    apart = (Constraint(kind="cannot", ones=ones, others=left),) if left else ()
    lifted = (Constraint(kind="free", ones=ones, others=tuple(parted)),) if parted else ()
    return Act(
        at=at,
        actor=actor,
        kind="move",
        reason=reason,
        stories=(new.id, old.id),
        moves=tuple(Move(article_id=each, from_story=old.id, to_story=new.id) for each in ones),
        constraints=(*apart, *lifted, Constraint(kind="must", ones=(new.article_ids[0], *ones))),
    )


def lock(story: Story, *, locked: bool, at: datetime, actor: str, reason: str) -> Act:
    """A story takes no new article, or does so again."""
    kind = Constraint(kind="lock" if locked else "unlock", ones=(story.id,))
    return Act(
        at=at,
        actor=actor,
        kind="lock" if locked else "unlock",
        reason=reason,
        stories=(story.id,),
        constraints=(kind,),
    )


def undo(
    act: Act,
    log: Sequence[Act],
    *,
    home: Mapping[str, str],
    redirects: Mapping[str, str],
    beside: Sequence[str],
    at: datetime,
    actor: str,
    reason: str,
) -> Act:
    """The act that takes back another: its articles return, as far as no later act has taken them elsewhere.

    ``home`` has the present story of each moved article, ``beside`` the articles that stand now in the first story
    that the act names. A story that this very act emptied lives again; one that a later act absorbed does not. What
    maintenance did and a reader takes back, maintenance shall not do again.
    """
    emptied = {each.from_story: done.number for done in log for each in done.moves}
    moves = []
    for each in act.moves:
        now_at = redirects.get(each.to_story, each.to_story)
        back_to = each.from_story if emptied[each.from_story] == act.number else redirects.get(each.from_story)
        back_to = back_to or each.from_story
        if home[each.article_id] == now_at != back_to:
            moves.append(Move(article_id=each.article_id, from_story=now_at, to_story=back_to))
    return Act(
        at=at,
        actor=actor,
        kind="undo",
        reason=reason,
        stories=act.stories,
        moves=tuple(moves),
        constraints=_never_again(act, [each.article_id for each in moves], beside) if act.actor == ENGINE else (),
        undoes=act.number,
    )


def placings(act: Act, before: Mapping[str, Assignment], past: Mapping[str, Assignment]) -> tuple[Assignment, ...]:
    """The new assignment of each moved article.

    ``before`` has the present assignments of the moved articles and of their originals. An undo gives back the
    assignment of ``past`` where the article returns to the very story that it is of.
    """
    to = {each.article_id: each.to_story for each in act.moves}
    made = []
    for each in act.moves:
        old = past.get(each.article_id)
        if old is not None and old.story_id == each.to_story:
            made.append(old)
            continue
        now = before[each.article_id]
        original = before.get(now.copy.original_id) if now.copy is not None else None
        follows = original is not None and to.get(original.article_id, original.story_id) == each.to_story
        made.append(
            replace(
                now,
                story_id=each.to_story,
                opened=False,
                why=_why(act, each),
                chosen=None,
                runner_up=None,
                copy=now.copy if follows else None,
            )
        )
    return tuple(made)


def fresh_story_id(article_id: str, taken: Container[str]) -> str:
    """The id of a new story that this article opens, other than those taken: a story never takes a dead one's id."""
    story_id, again = story_id_of(article_id), 1
    while story_id in taken:
        again += 1
        story_id = "s" + sha256(f"{article_id} {again}".encode()).hexdigest()[:12]
    return story_id


def _never_again(act: Act, returned: Sequence[str], beside: Sequence[str]) -> tuple[Constraint, ...]:
    """What keeps maintenance from doing ``act`` again, to the articles that returned by its undo."""
    others = tuple(each for each in beside if each not in returned)
    if not returned or not others:
        return ()
    if act.kind == "split":
        return (Constraint(kind="must", ones=(*returned, others[0])),)
    return (Constraint(kind="cannot", ones=tuple(returned), others=others),)


def _why(act: Act, done: Move) -> str:
    who = {ENGINE: "Maintenance", READER: "A reader"}.get(act.actor, act.actor)
    how = {
        "merge": f"merged story {done.from_story} into this one",
        "split": f"split it off from story {done.from_story}",
    }.get(act.kind, f"moved it here from story {done.from_story}")
    return f"{who} {how} on {act.at.date().isoformat()}" + (f": {act.reason.rstrip('.')}." if act.reason else ".")
