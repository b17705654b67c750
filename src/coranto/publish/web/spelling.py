"""How the program's own values become those of the API: field by field, and nothing computed.

Why apart from the models: what the API promises can be read there on a few pages.
"""

from __future__ import annotations

from coranto.publish.cards import Card, publisher_key
from coranto.publish.difference import Difference as Changed
from coranto.publish.names import NamedStories
from coranto.publish.site.lists import Publisher
from coranto.publish.storylines import Chapter as Linked
from coranto.publish.web.values import (
    Addition,
    Brief,
    Chapter,
    Counted,
    Difference,
    Found,
    NamedDay,
    NameStories,
    NameValue,
    Piece,
    Placed,
    Rewording,
    SourceValue,
    Story,
)
from coranto.types import Assignment, Edition, Hit, Named, SourceNote
from coranto.wire import edition_to_json


def brief(card: Card) -> Brief:
    """A story in brief."""
    return Brief(
        id=card.story_id,
        revision=card.revision,
        headline=card.headline,
        lead=card.lead,
        opened_at=card.opened_at,
        updated_at=card.updated_at,
        composed_at=card.composed_at,
        counts=Counted(articles=card.counts.articles, publishers=card.counts.publishers, origins=card.counts.origins),
        publishers=list(card.publishers),
        languages=list(card.coverage.languages),
        path=f"stories/{card.story_id}/",
    )


def story_value(edition: Edition, chapters: tuple[Linked, ...], names: tuple[Named, ...]) -> Story:
    """An edition with what stands around it."""
    return Story(
        id=edition.story_id,
        revision=edition.revision,
        edition=edition_to_json(edition),
        storyline=[
            Chapter(
                id=each.card.story_id,
                headline=each.card.headline,
                opened_at=each.card.opened_at,
                updated_at=each.card.updated_at,
                why=each.why,
                here=each.here,
            )
            for each in chapters
        ],
        names=[name_value(named) for named in names],
    )


def name_value(named: Named) -> NameValue:
    """A name."""
    return NameValue(kind=named.kind, key=named.key, name=named.name)


def name_stories(found: NamedStories) -> NameStories:
    """A name with its stories and days."""
    days = [
        NamedDay(
            date=entry.date,
            end=entry.end,
            precision=entry.precision,
            scheduled=entry.scheduled,
            story_id=card.story_id,
            sentences=[statement.text for statement in entry.statements],
        )
        for entry, card in found.timeline
    ]
    return NameStories(name=name_value(found.named), stories=[brief(card) for card in found.cards], timeline=days)


def difference_value(story_id: str, changed: Changed) -> Difference:
    """What changed."""
    return Difference(
        id=story_id,
        before=changed.before,
        after=changed.after,
        added=list(changed.added),
        reworded=[Rewording(before=each.before, after=each.after) for each in changed.reworded],
        removed=list(changed.removed),
        articles_joined=[source.article_id for source in changed.joined],
        articles_left=[source.article_id for source in changed.left],
    )


def placed_value(source: SourceNote, assignment: Assignment | None) -> Placed:
    """An article of a story with its reason."""
    chosen = assignment.chosen if assignment is not None else None
    second = assignment.runner_up if assignment is not None else None
    return Placed(
        n=source.n,
        article_id=source.article_id,
        publisher=source.publisher,
        title=source.title,
        url=source.url,
        published_at=source.published_at,
        updated_at=source.updated_at,
        coverage=source.coverage,
        copy_of=source.copy_of,
        why=assignment.why if assignment is not None else "",
        similarity=chosen.similarity if chosen is not None else None,
        second_choice=second.story_id if second is not None else None,
    )


def source_value(publisher: Publisher, adds: list[tuple[Card, tuple[SourceNote, ...]]]) -> SourceValue:
    """A publisher with what it alone reports."""
    alone = (c for c in publisher.cards if all(publisher_key(name) == publisher.key for name in c.publishers))
    return SourceValue(
        key=publisher.key,
        names=list(publisher.names),
        stories=[brief(card) for card in publisher.cards[:100]],
        alone=[card.story_id for card in alone],
        adds=[
            Addition(story_id=card.story_id, n=note.n, article_id=note.article_id, url=note.url, text=note.note.text)
            for card, notes in adds
            for note in notes
        ],
    )


def found_value(hit: Hit, card: Card) -> Found:
    """A hit of a search."""
    return Found(
        story=brief(card),
        article_id=hit.article_id,
        articles=hit.articles,
        snippet=[Piece(text=text, found=marked) for text, marked in hit.snippet],
    )
