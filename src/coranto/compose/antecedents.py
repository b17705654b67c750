"""Whether a pronoun inside a sentence is explained there: by a person, a plural or a thing that the sentence has named.

A reader who meets the sentence alone has nothing else to go by.
"""

from __future__ import annotations

from collections.abc import Sequence

from coranto.compose.edits import Change
from coranto.compose.reading import Reading
from coranto.types import Mention, Sentence, Token

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
HUMAN = frozenset(
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
SPEECH = frozenset(
    """say tell add note explain claim state announce insist argue warn write tweet reply respond recall ask report
    stress believe think confirm deny suggest admit concede joke describe""".split()
)


def inner_pronoun(
    reading: Reading, sentence: Sentence, spoken: Sequence[tuple[int, int]], settled: Sequence[Change]
) -> str | None:
    """Why a pronoun inside the sentence is not explained there; None if each is.

    ``spoken`` are the spans between quotation marks, where pronouns are the speaker's; ``settled`` the changes that
    have already written a pronoun as a name.
    """
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        word = token.text.lower()
        if word not in HE and word not in _THEY and word not in _IT:
            continue
        if token.text.isupper() and not sentence.text.isupper():
            continue  # "an IT firm"
        if any(s <= token.start < e for s, e in spoken) or any(c.start <= token.start < c.end for c in settled):
            continue
        earlier = any(c.start < token.start and c.evidence for c in settled)
        if word in HE and (earlier or _person_near(reading, sentence, i)):
            continue
        if word in _THEY and (earlier or _plural_before(tokens, i)):
            continue
        if word == "it" and i and tokens[i - 1].text.lower() in _BESIDE:
            return f"'{token.text}' is not explained in the sentence"
        if word in _IT and (_is_empty_it(tokens, i) or _thing_before(reading, sentence, i, spoken)):
            continue
        return f"'{token.text}' is not explained in the sentence"
    return None


def persons_in(reading: Reading, sentence: Sentence) -> list[Mention]:
    """The persons that a sentence names."""
    return [m for m in reading.mentions.get(sentence.index, ()) if m.label == "person"]


def sex_used(reading: Reading, entity: str) -> str:
    """ "m" or "f" where the article's pronouns for the name agree, "" where it has none, "?" where they differ."""
    votes = {"m": 0, "f": 0}
    for sentence in reading.sentences:
        persons = {m.entity for m in persons_in(reading, sentence)}
        if persons != {entity}:
            continue
        for token in sentence.tokens:
            sex = HE.get(token.text.lower())
            if sex and token.dep != "poss":
                votes[sex] += 1
    if votes["m"] and votes["f"]:
        return "m" if votes["m"] >= 3 * votes["f"] else "f" if votes["f"] >= 3 * votes["m"] else "?"
    return "m" if votes["m"] else "f" if votes["f"] else ""


def _person_near(reading: Reading, sentence: Sentence, i: int) -> bool:
    """A person or human noun before the pronoun, or the sentence's subject right after an opening phrase with it."""
    token = sentence.tokens[i]
    if any(m.start < token.start for m in persons_in(reading, sentence)):
        return True
    if any(t.lemma.lower() in HUMAN and t.tag not in {"NNS", "NNPS"} for t in sentence.tokens[:i]):
        return True
    comma = next((t.start for t in sentence.tokens[i:] if t.text == ","), None)
    opening = not any(
        t.dep in {"nsubj", "nsubjpass"} and sentence.tokens[t.head].dep == "ROOT" for t in sentence.tokens[: i + 1]
    )
    return opening and comma is not None and any(m.start > comma for m in persons_in(reading, sentence))


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
    opening = not any(t.dep in {"nsubj", "nsubjpass"} and tokens[t.head].dep == "ROOT" for t in tokens[: i + 1])
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
    # "Merova says it was not asked": what is called "it" and never "he" is no person, whatever the tagger says
    people = [
        (m.start, m.end)
        for m in persons_in(reading, sentence)
        if (" " in m.text or sex_used(reading, m.entity)) and not _is_a_body(reading, sentence, m, i)
    ]
    verb = tokens[token.head]
    speech = tokens[verb.head] if verb.dep == "ccomp" else None
    for other in tokens[:i]:
        if other.pos not in {"NOUN", "PROPN"} or other.tag in {"NNS", "NNPS"} or other.dep == "compound":
            continue
        if other in _above(tokens, i) or any(s <= other.start < e for s, e in spoken):
            continue
        if any(s <= other.start < e for s, e in people) or other.lemma.lower() in HUMAN:
            continue
        speaker = speech is not None and speech.lemma in SPEECH and verb.lemma == "be" and tokens[other.head] == speech
        if not speaker:
            return True
    opening = not any(t.dep in {"nsubj", "nsubjpass"} and tokens[t.head].dep == "ROOT" for t in tokens[: i + 1])
    return opening and any(
        t.pos in {"NOUN", "PROPN"} and t.dep.startswith("nsubj") and tokens[t.head].dep == "ROOT" for t in tokens[i:]
    )


def _is_a_body(reading: Reading, sentence: Sentence, mention: Mention, i: int) -> bool:
    """Whether a name that the tagger takes for a person's is the thing that the pronoun at ``i`` means.

    It is the only name before it and the subject, the article never calls it "he", by a title or by its last word
    alone, and it names it more than once, or tells of no saying.
    """
    tokens = sentence.tokens
    before = [m for m in reading.mentions.get(sentence.index, ()) if m.end <= tokens[i].start]
    subject = next((t for t in tokens if mention.start <= t.start < mention.end and t.dep.startswith("nsubj")), None)
    if before != [mention] or subject is None or sex_used(reading, mention.entity) or tokens[i].text.lower() in HE:
        return False
    last = mention.text.split()[-1]
    named = [m for m in reading.source.analysis.mentions if m.entity == mention.entity]
    if any(m.text == last for m in named) or any(is_human_before(reading, m) for m in named):
        return False
    return tokens[subject.head].lemma not in SPEECH or len(named) > 1


def is_human_before(reading: Reading, mention: Mention) -> bool:
    """Whether a role or a title stands before the name or right behind it ("Mr", "mayor", ", a baker")."""
    tokens = reading.sentences[mention.sentence].tokens
    before = [t for t in tokens if t.end <= mention.start][-1:]
    behind = [t for t in tokens if t.start >= mention.end]
    apposed = any(t.dep == "appos" or t.text.lower() in {"who", "whose", "whom"} for t in behind[1:8])
    return (bool(behind) and behind[0].text == "," and apposed) or any(
        t.lemma.lower() in HUMAN or t.text.rstrip(".") in {"Mr", "Mrs", "Ms", "Miss", "Dr", "Sir"} for t in before
    )
