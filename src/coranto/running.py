"""Polls feeds for ever and keeps the stories current: the loop behind ``coranto poll`` and ``coranto run``.

A cycle takes up the feeds that are due, reads what they bring into the store, then places and composes. Threads only
wait for the web; everything that is written is written here, in one thread, article before feed, so that an end at any
moment loses nothing: what was not marked as read is asked for again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from coranto.cycles import Cycle, Patience, Signs
from coranto.engine import Engine, Progress
from coranto.errors import CorantoError, StoreError
from coranto.health import Tally
from coranto.intake import Event, Intake
from coranto.keeping import KeptFolder
from coranto.net import polling
from coranto.net.collecting import Brought, Collector
from coranto.net.lanes import Lanes
from coranto.ports import Clock, Store
from coranto.types import Feed, RawArticle, Rejection

LEASE = timedelta(minutes=10)
"""How long a feed that was taken up is nobody else's, unless it is held; after a crash it is asked so much later."""

HELD_EVERY = timedelta(minutes=2)
"""How often the feeds that are under way are held for another lease."""

MOST_AT_ONCE = 500
"""Feeds that are under way at a time; the others stay due in the store."""

MOST_RECORDS = 300
"""Records that are read in one cycle: the first stories of a thousand new feeds must not wait for the last. While more
wait, each cycle reads twice as many as the one before, so that no story is written anew for every few of them, as long
as it took less than ``QUICK`` seconds; after one of more than twice that, half as many: feeds are due meanwhile."""

QUICK = 180.0
_MOST_RECORDS = 4_800

LONGEST_LANE = 100
"""Feeds that wait for one host at a time; more are put off until it has had time for these."""

_LOOK = 0.03
"""Seconds after which it is looked again whether who is still silent is worth waiting for."""

_FAULTS_IN_A_ROW = 10


class Stopped(BaseException):
    """The program shall end: raised where the work stands, as Ctrl-C is."""


class Running:
    """The loop over one store. ``collector`` asks; ``make_engine`` gives the engine that reads what an opener offers.

    ``tell`` gets one line a cycle, ``out`` is a folder that is kept current. ``sleep`` waits, and may be woken by
    ``stop``; times are taken from ``now``.
    """

    def __init__(
        self,
        store: Store,
        collector: Collector,
        make_engine: Callable[[Callable[[str], Iterator[RawArticle | Rejection]]], Engine],
        now: Clock,
        *,
        tally: Tally,
        tell: Callable[[str], None],
        out: Path | None = None,
        patience: Patience | None = None,
        threads: int = 256,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._collector = collector
        self._engine = make_engine(lambda _given: self._collect())
        self._now = now
        self._tally = tally
        self._tell = tell
        engine = self._engine
        self._folder = None if out is None else KeptFolder(lambda report: engine.publish(out, report), steady)
        self._patience = patience or Patience()
        self._steady = steady
        self._intake = Intake()
        self._lanes = Lanes(self._ask, threads=threads)
        self._under_way: dict[str, Feed] = {}
        self._signs = Signs(self._patience)
        self._stopping = threading.Event()
        self._cycle = Cycle()
        self._wait_for_all = False
        self._records = MOST_RECORDS
        self._more_wait = False
        self._held_at = now()

    def once(self, progress: Progress | None = None, *, wait: bool = True) -> Cycle:
        """One cycle over all feeds that are due now, waiting for every one of them, or not for those that hang."""
        self._wait_for_all = wait
        self._mend_clock()
        try:
            return self._one(progress)
        finally:
            self._end()

    def forever(self) -> None:
        """Cycle after cycle until ``stop``. A cycle that fails is told of, and the next one comes later."""
        self._mend_clock()
        faults, first = 0, True  # the first cycle takes up what an earlier run left, also where no feed is due
        try:
            while not self._stopping.is_set():
                try:
                    if not first and not self._something_to_do():
                        self._hold()
                        if self._folder is not None:
                            self._folder.write()
                        self._stopping.wait(self._patience.idle)
                        continue
                    first = False
                    cycle = self._one(self._check)
                    faults = 0
                    if cycle.polled or (cycle.report and (cycle.report.accepted or cycle.report.composed)):
                        self._tell(cycle.line(self._now(), self._next_at()))
                except Exception as error:
                    faults += 1
                    self._tally.add("faults")
                    if not isinstance(error, StoreError):
                        self._intake.done()  # a record that cannot be read would be the fault of every cycle
                    what = str(error) if isinstance(error, CorantoError) else f"{type(error).__name__}: {error}"
                    self._tell(
                        f"{self._now().isoformat(timespec='seconds')} this cycle failed: {' '.join(what.split())}"
                    )
                    if faults >= _FAULTS_IN_A_ROW:
                        raise
                    self._stopping.wait(min(300.0, self._patience.idle * 2.0**faults))
        except Stopped:
            pass
        finally:
            self._end()

    def stop(self) -> None:
        """End as soon as possible. Call it from a signal handler, and then raise ``Stopped`` there."""
        self._stopping.set()
        self._collector.stop()
        self._lanes.stop()

    def _one(self, progress: Progress | None) -> Cycle:
        began = self._steady()
        self._cycle = cycle = Cycle()
        self._claim()
        cycle.report = self._engine.add([""], now=self._now(), progress=self._holding(progress))
        if self._folder is not None:
            self._folder.changed(cycle.report)
            self._folder.write(at_once=self._wait_for_all)
        cycle.seconds = self._steady() - began
        self._records = self._of_next(cycle.seconds)
        self._tally.add("cycles")
        self._tally.add("articles", cycle.report.accepted)
        self._tally.add("rejected", len(cycle.report.rejected))
        self._tally.add("composed", cycle.report.composed)
        self._tally.last_cycle, self._tally.last_seconds = self._now(), cycle.seconds
        return cycle

    def _of_next(self, took: float) -> int:
        """How many records the next cycle reads, after one that took so long."""
        if not self._more_wait:
            return MOST_RECORDS
        if took < QUICK:
            return min(2 * self._records, _MOST_RECORDS)
        return self._records if took < 2 * QUICK else max(MOST_RECORDS, self._records // 2)

    def _holding(self, progress: Progress | None) -> Progress:
        """Tells of progress, and holds the feeds that are under way meanwhile."""

        def tell(stage: str, done: int, of: int | None) -> None:
            self._hold()
            if progress is not None:
                progress(stage, done, of)

        return tell

    def _hold(self) -> None:
        now = self._now()
        if self._under_way and now - self._held_at >= HELD_EVERY:
            self._held_at = now
            self._store.hold_feeds(list(self._under_way.values()), now + LEASE)

    def _something_to_do(self) -> bool:
        if self._intake.waiting():
            return True
        due = self._next_at()
        return due is not None and due <= self._now() and len(self._under_way) < MOST_AT_ONCE

    def _next_at(self) -> datetime | None:
        """When the next feed may be asked: the leases of those that are under way count, since they are held."""
        return self._store.next_feed_at()

    def _claim(self) -> None:
        now = self._now()
        room = MOST_AT_ONCE - len(self._under_way) if self._intake.waiting() < MOST_RECORDS else 0
        for feed in self._store.claim_feeds(now, now + LEASE, limit=room) if room > 0 else []:
            waiting = self._lanes.length(feed)
            if feed.url in self._under_way or waiting >= LONGEST_LANE:
                self._store.keep_feed(polling.put_off(feed, max(60.0, 2.0 * waiting), now))
                continue
            self._under_way[feed.url] = feed
            self._lanes.put(feed)

    def _ask(self, feed: Feed) -> None:
        """In a thread: poll one feed. Whatever goes wrong there is the trouble of this feed alone."""

        def tell(record: RawArticle | Rejection) -> None:
            self._signs.seen(feed.url, self._steady())
            self._offer(record)

        self._signs.seen(feed.url, self._steady())
        brought: Brought | None
        try:
            brought = self._collector.poll(feed, tell)
        except StoreError:  # what was new could not be asked: no trouble of this feed, which stays due as before
            brought = None
        except Exception as error:  # a fault of ours must not end the loop, and must not be hidden either
            detail = f"a fault of Coranto ({type(error).__name__}: {error}); report it"
            after = polling.failed(feed, "fault", detail, self._now(), 3_600)
            brought = Brought(feed=after, items={})
        self._signs.seen(feed.url, self._steady())
        self._offer((feed, brought))

    def _offer(self, event: Event) -> None:
        self._intake.offer(event, self._stopping)

    def _collect(self) -> Iterator[RawArticle | Rejection]:
        """What feeds bring, until all are through: who hangs, and what stands behind it, is not waited for."""
        until, read = self._steady() + self._patience.whole, 0
        self._signs.new_cycle()
        self._more_wait = False
        while self._under_way or self._intake.waiting():
            event = self._intake.next(min(_LOOK, self._patience.quiet))
            if event is None:
                if self._wait_for_all or self._signs.worth_waiting(self._under_way.values(), self._steady()):
                    self._check("read", 0, None)
                    self._hold()
                    continue
                break
            if isinstance(event, tuple):
                self._keep(*event)
            else:
                read += 1
                yield event  # stored before this goes on
            self._intake.done()
            if not self._wait_for_all and (read >= self._records or self._steady() > until):
                self._more_wait = True
                return

    def _keep(self, feed: Feed, brought: Brought | None) -> None:
        if brought is None:
            self._store.keep_feed(feed)  # it was stopped: due as before
        else:
            self._store.keep_feed(brought.feed, brought.items, brought.shown)
        self._under_way.pop(feed.url, None)
        self._signs.ended(feed.url)
        if brought is None:
            return
        if not brought.asked:
            return
        failed = brought.feed.failures > feed.failures
        self._cycle.polled += 1
        self._cycle.failed += failed
        self._cycle.pages += brought.pages
        self._tally.add("polls")
        self._tally.add("polls_failed", int(failed))
        self._tally.add("pages", brought.pages)
        self._tally.add("received_bytes", brought.bytes)

    def _check(self, _stage: str, _done: int, _of: int | None) -> None:
        """Called between units of work, where nothing is half done."""
        if self._stopping.is_set():
            raise Stopped

    def _mend_clock(self) -> None:
        now = self._now()
        for feed in self._store.feeds():
            right = polling.mended(feed, now)
            if right is not feed:
                self._store.keep_feed(right)

    def _end(self) -> None:
        """Give back what was taken up and is not through: it is due as before."""
        self.stop()
        for feed in list(self._under_way.values()):
            self._store.keep_feed(replace(feed))
        self._under_way.clear()
