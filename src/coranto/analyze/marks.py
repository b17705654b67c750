"""Pairs of quotation marks in a text, of every kind that newspapers print.

Sentences must not break inside a quotation and quotations must not be read between two of them, so both ask here.
"""

from __future__ import annotations

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‹": "›", "「": "」", "『": "』", "‘": "’", "»": "«"}
_DOUBLE = frozenset('"“„«»「『')
_BEFORE_OPENING = frozenset(" \u00a0\t\n([{-–—/\"“‘'")


def quoted_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """(opening mark, closing mark) of the outermost quotations in ``text[start:end]``, in order.

    A mark that never closes opens nothing. A mark inside a quotation belongs to that quotation. Single marks
    count only where the paragraph has no double ones around them, since most of them are apostrophes.
    """
    spans: list[tuple[int, int]] = []
    at = start
    while at < end:
        close = _closing(text, at, start, end)
        if close is None:
            at += 1
        else:
            spans.append((at, close))
            at = close + 1
    return spans


def open_quotation(text: str, start: int, end: int) -> int | None:
    """Where a double mark opens a quotation that never closes: speech that goes on in the next paragraph."""
    at = start
    while at < end:
        close = _closing(text, at, start, end)
        if close is not None:
            at = close
        elif text[at] in "“„«" or (text[at] == '"' and (at == start or text[at - 1] in _BEFORE_OPENING)):
            return at if _after_is_word(text, at, end) else None
        at += 1
    return None


def _closing(text: str, at: int, start: int, end: int) -> int | None:
    mark = text[at]
    opens = at == start or text[at - 1] in _BEFORE_OPENING
    if mark == '"':
        return _straight(text, at, end) if opens or _after_is_word(text, at, end) else None
    if mark == "'":
        return _single(text, at, end, "'") if opens and _after_is_word(text, at, end) else None
    if mark == "‘":
        return _single(text, at, end, "’") if opens else None
    if mark == "”" and opens and _after_is_word(text, at, end):
        close = text.find("”", at + 1, end)  # an editor's hand opened with the closing mark
        return close if close > at + 1 else None
    if mark == "»" and not (opens and _after_is_word(text, at, end)):
        return None
    if mark in _PAIRS:
        return _nested(text, at, end, mark, _PAIRS[mark])
    return None


def _after_is_word(text: str, at: int, end: int) -> bool:
    return at + 1 < end and (text[at + 1].isalnum() or text[at + 1] in "[($€£'‘“….-–—¡¿")


def _straight(text: str, at: int, end: int) -> int | None:
    """The next straight mark that does not open a word, or the next one at all."""
    close = text.find('"', at + 1, end)
    if close < 0 and "“" not in text[at:end]:
        close = text.find("”", at + 1, end)  # an editor's hand mixed the kinds
    return close if close > at + 1 else None


def _nested(text: str, at: int, end: int, opening: str, closing: str) -> int | None:
    depth = 1
    for place in range(at + 1, end):
        if text[place] in closing:
            depth -= 1
            if depth == 0:
                return place if place > at + 1 else None
        elif text[place] == opening:
            depth += 1
    return None


def _single(text: str, at: int, end: int, closing: str) -> int | None:
    """A single mark closes after a letter or stop and before a gap; the possessive of a plural does not look so.

    ``workers' pay`` has a letter before and a gap after, too: a stop before the mark is believed at once,
    a bare letter only if no later mark follows a stop.
    """
    bare: int | None = None
    for place in range(at + 2, end):
        if text[place] in _DOUBLE:
            return bare
        if bare is not None and text[place] in "‘'" and text[place - 1] in " (" and _after_is_word(text, place, end):
            return bare  # the next one opens: this one has closed
        if text[place] != closing or not (place + 1 >= end or not text[place + 1].isalnum()):
            continue
        if text[place - 1] in ".,!?…":
            return place
        bare = place if bare is None else bare
    return bare
