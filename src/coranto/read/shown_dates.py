"""Reads the day of publication that a page shows to people, where it tells machines none.

A page shows many days: of changes, of other articles, of comments, of today. Only a day that is called the day of
publication counts, or one that stands in a place made for it near the headline; all others are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

_MONTHS = (
    "january jan januar janvier janv enero ene janeiro gennaio gen januari jaen",
    "february feb februar février fevrier févr fevr febrero fevereiro fev febbraio febr februari",
    "march mar märz mrz mars marzo março marco maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maio maggio mag mei maj",
    "june jun juni juin junio junho giugno giu",
    "july jul juli juillet juil julio julho luglio lug",
    "august aug août aout agosto ago augustus augusti",
    "september sep sept septembre septiembre setiembre setembro set settembre",
    "october oct oktober okt octobre octubre outubro out ottobre ott",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre",
)
"""The months as the languages of the west and north of Europe write them."""
_NUMBERS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_MONTH = "|".join(sorted(_NUMBERS, key=lambda word: (-len(word), word)))
_YEAR = r"(?:19|20)\d\d"
_DAY = re.compile(
    rf"(?<![\d/.])(?:\b(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>{_YEAR})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:(?:of|de|di)\s+)?(?P<m2>{_MONTH})\.?,?\s+(?:del?\s+)?(?P<y2>{_YEAR})"
    rf"|(?P<y3>{_YEAR})(?:-(?P<m3>\d\d)-(?P<d3>\d\d)|(?P<mark>[./])(?P<m4>\d\d?)(?P=mark)(?P<d4>\d\d?)"
    r"|年\s?(?P<m5>\d\d?)月\s?(?P<d5>\d\d?)日)"
    rf"|(?P<d6>\d\d?)\.\s?(?P<m6>\d\d?)\.\s?(?P<y6>{_YEAR})"
    rf"|(?P<one>\d\d?)/(?P<other>\d\d?)/(?P<y7>{_YEAR}))(?!\d)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:(?:first )?published|posted|publication date|date of publication|original(?:ly)?"
    r"|veröffentlicht|publi[ée]e?|publicad[oa]|pubblicato|gepubliceerd|publicerad)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\W*(?:(?:on|at|date|am|le|el|il|op|em|den|[ap]m|gmt|utc|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\d\d?[:.]\d\d)\W+)*",
    re.IGNORECASE,
)
"""What may stand between the word and the day."""
_CHANGED = re.compile(
    r"\b(?:updated?|modified|changed|edited|corrected|revised"
    r"|aktualisiert|mis à jour|actualizad[oa]|atualizad[oa]|aggiornato|bijgewerkt|uppdaterad)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:^|[\s_-])(?:pub\w*|post(?:ed)?|date\w*|time\w*|by-?line|created|issued)(?:$|[\s_-])"
    r"|(?:^|\s)(?:data|fecha|datum)(?:$|\s)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:written )?by\b|(?:von|por|par|di|door|av)\s+[^\W\d_]", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|comments?|ticker|nav\w*|footer|sidebar|recommend\w*|latest|trending|more|teaser\w*"
    r"|most|today|breaking|upcoming|events?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"(?:^|[\s_-])(?:masthead|site-?header)(?:$|[\s_-])", re.IGNORECASE)
"""What names the site, above all its pages: a day there is today's, also where a headline stands beside it."""
_ELSEWHERE_TAGS = frozenset(("nav", "aside", "footer", "script", "style", "noscript", "template", "select"))
_LONGEST = 200
"""Characters of an element that is made for a date, or of what stands before it."""
_LONGEST_CLOCK = 30
"""Characters behind the day in a byline: a time of day; a sentence that begins with "By" goes on."""


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
    """The day in an element whose tag or class is made for it, or at the end of a line that begins as a byline, as ISO
    8601."""
    for element in _near(root):
        place = element.tag == "time" or _PLACE.search(f"{element.get('class', '')} {element.get('id', '')}")
        text = " ".join(element.text_content().split()) if place else _own_text(element)
        if len(text) > _LONGEST or not (place or _BYLINE.match(text)):
            continue
        at = 0
        for found in _DAY.finditer(text):
            ends = place or (len(text) - found.end() <= _LONGEST_CLOCK and found.start() > len("written by "))
            if ends and not _CHANGED.search(text, at, found.start()) and (day := _day(found)):
                return day
            at = found.end()
    return None


def _near(root: Any) -> Iterator[Any]:
    """The elements of a page, less those inside parts that are about something else."""
    body = root.find("body")
    waiting = [body if body is not None else root]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in _ELSEWHERE_TAGS:
            continue
        if element.tag not in ("body", "main", "article"):
            name = f"{element.get('class', '')} {element.get('id', '')}"
            if _ABOVE.search(name) or (_ELSEWHERE.search(name) and element.find(".//h1") is None):
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
    """The day that was matched; None for what no calendar has, and for 05/04/2026, which is two days."""
    given = {name: text for name, text in found.groupdict().items() if text}
    if "y7" in given:
        low, high = sorted((int(given["one"]), int(given["other"])))
        if high <= 12 and low != high:
            return None
        year, number, day = given["y7"], low, str(high)
    else:
        year, month, day = (next(given[name] for name in given if re.fullmatch(rf"{part}\d", name)) for part in "ymd")
        number = int(month) if month.isdigit() else _NUMBERS[month.lower()]
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
