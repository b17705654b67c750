"""Feeds in SQL: when each may be asked again, which of its items were read, and which servers want to be left alone.

Why in the store and not in memory: a program that forgets these at every start asks everybody at once, and again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, and_, delete, func, select, update

from coranto.ports import MOST_ITEMS
from coranto.stores.rows import Rows, add, pieces, put, utc
from coranto.stores.tables import feed_items, feeds, held_hosts
from coranto.types import Feed
from coranto.wire import pack_feed, unpack_feed

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class FeedRows(Rows):
    """The part of a ``Store`` about feeds."""

    def add_feed(self, feed: Feed, /) -> bool:
        """Store a feed that is to be polled; False (and no change) if its url is there already."""
        with self._writing() as connection:
            return add(connection, feeds, url=feed.url, next_utc=_due(feed), lease=feed.lease, packed=pack_feed(feed))

    def feed(self, url: str, /) -> Feed | None:
        """The feed that was added with this address."""
        with self._reading() as connection:
            row = connection.execute(select(feeds.c.packed, feeds.c.lease).where(feeds.c.url == url)).one_or_none()
        return None if row is None else replace(unpack_feed(row.packed), lease=row.lease)

    def feeds(self) -> list[Feed]:
        """All feeds in the order in which they were added."""
        with self._reading() as connection:
            rows = connection.execute(select(feeds.c.packed, feeds.c.lease).order_by(feeds.c.seq)).all()
        return [replace(unpack_feed(row.packed), lease=row.lease) for row in rows]

    def claim_feeds(self, now: datetime, until: datetime, /, *, limit: int) -> list[Feed]:
        """Take up to ``limit`` feeds that are due at ``now``, each with a new lease that lasts until then."""
        due = feeds.c.next_utc <= utc(now)
        longest_due = select(feeds.c.seq).where(due).order_by(feeds.c.next_utc, feeds.c.seq).limit(limit)
        # One statement, and "due" asked again in it: of two that come at once, each feed goes to one.
        taking = (
            update(feeds)
            .where(feeds.c.seq.in_(longest_due.scalar_subquery()), due)
            .values(next_utc=utc(until), lease=feeds.c.lease + 1)
            .returning(feeds.c.seq, feeds.c.lease, feeds.c.packed)
        )
        with self._writing() as connection:
            rows = connection.execute(taking).all()
        taken = [(row.seq, replace(unpack_feed(row.packed), lease=row.lease)) for row in rows]
        return [feed for _, feed in sorted(taken, key=lambda each: (each[1].next_at or now, each[0]))]

    def hold_feeds(self, held: Iterable[Feed], until: datetime, /) -> None:
        """Let the leases of these feeds last until then; those that somebody has taken up since are left alone."""
        with self._writing() as connection:
            for feed in held:
                mine = and_(feeds.c.url == feed.url, feeds.c.lease == feed.lease)
                connection.execute(update(feeds).where(mine).values(next_utc=utc(until)))

    def next_feed_at(self) -> datetime | None:
        """The earliest time at which ``claim_feeds`` has anything to give; None where there is none."""
        with self._reading() as connection:
            found = connection.execute(select(func.min(feeds.c.next_utc))).scalar_one()
        return None if found is None else _EPOCH + timedelta(microseconds=found)

    def keep_feed(self, feed: Feed, items: Mapping[str, str] | None = None, shown: Collection[str] = (), /) -> bool:
        """In one transaction: replace a feed's state, and remember these items as read. False where it is not ours."""
        mine = and_(feeds.c.url == feed.url, feeds.c.lease == feed.lease)
        with self._writing() as connection:
            done = connection.execute(
                update(feeds).where(mine).values(next_utc=_due(feed), packed=pack_feed(feed))
            ).rowcount
            if done and items:
                put(
                    connection,
                    feed_items,
                    [{"feed": feed.url, "key": key, "content": content} for key, content in items.items()],
                )
                _forget(connection, feed.url, shown)
        return bool(done)

    def unread_items(self, url: str, items: Mapping[str, str], /) -> set[str]:
        """Keys of those items of a feed that are not remembered with this content."""
        known: dict[str, str] = {}
        with self._reading() as connection:
            for some in pieces(items):
                query = select(feed_items.c.key, feed_items.c.content)
                for row in connection.execute(query.where(feed_items.c.feed == url, feed_items.c.key.in_(some))):
                    known[row.key] = row.content
        return {key for key, content in items.items() if known.get(key) != content}

    def remove_feed(self, url: str, /) -> bool:
        """Forget a feed and its items, never its articles. False where there is none."""
        with self._writing() as connection:
            connection.execute(delete(feed_items).where(feed_items.c.feed == url))
            return bool(connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount)

    def hold_host(self, host: str, until: datetime, /) -> None:
        """Remember that a server asked to be left alone until then. An earlier time does not shorten a later one."""
        later = and_(held_hosts.c.host == host, held_hosts.c.until_utc < utc(until))
        with self._writing() as connection:
            if not add(connection, held_hosts, host=host, until_utc=utc(until)):
                connection.execute(update(held_hosts).where(later).values(until_utc=utc(until)))

    def held_hosts(self, now: datetime, /) -> dict[str, datetime]:
        """The servers that still want to be left alone at ``now``, and until when."""
        query = select(held_hosts).where(held_hosts.c.until_utc > utc(now)).order_by(held_hosts.c.host)
        with self._reading() as connection:
            return {r.host: _EPOCH + timedelta(microseconds=r.until_utc) for r in connection.execute(query)}


def _forget(connection: Connection, url: str, shown: Collection[str]) -> None:
    """Remember no item that a feed has dropped, once they are many: one that comes again is read again, no more."""
    mine = feed_items.c.feed == url
    count = connection.execute(select(func.count()).select_from(feed_items).where(mine)).scalar_one()
    if not shown or count <= MOST_ITEMS:
        return
    known = connection.execute(select(feed_items.c.key).where(mine)).scalars().all()
    for some in pieces(set(known).difference(shown)):
        connection.execute(delete(feed_items).where(mine, feed_items.c.key.in_(some)))


def _due(feed: Feed) -> int | None:
    return None if feed.next_at is None else utc(feed.next_at)
