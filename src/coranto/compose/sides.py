"""Finds two sides with two figures in one article: "The union put the number at 700. The owner said fewer than 200."

Where a reporter sets two named speakers side by side, the reporter says that they differ, and a page must show both or
neither. Figures of different articles are compared in ``tallies``; here nothing is compared that no article compares.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coranto.compose.counts import Count, beside, counts_in, phrase
from coranto.compose.likeness import canonical
from coranto.compose.material import PoolSentence
from coranto.compose.slot_table import SLOTS
from coranto.compose.slots import apart, find_figures
from coranto.compose.tallies import quantities_by_sentence, scaled_like
from coranto.types import Attribution, Quantity, Sentence, Source, Token

MOST_DIFFERENT = 20.0
"""Times by which two figures for one thing may differ; what differs more counts two things."""
_GIVES = frozenset("put speak count estimate give measure stand report".split())
_HEADS = frozenset("number figure total toll count cost damage loss price value size bill sum".split())
_MONEY = frozenset("cost damage loss price value bill sum".split())
_NO_GIVER = frozenset("poll survey study report he she it they we i who that which this".split())
_CORRECTS = re.compile(
    r"\b(?:earlier|previous\w*|revis\w+|correct\w+|last (?:year|month|week)|a year ago|(?:up|down) from|now|later)\b",
    re.I,
)
_PARTS = re.compile(r"\b(?:of (?:them|whom|these|those|which)|including|among)\b", re.I)
_AND_OTHER = re.compile(
    r"^(?: [a-z]+){0,2},? ?(?:and |while |but )?(?:the |its )?(?P<who>[A-Za-z][\w'’-]*(?: [A-Za-z][\w'’-]*){0,3}?)"
    r"(?: (?:at|of|said|says|counted|counts|(?:put|puts) it at|spoke of|speaks of))?"
    r"(?: (?:about|around|some|only|just))? $"
)
_WHILE_OTHER = re.compile(
    r"^[^.;]{0,60}?[,;]? ?(?:while|whereas|but|and|;) (?:the |its )?"
    r"(?P<who>[A-Za-z][\w’'-]*(?: [A-Za-z][\w’'-]*){0,3}?) (?:(?:put|puts|gave|gives) "
    r"(?:it |(?:the|their) (?:number|figure|total|toll|crowd|turnout|cost|damage|count|sum) )?"
    r"(?:at|as)|(?:spoke|speaks?|said|says?|counted|counts?|estimated|estimates?)(?: (?:of|it was|there were))?)"
    r"(?: (?:about|around|some|only|just|no more than))? $"
)
"""Between "Organisers said 2,000 people marched" and "700", the figure of somebody else for the same."""
_AND_NOT = re.compile(r"^(?: [a-z]+)?,? (?:and )?not (?:the )?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A figure that somebody gives: ``who`` in lower case, ``thing`` the lemmas of what it is the number of.

    ``head`` is the noun by which it is spoken of ("number", "damage"), "" where it counts its own noun. ``bare`` says
    that the sentence does not say what is counted, ``gives`` that its own verb is one of giving a figure.
    """

    sentence: Sentence
    quantity: Quantity
    who: str
    thing: frozenset[str]
    head: str
    verb: str
    bare: bool
    gives: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoSides:
    """Two figures of one article for one thing, in the order of the text. ``about`` names it for readers."""

    source: Source
    first: Said
    second: Said
    about: str


def find_sides(sources: Sequence[Source]) -> tuple[TwoSides, ...]:
    """Each pair of figures that two speakers of one article give, newest article first."""
    return tuple(
        pair for source in sorted(sources, key=lambda s: s.n) if source.copy_of is None for pair in _of_article(source)
    )


def takes_a_side(sentence: PoolSentence, sides: TwoSides) -> bool:
    """Whether a sentence of any article gives one of the two figures for that thing."""
    about = canonical(word for said in (sides.first, sides.second) for word in (*said.thing, said.head) if word)
    lemmas = canonical(token.lemma for token in sentence.sentence.tokens)
    values = {sides.first.quantity.value, sides.second.quantity.value}
    same = {key(sides.source, s.sentence) for s in (sides.first, sides.second)}
    if key(sentence.source, sentence.sentence) in same:
        return True
    return any(q.value in values for q in sentence.quantities) and bool(about & lemmas)


def key(source: Source, sentence: Sentence) -> tuple[int, int]:
    """By which a sentence is known in its story."""
    return (source.n, sentence.index)


def _of_article(source: Source) -> list[TwoSides]:
    quantities = quantities_by_sentence(source)
    attributions = {a.sentence: a for a in source.analysis.attributions}
    prose = [s for s in source.analysis.sentences if s.noise is None or s.field == "title"]
    given = {s.index: _given(s, quantities.get(s.index, []), attributions.get(s.index)) for s in prose}
    found = []
    for place, sentence in enumerate(prose):
        earlier = prose[place - 1] if place else None
        pair = _in_one_sentence(sentence, quantities.get(sentence.index, []), given[sentence.index])
        after = prose[place + 1] if place + 1 < len(prose) else None
        if pair is None and after is not None and _follows(sentence, after):
            pair = _in_two(given[sentence.index], given[after.index], source)
        if pair is None and sentence.field == "text":
            following = [said for s in prose[place + 1 : place + 3] for said in given[s.index]]
            pair = _and_not(sentence, quantities.get(sentence.index, []), given[sentence.index], following)
        if pair is not None and _exclude(*pair):
            found.append(TwoSides(source=source, first=pair[0], second=pair[1], about=_about(pair, earlier)))
    return found


def _follows(first: Sentence, second: Sentence) -> bool:
    return first.field == second.field == "text" and 0 <= second.paragraph - first.paragraph <= 1


def _given(sentence: Sentence, quantities: Sequence[Quantity], attribution: Attribution | None) -> list[Said]:
    """The figures of a sentence that somebody gives, in order."""
    tokens = sentence.tokens
    found = []
    for count in counts_in(sentence, quantities, typed=True):
        q = count.quantity
        if q.unit == "percent" or _PARTS.search(sentence.text[max(0, q.start - sentence.start - 14) :][:14]):
            continue
        said = _by_verb(sentence, count, tokens)
        if said is None and attribution is not None and any(a <= q.start < b for a, b in attribution.content):
            who = attribution.speaker_entity.lower()
            thing = frozenset({count.noun} if count.noun else ()) | (count.subject if q.unit else frozenset())
            if who.split()[-1:] and who.split()[-1] not in _NO_GIVER:
                said = Said(
                    sentence=sentence,
                    quantity=q,
                    who=who,
                    thing=thing,
                    head="",
                    verb=count.verb,
                    bare=not count.noun,
                    gives=False,
                )
        if said is not None:
            found.append(said)
    return found


def _by_verb(sentence: Sentence, count: Count, tokens: Sequence[Token]) -> Said | None:
    """ "Police counted 4,000", "the guild spoke of 7,000", "insurers put the damage at 1.4 billion"."""
    verb, place = count.verb, count.place
    if verb not in _GIVES or place is None:
        return None
    roles = {"put": {"at"}, "speak": {"of"}, "stand": {"by"}, "estimate": {"at", "object"}}.get(verb, {"object"})
    if count.role not in roles:
        return None
    subject = beside(tokens, place, frozenset({"nsubj"}))
    if subject is None and tokens[place].dep == "conj":
        subject = beside(tokens, tokens[place].head, frozenset({"nsubj"}))
    if subject is None or tokens[subject].text.lower() in _NO_GIVER or tokens[subject].pos == "PRON":
        return None
    target = beside(tokens, place, frozenset({"dobj"})) if count.role == "at" else None
    head = tokens[target].lemma.lower() if target is not None else ""
    if count.role == "at" and head not in _HEADS:
        return None
    thing = phrase(tokens, target) - _HEADS if target is not None else frozenset({count.noun} if count.noun else ())
    return Said(
        sentence=sentence,
        quantity=count.quantity,
        who=_name_of(tokens, subject),
        thing=thing,
        head=head,
        verb=verb,
        bare=not thing and head not in _MONEY,
        gives=True,
    )


def _name_of(tokens: Sequence[Token], head: int) -> str:
    inside = [
        t for i, t in enumerate(tokens) if i == head or (t.head == head and t.dep in {"compound", "poss"} and i < head)
    ]
    return " ".join(t.text for t in inside).lower()


def _in_one_sentence(
    sentence: Sentence, quantities: Sequence[Quantity], given: Sequence[Said]
) -> tuple[Said, Said] | None:
    """ "The clerks spoke of 2,000 and the guild of 7,000", "Auditors put cost at 90 million, city at 60"."""
    for said in given:
        for other in quantities:
            between = sentence.text[said.quantity.end - sentence.start : other.start - sentence.start]
            match = _AND_OTHER.match(between) if said.gives and other.start > said.quantity.end else None
            if match is None and other.start > said.quantity.end and other.noun in {"", said.quantity.noun}:
                match = _WHILE_OTHER.match(between)
            if match is None or other.unit not in {"", said.quantity.unit}:
                continue
            who = match["who"].lower()
            start = said.quantity.end + match.start("who")
            named = [t for t in sentence.tokens if start <= t.start < start + len(who)]
            if not named or any(t.pos not in {"NOUN", "PROPN", "PART", "ADJ"} for t in named):
                continue
            second = replace(said, quantity=scaled_like(other, said.quantity), who=who)
            return said, second
    return None


def _in_two(first: Sequence[Said], second: Sequence[Said], source: Source) -> tuple[Said, Said] | None:
    """Two speakers in two sentences, of which the second gives no other noun than the first."""
    for two in second:
        text = two.sentence.text
        if _CORRECTS.search(text):
            continue
        fitting = [one for one in first if _same_thing(one, two)]
        if len(fitting) == 1 and not _elsewhere(fitting[0].sentence, two.sentence, source):
            return fitting[0], two
    return None


def _same_thing(one: Said, two: Said) -> bool:
    if one.quantity.unit and two.quantity.unit and one.quantity.unit != two.quantity.unit:
        return False
    money = bool(one.quantity.unit) or one.head in _MONEY
    if two.bare and two.gives:
        # "the government spoke of 800 million", "the league put the number at 120"
        return not money or two.head not in {"number", "count", "toll"}
    if one.bare and not one.head:
        return False
    by_number = "number" in {one.head, two.head} or (one.head and one.head == two.head)
    if one.thing and two.thing:
        return bool(one.thing & two.thing) and (by_number or one.verb == two.verb)
    return bool(one.head in _MONEY and one.head == two.head)


def _and_not(
    sentence: Sentence, quantities: Sequence[Quantity], given: Sequence[Said], following: Sequence[Said]
) -> tuple[Said, Said] | None:
    """ "Will cost 90 million and not 60 million, the auditors say. The city stands by 60 million."""
    for said in given:
        for other in quantities:
            between = sentence.text[said.quantity.end - sentence.start : other.start - sentence.start]
            if other.start <= said.quantity.end or not _AND_NOT.match(between):
                continue
            for two in following:
                if two.quantity.value == other.value:
                    return replace(said, head=said.head or (said.verb if said.verb in _MONEY else "")), two
    return None


def _exclude(first: Said, second: Said) -> bool:
    """Whether two different speakers give figures that cannot both be so, and are of one order."""
    one, two = first.quantity, second.quantity
    if first.who == second.who or first.who in second.who or second.who in first.who or not apart(one, two):
        return False
    low, high = sorted((one.value, two.value))
    return (
        low > 0
        and high / low <= MOST_DIFFERENT
        and {first.who.split()[-1], second.who.split()[-1]}.isdisjoint(_NO_GIVER)
    )


def _elsewhere(first: Sentence, second: Sentence, source: Source) -> bool:
    """Whether the two name different places or different days, and so may speak of two things."""
    for found in (
        [(m.sentence, m.entity) for m in source.analysis.mentions if m.label == "place"],
        [(t.sentence, t.value) for t in source.analysis.timexes if t.kind == "date" and t.value],
    ):
        one = {what for at, what in found if at == first.index}
        two = {what for at, what in found if at == second.index}
        if one and two and one.isdisjoint(two):
            return True
    return False


def _about(pair: tuple[Said, Said], earlier: Sentence | None) -> str:
    """ "Number of posts", "Damage"; where neither sentence says, what the sentence before speaks of."""
    head = next((said.head for said in pair if said.head in _MONEY), "")
    if head:
        return head.capitalize()
    slot = next((f.slot for said in pair for f in find_figures(said.sentence, [said.quantity])), None)
    if slot is not None and slot.about.startswith("Number"):
        return slot.about
    for said in pair:
        for token in said.sentence.tokens:
            if token.pos == "NOUN" and canonical([token.lemma]) & said.thing:
                word = token.text.lower()
                return word.capitalize() if said.quantity.unit else f"Number of {word}"
    if earlier is not None:
        for slot in SLOTS:
            if slot.grows is False and slot.words.search(earlier.text) and slot.about.startswith("Number"):
                return slot.about
    return "The number" if not pair[0].quantity.unit else "The sum"
