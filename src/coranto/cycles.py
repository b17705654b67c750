"""One cycle of polling: how long it waits, and what it did.

Why apart from the loop: these are values, and the loop is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coranto.types import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many seconds a cycle waits: ``quiet`` for a feed that gives no sign of life, less where all
    that answered did so at once, ``whole`` for all together.

    ``idle`` is the pause between two looks at what is due.
    """

    quiet: float = 2.0
    whole: float = 60.0
    idle: float = 5.0


@dataclass(slots=True)
class Cycle:
    """What one cycle did."""

    polled: int = 0
    failed: int = 0
    pages: int = 0
    seconds: float = 0.0
    report: Report | None = None

    def line(self, at: datetime, next_at: datetime | None) -> str:
        """The one line that tells of it."""
        accepted = self.report.accepted if self.report else 0
        composed = self.report.composed if self.report else 0
        again = (
            "" if next_at is None else f"; next feed at {next_at.astimezone(at.tzinfo).isoformat(timespec='seconds')}"
        )
        return (
            f"{at.isoformat(timespec='seconds')} {self.polled} feeds polled, {self.failed} failed, "
            f"{self.pages} pages read, {accepted} new articles, {composed} pages composed, {self.seconds:.1f} s{again}"
        )
