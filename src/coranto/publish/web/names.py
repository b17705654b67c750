"""A name asked for: the articles of the store that are about it, and what their stories say.

Why apart from ``publish.names``: a folder knows all its stories, here they are looked up.
"""

from __future__ import annotations

from typing import cast, get_args

from coranto.publish.names import NamedStories, names_of_story, stories_naming
from coranto.publish.web.shelf import Shelf
from coranto.types import Edition, Named, NameKind


def names_around(shelf: Shelf, edition: Edition) -> tuple[Named, ...]:
    """Whom and what a story is about."""
    return names_of_story(edition, shelf.store.names(source.article_id for source in edition.sources))


def named_stories(shelf: Shelf, kind: str, key: str) -> NamedStories | None:
    """Everything about a name; None where no article of a living story is about it."""
    if kind not in get_args(NameKind):
        return None
    known_kind = cast("NameKind", kind)
    article_ids = shelf.store.articles_naming(known_kind, key)[:1_000]
    homes: dict[str, str] = {}
    for assignment in shelf.store.assignments(article_ids):
        if assignment.story_id in shelf.cards():
            homes.setdefault(assignment.story_id, assignment.article_id)
    if not homes:
        return None
    spelt = shelf.store.names(homes.values())
    named = next(n for names in spelt.values() for n in names if (n.kind, n.key) == (known_kind, key))
    return stories_naming(named, (shelf.cards()[story_id] for story_id in homes), shelf.edition)
