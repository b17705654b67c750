"""The job that the tests of every runner hand out."""

from __future__ import annotations

from coranto.jobs import Job
from coranto.testing.samples import NOON, sample_article, sample_story


def a_job(number: int) -> Job:
    """A job without sources: every composer refuses it, with the id of its story."""
    return Job(
        story=sample_story(f"s{number}", sample_article(number)),
        sources=(),
        previous=None,
        composed_at=NOON,
        engine="coranto test",
        most_sections=6,
        most_sentences=600,
    )
