"""The words of headlines as titles are compared: deeds, who does them and to what, figures, and the names they use.

Titles are short, so every word counts; the likeness of sentences would call two of them the same too soon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coranto.compose.likeness import canonical
from coranto.compose.material import PoolSentence
from coranto.compose.wording import stem
from coranto.types import Token

WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*")
_SMALL = frozenset(
    "a an the of in on at to for from by with and or but as than that into after before over is are was were be been"
    " has have had its his her their it says say said".split()
)
_ALIKE_IN_THE_PAST = frozenset(
    "cut hit put set shut cost let hurt quit spread split burst cast beat read bet bid thrust rid shed wed".split()
)


def numerals(text: str) -> frozenset[str]:
    """The numbers of a text in figures, whether written in figures or in words."""
    words = canonical(re.findall(r"[A-Za-z]+", text))
    written = {word for word in words if word.isdigit()}
    return frozenset(re.sub(r",(?=\d{3})", "", n).rstrip(".,") for n in re.findall(r"\d[\d.,]*", text)) | written


def has_deed(sentence: PoolSentence) -> bool:
    """Whether a headline says that something happens outside its "as ..." or "after ..." clause."""
    tokens = sentence.sentence.tokens
    for place, token in enumerate(tokens):
        if token.text.lower() in {"as", "while"} and place > 0:
            return False
        if token.pos in {"VERB", "AUX"} and token.tag != "VBG" and not _is_noun_after_all(tokens, place):
            return True
        if token.text.lower() in {"dead", "missing", "injured", "held", "killed", "wounded", "guilty"} and place > 0:
            return True
    return False


def _is_noun_after_all(tokens: Sequence[Token], place: int) -> bool:
    """ "The mayor's entire harbour address": a plain form behind one thing is no verb in the past, however parsed."""
    token = tokens[place]
    if token.tag != "VBD" or token.text.lower() != token.lemma.lower() or token.lemma.lower() in _ALIKE_IN_THE_PAST:
        return False
    subjects = [i for i, t in enumerate(tokens) if t.head == place and t.dep.startswith("nsubj")]
    joined = any(t.head in subjects and t.dep == "conj" for t in tokens)
    return bool(subjects) and not joined and all(tokens[i].tag in {"NN", "NNP"} for i in subjects)


def desk_form(sentence: PoolSentence) -> str:
    """The headline's text without its stop, an infinitive that was written out for the sentence as a desk prints it."""
    text = sentence.content.rstrip(" .")
    for edit in sentence.statement.edits:
        if edit.before == "to" and edit.after in {"is to", "are to"}:
            text = text.replace(f" {edit.after} ", " to ", 1)
    return text


def words_of_title(text: str) -> frozenset[str]:
    """The telling words of a title, near synonyms under one word."""
    lowered = (word.lower().removesuffix("'s").removesuffix("’s").rstrip(".,") for word in WORD.findall(text))
    return canonical(_stem(word) for word in lowered if word not in _SMALL)


def roots_of(text: str) -> frozenset[str]:
    """The telling words of a title by their roots: "called" and "calls" are one."""
    return frozenset(stem(word.lower()) for word in WORD.findall(text) if word.lower() not in _SMALL)


def _stem(word: str) -> str:
    """A rough stem: titles use one verb in two forms ("wins", "won" stay apart, "rises" and "rise" do not)."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Share, 0..1, of the smaller set's words that the other has."""
    return len(first & second) / max(1, min(len(first), len(second))) if first and second else 0.0


def told_by_many(headlines: Sequence[PoolSentence]) -> frozenset[str]:
    """Words that a third of the story's headlines have, and two at least: what the story is about."""
    counts: dict[str, int] = {}
    for sentence in headlines:
        for word in sorted(words_of_title(sentence.content)):
            counts[word] = counts.get(word, 0) + 1
    return frozenset(w for w, n in counts.items() if n >= 2 and 3 * n >= len(headlines))


def deeds_of(headline: PoolSentence) -> frozenset[str]:
    """All verbs and deeds of a headline."""
    return canonical(t.lemma for t in headline.sentence.tokens if t.pos in {"VERB", "NOUN"})


def main_deeds_of(sentence: PoolSentence) -> frozenset[str]:
    """What the sentence says is done, not what stands in its side clauses: root, what it governs, what is joined."""
    tokens = sentence.sentence.tokens
    found: set[int] = {i for i, t in enumerate(tokens) if t.head == i}
    for _ in range(3):
        found |= {
            i for i, t in enumerate(tokens) if t.head in found and t.dep in {"ccomp", "xcomp", "conj", "parataxis"}
        }
    return canonical(tokens[i].lemma for i in sorted(found))


def subject_noun(headline: PoolSentence) -> frozenset[str] | None:
    """Who or what does the headline's deed, as one lemma; nothing where that is a name, None where it is not clear."""
    tokens = headline.sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i and t.pos in {"VERB", "AUX"}), None)
    found = [t for t in tokens if root is not None and t.head == root and t.dep in {"nsubj", "nsubjpass"}]
    return canonical(t.lemma for t in found[:1] if t.pos == "NOUN") if found else None


def subject_name(headline: PoolSentence) -> frozenset[str]:
    """The names that do the headline's deed, in lower case."""
    tokens = headline.sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i and t.pos in {"VERB", "AUX"}), None)
    found = [t for t in tokens if root is not None and t.head == root and t.dep in {"nsubj", "nsubjpass"}]
    return frozenset(t.text.lower() for t in found[:1] if t.pos == "PROPN")


def object_noun(headline: PoolSentence) -> frozenset[str]:
    """What the headline's deed is done to, as one lemma: who approves a budget has not approved a law."""
    tokens = headline.sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i and t.pos == "VERB"), None)
    found = [t for t in tokens if root is not None and t.head == root and t.dep == "dobj" and t.pos == "NOUN"]
    return canonical(t.lemma for t in found[:1])


def lemmas_of(sentence: PoolSentence) -> frozenset[str]:
    """All lemmas of a sentence."""
    return canonical(t.lemma for t in sentence.sentence.tokens)


def names_in_headlines(headlines: Sequence[PoolSentence]) -> Mapping[str, str]:
    """Full names of persons and the one word by which headlines call them, where that means nobody else."""
    persons = sorted(
        {m.entity for s in headlines for m in s.source.analysis.mentions if m.label == "person" and " " in m.entity}
    )
    words = {t.text for s in headlines for t in s.sentence.tokens}
    printed = " | ".join(s.content for s in headlines)
    found: dict[str, str] = {}
    for person in persons:
        if person in printed:
            continue
        for word in (person.split()[-1], person.split()[0]):
            others = [p for p in persons if p != person and word in p.split()]
            if word in words and word[0].isupper() and not others:
                found[person] = word
                break
    return found
