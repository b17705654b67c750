"""What the API says, as pydantic models: they print the answers and describe them in the OpenAPI document.

Why models here and nowhere else: the vocabulary of the program is in ``types``; this is its spelling for other
programs, which must not change with it unnoticed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Value(BaseModel):
    """Root of all values: fixed once made, and nothing undescribed in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Problem(Value):
    """An error, as RFC 9457 says."""

    type: str
    title: str
    status: int
    detail: str


class Counted(Value):
    """Articles, publishers and independent accounts of a story."""

    articles: int
    publishers: int
    origins: int


class Brief(Value):
    """A story in a list. `lead` says more than the headline, or is empty; `publishers` are keys and names."""

    id: str
    revision: int
    headline: str
    lead: str
    opened_at: datetime
    updated_at: datetime
    composed_at: datetime
    counts: Counted
    publishers: list[str]
    languages: list[str]
    path: str = Field(description="The page, from the site's top.")


class Briefs(Value):
    """One page of a list; `next` is the cursor of the page after it, null at the end."""

    items: list[Brief]
    next: str | None


class Chapter(Value):
    """A story of a storyline. `why` says what links it, and is empty where another story stands between."""

    id: str
    headline: str
    opened_at: datetime
    updated_at: datetime
    why: str
    here: bool


class NameValue(Value):
    """A person, body or place that articles are about. `key` is the name flattened."""

    kind: Literal["person", "organisation", "place"]
    key: str
    name: str


class Story(Value):
    """A story: its newest edition and what stands around it."""

    id: str
    revision: int
    edition: dict[str, Any]
    storyline: list[Chapter]
    names: list[NameValue]


class Revision(Value):
    """A revision of a story."""

    revision: int
    composed_at: datetime


class Revisions(Value):
    """All revisions of a story, oldest first."""

    id: str
    items: list[Revision]


class Rewording(Value):
    """A sentence that replaces a similar one."""

    before: str
    after: str


class Difference(Value):
    """What changed between two revisions of a story; articles by id."""

    id: str
    before: int
    after: int
    added: list[str]
    reworded: list[Rewording]
    removed: list[str]
    articles_joined: list[str]
    articles_left: list[str]


class Placed(Value):
    """An article of a story, and why it is there. `similarity` and `second_choice` are null where there is none."""

    n: int
    article_id: str
    publisher: str
    title: str
    url: str
    published_at: datetime
    updated_at: datetime | None
    coverage: Literal["full", "excerpt", "headline"]
    copy_of: int | None
    why: str
    similarity: float | None
    second_choice: str | None


class Placings(Value):
    """All articles of a story, newest first."""

    id: str
    items: list[Placed]


class SourceBrief(Value):
    """A publisher: its key, its spellings, and in how many stories it is."""

    key: str
    names: list[str]
    stories: int


class SourceBriefs(Value):
    """All publishers, those with most stories first."""

    items: list[SourceBrief]


class Addition(Value):
    """What an article of one publisher adds to a story that others tell as well."""

    story_id: str
    n: int
    article_id: str
    url: str
    text: str


class TopicBrief(Value):
    """A topic (a folder of feeds) and how many stories it has. `key` stands in addresses and in `topic=`."""

    key: str
    name: str
    stories: int


class TopicBriefs(Value):
    """The topics that have stories, in the order of the feeds."""

    items: list[TopicBrief]


class SourceValue(Value):
    """A publisher with its stories (at most 100, newest first), and what it alone reports."""

    key: str
    names: list[str]
    stories: list[Brief]
    alone: list[str] = Field(description="Ids of the stories that no other publisher has.")
    adds: list[Addition]


class Piece(Value):
    """A piece of a snippet; `found` where it is what was searched for."""

    text: str
    found: bool


class Found(Value):
    """A story that a search found, by the article that fits best, and how many of its articles fit."""

    story: Brief
    article_id: str
    articles: int
    snippet: list[Piece]


class Founds(Value):
    """One page of what was found, the best first; `next` is the cursor of the page after it, null at the end."""

    items: list[Found]
    next: str | None


class NamedDay(Value):
    """An entry of a story's timeline that names someone: its sentences, and the story that cites them."""

    date: str
    end: str | None
    precision: Literal["day", "month", "year"]
    scheduled: bool
    story_id: str
    sentences: list[str]


class NameStories(Value):
    """A name with the stories whose articles are about it, newest first, and the days of these that name it.

    All of one name stand together.
    """

    name: NameValue
    stories: list[Brief]
    timeline: list[NamedDay]


class Timeline(Value):
    """The days that matter in the articles with the words of a query; entries and sources as in an edition."""

    query: str
    articles: int
    timeline: list[dict[str, Any]]
    sources: list[dict[str, Any]]
