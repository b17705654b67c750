"""Distil the static embedding table from MiniLM: python scripts/distill_static.py [--dimensions 256].

The way of model2vec (Tulkens and van Dongen 2024): every vocabulary entry goes through the model by itself, the
vectors are reduced by principal components, and each is weighted by how rare its piece is (SIF: Arora et al. 2017,
"A simple but tough-to-beat baseline", with Zipf's law for the frequency, since the vocabulary is in order of it).
Writes src/coranto/models/data/static_table.npz: the same bytes on the same machine, within rounding on others.
"""

from __future__ import annotations

import argparse
import io
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coranto.models.minilm import MiniLM
from coranto.models.wordpiece import FIRST, LAST, word_pieces

TABLE = Path(__file__).parents[1] / "src/coranto/models/data/static_table.npz"
SIF = 1e-4
FIRST_WORD = 1996
"""Entries before this are marks, unused and single characters."""

BATCH = 256


def main() -> None:
    """Embed, reduce, weight, quantise, write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--dimensions", type=int, default=256)
    dimensions = asked.parse_args().dimensions
    count = len(word_pieces().ids)
    rows = reduced(embedded(count), dimensions) * weights(count)[:, None]
    rows[: LAST + 2] = 0.0  # padding, unused entries, unknown and marks mean nothing
    scales = np.abs(rows).max(axis=1, keepdims=True) / 127
    table = np.round(rows / np.where(scales > 0, scales, 1)).astype(np.int8)
    write(TABLE, {"table": table, "scales": scales[:, 0].astype(np.float32)})
    print(f"{TABLE}: {table.shape}, {TABLE.stat().st_size / 1e6:.2f} MB")


def embedded(count: int) -> NDArray[np.float32]:
    """One row an entry: the mean over the entry between the two marks."""
    model = MiniLM()
    rows = []
    for at in range(0, count, BATCH):
        rows.append(model.embed_pieces([[FIRST, number, LAST] for number in range(at, min(at + BATCH, count))]))
    return np.vstack(rows)


def reduced(rows: NDArray[np.float32], dimensions: int) -> NDArray[np.float64]:
    """The first principal components, with the sign fixed so that every machine writes the same table."""
    centred = rows.astype(np.float64) - rows[FIRST_WORD:].mean(axis=0)
    values, vectors = np.linalg.eigh(centred[FIRST_WORD:].T @ centred[FIRST_WORD:])
    axes = vectors[:, np.argsort(-values)[:dimensions]]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    return np.asarray(centred @ axes, np.float64)


def weights(count: int) -> NDArray[np.float64]:
    """a / (a + p) with p from the rank; characters and marks count like the most frequent words."""
    rank = np.maximum(np.arange(count) - FIRST_WORD + 1, 1).astype(np.float64)
    frequency = 1 / rank / (1 / np.arange(1, count)).sum()
    return np.asarray(SIF / (SIF + frequency), np.float64)


def write(path: Path, arrays: dict[str, NDArray[np.generic]]) -> None:
    """An .npz with fixed times inside, so that an equal table is an equal file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            body = io.BytesIO()
            np.save(body, array)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), body.getvalue(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
