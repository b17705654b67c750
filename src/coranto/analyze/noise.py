"""Why a line of an article is no prose of its own: bylines, captions, notices, lists.

What is not prose must never be cited as a statement, and each line that is set aside says why.
"""

from __future__ import annotations


def paragraph_noise(text: str) -> str | None:
    """The reason why a paragraph is not prose, or None."""
    return None


def sentence_noise(text: str) -> str | None:
    """The reason why a sentence must not be used, or None."""
    return "no-final-stop" if text.rstrip("\"'”’»)]")[-1:] not in tuple(".!?…。！？।۔؟") else None
