from __future__ import annotations

from collections.abc import Iterator

import pytest
import ray

import coranto.runners.ray  # noqa: F401  (switches Ray's reports to its makers off)


@pytest.fixture(scope="session")
def cluster() -> Iterator[None]:
    """One small cluster on this machine for all tests that need one."""
    ray.init(address="local", num_cpus=2, include_dashboard=False, object_store_memory=100_000_000, log_to_driver=False)
    yield
    ray.shutdown()
