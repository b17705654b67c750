from __future__ import annotations

import pytest
from scripts.generate_docs import DOCS, pages


@pytest.mark.parametrize("name", sorted(pages()))
def test_generated_pages_are_current(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == pages()[name], "run: python -m scripts.generate_docs"
