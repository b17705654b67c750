"""``python -m coranto`` is the command ``coranto``."""

from __future__ import annotations

import sys

from coranto.cli import main

if __name__ == "__main__":
    sys.exit(main())
