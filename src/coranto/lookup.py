"""Finds the story or article that a person means: by id, start of an id, url, or words of the headline.

Kept apart from the command line so that every door (terminal, API, chat) understands the same words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coranto.errors import NotFoundError
from coranto.types import Article, Story

if TYPE_CHECKING:
    from coranto.ports import Store

_MEND = "list the stories with: coranto stories"
_SHOWN = 5


def find_story(store: Store, words: str) -> Story:
    """The story of this id, start of an id, url or id of an article, or whose headline has these words.

    The id of an absorbed story finds the one that it went to. Of several headlines that have all the words, the newest
    story's. Raises ``NotFoundError`` with the mend.
    """
    words = words.strip()
    found = store.story(words)
    if found is not None:
        return found
    article = _article(store, words)
    if article is not None:
        return _story_of(store, article)
    stories = store.stories()
    if re.fullmatch(r"s[0-9a-f]{2,}", words):
        redirects = store.redirects()
        starting = [story.id for story in stories if story.id.startswith(words)]
        starting = starting or [old for old in redirects if old.startswith(words)]
        found = store.story(redirects.get(starting[0], starting[0])) if len(starting) == 1 else None
        if found is not None:
            return found
        if starting:
            several = ", ".join(starting[:_SHOWN])
            raise NotFoundError(f"'{words}' begins {len(starting)} stories ({several})", mend="give more of the id")
    wanted = _words(words)
    for story in stories if wanted else []:
        edition = store.edition(story.id)
        if edition is not None and wanted <= _words(edition.headline.text):
            return story
    raise NotFoundError(f"no story is called '{words}'", mend=_MEND)


def find_article(store: Store, words: str) -> Article:
    """The article of this id, start of an id, or url. Raises ``NotFoundError`` with the mend."""
    words = words.strip()
    article = _article(store, words)
    if article is not None:
        return article
    if re.fullmatch(r"a[0-9a-f]{2,}", words):
        starting = [each for each in store.articles() if each.id.startswith(words)]
        if len(starting) == 1:
            return starting[0]
        if starting:
            raise NotFoundError(f"'{words}' begins {len(starting)} articles", mend="give more of the id")
    raise NotFoundError(f"no article is called '{words}'", mend="give its id or url; `coranto show STORY` lists both")


def _article(store: Store, words: str) -> Article | None:
    """An article by whole id or by url: of several versions of a page, the latest."""
    article = store.article(words)
    if article is not None or "://" not in words:
        return article
    from coranto.read.urls import canonical_url

    ids = store.article_ids_of_url(canonical_url(words) or words)
    versions = store.articles(ids)
    return versions[-1] if versions else None


def _story_of(store: Store, article: Article) -> Story:
    assignment = store.assignment(article.id)
    story = store.story(assignment.story_id) if assignment is not None else None
    if story is None:
        raise NotFoundError(f"article {article.id} is in no story", mend="run the build again with this store")
    return story


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
