from __future__ import annotations

from coranto.read.families import origin_of


def test_outlets_of_one_owner_are_one_origin() -> None:
    assert origin_of("BBC News") == origin_of("bbc.co.uk") == origin_of(" the  BBC ")
    assert origin_of("www.nytimes.com") == origin_of("The New York Times")


def test_other_outlets_are_their_own() -> None:
    assert origin_of("The Lowport  Gazette") == origin_of("lowport gazette") == "lowport gazette"
    assert origin_of("Lowport Gazette") != origin_of("Ostrel Post")
