"""The audit log in SQL: acts upon stories, written together with what they change, and read back for ever.

Why one transaction: a log that says what did not happen, or a move that nobody answers for, is worse than neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from coranto.errors import StoreError
from coranto.stores.placings import last_position
from coranto.stores.rows import Rows, add, checked, utc
from coranto.stores.tables import acts, articles, assignments, constraints, members, moves, redirects, stories
from coranto.types import Act, Assignment, Constraint, ConstraintKind, Move
from coranto.wire import pack_assignment, unpack_assignment


class LogRows(Rows):
    """The part of a ``Store`` about acts, and the redirects that they leave."""

    def change(self, act: Act, placings: Sequence[Assignment] = (), /) -> Act:
        """In one transaction: append an act to the log, and put its moved articles where it says.

        Raises ``StoreError``, and changes nothing, if an article is not where the act takes it from.
        """
        new = {placing.article_id: placing for placing in placings}
        with self._writing() as connection:
            number = _append(connection, act)
            for position, move in enumerate(act.moves):
                _move(connection, number, position, move, new[move.article_id])
            touched = {story_id for move in act.moves for story_id in (move.from_story, move.to_story)}
            for story_id in sorted(touched):
                _settle(connection, story_id, act.moves)
            return replace(act, number=number)

    def acts(self, after: int = 0, /) -> list[Act]:
        """The audit log in order of recording, from the act after this number on."""
        with self._reading() as connection:
            rows = connection.execute(select(acts).where(acts.c.number > after).order_by(acts.c.number)).all()
            moved: dict[int, list[Move]] = {}
            for row in connection.execute(
                select(moves).where(moves.c.act > after).order_by(moves.c.act, moves.c.position)
            ):
                move = Move(article_id=row.article_id, from_story=row.from_story, to_story=row.to_story)
                moved.setdefault(row.act, []).append(move)
            demanded: dict[int, dict[int, tuple[str, tuple[list[str], list[str]]]]] = {}
            order = (constraints.c.act, constraints.c.position, constraints.c.side, constraints.c.place)
            for row in connection.execute(select(constraints).where(constraints.c.act > after).order_by(*order)):
                of_act = demanded.setdefault(row.act, {})
                of_act.setdefault(row.position, (row.kind, ([], [])))[1][row.side].append(row.subject)
        return [
            Act(
                number=row.number,
                at=datetime.fromisoformat(row.at),
                actor=row.actor,
                kind=row.kind,
                reason=row.reason,
                stories=tuple(row.stories.split()),
                moves=tuple(moved.get(row.number, ())),
                constraints=tuple(
                    Constraint(kind=cast("ConstraintKind", kind), ones=tuple(ones), others=tuple(others))
                    for kind, (ones, others) in demanded.get(row.number, {}).values()
                ),
                undoes=row.undoes,
            )
            for row in rows
        ]

    def last_act(self) -> int:
        """The number of the newest act, 0 if there is none."""
        with self._reading() as connection:
            return connection.execute(select(func.max(acts.c.number))).scalar() or 0

    def past_assignments(self, article_id: str, /) -> list[tuple[int, Assignment]]:
        """Where an article was before, and why, oldest first; each with the number of the act that moved it away."""
        query = select(moves.c.act, moves.c.before).where(moves.c.article_id == article_id).order_by(moves.c.act)
        with self._reading() as connection:
            return [(row.act, unpack_assignment(row.before)) for row in connection.execute(query)]

    def redirects(self) -> dict[str, str]:
        """The id of every story that has no articles any more, to that of the living story they went to."""
        with self._reading() as connection:
            step: dict[str, str] = {row.old: row.new for row in connection.execute(select(redirects))}
        ends = {}
        for old in sorted(step):
            end = step[old]
            while end in step:
                end = step[end]
            ends[old] = end
        return ends


def _append(connection: Connection, act: Act) -> int:
    # Counted here, as a database leaves gaps where a write failed. There is one writer at a time: nobody is quicker.
    number = (connection.execute(select(func.max(acts.c.number))).scalar() or 0) + 1
    row = {
        "number": number,
        "at": act.at.isoformat(),
        "actor": act.actor,
        "kind": act.kind,
        "reason": act.reason,
        "stories": " ".join(act.stories),
        "undoes": act.undoes,
    }
    checked(connection, insert(acts).values(**row))
    rows = [
        {"act": number, "position": position, "side": side, "place": place, "kind": each.kind, "subject": subject}
        for position, each in enumerate(act.constraints)
        for side, subjects in enumerate((each.ones, each.others))
        for place, subject in enumerate(subjects)
    ]
    if rows:
        connection.execute(insert(constraints), rows)
    return number


def _move(connection: Connection, act: int, position: int, move: Move, placing: Assignment) -> None:
    held = and_(members.c.article_id == move.article_id, members.c.story_id == move.from_story)
    if not connection.execute(delete(members).where(held)).rowcount:
        raise StoreError(
            f"article {move.article_id} is not in story {move.from_story} any more", mend="look again and repeat"
        )
    mine = assignments.c.article_id == move.article_id
    before = connection.execute(select(assignments.c.packed).where(mine)).scalar_one()
    at = connection.execute(select(articles.c.published_at).where(articles.c.id == move.article_id)).scalar_one()
    add(connection, stories, id=move.to_story, opened_at=at, updated_at=at, updated_utc=0)
    connection.execute(
        insert(moves).values(
            act=act,
            article_id=move.article_id,
            position=position,
            from_story=move.from_story,
            to_story=move.to_story,
            before=before,
        )
    )
    connection.execute(
        insert(members).values(
            article_id=move.article_id, story_id=move.to_story, position=last_position(move.to_story)
        )
    )
    connection.execute(update(assignments).where(mine).values(packed=pack_assignment(placing)))


def _settle(connection: Connection, story_id: str, moved: Sequence[Move]) -> None:
    """Bring the times of a story up to date, or make a redirect of it where nothing is left."""
    dates = (
        select(articles.c.published_at, articles.c.published_utc)
        .join(members, members.c.article_id == articles.c.id)
        .where(members.c.story_id == story_id)
        .order_by(articles.c.published_utc, articles.c.id)
    )
    held = connection.execute(dates).all()
    connection.execute(delete(redirects).where(redirects.c.old == story_id))
    if held:
        opened, updated = held[0].published_at, held[-1].published_at
        state = {"opened_at": opened, "updated_at": updated, "updated_utc": utc(datetime.fromisoformat(updated))}
        connection.execute(update(stories).where(stories.c.id == story_id).values(**state))
    else:
        went_to = next(move.to_story for move in reversed(moved) if move.from_story == story_id)
        connection.execute(insert(redirects).values(old=story_id, new=went_to))
