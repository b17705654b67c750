"""Embeds texts with a table of word pieces distilled from MiniLM: thousands of texts a second with numpy alone.

It knows which words are alike, not what a sentence says: for choosing candidates and comparing whole articles.
``scripts/distill_static.py`` makes the table; ``data/CARD.md`` describes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from coranto.errors import ModelError
from coranto.models.wordpiece import word_pieces
from coranto.ports import Vectors

_MAX_PIECES = 1_024
_DECIMALS = 5


class StaticEmbedder:
    """Unit vectors of 256 dimensions: the mean of the rows of a text's first 1,024 word pieces."""

    id = "coranto-static-minilm-256"
    dimensions = 256

    def encode(self, texts: Sequence[str], /) -> Vectors:
        """One unit row a text, in order; a text without known words gives zeros. Raises ``ModelError``."""
        table, cut = _table(), word_pieces()
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for number, text in enumerate(texts):
            pieces = cut.pieces(text, _MAX_PIECES)
            if pieces:
                rows[number] = table[pieces].mean(axis=0)
        norms = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return np.asarray(np.round(rows / norms, _DECIMALS), np.float32)


@lru_cache(maxsize=1)
def _table() -> NDArray[np.float32]:
    try:
        with files("coranto.models").joinpath("data", "static_table.npz").open("rb") as file, np.load(file) as stored:
            return np.asarray(stored["table"].astype(np.float32) * stored["scales"][:, None], np.float32)
    except (OSError, ValueError, KeyError) as error:
        mend = "reinstall coranto, or run scripts/distill_static.py"
        raise ModelError(f"the static embedding table cannot be read: {error}", mend=mend) from error
