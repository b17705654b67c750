"""What an article is about, as weighted terms with the roles they play in it.

Why: two articles are compared by many small signs (rare words, names, places, numbers, what stands in the title
and the opening), and every one of them must be had from a headline alone as well as from three thousand words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import log

from coranto.cluster.background import capital_share
from coranto.cluster.words import Word, words
from coranto.types import Article

TITLE, LEAD, NAME, NUMBER, PAIR = 1, 2, 4, 8, 16
"""Roles of a term, as bits: in the title, in the opening, a name, a number, a pair of neighbouring words."""

_BODY_CHARS = 20_000
_BODY_WORDS = 700
_LEAD_WORDS = 60
_PAIR_WORDS = 300
_TITLE_COUNTS = 2
_SECONDS_A_DAY = 86_400.0
_MARK = re.compile(r"^\s*(?:[(\[][^()\[\]]{1,24}[)\]]\s*|[A-Z]{3,}(?: [A-Z]{3,})*:\s+)+")
_TAIL = re.compile(r"\s*(?:: |\s[-–—|]\s)(?P<who>[^:|]{2,40})$")
_SAY = re.compile(r",?\s+(?:[\w.'’-]+\s){0,4}?(?:says?|said|reports?|sources?)\s*$", re.IGNORECASE)
_DATELINE = re.compile(r"^\s*(?P<place>[A-Z][A-Z .,'’/-]{2,40}[A-Z])\b[^\n]{0,60}?\s*(?:--|—|–|-|:)\s")
_ATTRIBUTION = re.compile(
    r",[\"”’']?\s+(?:according to [^,.;\n]{2,80}"
    r"|[^,.;\n\"“”]{2,80}?\s(?:said|says|reported|announced|told [^,.;\n]{2,40}))"
    r"(?:[^\S\n]+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?(?=[.\n])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """An article for comparison. ``printed`` is each term as the text has it first, ``weights`` are 1 + log of the
    count, ``roles`` bits of the roles above.

    ``day`` is the time of publication in days since 1970 or None where it is not certain; ``length`` counts the words.
    """

    terms: tuple[str, ...]
    printed: tuple[str, ...]
    weights: tuple[float, ...]
    roles: tuple[int, ...]
    day: float | None
    length: int
    language: str


def represent(article: Article) -> Features:
    """The features of one article, from its title and text alone."""
    title = core_of_headline(article.title, article.publisher)
    body = _without_attributions(_DATELINE.sub("", article.text[:_BODY_CHARS], count=1))
    title_words = list(words(title))
    body_words: list[Word] = []
    for word in words(body):
        body_words.append(word)
        if len(body_words) >= _BODY_WORDS:
            break
    names = _names(title_words, title, body_words)
    counts: Counter[str] = Counter()
    roles: dict[str, int] = {}
    printed: dict[str, str] = {}
    for found, role, share in (
        (title_words, TITLE | LEAD, len(title_words)),
        (body_words, LEAD, _LEAD_WORDS),
    ):
        own: list[int] = []
        for at, word in enumerate(found):
            own.append((role if at < share else 0) | _kind(word, names))
            counts[word.term] += _TITLE_COUNTS if role & TITLE else 1
            roles[word.term] = roles.get(word.term, 0) | own[-1]
            printed.setdefault(word.term, word.text)
        for at, (first, second) in enumerate(pairwise(found[:_PAIR_WORDS])):
            pair = f"{first.term} {second.term}"
            counts[pair] += _TITLE_COUNTS if role & TITLE else 1
            printed.setdefault(pair, f"{first.text} {second.text}")
            roles[pair] = roles.get(pair, 0) | (own[at] & own[at + 1] & ~NUMBER) | PAIR
    ordered = sorted(counts)
    return Features(
        terms=tuple(ordered),
        printed=tuple(printed[term] for term in ordered),
        weights=tuple(1.0 + log(counts[term]) for term in ordered),
        roles=tuple(roles[term] for term in ordered),
        day=article.published_at.timestamp() / _SECONDS_A_DAY if article.date_certain else None,
        length=len(title_words) + len(body_words),
        language=article.language,
    )


def core_of_headline(title: str, publisher: str = "") -> str:
    """The title without "(URGENT)", "- Outlet" and the body that it is attributed to."""
    core = _MARK.sub("", title, count=1)
    tail = _TAIL.search(core)
    if tail and len(core[: tail.start()].split()) >= 3 and _attributes(tail, publisher):
        core = core[: tail.start()]
    else:
        said = _SAY.search(core)
        if said and len(core[: said.start()].split()) >= 4:
            core = core[: said.start()]
    return core or title


def _attributes(tail: re.Match[str], publisher: str) -> bool:
    who = tail["who"]
    short = len(who.split()) <= 4 and all(part[:1].isupper() or part in ("of", "the", "and") for part in who.split())
    return short or who.casefold() == publisher.casefold()


def _without_attributions(text: str) -> str:
    """``text`` without ", the ministry said Friday": who tells is not what is told."""
    return _ATTRIBUTION.sub("", text)


def _kind(word: Word, names: frozenset[str]) -> int:
    if word.text[0].isdigit():
        return NUMBER
    return NAME if word.term in names else 0


def _names(title: list[Word], printed_title: str, body: list[Word]) -> frozenset[str]:
    """Terms that are printed with a capital inside sentences, or, in a title of capitals, mostly are elsewhere."""
    upper: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for word in body:
        if not word.text[0].isalpha():
            continue
        if word.text[0].isupper():
            upper[word.term] += 0 if word.opens else 1
            upper[word.term] += 0
        else:
            lower[word.term] += 1
    spelt = [word for word in title if word.text[0].isalpha()]
    titled = sum(word.text[0].isupper() for word in spelt) > 0.7 * len(spelt)
    found = {term for term, count in upper.items() if count > lower[term]}
    for word in spelt:
        if not word.text[0].isupper() or lower[word.term]:
            continue
        usual = capital_share(word.term)
        if (not titled and not word.opens) or (usual is None and not titled) or (usual is not None and usual >= 0.5):
            found.add(word.term)
    return frozenset(found)
