"""Which way the verb that governs an expression looks: "will meet Monday" ahead, "met on Monday" back.

A weekday alone does not say which week it means; its verb does. With a parse the governing verb is asked, without
one the nearest cue in the clause.
"""

from __future__ import annotations

import re

from coranto.types import Sentence, Token

_AHEAD = re.compile(
    r"\b(?:will|shall|won't|'ll|would|to (?!the\b|a\b|an\b|his\b|her\b|their\b|its\b|\d)[a-z]+"
    r"|plans?|planned|scheduled"
    r"|due|set|expects?|expected|upcoming|until|by|next)\b",
    re.I,
)
_BACK = re.compile(r"\b(?:said|was|were|had|has|have|did|since|told|ago|[a-z]{2,}ed)\b", re.I)
_CLAUSE = re.compile(r"[;:]|, (?:and|but|while|which|who)\b|\b(?:after|before|when|while|because|who|which)\b", re.I)
_HOUR = r"(?:(?:\d[\d.:]*\s*(?:[ap]\.?m\.?)?|noon|midnight)\s+(?:[A-Z]{2,4}\s+)?(?:on\s+)?)?"
"""The hour that may stand before its day: "until 9 a.m. Tuesday"."""
_UNTIL = re.compile(
    r"\b(?:postponed?|delay(?:s|ed)?|extend(?:s|ed)?|extended its deadline|adjourn\w*"
    r"|closed|shut|halt(?:s|ed)?|stop(?:s|ped)?|given|gives?|gave|has|have|suspend\w*|due)\b"
    rf"[\w\s,'’.-]{{0,40}}\buntil\s+{_HOUR}$",
    re.I,
)
_LASTS_FROM = re.compile(
    r"\b(?:truce|ceasefire|cease-fire)\b[^.;:,]{0,30}\bfrom\s+$|\b(?:closed|shut|halted)\b[^.;:,]{0,20}\bthrough\s+$",
    re.I,
)
"""What was agreed from a day on, or shut through it, reaches to that day: "a truce from Saturday"."""
_SET_FOR = re.compile(
    r"\b(?:announc|schedul|plan|call|set|propos|book|fix|order|declar|slat|arrang|invit|summon|forecast|predict|due|expect"
    r"|vote|election|trial|hearing|summit|meeting|talks|launch|deadline|strike|funeral|ceremony)\w*\b[^.;:]{0,60}\bfor\s+"
    r"(?:the\s+)?$",
    re.I,
)
"""What is set for a day lies ahead of the setting, whatever the tense: "announced a day of mourning for Sunday"."""
_MOVED_TO = re.compile(
    r"\b(?:postpon|delay|mov|push|reschedul|adjourn|put (?:off|back)|shift|extend|suspend|brought forward)\w*\b"
    r"[^.;:]{0,60}\b(?:to|until|till)\s+(?:the\s+)?$",
    re.I,
)
_RECORD_SET = re.compile(
    r"\b(?:record|high|low|mark|peak|best|standard|precedent)s?\s+(?:\w+\s+)?set\s+(?:on|in)\s+$", re.I
)
"""A record that was set is behind us: nobody schedules one."""
_READY_FOR = re.compile(
    r"\b(?:ready|due|bound|set|booked|prepar\w+|brac\w+|gear\w* up) for\b(?:\s[\w'’-]+){0,4}?\s+(?:on\s+)?$", re.I
)
"""What one is ready for is to come: "ready for launch on Wednesday"."""
_THEN_DONE = re.compile(r",? before (?:[\w'’]+ ){1,4}?(?:first )?[a-z]+ed\b")
"""A day beside a clause of the past is past with it: "a close of 34 euros on Monday, before the board spoke"."""
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
_FUTURE_ADJECTIVES = frozenset({"due", "set", "likely", "scheduled", "ready", "about", "bound"})
_PLANS = frozenset("plan decision deadline intention agreement order proposal deal promise date pledge vow".split())
_CONCLUDES = frozenset("sign approve issue reach take make give reverse defend criticize criticise uphold".split())
"""Verbs that may have the day for themselves: "signed the order to close the port on Saturday" does not look ahead."""
_SCHEDULED = frozenset({"schedule", "expect", "plan", "slate", "set", "due", "aim", "intend", "hope"})
_STATES = frozenset(
    {
        "say",
        "be",
        "have",
        "come",
        "show",
        "suggest",
        "mark",
        "follow",
        "believe",
        "think",
        "know",
        "see",
        "remain",
        "do",
    }
)


def looks(sentence: Sentence, start: int, end: int) -> int:
    """-1 where the verb over sentence.text[start:end] is past, 1 where it is future, 0 where it does not say."""
    tokens = sentence.tokens
    if tokens and any(token.dep for token in tokens):
        side = _own_words(sentence.text, start, end)
        if side is not None:
            return side
        verb = governing_verb(tokens, sentence.start + start, sentence.start + end)
        if verb is not None:
            return verb_side(tokens, verb)
    return _cue(sentence.text, start, end)


def _own_words(text: str, start: int, end: int) -> int | None:
    """What the words beside the expression say, whatever the verb: "as soon as", "ahead of Monday's vote"."""
    before = text[max(0, start - 60) : start]
    if _RECORD_SET.search(before):
        return -1
    if _SET_FOR.search(before) or _MOVED_TO.search(before):
        return 1
    if _UNTIL.search(before) or re.search(
        r"\b(?:as (?:soon|early) as|ahead of|not (?:before|until))\s+$", before, re.I
    ):
        return 1
    if _READY_FOR.search(before) or _LASTS_FROM.search(before):
        return 1
    if _THEN_DONE.match(text[end:]):
        return -1
    possessive = re.match(r"['’]s?\s+(?:[\w-]+\s+){0,4}?(?:will|is to|are to|is expected|would)\b", text[end:])
    if re.match(r"['’]s\b", text[end:]) and not possessive:
        return -1
    return None


def governing_verb(tokens: tuple[Token, ...], start: int, end: int) -> int | None:
    """The index of the nearest verb above the tokens between two offsets of the field, or None."""
    inside = [i for i, token in enumerate(tokens) if token.start < end and token.end > start]
    if not inside:
        return None
    at = next((i for i in inside if not start <= tokens[tokens[i].head].start < end), inside[0])
    for _ in range(len(tokens)):
        if tokens[at].pos in ("VERB", "AUX") and at not in inside:
            return at
        if tokens[at].head == at:
            return None
        at = tokens[at].head
    return None


def verb_side(tokens: tuple[Token, ...], verb: int) -> int:
    """Which way one verb looks: its own auxiliaries, those it shares through *and*, or the verb it completes."""
    for _ in range(8):
        token = tokens[verb]
        kin = [
            other for other in tokens if other.head is not None and tokens[other.head] is token and other is not token
        ]
        words = {other.lemma.lower() for other in kin if other.dep in ("aux", "auxpass")} | {
            other.text.lower() for other in kin if other.dep in ("aux", "auxpass")
        }
        if words & {"will", "shall", "'ll", "wo", "would", "may", "might", "can", "should", "must"}:
            return 1
        lemma = token.lemma.lower()
        if lemma in _SCHEDULED and (token.tag == "VBN" or lemma in ("plan", "schedule", "slate")):
            return 1
        if "could" in words:
            return -1
        if token.tag == "VB" or "to" in words:
            # An infinitive looks ahead of the verb it completes, unless that verb is past.
            if token.head == verb:
                return 1
            above = tokens[token.head]
            if token.dep == "conj" and above.pos in ("VERB", "AUX"):
                verb = token.head
                continue
            if above.pos in ("NOUN", "PROPN") and above.lemma.lower() not in _PLANS:
                over = governing_verb(tokens, above.start, above.end)
                if over is None:
                    return 1
                verb = over
                continue
            if above.pos == "NOUN" and above.dep in ("dobj", "nsubjpass"):
                concluding = tokens[above.head]
                if concluding.lemma.lower() in _CONCLUDES and concluding.tag in ("VBD", "VBN"):
                    return 0
            if above.text.lower() in _FUTURE_ADJECTIVES or above.lemma.lower() in _SCHEDULED:
                return 1
            if above.lemma.lower() == "be":
                return 1
            if above.tag in ("VBD", "VBN"):
                # "agreed late on Thursday to stop on Saturday": the second day is that of what was agreed
                return 1 if _has_own_day(tokens, token.head, verb) else -1
            return 1
        if token.tag in ("VBD", "VBN") or words & {"have", "had", "has", "was", "were", "did"}:
            if token.tag == "VBN" and token.dep == "conj" and not words:
                verb = token.head
                continue
            return -1
        if token.dep == "conj" and tokens[token.head].pos in ("VERB", "AUX") and not words:
            verb = token.head
            continue
        if token.tag == "VBG":
            if words & {"be", "is", "are", "'s", "'re"}:
                return 1
            if token.head != verb and tokens[token.head].pos in ("VERB", "AUX"):
                verb = token.head
                continue
            return 0
        return _present(tokens, verb, lemma)
    return 0


def _has_own_day(tokens: tuple[Token, ...], verb: int, infinitive: int) -> bool:
    """Whether a verb has a day of its own, beside what hangs on its infinitive."""
    for place, token in enumerate(tokens):
        if token.text.lower() not in _DAYS:
            continue
        at = place
        for _ in range(6):
            at = tokens[at].head
            if at == verb:
                return True
            if at == infinitive or tokens[at].pos in ("VERB", "AUX"):
                break
    return False


def _present(tokens: tuple[Token, ...], verb: int, lemma: str) -> int:
    """A present tense with a date is a plan ("opens Monday"), if it is no report and no state."""
    if any(other.head == verb and other.text.lower() in _FUTURE_ADJECTIVES for other in tokens):
        return 1
    return 1 if tokens[verb].tag in ("VBZ", "VBP") and lemma not in _STATES else 0


def _cue(text: str, start: int, end: int) -> int:
    """The last cue before the expression in its clause, else the first one after it."""
    cut = [match.end() for match in _CLAUSE.finditer(text, 0, start)]
    before = text[cut[-1] if cut else 0 : start]
    ahead = max((match.start() for match in _AHEAD.finditer(before)), default=-1)
    back = max((match.start() for match in _BACK.finditer(before)), default=-1)
    if ahead != back:
        return 1 if ahead > back else -1
    after = text[end:]
    clause = _CLAUSE.search(after)
    after = after[: clause.start()] if clause else after
    ahead_match, back_match = _AHEAD.search(after), _BACK.search(after)
    if ahead_match and (not back_match or ahead_match.start() < back_match.start()):
        return 1
    return -1 if back_match else 0
