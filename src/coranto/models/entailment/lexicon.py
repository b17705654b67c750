"""Which English words mean the same, the opposite, or a kind of each other: WordNet 3.0 as a table.

A sentence may say "bought" for "purchased" and must not say "sold": no comparison of letters knows the difference.
``scripts/build_lexicon.py`` makes the table.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import numpy as np

from coranto.errors import ModelError

Relation = Literal["same", "derived", "wider", "narrower", "alike", "sister", "opposite", "none"]
"""How the second word stands to the first: "wider" means that the second is the more general."""

_NO_WORDS: frozenset[str] = frozenset()
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("ves", ("f", "fe")),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ing", ("", "e")),
    ("ed", ("", "e")),
    ("est", ("", "e")),
    ("er", ("", "e")),
)


@dataclass(frozen=True, slots=True)
class _Entry:
    senses_in_order: tuple[int, ...]
    senses: frozenset[int]
    above: frozenset[int]
    alike: frozenset[int]
    opposites: frozenset[str]
    against: frozenset[int]
    kin: frozenset[str]


class Lexicon:
    """The table in memory. Get it with ``lexicon()``; all words are in lower case."""

    def __init__(self, arrays: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.uint32]]]) -> None:
        words = _lines(arrays["words"])
        self._number = {word: n for n, word in enumerate(words)}
        self._words = words
        self._classes = _lines(arrays["classes"])
        self._forms = dict(line.split(" ") for line in _lines(arrays["forms"]))
        self._ends = np.cumsum(arrays["sense_counts"], dtype=np.int64).tolist()
        self._senses = arrays["senses"].tolist()
        self._above = _grouped(arrays["above"])
        self._below = _grouped(arrays["above"][:, ::-1])
        self._irregular = frozenset(self._forms.values())
        self._alike = _grouped(arrays["alike"])
        self._opposite = _grouped(arrays["opposite"])
        self._derived = _grouped(arrays["derived"])
        self._members: dict[int, list[int]] = defaultdict(list)
        start = 0
        for n, end in enumerate(self._ends):
            for sense in self._senses[start:end]:
                self._members[sense].append(n)
            start = end
        self.lemma = lru_cache(maxsize=100_000)(self._lemma)
        self.relation = lru_cache(maxsize=200_000)(self._relation)
        self._entry = lru_cache(maxsize=50_000)(self._look_up)

    def __contains__(self, word: str) -> bool:
        return word in self._number

    def word_class(self, lemma: str) -> str:
        """Its commonest part of speech: "n", "v", "a", "r", or "" for an unknown word."""
        n = self._number.get(lemma)
        return "" if n is None else self._classes[n][:1]

    @property
    def irregular(self) -> frozenset[str]:
        """Base forms that have an inflection of their own ("buy")."""
        return self._irregular

    def neighbours(self, lemma: str, word_class: str) -> list[str]:
        """Words of this class that stand in some relation to the lemma, commoner senses first, each once."""
        if lemma not in self._number:
            return []
        entry = self._entry(lemma)
        below: dict[int, list[int]] = self._below
        senses = [*entry.senses_in_order, *sorted(entry.against)]
        senses += [down for s in entry.senses_in_order for up in self._above.get(s, ()) for down in below.get(up, ())]
        found = [*sorted(entry.opposites), *(self._words[n] for s in senses for n in self._members[s])]
        return [w for w in dict.fromkeys(found) if w != lemma and self.word_class(w) == word_class]

    def _lemma(self, word: str) -> str:
        """The base form of a word in lower case, the word itself where none is known."""
        if word in self._forms:
            return self._forms[word]
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 2 and not word.endswith("ss"):
                root = word[: -len(ending)]
                tries = [root + i for i in instead]
                if len(root) > 2 and root[-1] == root[-2]:
                    tries.append(root[:-1])
                found = next((t for t in tries if t in self._number), None)
                # "er" and "est" are endings of adjectives, else a "teacher" would be to "teach"
                if found is not None and (ending not in {"er", "est"} or self._classes[self._number[found]][:1] == "a"):
                    return found
        return word

    def _relation(self, first: str, second: str) -> Relation:
        """How two lemmas stand to each other."""
        if first == second:
            return "same"
        if first not in self._number or second not in self._number:
            return "none"
        a, b = self._entry(first), self._entry(second)
        if second in a.opposites or first in b.opposites:
            return "opposite"
        if a.senses & b.senses:
            return "same"
        if a.against & b.senses or b.against & a.senses:
            return "opposite"
        if second in a.kin or first in b.kin or a.kin & b.kin:
            return "derived"
        if a.above & b.senses:
            return "wider"
        if a.senses & b.above:
            return "narrower"
        if a.alike & b.senses or b.alike & a.senses:
            return "alike"
        return "sister" if a.above & b.above else "none"

    def _look_up(self, word: str) -> _Entry:
        n = self._number[word]
        in_order = tuple(self._senses[self._ends[n - 1] if n else 0 : self._ends[n]])
        senses = frozenset(in_order)
        opposites = frozenset(self._opposite.get(n, ()))
        near = {other for s in senses for other in self._members[s]}
        against = {s for other in near for o in self._opposite.get(other, ()) for s in self._of(o)}
        return _Entry(
            senses_in_order=in_order,
            senses=senses,
            above=frozenset(up for s in senses for up in self._above.get(s, ())),
            alike=frozenset(other for s in senses for other in self._alike.get(s, ())),
            opposites=frozenset(self._words[o] for o in opposites),
            against=frozenset(against - senses),
            kin=frozenset(self._words[d] for d in self._derived.get(n, ())) or _NO_WORDS,
        )

    def _of(self, n: int) -> list[int]:
        found: list[int] = self._senses[self._ends[n - 1] if n else 0 : self._ends[n]]
        return found[:2]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped table, loaded once. Raises ``ModelError`` where it cannot be read."""
    try:
        with files("coranto.models").joinpath("data", "lexicon.npz").open("rb") as file, np.load(file) as stored:
            return Lexicon({name: stored[name] for name in stored.files})
    except (OSError, ValueError, KeyError) as error:
        mend = "reinstall coranto, or run scripts/build_lexicon.py"
        raise ModelError(f"the table of English words cannot be read: {error}", mend=mend) from error


def _lines(array: np.ndarray[tuple[int, ...], np.dtype[np.uint32]]) -> list[str]:
    return array.tobytes().decode().split("\n")


def _grouped(pairs: np.ndarray[tuple[int, ...], np.dtype[np.uint32]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for a, b in pairs.tolist():
        found[a].append(b)
    return dict(found)
