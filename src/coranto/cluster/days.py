"""How much news came out between two days: what a stretch of time weighs depends on it.

Why: a week without a report parts two stories of a busy stream, where look-alikes come every day; in a small archive
of many years, in which nothing else was written that week, it says little. (Weeks always say something: see ``weigh``.)
"""

from __future__ import annotations

from array import array
from bisect import insort

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Days:
    """The days of publication of all articles seen, ascending, as days since 1970."""

    def __init__(self) -> None:
        self._days = array("d")

    def add(self, day: float) -> None:
        """One more article came out on ``day``; nan, where that is not certain, is passed over."""
        if day != day:
            return
        if not self._days or day >= self._days[-1]:
            self._days.append(day)
        else:
            insort(self._days, day)

    def between(self, ones: Floats, others: Floats) -> Floats:
        """How many articles came out after the earlier and before the later of two days: shape (ones, others).

        Zero where one of the two is nan.
        """
        days = np.frombuffer(self._days) if self._days else np.zeros(0)
        sides = (ones, others)
        before = [np.searchsorted(days, side, "left").astype(np.float64) for side in sides]
        until = [np.searchsorted(days, side, "right").astype(np.float64) for side in sides]
        known = ~np.isnan(ones)[:, None] & ~np.isnan(others)[None, :]
        apart = np.maximum(before[0][:, None] - until[1][None, :], before[1][None, :] - until[0][:, None])
        return np.where(known, np.maximum(apart, 0.0), 0.0)
