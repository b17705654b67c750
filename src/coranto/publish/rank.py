"""Which story stands first: more independent origins and a fresher one rise, a flood from one house does not."""

from __future__ import annotations

import math
from collections.abc import Sequence

from coranto.types import Edition

HALF_LIFE_HOURS = 36.0


def rank_score(edition: Edition, *, latest: float) -> float:
    """``(1 + log2(origins)) * 2 ** (-age / 36 h)``, with age in hours before the newest story (``latest``, seconds).

    Origins, not articles: ten copies or ten flashes of one family count once.
    """
    age = max(0.0, latest - edition.updated_at.timestamp()) / 3600
    return float((1 + math.log2(max(1, edition.counts.origins))) * 2 ** (-age / HALF_LIFE_HOURS))


def ranked(editions: Sequence[Edition]) -> list[Edition]:
    """Editions by falling score; ties by newest, then id."""
    latest = max((edition.updated_at.timestamp() for edition in editions), default=0.0)
    return sorted(
        editions, key=lambda e: (-round(rank_score(e, latest=latest), 9), -e.updated_at.timestamp(), e.story_id)
    )
