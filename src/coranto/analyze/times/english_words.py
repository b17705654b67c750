"""The English words of time: numbers, months, weekdays, units, and the pattern of each."""

from __future__ import annotations

import re

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
_SMALL = {
    **{word: i + 1 for i, word in enumerate(_ONES)},
    **{word: 10 * i + 20 for i, word in enumerate(_TENS)},
}
_ORDINAL = {
    **{word: i + 1 for i, word in enumerate(_ORDINALS)},
    "twentieth": 20,
    "thirtieth": 30,
}

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
UNITS = "second minute hour day week fortnight month quarter year decade century".split()

TENS = "|".join(_TENS)
ONES = "|".join(sorted(_ONES, key=len, reverse=True))
SPELT = rf"(?:(?:{TENS})(?:[- ](?:{ONES}))?|{ONES})"
"""A number under a hundred in words."""
NUMBER = (
    rf"(?:\d{{1,4}}(?:\.\d+)?(?:,\d{{3}})*(?: ?(?:\d/\d|½|¼))?|(?:a |{SPELT} )?(?:hundred"
    rf"|thousand)(?: and {SPELT}| {SPELT})?|{SPELT}"
    r"|half an?|an?|a half)"
)
"""A number with figures or in words, also "a"."""
VAGUE_NUMBER = (
    r"(?:a few|the few|few|several|some|many|a couple(?: of)?|couple of|dozens of|scores of"
    r"|hundreds of|thousands of|a dozen|a number of)"
)
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
MONTH_BARE = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
)
"""The same before figures that no space parts from it: "Dec31"."""
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
SHORT_WEEKDAY = r"(?:(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?)"
DAY = (
    rf"(?:[0-3]?\d(?:st|nd|rd|th)?(?!\d|:\d|%|[.,]\d)|(?:twenty|thirty)[- ](?:{'|'.join(_ORDINALS[:9])})"
    rf"|twentieth|thirtieth"
    rf"|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
)
SPELT_DAY = rf"(?:twenty|thirty)[- ](?:{ONES})"
"""A day of the month told as a count: "May twenty one"."""
YEAR = (
    rf"(?:1[0-9]\d\d|20\d\d|21\d\d|(?:nineteen|eighteen|seventeen) (?:hundred(?: (?:and )?{SPELT})?|{SPELT})|twenty (?:"
    rf"(?:{TENS})(?:[- ](?:{ONES}))?|ten|[a-z]+teen)"
    rf"|two thousand(?: and)?(?: {SPELT})?)"
)
UNIT = (
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?"
    r"|century|centuries)"
)
PART = r"(?:morning|afternoon|evening|night)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"

PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


def number(text: str) -> float | None:
    """The number that a pattern of this module matched: figures, words, "a", "half a"; None for "several"."""
    words = text.lower().replace(",", "").strip()
    if words in ("a", "an"):
        return 1.0
    if words in ("half a", "half an", "a half"):
        return 0.5
    if words.startswith(("a couple", "couple")):
        return 2.0
    if words == "a dozen":
        return 12.0
    figures = re.fullmatch(r"(\d+(?:\.\d+)?)(?: ?(?:(\d)/(\d)|(½)|(¼)))?", words)
    if figures:
        rest = int(figures[2]) / int(figures[3]) if figures[2] and figures[3] != "0" else 0.0
        return float(figures[1]) + rest + (0.5 if figures[4] else 0.0) + (0.25 if figures[5] else 0.0)
    total = part = 0
    for word in re.split(r"[- ]", words):
        if word in ("and", "a", ""):
            continue
        if word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = max(part, 1) * 1000, 0
        elif word in _SMALL:
            part += _SMALL[word]
        else:
            return None
    return float(total + part) if total + part else None


def ordinal(text: str) -> int:
    """The day of "14", "14th", "fourteenth", "twenty-first"; 0 if there is none."""
    figures = re.match(r"\d+", text)
    if figures:
        return int(figures[0])
    parts = re.split(r"[- ]", text.lower())
    return sum(_ORDINAL.get(part) or _SMALL.get(part, 0) for part in parts)


def year(text: str) -> int:
    """The year of "1998", "nineteen ninety-six", "two thousand and one"."""
    if text[:1].isdigit():
        return int(text)
    head, _, rest = text.lower().partition(" ")
    if head == "two":
        rest = rest.removeprefix("thousand").strip().removeprefix("and ").strip()
        return 2000 + int(number(rest) or 0) if rest else 2000
    century = _SMALL[head] * 100
    rest = rest.removeprefix("hundred").strip().removeprefix("and ").strip()
    return century + int(number(rest) or 0) if rest else century


def short_year(text: str) -> int:
    """The year of "87" or "05": the nearest that lies less than twenty years after 2030."""
    return int(text) + (1900 if int(text) >= 50 else 2000)


def month(text: str) -> int:
    """The month of a name or its abbreviation, 1..12."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(text.lower()[:3]))


def weekday(text: str) -> int:
    """The weekday of a name or its abbreviation, Monday is 0."""
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(text.lower()[:3]))


def unit(text: str) -> str:
    """The unit in the singular."""
    word = text.lower()
    short = {"min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour"}
    return "century" if word.startswith("centur") else short.get(word) or word.removesuffix("s")
