"""The people, bodies and places of a story, and everything about one of them: its stories, and the days that name it.

Why here: which names an article is about is known to the store; which stories that makes is asked when a page is shown.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import cast, get_args

from coranto.ports import Store
from coranto.publish.cards import Card
from coranto.publish.web.shelf import Shelf
from coranto.types import Edition, Named, NameKind, TimelineEntry

MOST_NAMES = 10
MOST_STORIES = 60
MOST_DAYS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedStories:
    """A name, the stories whose articles are about it (newest first), and their days that name it (ascending)."""

    named: Named
    cards: tuple[Card, ...]
    timeline: tuple[tuple[TimelineEntry, Card], ...]


def names_of_story(store: Store, edition: Edition) -> tuple[Named, ...]:
    """Whom and what a story is about: named by two of its articles (or by its only one), most often first.

    A name that is part of one before it ("Brandt" after "Ida Brandt") is not told again.
    """
    by_article = store.names(source.article_id for source in edition.sources if source.copy_of is None)
    counts: Counter[tuple[NameKind, str]] = Counter()
    spelt: dict[tuple[NameKind, str], Named] = {}
    for source in edition.sources:
        for named in by_article.get(source.article_id, ()):
            counts[named.kind, named.key] += 1
            spelt.setdefault((named.kind, named.key), named)
    least = 2 if len(by_article) > 1 else 1
    order = {key: place for place, key in enumerate(spelt)}
    chosen = sorted((key for key in counts if counts[key] >= least), key=lambda key: (-counts[key], order[key]))
    whole: list[tuple[NameKind, str]] = []
    for kind, key in chosen:
        words = set(key.split("-"))
        if not any(kind == other and words <= set(longer.split("-")) for other, longer in whole):
            whole.append((kind, key))
    return tuple(spelt[each] for each in whole[:MOST_NAMES])


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
    cards = [shelf.cards()[story_id] for story_id in homes]
    cards.sort(key=lambda c: (-c.updated_at.timestamp(), c.story_id))
    if not cards:
        return None
    spelt = shelf.store.names(homes.values())
    named = next(n for names in spelt.values() for n in names if (n.kind, n.key) == (known_kind, key))
    return NamedStories(named=named, cards=tuple(cards[:MOST_STORIES]), timeline=_days(shelf, named, cards))


def _days(shelf: Shelf, named: Named, cards: list[Card]) -> tuple[tuple[TimelineEntry, Card], ...]:
    """Entries whose words name it: a person also by the last word of the name."""
    words = named.name.split()
    looked_for = {named.name, words[-1]} if named.kind == "person" else {named.name}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(each) for each in sorted(looked_for)) + r")(?!\w)")
    found = []
    for card in cards[:MOST_STORIES]:
        edition = shelf.edition(card.story_id)
        for entry in edition.timeline if edition is not None else ():
            naming = tuple(s for s in entry.statements if pattern.search(s.text))
            if naming:
                found.append((replace(entry, statements=naming), card))
    found.sort(key=lambda pair: (pair[0].date, pair[1].story_id))
    return tuple(found[-MOST_DAYS:])
