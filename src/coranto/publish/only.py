"""What one publisher alone reports: in stories that others tell as well, the notes of its articles that add something.

Why from the notes: the composer has compared every source of a story with the others already. Nothing is judged anew.
"""

from __future__ import annotations

from collections.abc import Callable

from coranto.publish.cards import Card, publisher_key
from coranto.publish.site.lists import Publisher
from coranto.read.families import origin_of
from coranto.types import Edition, SourceNote

MOST_STORIES = 40
"""Stories looked at, newest first."""

_ADDS_NOTHING = ("Repeats [", "Reports the same as [")


def only_here(
    publisher: Publisher, edition_of: Callable[[str], Edition | None]
) -> list[tuple[Card, tuple[SourceNote, ...]]]:
    """Stories of several publishers, newest first, each with the notes in which only this one's own words stand."""
    found = []
    for card in publisher.cards[:MOST_STORIES]:
        if all(publisher_key(name) == publisher.key for name in card.publishers):
            continue
        edition = edition_of(card.story_id)
        notes = tuple(s for s in edition.sources if _adds(s, publisher, edition)) if edition is not None else ()
        if notes:
            found.append((card, notes))
    return found


def _adds(source: SourceNote, publisher: Publisher, edition: Edition) -> bool:
    if publisher_key(source.publisher) != publisher.key or source.copy_of is not None:
        return False
    if source.note.text.startswith(_ADDS_NOTHING) or source.note.standing != "single-source":
        return False
    by_number = {each.n: each for each in edition.sources}
    own = origin_of(source.publisher)
    return all(origin_of(by_number[n].publisher) == own for n in source.note.citations)
