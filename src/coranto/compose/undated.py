"""Takes the day out of a sentence where nothing says which day it is: "ruled on Monday" of an article without a date.

What was done stays true without its day; left in, "Monday" would be read as the last one. Only a day that stands for
itself goes: a deadline, a start, or two days told apart are part of what is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.compose.edits import Change
from coranto.types import Attribution, Sentence, Timex, Token

WHY = "day left out: the article's date of publication is not certain"
_DAY = re.compile(
    r"(?:(?:early|late) )?(?:on )?(?:early |late )?(?:the (?:morning|afternoon|evening|night) of )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight)(?: (?:morning|afternoon|evening|night))?",
    re.I,
)
_WEEK = re.compile(r"(?:(?:early|late|earlier|later) )?(?:last|this|next) (?:week|weekend)", re.I)
_NEEDS_TIME = frozenset("start begin end open close expire last run fall finish schedule expect set plan".split())
_MADE_PUBLIC = frozenset("release publish post issue air broadcast unveil file submit".split())
"""Participles that say nothing but that there is such a thing: "a survey released Tuesday" is a survey."""
_REPORTS = frozenset("say tell report announce rule promise find warn vow agree decide state confirm".split())
_TIMED = frozenset("deadline night morning evening afternoon edition paper newspaper start finish opening".split())
"""What is nothing, or something else, without its day."""
_GOES_ON = frozenset("when after as while".split())
_VERB = re.compile(r"\s*(?:is|was|will|would|has|had|may|could)\b")
_RELATIVE = re.compile(
    r"\b(?:last|this|that|next|previous|prior|past|coming|of (?:the|last|this|next)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|tonight|yesterday|tomorrow|ago|earlier|later)\b",
    re.I,
)
_LEAD = re.compile(r"(?:\b(?:early|late) )?(?:\bon )?(?:\b(?:early|late) )?$", re.I)
_NOT_BEFORE = re.compile(
    r"\b(?:in|at|by|until|till|since|from|before|after|through|to|of|for|between|as|than|and|or|during|this|next|last"
    r"|around|about|that|but|not|only|every|each|is|was|are|were|be|been)\s+$",
    re.I,
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NOT_AFTER = re.compile(
    rf"\s*(?:['’]s?\s|\d|[(]|[-–]\w|[-–—]\s*(?:\d|{_WEEKDAY})|to \d+\b(?! (?:year|month|week|day|hour)s?\b)"
    r"|(?:,? and|,? or|through|until|but|at|from) \d|(?:,? and|,? or|to|through|until|but|at|from) "
    rf"(?:on |late |early )*(?:{_WEEKDAY}|to(?:day|night|morrow)|the (?:morning|afternoon|evening|night)))",
    re.I,
)


def without_day(text: str, sentence: Sentence, timex: Timex) -> Change | None:
    """The change that takes the day with its "on" and its commas out of ``text``; None where that is not safe.

    A participle that has only the day goes with it ("a survey released Tuesday"), and so does a day before a noun
    ("a Tuesday ruling").
    """
    before, after = text[sentence.start : timex.start], text[timex.end : sentence.end]
    change = _without_participle(text, sentence, timex) or _before_noun(text, sentence, timex)
    if change is not None:
        return change
    if (
        not (_DAY.fullmatch(timex.text.strip()) or _is_plain_week(sentence, timex))
        or _NOT_AFTER.match(after)
        or not _is_adverbial(sentence, timex)
    ):
        return None
    lead = _LEAD.search(before)
    if not re.search(r"\bon\b", f"{lead.group() if lead else ''}{timex.text}", re.I) and _VERB.match(after):
        return None
    start = timex.start - (len(lead.group()) if lead else 0)
    before = text[sentence.start : start]
    if _NOT_BEFORE.search(before):
        return None
    end = timex.end
    closing = re.match(r"\s*,\s*", after)
    if not before.strip():
        end += len(closing.group()) if closing else len(after) - len(after.lstrip())
    elif before.rstrip().endswith(","):
        # the comma of "in Torva, Valen, Tuesday after a storm" belongs to the place
        closes = bool(closing) or bool(re.match(r"\s*[.;:!?]", after))
        start = sentence.start + len(before.rstrip()) - closes
        end += len(closing.group().rstrip()) if closing else 0
    else:
        start = sentence.start + len(before.rstrip())
    return Change(start=start, end=end, after="", why=WHY)


def names_its_day(text: str) -> bool:
    """ "Jan. 5", "November", "Christmas Day": which day is plain, of whatever year, and may stand as printed."""
    return not _RELATIVE.search(text) and bool(re.search(r"\b[A-Z][a-z]", text))


def leaves_sense(changes: Sequence[Change], sentence: Sentence, attribution: Attribution | None) -> bool:
    """Whether the sentence can lose these days: where it gives figures, two of them tell what is compared.

    The day of the report, in an attribution, is not counted.
    """
    if not re.search(r"\d", sentence.text):
        return True
    told = [c for c in changes if c.why == WHY]
    if attribution is not None:
        told = [c for c in told if not attribution.start <= c.start < attribution.end]
    return len(told) <= 1


def _without_participle(text: str, sentence: Sentence, timex: Timex) -> Change | None:
    """The change that takes out "released Tuesday" after its noun, with the commas around it."""
    if not _DAY.fullmatch(timex.text.strip()):
        return None
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if timex.start <= t.start < timex.end]
    place = next((i for i, t in enumerate(tokens) if t.start >= timex.start), 0) - 1
    while place > 0 and tokens[place].text.lower() in {"on", "early", "late"}:
        place -= 1
    if place < 1 or not inside:
        return None
    verb = tokens[place]
    if verb.lemma not in _MADE_PUBLIC or verb.tag != "VBN" or verb.dep != "acl":
        return None
    others = [i for i, t in enumerate(tokens) if t.head == place and t.pos != "PUNCT" and not place < i <= inside[-1]]
    if others:
        return None
    before, after = text[sentence.start : verb.start].rstrip(), text[timex.end : sentence.end]
    start, end = sentence.start + len(before), timex.end
    if before.endswith(","):
        closing = re.match(r"\s*,", after)
        if not closing and not re.match(r"\s*[.;:!?]", after):
            return None
        start -= 1
        end += len(closing.group()) if closing else 0
    return Change(start=start, end=end, after="", why=WHY)


def _before_noun(text: str, sentence: Sentence, timex: Timex) -> Change | None:
    """The change that takes the day out of "a Tuesday ruling"; a deadline is nothing without its day."""
    article = re.search(r"\b([Aa]n?) (?:(?:early|late) )?$", text[sentence.start : timex.start])
    following = next((t for t in sentence.tokens if t.start >= timex.end), None)
    if article is None or following is None or not _DAY.fullmatch(timex.text.strip()):
        return None
    if following.pos != "NOUN" or following.lemma in _TIMED or following.text[:1].isupper():
        return None
    word = "an" if following.text[:1] in "aeio" else "a"
    word = word.capitalize() if article.group(1)[0] == "A" else word
    return Change(start=sentence.start + article.start(), end=timex.end, after=word, why=WHY)


def _is_plain_week(sentence: Sentence, timex: Timex) -> bool:
    """Whether it is a week of which nothing is counted: "jobs lost last week" are not all that were lost."""
    return bool(_WEEK.fullmatch(timex.text.strip())) and not re.search(
        r"\d|illion|thousand|hundred|record", sentence.text
    )


def _is_adverbial(sentence: Sentence, timex: Timex) -> bool:
    """Whether the day only says when: it hangs on a verb or, with "on", on a noun, and is no subject or predicate."""
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if timex.start <= t.start < timex.end]
    heads = [i for i in inside if tokens[i].head not in inside]
    if len(heads) != 1:
        return False
    head = tokens[heads[0]]
    above = tokens[head.head]
    if head.dep == "prep":
        return _may_lose(above)
    if head.dep == "pobj" and above.lemma.lower() == "on":
        over = tokens[above.head]
        return above.dep == "prep" and _may_lose(over)
    last = tokens[inside[0] - 1] if inside[0] else None
    following = tokens[inside[-1] + 1].text.lower() if inside[-1] + 1 < len(tokens) else ""
    # "promised Friday to spend", "were injured Monday when", whatever is parsed
    told = last is not None and last.tag in {"VBD", "VBN"} and last.lemma not in {"be", *_NEEDS_TIME}
    if told and (
        following in _GOES_ON or (following in {"that", "to"} and last is not None and last.lemma in _REPORTS)
    ):
        return True
    if head.start < above.start and above.tag in {"VBD", "VBZ", "VBP"} and not _has_subject(sentence, head.head):
        return False  # "Friday marked the beginning": the day itself is the subject, whatever is parsed
    if head.dep not in {"npadvmod", "advmod", "tmod", "nmod"} or above.pos == "PRON" or above.lemma == "be":
        return False
    if above.pos not in {"VERB", "AUX"} and above.start > head.start:
        return False
    # "a poll, released Tuesday, found", "a fine beginning Friday": without its day the participle says nothing
    bare = above.tag in {"VBN", "VBG"} and above.dep not in {"ROOT", "conj", "ccomp", "relcl"}
    return not bare or (above.lemma not in _NEEDS_TIME and _has_more(sentence, head.head, inside))


def _has_more(sentence: Sentence, verb: int, day: Sequence[int]) -> bool:
    """Whether something other than the day hangs on a participle: "speaking to reporters", "released in the case"."""
    return any(
        t.head == verb and i not in day and t.dep in {"prep", "dobj", "agent", "advcl", "ccomp", "xcomp"}
        for i, t in enumerate(sentence.tokens)
    )


def _has_subject(sentence: Sentence, verb: int) -> bool:
    """Whether a verb, or the one that it is joined to, has a subject of its own."""
    tokens = sentence.tokens
    while tokens[verb].dep == "conj" and tokens[verb].head != verb:
        if any(t.head == verb and t.dep.startswith(("nsubj", "csubj", "expl")) for t in tokens):
            return True
        verb = tokens[verb].head
    return any(t.head == verb and t.dep.startswith(("nsubj", "csubj", "expl")) for t in tokens)


def _may_lose(above: Token) -> bool:
    """Whether a word can stand without its day: "which starts on Sunday" cannot, "work started on Sunday" can."""
    if above.lemma in _NEEDS_TIME and above.tag in {"VB", "VBZ", "VBP"}:
        return False
    return above.pos in {"VERB", "NOUN", "PROPN"} and above.lemma.lower() != "be"
