"""Persons spoken of by what they are: "the Ostmark native", "the 24-year-old", "the former striker".

Newspapers vary the name so in the sentence after it. On a page the sentence before is another article's, and the
epithet seems to speak of whoever was named last.
"""

from __future__ import annotations

from coranto.compose.anaphora import HEADS
from coranto.compose.edits import Change
from coranto.compose.pronouns import carried_person
from coranto.compose.reading import Reading
from coranto.types import Sentence, Token

_PERSONS = frozenset(
    """native veteran star youngster rookie teenager pensioner striker midfielder defender forward winger goalkeeper
    quarterback rapper singer actor actress comedian billionaire businessman businesswoman tycoon mogul graduate
    alumnus newcomer heavyweight politician republican democrat champion skipper writer author director playwright
    filmmaker musician entertainer socialite entrepreneur grandmother grandfather sophomore freshman senior""".split()
)
"""What a person is, that does not say who; an office with its place ("the Ostmark mayor") does."""
_OF_A_SCHOOL = frozenset({"product"})
"""Such words for a person only after a name ("the Ostmark College product")."""
_WHICH = frozenset("who that whose whom which".split())


def epithet(reading: Reading, sentence: Sentence) -> tuple[list[Change], str | None]:
    """The change that writes an epithet which is the subject as the person of the sentence before, or a refusal."""
    for place, token in enumerate(sentence.tokens):
        aged = _is_age_alone(sentence.tokens, place)
        if not aged and not (_is_subject(sentence.tokens, place) and _is_epithet(sentence.tokens, place)):
            continue
        first = next(t for t in reversed(sentence.tokens[:place]) if t.text.lower() == "the")
        words = reading.source.article.text[first.start : token.end]
        found = None if _names_another(reading, sentence) else carried_person(reading, sentence, "")
        if found is None:
            return [], f"it cannot be told for certain who '{words}' is"
        name, evidence = found
        why = f"'{words}' written as the person of the sentence before"
        return [Change(start=first.start, end=token.end, after=name, why=why, evidence=evidence)], None
    return [], None


def _names_another(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence before has a name of two words that the tagger could not place: it may be a person's."""
    before = reading.before(sentence)
    named = reading.mentions.get(before.index, ()) if before is not None else ()
    return any(m.label == "other" and " " in m.text for m in named)


def _is_subject(tokens: tuple[Token, ...], place: int) -> bool:
    token = tokens[place]
    return token.dep in {"nsubj", "nsubjpass"} and tokens[token.head].dep in {"ROOT", "ccomp", "parataxis"}


def _is_age_alone(tokens: tuple[Token, ...], place: int) -> bool:
    """The last word of "the 24-year-old" before a verb: the parser does not always take it for a subject."""
    words = [t.text.lower() for t in tokens[max(0, place - 5) : place + 1]]
    if words[:1] != ["the"] or words[2:] != ["-", "year", "-", "old"] or place + 1 == len(tokens):
        return False
    return tokens[place + 1].pos in {"VERB", "AUX", "ADV"}


def _is_epithet(tokens: tuple[Token, ...], place: int) -> bool:
    """A singular noun of those with "the" and a word or more before it, and nothing behind it that says who."""
    token = tokens[place]
    left = [i for i, t in enumerate(tokens) if t.head == place and i < place]
    if not left or tokens[left[0]].text.lower() != "the":
        return False
    schooled = token.lemma.lower() in _OF_A_SCHOOL and any(tokens[i].pos == "PROPN" for i in left)
    person = token.lemma.lower() in _PERSONS and token.tag in {"NN", "NNP", "JJ"}
    if person and len(left) == 1 and token.lemma.lower() in HEADS:
        return False  # "the singer": tied to its name by what the article calls him
    if not (schooled or person):
        return False
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is not None and (following.pos == "PROPN" or following.text.lower() in _WHICH):
        return False
    right = [t for i, t in enumerate(tokens) if t.head == place and i > place]
    return not any(t.dep in {"appos", "relcl", "acl"} or (t.dep == "prep" and t.text != "with") for t in right)
