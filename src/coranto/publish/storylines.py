"""Which stories belong to one long affair, read from the audit log: each story's own chapter and those linked to it.

Why here: maintenance finds links and records them as acts (``cluster.maintain``, ``tending``); an undo takes one back,
and the link of an absorbed story is that of the story it went to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coranto.publish.cards import Card
from coranto.types import Act

MOST_CHAPTERS = 12
"""Stories shown beside one: those linked to it first, then those linked to these."""

Links = Mapping[str, Mapping[str, str]]
"""For each story the stories linked to it, each with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A story of a storyline. ``why`` says what links it to the one that is read; "" where another stands between."""

    card: Card
    why: str
    here: bool


def links_of(acts: Sequence[Act], redirects: Mapping[str, str]) -> Links:
    """The links that stand, between living stories."""
    undone: set[int] = set()
    for act in reversed(acts):
        if act.undoes is not None and act.number not in undone:
            undone.add(act.undoes)
    links: dict[str, dict[str, str]] = {}
    for act in acts:
        if act.kind != "link" or act.number in undone:
            continue
        first, second = (redirects.get(story_id, story_id) for story_id in act.stories[:2])
        if first != second:
            links.setdefault(first, {}).setdefault(second, act.reason)
            links.setdefault(second, {}).setdefault(first, act.reason)
    return links


def storyline(story_id: str, links: Links, cards: Mapping[str, Card]) -> tuple[Chapter, ...]:
    """The chapters of the affair that a story belongs to, by their first article; () where it is linked to none.

    Two steps and no further: links are likenesses, and a long chain of them ends in another affair.
    """
    near = links.get(story_id, {})
    beyond = (other for neighbour in near for other in links.get(neighbour, {}))
    chosen = _known((*near, *beyond), cards, without=story_id)[:MOST_CHAPTERS]
    if not chosen or story_id not in cards:
        return ()
    chapters = (
        Chapter(card=cards[each], why=near.get(each, ""), here=each == story_id) for each in (story_id, *chosen)
    )
    return tuple(sorted(chapters, key=lambda c: (c.card.opened_at.timestamp(), c.card.story_id)))


def _known(story_ids: Iterable[str], cards: Mapping[str, Card], *, without: str) -> list[str]:
    return [each for each in dict.fromkeys(story_ids) if each in cards and each != without]
