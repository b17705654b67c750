"""The fixed list of newspaper abbreviations that are written out, each with what it stands for.

Headlines shorten names to save room; a page has the room, and a reader or a search should find the name itself.
"""

from __future__ import annotations

import re

from coranto.compose.edits import Change

ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    (r"N\. ?Korean", "North Korean"),
    (r"S\. ?Korean", "South Korean"),
    (r"N\. ?Korea", "North Korea"),
    (r"S\. ?Korea", "South Korea"),
    (r"N\. ?Ireland", "Northern Ireland"),
    (r"S\. ?Africa", "South Africa"),
    (r"S\. ?Sudan", "South Sudan"),
    (r"N\. ?Macedonia", "North Macedonia"),
    (r"[Gg]ov['’]?t\.?(?=[\s,;:.]|$)", "government"),
    (r"[Ii]nt['’]l", "international"),
    (r"[Nn]at['’]l", "national"),
    (r"[Dd]ept\.", "department"),
)
_WHY = "newspaper abbreviation written out"


_ABBREVIATED = tuple((re.compile(r"(?<![\w.])" + pattern + r"(?!\w)"), full) for pattern, full in ABBREVIATIONS)


def written_out(text: str, start: int, end: int) -> list[Change]:
    """Changes that write out the abbreviations between two offsets of a text."""
    found = []
    for pattern, full in _ABBREVIATED:
        for match in pattern.finditer(text[start:end]):
            word = full.capitalize() if full.islower() and match.group()[0].isupper() else full
            at = start + match.start()
            found.append(Change(start=at, end=start + match.end(), after=word, why=_WHY))
    return found
