"""Where what is said begins and ends, before, after or on both sides of the verb of saying.

A cut in the wrong place puts words of the speaker into the mouth of the paper, or the other way round.
"""

from __future__ import annotations

import re

from coranto.analyze.clause import FINITE, RELATIVE, Clause
from coranto.analyze.speakers import Found, Speakers
from coranto.analyze.speech import OUTLETS

_REPLIES = frozenset({"respond", "reply", "answer"})
_MODALS = frozenset({"can", "could", "may", "might", "should", "must", "will", "ca", "wo"})
_UNSAID = frozenset({"to", "not", "n't", "being", "be", "was", "were", "is", "are", "been", "as"})
"""Words right before a verb of saying that make it no report: "declined to say", "is said", "as said"."""
_CONTRAST = frozenset({"while", "although", "though", "whereas"})
_ESTIMATES = frozenset({"put", "place", "estimate", "set", "keep", "give", "list", "revise", "measure"})
_MEASURED = frozenset(
    """
    toll magnitude number figure depth size strength death cost damage loss losses count estimate speed price
    value share rate total turnout intensity epicentre epicenter temperature injured dead
    """.split()
)
_OPENS_CLAUSE = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "CD", "EX", "JJ"})
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|last|next|this|earlier|later|late|early|in|on|at",
    re.IGNORECASE,
)


def weakened(c: Clause, v: int) -> bool:
    """Whether the verb is denied, only possible, passive, or part of a relative clause."""
    for k in c.children[v]:
        dep, word = c.tokens[k].dep, c.tokens[k].text.lower()
        if dep in ("neg", "nsubjpass", "auxpass") or (dep == "aux" and word in _MODALS) or word in ("n't", "never"):
            return True
    if v > 0 and c.tokens[v - 1].text.lower() in _UNSAID:
        return True
    if c.tokens[v].dep == "advcl" and any(c.tokens[k].dep == "mark" for k in c.children[v]):
        return True
    return c.tokens[v].dep in ("relcl", "acl", "amod")


def tail_or_middle(c: Clause, who: Speakers, v: int, subject: tuple[int, int], lemma: str) -> Found | None:
    """Tail or middle: content stands before the clause of saying."""
    first, last = subject
    begin = min(first, v)
    stop = c.clause_end(max(v + 1, last))
    comma = begin - 1 if c.tokens[begin - 1].text == "," else begin
    start = c.tokens[comma - 1].end if comma > 0 else c.sentence.start
    speaker = (first, c.phrase_end(first, last if first < v else max(last, stop)))
    lead = [(c.sentence.start, start)]
    if stop >= len(c.tokens) or c.only_marks(stop + 1) or c.tokens[stop].text not in (",", ";", "—", "–", "--"):
        return who.found(c, start, c.content_end(), lead, speaker, lemma, "tail")
    if first > v and c.tokens[stop + 1].text.lower() in RELATIVE:
        return who.found(c, start, c.content_end(), lead, speaker, lemma, "tail")
    if c.closes_quote(begin - 1) and c.opens_quote(stop + 1):
        content = [*lead, (c.tokens[stop + 1].start, c.content_end())]
        return who.found(c, start, c.tokens[stop + 1].start, content, speaker, lemma, "middle")
    rest = (c.tokens[stop].start, c.content_end())
    if c.tokens[stop + 1].dep == "cc" and c.says_again(stop + 2):
        return who.found(c, start, rest[1], lead, speaker, lemma, "tail")
    return who.found(c, start, rest[0], [*lead, rest], speaker, lemma, "middle")


def head(c: Clause, who: Speakers, v: int, subject: tuple[int, int], lemma: str) -> Found | None:
    """Head: content follows the verb, as a clause, after a colon, or in quotation marks."""
    begin = _content_start(c, v, lemma)
    if begin is None:
        return None
    end = _head_end(c, v, begin)
    start = c.tokens[begin].start
    if end - start < 8:
        return None
    speaker = (subject[0], c.phrase_end(*subject))
    return who.found(c, c.sentence.start, start, [(start, end)], speaker, lemma, "head")


def _content_start(c: Clause, v: int, lemma: str) -> int | None:
    """The first token of what is said: after "that", a colon or a mark, or the clause that depends on the verb."""
    n = len(c.tokens)
    told = _past_outlet(c, v) if lemma == "tell" else None
    if told is not None and c.finite(told, n):
        return told
    clauses = [k for k in c.children[v] if k > v and c.tokens[k].dep == "ccomp"]
    if clauses:
        first = max(c.span(clauses[0])[0], v + 1)
        colon = next((i for i in range(v + 1, first) if c.tokens[i].text == ":"), None)
        if colon is not None:
            return colon + 1
        if c.tokens[first].text.lower() == "that" and not c.finite(first + 1, min(first + 2, n)):
            first += 1
        elif lemma != "tell" and _may_open_clause(c, v + 1):
            first = v + 1
        while first < n and c.tokens[first].text in (",", ":"):
            first += 1
        if first >= n or c.tokens[first].tag in ("WRB", "WP") or c.tokens[first].text.lower() in ("whether", "if"):
            return None
        return first - 1 if c.opens_quote(first - 1) else first
    for i in range(v + 1, min(n, v + 16)):
        word = c.tokens[i].text.lower()
        if word == "that" and lemma in _REPLIES and i > v + 1:
            break  # "responded to an interview that she gave"
        if word == "that" and i + 2 < n and c.tokens[i].tag in ("IN", "DT") and c.finite(i + 1, n):
            return i + 1
        if word == ":" and i + 1 < n:
            return i + 1
        if c.opens_quote(i) and (c.tokens[i - 1].text == "," or i == v + 1):
            return i
        if c.tokens[i].tag in FINITE or word in (";", "—"):
            break
    if lemma == "say" and v + 1 < n and c.finite(v + 1, n) and _may_open_clause(c, v + 1):
        return v + 1
    return None


def _past_outlet(c: Clause, v: int) -> int | None:
    """The token after a paper or network that was told: "told CNN Roth was ill", which a parser reads as one name."""
    for last in range(min(v + 5, len(c.tokens) - 2), v, -1):
        words = c.sentence.text[c.tokens[v + 1].start - c.sentence.start : c.tokens[last].end - c.sentence.start]
        if words.lower().removeprefix("the ") in OUTLETS and c.tokens[last + 1].tag in _OPENS_CLAUSE:
            return last + 1
    return None


def _may_open_clause(c: Clause, i: int) -> bool:
    """Whether the token right after "said" can be the subject of what is said, and is no day or hour."""
    token = c.tokens[i]
    if token.tag not in ("DT", "PRP", "NNP", "NNPS", "NN", "NNS", "PRP$", "CD", "EX", "JJ"):
        return False
    return token.dep not in ("npadvmod", "advmod", "dobj", "dative") and not _CALENDAR.match(token.text)


def _head_end(c: Clause, v: int, begin: int) -> int:
    """Where the content ends: before what is joined to the verb of saying itself ("said X but gave no names")."""
    for k in sorted(c.children[v]):
        if k <= begin or c.tokens[k].dep not in ("conj", "advcl"):
            continue
        first, _ = c.span(k)
        if c.tokens[k].dep == "advcl" and c.tokens[first].text.lower() not in _CONTRAST:
            continue
        if c.tokens[k].dep == "conj" and c.tokens[k].tag not in ("VBD", "VBZ", "VBP", "VBN"):
            continue
        cut = first
        while cut > begin and (c.tokens[cut - 1].text == "," or c.tokens[cut - 1].dep == "cc"):
            cut -= 1
        if cut > begin + 2:
            return c.tokens[cut - 1].end
    return c.content_end()


def estimate(c: Clause, who: Speakers, v: int) -> Found | None:
    """ "The survey put the magnitude at 5.9": a figure given, with who gives it."""
    lemma = c.tokens[v].lemma.lower()
    if lemma not in _ESTIMATES or c.tokens[v].pos != "VERB" or c.in_quotes(c.tokens[v]):
        return None
    if weakened(c, v) or c.tokens[v].tag not in ("VBD", "VBZ", "VBP"):
        return None
    heads = [k for k in c.children[v] if c.tokens[k].dep == "nsubj" and k < v]
    objects = [k for k in c.children[v] if c.tokens[k].dep in ("dobj", "nsubj", "ccomp") and k > v]
    rest = [t.lemma.lower() for t in c.tokens[v + 1 : v + 8]]
    if not heads or not objects or not any(w in _MEASURED for w in rest):
        return None
    if not any(t.text.lower() in ("at", "as", "to") for t in c.tokens[v + 2 : v + 10]):
        return None
    if not any(t.tag == "CD" for t in c.tokens[v + 1 :]):
        return None
    first, last = c.span(heads[0])
    if first != 0 and not c.opens(first):
        return None
    start = c.start_of(v + 1)
    return who.found(
        c, c.sentence.start, start, [(start, c.content_end())], (first, c.phrase_end(first, last)), lemma, "head"
    )
