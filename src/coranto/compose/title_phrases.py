"""Finds the short noun phrase that names what a section is about ("Forensic review of the bridge"), for a title.

Where no clause of a section can stand over it without telling the page's headline again, a plain name of its matter is
better than a repetition. The phrase is cut word for word out of the section's own sentence, so it claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coranto.compose.clause_tree import GUARDED
from coranto.compose.likeness import canonical
from coranto.compose.material import PoolSentence
from coranto.compose.title_words import words_of_title
from coranto.types import Token

FEWEST, MOST = 2, 7
"""Words of a phrase."""
_HEADS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos"})
_BEFORE = frozenset({"compound", "amod", "nmod", "poss", "nummod", "advmod", "quantmod"})
_BINDS = frozenset("of in on at against for with between over by to from into".split())
_LEFT_OUT = frozenset(
    """several many some own whole entire overall incredible massive important challenging spectacular huge big good
    bad great amazing stunning sharp real true serious biggest largest worst best""".split()
)
"""Words that judge a thing or only say how much of it there is; a phrase begins after them."""
_POINTING = frozenset(
    """few other same such more most another certain various recent new next last past first second third late early
    different additional further latest previous former current full high low possible potential given based""".split()
)
"""Words that set a thing apart from others that a title does not name, or leave it open; no phrase has one in front."""
_EMPTY = frozenset(
    """thing way time people person number part day year month week hour minute case fact lot kind group man woman
    one number amount side end place statement interview news report article reporter newspaper story move spokesman
    spokeswoman spokesperson official name point moment result series couple dozen hundred thousand million look idea
    reason question example today yesterday morning afternoon evening night anyone everyone someone nothing something
    view sense effort line word term percent per cent city university facility authority community majority
    administration organisation organization station nation population government department parliament regiment
    agency principal trove environment rival
    capital arrival chance intention document section animal general official institution corporation association
    federation
    apartment equipment moment resident material professional individual criminal journal hospital capital village
    building age page stage image percentage message language picture figure""".split()
)
"""Heads that name no matter by themselves."""
_MATTER = re.compile(
    r"\w(?:tion|sion|ment|ance|ence|ancy|ency|ure|ship|sis|ity|ism|acy|fare|ing|al|age)s?$"
    r"|^(?:attack|crash|fire|storm|strike|launch|vote|deal|talks?|trial|law|ban|probe|rescue|search|protest|war|death"
    r"|toll|cost|price|plan|drill|test|error|fault|flood|quake|raid|siege|truce|pact|tax|budget|debt|loss|profit|sale"
    r"|market|charge|count|claim|row|dispute|threat|fear|risk|injury|damage|blast|gunfire|evidence|appeal|sentence"
    r"|verdict|fine|rule|policy|reform|right|aid|relief|school|road|supply|detour|delay|repair|outage|leak|spill"
    r"|outbreak|disease|vaccine|case|reply|apology|denial|hearing|inquiry|review|report|study|survey|poll|campaign"
    r"|visit|summit|speech|debate|match|game|season|title|goal|record|career|funeral|tribute|cause|motive|weapon"
    r"|missile|reaction|response|effort|security|safety|border|refugee|asylum|job|wage|pay|growth|inflation)s?$",
    re.I,
)
"""Nouns of happenings and of what is dealt with, by their endings or by name, and no persons, bodies and places."""
BEST_SCORE = 1.5
"""From this a phrase names its section well enough."""
_WEIGHS = re.compile(
    r"(?i:\b(?:not|no|never|none|nobody|nothing|without|neither|nor|cannot|apparently|allegedly|reportedly|possibly"
    r"|probably|perhaps|maybe|might|could|only|at least|at most)\b|n['’]t\b)|\bmay\b"
)
"""Words that no cut may drop: what they weigh would be told as certain, or as so."""
_PLAIN = re.compile(r"[A-Za-z0-9][\w .,'’$€£%-]*", re.UNICODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase as a title: its text with a capital, and the words of the sentence that were cut for it."""

    text: str
    score: float


def phrases(sentence: PoolSentence, others: Sequence[PoolSentence], known: frozenset[str]) -> list[Phrase]:
    """Phrases of a sentence that may name its section, the best first.

    ``others`` are the section's further sentences: what they speak of too is the section's matter. ``known`` are the
    words of the page's headline as ``words_of_title`` makes them: a phrase must name something beside them.
    """
    tokens = sentence.sentence.tokens
    said = [canonical(t.lemma for t in other.sentence.tokens) for other in others]
    timed = [(t.start, t.end) for t in sentence.timexes]
    found: dict[str, Phrase] = {}
    if _WEIGHS.search(sentence.statement.evidence[0].quote):
        return []
    for place, head in enumerate(tokens):
        if head.pos != "NOUN" or head.dep not in _HEADS or head.lemma.lower() in _EMPTY:
            continue
        if not _MATTER.search(head.lemma):
            continue
        for span in _spans(tokens, place):
            text = _printed(sentence, tokens, span, timed)
            if text is None or text in found:
                continue
            score = _score(tokens, span, place, said, words_of_title(text), known)
            if score >= BEST_SCORE:
                found[text] = Phrase(text=text[0].upper() + text[1:], score=round(score, 4))
    return sorted(found.values(), key=lambda phrase: (-phrase.score, phrase.text))


def _spans(tokens: Sequence[Token], head: int) -> list[range]:
    """The head with what stands before it; and the same with one or two phrases of a preposition behind it."""
    first = _first(tokens, head)
    spans = [range(first, head + 1)]
    end = head
    for _ in range(2):
        following = end + 1
        if following >= len(tokens) or tokens[following].text.lower() not in _BINDS:
            break
        if tokens[following].head not in range(first, end + 1):
            break
        thing = next((i for i, t in enumerate(tokens) if t.head == following and t.dep == "pobj"), None)
        if thing is None or thing <= following:
            break
        end = thing
        spans.append(range(first, end + 1))
    return spans


def _first(tokens: Sequence[Token], head: int) -> int:
    """Where the phrase before a head begins: articles and words that judge it are left out."""
    first = head
    while first > 0:
        before = tokens[first - 1]
        inside = before.head in range(first - 1, head + 1)
        if not inside or not (
            before.dep in _BEFORE or (before.dep in {"case", "punct"} and before.text in {"'s", "’s", "-"})
        ):
            break
        first -= 1
    while first < head and (tokens[first].text.lower() in _LEFT_OUT or not tokens[first].text[:1].isalnum()):
        first += 1
    return first


def _printed(
    sentence: PoolSentence, tokens: Sequence[Token], span: range, timed: Sequence[tuple[int, int]]
) -> str | None:
    """The text of a span if it can be printed by itself: whole, without pronoun, hedge, date or mark."""
    inside = [tokens[i] for i in span]
    if any(
        t.tag in {"PRP", "PRP$", "WDT", "WP", "WP$", "DT"} and t.text.lower() not in {"the", "a", "an"} for t in inside
    ):
        return None
    if any(t.text.lower() in GUARDED or (t.tag == "VBG" and t.pos == "VERB") for t in inside):
        return None
    if any(start < t.end and t.start < end for t in inside for start, end in timed):
        return None
    governor = tokens[span[-1]].head if tokens[span[-1]].head not in span else tokens[tokens[span[-1]].head].head
    beside = [t for i, t in enumerate(tokens) if i not in span and (t.head in span or t.head == governor)]
    if any(t.dep == "neg" or (t.head in span and t.text.lower() in GUARDED) for t in beside):
        return None  # "no damage", "did not give a reason"
    before = tokens[span[0] - 1] if span[0] else None
    if before is not None and before.end == inside[0].start:
        return None  # half of a word with hyphens
    if inside[0].pos in {"VERB", "ADV"} or (inside[0].text in _POINTING and inside[0].pos != "PROPN"):
        return None
    # what is bound to the last word from behind belongs to it: "an attack on the bridge that", "levels of nitrogen and"
    after = tokens[span[-1] + 1] if span[-1] + 1 < len(tokens) else None
    if after is not None and (
        after.text in {"-", "'s", "’s"} or (after.dep in {"cc", "poss", "case"} and after.head in span)
    ):
        return None
    last = tokens[span[-1]]
    if any(a.pos == "NOUN" and b.pos == "ADJ" and b.tag == "JJ" for a, b in pairwise(inside)):
        return None  # "trove private information": a word is missing between them
    if any(t.head == span[-1] and t.dep in {"conj", "nummod"} and i > span[-1] for i, t in enumerate(tokens)):
        return None
    if last.dep in {"compound", "amod"}:
        return None
    base = sentence.sentence.start if inside[0].start >= sentence.sentence.start else 0
    text = sentence.sentence.text[inside[0].start - base : inside[-1].end - base]
    if text not in sentence.content or not FEWEST <= len(text.split()) <= MOST or not _PLAIN.fullmatch(text):
        return None
    return text


def _score(
    tokens: Sequence[Token],
    span: range,
    head: int,
    said: Sequence[frozenset[str]],
    words: frozenset[str],
    known: frozenset[str],
) -> float:
    """How well a phrase names the section, 0 where it does not: new words, words that the section goes on about."""
    new = words - known
    telling = canonical(tokens[i].lemma for i in span if tokens[i].pos in {"NOUN", "PROPN", "ADJ"})
    if not new or 2 * len(new) < len(words) or canonical([tokens[head].lemma]) <= known:
        return 0.0
    shared = sum(bool(telling & other) for other in said) / max(1, len(said))
    score = 0.8 + 0.3 * min(len(new), 4) + 0.6 * shared
    root = next((i for i, t in enumerate(tokens) if t.head == i), 0)
    score += {"dobj": 0.5, "nsubjpass": 0.5, "nsubj": 0.3, "attr": 0.3}.get(tokens[head].dep, 0.0) * (
        1.0 if tokens[head].head == root else 0.5
    )
    return score - 0.08 * max(0, len(span) - 5)
