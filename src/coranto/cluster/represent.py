"""What an article is about, as weighted terms with the roles they play in it.

Why: two articles are compared by many small signs (rare words, names, places, numbers, what stands in the title
and the opening), and every one of them must be had from a headline alone as well as from three thousand words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.background import capital_share, shares_of
from coranto.cluster.words import Word, number_of, words
from coranto.types import Article

TITLE, LEAD, NAME, NUMBER, PAIR = 1, 2, 4, 8, 16
"""Roles of a term, as bits: in the title, in the opening, a name, a number, a pair of neighbouring words. ``pool`` has
room for these five.
"""
RANKED, RANK = PAIR | NUMBER, PAIR | NUMBER | NAME
"""Roles that nothing else has: of a term for what a title gives a rank ("the 13th ... package"), and of one for the two
together. They say which of a series is told of, and stand for no word of the text.
"""

_BODY_CHARS = 20_000
_BODY_WORDS = 700
_LEAD_WORDS = 60
_PAIR_WORDS = 300
_TITLE_COUNTS = 2
_SECONDS_A_DAY = 86_400.0
_PAIR_SHARE, _SEEN_SHARE = 0.0001, 0.0005
_RANK_ENDINGS = ("th", "st", "nd", "rd")
_RANK_REACH = 3
"""Words after "13th" of which one is what is counted."""
_RANK_WEIGHT = 4.0
"""So that they are among the telling terms."""
_MARK = re.compile(r"^\s*(?:[(\[][^()\[\]]{1,24}[)\]]\s*|[A-Z]{3,}(?: [A-Z]{3,})*:\s+)+")
_TAIL = re.compile(r"\s*(?:: |\s[-–—|]\s)(?P<who>[^:|]{2,40})$")
_SAY = re.compile(r",?\s+(?:[\w.'’-]+\s){0,4}?(?:says?|said|reports?|sources?)\s*$", re.IGNORECASE)
_DATELINE = re.compile(r"^\s*(?P<place>[A-Z][A-Z .,'’/-]{2,40}[A-Z])\b[^\n]{0,60}?\s*(?:--|—|–|-|:)\s")
_ATTRIBUTION = re.compile(
    r",[\"”’']?\s+(?:according to [^,.;\n]{2,80}"
    r"|[^,.;\n\"“”]{2,80}?\s(?:said|says|reported|announced|told [^,.;\n]{2,40}))"
    r"(?:[^\S\n]+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?(?=[.\n])"
)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An article for comparison: its terms by number, ascending, with weights and roles, in arrays of one length.

    ``weights`` are 1 + log of the count, ``roles`` bits of the roles above. ``day`` is the time of publication in days
    since 1970 or nan where it is not certain; ``length`` counts the words.
    """

    terms: NDArray[np.uint32]
    weights: NDArray[np.float32]
    roles: NDArray[np.uint8]
    day: float
    length: int
    language: str


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """An article as an entry, with the words that it was made of and their numbers, to say what two articles share."""

    entry: Entry
    words: Sequence[Word]
    numbers: NDArray[np.uint32]

    def printed(self, term: int) -> str:
        """This term as the text has it first; "" if it has not."""
        same = self.numbers == term
        if same.any():
            return str(self.words[int(same.argmax())].text)
        pair = np.flatnonzero(_pairs(self.numbers[:-1], self.numbers[1:]) == term)
        return f"{self.words[pair[0]].text} {self.words[pair[0] + 1].text}" if len(pair) else ""


def represent(article: Article) -> Features:
    """The features of one article, from its title and text alone."""
    title = core_of_headline(article.title, article.publisher)
    body = _without_attributions(_DATELINE.sub("", article.text[:_BODY_CHARS], count=1))
    title_words = list(words(title))
    body_words = list(islice(words(body), _BODY_WORDS))
    names = _names(title_words, body_words)
    found = [*title_words, *body_words]
    numbers = np.array([word.number for word in found], np.uint32)
    kinds = [NUMBER if word.case == "0" else NAME if word.term in names else 0 for word in found]
    day = article.published_at.timestamp() / _SECONDS_A_DAY if article.date_certain else float("nan")
    entry = entry_of(numbers, np.array(kinds, np.uint8), len(title_words), day=day, language=article.language)
    return Features(_ranked(entry, title_words), found, numbers)


def entry_of(numbers: NDArray[np.uint32], kinds: NDArray[np.uint8], headed: int, *, day: float, language: str) -> Entry:
    """The entry of a text given as numbers of words in order, the first ``headed`` of them its title.

    ``kinds`` says of each word whether it is a name or a number (the roles NAME and NUMBER).
    """
    count = len(numbers)
    roles = kinds.copy()
    counts = np.ones(count, np.float32)
    counts[:headed] = _TITLE_COUNTS
    roles[:headed] |= TITLE | LEAD
    roles[headed : headed + _LEAD_WORDS] |= LEAD
    at = np.arange(count)
    first = np.flatnonzero((at + 1 != headed) & (at < headed + _PAIR_WORDS - 1) & (at + 1 < count))
    second = first + 1
    terms, weights, roles = _summed(
        np.concatenate([numbers, _pairs(numbers[first], numbers[second])]),
        np.concatenate([counts, counts[first]]),
        np.concatenate([roles, (roles[first] & roles[second] & ~np.uint8(NUMBER)) | np.uint8(PAIR)]),
    )
    return Entry(terms=terms, weights=weights, roles=roles, day=day, length=count, language=language)


def _ranked(entry: Entry, title: Sequence[Word]) -> Entry:
    """``entry`` with the terms of what its title gives a rank, if there is any."""
    terms: dict[int, int] = {}
    for at, (rank, ending) in enumerate(pairwise(title), 2):
        if rank.case == "0" and ending.term in _RANK_ENDINGS:
            for counted in title[at : at + _RANK_REACH]:
                terms[number_of(f"nth {counted.term}")] = RANKED
                terms[number_of(f"{rank.term}th {counted.term}")] = RANK
    if not terms:
        return entry
    every = np.concatenate([entry.terms, np.array(list(terms), np.uint32)])
    found, first = np.unique(every, return_index=True)
    weights = np.concatenate([entry.weights, np.full(len(terms), _RANK_WEIGHT, np.float32)])
    roles = np.concatenate([entry.roles, np.array(list(terms.values()), np.uint8)])
    return replace(entry, terms=found, weights=weights[first], roles=roles[first])


def ranks(roles: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which terms are ranked things or their ranks, and no words."""
    found: NDArray[np.bool_] = (roles & RANKED) == RANKED
    return found


def core_of(entry: Entry, most: int) -> Entry:
    """``entry`` with no more than its ``most`` telling terms, judged without knowing any other article."""
    if len(entry.terms) <= most:
        return entry
    kept = np.sort(np.argsort(-telling(entry), kind="stable")[:most])
    return replace(entry, terms=entry.terms[kept], weights=entry.weights[kept], roles=entry.roles[kept])


def telling(entry: Entry) -> NDArray[np.float64]:
    """How much each term says of what the article is about, by its place in it and the background of all news."""
    paired = (entry.roles & PAIR) > 0
    worth = entry.weights.astype(np.float64) * -np.log(
        np.where(paired, _PAIR_SHARE, shares_of(entry.terms)) + _SEEN_SHARE
    )
    worth *= np.where(entry.roles & TITLE, 1.6, np.where(entry.roles & LEAD, 1.25, np.where(paired, 0.5, 1.0)))
    told: NDArray[np.float64] = worth * np.where(entry.roles & (NAME | NUMBER), 1.2, 1.0)
    return told


def _summed(
    terms: NDArray[np.uint32], counts: NDArray[np.float32], roles: NDArray[np.uint8]
) -> tuple[NDArray[np.uint32], NDArray[np.float32], NDArray[np.uint8]]:
    """Each term once, ascending, with 1 + log of its count and all its roles."""
    if not len(terms):
        return terms, counts, roles
    order = np.argsort(terms, kind="stable")
    ordered = terms[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    weights = 1.0 + np.log(np.add.reduceat(counts[order], starts))
    return ordered[starts], weights.astype(np.float32), np.bitwise_or.reduceat(roles[order], starts)


def _pairs(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The numbers of pairs of words, from those of the two."""
    mixed = first.astype(np.uint64) * np.uint64(0x9E3779B1) + second.astype(np.uint64) * np.uint64(0x85EBCA77)
    numbers: NDArray[np.uint32] = (mixed ^ (mixed >> np.uint64(29))).astype(np.uint32)
    return numbers


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


def _names(title: list[Word], body: list[Word]) -> frozenset[str]:
    """Terms that are printed with a capital inside sentences, or, in a title of capitals, mostly are elsewhere."""
    upper = Counter([word.term for word in body if word.case == "A" and not word.opens])
    lower = Counter([word.term for word in body if word.case == "a"])
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
