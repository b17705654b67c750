"""The first words of a sentence: what may be dropped, and what makes the sentence lean on the one before it.

Measured on some 1,200 sentences of real stories: openers are the commonest reason why a sentence cannot stand alone.
"""

from __future__ import annotations

import re

from coranto.compose.edits import Change

_DROPPED = re.compile(
    r"(?:But|And|Yet|However|Meanwhile|Still|Nonetheless|Nevertheless|Moreover|Furthermore|Additionally|Also"
    r"|In addition|On top of that|At the same time|For (?:his|her|its|their) part|Of course|Indeed|In fact"
    r"|Separately|Elsewhere|In other developments)\b(?!\s+(?:to|of|for|from|as|a|an|more|another|others?|in)\b),?\s+"
)
_LEANS = re.compile(
    r"(?:So|Then|Instead|Such|Others?|Another|Neither|Either|Both|Previously|Later|Afterwards?|Earlier|Thus|Hence"
    r"|Therefore|Otherwise|Accordingly|Consequently|Likewise|Similarly|Besides|Even so|If so|Or|Nor|Only then"
    r"|Of (?:those|these|them|that)|In (?:this|that|such|another|either|both|one) (?:case|instance|way|respect|sense|context)?"
    r"|At (?:that|this|the) (?:time|point|moment|stage)|For (?:this|that|these|those) reasons?|As a (?:result|consequence)"
    r"|As such|By (?:then|comparison|contrast)|In (?:contrast|comparison|turn|response|return|all|short|sum|other words)"
    r"|On the other hand|For (?:example|instance|one thing)|To (?:that|this) end|Because of (?:this|that)"
    r"|After (?:this|that|which)|Before that|Since then|Until then|Despite (?:this|that)|Beyond that|With that"
    r"|Among (?:them|those|these)|The (?:former|latter|same|other|others|rest|second|third|first)|One of (?:them|those|these)"
    r"|Some of (?:them|those|these)|None of (?:them|those|these)|All of (?:them|those|these)|Each of (?:them|those|these)"
    r"|Most of (?:them|those|these)|Many of (?:them|those|these)|Here|There(?!['’]|\s+(?:is|are|was|were|has|have|had|will|would|may"
    r"|might|could|can|should|must|appears?|seems?|remains?|exists?))|Now(?=,)|Yes|No,|Well,|Too,|Again|Once again"
    r"|(?:Two|Three|Four|Five|Six|Several|Many|Some|Most|Few|All|None|A few|Dozens|Hundreds) (?:more|others?|did|do|does|have|had|has|were|was|are|is|said|of (?:them|those))"
    r"|(?:Days|Weeks|Months|Years|Hours|Minutes|Moments|Shortly|Soon|Not long|A (?:day|week|month|year|few \w+)|The (?:next|following|previous) \w+"
    r"|(?:One|Two|Three|Four|Five|Six|Seven|Ten|Several) (?:days|weeks|months|years|hours|minutes|day|week|month|year|hour)) (?:later|earlier|after(?:wards?)?(?=,)|before(?=,)|prior)"
    r"|The (?:next|following|previous) (?:day|week|month|year|morning|night|evening|afternoon))\b"
)
_CONNECTIVES = frozenset(
    {"so", "then", "instead", "therefore", "thus", "hence", "too", "either", "likewise", "similarly"}
)
_DEMONSTRATIVE = re.compile(r"(?:This|That|These|Those|It|They|Its|Their|Theirs|Them)\b|It['’]s\b|They['’]")


def opener(text: str, start: int) -> tuple[list[Change], str | None]:
    """What to do with a sentence's first words: changes that drop them, or the reason why it leans.

    ``text`` is the sentence, ``start`` its offset in the field. Of several droppable openers each goes ("But still").
    """
    at = 0
    while match := _DROPPED.match(text, at):
        rest = match.end()
        if rest >= len(text) or not (text[rest].isalnum() or text[rest] in '"“$€£'):
            break
        at = rest
        # the next word is lower case inside the sentence: the patterns below look for a capital
        text = text[:at] + text[at].upper() + text[at + 1 :]
    reason = _leaning(text[at:])
    if reason is not None or at == 0:
        return [], reason
    change = Change(start=start, end=start + at + 1, after=text[at], why="opening connective dropped")
    return [change], None


def _leaning(text: str) -> str | None:
    match = _DEMONSTRATIVE.match(text)
    if match:
        return f"begins with '{match.group()}', which points to the sentence before it"
    match = _LEANS.match(text)
    if match:
        return f"begins with '{match.group()}', which leans on the sentence before it"
    return None


def leans_inside(words: list[str]) -> str | None:
    """A connective in the sentence's last place or before its verb ("did so, too") that leans on what came before."""
    if words and words[-1].lower() in {"too", "either", "likewise", "instead", "afterwards", "though"}:
        return f"ends with '{words[-1]}', which leans on the sentence before it"
    return None
