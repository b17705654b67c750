"""Takes articles out of a title as a desk does: "Board has closed north pier".

A title of the page's own making should read as those beside it that editors wrote. Only the words "a", "an" and "the"
go, and never where something else would be said without them.
"""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"(?<![\w’'-])(?:a|an|the) (?=([\w’'-]+)(?: ([\w’'-]+))?)", re.I)
_QUOTED = re.compile(r"[\"“][^\"”“]*[\"”]|(?<!\w)[‘'][^‘’'\"“”]{2,60}[’'](?!\w)")
_COUNTS = frozenset(
    """few little lot number majority minority series couple bit while third quarter half dozen hundred thousand million
    billion year month week day hour minute night kilometre mile metre ton tonne litre gallon barrel share person head
    part good great""".split()
)
"""Words before which "a" counts or measures: "a few", "twice a year"."""
_MANY = frozenset("dead injured wounded missing sick poor rich old young living elderly disabled homeless".split())
"""Words that name people only with "the" before them."""
_KEEPS = frozenset("more less same whole only very other latter former then".split())
_FIRST = re.compile(
    r"(?:The|An?) (?=[A-Z\d$£€])(?!Hague\b|Gambia\b|Bahamas\b|Times\b|Associated\b|New York\b|Washington\b)"
)
"""A name at the head of a title loses its article, but for those that are written with one."""
ARTICLES_CUT = "articles left out as in headlines"


def without_articles(title: str) -> tuple[str, tuple[str, ...]]:
    """The title without articles that a headline does not need, and those left out in order."""
    quoted = [m.span() for m in _QUOTED.finditer(title)]
    cut: list[str] = []

    def printed(match: re.Match[str]) -> str:
        following, second = match.group(1), (match.group(2) or "").lower()
        keeps = following.lower() in _COUNTS | _KEEPS | _MANY or following[:1].isdigit()
        keeps = keeps or following[:1].isupper() or (following.lower() == "first" and second in {"to", "of", ""})
        if keeps or any(start <= match.start() < end for start, end in quoted):
            return match.group()
        cut.append(match.group().strip())
        return ""

    text = _ARTICLE.sub(printed, title)
    first = _FIRST.match(text)
    if first is not None:
        cut.insert(0, first.group().strip())
        text = text[first.end() :]
    return text[:1].upper() + text[1:], tuple(cut)


def words_in(title: str) -> int:
    """How many words a title has on a page, its articles left out."""
    return len(without_articles(title)[0].split())
