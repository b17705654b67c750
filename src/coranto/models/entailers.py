"""Opens an entailer by name: the shipped trees, none, or a folder with a model of the reader's own."""

from __future__ import annotations

from pathlib import Path

from coranto.errors import ModelError
from coranto.ports import Entailer


def open_entailer(name: str) -> Entailer | None:
    """The entailer of a setting: "trees", "none", or a folder. Raises ``ModelError`` with the mend.

    Nothing heavy is loaded before the first claim.
    """
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
