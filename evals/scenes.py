"""An article as faults are planted in it, and the small edits of a sentence that faults and rewordings are made of.

No randomness: a choice between words is made by a hash of the sentence, so the same articles give the same set.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from coranto.models.entailment.lexicon import lexicon
from coranto.types import Analysis, Article, Sentence, Token

NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
MONTHS = "January February March April May June July August September October November December".split()
Change = tuple[int, int, str]
"""Characters of the sentence that are replaced, and by what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A sentence for the verifier: what it says, the sentences it was made of, if it is still true, and its kind."""

    article: Article
    sources: tuple[Sentence, ...]
    claim: str
    supported: bool
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One article with the names that other articles could lend it, by label."""

    article: Article
    analysis: Analysis
    strangers: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def prose(self) -> list[Sentence]:
        """Sentences that state something and end where they should."""
        return [
            s
            for s in self.analysis.sentences
            if s.field == "text"
            and s.noise is None
            and 6 <= len(s.tokens) <= 45
            and s.text.rstrip()[-1:] in {".", "”", '"'}
            and s.text[:1].isupper()
            and any(t.dep == "ROOT" and t.pos in {"VERB", "AUX"} for t in s.tokens)
        ]

    def names(self, label: str) -> list[str]:
        """Names of the article with this label, in order, each once."""
        return list(dict.fromkeys(m.text for m in self.analysis.mentions if m.label == label))


Maker = Callable[[Scene, Sentence], Iterator[str]]


def digest(text: str) -> str:
    """A hash of a text in hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def nth(options: Sequence[str], salt: str) -> str:
    """One of the options, chosen by a hash of ``salt``."""
    return options[int(digest(salt)[:8], 16) % len(options)]


def beside_month(sentence: Sentence, token: Token) -> bool:
    """Whether a token stands beside the name of a month."""
    i = sentence.tokens.index(token)
    near = sentence.tokens[max(0, i - 1) : i + 2]
    return any(t.text in MONTHS or t.text.rstrip(".") in {m[:3] for m in MONTHS} for t in near)


def replaced(sentence: Sentence, token: Token, text: str) -> str:
    """The sentence with one token written otherwise."""
    return edited(sentence, [(token.start - sentence.start, token.end - sentence.start, text)])


def edited(sentence: Sentence, changes: Sequence[Change]) -> str:
    """The sentence with changes made, its articles and its first letter set right."""
    text = sentence.text
    for start, end, instead in sorted(changes, reverse=True):
        text = text[:start] + instead + text[end:]
    text = re.sub(r"\ba(?= [aeio]\w)", "an", re.sub(r"\ban(?= [bcdfgj-np-tvwxz]\w)", "a", text))
    return text[:1].upper() + text[1:]


def without(sentence: Sentence, i: int) -> str:
    """The sentence without a token and all that hangs on it."""
    start, end = span(sentence, i)
    before, after = sentence.text[:start].rstrip(" ,"), sentence.text[end:].lstrip(" ,")
    text = f"{before} {after}" if after[:1].isalnum() else before + after
    text = text.strip()
    return text[:1].upper() + text[1:].rstrip(" ,.") + "."


def span(sentence: Sentence, i: int) -> tuple[int, int]:
    """Characters of a token with all that hangs on it, relative to the sentence."""
    inside = {i}
    grown = True
    while grown:
        more = {k for k, t in enumerate(sentence.tokens) if t.head in inside} - inside
        grown = bool(more)
        inside |= more
    tokens = [sentence.tokens[k] for k in sorted(inside)]
    while len(tokens) > 1 and tokens[-1].pos == "PUNCT":
        tokens.pop()
    return tokens[0].start - sentence.start, tokens[-1].end - sentence.start


def child(sentence: Sentence, i: int, deps: set[str]) -> int | None:
    """The number of a token that hangs on token ``i`` in one of these ways."""
    return next((k for k, t in enumerate(sentence.tokens) if t.head == i and t.dep in deps and k != i), None)


def lowered(sentence: Sentence) -> str:
    """The sentence with a small first letter, unless it begins with a name."""
    keep = starts_with_name(sentence, sentence.start)
    return sentence.text if keep else sentence.text[:1].lower() + sentence.text[1:]


def starts_with_name(sentence: Sentence, at: int) -> bool:
    """Whether the token at this place of the text is a name."""
    token = next((t for t in sentence.tokens if t.start >= at), None)
    return token is not None and (token.pos == "PROPN" or token.text == "I")


def other_words(token: Token, relations: set[str]) -> Iterator[str]:
    """Words that stand in one of these relations to a token, in its inflection; none for irregular ones."""
    suffix = {"NN": "", "NNS": "s", "JJ": "", "VB": "", "VBP": "", "VBZ": "s", "VBD": "ed", "VBN": "ed", "VBG": "ing"}
    if token.tag not in suffix or token.pos not in {"NOUN", "VERB", "ADJ"} or not token.text.islower():
        return
    words = lexicon()
    lemma = token.lemma.lower()
    if lemma in {"be", "have", "do", "say", "last", "other", "such", "same"} or len(lemma) < 3:
        return
    for other in words.neighbours(lemma, {"NOUN": "n", "VERB": "v", "ADJ": "a"}[token.pos]):
        if words.relation(lemma, other) in relations and "-" not in other:
            made = _inflected(other, suffix[token.tag])
            if made is not None:
                yield made


def _inflected(word: str, suffix: str) -> str | None:
    if not suffix:
        return word
    if suffix in {"ed", "ing"}:
        if lexicon().lemma(word + "x") != word + "x" or word in lexicon().irregular:
            return None
        if word.endswith("e"):
            return word + "d" if suffix == "ed" else word[:-1] + "ing"
        if word.endswith("y") and suffix == "ed" and word[-2:-1] not in "aeiou":
            return word[:-1] + "ied"
        return word + suffix
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"
