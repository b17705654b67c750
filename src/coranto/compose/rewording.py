"""Records how one printed text became another, so that a title's every change can be read and undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from coranto.types import Edit, Statement


def reworded(base: Statement, text: str, why: str, reasons: Iterable[tuple[str, str]] = ()) -> Statement:
    """``base`` printed as ``text``: its own edits first, then one edit for each run of words that differs.

    ``reasons`` are (words, why) pairs for runs that have a reason of their own; the others get ``why``. Applied in
    order to the quoted passage, the edits give the text.
    """
    if text == base.text:
        return base
    known = list(reasons)
    before, after = base.text.split(), text.split()
    edits = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = " ".join(before[i:j]), " ".join(after[k:m])
        if not gone:
            gone, come = before[max(0, i - 1)], " ".join([before[max(0, i - 1)], come])
        reason = next((r for words, r in known if words and words.strip(" ,.") in gone), why)
        edits.append(Edit(before=gone, after=come, why=reason))
    return replace(base, text=text, form="edited", edits=base.edits + tuple(edits), standing="single-source")
