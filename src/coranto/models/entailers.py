"""Opens an entailer by name: the shipped trees, none, or a folder with a model of the reader's own."""

from __future__ import annotations

from pathlib import Path

from coranto.errors import ModelError
from coranto.ports import Entailer


def open_entailer(name: str, *, second: Entailer | None = None) -> Entailer | None:
    """The entailer of a setting: "trees", "none", or a folder. Raises ``ModelError`` with the mend.

    ``second`` is a further judge: where the two disagree, the stricter decides. Nothing heavy is loaded before the
    first claim.
    """
    first = _first(name)
    if first is None or second is None:
        return first or second
    from coranto.models.llm_judge import BothEntailers

    return BothEntailers(first, second)


def _first(name: str) -> Entailer | None:
    if name in {"", "none"}:
        return None
    if name == "trees":
        from coranto.models.entailment.trees import TreeEntailer

        return TreeEntailer()
    folder = Path(name).expanduser()
    if not folder.is_dir():
        raise ModelError(f"there is no entailer '{name}'", mend="use trees, none, or a folder with model.onnx")
    from coranto.models.onnx_entailer import OnnxEntailer

    return OnnxEntailer(folder)
