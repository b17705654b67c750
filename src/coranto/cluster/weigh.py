"""One similarity from many signs.

Why: a weighted sum through a logistic curve can be read, learnt from examples and shown to the reader part by part.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.compare import SIGNS

JOIN_AT = 0.5
_WEIGHTS = {
    "words": 10.0,
    "opening": 4.0,
    "names": 1.0,
    "title": 2.0,
    "title_in_text": 2.0,
    "title_names": 2.0,
    "opening_names": 2.0,
    "rare_shared": 1.0,
    "days": -2.0,
    "shortness": 0.5,
}
_BIAS = -4.3


def similarity(signs: NDArray[np.float64]) -> NDArray[np.float64]:
    """The similarity 0..1 of each row of ``compare``."""
    weights = np.array([_WEIGHTS.get(name, 0.0) for name in SIGNS])
    value: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(signs @ weights + _BIAS)))
    return value
