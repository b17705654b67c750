"""Who a sentence is given to, apart from what it states: tail, head, middle and "according to".

Attribution says who reported something and never where, when or by whom it was done (law 5), so it must be found
before anything else is read out of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.analyze.clause import FINITE, OPENING, RELATIVE, Clause
from coranto.analyze.noise import is_prose
from coranto.analyze.people import People
from coranto.analyze.speakers import PRONOUNS, Found, Speakers, given_to, longer_form
from coranto.analyze.speech import ROLE_NOUNS, SAY_LEMMAS, TAIL_LEMMAS
from coranto.analyze.subjects import bare_subject, find_subject
from coranto.types import Mention, Sentence

_SINGULAR = frozenset({"he", "she"})
_SUBORDINATORS = frozenset("although though while when after before as if since because asked speaking once".split())
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
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|last|next|this|earlier|later|late|early|in|on|at",
    re.IGNORECASE,
)


def find_attributions(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], people: People, publisher: str
) -> list[Found]:
    """The attributions of a body, in order. Sentences that are no prose, and titles, have none here.

    Of several that hold one another the outermost counts. ``he said`` is given to the speaker of the sentence
    before where there is one; else the pronoun stays.
    """
    found: list[Found] = []
    last: tuple[int, str] | None = None
    persons = {m.entity for m in mentions if m.label == "person"}
    pronouns = dict(people.pronouns)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for sentence in sentences:
        if sentence.field == "title" or not is_prose(sentence.noise):
            continue
        who = Speakers(by_sentence.get(sentence.index, []), people, publisher)
        for item in _in_sentence(Clause(sentence), who):
            pronoun = item.attribution.speaker_entity.lower() in _SINGULAR
            if pronoun and last is not None and sentence.paragraph - last[0] <= 1:
                said = item.attribution.speaker_entity.lower()
                if pronouns.setdefault(last[1], said) == said:  # "he" is not the one who was "she" before
                    item = given_to(item, last[1], people)
            item = longer_form(item, found, people)
            found.append(item)
            entity = item.attribution.speaker_entity
            if entity in persons:
                last = (sentence.paragraph, entity)
            elif entity.lower() not in PRONOUNS and entity.split()[-1].lower() in ROLE_NOUNS:
                last = None  # somebody without a name spoke: "he" may be that one
    return found


def _in_sentence(c: Clause, who: Speakers) -> list[Found]:
    """Those of the sentence that do not overlap: one that holds all of it, else leftmost first."""
    found: list[Found] = []
    items = [
        _according(c, who, i) if t.text.lower() in ("according", "told") and _names_source(c, i) else _verb(c, who, i)
        for i, t in enumerate(c.tokens)
    ]
    if not any(items):
        items = [_estimate(c, who, i) for i in range(len(c.tokens))]
    whole = [f for f in items if f is not None and f.attribution.shape == "tail" and not who.is_outlet(f)]
    for item in [*whole, *items]:
        if item is None:
            continue
        a = item.attribution
        inside = any(
            (f.attribution.start < a.end and a.start < f.attribution.end)
            or (f.attribution.shape in ("head", "tail") and any(x <= a.start < y for x, y in f.attribution.content))
            for f in found
        )
        if not inside:
            found.append(item)
    return found


def _according(c: Clause, who: Speakers, i: int) -> Found | None:
    if i + 2 >= len(c.tokens) or c.in_quotes(c.tokens[i]):
        return None
    first = i + 2
    stop = c.clause_end(first)
    if c.tokens[i].text.lower() == "told":
        colon = next((k for k in range(i + 2, stop) if c.tokens[k].text == ":"), stop)
        stop = min(stop, colon)
        i -= 1
    speaker = (first, c.phrase_end(first, stop))
    if c.tokens[speaker[0]].text.lower() in ("plan", "plans", "schedule", "the") and speaker[0] == speaker[1] - 1:
        return None
    comma_after = stop < len(c.tokens) and c.tokens[stop].text in (",", ":")
    if i == 0 or (i == 1 and c.tokens[0].text.lower() in OPENING):
        if not comma_after:
            return None
        content = [(c.start_of(stop + 1), c.content_end())]
        return who.found(c, c.sentence.start, content[0][0], content, speaker, "", "according")
    before = i - 1 if c.tokens[i - 1].text == "," else i
    start = c.tokens[before - 1].end
    if comma_after and not c.only_marks(stop + 1):
        content = [(c.sentence.start, start), (c.tokens[stop].start, c.content_end())]
        return who.found(c, start, c.tokens[stop].start, content, speaker, "", "according")
    end = c.content_end()
    return who.found(c, start, end, [(c.sentence.start, start)], speaker, "", "according")


def _names_source(c: Clause, i: int) -> bool:
    """ "according to", or "as told by"."""
    following = c.tokens[i + 1].text.lower() if i + 1 < len(c.tokens) else ""
    if c.tokens[i].text.lower() == "told":
        return following == "by" and i > 1 and c.tokens[i - 1].text.lower() == "as"
    return following == "to"


def _verb(c: Clause, who: Speakers, v: int) -> Found | None:
    token = c.tokens[v]
    if token.pos not in ("VERB", "AUX", "NOUN") or c.in_quotes(token):
        return None
    lemma = token.lemma.lower()
    if lemma not in SAY_LEMMAS or token.tag in ("VBG", "VB", "NN", "NNS") or _weakened(c, v):
        return None
    subject = find_subject(c, v)
    if subject is None:
        return None
    first = subject[0]
    begin = min(first, v)
    before = begin - 1
    if c.tokens[begin].pos in ("SCONJ", "ADP"):
        return None
    if before >= 0 and c.closes_content(before):
        told = _told_on_the_right(c, v)
        subordinate = c.tokens[0].text.lower() in _SUBORDINATORS or c.tokens[0].tag == "VBG"
        if told and c.has_clause(0, begin) and not subordinate:
            return None
        if _has_object(c, v, lemma):
            return None
        if subordinate and not told and _leads_only(c, v, begin):
            return _head(c, who, v, subject, lemma) if first < v else None
        if told or lemma not in TAIL_LEMMAS or not c.has_clause(0, begin):
            return _head(c, who, v, subject, lemma) if first < v else None
        if v + 1 < len(c.tokens) and c.tokens[v + 1].text == ":":
            return _head(c, who, v, subject, lemma) if subordinate and first < v else None
        return _after(c, who, v, subject, lemma)
    if first < v and c.opens(begin):
        return _head(c, who, v, subject, lemma)
    wider = bare_subject(c, v)
    if (
        wider is not None
        and lemma in TAIL_LEMMAS
        and c.has_clause(0, wider[0])
        and c.clause_end(v + 1) >= len(c.tokens)
    ):
        return _after(c, who, v, wider, lemma)
    return None


def _told_on_the_right(c: Clause, v: int) -> bool:
    """Whether a clause follows the verb directly: "Although it rained, Roth said the race would go on"."""
    if v + 1 >= len(c.tokens) or c.tokens[v + 1].text in (",", ".", ";") or c.opens_quote(v + 1):
        return False
    clauses = [k for k in c.children[v] if k > v and c.tokens[k].dep == "ccomp" and c.tokens[k].tag != "VBG"]
    reach = 4 if c.tokens[v].lemma.lower() == "tell" else 2
    that = next((i for i in range(v + 1, min(v + 7, len(c.tokens))) if c.tokens[i].text.lower() == "that"), None)
    return any(c.span(k)[0] <= v + reach or (that is not None and k > that) for k in clauses)


def _leads_only(c: Clause, v: int, begin: int) -> bool:
    """Whether what stands before is a side clause of the verb: "While some cheered, others warned of a flood"."""
    if any(k < v and c.tokens[k].dep == "ccomp" for k in c.children[v]):
        return False
    return any(c.tokens[k].dep == "advcl" and c.span(k)[0] == 0 and c.span(k)[1] <= begin for k in c.children[v])


def _has_object(c: Clause, v: int, lemma: str) -> bool:
    """Whether the verb reports a thing, not the words before it: "After the leak the firm confirmed another"."""
    if lemma in ("say", "tell", "add", "write") or c.closes_quote(v - 1):
        return False
    return any(k > v and c.tokens[k].dep == "dobj" and c.tokens[k].pos == "NOUN" for k in c.children[v])


def _weakened(c: Clause, v: int) -> bool:
    """Whether the verb is denied, only possible, passive, or part of a relative clause."""
    for k in c.children[v]:
        dep, word = c.tokens[k].dep, c.tokens[k].text.lower()
        if dep in ("neg", "nsubjpass", "auxpass") or (dep == "aux" and word in _MODALS) or word in ("n't", "never"):
            return True
    if v > 0 and c.tokens[v - 1].text.lower() in (
        "to",
        "not",
        "n't",
        "being",
        "be",
        "was",
        "were",
        "is",
        "are",
        "been",
        "as",
    ):
        return True
    if c.tokens[v].dep == "advcl" and any(c.tokens[k].dep == "mark" for k in c.children[v]):
        return True
    return c.tokens[v].dep in ("relcl", "acl", "amod")


def _after(c: Clause, who: Speakers, v: int, subject: tuple[int, int], lemma: str) -> Found | None:
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


def _head(c: Clause, who: Speakers, v: int, subject: tuple[int, int], lemma: str) -> Found | None:
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
        if c.tokens[k].dep == "advcl" and c.tokens[first].text.lower() not in (
            "while",
            "although",
            "though",
            "whereas",
        ):
            continue
        if c.tokens[k].dep == "conj" and c.tokens[k].tag not in ("VBD", "VBZ", "VBP", "VBN"):
            continue
        cut = first
        while cut > begin and (c.tokens[cut - 1].text == "," or c.tokens[cut - 1].dep == "cc"):
            cut -= 1
        if cut > begin + 2:
            return c.tokens[cut - 1].end
    return c.content_end()


def _estimate(c: Clause, who: Speakers, v: int) -> Found | None:
    """ "The survey put the magnitude at 5.9": a figure given, with who gives it."""
    lemma = c.tokens[v].lemma.lower()
    if lemma not in _ESTIMATES or c.tokens[v].pos != "VERB" or c.in_quotes(c.tokens[v]):
        return None
    if _weakened(c, v) or c.tokens[v].tag not in ("VBD", "VBZ", "VBP"):
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
