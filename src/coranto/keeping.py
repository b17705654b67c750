"""A folder that is kept current while pages keep changing, for no more than a share of the time.

Why: a folder is written as a whole, and with thousands of pages that takes longer than the cycle that changed a few.
"""

from __future__ import annotations

from collections.abc import Callable

from coranto.types import Report

SHARE = 10
"""After a writing, so many times its length pass before the next."""


class KeptFolder:
    """``write`` writes the folder as the store stands; ``steady`` counts seconds."""

    def __init__(self, write: Callable[[Report | None], None], steady: Callable[[], float]) -> None:
        self._write = write
        self._steady = steady
        self._report: Report | None = None
        self._changed = False
        self._free_at = 0.0

    def changed(self, report: Report) -> None:
        """Pages may have changed, as this report says: the folder is to be written when it is its turn."""
        if report.composed:
            self._report, self._changed = report, True

    def write(self, *, at_once: bool = False) -> None:
        """Write the folder if anything in it has changed and its turn has come. Raises ``OutputError``."""
        began = self._steady()
        if not self._changed or (began < self._free_at and not at_once):
            return
        self._write(self._report)
        self._changed = False
        ended = self._steady()
        self._free_at = ended + SHARE * (ended - began)
