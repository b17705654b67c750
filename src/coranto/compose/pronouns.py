"""Pronouns at the start of a sentence or in its attribution: written as a name by one safe rule, or refused.

A wrong name for "he" is worse than a sentence less, so there is no guess: the one person who is subject or speaker of
the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.compose.antecedents import HE, HUMAN, SPEECH, persons_in, sex_used
from coranto.compose.edits import Change, passage
from coranto.compose.reading import Reading
from coranto.types import Attribution, Evidence, Mention, Sentence, Token

_NAME = re.compile(r"(?:[A-Z][\w'’.-]*\s+)+(?:(?:de|van|von|der|bin|al|el|la|du)\s+)*[A-Z][\w'’-]+$")


def subject_pronoun(
    reading: Reading, sentence: Sentence, spoken: Sequence[tuple[int, int]] = ()
) -> tuple[list[Change], str | None]:
    """Write an opening He, She, His or Her as the name it stands for, or say why that cannot be told.

    Looks at the first two words only: a pronoun further in is judged by ``inner_pronoun``.
    """
    token = next((t for t in sentence.tokens if t.pos != "PUNCT"), None)
    if re.match(r"(?:His|Her) name\b", sentence.text):
        return [], "it cannot be told for certain whose name it is"
    if token is None or token.text.lower() not in HE or any(s <= token.start < e for s, e in spoken):
        return [], None
    return _named(reading, sentence, token)


def speaker_pronoun(
    reading: Reading, sentence: Sentence, attribution: Attribution | None
) -> tuple[list[Change], str | None]:
    """Write the speaker of ", he said" as the name it stands for, or say why that cannot be told."""
    said = attribution.speaker.strip().lower() if attribution else ""
    if said in HE and attribution is not None and _speaks_earlier(reading, sentence, attribution.start):
        return [], None
    if attribution is None or said not in {"he", "she", "they", "it", "who"}:
        return _tail_speaker(reading, sentence)
    if said not in HE:
        if resumed(reading, sentence, attribution) is not None:
            return [], None
        return [], f"the speaker is only '{said}'"
    for token in sentence.tokens:
        if attribution.start <= token.start < attribution.end and token.text.lower() == said:
            return _named(reading, sentence, token)
    return [], f"the speaker is only '{said}'"


def resumed(reading: Reading, sentence: Sentence, attribution: Attribution) -> str | None:
    """The subject that "it said" or "they said" behind it takes up ("Dorn Works plans to close a yard, it said").

    It must be one that can speak, a body or people in office, and do itself what is told; None otherwise.
    """
    said = attribution.speaker.strip().lower()
    tokens = sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.dep in {"ccomp", "ROOT"} and t.start < attribution.start), None)
    place = next((i for i, t in enumerate(tokens) if t.head == root and t.dep == "nsubj" and i != root), None)
    if said not in {"it", "they"} or attribution.shape != "tail" or place is None:
        return None
    subject = tokens[place]
    apposed = [t for t in tokens if t.dep == "appos" and tokens[t.head] is subject]  # "the crane maker Dorn Works"
    last = apposed[0] if apposed else subject
    named = any(
        m.label == "organisation" and m.start <= last.start < m.end for m in reading.mentions.get(sentence.index, ())
    )
    many = subject.tag == "NNS" and subject.lemma.lower() in HUMAN | {"authority"}
    if last.start > attribution.start or not (many if said == "they" else named):
        return None
    first = min([place, *(i for i, t in enumerate(tokens) if t.head == place and i < place)])
    return reading.source.article.text[tokens[first].start : last.end]


def _speaks_earlier(reading: Reading, sentence: Sentence, at: int) -> bool:
    """ "Dr. X said by the time he came it was over, he said": the sentence has named its speaker already."""
    for mention in persons_in(reading, sentence):
        if mention.end <= at and not _quoted(reading, mention):
            verbs = (
                sentence.tokens[t.head]
                for t in sentence.tokens
                if mention.start <= t.start < mention.end and t.dep == "nsubj"
            )
            if any(verb.lemma in SPEECH for verb in verbs):
                return True
    return False


def _quoted(reading: Reading, mention: Mention) -> bool:
    """Whether the name stands inside a quotation, where another than the article speaks."""
    return any(q.start <= mention.start < q.end for q in reading.quotations.get(mention.sentence, ()))


def _tail_speaker(reading: Reading, sentence: Sentence) -> tuple[list[Change], str | None]:
    """The speaker of a last clause that is no attribution yet: a pronoun between a mark and a saying verb."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens[1:-1], 1):
        if token.text.lower() not in {"he", "she", "they", "it"} or tokens[i + 1].lemma not in SPEECH:
            continue
        if tokens[i - 1].text in {",", '"', "”", "'", "’"}:
            if token.text.lower() not in HE:
                return [], f"the speaker is only '{token.text}'"
            if _speaks_earlier(reading, sentence, token.start):
                return [], None
            return _named(reading, sentence, token)
    return [], None


def _named(reading: Reading, sentence: Sentence, token: Token) -> tuple[list[Change], str | None]:
    """The change that writes ``token`` as the one person of the sentence before."""
    verb = sentence.tokens[token.head]
    speaking = token.dep == "nsubj" and verb.lemma in SPEECH
    found = carried_person(reading, sentence, HE[token.text.lower()], speaking=speaking)
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

    ``sex`` is "m" or "f", or "" where the words do not tell.
    Refuses when that sentence names a second person, unless the pronoun speaks (``speaking``) and so did the first,
    and when the article uses the other pronoun for the name. Steps back over sentences whose only person is the same
    pronoun, and over bare quotations.
    """
    at = sentence
    for _ in range(4):
        earlier = reading.before(at)
        if earlier is None:
            return None
        persons = [m for m in persons_in(reading, earlier) if not _quoted(reading, m)]
        speaker = _speaker_named(reading, earlier)
        if not persons and not speaker and (_pronoun_leads(earlier, sex) or _all_quotation(reading, earlier)):
            at = earlier
            continue
        leads = {m.entity for m in persons if _leads(reading, earlier, m)} | ({speaker} if speaker else set())
        if speaking and speaker:
            leads = {speaker}
        elif (
            _pronoun_in(earlier, sex)
            or _unnamed_subject(reading, earlier, persons)
            or len({m.entity for m in persons} | leads) != 1
            or _other_human(reading, earlier, persons)
        ):
            return None
        if len(leads) != 1:
            return None
        (entity,) = leads
        if sex and sex_used(reading, entity) not in {sex, ""}:
            return None
        return _fullest(reading, earlier, entity)
    return None


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
    short = next((m.text for m in persons_in(reading, earlier) if m.entity == entity), entity)
    return short, (own,)


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
    return any(HE.get(t.text.lower()) == sex and t.dep in {"nsubj", "nsubjpass"} for t in sentence.tokens)


def _pronoun_in(sentence: Sentence, sex: str) -> bool:
    """Whether the sentence itself speaks of another he or she, in a quotation, say."""
    return any(HE.get(t.text.lower()) == sex and t.dep != "poss" for t in sentence.tokens)


def _unnamed_subject(reading: Reading, sentence: Sentence, persons: Sequence[Mention]) -> bool:
    """Whether another capitalised word is a subject there, which the names miss or take for something else."""
    bodies = [m for m in reading.mentions.get(sentence.index, ()) if m.label in {"organisation", "place", "event"}]
    known = [*persons, *(m for m in bodies if " " in m.text or m.text.isupper())]
    return any(
        t.dep in {"nsubj", "nsubjpass"} and t.pos == "PROPN" and not any(m.start <= t.start < m.end for m in known)
        for t in sentence.tokens
    )


def _all_quotation(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence is all somebody's words."""
    quoted = sum(q.end - q.start for q in reading.quotations.get(sentence.index, ()))
    if quoted * 10 > 9 * (sentence.end - sentence.start):
        return True
    return sentence.text[:1] in '"“' and sentence.text.rstrip()[-1:] in '"”'


def _other_human(reading: Reading, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether another human being is subject or object in the sentence ("a patient and his doctor")."""
    for token in sentence.tokens:
        if any(m.start <= token.start < m.end for m in mentions) or token.pos != "NOUN":
            continue
        human = token.lemma.lower() in HUMAN and token.tag == "NN"
        if human and token.dep in {"nsubj", "nsubjpass", "dobj", "iobj", "pobj", "conj"}:
            head = sentence.tokens[token.head]
            if not any(m.start <= head.start < m.end for m in mentions):
                return True
    return False
