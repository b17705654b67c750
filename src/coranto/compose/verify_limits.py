"""Limits before numbers: "at least", "more than", "about", "only" are part of the figure and stay with it.

"At least 12" printed as "12" is another claim, and the commonest slip of a careful writer.
"""

from __future__ import annotations

import re

from coranto.compose.passages import Case
from coranto.compose.wording import stem, words_of

_LIMITS: tuple[tuple[str, str], ...] = (
    ("at least", r"at least|no fewer than|no less than|not less than|a minimum of"),
    ("more than", r"more than|over|upwards of|in excess of|above|exceed\w*"),
    ("less than", r"less than|fewer than|under|below"),
    ("up to", r"up to|at most|as many as|as much as|no more than|not more than|a maximum of"),
    (
        "about",
        r"about|around|some|roughly|approximately|an estimated|estimated|nearly|almost|close to|an average of",
    ),
    ("only", r"only|just|merely"),
)
_HEDGED_NUMBER = re.compile(
    r"\b("
    + "|".join(p for _, p in _LIMITS)
    + r")\s+(?:an? (?=\d))?(?:[$€£]\s?)?(\d[\d,.]*|one|double|twice|triple|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|an? (?:million|billion|thousand|hundred|dozen|quarter|third|half|century|decade|year)|dozens|hundreds"
    r"|thousands)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\bthan ((?:[\w'’-]+ ){0,7}[\w'’-]+)(?:$|,)")
_ITS_VERB = re.compile(r"\s+(?:has|have|had|is|are|was|were|do|does|did|will|would|can|could|[a-z]+ed)\b")
_LIMIT_WORDS = frozenset("only solely exclusively merely".split())


def limit_changed(case: Case) -> str | None:
    """ "At least", "more than", "about", "only" before a number stay, and none is put before one."""
    text = case.statement.text
    cited = " \n ".join([*case.quotes, *(p.sentence.text for p in case.passages)])
    own = _limits(text)
    theirs = _limits(cited)
    bare_cited = _bare_numbers(cited)
    for kind, number in sorted(theirs):
        if number in _bare_numbers(text) and (kind, number) not in own and number not in bare_cited:
            return f"the passage says '{kind} {number}'"
    for kind, number in sorted(own):
        if (kind, number) not in theirs and number not in {n for k, n in theirs if k == kind}:
            return f"the passage does not say '{kind} {number}'"
    lower = {w.text.lower() for w in words_of(cited)}
    for word in case.words:
        if word.text.lower() in _LIMIT_WORDS and word.text.lower() not in lower:
            return f"the passage does not say '{word.text}'"
    return None


def comparison_cut(case: Case) -> str | None:
    """ "More rain fell than the service" of "than the service has reported": what is compared lost its verb."""
    own = _COMPARED.search(case.statement.text.rstrip(" .!?"))
    if own is None:
        return None
    compared = own.group(1)
    for quote in case.quotes:
        at = quote.find(compared)
        if at >= 0 and _ITS_VERB.match(quote[at + len(compared) :]):
            return f"the comparison 'than {compared}' is cut short"
    return None


def _limits(text: str) -> set[tuple[str, str]]:
    found = set()
    for match in _HEDGED_NUMBER.finditer(text):
        for kind, pattern in _LIMITS:
            if re.fullmatch(pattern, match.group(1), re.IGNORECASE):
                found.add((kind, stem(match.group(2))))
    return found


def _bare_numbers(text: str) -> set[str]:
    spans = [m.span() for m in _HEDGED_NUMBER.finditer(text)]
    loose = {
        stem(m.group())
        for m in re.finditer(
            r"\ban? (?:million|billion|thousand|hundred|dozen|quarter|third|half|century|decade|year)\b"
            r"|\b(?:one|double|twice|triple)\b",
            text,
            re.IGNORECASE,
        )
        if not any(s <= m.start() < e for s, e in spans)
    }
    return loose | {w.stem for w in words_of(text) if w.is_number and not any(s <= w.start < e for s, e in spans)}
