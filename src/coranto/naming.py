"""Which people, bodies and places an article is about, and the short key under which each is found.

Why: a reader asks for everything about a name. An article names dozens in passing; only those it dwells on count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from coranto.types import Analysis, Mention, Named, NameKind

MOST_NAMES = 12
"""Names kept of one article."""

_KINDS: tuple[NameKind, ...] = ("person", "organisation", "place")
_LONGEST_KEY = 120
"""Bytes of a key: it is a step of an address, and the name of a folder."""


def names_of(analysis: Analysis) -> tuple[Named, ...]:
    """The names that an article is about: those of its title first, then those it mentions most, then the earliest.

    A name without a letter of an alphabet, or of a single letter, is none. One key and kind occurs once.
    """
    held: dict[tuple[NameKind, str], list[Mention]] = {}
    for mention in analysis.mentions:
        for kind in _KINDS:
            key = name_key(mention.entity)
            if mention.label == kind and len(key) > 1:
                held.setdefault((kind, key), []).append(mention)
    places = {key: place for place, key in enumerate(held)}

    def weight(of: tuple[NameKind, str]) -> tuple[bool, int, int]:
        mentions = held[of]
        return not any(each.field == "title" for each in mentions), -len(mentions), places[of]

    chosen = sorted(held, key=weight)[:MOST_NAMES]
    return tuple(Named(kind=kind, key=key, name=_spelt(held[kind, key])) for kind, key in chosen)


def name_key(name: str) -> str:
    """The key of a name, fit for an address: "The Port of Ostmark's" is "port-of-ostmark". "" where nothing is left."""
    plain = re.sub(r"['’]s?$", "", name.casefold().strip())
    words = re.findall(r"[^\W_]+", re.sub(r"['’.]", "", plain))
    if len(words) > 1 and words[0] == "the":
        del words[0]
    if not any(c.isalpha() for c in plain):
        return ""
    return "-".join(words).encode()[:_LONGEST_KEY].decode("utf-8", "ignore").strip("-")


def _spelt(mentions: Iterable[Mention]) -> str:
    """The commonest spelling, of equals the first; without the genitive."""
    counts: dict[str, int] = {}
    for mention in mentions:
        spelling = re.sub(r"['’]s?$", "", " ".join(mention.entity.split()))
        counts[spelling] = counts.get(spelling, 0) + 1
    return max(counts, key=lambda spelling: counts[spelling])
