from __future__ import annotations

import pytest

from coranto.cluster.growing import spread


@pytest.mark.parametrize(
    ("count", "most", "expected"),
    [(3, 5, [0, 1, 2]), (9, 3, [0, 4, 8]), (9, 2, [0, 8]), (9, 1, [8]), (1, 1, [0]), (0, 1, [])],
)
def test_a_sample_is_spread_and_bounded(count: int, most: int, expected: list[int]) -> None:
    assert spread(range(count), most) == expected
