"""Whether somebody's words can be understood where they stand alone, and whether they are about this story at all.

A quotation is lifted out of its paragraph like a sentence: "I would ask him the same thing" says nothing without it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from statistics import median_low

from coranto.compose.antecedents import HE, HUMAN
from coranto.types import Analysis, Quotation, Sentence, Source, Token

OTHER_EVENT_DAYS = 45
"""A paragraph whose own date lies further back than this before the article tells of another event."""
OLD_NEWS = timedelta(days=60)
"""An article so much older than most of the story's tells of what came before it."""
FAR = 5
"""Paragraphs back to which a speaker's introduction is looked for."""
NEAR_TOP = 2
"""Paragraphs below the lead in which somebody still speaks of those of whom the lead tells."""
FRESH = timedelta(days=10)
"""For so long "this year" or "next month" in a quotation means what the story's reader takes it for."""
_THEY = frozenset("they them their theirs themselves".split())
_POINTING = frozenset("it this that these those".split())
_EMPTY = frozenset("thing way time lot bit".split())
_LEANS = re.compile(
    r"\b(?:the same (?:thing|way|one)|(?:that|this) one|did so|do so|otherwise)\b",
    re.I,
)
_SAYS_NOTHING = re.compile(
    r"(?:n['’]t|\bnot|\bcannot|\bnothing|\bunable to) (?:[\w'’]+ ){0,4}"
    r"(?:say|talk|comment|speculate|discuss|confirm|tell you)\b"
    r"|\bwe(?: will|['’]ll) (?:update|let you know|keep you)\b|\bno comment\b|\b(?:get|see) into the mind\b",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:[Ww]hen|[Aa]fter) (?:being )?asked\b|^Asked\b|\b[Ii]n (?:answer|reply) to (?:a|the) question"
)
_RELATIVE_TIME = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow|from now|ago"
    r"|(?:this|next|last) (?:week|month|year|season|spring|summer|fall|autumn|winter))\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"^(?:In (?:a|an) (?:separate|unrelated|earlier|similar|different|other)\b|In another\b|Separately,|Previously,)"
)


def leaning(analysis: Analysis, quotation: Quotation) -> str | None:
    """What in the words points to something that they do not say; None where they can be understood alone."""
    phrase = _LEANS.search(quotation.text)
    if phrase is not None:
        return phrase.group()
    tokens = _inside(analysis, quotation)
    theirs = any(t.text.lower() == "we" for t in tokens) or _opens_on_many(analysis, quotation)
    for place, token in enumerate(tokens):
        word = token.text.lower()
        before = tokens[:place]
        if word in HE and not any(t.lemma.lower() in HUMAN or t.pos == "PROPN" for t in before):
            return token.text
        if word in _THEY and theirs and (token.dep == "nsubj" or word == "their"):
            continue  # "more than they wanted to give", said by "us": the other side; or those whom the news is about
        if word in _THEY and not any(
            (t.tag in {"NNS", "NNPS"} or t.lemma.lower() == "people") and not (word == "them" and t.dep == "nsubj")
            for t in before
        ):
            return token.text  # who does something does not do it to "them"
        if word in _POINTING and token.pos == "PRON" and not _is_empty(tokens, place):
            things = [t for t in before if t.pos in {"NOUN", "PROPN"} and t.lemma.lower() not in _EMPTY]
            if not things:
                return token.text
    return None


def _opens_on_many(analysis: Analysis, quotation: Quotation) -> bool:
    """Whether the words stand near the top of an article whose lead tells what several did: they are "they"."""
    prose = [s for s in analysis.sentences if s.field == "text" and s.noise is None]
    if not prose or analysis.sentences[quotation.sentence].paragraph - prose[0].paragraph > NEAR_TOP:
        return False
    tokens = prose[0].tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is None:
        return False
    saying = {i for i, t in enumerate(tokens) if t.head == root and t.dep in {"ccomp", "parataxis"}}
    return any(t.tag == "NNS" and t.dep == "nsubj" and t.head in {root, *saying} for t in tokens)


def answers(analysis: Analysis, quotation: Quotation) -> bool:
    """Whether the words answer a question that a reader does not see: one in the sentence before, or "when asked"."""
    own = analysis.sentences[quotation.sentence]
    before = analysis.sentences[own.index - 1] if own.index else own
    outside = own.text[: max(0, quotation.start - own.start)] + own.text[quotation.end - own.start :]
    asked = before is not own and before.paragraph == own.paragraph and before.text.rstrip().endswith("?")
    return asked or bool(_ASKED.search(outside))


def names_a_stranger(source: Source, quotation: Quotation, told: Collection[str]) -> bool:
    """Whether the words name a person of whom the page (``told``: its words, small) says nothing, nor they themselves.

    A name after a noun is told with it ("the tram operator Dorn"); a first word has its capital anyway, and so may have
    one that the article also writes small ("our Zoo family").
    """
    tokens = _inside(source.analysis, quotation)
    for mention in source.analysis.mentions:
        last = mention.text.split()[-1]
        if mention.label != "person" or mention.field != quotation.field or last in (quotation.speaker or ""):
            continue
        if not quotation.start < mention.start < quotation.end or not all(w[0].isupper() for w in mention.text.split()):
            continue
        before = next((t for t in reversed(tokens) if t.end <= mention.start), None)
        small = re.search(rf"\b{re.escape(last.lower())}\b", source.article.text)
        if last.lower() not in told and small is None and (before is None or before.pos != "NOUN"):
            return True
    return False


def says_nothing(text: str) -> bool:
    """Whether the speaker only says that there is nothing to say."""
    return bool(_SAYS_NOTHING.search(text))


def is_of_this_story(source: Source, first: Sentence, quotation: Quotation, topic: Collection[str]) -> bool:
    """Whether the words are of this story: not of another year, case or affair that the article goes on to.

    ``topic`` are the lemmas of the story's headlines and leads: the paragraph, or the one before it, has one of them.
    """
    passage = _passage(source.analysis, first, quotation)
    if any(_ELSEWHERE.match(s.text) for s in passage):
        return False
    published = source.article.published_at.date()
    inside = {s.index for s in passage}
    named = [
        t.value
        for t in source.analysis.timexes
        if t.sentence in inside
        and t.kind in {"date", "time"}
        and not quotation.start <= t.start < quotation.end  # of what the speaker speaks may well lie back
    ]
    if any(value and (published - last_day(value)).days > OTHER_EVENT_DAYS for value in named):
        return False
    near = [s for s in source.analysis.sentences if s.field == first.field and 0 <= first.paragraph - s.paragraph <= 1]
    words = {t.lemma.lower() for s in [*near, *passage] for t in s.tokens if t.pos in {"NOUN", "PROPN", "VERB"}}
    return not topic or bool(words & set(topic))


def middle_of(sources: Sequence[Source]) -> datetime:
    """The time around which the story was reported: that of the middle article."""
    return median_low([source.article.published_at for source in sources])


def is_out_of_date(source: Source, text: str, middle: datetime, newest: datetime) -> bool:
    """Whether the article is of an earlier time, or its "next month" would be read as another month."""
    at = source.article.published_at
    if middle - at > OLD_NEWS:
        return True
    return bool(_RELATIVE_TIME.search(text)) and newest - at > FRESH


def _inside(analysis: Analysis, quotation: Quotation) -> list[Token]:
    return [
        token
        for sentence in analysis.sentences
        if sentence.field == quotation.field and sentence.start < quotation.end and quotation.start < sentence.end
        for token in sentence.tokens
        if quotation.start <= token.start < quotation.end
    ]


def _is_empty(tokens: Sequence[Token], place: int) -> bool:
    """ "It is important to ...", "this is a tragedy", "that happened": nothing, or the very thing that is told."""
    token = tokens[place]
    if token.dep == "expl" or token.dep == "mark" or token.tag in {"IN", "WDT"}:
        return True
    following = [t.lemma.lower() for t in tokens[place + 1 : place + 7]]
    if following[:1] == ["be"] and any(t.tag == "WP" for t in tokens[place + 2 : place + 5]):
        return True  # "it is not what we wanted": the news itself
    if following[:1] == ["be"] and any(t.pos == "NOUN" and t.dep == "attr" for t in tokens[place + 1 : place + 9]):
        return True  # "it is a small number": said of what the page is about
    return (
        token.text.lower() == "it" and "be" in following[:2] and bool({"to", "that", "when", "if"} & set(following[2:]))
    )


def _passage(analysis: Analysis, first: Sentence, quotation: Quotation) -> list[Sentence]:
    """The quotation's paragraph, and from where the speaker was introduced not far above."""
    own = [s for s in analysis.sentences if s.field == first.field and s.paragraph == first.paragraph]
    if quotation.speaker is None or quotation.field == "title":
        return own
    named = [m.sentence for m in analysis.mentions if m.entity == quotation.speaker and m.field == "text"]
    above = [analysis.sentences[i] for i in named if 0 < first.paragraph - analysis.sentences[i].paragraph <= FAR]
    if not above:
        return own
    return [*(s for s in analysis.sentences if s.field == "text" and s.paragraph == above[0].paragraph), *own]


def last_day(value: str) -> date:
    """The last day of a year, a month or a day, no later than the 28th."""
    year, month, day = (int(part) for part in (value + "-12-28")[:10].split("-")[:3])
    return date(year, month, min(day, 28))
