"""Fakes of the ports: a parser of plain rules, an embedder of hashes, a clock that stands, a web of given pages.

They are deterministic and need no model, so that whole builds can be tested in milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import pairwise

import numpy as np

from coranto.errors import FetchError
from coranto.ports import Vectors
from coranto.types import Brief, Draft, Parsed, Token, Written

_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+")
_ENDS = frozenset(".!?")
_VERBS = frozenset({"is", "are", "was", "were", "has", "have", "said", "says"})


class FakeParser:
    """``Parser`` by regular expressions: the first word that looks like a verb is the root of its sentence."""

    id = "fake-parser-1"

    def parse(self, texts: Sequence[str], /, *, language: str = "en") -> list[Parsed]:
        """Tokens at word borders, sentences at final stops, names as runs of capitalised words."""
        return [_parse(text) for text in texts]


class FakeEmbedder:
    """``Embedder`` by hashing words: texts that share words are near, and nothing else is."""

    id = "fake-embedder-1"
    dimensions = 64

    def encode(self, texts: Sequence[str], /) -> Vectors:
        """One unit row a text; an empty text gives zeros."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                digest = sha256(word.encode("utf-8", "replace")).digest()
                row[digest[0] % self.dimensions] += 1.0 if digest[1] % 2 else -1.0
            length = float(np.linalg.norm(row))
            if length:
                row /= length
        return rows


class FakeEntailer:
    """``Entailer`` by words: the share of the claim's words that the evidence has."""

    id = "fake-entailer-1"

    def entail(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        """One score a pair; a claim without words scores 0."""
        scores = []
        for claim, evidence in pairs:
            own, theirs = re.findall(r"\w+", claim.lower()), set(re.findall(r"\w+", evidence.lower()))
            scores.append(sum(word in theirs for word in own) / len(own) if own else 0.0)
        return scores


class FakeWriter:
    """``Writer`` that words each claim by a function of the words; remembers its briefs. A second round gets nothing.

    ``title`` makes a section's title of its first claim; ``failure`` stands in every draft.
    """

    id = "fake-writer-1"

    def __init__(
        self, word: Callable[[str], str] = str, *, title: Callable[[str], str] | None = None, failure: str = ""
    ) -> None:
        self._word, self._title, self._failure = word, title, failure
        self.briefs: list[Brief] = []

    def write(self, briefs: Sequence[Brief], /, *, page: str) -> list[Draft]:
        """A sentence a claim."""
        self.briefs += briefs
        return [Draft(failure=self._failure) if self._failure or b.faults else self._draft(b) for b in briefs]

    def _draft(self, brief: Brief) -> Draft:
        lines = [Written(text=self._word(told.text), claims=(n,)) for n, told in enumerate(brief.claims, 1)]
        titled = self._title is not None and brief.part == "section"
        title = Written(text=self._title(brief.claims[0].text), claims=(1,)) if titled and self._title else None
        return Draft(title=title, sentences=tuple(line for line in lines if line.text))


class FakeFetcher:
    """``Fetcher`` over given pages: url to (body, content type). Remembers what was asked for."""

    def __init__(self, pages: Mapping[str, tuple[bytes, str]]) -> None:
        self._pages = dict(pages)
        self.asked: list[str] = []

    def fetch(self, url: str, /) -> tuple[str, bytes, str]:
        """The given page. Raises ``FetchError`` for any other."""
        self.asked.append(url)
        if url not in self._pages:
            raise FetchError(f"{url} is not there", mend="check the address")
        body, content_type = self._pages[url]
        return url, body, content_type


class FixedClock:
    """A ``Clock`` that stands still."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def __call__(self) -> datetime:
        """The time it stands at."""
        return self._at


def fake_models() -> tuple[FakeParser, FakeEmbedder, FakeEntailer]:
    """All models at once, as a runner asks for them."""
    return FakeParser(), FakeEmbedder(), FakeEntailer()


def _parse(text: str) -> Parsed:
    spans = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    stops = [n + 1 for n, (_, _, word) in enumerate(spans) if word in _ENDS]
    borders = sorted({0, *stops, len(spans)})
    sentences = tuple(pairwise(borders)) if spans else ()
    tokens: list[Token] = []
    for first, last in sentences:
        root = next((n for n in range(first, last) if _pos(spans[n][2]) == "VERB"), first)
        for n in range(first, last):
            start, end, word = spans[n]
            tokens.append(
                Token(
                    start=start,
                    end=end,
                    text=word,
                    lemma=word.lower(),
                    pos=_pos(word),
                    tag={"VERB": "VBD", "PUNCT": ".", "NUM": "CD", "PROPN": "NNP"}.get(_pos(word), "NN"),
                    dep="ROOT" if n == root else "dep",
                    head=root,
                )
            )
    names = tuple((m.start(), m.end(), "PERSON") for m in _NAME.finditer(text))
    return Parsed(tokens=tuple(tokens), sentences=sentences, names=names)


def _pos(word: str) -> str:
    if not word[0].isalnum():
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    if word in _VERBS or (word.islower() and word.endswith("ed")):
        return "VERB"
    return "PROPN" if word[0].isupper() else "NOUN"
