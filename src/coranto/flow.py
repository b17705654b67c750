"""The river on one screen: the idempotent units of work that join the pure stages to the outside.

    RawArticle ──read──► Article ──► store                     (or a Rejection)
                                       │ unplaced
                         Analysis ◄──analyze──┘
                            │
                          place ──► Assignment, Story ──► store
                                                            │ stale
                                        compose ◄───────────┘
                                           │
                                        Edition ──► store      (or a Rejection)

Each unit takes one thing, asks the store what is known of it, and leaves the store whole. What is still to be done is
never remembered here but asked of the store (``unplaced``, ``stale``), so that a crash only leaves work to do.

One page, one voice. A page that is read again with the same words is not taken again (reason "same-url"). With
other words it is taken only if it is dated later than what is stored, says that it was changed since, or has the
whole of an excerpt ("other-text-same-url" otherwise); all versions stay stored and placed, since old editions point
into the old ones, and a story page shows the latest version alone.

What acts upon stories demand (the reader's hand) stands above the clusterer: ``place`` corrects it, ``tend`` obeys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from coranto.cluster.assign import Clusterer
from coranto.cluster.membership import MOST_WITH_CLOSED
from coranto.errors import LostError
from coranto.hand import Hand
from coranto.jobs import Job, write
from coranto.ports import Embedder, Entailer, Parser, Placer, Store, Writer
from coranto.read.articles import make_article
from coranto.read.copies import CopyIndex
from coranto.read.families import origin_of
from coranto.read.urls import page_key
from coranto.read.versions import known_already, latest_versions
from coranto.settings import Settings
from coranto.tending import Tended, by_hand, carry_out
from coranto.types import (
    Act,
    Analysis,
    Article,
    Assignment,
    Closing,
    Copy,
    Edition,
    RawArticle,
    Rejection,
    Source,
    Story,
)

_RESTORED_AT_ONCE = 200
"""Analyses are large: a store of any size is taken up in pieces."""

_TRIES = 6
"""How often a clusterer that was lost on the way is made anew before the work is given up."""

Done = TypeVar("Done")


@dataclass(slots=True, kw_only=True)
class Flow:
    """The units of work over one store. ``now`` stands for the time of reading and of composing.

    Everything it holds of the store is taken up anew when another hand has changed the stories there.
    """

    store: Store
    parser: Parser
    embedder: Embedder
    settings: Settings
    now: datetime
    engine: str
    entailer: Entailer | None = None
    writer: Writer | None = None
    clusterer: Placer = field(default_factory=Clusterer)
    copies: CopyIndex = field(default_factory=CopyIndex)
    _hand: Hand = field(default_factory=Hand, init=False)
    _tended: Tended = field(default_factory=Tended, init=False)
    _last_act: int = field(default=0, init=False)

    def restore(self, *, look_at_all: bool = True) -> None:
        """Take up where the store stands: articles, acts, and the stories that are remembered.

        ``tend`` then looks at all stories, or, without ``look_at_all``, at those alone whose articles it has not seen
        yet, as after a crash between placing and looking.
        """
        for left in reversed(range(_TRIES)):
            try:
                self._restore(look_at_all)
                return
            except LostError:
                if not left:
                    raise
                self.clusterer = self.clusterer.anew()

    def _restore(self, look_at_all: bool) -> None:
        self._last_act = self.store.last_act()
        acts = self.store.acts()
        self._hand, self._tended = Hand(acts), Tended(acts)
        over, forgotten = self._over()
        assignments = self.store.assignments()
        # In the order of placing, what maintenance has not seen comes last.
        seen = 0 if look_at_all else len(assignments) - len(self.store.untended())
        for at in range(0, len(assignments), _RESTORED_AT_ONCE):
            some = assignments[at : at + _RESTORED_AT_ONCE]
            articles = {article.id: article for article in self.store.articles(a.article_id for a in some)}
            for assignment in some:
                article = articles[assignment.article_id]
                self.copies.add(article)
                if assignment.story_id not in forgotten:
                    self.clusterer.restore(article, assignment)
                seen -= 1
                if seen == 0:
                    self.clusterer.tended([], [], [])
        self.clusterer.close(over)

    def recall(self, stories: Iterable[Story]) -> None:
        """Take up no more than the composing of these stories needs: their articles, and what those repeat."""
        ids = {article_id for story in stories for article_id in story.article_ids}
        placed = (self.store.assignment(article_id) for article_id in sorted(ids))
        originals = {each.copy.original_id for each in placed if each is not None and each.copy is not None}
        for article in self.store.articles(ids | originals):
            self.copies.add(article)

    def read(self, raw: RawArticle | Rejection) -> Article | Rejection:
        """Make an article of one record and store it. Reading it again gives a rejection and changes nothing."""
        return self.read_all([raw])[0]

    def read_all(self, raws: Sequence[RawArticle | Rejection]) -> list[Article | Rejection]:
        """The same for many, as if one after the other, with few questions to the store: one outcome a record."""
        made = [self._made(raw) for raw in raws]
        urls = [each.url for each in made if isinstance(each, Article)]
        versions: dict[str, list[Article]] = {}
        for stored in self.store.versions(urls) if urls else ():
            versions.setdefault(page_key(stored.url), []).append(stored)
        for at, (raw, each) in enumerate(zip(raws, made, strict=True)):
            if isinstance(raw, RawArticle) and isinstance(each, Article):
                beside = versions.setdefault(page_key(each.url), [])
                known = known_already(raw, each, beside, now=self.now)
                if known is None:
                    beside.append(each)
                else:
                    made[at] = known
        self.store.add_articles([each for each in made if isinstance(each, Article)])
        for each in made:
            if isinstance(each, Rejection) and each.reason != "same-url":
                self.store.add_rejection(each)
        return made

    def _made(self, raw: RawArticle | Rejection) -> Article | Rejection:
        return raw if isinstance(raw, Rejection) else make_article(raw, now=self.now, settings=self.settings)

    def place(self, article: Article, analysis: Analysis | Rejection) -> Assignment | None:
        """Put an analysed article into its story; None where it is there already, or could not be analysed."""
        if isinstance(analysis, Rejection):
            self.store.add_rejection(analysis)
            return None
        if self.store.assignment(article.id) is not None:
            return None
        self.store.add_analysis(analysis)
        self._heed()
        copy = self._copy(article)

        def placed() -> Assignment:
            self._take_up_original(copy)
            (kept,) = self._put([self.clusterer.place(article, copy)], [article])
            return kept

        return self._though_lost(placed)

    def note(self, article: Article, analysis: Analysis | Rejection) -> None:
        """Store what analysis found, or that it failed."""
        if isinstance(analysis, Rejection):
            self.store.add_rejection(analysis)
        else:
            self.store.add_analysis(analysis)

    def place_all(self, articles: Sequence[Article]) -> list[Assignment]:
        """Put analysed articles that came together into their stories, each with a look at the others.

        Those that are placed already are passed over, and articles placed earlier do not move.
        """
        self._heed()
        placed = {each.article_id for each in self.store.assignments(article.id for article in articles)}
        fresh = [(article, self._copy(article)) for article in articles if article.id not in placed]

        def put() -> list[Assignment]:
            for _, copy in fresh:
                self._take_up_original(copy)
            return self._put(list(self.clusterer.place_batch(fresh)), [article for article, _ in fresh])

        return self._though_lost(put)

    def tend(self) -> list[Act]:
        """Look again at the stories: merge, split, link and close what maintenance finds, each with its reason.

        Only stories that changed since the last time are looked at, with those near them; in a flow that was just
        restored, all. Nothing is done against a reader's hand or to a locked story.
        """
        self._heed()
        found = self._though_lost(lambda: self.clusterer.tend(self.now))
        done = carry_out(found, self.store, self._hand, self._tended, at=self.now)
        moves = [move for act in done for move in act.moves]
        touched = sorted({story_id for move in moves for story_id in (move.from_story, move.to_story)})
        states = [story for story_id in touched if (story := self.store.story(story_id)) is not None]
        over = [each.story_id for each in found if isinstance(each, Closing)]
        lost = False
        try:
            if self.store.last_act() == self._last_act + len(done) and self.clusterer.tended(moves, states, over):
                self._last_act += len(done)
            else:
                self._begin_anew()
        except LostError:
            lost = True
        self.store.note_tended()
        if lost:
            self._begin_anew(look_at_all=False)
        return done

    def compose(self, story: Story) -> Edition | Rejection:
        """Write and store the next edition of a story; a rejection where that failed, and the old page stays."""
        return self.keep(write(self.job(story), self.parser, self.embedder, self.entailer, self.writer))

    def job(self, story: Story) -> Job:
        """All that the composer needs to know of a story, so that another process can do the writing."""
        return Job(
            story=story,
            sources=self.sources(story),
            previous=self.store.edition(story.id),
            composed_at=self.now,
            engine=self.engine,
            most_sections=self.settings.whole("sections"),
            most_sentences=self.settings.whole("pool_sentences"),
        )

    def keep(self, outcome: Edition | Rejection) -> Edition | Rejection:
        """Store what a job came to."""
        if isinstance(outcome, Rejection):
            self.store.add_rejection(outcome)
        else:
            self.store.add_edition(outcome)
        return outcome

    def sources(self, story: Story) -> tuple[Source, ...]:
        """The articles of a story as its composer sees them: numbered newest first, copies and origins resolved."""
        analyses = self.store.analyses(story.article_ids)
        articles = latest_versions(self.store.articles(a for a in story.article_ids if a in analyses))
        numbered = sorted(articles, key=lambda article: (-article.published_at.timestamp(), article.url))
        number = {article.id: n for n, article in enumerate(numbered, 1)}
        original_of = self._originals(numbered)
        by_id = {article.id: article for article in numbered}
        return tuple(
            Source(
                n=number[article.id],
                article=article,
                analysis=analyses[article.id],
                copy_of=number[original_of[article.id]] if article.id in original_of else None,
                origin=origin_of(by_id[original_of.get(article.id, article.id)].publisher),
            )
            for article in numbered
        )

    def _heed(self) -> None:
        """Take everything up anew where an act was recorded since: by a reader, or by another process."""
        if self.store.last_act() == self._last_act:
            return
        since = self.store.acts(self._last_act)
        if any(act.moves or act.constraints or act.undoes for act in since):
            self._begin_anew()
        else:
            self._tended.take(since)
            self._last_act = since[-1].number

    def _begin_anew(self, *, look_at_all: bool = True) -> None:
        self.clusterer = self.clusterer.anew()
        self.restore(look_at_all=look_at_all)

    def _though_lost(self, work: Callable[[], Done]) -> Done:
        """Do what asks the clusterer and only then writes. A clusterer lost before is restored as after a crash."""
        for left in reversed(range(_TRIES)):
            try:
                return work()
            except LostError:
                if not left:
                    raise
                self._begin_anew(look_at_all=False)
        raise AssertionError

    def _over(self) -> tuple[list[str], set[str]]:
        """The ids of closed stories, the one that ended first before the others; and which are too many to remember."""
        if not self._tended:
            return [], set()
        stories = self.store.stories()
        over = [story for story in stories if self._tended.closed(story)]
        room = MOST_WITH_CLOSED - sum(len(s.article_ids) for s in stories) + sum(len(s.article_ids) for s in over)
        forgotten = set()
        for story in over:
            room -= len(story.article_ids)
            if room < 0:
                forgotten.add(story.id)
        return [story.id for story in reversed(over)], forgotten

    def _copy(self, article: Article) -> Copy | None:
        """What an article repeats."""
        copy = self.copies.find(article)
        self.copies.add(article)
        return copy

    def _take_up_original(self, copy: Copy | None) -> None:
        """A forgotten story is taken up again where a copy of one of its articles comes."""
        if copy is not None and not self.clusterer.remembers(copy.original_id):
            original = self.store.assignment(copy.original_id)
            story = None if original is None else self.store.story(original.story_id)
            if story is not None:
                held = {each.article_id: each for each in self.store.assignments(story.article_ids)}
                for each in self.store.articles(held):
                    self.clusterer.restore(each, held[each.id])

    def _put(self, placed: list[Assignment], articles: Sequence[Article]) -> list[Assignment]:
        """Store what the clusterer decided, or what the reader's hand makes of it."""
        settled = by_hand(placed, articles, self.store, self._hand) if self._hand else placed
        if settled == placed:
            touched = sorted({assignment.story_id for assignment in placed})
            self.store.place_all(placed, [self.clusterer.story(story_id) for story_id in touched])
            return placed
        for assignment, article in zip(settled, articles, strict=True):
            self.store.place(assignment, _grown(self.store.story(assignment.story_id), assignment.story_id, article))
        self._begin_anew()
        return settled

    def _originals(self, articles: Sequence[Article]) -> dict[str, str]:
        """Which article repeats which, asked anew: an original may have arrived after its copies.

        Where the original is no source of this story, the earliest of its copies speaks for it.
        """
        groups: dict[str, list[Article]] = {}
        for article in articles:
            copy = self.copies.find(article)
            groups.setdefault(article.id if copy is None else copy.original_id, []).append(article)
        original_of = {}
        for root, group in groups.items():
            first = min(group, key=lambda a: (a.id != root, a.published_at, a.id))
            original_of.update({article.id: first.id for article in group if article is not first})
        return original_of


def _grown(story: Story | None, story_id: str, article: Article) -> Story:
    at = article.published_at
    if story is None:
        return Story(id=story_id, opened_at=at, updated_at=at, article_ids=(article.id,))
    return replace(
        story,
        opened_at=min(story.opened_at, at),
        updated_at=max(story.updated_at, at),
        article_ids=(*story.article_ids, article.id),
    )
