"""Reads the day of publication that a page shows to people, where it tells machines none.

A page shows many days: of changes, of other articles, of comments, of today. Only a day that is called the day of
publication counts, or one that stands in a place made for it near the headline; all others are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = re.compile(
    rf"\b(?:{_MONTH.format('m1')}\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('m2')},?\s+(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d))(?!\d)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:published|posted|publication date|date of publication|first published)\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\W*(?:(?:on|at|date|[ap]m|gmt|utc|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\d\d?[:.]\d\d)\W+)*",
    re.IGNORECASE,
)
"""What may stand between the word and the day."""
_CHANGED = re.compile(r"\b(?:updated?|modified|changed|edited|corrected|revised)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:^|[\s_-])(?:pub\w*|post(?:ed)?|date\w*|time\w*|by-?line|created|issued)(?:$|[\s_-])", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|comments?|ticker|masthead|nav\w*|footer|sidebar|recommend\w*|latest|trending|more|teaser\w*"
    r"|most|today|breaking|upcoming|events?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ELSEWHERE_TAGS = frozenset(("nav", "aside", "footer", "script", "style", "noscript", "template", "select"))
_LONGEST = 200
"""Characters of an element that is made for a date, or of what stands before it."""


def published_times(root: Any) -> tuple[list[str], list[str]]:
    """The ``datetime`` of ``time`` elements that say they are of the publication, and of those that do not say.

    Times of changes and of other articles are left out.
    """
    called: list[str] = []
    plain: list[str] = []
    for element in _near(root):
        if element.tag != "time" or not element.get("datetime"):
            continue
        signs = f"{element.get('class', '')} {element.get('itemprop', '')} {_before(element)}"
        if _PUBLISHED.search(re.sub(r"[-_]", " ", signs)) or "pubdate" in element.attrib:
            called.append(str(element.get("datetime")))
        elif not _CHANGED.search(re.sub(r"[-_]", " ", signs)):
            plain.append(str(element.get("datetime")))
    return called, plain


def called_published(root: Any) -> str | None:
    """The day behind the word "published", or in an element that is marked as that date, as ISO 8601."""
    for element in _near(root):
        text = _own_text(element)
        marked = _DAY.search(text) if element.get("itemprop") == "datePublished" else None
        if marked is not None and (day := _day(marked)):
            return day
        for word in _PUBLISHED.finditer(text):
            found = _DAY.search(text, word.end(), word.end() + 60)
            if found is not None and _BETWEEN.fullmatch(text[word.end() : found.start()]) and (day := _day(found)):
                return day
    return None


def placed_day(root: Any) -> str | None:
    """The day in an element whose tag or class is made for it, as ISO 8601."""
    for element in _near(root):
        if element.tag != "time" and not _PLACE.search(f"{element.get('class', '')} {element.get('id', '')}"):
            continue
        text = " ".join(element.text_content().split())
        found = _DAY.search(text) if len(text) <= _LONGEST else None
        if found is not None and not _CHANGED.search(text, 0, found.start()) and (day := _day(found)):
            return day
    return None


def _near(root: Any) -> Iterator[Any]:
    """The elements of a page, less those inside parts that are about something else."""
    body = root.find("body")
    waiting = [body if body is not None else root]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in _ELSEWHERE_TAGS:
            continue
        if element.tag not in ("body", "main", "article") and _ELSEWHERE.search(
            f"{element.get('class', '')} {element.get('id', '')}"
        ):
            continue
        yield element
        waiting.extend(reversed(element))


def _own_text(element: Any) -> str:
    """The text of an element with no block inside: a line as people see it; "" for what is longer than a line."""
    if len(element) > 6 or not (element.text or len(element)):
        return ""
    text = " ".join(element.text_content().split())
    return text if len(text) <= _LONGEST else ""


def _before(element: Any) -> str:
    """The words just before an element, in the line that it stands in."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return str(previous.tail or previous.text or "")[-_LONGEST:]
    return str(parent.text or "")[-_LONGEST:] if parent is not None else ""


def _day(found: re.Match[str]) -> str | None:
    year, month, day = (found[f"{part}1"] or found[f"{part}2"] or found[f"{part}3"] for part in "ymd")
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
