"""Coranto: a news engine whose every sentence carries the passage that supports it."""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__"]
