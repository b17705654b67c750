"""A store in plain dictionaries, for tests and small experiments: the port ``Store`` at its simplest.

It passes the same contract as the one on a database, and shows on one page what that contract means.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from coranto.errors import StoreError
from coranto.naming import names_of
from coranto.ports import MOST_ITEMS
from coranto.read.urls import page_key
from coranto.types import (
    Act,
    Analysis,
    Article,
    Assignment,
    Edition,
    Feed,
    Hit,
    Named,
    NameKind,
    Query,
    Rejection,
    Story,
)


class MemoryStore:
    """A ``Store`` that lives as long as the program."""

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}
        self._analyses: dict[str, dict[str, Analysis]] = {}
        self._assignments: dict[str, Assignment] = {}
        self._stories: dict[str, Story] = {}
        self._editions: dict[str, dict[int, Edition]] = {}
        self._rejections: dict[Rejection, None] = {}
        self._acts: list[Act] = []
        self._past: dict[str, list[tuple[int, Assignment]]] = {}
        self._redirects: dict[str, str] = {}
        self._looked_at = 0
        self._feeds: dict[str, Feed] = {}
        self._claimed: dict[str, datetime] = {}
        self._items: dict[str, dict[str, str]] = {}
        self._held: dict[str, datetime] = {}

    def add_article(self, article: Article, /) -> bool:
        """Store an article; False (and no change) if its id is there already."""
        if article.id in self._articles:
            return False
        self._articles[article.id] = article
        return True

    def add_articles(self, articles: Sequence[Article], /) -> list[bool]:
        """The same for many, in one transaction."""
        return [self.add_article(article) for article in articles]

    def article(self, article_id: str, /) -> Article | None:
        """The article of this id."""
        return self._articles.get(article_id)

    def articles(self, ids: Iterable[str] | None = None, /) -> list[Article]:
        """Articles of these ids, or all, by time of publication and then id."""
        wanted = self._articles if ids is None else {each for each in ids if each in self._articles}
        return sorted((self._articles[each] for each in wanted), key=lambda a: (a.published_at.timestamp(), a.id))

    def article_ids_of_url(self, url: str, /) -> list[str]:
        """Ids of all versions of the page of this url, in order of arrival."""
        return [article.id for article in self._articles.values() if page_key(article.url) == page_key(url)]

    def versions(self, urls: Iterable[str], /) -> list[Article]:
        """All versions of the pages of these urls, by time of publication and then id."""
        pages = {page_key(url) for url in urls}
        return [article for article in self.articles() if page_key(article.url) in pages]

    def came_by(self, article_ids: Iterable[str], /) -> dict[str, str]:
        """The feed that each of these articles came by; those that came by none are left out."""
        known = (self._articles[each] for each in article_ids if each in self._articles)
        return {article.id: article.feed for article in known if article.feed is not None}

    def add_analysis(self, analysis: Analysis, /) -> None:
        """Store an analysis; a second one of the same article and parser replaces the first."""
        self._require(analysis.article_id)
        of_article = self._analyses.setdefault(analysis.article_id, {})
        of_article.pop(analysis.parser, None)
        of_article[analysis.parser] = analysis

    def analyses(self, ids: Iterable[str], /) -> dict[str, Analysis]:
        """Stored analyses by article id, the newest where several parsers made one; missing ones are left out."""
        known = sorted({each for each in ids if each in self._analyses})
        return {each: list(self._analyses[each].values())[-1] for each in known}

    def place(self, assignment: Assignment, story: Story, /) -> bool:
        """Record the assignment and the story's new state. False if already placed."""
        self._require(assignment.article_id)
        if assignment.article_id in self._assignments:
            return False
        if story.id in self._redirects:
            raise StoreError(f"story {story.id} was absorbed meanwhile", mend="run the same command again")
        self._assignments[assignment.article_id] = assignment
        held = self._stories[story.id].article_ids if story.id in self._stories else ()
        self._stories[story.id] = replace(story, article_ids=(*held, assignment.article_id))
        return True

    def place_all(self, assignments: Sequence[Assignment], stories: Iterable[Story], /) -> list[bool]:
        """The same for many articles: all of them or none. ``stories`` has the new state of each story they are in."""
        state = {story.id: story for story in stories}
        for each in assignments:
            self._require(each.article_id)
            if each.story_id in self._redirects and each.article_id not in self._assignments:
                raise StoreError(f"story {each.story_id} was absorbed meanwhile", mend="run the same command again")
        return [self.place(each, state[each.story_id]) for each in assignments]

    def assignment(self, article_id: str, /) -> Assignment | None:
        """Where an article was put, and why."""
        return self._assignments.get(article_id)

    def assignments(self, ids: Iterable[str] | None = None, /) -> list[Assignment]:
        """Assignments of these articles, or all, as they stand, in the order in which articles were first placed."""
        wanted = self._assignments.keys() if ids is None else set(ids)
        return [each for each in self._assignments.values() if each.article_id in wanted]

    def past_assignments(self, article_id: str, /) -> list[tuple[int, Assignment]]:
        """Where an article was before, and why, oldest first; each with the number of the act that moved it away."""
        return list(self._past.get(article_id, ()))

    def unplaced(self) -> list[Article]:
        """Articles that are in no story yet, by time of publication and then id."""
        return [article for article in self.articles() if article.id not in self._assignments]

    def untended(self) -> set[str]:
        """Ids of the articles placed since maintenance last said that it had looked."""
        return set(list(self._assignments)[self._looked_at :])

    def note_tended(self) -> None:
        """Record that maintenance has looked at all that is placed so far."""
        self._looked_at = len(self._assignments)

    def story(self, story_id: str, /) -> Story | None:
        """The living story of this id: one that has articles."""
        story = self._stories.get(story_id)
        return story if story is not None and story.article_ids else None

    def stories(self) -> list[Story]:
        """All living stories, newest first (updated_at, then id)."""
        living = [story for story in self._stories.values() if story.article_ids]
        return sorted(living, key=lambda story: (-story.updated_at.timestamp(), story.id))

    def stale(self) -> list[Story]:
        """Living stories with articles that their newest edition does not know, or that lost one that it shows."""
        return [story for story in self.stories() if not self._known(story)]

    def redirects(self) -> dict[str, str]:
        """The id of every story that has no articles any more, to that of the living story they went to."""
        ends = {}
        for old in sorted(self._redirects):
            end = self._redirects[old]
            while end in self._redirects:
                end = self._redirects[end]
            ends[old] = end
        return ends

    def change(self, act: Act, assignments: Sequence[Assignment] = (), /) -> Act:
        """Append an act to the audit log, and put its moved articles where it says: all of it or nothing."""
        for move in act.moves:
            if self._assignments[move.article_id].story_id != move.from_story:
                raise StoreError(
                    f"article {move.article_id} is not in story {move.from_story} any more",
                    mend="look again and repeat",
                )
        done = replace(act, number=len(self._acts) + 1)
        self._acts.append(done)
        new = {assignment.article_id: assignment for assignment in assignments}
        for move in act.moves:
            self._past.setdefault(move.article_id, []).append((done.number, self._assignments[move.article_id]))
            self._assignments[move.article_id] = new[move.article_id]
            left = [each for each in self._stories[move.from_story].article_ids if each != move.article_id]
            held = self._stories[move.to_story].article_ids if move.to_story in self._stories else ()
            self._regroup(move.from_story, left)
            self._regroup(move.to_story, [*held, move.article_id])
            self._redirects.pop(move.to_story, None)
            if not left:
                self._redirects[move.from_story] = move.to_story
        return done

    def acts(self, after: int = 0, /) -> list[Act]:
        """The audit log in order of recording, from the act after this number on."""
        return self._acts[after:]

    def last_act(self) -> int:
        """The number of the newest act, 0 if there is none."""
        return len(self._acts)

    def add_edition(self, edition: Edition, /) -> bool:
        """Store an edition; False if (story_id, revision) is there already. Editions never change."""
        if edition.story_id not in self._stories:
            raise StoreError(f"there is no story {edition.story_id}", mend="place its articles first")
        for source in edition.sources:
            self._require(source.article_id)
        revisions = self._editions.setdefault(edition.story_id, {})
        if edition.revision in revisions:
            return False
        revisions[edition.revision] = edition
        return True

    def edition(self, story_id: str, revision: int | None = None, /) -> Edition | None:
        """An edition of a story, the newest unless a revision is given."""
        revisions = self._editions.get(story_id, {})
        return revisions.get(max(revisions, default=0) if revision is None else revision)

    def pulse(self) -> tuple[int, int]:
        """The number of editions and of acts."""
        return sum(map(len, self._editions.values())), len(self._acts)

    def newest_revisions(self) -> dict[str, int]:
        """The number of the newest edition of every living story that has one."""
        return {story.id: max(self._editions[story.id]) for story in self.stories() if story.id in self._editions}

    def revisions(self, story_id: str, /) -> list[tuple[int, datetime]]:
        """The revisions of a story with the time of composing, oldest first."""
        return [(number, edition.composed_at) for number, edition in sorted(self._editions.get(story_id, {}).items())]

    def search(self, query: Query, /, *, limit: int, skip: int = 0) -> list[Hit]:
        """Living stories with an article that fits, newest first; the snippet is the title. No stems, no accents."""
        found: dict[str, list[Article]] = {}
        for article in map(self._articles.__getitem__, self.fitting(query, limit=len(self._articles))):
            found.setdefault(self._assignments[article.id].story_id, []).append(article)
        return [
            Hit(story_id=story_id, article_id=fits[0].id, articles=len(fits), snippet=((fits[0].title, False),))
            for story_id, fits in list(found.items())[skip : skip + limit]
        ]

    def fitting(self, query: Query, /, *, limit: int) -> list[str]:
        """Ids of the articles that a search finds, newest first: at most ``limit``."""
        ordered = sorted(self.articles(), key=lambda a: (-a.published_at.timestamp(), a.id))
        return [a.id for a in ordered if a.id in self._assignments and _fits(a, query)][:limit]

    def names(self, article_ids: Iterable[str], /) -> dict[str, tuple[Named, ...]]:
        """The people, bodies and places that each of these articles is about, most important first."""
        found = {each: names_of(analysis) for each, analysis in self.analyses(article_ids).items()}
        return {each: named for each, named in found.items() if named}

    def articles_naming(self, kind: NameKind, key: str, /) -> list[str]:
        """Ids of the articles that are about this name, newest first."""
        ordered = sorted(self.articles(), key=lambda a: (-a.published_at.timestamp(), a.id))
        named = self.names(article.id for article in ordered)
        return [a.id for a in ordered if any((n.kind, n.key) == (kind, key) for n in named.get(a.id, ()))]

    def add_rejection(self, rejection: Rejection, /) -> None:
        """Record something that was not taken; an equal record is kept once."""
        self._rejections.setdefault(rejection)

    def rejections(self) -> list[Rejection]:
        """All rejections in the order in which they were recorded."""
        return list(self._rejections)

    def add_feed(self, feed: Feed, /) -> bool:
        """Store a feed that is to be polled; False (and no change) if its url is there already."""
        return self._feeds.setdefault(feed.url, feed) is feed

    def feed(self, url: str, /) -> Feed | None:
        """The feed that was added with this address."""
        return self._feeds.get(url)

    def feeds(self) -> list[Feed]:
        """All feeds in the order in which they were added."""
        return list(self._feeds.values())

    def claim_feeds(self, now: datetime, until: datetime, /, *, limit: int) -> list[Feed]:
        """Take up to ``limit`` feeds that are due at ``now``, each with a new lease that lasts until then."""
        due = {f.url: self._claimed.get(f.url, f.next_at) for f in self._feeds.values() if f.next_at is not None}
        ready = sorted((at, place, url) for place, (url, at) in enumerate(due.items()) if at is not None and at <= now)
        taken = []
        for _, _, url in ready[:limit]:
            self._claimed[url] = until
            self._feeds[url] = replace(self._feeds[url], lease=self._feeds[url].lease + 1)
            taken.append(self._feeds[url])
        return taken

    def hold_feeds(self, feeds: Iterable[Feed], until: datetime, /) -> None:
        """Let the leases of these feeds last until then; those that somebody has taken up since are left alone."""
        for feed in feeds:
            held = self._feeds.get(feed.url)
            if held is not None and held.lease == feed.lease and feed.url in self._claimed:
                self._claimed[feed.url] = until

    def next_feed_at(self) -> datetime | None:
        """The earliest time at which ``claim_feeds`` has anything to give; None where there is none."""
        times = (self._claimed.get(f.url, f.next_at) for f in self._feeds.values() if f.next_at is not None)
        return min((at for at in times if at is not None), default=None)

    def keep_feed(self, feed: Feed, items: Mapping[str, str] | None = None, shown: Collection[str] = (), /) -> bool:
        """Replace a feed's state, and remember these items as read. False where it is not ours."""
        held = self._feeds.get(feed.url)
        if held is None or held.lease != feed.lease:
            return False
        self._feeds[feed.url] = feed
        self._claimed.pop(feed.url, None)
        known = self._items.setdefault(feed.url, {})
        known.update(items or {})
        if shown and len(known) > MOST_ITEMS:
            self._items[feed.url] = {key: content for key, content in known.items() if key in shown}
        return True

    def unread_items(self, url: str, items: Mapping[str, str], /) -> set[str]:
        """Keys of those items of a feed that are not remembered with this content."""
        known = self._items.get(url, {})
        return {key for key, content in items.items() if known.get(key) != content}

    def remove_feed(self, url: str, /) -> bool:
        """Forget a feed and its items, never its articles. False where there is none."""
        self._items.pop(url, None)
        self._claimed.pop(url, None)
        return self._feeds.pop(url, None) is not None

    def hold_host(self, host: str, until: datetime, /) -> None:
        """Remember that a server asked to be left alone until then. An earlier time does not shorten a later one."""
        self._held[host] = max(until, self._held.get(host, until))

    def held_hosts(self, now: datetime, /) -> dict[str, datetime]:
        """The servers that still want to be left alone at ``now``, and until when."""
        return {host: until for host, until in sorted(self._held.items()) if until > now}

    def close(self) -> None:
        """Nothing to release."""

    def _require(self, article_id: str) -> None:
        if article_id not in self._articles:
            raise StoreError(f"there is no article {article_id}", mend="store the article first")

    def _regroup(self, story_id: str, article_ids: Sequence[str]) -> None:
        held = self.articles(article_ids)
        if not held:
            self._stories[story_id] = replace(self._stories[story_id], article_ids=())
            return
        self._stories[story_id] = Story(
            id=story_id,
            opened_at=held[0].published_at,
            updated_at=held[-1].published_at,
            article_ids=tuple(article_ids),
        )

    def _known(self, story: Story) -> bool:
        """Whether the newest edition shows the story's articles, or later versions of them, and no others."""
        edition = self.edition(story.id)
        if edition is not None and not {source.article_id for source in edition.sources} <= set(story.article_ids):
            return False
        arrival = {article_id: place for place, article_id in enumerate(self._articles)}
        shown = (
            {page_key(source.url): self._articles[source.article_id] for source in edition.sources} if edition else {}
        )

        def age(article: Article) -> tuple[float, int]:
            return article.published_at.timestamp(), arrival[article.id]

        return all(
            page_key(article.url) in shown and age(shown[page_key(article.url)]) >= age(article)
            for article in (self._articles[article_id] for article_id in story.article_ids)
        )


def _fits(article: Article, query: Query) -> bool:
    day = article.published_at.astimezone(UTC).date()
    words = " " + " ".join(re.findall(r"[^\W_]+", f"{article.title} {article.text}".casefold())) + " "

    def has(phrase: tuple[str, ...]) -> bool:
        return f" {' '.join(phrase).casefold()} " in words

    return (
        query.publisher in (None, article.publisher)
        and query.language in (None, article.language)
        and (query.first is None or day >= query.first)
        and (query.last is None or day <= query.last)
        and all(has(phrase) for phrase in query.phrases)
        and not any(has(phrase) for phrase in query.without)
    )
