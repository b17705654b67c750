"""Shortens a sentence along its parse to what a headline would keep, and never across a negation, hedge or limit.

A cut that changes what is said is worse than no title: first rules that cut freely dropped "alive" and
"apparently". So whole dependents go or stay, and one that carries a guarded word stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coranto.compose.clause_tree import DATE_CUT, GUARDED, ClauseTree
from coranto.compose.desk_grammar import ARTICLES_CUT, without_articles
from coranto.compose.headline_form import MOST, is_headline
from coranto.ports import Parser

_ASIDES = (
    (re.compile(r" \([^()]*\)"), "brackets cut"),
    (re.compile(r" (?:[–—]|--) [^–—:]{3,90}? (?:[–—]|--)(?= )"), "aside cut"),
    (re.compile(r"(?<=\w)—[^–—:]{3,90}?—(?=\w)"), "aside cut"),
    (re.compile(r" - [^-–—:]{3,60}? -(?= )"), "aside cut"),
    (re.compile(r" (?:[–—]|--) (?:and|with|as|including|after|while|a|an|the)\b[^–—:\"“]*\.$"), "aside cut"),
    (re.compile(r", (?:all|most|many|\w+) of them\b[^,]*\.$"), "aside cut"),
)
_END_DATE = re.compile(
    r",? (?:(?:early|late) )?(?:on )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov"
    r"|Dec)\w*\.? \d{1,2}$"
)
_GOES_ON = r"(?:as|after|when|while|wh\w+|because|since|before|but|and|with|following|amid|\w+ing)\b"
_INNER_DATE = re.compile(
    r",? (?:(?:early|late) )?on (?:the (?:night|evening|morning|afternoon) of )?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, "
    r"(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)\w*\.? \d{1,2}(?:, \d{4})?"
    rf"(?:,(?! {_GOES_ON}))?(?= |,)"
)
"""A day written out between subject and verb, which a parser takes for a clause of its own."""
_QUOTED = re.compile(r"[\"“][^\"”“]{2,50}[\"”]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortened:
    """A shortened sentence without final stop, with (words cut, why) in order."""

    text: str
    cuts: tuple[tuple[str, str], ...]


def shorten(
    text: str,
    parser: Parser,
    *,
    names: Mapping[str, str] | None = None,
    keep_dates: bool = False,
    known: frozenset[str] = frozenset(),
) -> Shortened | None:
    """The sentence cut to at most ``MOST`` words, or None where no clean cut leaves a whole headline.

    ``names`` maps full names to how the story's headlines call them ("Ada Byron" -> "Byron"): a name's titles and
    first names then go. ``keep_dates`` keeps the day of what is still to come. ``known`` are words of the page's
    headline, in lower case: a place that it names need not be named again.
    """
    cuts = []
    for pattern, why in _ASIDES:
        found = [m.group() for m in pattern.finditer(text) if not _guarded(m.group())]
        for aside in found:
            cuts.append((aside, why))
            stop = "." if aside.endswith(".") else " " if aside.startswith("—") else ""
            text = text.replace(aside, stop, 1)
    if not keep_dates and not re.search(r"\bonly\b", text):
        for match in _INNER_DATE.findall(text):
            cuts.append((match.strip(" ,"), DATE_CUT))
            text = text.replace(match, "", 1)
    if re.search(r"[\"“”«»;:—–]|--", _QUOTED.sub("", text)):
        return None
    parsed = parser.parse([text])[0]
    if len(parsed.sentences) != 1:
        return None
    tree = ClauseTree(parsed, text, known)
    if tree.subject is None or tree.only_says() or tree.speaks_of_nobody():
        return None
    tree.call_by_headline_names(names or {})
    for why, heads in tree.stages():
        if why == DATE_CUT and (keep_dates or re.search(r"\bonly\b", text)):
            continue
        for head in heads:
            tree.cut(head, why)
    while tree.length() > MOST and tree.cut_last():
        pass
    short = tree.printed()
    if not _compares_alike(text, short):
        return None
    hanging = None if keep_dates else _END_DATE.search(short)
    if hanging is not None:
        cuts.append((hanging.group().strip(" ,"), DATE_CUT))
        short = short[: hanging.start()]
    # the parser knows sentences better than headlines, so it judges the one with articles
    if not is_headline(short, parser, most=most(short)):
        if hanging is not None or not tree.cut_unnamed():
            return None
        short = tree.printed()
        if not is_headline(short, parser, most=most(short)):
            return None
    short, articles = without_articles(short)
    return Shortened(text=short, cuts=(*cuts, *tree.cuts, *((article, ARTICLES_CUT) for article in articles)))


def most(text: str) -> int:
    """How many words a title may have that is still to lose its articles."""
    return MOST + len(without_articles(text)[1])


def _compares_alike(text: str, short: str) -> bool:
    """Whether a comparison went with its measure ("four days later than planned") or stayed with all that follows."""
    found = re.search(r"(\w+) than .*$", text.rstrip(" ."))
    return found is None or short.endswith(found.group()) or found.group(1) not in short.split()


def _guarded(words: str) -> bool:
    return any(word.strip(",.").lower() in GUARDED for word in words.split())
