"""What the words around a one-word name say it is, where a small parser took it for a person.

A town or a firm that the parser has never met is a person to it; what stands "in" it or has "its" own minister is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.analyze.spans import Label
from coranto.types import Sentence

_CAPITAL = r"[A-ZÀ-Þ][\w’'-]*"
_LIST = rf"(?:{_CAPITAL}(?:, (?:and )?| and | or ))*"
"""Names that stand before the one in question in one list: "in Talva, Marland and ..."."""
_BELIEF = "".join(
    rf"(?<!{word} )" for word in "trust faith confidence interest belief believe believed believes hares".split()
)
"""What one has "in" a person, or in a firm ("shares"), says nothing of a place."""
_WITHIN = rf"{_BELIEF}\b(?:[Ii]n|[Nn]ear|[Oo]ff|[Oo]utside|[Aa]cross|[Tt]hroughout) {_LIST}"
_KIND = (
    r"\b(?:village|town|city|port|harbour|island|islands|province|district|region|state|county|suburb|capital|coast"
    r"|north|south|east|west) of "
)
_OF_A_LAND = (
    r"['’]s (?:capital|coast|parliament|population|borders?|foreign minist(?:ry|er)|fisheries minister|central bank"
    r"|embassy|presidents?|prime minister|opposition|islands|waters|harbour|airport|streets)\b"
)
_OF_A_FIRM = (
    r"(?:['’]s (?:shareholders?|shares|headquarters|profits?|sales|revenue|chief executive)"
    r"| (?:shares|CEO|chief executive))\b"
)
_FIRM = r"\b(?:company|firm|airline|carrier|broadcaster|newspaper|retailer|carmaker|start-?up|bank) "
_NEWSPAPER = r" (?:said|says|reported|reports|wrote)\b"
_BARE = r"(?=['’]s |[,.;]| [a-z]+(?:s|ed)\b)"
_CLUB = r" (?:United|City|Rovers|Wanderers|Athletic|Albion|Airlines|Airways|Bank|Foods|Holdings|Group)\b"
_OWNER = r"\b(?:union|company|firm|group|airline|party|charity|movement|alliance|club|association)"
_PAIR = re.compile(rf"{_OWNER}, (?P<pair>{_CAPITAL} and {_CAPITAL})(?=,| (?:has|is|was|says|said)\b)")


def land_or_body(name: str, sentences: Sequence[Sentence], dateline: str) -> Label | None:
    """ "place", "organisation" or "other" where the article speaks of a one-word name so; None where it does not.

    ``dateline`` is the place of the article's dateline, or "".
    """
    if name.casefold() in (part.strip().casefold() for part in dateline.split(",")):
        return "place"
    text = "\n".join(s.text for s in sentences if name in s.text)
    here = re.escape(name)
    ends = rf"{here}(?![\w’'-]| [A-Z])"
    if re.search(rf"{_WITHIN}{ends}|{_KIND}{ends}|(?<![\w-]){here}{_OF_A_LAND}", text):
        return "place"
    before = rf"(?:{_FIRM}|\b[Ss]hares (?:in|of) ){ends}"
    after = rf"(?<![\w-]){here}(?:{_OF_A_FIRM}|{_CLUB})|\bthe {here}{_NEWSPAPER}"
    if re.search(rf"{before}|{after}", text) or any(_has_its(name, s) for s in sentences):
        return "organisation"
    if re.search(rf"\bthe {here}{_BARE}", text):
        return "other"  # a river, a ship, a newspaper: a person has no article
    return None


def pairs(body: str) -> list[str]:
    """Bodies whose name is two names joined: "The union, Rope and Sail, has called a strike"."""
    return sorted({match["pair"] for match in _PAIR.finditer(body)})


def _has_its(name: str, sentence: Sentence) -> bool:
    """Whether the name is a subject and "its" follows with no other noun between: "Marland sent its fleet"."""
    tokens = sentence.tokens
    at = next((i for i, t in enumerate(tokens) if t.text == name and t.dep in ("nsubj", "nsubjpass")), None)
    if at is None:
        return False
    for token in tokens[at + 1 :]:
        if token.text == "its":
            return True
        if token.pos in ("NOUN", "PROPN", "PRON"):
            return False
    return False
