"""The speaker of a quotation that no attribution holds: the subject of a verb of speech right beside it.

"Roth vowed to act "at once"", "Holt criticised the plan, saying: "..."", "the radio quoted Roth as saying": the words
are heard from the person, though nothing in the sentence says that he said them.
"""

from __future__ import annotations

from collections.abc import Sequence

from coranto.analyze.clause import Clause
from coranto.analyze.floor import SINGULAR, Turn, named_subject
from coranto.analyze.speech import ACT_LEMMAS, ASK_LEMMAS, PLAIN_LEMMAS, SAY_LEMMAS
from coranto.types import Mention, Sentence

_SUBJECT = frozenset({"nsubj", "nsubjpass"})


def beside_quotation(
    sentence: Sentence, mentions: Sequence[Mention], start: int, end: int, turn: Turn | None
) -> tuple[str, tuple[int, int]] | None:
    """(name, its place) of the person who speaks the words at ``start``..``end``, or None.

    ``turn`` is who had the floor when the sentence began: he or she whom a pronoun as subject means.
    """
    if not any(token.pos for token in sentence.tokens):
        return None
    c = Clause(sentence)
    return (
        _quoted_as_saying(c, mentions)
        or _asking_after(c, mentions, end, turn)
        or _participle_before(c, mentions, start, turn)
        or _verb_before(c, mentions, start, turn)
    )


def _quoted_as_saying(c: Clause, mentions: Sequence[Mention]) -> tuple[str, tuple[int, int]] | None:
    """ "the radio quoted Roth as saying", "Roth was quoted as saying"."""
    for v, token in enumerate(c.tokens):
        if token.lemma.lower() not in ("quote", "cite") or c.in_quotes(token):
            continue
        words = [t.text.lower() for t in c.tokens[v : v + 14]]
        if "saying" not in words:
            continue
        for k in c.children[v]:
            if c.tokens[k].dep in ("dobj", "nsubjpass", "dative") or (c.tokens[k].dep == "nsubj" and k > v):
                named = named_subject(c, k, mentions)
                if named is not None:
                    return named.entity, (named.start, named.end)
        first = next((t.start for t in c.tokens[v + 1 :]), 0)
        stop = next((t.start for t in c.tokens[v + 1 :] if t.text.lower() == "as"), 0)
        inside = [m for m in mentions if m.label == "person" and first <= m.start and m.end <= stop]
        if len(inside) == 1:
            return inside[0].entity, (inside[0].start, inside[0].end)
    return None


def _asking_after(
    c: Clause, mentions: Sequence[Mention], end: int, turn: Turn | None
) -> tuple[str, tuple[int, int]] | None:
    """ "Who will pay?" Roth asked."""
    after = [i for i, t in enumerate(c.tokens) if t.start > end][:7]
    for v in after:
        token = c.tokens[v]
        if token.lemma.lower() in ASK_LEMMAS and token.tag in ("VBD", "VBZ", "VBP"):
            return _subject(c, v, mentions, turn)
        if token.text in (",", ".", ";"):
            return None
    return None


def _participle_before(
    c: Clause, mentions: Sequence[Mention], start: int, turn: Turn | None
) -> tuple[str, tuple[int, int]] | None:
    """ "Roth criticised the plan, saying: "...": the participle before the words, and the subject of its verb."""
    before = [i for i, t in enumerate(c.tokens) if t.end <= start]
    while before and c.tokens[before[-1]].pos in ("PUNCT", "SCONJ"):
        before.pop()
    if not before:
        return None
    for v in before[:-14:-1]:
        token = c.tokens[v]
        if token.tag == "VBG" and token.lemma.lower() in PLAIN_LEMMAS and not c.in_quotes(token):
            return _subject(c, token.head, mentions, turn)
        if token.text == ";" or (token.lemma.lower() in SAY_LEMMAS and token.pos == "VERB"):
            return None
    return None


def _verb_before(
    c: Clause, mentions: Sequence[Mention], start: int, turn: Turn | None
) -> tuple[str, tuple[int, int]] | None:
    """Roth vowed to act "at once"; Roth took to the radio: "..."."""
    colon = any(t.text == ":" and 0 < start - t.end <= 2 for t in c.tokens)
    for v, token in enumerate(c.tokens):
        speech = token.lemma.lower() in SAY_LEMMAS | ACT_LEMMAS | ASK_LEMMAS
        if token.end > start or token.tag not in ("VBD", "VBZ", "VBP", "VB") or c.in_quotes(token):
            continue
        if token.dep not in ("ROOT", "conj") or not (speech or (colon and token.dep == "ROOT")):
            continue
        between = [t for t in c.tokens[v + 1 :] if t.end <= start]
        others = [t for t in between if t.dep in _SUBJECT and t.tag not in ("WP", "WDT")]
        if (
            token.lemma.lower() in SAY_LEMMAS
        ):  # what is said has a subject of its own, and may not tell of another's words
            others = [t for t in others if c.tokens[t.head].lemma.lower() in SAY_LEMMAS | ACT_LEMMAS | ASK_LEMMAS]
        if others:
            continue
        if not speech and any(t.tag in ("WP", "WDT") for t in between):
            continue
        found = _subject(c, v, mentions, turn)
        if found is not None:
            return found
    return None


def _subject(c: Clause, v: int, mentions: Sequence[Mention], turn: Turn | None) -> tuple[str, tuple[int, int]] | None:
    """The person who is subject of a verb, or of the verb that it is joined to; a pronoun is who has the floor."""
    for _ in range(4):
        for k in c.children[v]:
            if c.tokens[k].dep != "nsubj":
                continue
            named = named_subject(c, k, mentions)
            if named is not None:
                return named.entity, (named.start, named.end)
            if c.tokens[k].text.lower() in SINGULAR and turn is not None and turn.person:
                return turn.entity, turn.span
            return None
        if c.tokens[v].dep not in ("conj", "xcomp", "advcl") or c.tokens[v].head == v:
            return None
        v = c.tokens[v].head
    return None
