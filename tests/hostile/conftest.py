"""What strangers send, one test for each id of the catalogue of hostile inputs: groups A, C, D, E and F."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from coranto.flow import Flow
from coranto.net.workers import Workers
from coranto.settings import load_settings
from coranto.testing.fakes import FakeEmbedder, FakeParser
from coranto.testing.memory import MemoryStore

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    with Workers(1) as started:
        yield started


@pytest.fixture
def flow() -> Flow:
    """A flow over an empty store, at noon of 15 March 2026."""
    made = Flow(
        store=MemoryStore(),
        parser=FakeParser(),
        embedder=FakeEmbedder(),
        settings=load_settings(environment={}),
        now=NOW,
        engine="coranto test",
    )
    made.restore()
    return made
