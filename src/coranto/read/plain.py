"""Cleans a title or body once, before the article exists: afterwards its characters are never touched again.

Offsets, citations and comparisons rest on these characters, so what is invisible, what only steers a terminal or
the direction of writing, and what feeds leave of their markup must be gone before anything counts them.
"""

from __future__ import annotations

import re
import unicodedata

from coranto.read.markup import without_markup

# Cc without tab and line ends, soft hyphen, zero-width and bidi controls, invisible operators, BOM, interlinear
# marks, the sign of a lost character, lone surrogates, noncharacters, language tags and Mongolian vowel separator.
# Joiners have a rule below.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffd\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# Zero-width joiners spell words in scripts east of Hebrew and join emoji; beside European letters they only hide.
_STRAY_JOINER = re.compile(
    "(?<![\u0600-\u1fff\u2600-\U0001ffff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0600-\U0001ffff])"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
# Normalising sorts the marks on one letter in quadratic time; no script puts nine on one.
_MARKS = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_MARK_HEAP = re.compile(f"({_MARKS}{{8}}){_MARKS}+")
# Windows-1252 read as Latin-1 leaves its quotation marks and dashes as C1 controls: read them as browsers do.
_WINDOWS = {code: char for code in range(0x80, 0xA0) if (char := bytes([code]).decode("cp1252", "replace")) != "\ufffd"}


def plain_text(text: str) -> str:
    """``text`` as paragraphs separated by one newline: no markup, NFC, nothing unseen, single spaces."""
    text = without_markup(text)
    text = _UNSEEN.sub("", _LINE_END.sub("\n", text.translate(_WINDOWS)))
    text = unicodedata.normalize("NFC", _MARK_HEAP.sub(r"\1", text))
    # One spelling of the ellipsis: half the wires write three stops, and sentences end at them alike.
    text = _SPACES.sub(" ", _STRAY_JOINER.sub("", text)).replace("\u2026", "...")
    return "\n".join(line for line in (line.strip() for line in text.split("\n")) if line)


def plain_line(text: str) -> str:
    """``text`` as one line, cleaned like ``plain_text``: for titles and names."""
    return plain_text(text).replace("\n", " ")
