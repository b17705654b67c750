from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from coranto.stores.sql import SqlStore, open_store
from coranto.testing.server import Server, running_server

_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_server() as started:
        yield started


@pytest.fixture
def database(server: Server) -> str:
    """The address of a new and empty database."""
    name = f"news{next(_numbers)}"
    server.run(f"CREATE DATABASE {name}")
    return server.address(name)


@pytest.fixture(scope="session")
def _one_for_all(server: Server) -> Iterator[SqlStore]:
    server.run("CREATE DATABASE shared")
    opened = open_store(server.address("shared"))
    yield opened
    opened.close()


@pytest.fixture
def postgres_store(_one_for_all: SqlStore, server: Server) -> SqlStore:
    """An empty store on PostgreSQL: always the same one, swept."""
    tables = "articles, stories, acts, rejections, feeds, held_hosts"
    server.run(f"TRUNCATE {tables} RESTART IDENTITY CASCADE", database="shared")
    return _one_for_all
