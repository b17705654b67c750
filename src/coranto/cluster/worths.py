"""What the terms of remembered entries are worth, kept for as long as nothing more is counted.

Why: while a batch is grouped and explained, how rare a term is does not change, and the same few articles are compared
with one after the other; to work that out again each time was a third of placing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from coranto.cluster.compare import Block, Worth, end_to_end

_MOST = 20_000
"""Entries that are known at once: at a kilobyte or two each."""


class Worths:
    """The worth of entries by number."""

    def __init__(self) -> None:
        self._known: dict[int, Worth] = {}

    def clear(self) -> None:
        """Terms are worth something else from now on."""
        self._known.clear()

    def keep(self, worths: Iterable[tuple[int, Worth]]) -> None:
        """Remember what these entries are worth, each by itself."""
        self._known.update(worths)

    def of(self, numbers: Sequence[int], made: Callable[[list[int]], tuple[Block, Worth]]) -> Worth:
        """The worth of these entries end to end; ``made`` gives those that are not known, which are kept."""
        absent = [number for number in dict.fromkeys(numbers) if number not in self._known]
        if absent:
            if len(self._known) > _MOST:
                self._known.clear()
                absent = list(dict.fromkeys(numbers))
            self.keep(zip(absent, _one_by_one(*made(absent)), strict=True))
        return end_to_end([self._known[number] for number in numbers])


def _one_by_one(block: Block, worth: Worth) -> Iterator[Worth]:
    end = 0
    for at, terms in enumerate(np.bincount(block.row, minlength=len(block.length)).tolist()):
        start, end = end, end + terms
        yield Worth(
            rare=worth.rare[start:end],
            pull=worth.pull[start:end],
            squares=worth.squares[at : at + 1],
            titled=worth.titled[at : at + 1],
            leading=worth.leading[at : at + 1],
        )
