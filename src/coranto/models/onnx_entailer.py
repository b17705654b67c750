"""A reader's own entailment model (NLI or MiniCheck, exported to ONNX) behind the port ``Entailer``.

The folder holds what model hubs put there: ``model.onnx``, ``config.json``, and ``vocab.txt`` of a BERT-like model or
``tokenizer.json`` of any other (then the package ``tokenizers`` must be installed). Nothing is downloaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coranto.errors import ModelError
from coranto.models.wordpiece import WordPieces

_DECIMALS = 4
_BATCH = 8
_POSITIVE = ("entailment", "entail", "supported", "support", "consistent", "label_1", "1")
"""Names that models give the label "the evidence says it", in order of trust."""

Encoded = tuple[list[int], list[int]]
"""Piece ids and their segments: 0 for the evidence, 1 for the claim."""


class OnnxEntailer:
    """Probability of the label of entailment, evidence first and claim second. ``max_tokens`` cuts the evidence."""

    def __init__(self, folder: Path, *, threads: int = 1, max_tokens: int = 512) -> None:
        if not (folder / "model.onnx").is_file():
            raise ModelError(f"{folder} holds no model.onnx", mend="export the model to ONNX into that folder")
        self.id = f"onnx-{folder.name}"
        self._folder = folder
        self._threads = threads
        self._max_tokens = max_tokens

    def entail(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        """One score for each (claim, evidence), in order. Raises ``ModelError`` where the model cannot be run."""
        scores: list[float] = []
        encoded = [self._encode(claim, evidence) for claim, evidence in pairs]
        for at in range(0, len(encoded), _BATCH):
            scores += self._run(encoded[at : at + _BATCH])
        return scores

    def _run(self, batch: Sequence[Encoded]) -> list[float]:
        width = max(len(ids) for ids, _ in batch)
        ids = np.array([own + [self._padding] * (width - len(own)) for own, _ in batch], np.int64)
        mask = np.array([[1] * len(own) + [0] * (width - len(own)) for own, _ in batch], np.int64)
        segments = np.array([own + [0] * (width - len(own)) for _, own in batch], np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": segments}
        wanted = {one.name for one in self._session.get_inputs()}
        try:
            logits = self._session.run(None, {name: value for name, value in given.items() if name in wanted})[0]
        except Exception as error:  # onnxruntime raises its own kinds
            raise ModelError(
                f"{self._folder} cannot be run: {error}", mend="check that it is a pair classifier"
            ) from error
        return [round(float(p), _DECIMALS) for p in _positive(np.asarray(logits, np.float64), self._label)]

    @cached_property
    def _config(self) -> dict[str, Any]:
        path = self._folder / "config.json"
        try:
            found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        except ValueError as error:
            raise ModelError(f"{path} is not JSON: {error}", mend="fetch the file again") from error
        return found

    @property
    def _padding(self) -> int:
        return int(self._config.get("pad_token_id") or 0)

    @cached_property
    def _label(self) -> int:
        """The column of entailment; where no label says so, the last of two and the first of three."""
        names = {str(name).lower(): int(n) for n, name in self._config.get("id2label", {}).items()}
        for wanted in _POSITIVE:
            if wanted in names and not (wanted in {"label_1", "1"} and len(names) != 2):
                return names[wanted]
        return 1 if len(names) == 2 else 0

    @cached_property
    def _encode(self) -> Callable[[str, str], Encoded]:
        if (self._folder / "tokenizer.json").is_file() and not (self._folder / "vocab.txt").is_file():
            return _with_library(self._folder / "tokenizer.json", self._max_tokens)
        if not (self._folder / "vocab.txt").is_file():
            raise ModelError(f"{self._folder} has no tokenizer", mend="put its vocab.txt or tokenizer.json there")
        vocabulary = (self._folder / "vocab.txt").read_text("utf-8").removesuffix("\n").split("\n")
        cut = WordPieces(vocabulary)
        first, last = cut.ids.get("[CLS]", 101), cut.ids.get("[SEP]", 102)

        def encode(claim: str, evidence: str) -> Encoded:
            own = cut.pieces(claim, self._max_tokens // 2)
            passage = cut.pieces(evidence, self._max_tokens - len(own) - 3)
            ids = [first, *passage, last, *own, last]
            return ids, [0] * (len(passage) + 2) + [1] * (len(own) + 1)

        return encode

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # here, since a run without this model should not load it

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(
                str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises its own kinds
            raise ModelError(
                f"{self._folder / 'model.onnx'} cannot be loaded: {error}", mend="export it again"
            ) from error


def _with_library(path: Path, limit: int) -> Callable[[str, str], Encoded]:
    try:
        library: Any = import_module("tokenizers")
    except ImportError as error:
        raise ModelError(f"{path} needs the package tokenizers", mend="run pip install tokenizers") from error
    tokenizer = library.Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(limit, strategy="only_first")

    def encode(claim: str, evidence: str) -> Encoded:
        made = tokenizer.encode(evidence, claim)
        return list(made.ids), list(made.type_ids)

    return encode


def _positive(logits: NDArray[np.float64], label: int) -> NDArray[np.float64]:
    """One logit is a sigmoid's, several are a softmax's."""
    if logits.ndim == 1 or logits.shape[1] == 1:
        one: NDArray[np.float64] = 1 / (1 + np.exp(-logits.reshape(len(logits), -1)[:, 0]))
        return one
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    column: NDArray[np.float64] = (powers / powers.sum(axis=1, keepdims=True))[:, label]
    return column
