"""A second look at recent stories: which are one by now, which fall apart, which belong to one affair, which are over.

Why: in a stream the first reports of an event are compared before it is known what they have in common. What is
found is only said, with its reason; whoever keeps the stories decides. To join takes a little more than an average
agreement of zero, the bar of a batch, and to part much less, so that nothing goes back and forth.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from coranto.cluster.compare import Block, Floats, compare, days_apart
from coranto.cluster.growing import Growing, spread
from coranto.cluster.index import Index
from coranto.cluster.membership import Membership
from coranto.cluster.regroup import link
from coranto.cluster.weigh import asked, mass, pause, score, similarity, tightness, weights
from coranto.types import Closing, Link, Merge, Split, Tending

LOOKED_BACK = timedelta(days=14)
"""Stories without news for longer are left as they are."""
CLOSED_AFTER = timedelta(days=45)

_ASKED_FOR = 3
_PARTNERS = 6
_MERGED_ABOVE = 0.3
_APART_BELOW = -1.0
_LINKED_ABOVE = -0.4
"""This one without what the time between takes off."""
_MOST_LINKS = 4
_SPLIT_FROM, _SPLIT_TO = 4, 60
"""Members from which a story can fall apart, and up to which each is compared with each."""
_LEAVING = 2


def findings(index: Index, known: Membership, now: datetime) -> tuple[Tending, ...]:
    """Merges, splits, links and closings, in this order; no story is in two of the first two kinds.

    Stories that changed are looked at, and what is near them. The age of a story is told by the newest article, not
    by the clock alone: a clock that jumps ahead closes nothing.
    """
    at = now if known.newest is None else min(now, known.newest)
    changed = [known.stories[story_id] for story_id in known.changed]
    recent = [story for story in changed if at - story.updated_at <= LOOKED_BACK and story.entries]
    recent.sort(key=lambda story: (story.updated_at, story.id), reverse=True)
    merges, links = _joined(index, known, recent)
    busy = {story_id for merge in merges for story_id in (merge.kept, merge.absorbed)}
    splits = [found for story in recent if story.id not in busy if (found := _torn(index, known, story)) is not None]
    why = f"No article has joined it for more than {CLOSED_AFTER.days} days."
    old = [story for story in known.stories.values() if at - story.updated_at > CLOSED_AFTER]
    over = sorted((story.updated_at, story.id) for story in old if story.id not in known.closed)
    return (*merges, *splits, *links, *(Closing(story_id=story_id, why=why) for _, story_id in over))


def _joined(index: Index, known: Membership, recent: Sequence[Growing]) -> tuple[list[Merge], list[Link]]:
    """The merges, best first and no story twice, and the links between those that stay two."""
    rated: dict[tuple[str, str], tuple[float, float]] = {}
    for story in recent:
        for other_id in _partners(index, known, story):
            other = known.stories[other_id]
            pair = (story.id, other_id) if _age(story) < _age(other) else (other_id, story.id)
            if pair not in rated:
                rated[pair] = _agreement(index, known.stories[pair[0]], known.stories[pair[1]])
    merges: list[Merge] = []
    links: list[Link] = []
    merged: set[str] = set()
    linked: dict[str, int] = {}
    for (first, second), (agreed, taken) in sorted(rated.items(), key=lambda item: (-sum(item[1]), item[0])):
        if agreed + taken > _MERGED_ABOVE:
            if merged.isdisjoint((first, second)):
                merged |= {first, second}
                alike = similarity(agreed + taken)
                why = f"By now their articles are {alike:.2f} similar on average, which is enough for one story."
                merges.append(Merge(kept=first, absorbed=second, why=why))
        elif agreed > _LINKED_ABOVE and max(linked.get(first, 0), linked.get(second, 0)) < _MOST_LINKS:
            linked[first], linked[second] = linked.get(first, 0) + 1, linked.get(second, 0) + 1
            why = f"Their articles are {similarity(agreed):.2f} similar on average: one affair, but not one event."
            links.append(Link(first=first, second=second, why=why))
    return merges, [link for link in links if merged.isdisjoint((link.first, link.second))]


def _age(story: Growing) -> tuple[datetime, str]:
    return story.opened_at, story.id


def _partners(index: Index, known: Membership, story: Growing) -> list[str]:
    """The stories that have the articles nearest to some of its own."""
    found: dict[str, None] = {}
    for number in spread(story.entries, _ASKED_FOR):
        for other in index.nearest(number):
            found.setdefault(known.story_of[other])
    found.pop(story.id, None)
    return list(found)[:_PARTNERS]


def _agreement(index: Index, one: Growing, other: Growing) -> tuple[float, float]:
    """The mean score of the members of two stories, and what the time between and how tight they are takes off it."""
    left, right = index.block(one.sample()), index.block(other.sample())
    agreed = _mean(score(compare(left, right, index.rarity)), mass(left.length), mass(right.length))
    more = asked(_tight(index, left, len(one.entries)), _tight(index, right, len(other.entries)))
    return agreed, _least(_pauses(index, left, right)) - float(more[0, 0])


def _tight(index: Index, sample: Block, articles: int) -> Floats:
    """The tightness of a story of so many articles, by a sample of them."""
    count = len(sample.length)
    scores = score(compare(sample, sample, index.rarity))
    np.fill_diagonal(scores, 0.0)
    pairs = np.array([articles * (articles - 1.0) / 2.0])
    within = scores.sum() / max(1.0, count * (count - 1.0))
    return tightness(pairs * (within - weights().cohesion_usual), pairs)


def _mean(scores: Floats, ones: Floats, others: Floats) -> float:
    """The mean of the scores of each two articles, in which each counts by its mass."""
    return float(ones @ scores @ others / (ones.sum() * others.sum()))


def _pauses(index: Index, ones: Block, others: Block) -> Floats:
    return pause(days_apart(ones, others), index.between(ones, others))


def _least(pauses: Floats) -> float:
    return float(np.nan_to_num(np.fmax.reduce(pauses, axis=None)))


def _torn(index: Index, known: Membership, story: Growing) -> Split | None:
    """The part of a story that agrees least with the rest of it, if that is little enough."""
    numbers = story.entries
    if not _SPLIT_FROM <= len(numbers) <= _SPLIT_TO:
        return None
    block = index.block(numbers)
    agreement, pauses = score(compare(block, block, index.rarity)), _pauses(index, block, block)
    counted = mass(block.length)
    groups = np.array(link(agreement, pauses, counted, [1] * len(numbers)))
    sizes = np.bincount(groups)
    stays = int(sizes.argmax())
    worst: tuple[float, int] = (_APART_BELOW, -1)
    for group in np.flatnonzero(sizes >= _LEAVING).tolist():
        if group != stays:
            out, rest = groups == group, groups != group
            agreed = _mean(agreement[np.ix_(out, rest)], counted[out], counted[rest])
            value = agreed + _least(pauses[np.ix_(out, rest)])
            worst = min(worst, (value, group))
    if worst[1] < 0:
        return None
    originals = [known.article_of[numbers[at]] for at in np.flatnonzero(groups == worst[1])]
    leaving = {article for first in originals for article in (first, *known.copies_of.get(first, ()))}
    return Split(
        story_id=story.id,
        article_ids=tuple(article for article in story.article_ids if article in leaving),
        why=f"These articles are only {similarity(worst[0]):.2f} similar to the others of the story on average.",
    )
