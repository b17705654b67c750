"""Which part of a time an expression means, and on which side of it: "early July", "since July", "by the end of July".

A page must not turn "after Jan. 5" into Jan. 5, nor "late July" into the whole month.
"""

from __future__ import annotations

import re

_PARTS = (
    ("START", re.compile(r"^(?:by\s+)?(?:the\s+)?(?:very\s+)?(?:early|beginning|start)\b(?!\s+from)", re.I)),
    ("MID", re.compile(r"^(?:by\s+)?(?:the\s+)?(?:mid|middle)\b", re.I)),
    ("END", re.compile(r"^(?:by\s+)?(?:the\s+)?(?:very\s+)?(?:late|end|close)\b", re.I)),
)
_PART_WORDS = re.compile(
    r"\b(?:(?P<START>early|(?:beginning|start)\s+of)|(?P<MID>mid|middle\s+of)|(?P<END>late|(?:end|close)\s+of))"
    r"[\s-]+(?:the\s+)?$",
    re.I,
)
_SIDES = (
    (
        "ON_OR_AFTER",
        re.compile(
            r"(?:\b(?:since|(?:starting|beginning|effective)(?:\s+(?:on|in|from))?|as\s+(?:of|from))|>\s*=)\s+$", re.I
        ),
    ),
    (
        "ON_OR_BEFORE",
        re.compile(
            r"\b(?:until|till|til|by|through|(?:no|not)\s+later\s+than|up\s+to|at\s+the\s+latest\s+by)\s+$", re.I
        ),
    ),
    ("BEFORE", re.compile(r"\b(?:before|prior\s+to|ahead\s+of|(?:earlier|sooner|less)\s+than)\s+$", re.I)),
    ("AFTER", re.compile(r"\b(?:after|following|(?:later|greater|more)\s+than)\s+$", re.I)),
    ("APPROX", re.compile(r"\b(?:about|around|circa|roughly|approximately|some\s+time\s+(?:in|on)|near)\s+$", re.I)),
)
_THEN_ON = re.compile(r"\s*(?:,\s*)?(?:and|or)\s+(?:(?:later|greater|onwards?|beyond)\b|after\b(?!\s+\w))", re.I)
_UP_TO_THEN = re.compile(r"\s*(?:,\s*)?(?:and|or)\s+(?:(?:earlier|sooner)\b|before\b(?!\s+\w))", re.I)
_LEAD = re.compile(r"(?:the\s+year|the|year)\s+$", re.I)


_COUNTED = re.compile(
    r"^(?P<way>more|less)\s+than\b.*\b(?P<from>ago|before|earlier|later|after|hence|from\s+\w+)", re.I
)


def limit_of(text: str, start: int, end: int) -> str:
    """TimeML's modifier of text[start:end], "" for none: a side of it, a part of it, or both ("AFTER-MID")."""
    own, before, after = text[start:end], text[max(0, start - 40) : start], text[end : end + 20]
    part = next((name for name, pattern in _PARTS if pattern.search(own)), "")
    if not part and (words := _PART_WORDS.search(before)):
        part = str(words.lastgroup)
        before = before[: words.start()]
    before = _LEAD.sub("", before)
    if counted := _COUNTED.match(own):
        back = counted["from"].lower() in ("ago", "before", "earlier")
        return "BEFORE" if (counted["way"].lower() == "more") == back else "AFTER"
    side = "ON_OR_BEFORE" if own[:3].lower() == "by " else ""
    side = side or next((name for name, pattern in _SIDES if pattern.search(before)), "")
    if _THEN_ON.match(after):
        side = "ON_OR_AFTER"
    elif _UP_TO_THEN.match(after):
        side = "ON_OR_BEFORE"
    return "-".join(word for word in (side, part) if word)
