"""What a story page shows that is no part of its edition: the affair it belongs to, names, revisions, what changed.

Why apart: an edition is the same for ever; this is as of the moment at which the page is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from coranto.publish.difference import Difference
from coranto.publish.storylines import Chapter
from coranto.types import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """``newest`` is the number of the newest revision where the page may be an older one, else 0 (as in a folder).

    ``changed`` has the ids of its articles of which there is a newer version. ``difference`` is what changed since
    another revision; ``names`` are linked to pages of their own.
    """

    storyline: tuple[Chapter, ...] = ()
    names: tuple[Named, ...] = ()
    newest: int = 0
    changed: frozenset[str] = frozenset()
    difference: Difference | None = None


ALONE = Around()
"""A page with nothing beside it."""
