"""The API, version 1: what a person can see on the site, as JSON for programs. It only reads.

Every answer has an ETag, every list a cursor, every error is a problem document; the OpenAPI document describes all of
it, with the contract's own schema for editions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from coranto.errors import NotFoundError, QueryError
from coranto.publish.cards import Card
from coranto.publish.difference import difference
from coranto.publish.only import only_here
from coranto.publish.rank import ranked
from coranto.publish.web import spelling, values
from coranto.publish.web.answers import JSON, answer, problem
from coranto.publish.web.cursors import Mark, keyed, number_cursor, page_of, read_number
from coranto.publish.web.description import said
from coranto.publish.web.names import named_stories, names_around
from coranto.publish.web.shelf import Shelf
from coranto.search import LONGEST_QUERY, parse_day, parse_query
from coranto.timelines import timeline_of
from coranto.types import Edition
from coranto.wire import archive_timeline_to_json, edition_to_json, json_text

MOST_SKIPPED = 1_000
MOST_TIMELINE_ARTICLES = 300
"""Articles that a timeline is told of: of more, those that fit the query best."""

StoryId = Annotated[str, Path(max_length=64, description="Id of a story; that of an absorbed one leads on.")]
Key = Annotated[str, Path(max_length=100, description="The name flattened: lower case, words joined by hyphens.")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[
    str | None, Query(max_length=200, pattern=r"^[A-Za-z0-9_-]*$", description="`next` of the page before.")
]
Words = Annotated[
    str, Query(max_length=LONGEST_QUERY, description='All words are wanted; "a b" is a phrase, -c is not.')
]
Day = Annotated[
    str | None, Query(pattern=r"^\d{4}-\d\d-\d\d$", json_schema_extra={"format": "date"}, examples=["2026-01-05"])
]
Name = Annotated[str | None, Query(max_length=200)]
TopicKey = Annotated[str | None, Query(max_length=100, description="Key of a topic: one of `/topics`.")]


def api_router(shelf: Shelf) -> APIRouter:
    """All of version 1 over a shelf."""
    router = APIRouter(prefix="/api/v1", tags=["v1"])
    _add_stories(router, shelf)
    _add_revisions(router, shelf)
    _add_sources(router, shelf)
    _add_finding(router, shelf)
    return router


def _add_stories(router: APIRouter, shelf: Shelf) -> None:
    @router.get("/front", responses=said(values.Briefs, 400, 404))
    def front(request: Request, limit: Limit = 20, cursor: Cursor = None, topic: TopicKey = None) -> Response:
        """Stories as the front page has them: by independent origins, recency and growth."""
        skip = read_number(cursor, most=MOST_SKIPPED)
        if skip is None:
            return _no_page()
        cards = _ranked(shelf, topic)
        more = len(cards) > skip + limit and skip + limit <= MOST_SKIPPED
        shown = [spelling.brief(card) for card in cards[skip : skip + limit]]
        return _printed(request, values.Briefs(items=shown, next=number_cursor(skip + limit) if more else None))

    @router.get("/stories", responses=said(values.Briefs, 400, 404))
    def stories(
        request: Request,
        limit: Limit = 20,
        cursor: Cursor = None,
        publisher: Annotated[str | None, Query(max_length=100, description="Key of a publisher.")] = None,
        topic: TopicKey = None,
        since: Day = None,
        until: Day = None,
    ) -> Response:
        """Stories, newest first: by publisher, by topic, or by the day of their newest article."""
        try:
            first, last = parse_day("since", since), parse_day("until", until)
        except QueryError as error:
            return problem(400, str(error))
        rows = shelf.remember("by update", lambda: keyed(shelf.cards().values(), lambda card: card.updated_at))
        if publisher is not None:
            own = {c.story_id for each in shelf.publishers() if each.key == publisher for c in each.cards}
            rows = [row for row in rows if row[1].story_id in own]
        if topic is not None:
            own = {card.story_id for card in _ranked(shelf, topic)}
            rows = [row for row in rows if row[1].story_id in own]
        if first is not None:
            rows = [row for row in rows if row[1].updated_at.date() >= first]
        if last is not None:
            rows = [row for row in rows if row[1].updated_at.date() <= last]
        return _listed(request, rows, cursor, limit)

    @router.get("/editions", responses=said(values.Briefs, 400, 404))
    def editions(request: Request, limit: Limit = 20, cursor: Cursor = None) -> Response:
        """Stories by the time at which their newest edition was composed, the latest first: what changed."""
        rows = shelf.remember("by composing", lambda: keyed(shelf.cards().values(), lambda card: card.composed_at))
        return _listed(request, rows, cursor, limit)

    @router.get("/stories/{story_id}", responses=said(values.Story, 404))
    def story(story_id: StoryId, request: Request) -> Response:
        """A story: its newest edition, the affair it belongs to, the names it is about."""

        def show(edition: Edition) -> values.Story:
            return spelling.story_value(edition, shelf.storyline(story_id), names_around(shelf, edition))

        return _of_story(shelf, request, story_id, "", show)

    @router.get("/stories/{story_id}/articles", responses=said(values.Placings, 404))
    def articles(story_id: StoryId, request: Request) -> Response:
        """The articles of a story, each with the reason why it is in it."""

        def show(edition: Edition) -> values.Placings:
            found = shelf.store.assignments(source.article_id for source in edition.sources)
            why = {one.article_id: one for one in found}
            rows = [spelling.placed_value(source, why.get(source.article_id)) for source in edition.sources]
            return values.Placings(id=story_id, items=rows)

        return _of_story(shelf, request, story_id, "/articles", show)


def _add_revisions(router: APIRouter, shelf: Shelf) -> None:
    @router.get("/stories/{story_id}/revisions", responses=said(values.Revisions, 404))
    def revisions(story_id: StoryId, request: Request) -> Response:
        """All revisions of a story, an absorbed one's as well."""
        rows = shelf.store.revisions(story_id)
        if not rows:
            return _no_story(story_id)
        items = [values.Revision(revision=number, composed_at=at) for number, at in rows]
        return _printed(request, values.Revisions(id=story_id, items=items))

    @router.get("/stories/{story_id}/revisions/{revision}", responses=said("Edition", 400, 404))
    def revision(story_id: StoryId, revision: Number, request: Request) -> Response:
        """One edition, which never changes."""
        edition = shelf.edition(story_id, revision)
        if edition is None:
            return problem(404, f"story {story_id} has no revision {revision}")
        return answer(request, json_text(edition_to_json(edition)), JSON)

    @router.get("/stories/{story_id}/changes", responses=said(values.Difference, 400, 404))
    def changes(
        story_id: StoryId,
        request: Request,
        since: Annotated[int, Query(ge=1, le=2**31 - 1, description="The revision seen last.")],
    ) -> Response:
        """What the newest edition says otherwise than an earlier one."""
        newest, seen = shelf.edition(story_id), shelf.edition(story_id, since)
        if newest is None or seen is None:
            return problem(404, f"story {story_id} has no revision {since}")
        return _printed(request, spelling.difference_value(story_id, difference(seen, newest)))


def _add_sources(router: APIRouter, shelf: Shelf) -> None:
    @router.get("/topics", responses=said(values.TopicBriefs))
    def topics(request: Request) -> Response:
        """The topics: the folders in which the feeds are kept."""
        rows = [values.TopicBrief(key=each.key, name=each.name, stories=len(each.cards)) for each in shelf.topics()]
        return _printed(request, values.TopicBriefs(items=rows))

    @router.get("/sources", responses=said(values.SourceBriefs))
    def sources(request: Request) -> Response:
        """All publishers."""
        rows = [
            values.SourceBrief(key=each.key, names=list(each.names), stories=len(each.cards))
            for each in shelf.publishers()
        ]
        return _printed(request, values.SourceBriefs(items=rows))

    @router.get("/sources/{key}", responses=said(values.SourceValue, 404))
    def source(key: Key, request: Request) -> Response:
        """A publisher, its stories, and what it alone reports."""
        found = next((each for each in shelf.publishers() if each.key == key), None)
        if found is None:
            return problem(404, f"there is no publisher {key}")
        return _printed(request, spelling.source_value(found, only_here(found, shelf.edition)))

    @router.get("/names/{kind}/{key}", responses=said(values.NameStories, 400, 404))
    def name(kind: Literal["person", "organisation", "place"], key: Key, request: Request) -> Response:
        """A person, body or place, and the stories whose articles are about it."""
        found = named_stories(shelf, kind, key)
        if found is None:
            return problem(404, f"no article is about {key}")
        return _printed(request, spelling.name_stories(found))


def _add_finding(router: APIRouter, shelf: Shelf) -> None:
    @router.get("/search", responses=said(values.Founds, 400, 404))
    def search(
        request: Request,
        q: Words = "",
        publisher: Name = None,
        language: Annotated[str | None, Query(max_length=20)] = None,
        since: Day = None,
        until: Day = None,
        order: Literal["best", "newest"] = "best",
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Response:
        """Stories with an article that has all the words; without words the newest that fit."""
        try:
            query = parse_query(
                q, publisher=publisher, language=language, since=since, until=until, newest=order == "newest"
            )
        except QueryError as error:
            return problem(400, str(error))
        skip = read_number(cursor, most=MOST_SKIPPED)
        if skip is None:
            return _no_page()
        hits = shelf.store.search(query, limit=limit + 1, skip=skip)
        cards = shelf.cards()
        shown = [spelling.found_value(hit, cards[hit.story_id]) for hit in hits[:limit] if hit.story_id in cards]
        more = len(hits) > limit and skip + limit <= MOST_SKIPPED
        return _printed(request, values.Founds(items=shown, next=number_cursor(skip + limit) if more else None))

    @router.get("/timeline", responses=said(values.Timeline, 400, 404))
    def timeline(
        request: Request,
        q: Words,
        since: Day = None,
        until: Day = None,
        days: Annotated[int | None, Query(ge=1, le=100)] = None,
        sentences: Annotated[int, Query(ge=1, le=5)] = 1,
    ) -> Response:
        """The days that matter in the articles (at most 300) that have all the words, whatever their stories."""
        try:
            query = parse_query(q, since=since, until=until)
            if not query.phrases:
                return problem(404, "no article has the words of an empty query")
            among = shelf.store.fitting(query, limit=MOST_TIMELINE_ARTICLES)
            words = " ".join(word for phrase in query.phrases for word in phrase)
            told = timeline_of(
                shelf.store, words, first=query.first, last=query.last, days=days, sentences=sentences, among=among
            )
        except QueryError as error:
            return problem(400, str(error))
        except NotFoundError as error:
            return problem(404, error.what)
        value = archive_timeline_to_json(told.query, told.articles, told.entries, told.sources)
        return answer(request, json_text(value), JSON)


def _of_story(
    shelf: Shelf, request: Request, story_id: str, rest: str, show: Callable[[Edition], BaseModel]
) -> Response:
    """What is asked of a living story; the way to it from an absorbed one."""
    if story_id not in shelf.cards():
        target = shelf.target(story_id)
        if target is not None:
            return RedirectResponse(f"/api/v1/stories/{target}{rest}", status_code=307)
    edition = shelf.edition(story_id)
    return _no_story(story_id) if edition is None else _printed(request, show(edition))


def _ranked(shelf: Shelf, topic: str | None) -> Sequence[Card]:
    """The stories of a topic, or of all, by rank; of a topic that there is none of, none."""
    if topic is None:
        return shelf.remember("ranked", lambda: ranked(shelf.cards().values()))
    return next((each.cards for each in shelf.topics() if each.key == topic), ())


def _listed(request: Request, rows: list[tuple[Mark, Card]], cursor: str | None, limit: int) -> Response:
    page = page_of(rows, cursor, limit)
    if page is None:
        return _no_page()
    shown, after = page
    return _printed(request, values.Briefs(items=[spelling.brief(card) for card in shown], next=after))


def _printed(request: Request, value: BaseModel) -> Response:
    return answer(request, value.model_dump_json(), JSON)


def _no_page() -> Response:
    return problem(404, "this is no cursor of this list; begin without one")


def _no_story(story_id: str) -> Response:
    return problem(404, f"there is no story {story_id}")
