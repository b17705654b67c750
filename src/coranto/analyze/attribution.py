"""Who a sentence is given to, apart from what it states: tail, head, middle and "according to".

Attribution says who reported something and never where, when or by whom it was done (law 5), so it must be found
before anything else is read out of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.analyze.clause import OPENING, Clause
from coranto.analyze.content import estimate, head, tail_or_middle, weakened
from coranto.analyze.floor import SINGULAR, Floor
from coranto.analyze.noise import is_prose
from coranto.analyze.people import People
from coranto.analyze.speakers import Found, Speakers, given_to, longer_form
from coranto.analyze.speech import SAY_LEMMAS, TAIL_LEMMAS
from coranto.analyze.subjects import bare_subject, find_subject
from coranto.types import Mention, Sentence

_MARK = re.compile(r"[\"“”‘«]|(?:^|\s)'")
_SUBORDINATORS = frozenset("although though while when after before as if since because asked speaking once".split())


_NO_SPEAKER = frozenset(
    {f"{who} people" for who in ("some", "many", "most", "few")}
    | set("nobody no-one none everyone everybody anyone anybody many some most few several people you".split())
    | {"no one"}
)
"""Subjects of a saying that is nobody's: "Nobody believes that ..." is the writer's own word."""


def find_attributions(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], people: People, publisher: str
) -> tuple[list[Found], Floor]:
    """The attributions of a body, in order, and who had the floor at each sentence.

    Sentences that are no prose, and titles, have none here. Of several that hold one another the outermost counts.
    ``he said`` is given to the person who was introduced last, where that may be a he; else the pronoun stays.
    """
    found: list[Found] = []
    floor = Floor(mentions, people)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for sentence in sentences:
        if sentence.field == "title" or not is_prose(sentence.noise) or _is_unheard(sentence):
            if sentence.noise == "fragment":
                floor.overhear(sentence)
            continue
        here = by_sentence.get(sentence.index, [])
        who, c = Speakers(here, people, publisher), Clause(sentence)
        floor.open(c, here)
        items = []
        for item in sorted(_in_sentence(c, who), key=lambda f: f.speaker_span):
            if item.attribution.speaker_entity.lower() in _NO_SPEAKER:
                continue
            turn = floor.meant(item.attribution.speaker_entity) if _is_singular(item) else None
            if turn is not None:
                item = given_to(item, turn.entity, people, span=turn.span)
            item = longer_form(item, found, people)
            floor.hear(item)
            items.append(item)
        floor.close(c, here, items)
        found.extend(items)
    return found, floor


def _is_unheard(sentence: Sentence) -> bool:
    """Whether nobody is introduced and nothing given to anybody: inside a long quotation, or the paper's question."""
    return sentence.noise == "in-quotation" or (sentence.noise == "question" and not _MARK.search(sentence.text))


def _is_singular(item: Found) -> bool:
    return item.attribution.speaker_entity.lower() in SINGULAR


def _in_sentence(c: Clause, who: Speakers) -> list[Found]:
    """Those of the sentence that do not overlap: one that holds all of it, else leftmost first."""
    found: list[Found] = []
    items = [
        _according(c, who, i) if t.text.lower() in ("according", "told") and _names_source(c, i) else _verb(c, who, i)
        for i, t in enumerate(c.tokens)
    ]
    if not any(items):
        items = [estimate(c, who, i) for i in range(len(c.tokens))]
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
    if lemma not in SAY_LEMMAS or token.tag in ("VBG", "VB", "NN", "NNS") or weakened(c, v):
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
            return head(c, who, v, subject, lemma) if first < v and _only_adjuncts(c, v, begin) else None
        if _has_object(c, v, lemma):
            return None
        if subordinate and not told and _leads_only(c, v, begin):
            return head(c, who, v, subject, lemma) if first < v else None
        if told or lemma not in TAIL_LEMMAS or not c.has_clause(0, begin):
            return head(c, who, v, subject, lemma) if first < v else None
        if v + 1 < len(c.tokens) and c.tokens[v + 1].text == ":":
            return head(c, who, v, subject, lemma) if subordinate and first < v else None
        return tail_or_middle(c, who, v, subject, lemma)
    if first < v and c.opens(begin):
        return head(c, who, v, subject, lemma)
    wider = bare_subject(c, v)
    if (
        wider is not None
        and lemma in TAIL_LEMMAS
        and c.has_clause(0, wider[0])
        and c.clause_end(v + 1) >= len(c.tokens)
    ):
        return tail_or_middle(c, who, v, wider, lemma)
    return None


def _only_adjuncts(c: Clause, v: int, begin: int) -> bool:
    """Whether all before the subject is a phrase of the main verb: "In a letter, which was leaked, Roth wrote that"."""
    if c.tokens[v].head != v:
        return False
    covered: set[int] = set()
    for k in c.children[v]:
        if k < begin and c.tokens[k].dep in ("prep", "advmod", "npadvmod", "cc", "punct", "advcl"):
            covered.update(range(*c.span(k)))
    return covered.issuperset(range(begin))


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
