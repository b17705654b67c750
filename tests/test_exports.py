from __future__ import annotations

import dataclasses
import subprocess
import sys

import coranto
from coranto import errors, types


def test_the_public_surface_is_sorted_and_whole() -> None:
    assert coranto.__all__ == sorted(coranto.__all__)
    vocabulary = {name for name, value in vars(types).items() if dataclasses.is_dataclass(value)}
    failures = {name for name, value in vars(errors).items() if isinstance(value, type)}
    assert set(coranto.__all__) == vocabulary | failures | {"Engine", "__version__", "build", "open_engine"}
    assert all(hasattr(coranto, name) for name in coranto.__all__)


def test_the_command_line_imports_nothing_heavy() -> None:
    heavy = ("spacy", "onnxruntime", "fastapi", "sqlalchemy", "alembic", "numpy", "trafilatura", "httpx2", "uvicorn")
    program = f"import sys, coranto.cli; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
