"""The shipped claim checker: boosted trees over features of claim and evidence, evaluated with numpy alone.

Two parts are added: trees, which know small faults (a changed figure, a "not", an opposite), and a line over how much
of the claim the evidence covers, which knows claims that are too free. ``scripts/learn_claims.py`` learns both;
``data/CLAIMS.md`` is their card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from coranto.errors import ModelError
from coranto.models.entailment.features import NAMES, features

COVERAGE = ("missing_rarity_most", "cover_picked", "cover_reworded", "content_closest_mean", "share_near")
"""The features of the line."""
_DECIMALS = 4


class TreeEntailer:
    """Scores in 0..1: how likely the evidence says all of the claim. ``coverage`` weighs the line beside the trees.

    Small faults in close paraphrase want little weight on coverage, free text against long documents much.
    """

    id = "coranto-claims-1"

    def __init__(self, *, coverage: float = 0.5) -> None:
        self._coverage = coverage

    def entail(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        """One score for each (claim, evidence), in order. Raises ``ModelError`` where the table cannot be read."""
        if not pairs:
            return []
        rows = np.stack([features(claim, evidence) for claim, evidence in pairs])
        model = _model()
        logits = model.trees(rows) + self._coverage * model.line(rows)
        return [round(float(v), _DECIMALS) for v in 1 / (1 + np.exp(-logits))]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Trees as tables: row t, column n is node n of tree t; a leaf points at itself. And the line's numbers."""

    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int
    slopes: NDArray[np.float64]
    start: float

    def trees(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The sum of the leaves that each row falls into."""
        tree = np.arange(self.feature.shape[0])
        node = np.zeros((len(rows), len(tree)), np.int64)
        row = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_low = rows[row, self.feature[tree, node]] <= self.threshold[tree, node]
            node = np.where(goes_low, self.low[tree, node], self.high[tree, node])
        total: NDArray[np.float64] = self.value[tree, node].sum(axis=1)
        return total

    def line(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The weighted sum of the features of coverage."""
        columns = [NAMES.index(name) for name in COVERAGE]
        total: NDArray[np.float64] = rows[:, columns].astype(np.float64) @ self.slopes + self.start
        return total


@lru_cache(maxsize=1)
def _model() -> Model:
    mend = "reinstall coranto, or run scripts/learn_claims.py"
    try:
        with files("coranto.models").joinpath("data", "claims.npz").open("rb") as file, np.load(file) as stored:
            if tuple(str(stored["names"]).split()) != NAMES:
                raise ModelError("the claim checker was learnt with other features", mend=mend)
            return Model(
                **{name: stored[name].astype(np.int64) for name in ("feature", "low", "high")},
                **{name: stored[name].astype(np.float64) for name in ("threshold", "value", "slopes")},
                depth=int(stored["depth"]),
                start=float(stored["start"]),
            )
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the claim checker cannot be read: {error}", mend=mend) from error
