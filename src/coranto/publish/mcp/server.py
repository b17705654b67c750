"""The tools and resources of the MCP server over a store, and its HTTP form behind the same guard as the site.

Every tool is read-only and says so; nothing that an article says can make one do anything but answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Annotated, Any, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field
from starlette.types import ASGIApp

from coranto.checking import LONGEST_CLAIM, check_claim
from coranto.errors import CorantoError, NotFoundError
from coranto.lookup import find_story
from coranto.ports import Entailer, Store
from coranto.publish.markdown import to_markdown
from coranto.publish.mcp import shown
from coranto.publish.mcp.shown import Shown
from coranto.publish.rank import ranked
from coranto.publish.site.view import summary_line
from coranto.publish.web.guard import Guard
from coranto.publish.web.shelf import Shelf
from coranto.search import LONGEST_QUERY, parse_query
from coranto.timelines import timeline_of
from coranto.types import Edition

T = TypeVar("T")

LONGEST_REQUEST = 65_536
"""Bytes of a request over HTTP."""
MOST_TIMELINE_ARTICLES = 300

INSTRUCTIONS = (
    "An archive of news stories, each told from several publishers with the passage behind every sentence. "
    "Find stories with top_stories or search_stories, then read_story, story_sources, story_disputes and timeline by "
    "the story's id. check_claim holds one sentence against the archive. Cite publisher and url. " + shown.UNTRUSTED
)

StoryId = Annotated[str, Field(min_length=1, max_length=200, description="Id of a story, or words of its headline.")]
Words = Annotated[
    str, Field(max_length=LONGEST_QUERY, description='All words are wanted; "a b" is a phrase, -c is not.')
]
Day = Annotated[str | None, Field(max_length=10, description="A day of publication like 2026-01-05.")]
Limit = Annotated[int, Field(ge=1, le=25)]

_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def create_server(store: Store, entailer: Entailer | None = None, *, version: str = "") -> MCPServer[Any]:
    """The server over a store. ``entailer`` is a second opinion where a claim is worded freely."""
    server: MCPServer[Any] = MCPServer(
        "coranto", title="Coranto", instructions=INSTRUCTIONS, version=version, log_level="WARNING"
    )
    shelf = Shelf(store)
    for tool in (*_finding(shelf), *_reading(shelf), _checking(store, entailer)):
        server.add_tool(tool, annotations=_READS)
    _add_resources(server, shelf)
    return server


def http_app(server: MCPServer[Any], *, hosts: Collection[str], token: str = "") -> ASGIApp:
    """The server as a web application at ``/mcp``, for these host names, and the token if there is one."""
    named = [f"[{host}]" if ":" in host else host for host in hosts]
    security = TransportSecuritySettings(
        allowed_hosts=[form for host in named for form in (host, f"{host}:*")],
        allowed_origins=[f"{scheme}://{form}" for scheme in ("http", "https") for h in named for form in (h, f"{h}:*")],
    )
    app = server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        max_request_body_size=LONGEST_REQUEST,
        transport_security=security,
    )
    return Guard(app, hosts=hosts, token=token, longest_body=lambda _path: LONGEST_REQUEST)


def _finding(shelf: Shelf) -> tuple[Callable[..., Shown], ...]:
    def top_stories(limit: Limit = 10) -> Shown:
        """The stories that most independent origins tell now, the first first."""
        return shown.marked(stories=[shown.brief(card) for card in ranked(shelf.cards().values())[:limit]])

    def search_stories(
        query: Words,
        publisher: Annotated[str | None, Field(max_length=200)] = None,
        since: Day = None,
        until: Day = None,
        limit: Limit = 10,
    ) -> Shown:
        """Stories with an article that has all the words, the best first, each with the piece of text that fits."""
        asked = _said(lambda: parse_query(query, publisher=publisher, since=since, until=until))
        cards = shelf.cards()
        hits = [each for each in shelf.store.search(asked, limit=limit) if each.story_id in cards]
        return shown.marked(stories=[shown.hit(each, cards[each.story_id]) for each in hits])

    return top_stories, search_stories


def _reading(shelf: Shelf) -> tuple[Callable[..., Shown], ...]:
    def read_story(story: StoryId) -> Shown:
        """One story: headline, sections and quotations, each sentence with its standing and the passages behind it."""
        return shown.story(_edition(shelf, story))

    def story_sources(story: StoryId) -> Shown:
        """The articles of a story with publisher, date, address and what each alone adds; copies say of which."""
        return shown.sources(_edition(shelf, story))

    def story_disputes(story: StoryId) -> Shown:
        """Where the sources of a story differ, with both sides, their dates and passages."""
        return shown.disputes(_edition(shelf, story))

    def timeline(
        story: Annotated[str | None, Field(max_length=200, description="Id of a story.")] = None,
        query: Annotated[str | None, Field(max_length=LONGEST_QUERY, description="Or words of articles.")] = None,
        since: Day = None,
        until: Day = None,
    ) -> Shown:
        """What happened when: the days of one story, or those that matter in all articles with the words of a query."""
        if story:
            return shown.story_timeline(_edition(shelf, story))
        asked = _said(lambda: parse_query(query or "", since=since, until=until))
        if not asked.phrases:
            raise ToolError("give the id of a story, or a query")
        words = " ".join(word for phrase in asked.phrases for word in phrase)
        among = shelf.store.fitting(asked, limit=MOST_TIMELINE_ARTICLES)
        found = _said(lambda: timeline_of(shelf.store, words, first=asked.first, last=asked.last, among=among))
        return shown.archive_timeline(found)

    return read_story, story_sources, story_disputes, timeline


def _checking(store: Store, entailer: Entailer | None) -> Callable[..., Shown]:
    def check_claim_(
        claim: Annotated[str, Field(min_length=1, max_length=LONGEST_CLAIM, description="One sentence in English.")],
    ) -> Shown:
        """Hold one sentence against the archive: supported, contradicted, not found, or cannot tell, with passages.

        "not found" and "cannot tell" say nothing about whether it is true.
        """
        return shown.check(check_claim(store, claim, entailer))

    check_claim_.__name__ = "check_claim"
    return check_claim_


def _add_resources(server: MCPServer[Any], shelf: Shelf) -> None:
    @server.resource("coranto://stories", mime_type="text/markdown", title="Stories, as the front page has them")
    def stories() -> str:
        rows = [
            f"- {shown.text(card.headline)} (`{card.story_id}`, {shown.text(summary_line(card.counts, card.coverage))})"
            for card in ranked(shelf.cards().values())[:100]
        ]
        return "\n".join([f"> {shown.UNTRUSTED}", "", *rows]) + "\n"

    @server.resource("coranto://stories/{story_id}", mime_type="text/markdown", title="The page of a story")
    def story(story_id: str) -> str:
        try:
            edition = _edition(shelf, story_id)
        except ToolError as error:
            raise ResourceNotFoundError(str(error)) from error
        lines = to_markdown(edition).splitlines()
        return "\n".join([f"> {shown.UNTRUSTED}", "", *(shown.text(line, 4_000) for line in lines)]) + "\n"


def _edition(shelf: Shelf, words: str) -> Edition:
    edition = shelf.edition(words) or shelf.edition(_said(lambda: find_story(shelf.store, words)).id)
    if edition is None:
        raise ToolError(f"story {words[:80]} has no page")
    return edition


def _said(what: Callable[[], T]) -> T:
    """What is asked for, or the reason why it cannot be given, as the agent will read it."""
    try:
        return what()
    except NotFoundError as error:
        raise ToolError(error.what) from error
    except CorantoError as error:
        raise ToolError(str(error)) from error
