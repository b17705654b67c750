"""Words, names and what a headline states."""

from __future__ import annotations

from math import isnan

import pytest
from tests.cluster.press import QUAKE_HERE, article

from coranto.cluster.represent import LEAD, NAME, NUMBER, PAIR, TITLE, core_of, core_of_headline, represent
from coranto.cluster.words import number_of, stem, words


@pytest.mark.parametrize(
    ("title", "core"),
    [
        ("(URGENT) Orlen, Vasque begin talks: Palace of Ost", "Orlen, Vasque begin talks"),
        ("UPDATE: Piers reopen in Port Quillon - Lowmere Post", "Piers reopen in Port Quillon"),
        ("Bridge to Merrin closed until May, officials say", "Bridge to Merrin closed until May"),
        ("Analysis: who gains from the bridge", "Analysis: who gains from the bridge"),
        ("Why the bridge matters: a river that nobody wanted to cross", None),
    ],
)
def test_core_of_headline(title: str, core: str | None) -> None:
    assert core_of_headline(title, "Lowmere Post") == (core or title)


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("Strikes", "strik"),
        ("strike", "strik"),
        ("striking", "strik"),
        ("bodies", "body"),
        ("Orlen's", "orlen"),
        ("U.K.", "uk"),
        ("1,200", "1200"),
        ("6.4", "6.4"),
        ("Zürich", "zurich"),
        ("the", ""),
    ],
)
def test_stem(printed: str, term: str) -> None:
    assert stem(printed) == term


def test_words_of_a_script_without_spaces_are_pairs_of_characters() -> None:
    assert [word.term for word in words("速報です")] == ["速報", "報で", "です"]


def test_roles() -> None:
    made = represent(
        article(
            "Ferry company sues Port Quillon",
            "The ferry company sued the harbour of Port Quillon for 420 crowns, Odo Wickham said on Friday.\n"
            + "It was quiet on the water and in the streets behind it. " * 20
            + "Nobody asked the tailor.",
        )
    )
    roles = {
        made.printed(term).lower(): role
        for term, role in zip(made.entry.terms.tolist(), made.entry.roles.tolist(), strict=True)
    }
    assert roles["quillon"] == TITLE | LEAD | NAME
    assert roles["port quillon"] & PAIR
    assert roles["port quillon"] & NAME
    assert not roles["ferry"] & NAME
    assert roles["420"] & NUMBER
    assert roles["streets"] & LEAD
    assert not roles["tailor"] & LEAD


def test_who_tells_is_not_what_is_told() -> None:
    made = represent(
        article(
            "Piers reopen",
            "QUILLON, March 6 (LMP) - The piers are open again, the Office of Harbours said Friday.\n"
            "Ships came back, according to Odo Wickham.",
        )
    )
    terms = set(made.entry.terms.tolist())
    assert {number_of(term) for term in ("pier", "ship", "back")} <= terms
    assert not {number_of(term) for term in ("quillon", "lmp", "offic", "harbour", "wickham")} & terms


def test_an_uncertain_date_is_no_day() -> None:
    assert isnan(represent(article("Piers reopen", dated=False)).entry.day)
    assert not isnan(represent(article("Piers reopen")).entry.day)


def test_the_core_of_an_entry_is_what_tells_most() -> None:
    whole = represent(QUAKE_HERE[0]).entry
    core = core_of(whole, 12)
    assert len(core.terms) == 12
    assert set(core.terms.tolist()) < set(whole.terms.tolist())
    assert number_of("ardovar") in core.terms
    assert number_of("rescu") not in core.terms
    assert core_of(whole, 1_000) is whole
