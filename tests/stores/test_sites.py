from __future__ import annotations

import pytest
from tests.stores.filled import ONE, fill, state

from coranto.errors import StoreError
from coranto.stores.copying import copy_store
from coranto.stores.sql import open_store
from coranto.testing.server import Server
from coranto.types import Query


def test_sites_in_one_database_do_not_see_each_other(database: str) -> None:
    empty = state(open_store(f"{database}&site=inland"))
    with_all = open_store(f"{database}&site=harbour")
    fill(with_all)
    plain = open_store(database)
    inland = open_store(f"{database}&site=inland", create=False)
    for other in (plain, inland):
        assert state(other) == empty
        assert other.search(Query(phrases=(("ferry",),)), limit=5) == []
        assert other.add_article(ONE)
        assert other.pulse() == (0, 0)
    assert len(with_all.articles()) == 4
    assert len(inland.articles()) == 1
    for store in (with_all, plain, inland):
        store.close()


def test_a_site_is_copied_alone(database: str) -> None:
    store = open_store(f"{database}&site=harbour")
    fill(store)
    before = state(store)
    store.close()
    copy_store(f"{database}&site=harbour", f"{database}&site=copy")
    copied = open_store(f"{database}&site=copy")
    assert state(copied) == before
    copied.close()


def test_a_site_that_is_not_there_is_not_made_by_reading(database: str, server: Server) -> None:
    with pytest.raises(StoreError, match=r"there is no store postgresql://.*site=none"):
        open_store(f"{database}&site=none", create=False)


@pytest.mark.parametrize("site", ["a-b", "A", "1a", "a" * 41, "a;drop", "public,pg_temp", "a&site=b"])
def test_a_site_has_a_plain_name(site: str) -> None:
    with pytest.raises(StoreError, match="is no name of a site"):
        open_store(f"postgresql://nobody@127.0.0.1:1/none?site={site}")
