"""The people, bodies and places of a story, and everything about one of them: its stories, and the days that name it.

Why here: which names an article is about is known to the store; which stories that makes is found when a page is shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coranto.publish.cards import Card
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


def names_of_story(edition: Edition, names: Mapping[str, Sequence[Named]]) -> tuple[Named, ...]:
    """Whom and what a story is about: named by two of its articles (or by its only one), most often first.

    ``names`` has those of each article; copies do not count. A name that is part of one before it ("Brandt" after
    "Ida Brandt") is not told again.
    """
    own = [source.article_id for source in edition.sources if source.copy_of is None]
    by_article = {article_id: names[article_id] for article_id in own if article_id in names}
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


def stories_naming(named: Named, cards: Iterable[Card], edition_of: Callable[[str], Edition | None]) -> NamedStories:
    """A name with its stories, newest first: at most 60 of them, and the 40 latest days that name it."""
    newest = sorted(cards, key=lambda c: (-c.updated_at.timestamp(), c.story_id))[:MOST_STORIES]
    return NamedStories(named=named, cards=tuple(newest), timeline=_days(named, newest, edition_of))


def _days(
    named: Named, cards: Sequence[Card], edition_of: Callable[[str], Edition | None]
) -> tuple[tuple[TimelineEntry, Card], ...]:
    """Entries whose words name it: a person also by the last word of the name."""
    words = named.name.split()
    looked_for = {named.name, words[-1]} if named.kind == "person" else {named.name}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(each) for each in sorted(looked_for)) + r")(?!\w)")
    found = []
    for card in cards:
        edition = edition_of(card.story_id)
        for entry in edition.timeline if edition is not None else ():
            naming = tuple(s for s in entry.statements if pattern.search(s.text))
            if naming:
                found.append((replace(entry, statements=naming), card))
    found.sort(key=lambda pair: (pair[0].date, pair[1].story_id))
    return tuple(found[-MOST_DAYS:])
