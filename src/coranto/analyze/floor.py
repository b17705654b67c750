"""Who has the floor as an article goes on: the person whom "he said" or a bare quotation most likely means.

News introduces a speaker once and then says "he", or prints the words alone. Read by the nearest name they go to
whoever was quoted last; read by the last subject they go to whom the paragraph is about, and else to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coranto.analyze.clause import FINITE, Clause
from coranto.analyze.people import People
from coranto.analyze.speakers import PRONOUNS, Found
from coranto.analyze.speech import RELATED, ROLE_NOUNS
from coranto.types import Mention, Sentence

SINGULAR = frozenset({"he", "she"})
_PEOPLE_NOUNS = frozenset(
    """
    man woman boy girl child teenager youth pensioner driver victim suspect guest tourist spectator bystander onlooker
    passer-by customer caller reader user spokesman spokeswoman spokesperson official gentleman lady person
    """.split()
)
_SOMEBODY = "person"
"""A turn of one who cannot be named: he or she without a name before."""
_SUBJECT = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The one who has the floor: the name, where it stands, and the last paragraph (prose counted) in which it holds.

    ``last`` says that the last sentence of that paragraph was this one's, so that a quotation may follow bare;
    ``quoted`` that words in quotation marks were his already.
    """

    entity: str
    span: tuple[int, int]
    paragraph: int
    person: bool
    last: bool = True
    quoted: bool = False


class Floor:
    """Follows an article sentence by sentence. Captions and notices between two paragraphs of prose do not count."""

    def __init__(self, mentions: Sequence[Mention], people: People) -> None:
        self.before: dict[int, Turn | None] = {}
        self._people = people
        self._persons = {m.entity for m in mentions if m.label == "person"}
        self._pronouns = dict(people.pronouns)
        self._turns: list[Turn] = []
        self._paragraph = 0
        self._printed = -1

    def open(self, c: Clause, mentions: Sequence[Mention]) -> None:
        """Begin a sentence: count its paragraph, and hear a name in a phrase before its subject ("For Roth, ...")."""
        if c.sentence.paragraph != self._printed:
            self._printed = c.sentence.paragraph
            self._paragraph += 1
        self.before[c.sentence.index] = self.turn()
        named = _opening_name(c, mentions)
        if named is not None:
            self._take(named.entity, (named.start, named.end), person=True)

    def overhear(self, sentence: Sentence) -> None:
        """A few words in the paragraph of whoever has the floor ("No way.")."""
        if sentence.paragraph == self._printed:
            self.before[sentence.index] = self.turn()

    def turn(self) -> Turn | None:
        """Who has the floor now; nobody after a paragraph without a word of or about them."""
        turn = self._turns[-1] if self._turns else None
        return turn if turn is not None and self._paragraph - turn.paragraph <= 1 else None

    def meant(self, pronoun: str) -> Turn | None:
        """The person whom "he" or "she" means as a speaker: the last introduced whom nothing shows to be the other."""
        word = pronoun.lower()
        near: list[Turn] = []
        for turn in reversed(self._turns):
            if self._paragraph - turn.paragraph > 1 or (not turn.person and _is_somebody(turn.entity)):
                break  # somebody without a name spoke or acted since: it may be that one
            if turn.person:
                near.append(turn)
        if not near:
            return None
        if self._pronouns.get(near[0].entity, word) == word:
            self._pronouns[near[0].entity] = word
            return near[0]
        return next((turn for turn in near[:3] if self._pronouns.get(turn.entity) == word), None)

    def hear(self, item: Found) -> None:
        """Somebody spoke."""
        entity = item.attribution.speaker_entity
        if entity.lower() in PRONOUNS or not entity:
            return
        self._take(entity, item.speaker_span, person=entity in self._persons)

    def close(self, c: Clause, mentions: Sequence[Mention], items: Sequence[Found]) -> None:
        """End a sentence: who is its subject has the floor, unless it told whose words it reports."""
        if not any(t.pos not in ("PUNCT", "SPACE") and not c.in_quotes(t) for t in c.tokens):
            self._hold(last=True)  # nothing but words of whoever has the floor
            return
        if c.quoted and items and self._turns:
            self._turns[-1] = replace(self._turns[-1], quoted=True)
        if any(i.attribution.speaker_entity.lower() in SINGULAR for i in items):
            self._take(_SOMEBODY, (c.sentence.start, c.sentence.end), person=False, last=False)
            return
        spoke = [i for i in items if i.attribution.speaker_entity.lower() not in PRONOUNS]
        if not spoke:
            self._introduce(c, mentions)
        elif spoke[-1].attribution.speaker_entity not in self._persons and not _is_somebody(
            spoke[-1].attribution.speaker_entity
        ):
            told = [m for v in _main_verbs(c) if (m := _told_of(c, v, mentions)) is not None]
            if told:
                self._take(told[-1].entity, (told[-1].start, told[-1].end), person=True, last=False)

    def _introduce(self, c: Clause, mentions: Sequence[Mention]) -> None:
        for verb in _main_verbs(c):
            subjects = [k for k in c.children[verb] if c.tokens[k].dep in _SUBJECT and k < verb]
            if not subjects:
                continue
            token = c.tokens[subjects[-1]]
            asked = _asked(c, verb, mentions)
            if asked is not None:
                self._take(asked.entity, (asked.start, asked.end), person=True)
                return
            named = next((m for k in subjects if (m := named_subject(c, k, mentions)) is not None), None)
            if named is not None and " " in named.entity:  # a name alone may be an animal's, a ship's, a brand's
                self._take(named.entity, (named.start, named.end), person=True)
                return
            if token.text.lower() in SINGULAR:
                meant = self.meant(token.text)
                if meant is None:
                    self._take(_SOMEBODY, (token.start, token.end), person=False, last=False)
                else:
                    self._take(meant.entity, meant.span, person=True)
                return
            if token.tag == "NN" and token.lemma.lower() in _PEOPLE_NOUNS | ROLE_NOUNS | RELATED:
                words = c.sentence.text[token.start - c.sentence.start : token.end - c.sentence.start]
                person = self._people.named(words)
                if person is not None:
                    self._take(person, (token.start, token.end), person=True)
                else:
                    self._take(words, (token.start, token.end), person=False)
                return
        first = next((m for m in mentions if m.start == c.sentence.start and m.label == "person"), None)
        if first is not None and " " in first.entity and not _owner(c, first):
            # the parse has lost the verb, but a sentence that begins with a full name is about that person
            self._take(first.entity, (first.start, first.end), person=True)
            return
        self._hold(last=False)

    def _take(self, entity: str, span: tuple[int, int], *, person: bool, last: bool = True) -> None:
        turn = Turn(entity=entity, span=span, paragraph=self._paragraph, person=person, last=last)
        self._turns.append(turn)

    def _hold(self, *, last: bool) -> None:
        turn = self.turn()
        if turn is not None:
            here = self._paragraph if last else turn.paragraph
            self._turns[-1] = replace(turn, paragraph=here, last=last)


def _is_somebody(words: str) -> bool:
    """Whether words without a name stand for one human being: "pilot", not "police" or "officials"."""
    last = words.split()[-1].lower()
    return last in _PEOPLE_NOUNS | ROLE_NOUNS and (not last.endswith("s") or last.endswith("ss"))


def _main_verbs(c: Clause) -> list[int]:
    roots = [i for i, t in enumerate(c.tokens) if t.head == i and not c.in_quotes(t)]
    joined = [i for i, t in enumerate(c.tokens) if t.dep == "conj" and t.head in roots and t.tag in FINITE]
    return [*joined[::-1], *roots[::-1]]


def named_subject(c: Clause, subject: int, mentions: Sequence[Mention]) -> Mention | None:
    """The one person whose name is the subject, or stands beside it: not "Roth's sister", not "Roth and Holt"."""
    if any(c.tokens[k].dep == "conj" for k in c.children[subject]):
        return None
    fits = []
    for mention in mentions:
        inside = [i for i, t in enumerate(c.tokens) if mention.start <= t.start and t.end <= mention.end]
        if mention.label != "person" or not inside:
            continue
        if subject in inside:
            return mention
        top = next((i for i in inside if c.tokens[i].head not in inside), inside[-1])
        if c.tokens[top].head == subject and c.tokens[top].dep == "appos":
            fits.append(mention)
    return fits[0] if len(fits) == 1 and not _owner(c, fits[0]) else None


def _owner(c: Clause, mention: Mention) -> bool:
    after = c.sentence.text[mention.end - c.sentence.start : mention.end - c.sentence.start + 24]
    following = after.split()[:1]
    return after[:2] in ("'s", "’s") or bool(following and following[0].strip(",.").lower() in RELATED)


def _told_of(c: Clause, verb: int, mentions: Sequence[Mention]) -> Mention | None:
    """Of whom a body tells: "Police said Roth had been hurt"."""
    for k in c.children[verb]:
        if c.tokens[k].dep == "ccomp":
            for s in c.children[k]:
                if c.tokens[s].dep in _SUBJECT:
                    return named_subject(c, s, mentions)
    return None


def _asked(c: Clause, verb: int, mentions: Sequence[Mention]) -> Mention | None:
    """Who is to answer: "The judge asked Roth why"."""
    if c.tokens[verb].lemma.lower() != "ask":
        return None
    for k in c.children[verb]:
        if c.tokens[k].dep in ("dobj", "dative") and k > verb:
            return named_subject(c, k, mentions)
    return None


def _opening_name(c: Clause, mentions: Sequence[Mention]) -> Mention | None:
    """The person of a phrase before the first comma: "To Ines Roth, head of the zoo, it was enough"."""
    if not c.tokens or c.tokens[0].text not in ("For", "To", "Asked", "Like", "Unlike", "As"):
        return None
    second = c.tokens[1].start if len(c.tokens) > 1 else -1
    return next((m for m in mentions if m.label == "person" and m.start == second and not _owner(c, m)), None)
