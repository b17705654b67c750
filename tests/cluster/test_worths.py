"""What terms are worth is worked out once while nothing is counted, and anew afterwards."""

from __future__ import annotations

import numpy as np
import pytest
from tests.cluster.press import QUAKE_HERE, QUAKE_THERE, article

from coranto.cluster.compare import block_of, compare, worth_of
from coranto.cluster.index import Index
from coranto.cluster.represent import represent
from coranto.postings import Postings


def test_what_is_kept_is_what_would_be_worked_out() -> None:
    index = Index()
    index.add(represent(QUAKE_HERE[0]).entry)
    entries = [represent(made).entry for made in (*QUAKE_HERE[1:], *QUAKE_THERE)]
    numbers = [0, *index.arrive(entries)]
    for some in ([numbers[2]], numbers, numbers[::-1]):
        block = index.block(some)
        known, fresh = block.worth, worth_of(block, index.rarity)
        assert known is not None
        for name in ("rare", "pull", "squares", "titled", "leading"):
            assert getattr(known, name).tolist() == getattr(fresh, name).tolist()


def test_what_is_near_is_asked_for_once_in_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index()
    numbers = index.arrive([represent(made).entry for made in QUAKE_HERE])
    first = index.met(numbers[0])
    monkeypatch.setattr(Postings, "find", None)
    assert index.met(numbers[0]) == first
    with pytest.raises(TypeError):
        index.met(numbers[1])


def test_to_take_back_a_count_changes_what_terms_are_worth() -> None:
    index = Index()
    entries = [represent(made).entry for made in QUAKE_HERE]
    numbers = index.arrive(entries)
    before, near = index.block(numbers).worth, index.met(numbers[0])
    index.uncount(entries[0])
    block = index.block(numbers)
    assert before is not None
    assert block.worth is not None
    assert before.rare.tolist() != block.worth.rare.tolist()
    assert block.worth.rare.tolist() == worth_of(block, index.rarity).rare.tolist()
    assert index.met(numbers[0]) == index.nearest(entries[0])
    assert set(near) == set(numbers)


def test_one_against_many_says_the_same_as_many_against_many() -> None:
    index = Index()
    entries = [represent(made).entry for made in (*QUAKE_HERE, *QUAKE_THERE)]
    for entry in entries:
        index.count(entry)
    everyone = block_of(entries)
    table = compare(everyone, everyone, index.rarity)
    for at, entry in enumerate(entries):
        alone = compare(block_of([entry]), everyone, index.rarity)[0]
        assert np.allclose(alone, table[at], atol=1e-5)


def test_what_stands_in_the_opening_makes_more_alike_than_what_stands_at_the_end() -> None:
    shared = "Governor Anna Pell opened the Gull bridge at Tarrow."
    filler = [f"{word} quarrel about nothing much " * 30 for word in ("Gardeners", "Bakers")]
    index = Index()
    signs = []
    for texts in ([f"{shared} {end}" for end in filler], [f"{end} {shared}" for end in filler]):
        one, other = (block_of([represent(article("", text)).entry]) for text in texts)
        signs.append(compare(one, other, index.rarity)[0, 0, 0])
    assert signs[0] > signs[1]
