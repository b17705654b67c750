"""What the acts in the audit log demand of everything that is placed after them: the reader's hand, replayed.

Why: an act is done once and obeyed for ever. The log is small beside the articles, so it is replayed into a few sets,
and every placing, merge or split asks them. Later acts prevail over earlier ones; what was undone counts for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from coranto.cluster.weigh import bar
from coranto.types import Act, Assignment, Candidate


class Hand:
    """Which articles belong together, which never do, and which stories are locked."""

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        every = list(acts)
        undone = {act.undoes for act in every}
        self.locked: frozenset[str] = frozenset()
        self._group: dict[str, frozenset[str]] = {}
        self._said: list[tuple[bool, frozenset[str], frozenset[str]]] = []
        self._said_of: dict[str, list[int]] = {}
        for act in every:
            for constraint in act.constraints if act.number not in undone else ():
                ones, others = frozenset(constraint.ones), frozenset(constraint.others)
                if constraint.kind == "lock":
                    self.locked |= ones
                elif constraint.kind == "unlock":
                    self.locked -= ones
                elif constraint.kind == "must":
                    self._bind(ones)
                else:
                    self._say(constraint.kind == "cannot", ones, others)

    def __bool__(self) -> bool:
        """Whether anything is demanded at all."""
        return bool(self.locked or self._group or self._said)

    def partners(self, article_ids: Iterable[str]) -> frozenset[str]:
        """The articles that belong in one story with any of these, without these themselves."""
        given = frozenset(article_ids)
        return frozenset().union(*(self._group.get(each, frozenset()) for each in given)) - given

    def concerns(self, article_id: str) -> bool:
        """Whether any act says where this article belongs or does not."""
        return article_id in self._group or article_id in self._said_of

    def apart(self, some: Iterable[str], others: Collection[str]) -> bool:
        """Whether an article of ``some`` must never be in one story with an article of ``others``."""
        return any(self._apart(article_id, others) for article_id in some)

    def _apart(self, article_id: str, others: Collection[str]) -> bool:
        open_to: set[str] = set()
        for at in reversed(self._said_of.get(article_id, ())):
            cannot, ones, rest = self._said[at]
            side = (rest if article_id in ones else frozenset()) | (ones if article_id in rest else frozenset())
            met = side.intersection(others) - open_to
            if met and cannot:
                return True
            open_to |= met
        return False

    def _bind(self, ones: frozenset[str]) -> None:
        whole = ones.union(*(self._group.get(each, frozenset()) for each in ones))
        self._group.update(dict.fromkeys(whole, whole))

    def _say(self, cannot: bool, ones: frozenset[str], others: frozenset[str]) -> None:
        for article_id in ones | others:
            self._said_of.setdefault(article_id, []).append(len(self._said))
        self._said.append((cannot, ones, others))
        if cannot:
            for group in {self._group[each] for each in ones if each in self._group}:
                if group & others:
                    for part in (group & ones, group - ones):
                        self._group.update(dict.fromkeys(part, part))


def settle(
    placed: Sequence[Assignment],
    hand: Hand,
    *,
    versions: Mapping[str, Sequence[str]],
    home: Callable[[str], str | None],
    members: Callable[[str], Collection[str]],
    opens: Callable[[str], str],
) -> list[Assignment]:
    """The assignments of a clusterer, corrected where they are against the hand. Pure: nothing is stored.

    ``versions`` has the earlier versions of the page of each article, ``home`` the story of an article placed before,
    ``members`` the articles of a story before these, ``opens`` the id of a new story for an article. An article whose
    partner, or whose earlier version, was placed by hand joins it. One that may not be where the clusterer puts it goes
    to the runner-up if that is like enough, or opens a story, and those like it follow it there.
    """
    at: dict[str, str] = {}
    joined: dict[str, list[str]] = {}
    instead: dict[str, str] = {}

    def inside(story_id: str) -> set[str]:
        return {*members(story_id), *joined.get(story_id, ())}

    def forbidden(story_id: str, kin: Sequence[str]) -> bool:
        if hand.apart(kin, inside(story_id)):
            return True
        return story_id in hand.locked and not inside(story_id).intersection(kin)

    settled = []
    for assignment in placed:
        kin = (assignment.article_id, *versions.get(assignment.article_id, ()))
        bound = [each for each in kin[1:] if hand.concerns(each)]
        homes = [at.get(each) or home(each) for each in [*sorted(hand.partners(kin)), *reversed(bound)]]
        wanted = instead.get(assignment.story_id, assignment.story_id)
        target = next((each for each in homes if each is not None), None)
        if target is not None:
            why = "A reader's hand keeps it with other articles of this story."
        elif forbidden(wanted, kin):
            target, why = _elsewhere(assignment, kin, forbidden, inside, opens), _refused(wanted, hand)
        else:
            target, why = wanted, _followed(assignment.story_id)
        if target != assignment.story_id:
            if assignment.opened or assignment.story_id in hand.locked:
                instead.setdefault(assignment.story_id, target)
            assignment = _moved(assignment, target, why, opened=not inside(target))
        at[assignment.article_id] = assignment.story_id
        joined.setdefault(assignment.story_id, []).append(assignment.article_id)
        settled.append(assignment)
    return settled


def _elsewhere(
    assignment: Assignment,
    kin: Sequence[str],
    forbidden: Callable[[str, Sequence[str]], bool],
    inside: Callable[[str], Collection[str]],
    opens: Callable[[str], str],
) -> str:
    second = assignment.runner_up
    if second is None or forbidden(second.story_id, kin):
        return opens(assignment.article_id)
    if second.similarity >= bar(max(1, len(inside(second.story_id)))):
        return second.story_id
    return opens(assignment.article_id)


def _moved(assignment: Assignment, target: str, why: str, *, opened: bool) -> Assignment:
    """The assignment to another story. What the clusterer would have chosen is named as the runner-up."""
    chosen: Candidate | None = None
    if assignment.runner_up is not None and assignment.runner_up.story_id == target:
        chosen = assignment.runner_up
    return replace(
        assignment,
        story_id=target,
        opened=opened,
        why=why,
        chosen=chosen,
        runner_up=assignment.chosen if assignment.chosen is not None else None,
    )


def _refused(story_id: str, hand: Hand) -> str:
    reason = "is locked" if story_id in hand.locked else "has articles that a reader's hand keeps apart from it"
    return f"It is most like story {story_id}, which {reason}."


def _followed(story_id: str) -> str:
    return f"It is most like articles that were kept out of story {story_id} by a reader's hand."
