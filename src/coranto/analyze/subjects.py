"""The subject of a verb of saying: by the tree, and without its help where a small parser errs.

A speaker missed is an attribution missed, and then a claim stands on the page as the paper's own word.
"""

from __future__ import annotations

from coranto.analyze.clause import FINITE, RELATIVE, Clause


def find_subject(c: Clause, v: int) -> tuple[int, int] | None:
    """(first, past-the-last) token of the subject: before the verb, or after it where the order is turned."""
    heads = [k for k in c.children[v] if c.tokens[k].dep == "nsubj"]
    left = [k for k in heads if k < v]
    right = [k for k in heads if k > v]
    if right and v > 0 and c.closes_content(v - 1):
        return c.span(right[0])
    if len(left) > 1 and not c.finite(left[0], v):
        return c.span(left[0])[0], v  # "A statement after the call said": the tree takes both for subjects
    if left:
        return _own(c, left[-1], v)
    return bare_subject(c, v) or _bare_opening(c, v)


def _own(c: Clause, head: int, v: int) -> tuple[int, int] | None:
    """The subject without what a broken parse has drawn in before it: from the last comma or mark before its head."""
    first, last = c.span(head)
    last = min(last, v)
    if v - last > 4:
        return None
    for i in range(first, head):
        word = c.tokens[i].text
        if c.closes_quote(i) or (word == "," and c.finite(first, i)):
            first = i + 1
    while first < last and (c.tokens[first].text in (",", "—", "–", "--") or c.tokens[first].pos in ("ADV", "CCONJ")):
        first += 1
    return (first, last) if first < last else None


def bare_subject(c: Clause, v: int) -> tuple[int, int] | None:
    """Without help of the tree: what stands between the last comma or mark and "said", if it is short."""
    if c.tokens[v].text.lower() not in ("said", "says", "added", "told"):
        return None
    last = v - 1 if c.tokens[v - 1].text == "," else v
    first = _back(c, last, v)
    if last < v and first > 0 and c.tokens[first - 1].text == ",":  # ", its keeper, Ines Roth, said"
        further = _back(c, first - 1, v)
        named = all(t.pos == "PROPN" or t.tag == "HYPH" for t in c.tokens[further : first - 1])
        if named or any(t.tag in ("DT", "PRP$", "POS") for t in c.tokens[further : first - 1]):
            first = further
    if first in (last, 0) or c.tokens[first].pos in ("CCONJ", "SCONJ", "ADP"):
        return None
    words = c.tokens[first:v]
    if any(w.tag in FINITE or w.text.lower() in RELATIVE for w in words):
        return None
    return (first, v) if any(w.pos in ("NOUN", "PROPN", "PRON") for w in words) else None


def _back(c: Clause, last: int, v: int) -> int:
    """The token after the comma or mark that stands before ``last``, at most twelve words off the verb."""
    first = last
    while first > 0 and not c.closes_content(first - 1) and v - first < 12:
        first -= 1
    return first


def _bare_opening(c: Clause, v: int) -> tuple[int, int] | None:
    """All that stands before a plain "said", if it is one noun phrase, after a phrase of place or time."""
    if c.tokens[v].text.lower() not in ("said", "says", "told", "warned", "added"):
        return None
    first = 0
    comma = next((i for i in range(min(7, v)) if c.tokens[i].text == ","), None)
    if comma is not None and c.tokens[0].pos in ("ADP", "ADV", "SCONJ"):
        first = comma + 1
    inner = [k for k in c.children[v] if k < v and c.tokens[k].dep in ("ccomp", "csubj")]
    reduced = bool(inner) and c.span(inner[0]) == (first, v) and not c.commas(first, v)
    if first >= v or c.tokens[first].pos not in ("NOUN", "PROPN", "DET", "ADJ", "NUM"):
        return None
    if not reduced and any(t.tag in FINITE or t.text in ('"', "“", ":") for t in c.tokens[first:v]):
        return None
    return first, v
