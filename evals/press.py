"""A made-up press for measurements: articles of numbered stories, the same every time.

Words are as frequent as in news; a story has names of its own beside known people and towns, follow-ups keep the names
and change the words, and look-alikes share town, people and trade with a story and none of its own names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.represent import NAME, Entry, entry_of
from coranto.cluster.words import number_of, stem
from coranto.types import Article

START = datetime(2031, 1, 1, tzinfo=UTC)
_SYLLABLES = [a + b + c for a in "bdfgklmnprstvz" for b in "aeiou" for c in ("", "n", "r", "l")]
_RUNNING = 1 << 20


@dataclass(frozen=True, slots=True)
class _Draft:
    """A report before it is printed: title words, the words that tell it and where they stand, the running text."""

    title: list[str]
    told: list[str]
    places: NDArray[np.int64]
    begin: int
    length: int


class Press:
    """Writes articles of numbered stories."""

    def __init__(self) -> None:
        random = np.random.default_rng(1)
        self._words = [_name(number, 2 + number % 2) for number in range(40_000)]
        self._ranks = np.minimum(random.zipf(1.15, _RUNNING) - 1 + random.integers(0, 40, _RUNNING), 39_999)
        self._numbers = np.array([number_of(stem(word)) for word in self._words], np.uint32)

    def article(self, story: int, report: int, day: float, like: int | None = None) -> Article:
        """A report on a story; ``like`` is the story whose town, people and trade it shares."""
        draft = self._draft(story, report, like)
        running = [self._words[rank] for rank in self._ranks[draft.begin : draft.begin + draft.length].tolist()]
        for place, word in zip(draft.places[::-1].tolist(), draft.told[::-1], strict=True):
            running.insert(place, word)
        for stop in range(18, len(running), 19):
            running[stop] += "."
        return self.printed(story, report, day, " ".join(draft.title), " ".join(running))

    def entry(self, story: int, report: int, day: float) -> tuple[Article, Entry]:
        """A report as the clusterer knows it, and an article without its text: five times as fast as to write it."""
        draft = self._draft(story, report, None)
        made = self.printed(story, report, day, "", "")
        words = [*draft.title, *draft.told]
        numbers = np.array([number_of(stem(word)) for word in words], np.uint32)
        kinds = np.array([NAME if word[0].isupper() else 0 for word in words], np.uint8)
        headed = len(draft.title)
        running = self._numbers[self._ranks[draft.begin : draft.begin + draft.length]]
        return made, entry_of(
            np.concatenate([numbers[:headed], np.insert(running, draft.places, numbers[headed:])]),
            np.concatenate([kinds[:headed], np.insert(np.zeros(len(running), np.uint8), draft.places, kinds[headed:])]),
            headed,
            day=made.published_at.timestamp() / 86_400,
            language="en",
        )

    def _draft(self, story: int, report: int, like: int | None) -> _Draft:
        random = np.random.default_rng((story, report))
        common = np.random.default_rng((like if like is not None else story, 1 << 20))
        town = self._known(common.integers(0, 3_000))
        people = [self._known(n) for n in common.integers(3_000, 9_000, 2)]
        trade = [self._words[n] for n in common.integers(300, 9_000, 10)]
        own = [_name(1_000_000 + story * 4 + n, 4).title() for n in range(4)]
        aspect = [self._words[n] for n in random.integers(300, 20_000, 12)]
        begin, length = int(random.integers(0, _RUNNING - 400)), int(random.integers(120, 380))
        told = [
            own[0],
            own[1],
            town,
            *people[:1],
            *own,
            *trade[:6],
            *aspect,
            town,
            own[int(random.integers(4))],
            *trade,
        ]
        places = np.sort(random.integers(0, length, len(told)))
        after = trade[int(random.integers(1, 4))]
        title = [own[int(random.integers(2))], trade[0], aspect[0], town, after, aspect[1]]
        return _Draft(title, told, places, begin, length)

    @staticmethod
    def printed(story: int, report: int, day: float, title: str, text: str) -> Article:
        """An article with these words; ``day`` counts from the start."""
        key = f"b{story}" if not report else f"b{story}.{report}"
        return Article(
            id=key,
            url=f"https://press.example/{key}",
            title=title,
            text=text,
            publisher=f"Post {story % 200}",
            published_at=START + timedelta(days=day),
            language="en",
            coverage="full",
        )

    @staticmethod
    def _known(number: int | np.integer) -> str:
        return _name(20_000_000 + int(number), 3).title()


def _name(number: int, syllables: int) -> str:
    mixed, parts = number * 2_654_435_761 + 12_345, []
    for _ in range(syllables):
        mixed, at = divmod(mixed, len(_SYLLABLES))
        parts.append(_SYLLABLES[at])
    return "".join(parts)
