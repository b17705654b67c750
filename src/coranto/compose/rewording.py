"""Records how a quoted passage became a printed title, so that every change can be read and undone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from coranto.types import Edit, Form, Statement

Reasons = Sequence[tuple[str, str]]
"""Pairs of (words, why): a change of these words has this reason."""


def reworded(base: Statement, text: str, why: str, reasons: Reasons = ()) -> Statement:
    """``base`` printed as ``text``: those of its own edits that are still there, and one for each further change.

    What an edit changed is always given in the words of the passage, the first of ``base``. A change that holds the
    words of a pair in ``reasons`` gets the pair's reason, the others get ``why``.
    """
    quote = base.evidence[0].quote
    edits = _further(base, text, why, reasons)
    if any(_bare(edit.before) not in _bare(quote) for edit in edits):
        known = [(edit.before, edit.why) for edit in base.edits]
        edits = _changes(quote, text, why, [*known, *reasons])
    form: Form = "edited" if edits else "verbatim"
    return replace(base, text=text, form=form, edits=tuple(edits), standing="single-source")


def _further(base: Statement, text: str, why: str, reasons: Reasons) -> list[Edit]:
    # a stop that was set is gone again from a title
    real = [edit for edit in base.edits if _bare(edit.before) != _bare(edit.after)]
    kept = [edit for edit in real if _bare(edit.after) in _bare(text)]
    changed = []
    for edit in _changes(base.text, text, why, reasons):
        before = edit.before
        for own in base.edits:
            if own.after and own.after in before:
                before = before.replace(own.after, own.before, 1)
        if before != edit.after:
            changed.append(replace(edit, before=before))
    return kept + changed


def _changes(old: str, new: str, why: str, reasons: Reasons) -> list[Edit]:
    before, after = old.split(), new.split()
    edits = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = before[i:j], after[k:m]
        if not gone:
            beside = before[i - 1 : i] or before[:1]
            gone, come = beside, beside + come if i else come + beside
        if _bare(" ".join(gone)) == _bare(" ".join(come)):
            continue  # only a mark fell away at a cut or at the end
        reason = next((r for words, r in reasons if _bare(words) and _bare(words) in _bare(" ".join(gone))), why)
        edits.append(Edit(before=" ".join(gone), after=" ".join(come), why=reason))
    return edits


def _bare(words: str) -> str:
    return re.sub(r"[^\w]+", " ", words).strip()
