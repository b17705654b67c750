"""Which story stands first: one that many independent origins tell, tell now, and have begun to tell lately.

    score    = log2(1 + voices) + log2(1 + arrivals)
    voices   = sum over origins of 2 ** (-hours since its latest article / 36)
    arrivals = sum over origins of 2 ** (-hours since its first article / 12)

Origins, not articles: whatever one publisher or one family sends, and however often, it adds at most 1 to either sum,
and copies add nothing. So a flood rises no higher than a single fresh report, nor can one house keep an old story of
others on top: each origin's voice fades with its own latest article. The half-lives are judgement, not fitted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from coranto.publish.cards import Card

VOICE_HALF_LIFE_HOURS = 36.0
ARRIVAL_HALF_LIFE_HOURS = 12.0


def rank_score(card: Card, *, latest: float) -> float:
    """The score of a story at the time ``latest`` (seconds since 1970); what is dated later counts as of then."""
    voices = sum(_fading(latest - last, VOICE_HALF_LIFE_HOURS) for _, last in card.voices)
    arrivals = sum(_fading(latest - first, ARRIVAL_HALF_LIFE_HOURS) for first, _ in card.voices)
    return math.log2(1 + voices) + math.log2(1 + arrivals)


def ranked(cards: Iterable[Card]) -> list[Card]:
    """Stories by falling score at the time of the newest article; ties by newest, then id.

    A date ahead of the time at which its page was composed is taken for that time: a wrong clock moves nothing else.
    """
    every = list(cards)
    latest = max((min(c.updated_at.timestamp(), c.composed_at.timestamp()) for c in every), default=0.0)
    return sorted(every, key=lambda c: (-round(rank_score(c, latest=latest), 9), -c.updated_at.timestamp(), c.story_id))


def _fading(seconds: float, half_life_hours: float) -> float:
    return float(2 ** (-max(0.0, seconds) / 3600 / half_life_hours))
