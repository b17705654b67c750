from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coranto.errors import ModelError
from coranto.models import minilm
from coranto.models.minilm import MiniLM
from coranto.models.static import StaticEmbedder
from coranto.ports import Embedder

TEXTS = [
    "The outer wall of Lowport harbour collapsed on Monday.",
    "Lowport's harbour wall fell down on Monday.",
    "Parliament passed the budget for schools.",
    "wall",
    "",
    " \u200b ",
    "word " * 3_000,
]


@pytest.fixture(scope="module", params=[MiniLM, StaticEmbedder])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    made: Embedder = request.param()
    return made


def test_rows_are_unit_vectors_in_order_and_empty_texts_zeros(embedder: Embedder) -> None:
    rows = embedder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), embedder.dimensions)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 1, 0, 0, 1], abs=1e-3)
    assert embedder.encode([]).shape == (0, embedder.dimensions)


def test_a_vector_does_not_depend_on_its_company(embedder: Embedder) -> None:
    together = type(embedder)().encode(TEXTS)
    another = type(embedder)()
    alone = np.vstack([another.encode([text]) for text in reversed(TEXTS)])[::-1]
    assert np.abs(together - alone).max() <= 1e-5
    assert np.array_equal(together, embedder.encode(TEXTS))


def test_like_texts_are_near(embedder: Embedder) -> None:
    same, other = embedder.encode(TEXTS[:1]), embedder.encode(TEXTS[1:3])
    near, far = (other @ same.T)[:, 0]
    assert near > far + 0.3


def test_minilm_remembers_only_so_many_texts() -> None:
    model = MiniLM(remembered=2)
    first = model.encode(["a", "b", "c"])
    assert list(model._rows) == ["b", "c"]
    assert np.array_equal(model.encode(["c", "a", "c"]), first[[2, 0, 2]])


def test_a_missing_or_strange_model_is_named_with_the_mend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(minilm, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match="not installed; run pip install"):
        MiniLM().encode(["a"])
    (tmp_path / "model.onnx").write_bytes(b"x")
    spec = type("Spec", (), {"submodule_search_locations": [str(tmp_path)]})
    monkeypatch.setattr(minilm, "find_spec", lambda _: spec)
    with pytest.raises(ModelError, match="is not the MiniLM model"):
        MiniLM().encode(["a"])
