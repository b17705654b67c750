"""Pronouns: which can be written as a name by a safe rule, which are explained inside the sentence, which refuse it.

A wrong name for "he" is worse than a sentence less, so there is one rule and no guess: the one person who is subject or
speaker of the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.compose.edits import Change, passage
from coranto.compose.reading import Reading
from coranto.types import Attribution, Evidence, Mention, Sentence, Token

_HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_HUMAN = frozenset(
    """man woman boy girl child person people mother father son daughter wife husband brother sister president minister
    premier chancellor senator governor mayor lawmaker congressman congresswoman leader chief head director
    officer official spokesman spokeswoman spokesperson suspect gunman attacker driver victim player coach
    singer actor actress author writer doctor nurse patient teacher student worker soldier pilot judge lawyer
    attorney prosecutor king queen prince princess pope bishop priest candidate nominee adviser advisor
    secretary ambassador envoy commander general colonel owner founder executive ceo chairman chairwoman
    scientist researcher professor analyst expert resident witness passenger survivor teenager user neighbour
    neighbor farmer fireman firefighter policeman journalist reporter star striker captain manager defendant
    migrant employee employer customer member politician activist friend partner baby infant widow widower uncle
    aunt nephew niece cousin grandfather grandmother hero inmate prisoner hostage veteran rider runner swimmer
    skipper goalkeeper midfielder defender winger champion boxer trainer referee someone anyone everyone nobody
    who""".split()
)
_MANY = frozenset("police people both two all those many some others everyone anyone each".split())
_BESIDE = frozenset("of near around behind beside inside outside opposite".split())
_SPEECH = frozenset(
    """say tell add note explain claim state announce insist argue warn write tweet reply respond recall ask report
    stress believe think confirm deny suggest admit concede joke describe""".split()
)


def subject_pronoun(
    reading: Reading, sentence: Sentence, spoken: Sequence[tuple[int, int]] = ()
) -> tuple[list[Change], str | None]:
    """Write an opening He, She, His or Her as the name it stands for, or say why that cannot be told.

    Looks at the first two words only: a pronoun further in is judged by ``inner_pronoun``.
    """
    token = next((t for t in sentence.tokens if t.pos != "PUNCT"), None)
    if token is None or token.text.lower() not in _HE or any(s <= token.start < e for s, e in spoken):
        return [], None
    return _named(reading, sentence, token)


def speaker_pronoun(
    reading: Reading, sentence: Sentence, attribution: Attribution | None
) -> tuple[list[Change], str | None]:
    """Write the speaker of ", he said" as the name it stands for, or say why that cannot be told."""
    said = attribution.speaker.strip().lower() if attribution else ""
    if attribution is None or said not in {"he", "she", "they", "it", "who"}:
        return _tail_speaker(reading, sentence)
    if said not in _HE:
        return [], f"the speaker is only '{said}'"
    for token in sentence.tokens:
        if attribution.start <= token.start < attribution.end and token.text.lower() == said:
            return _named(reading, sentence, token)
    return [], f"the speaker is only '{said}'"


def _tail_speaker(reading: Reading, sentence: Sentence) -> tuple[list[Change], str | None]:
    """The speaker of a last clause that no attribution has been found for: a pronoun between a mark and a saying verb."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens[1:-1], 1):
        if token.text.lower() not in {"he", "she", "they", "it"} or tokens[i + 1].lemma not in _SPEECH:
            continue
        if tokens[i - 1].text in {",", '"', "”", "'", "’"}:
            if token.text.lower() not in _HE:
                return [], f"the speaker is only '{token.text}'"
            return _named(reading, sentence, token)
    return [], None


def inner_pronoun(
    reading: Reading, sentence: Sentence, spoken: Sequence[tuple[int, int]], settled: Sequence[Change]
) -> str | None:
    """Why a pronoun inside the sentence is not explained there; None if each is.

    ``spoken`` are the spans between quotation marks, where pronouns are the speaker's; ``settled`` the changes that have
    already written a pronoun as a name.
    """
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        word = token.text.lower()
        if word not in _HE and word not in _THEY and word not in _IT:
            continue
        if any(s <= token.start < e for s, e in spoken) or any(c.start <= token.start < c.end for c in settled):
            continue
        earlier = any(c.start < token.start and c.evidence for c in settled)
        if word in _HE and (earlier or _person_near(reading, sentence, i)):
            continue
        if word in _THEY and (earlier or _plural_before(tokens, i)):
            continue
        if word == "it" and i and tokens[i - 1].text.lower() in _BESIDE:
            return f"'{token.text}' is not explained in the sentence"
        if word in _IT and (_is_empty_it(tokens, i) or _thing_before(reading, sentence, i, spoken)):
            continue
        return f"'{token.text}' is not explained in the sentence"
    return None


def _named(reading: Reading, sentence: Sentence, token: Token) -> tuple[list[Change], str | None]:
    """The change that writes ``token`` as the one person of the sentence before."""
    verb = sentence.tokens[token.head]
    speaking = token.dep == "nsubj" and verb.lemma in _SPEECH
    found = carried_person(reading, sentence, _HE[token.text.lower()], speaking=speaking)
    if found is None:
        return [], f"it cannot be told for certain who '{token.text}' is"
    name, evidence = found
    own = token.tag == "PRP$" or token.text.lower() == "his"
    after = f"{name}'s" if own else name
    return [
        Change(
            start=token.start,
            end=token.end,
            after=after,
            why=f"'{token.text}' written as the person of the sentence before",
            evidence=evidence,
        )
    ], None


def carried_person(
    reading: Reading, sentence: Sentence, sex: str, *, speaking: bool = False
) -> tuple[str, tuple[Evidence, ...]] | None:
    """The one person who is subject or speaker of the sentence before, with the passages that name him; None if unsure.

    Refuses when that sentence names a second person, unless the pronoun speaks (``speaking``) and so did the first, and
    when the article uses the other pronoun for the name. Steps back over sentences whose only person is the same pronoun,
    and over bare quotations.
    """
    at = sentence
    for _ in range(4):
        earlier = reading.before(at)
        if earlier is None:
            return None
        persons = _persons(reading, earlier)
        speaker = _speaker_named(reading, earlier)
        if not persons and not speaker and (_pronoun_leads(earlier, sex) or _all_quotation(earlier)):
            at = earlier
            continue
        leads = {m.entity for m in persons if _leads(reading, earlier, m)} | ({speaker} if speaker else set())
        if speaking and speaker:
            leads = {speaker}
        elif (
            _pronoun_in(earlier, sex)
            or len({m.entity for m in persons} | leads) != 1
            or _other_human(reading, earlier, persons)
        ):
            return None
        if len(leads) != 1:
            return None
        (entity,) = leads
        if _sex_used(reading, entity) not in {sex, ""}:
            return None
        return _fullest(reading, earlier, entity)
    return None


_NAME = re.compile(r"(?:[A-Z][\w'’.-]*\s+)+(?:(?:de|van|von|der|bin|al|el|la|du)\s+)*[A-Z][\w'’-]+$")


def _speaker_named(reading: Reading, sentence: Sentence) -> str:
    """The full name of the sentence's speaker, where it has one and it is a person's."""
    attribution = reading.attribution(sentence)
    if attribution is None:
        return ""
    entity = attribution.speaker_entity.split(",")[0].strip()
    labels = {m.label for m in reading.source.analysis.mentions if m.entity == entity or m.text == entity}
    if "person" in labels or (not labels & {"organisation", "place", "event"} and _NAME.match(entity)):
        return entity if _NAME.match(entity) or "person" in labels else ""
    return ""


def _fullest(reading: Reading, earlier: Sentence, entity: str) -> tuple[str, tuple[Evidence, ...]]:
    """The name as the article gives it in full, with the sentence before and, if it is another, the one that has it."""
    own = passage(reading.source, "text", earlier.start, earlier.end)
    if entity in earlier.text:
        return entity, (own,)
    for sentence in reading.sentences:
        if sentence.field == "text" and sentence.noise is None and entity in sentence.text:
            return entity, (own, passage(reading.source, "text", sentence.start, sentence.end))
    short = next((m.text for m in _persons(reading, earlier) if m.entity == entity), entity)
    return short, (own,)


def _persons(reading: Reading, sentence: Sentence) -> list[Mention]:
    return [m for m in reading.mentions.get(sentence.index, ()) if m.label == "person"]


def _leads(reading: Reading, sentence: Sentence, mention: Mention) -> bool:
    """Whether the mention is the subject of the main verb or the speaker."""
    attribution = reading.attribution(sentence)
    if attribution is not None and mention.text in attribution.speaker:
        return True
    for token in sentence.tokens:
        if mention.start <= token.start < mention.end and token.dep in {"nsubj", "nsubjpass"}:
            verb = sentence.tokens[token.head]
            if verb.dep in {"ROOT", "ccomp"}:
                return True
    return False


def _pronoun_leads(sentence: Sentence, sex: str) -> bool:
    return any(_HE.get(t.text.lower()) == sex and t.dep in {"nsubj", "nsubjpass"} for t in sentence.tokens)


def _pronoun_in(sentence: Sentence, sex: str) -> bool:
    """Whether the sentence itself speaks of another he or she, in a quotation, say."""
    return any(_HE.get(t.text.lower()) == sex and t.dep != "poss" for t in sentence.tokens)


def _all_quotation(sentence: Sentence) -> bool:
    return sentence.text[:1] in '"“' and sentence.text.rstrip()[-1:] in '"”'


def _other_human(reading: Reading, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether another human being is subject or object in the sentence ("a patient and his doctor")."""
    for token in sentence.tokens:
        if any(m.start <= token.start < m.end for m in mentions) or token.pos != "NOUN":
            continue
        human = token.lemma.lower() in _HUMAN and token.tag == "NN"
        if human and token.dep in {"nsubj", "nsubjpass", "dobj", "iobj", "pobj", "conj"}:
            head = sentence.tokens[token.head]
            if not any(m.start <= head.start < m.end for m in mentions):
                return True
    return False


def _sex_used(reading: Reading, entity: str) -> str:
    """ "m" or "f" where the article's pronouns after the name all agree, "" where it has none, "?" where they differ."""
    votes = {"m": 0, "f": 0}
    for sentence in reading.sentences:
        persons = {m.entity for m in _persons(reading, sentence)}
        if persons != {entity}:
            continue
        for token in sentence.tokens:
            sex = _HE.get(token.text.lower())
            if sex and token.dep != "poss":
                votes[sex] += 1
    if votes["m"] and votes["f"]:
        return "m" if votes["m"] >= 3 * votes["f"] else "f" if votes["f"] >= 3 * votes["m"] else "?"
    return "m" if votes["m"] else "f" if votes["f"] else ""


def _person_near(reading: Reading, sentence: Sentence, i: int) -> bool:
    """A person or human noun before the pronoun, or the sentence's subject right after an opening phrase with it."""
    token = sentence.tokens[i]
    if any(m.start < token.start for m in _persons(reading, sentence)):
        return True
    if any(t.lemma.lower() in _HUMAN and t.tag not in {"NNS", "NNPS"} for t in sentence.tokens[:i]):
        return True
    comma = next((t.start for t in sentence.tokens[i:] if t.text == ","), None)
    opening = not any(
        t.dep in {"nsubj", "nsubjpass"} and sentence.tokens[t.head].dep == "ROOT" for t in sentence.tokens[:i]
    )
    return opening and comma is not None and any(m.start > comma for m in _persons(reading, sentence))


def _plural_before(tokens: Sequence[Token], i: int) -> bool:
    before = tokens[:i]
    if any(t.tag in {"NNS", "NNPS"} or t.lemma.lower() in _MANY for t in before):
        return True
    if any(t.dep == "conj" and t.pos in {"NOUN", "PROPN"} for t in before):
        return True
    if any(
        t.pos == "NUM" or t.lemma.lower() in {"group", "team", "family", "couple", "government", "crew"} for t in before
    ):
        return True
    opening = not any(t.dep in {"nsubj", "nsubjpass"} and tokens[t.head].dep == "ROOT" for t in before)
    return opening and any(t.tag in {"NNS", "NNPS"} and t.dep.startswith("nsubj") for t in tokens[i:])


def _is_empty_it(tokens: Sequence[Token], i: int) -> bool:
    """ "said it was important to ...", "made it clear that": it stands for what follows."""
    token = tokens[i]
    if token.text.lower() != "it":
        return False
    if token.dep == "expl":
        return True
    window = tokens[i + 1 : i + 6]
    adjective = next((n for n, t in enumerate(window) if t.pos == "ADJ"), None)
    return adjective is not None and any(t.text.lower() in {"to", "that", "for"} for t in window[adjective + 1 :])


def _above(tokens: Sequence[Token], i: int) -> list[Token]:
    """The nouns that the pronoun itself hangs on by prepositions ("the avenue in front of it" is not it)."""
    found: list[Token] = []
    at = i
    while tokens[at].dep in {"pobj", "prep", "pcomp"} and tokens[at].head != at and len(found) < 12:
        at = tokens[at].head
        found.append(tokens[at])
    return found


def _thing_before(reading: Reading, sentence: Sentence, i: int, spoken: Sequence[tuple[int, int]]) -> bool:
    """A singular thing before the pronoun that is not merely the speaker ("the office says it was 6.4")."""
    tokens = sentence.tokens
    token = tokens[i]
    people = [(m.start, m.end) for m in _persons(reading, sentence)]
    verb = tokens[token.head]
    speech = tokens[verb.head] if verb.dep == "ccomp" else None
    for other in tokens[:i]:
        if other.pos not in {"NOUN", "PROPN"} or other.tag in {"NNS", "NNPS"} or other.dep == "compound":
            continue
        if other in _above(tokens, i) or any(s <= other.start < e for s, e in spoken):
            continue
        if any(s <= other.start < e for s, e in people) or other.lemma.lower() in _HUMAN:
            continue
        speaker = speech is not None and speech.lemma in _SPEECH and verb.lemma == "be" and tokens[other.head] == speech
        if not speaker:
            return True
    opening = not any(t.dep in {"nsubj", "nsubjpass"} and tokens[t.head].dep == "ROOT" for t in tokens[:i])
    return opening and any(
        t.pos in {"NOUN", "PROPN"} and t.dep.startswith("nsubj") and tokens[t.head].dep == "ROOT" for t in tokens[i:]
    )
