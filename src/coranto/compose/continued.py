"""Two ways in which a sentence goes on from the one before it that can be written out for certain.

"They also found ..." after "Observers found ...": the same people. "That batch" after "batch 7K-114": the same thing.
Without them a page tells what one side is blamed for, and withholds what the other is.
"""

from __future__ import annotations

import re

from coranto.compose.edits import Change, passage
from coranto.compose.reading import Reading
from coranto.types import Sentence, Token

_ALSO = re.compile(r"(They|It) also (?=[a-z])")
_THAT = re.compile(r"\b([Tt]hat|[Tt]his) ([a-z]{3,})\b(?! of\b)")
_ENDS_OF_SUBJECT = frozenset({"relcl", "acl", "appos", "punct"})


def same_doer(reading: Reading, sentence: Sentence) -> Change | None:
    """ "They also VERB" as the one subject that does the same VERB in the sentence before; None where there is none."""
    match, before = _ALSO.match(sentence.text), reading.before(sentence)
    if match is None or before is None:
        return None
    verb = next((t for t in sentence.tokens if t.start >= sentence.start + match.end()), None)
    doers = [
        i
        for i, t in enumerate(before.tokens)
        if t.dep == "nsubj" and verb is not None and before.tokens[t.head].lemma == verb.lemma
    ]
    if len(doers) != 1:
        return None
    doer = before.tokens[doers[0]]
    many = doer.tag in {"NNS", "NNPS"}
    if doer.pos not in {"NOUN", "PROPN"} or many != (match[1] == "They"):
        return None
    words = _phrase(reading, before.tokens, doers[0])
    return Change(
        start=sentence.start,
        end=sentence.start + len(match[1]),
        after=words[:1].upper() + words[1:],
        why=f"'{match[1]}' written as who did the same in the sentence before",
        evidence=(passage(reading.source, "text", before.start, before.end),),
    )


def pointed_noun(reading: Reading, sentence: Sentence) -> Change | None:
    """ "That batch" as the one batch with a number or name of the sentence before; None where there is none or two."""
    match, before = _THAT.search(sentence.text), reading.before(sentence)
    if match is None or before is None:
        return None
    noun = match[2]
    named = re.findall(rf"\b{noun}s? (?:No\. ?)?(?=[\w-]*\d)[\w-]+\b", before.text, re.IGNORECASE)
    every = re.findall(rf"\b{noun}(?:s|es)?\b", before.text, re.IGNORECASE)
    if len(named) != 1 or len(every) != 1:
        return None
    start = sentence.start + match.start()
    at_head = match.start() == 0
    words = named[0][:1].upper() + named[0][1:] if at_head else named[0][:1].lower() + named[0][1:]
    return Change(
        start=start,
        end=sentence.start + match.end(),
        after=words,
        why=f"'{match.group()}' written as the sentence before names it",
        evidence=(passage(reading.source, "text", before.start, before.end),),
    )


def _phrase(reading: Reading, tokens: tuple[Token, ...], root: int) -> str:
    """The subject with its modifiers and its phrases behind it, without clauses."""
    inside, grown = {root}, True
    while grown:
        fresh = {i for i, t in enumerate(tokens) if t.head in inside and t.dep not in _ENDS_OF_SUBJECT} - inside
        grown = bool(fresh)
        inside |= fresh
    last = root
    while last + 1 in inside:
        last += 1
    words = reading.source.article.text[tokens[min(inside)].start : tokens[last].end]
    return words if tokens[min(inside)].pos in {"PROPN", "DET"} else words[:1].lower() + words[1:]
