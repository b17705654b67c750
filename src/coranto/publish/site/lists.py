"""Stories in lists: the front page, the archive by day, publishers, names, and what a search found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coranto.publish.cards import Card, publisher_key
from coranto.publish.rank import ranked
from coranto.publish.site.templating import render
from coranto.publish.site.words import ENGLISH, Words
from coranto.publish.topics import Topic
from coranto.types import Hit, Named, SourceNote, TimelineEntry

WITH_LEADS = 100
"""Stories of the front page that are shown with a sentence; those after it by their headlines."""
OF_ALL = 12
"""Stories that stand above the topics, where there are any."""
OF_TOPIC = 4
"""Stories of each topic that the front page shows."""
MOST_SERVED = 1_000
"""Stories that a served front page lists; the archive has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A publisher and its stories, newest first. ``names`` are its spellings that come to one key."""

    key: str
    names: tuple[str, ...]
    cards: tuple[Card, ...]


def front_page(
    cards: Iterable[Card],
    topics: Sequence[Topic] = (),
    *,
    root: str = "",
    served: bool = False,
    words: Words = ENGLISH,
) -> str:
    """All stories, ranked by independent origins, recency and growth (``publish.rank``).

    Where there are topics, the first stories of all are followed by the first of each topic that stand not above it.
    """
    rows = ranked(cards)
    latest = max((card.updated_at for card in rows), default=None)
    shown = rows[:MOST_SERVED] if served else rows
    first = shown[: OF_ALL if topics else WITH_LEADS]
    above = {card.story_id for card in first}
    parts: list[tuple[Topic, list[Card]]] = []
    for topic in topics:
        of_topic = [card for card in topic.cards if card.story_id not in above][:OF_TOPIC]
        above.update(card.story_id for card in of_topic)
        parts.append((topic, of_topic))
    return render(
        "index.html",
        root=root,
        served=served,
        words=words,
        rows=first,
        parts=parts,
        topics=topics,
        more=[card for card in shown if card.story_id not in above],
        count=len(rows),
        latest=latest,
        left_out=len(rows) - len(shown),
    )


def topic_page(
    topic: Topic, topics: Sequence[Topic], *, root: str, served: bool = False, words: Words = ENGLISH
) -> str:
    """The stories of a topic, ranked as on the front page. ``topics`` are all, to go on to."""
    shown = topic.cards[:MOST_SERVED] if served else topic.cards
    return render(
        "topic.html",
        root=root,
        served=served,
        words=words,
        topic=topic,
        topics=topics,
        rows=shown[:WITH_LEADS],
        more=shown[WITH_LEADS:],
        left_out=len(topic.cards) - len(shown),
    )


def by_day(cards: Iterable[Card]) -> dict[str, list[Card]]:
    """Stories by the day of their newest article, as its publisher dates it: newest day first, and in a day by rank."""
    days: dict[str, list[Card]] = {}
    for card in cards:
        days.setdefault(card.updated_at.date().isoformat(), []).append(card)
    return {day: ranked(days[day]) for day in sorted(days, reverse=True)}


def by_publisher(cards: Iterable[Card]) -> list[Publisher]:
    """Publishers with most stories first. Spellings with one key are one publisher."""
    found: dict[str, tuple[dict[str, None], dict[str, Card]]] = {}
    for card in sorted(cards, key=lambda c: (-c.updated_at.timestamp(), c.story_id)):
        for name in card.publishers:
            names, stories = found.setdefault(publisher_key(name), ({}, {}))
            names[name] = None
            stories[card.story_id] = card
    publishers = (
        Publisher(key=key, names=tuple(names), cards=tuple(stories.values())) for key, (names, stories) in found.items()
    )
    return sorted(publishers, key=lambda p: (-len(p.cards), p.key))


def days_page(
    days: Iterable[tuple[str, Sequence[Card]]], *, root: str, served: bool = False, words: Words = ENGLISH
) -> str:
    """The days of the archive with the number of their stories."""
    return render("days.html", root=root, served=served, words=words, days=[(day, len(cards)) for day, cards in days])


def day_page(day: str, cards: Sequence[Card], *, root: str, served: bool = False, words: Words = ENGLISH) -> str:
    """The stories whose newest article is of this day."""
    return render("day.html", root=root, served=served, words=words, day=day, rows=cards)


def publishers_page(publishers: Sequence[Publisher], *, root: str, served: bool = False, words: Words = ENGLISH) -> str:
    """All publishers."""
    return render("publishers.html", root=root, served=served, words=words, publishers=publishers)


def publisher_page(
    publisher: Publisher,
    alone: Sequence[tuple[Card, Sequence[SourceNote]]],
    *,
    root: str,
    served: bool = False,
    words: Words = ENGLISH,
) -> str:
    """A publisher's stories, and *only here*: stories that no other has, and what its articles alone add to others.

    ``alone`` has stories that others tell as well, each with those notes of this publisher's articles.
    """
    only = [card for card in publisher.cards if all(publisher_key(n) == publisher.key for n in card.publishers)]
    shared = [card for card in publisher.cards if card not in only]
    return render(
        "publisher.html",
        root=root,
        served=served,
        words=words,
        publisher=publisher,
        only=only,
        shared=shared,
        alone=alone,
    )


def name_page(
    named: Named,
    cards: Sequence[Card],
    timeline: Sequence[tuple[TimelineEntry, Card]],
    *,
    root: str,
    served: bool = False,
    words: Words = ENGLISH,
) -> str:
    """A person, body or place: the stories whose articles are about it, and the days of these that name it."""
    return render("name.html", root=root, served=served, words=words, named=named, rows=cards, timeline=timeline)


def search_page(
    asked: dict[str, str],
    found: Sequence[tuple[Hit, Card]],
    publishers: Sequence[str],
    languages: Sequence[str],
    *,
    root: str,
    problem: str = "",
    newer: str = "",
    older: str = "",
    words: Words = ENGLISH,
) -> str:
    """The form with what was asked (by name of the field), and what was found. ``newer``, ``older``: other pages."""
    return render(
        "search.html",
        root=root,
        served=True,
        words=words,
        asked=asked,
        found=found,
        publishers=publishers,
        languages=languages,
        problem=problem,
        newer=newer,
        older=older,
    )
