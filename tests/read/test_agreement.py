from __future__ import annotations

import pytest

from coranto.read.agreement import is_other_page
from coranto.types import RawArticle

ITEM = RawArticle(
    subject="f#1", url="https://lowport.example/2026/wall", title="Harbour wall falls after a night of storm"
)


@pytest.mark.parametrize(
    ("title", "text", "address", "other"),
    [
        ("Harbour wall falls after a night of storm", "It fell.", "https://lowport.example/2026/wall", False),
        ("Sea defences give way", "The harbour wall fell last night, after a storm.", "https://l.example/w", False),
        ("Council raises rents", "Rents rise by a tenth from May.", "https://lowport.example/2026/wall", True),
        ("Harbour wall falls after a night of storm", "It fell.", "https://lowport.example/", True),
        ("", "", "https://[bad/", True),
    ],
)
def test_a_page_is_that_of_the_item_or_another(title: str, text: str, address: str, other: bool) -> None:
    assert is_other_page(ITEM, RawArticle(subject="p", title=title, text=text), address) is other


def test_an_item_without_a_headline_agrees() -> None:
    bare = RawArticle(subject="f#1", url="https://lowport.example/")
    assert not is_other_page(bare, RawArticle(subject="p", text="Anything."), "https://lowport.example/")
