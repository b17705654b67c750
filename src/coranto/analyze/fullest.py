"""Ties the forms of a name in one article to the fullest of them: "Roth" to "Ines Roth", "HSB" to the board.

An entity is compared between articles, so a short form must lead to one full name or to itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from coranto.analyze.spans import MONTHS, Label

_FIXED = {"N. Korea": "North Korea", "S. Korea": "South Korea"}
_KIN = (
    r"\b(?:father|mother|sister|brother|son|daughter|wife|husband|uncle|aunt|cousin|grandfather|grandmother|twin|widow"
    r"|nephew|niece)s?,? (?:\w+, )?"
)


class Fullest:
    """Ties the forms of a name in one article to the fullest of them."""

    def __init__(self, surfaces: Mapping[str, Label], body: str, title: str = "") -> None:
        self._surfaces = surfaces
        self._body = body
        people = [t for t in sorted(surfaces) if surfaces[t] == "person" and len(t.split()) > 1]
        whole = [t for t in people if not any(t != other and _within(t, other) for other in people)]
        self._people = [t for t in whole if t == _printed_most([o for o in whole if _folded(o) == _folded(t)], body)]
        self._leading = {name for name in self._people if name in title}
        self._kin = {name for name in self._people if re.search(_KIN + re.escape(name), body)}
        self._acronyms = _acronyms(surfaces, body)

    def of(self, text: str) -> str:
        """The fullest form of a surface, or the surface itself where more than one would do."""
        if self._surfaces.get(text, "person") == "person":
            fits = [f for f in self._people if _folded(text) == _folded(f) or _within(_folded(text), _folded(f))]
            if len(fits) > 1:  # the one of the headline, where the rest are only his or her kin
                fits = [f for f in fits if f in self._leading] if len(self._kin & set(fits)) == len(fits) - 1 else fits
            if len(fits) != 1 or (" " not in text and self._comes_late(text, fits[0])):
                return text
            return fits[0]
        if text in self._acronyms:
            return self._acronyms[text]
        return _FIXED.get(text, text)

    def _comes_late(self, part: str, full: str) -> bool:
        """Whether the body has the family name before it brings in this bearer as kin: it means the other."""
        if full not in self._kin:
            return False
        bare = re.search(rf"(?<![\w-]){re.escape(part)}(?![\w-])", self._body.replace(full, "\0" * len(full)))
        return bare is not None and bare.start() < self._body.find(full)

    def parts(self, body: str) -> dict[str, Label]:
        """Family and given names that stand alone in the body, to be looked for, too."""
        parts: dict[str, Label] = {}
        for full in self._people:
            words = full.split()
            for part in (words[0], words[-1]):
                if part in self._surfaces or len(part) < 2 or not part[0].isupper() or part.endswith("."):
                    continue
                if part.lower() in MONTHS or not re.search(rf"\b{re.escape(part.lower())}\b", body):
                    parts[part] = "person"
        return parts


def _folded(name: str) -> str:
    """One spelling of a name: "Han Seo-jun" and "Han Seo Jun" are one person."""
    return name.replace("-", " ").replace("‑", " ").replace("’", "'").casefold()


def _printed_most(spellings: list[str], body: str) -> str:
    return min(spellings, key=lambda name: (-body.count(name), name))


def _within(part: str, full: str) -> bool:
    """Whether ``part`` is a first or last name, or a shorter form with the same ends, of ``full``."""
    few, many = part.split(), full.split()
    if len(few) >= len(many):
        return False
    if len(few) == 1:
        return few[0] in (many[0], many[-1])
    if few[-1] == many[-1] and few[0] == many[0]:
        return True
    return few == many[: len(few)] or few == many[-len(few) :]


def _acronyms(surfaces: Mapping[str, Label], body: str) -> dict[str, str]:
    """Short form to full form: printed side by side ("Harbour Safety Board (HSB)"), or the initials of one name."""
    pairs: dict[str, set[str]] = defaultdict(set)
    names = [name for name in sorted(surfaces) if " " in name and surfaces[name] in ("organisation", "place")]
    shorts = [name for name in sorted(surfaces) if re.fullmatch(r"(?:[A-Z]\.?){2,6}", name)]
    for name in names:
        for match in re.finditer(rf"{re.escape(name)}(?:['’]s)? \(([A-Z][A-Z.&]{{1,7}})\)", body):
            pairs[match[1]].add(name)
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        for short in shorts:
            if short.replace(".", "") == initials and surfaces[short] == surfaces[name]:
                pairs[short].add(name)
    return {short: min(full) for short, full in pairs.items() if len(full) == 1}
