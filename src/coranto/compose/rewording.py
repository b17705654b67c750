"""Records how a quoted passage became a printed title, so that every change can be read and undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from coranto.types import Edit, Form, Statement


def reworded(base: Statement, text: str, why: str, reasons: Iterable[tuple[str, str]] = ()) -> Statement:
    """``base`` printed as ``text``, with one edit for each run of words in which it differs from the passage.

    The passage is the first of ``base``. A run that ``base`` changed already keeps that edit's reason, one that holds
    the words of a pair in ``reasons`` gets the pair's, the others get ``why``.
    """
    known = [(edit.before, edit.why) for edit in base.edits] + list(reasons)
    before, after = base.evidence[0].quote.split(), text.split()
    edits = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = before[i:j], after[k:m]
        if not gone:
            beside = before[i - 1 : i] or before[:1]
            gone, come = beside, beside + come if i else come + beside
        reason = next((r for words, r in known if _bare(words) and _bare(words) in _bare(" ".join(gone))), why)
        edits.append(Edit(before=" ".join(gone), after=" ".join(come), why=reason))
    form: Form = "edited" if edits else "verbatim"
    return replace(base, text=text, form=form, edits=tuple(edits), standing="single-source")


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(" ,.:;")
