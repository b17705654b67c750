"""The passages that a statement cites, with the whole sentences they lie in and what the statement kept of them.

A cut can only be judged against the whole sentence: a passage may begin just after the "not".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from coranto.compose.wording import Word, words_of
from coranto.types import Attribution, Evidence, Sentence, Source, Statement, Timex, Token


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passage:
    """One sentence that the evidence touches: its words, its parse, its attributions and times.

    ``share`` is the part of the statement's content that stands here; ``whole`` says that the statement repeats all of
    the sentence in order, but for what its edits changed. ``kept`` are indices of ``tokens`` that the statement repeats
    in order (or anywhere, for words of content).
    """

    source: Source
    sentence: Sentence
    words: tuple[Word, ...]
    kept: frozenset[int]
    attributions: tuple[Attribution, ...]
    timexes: tuple[Timex, ...]
    share: float
    whole: bool

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's parsed tokens; empty where the language has no parser."""
        return self.sentence.tokens


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """A statement before the verifier: its words, what it cites, and the passages it draws on (most drawn first)."""

    statement: Statement
    words: tuple[Word, ...]
    quotes: tuple[str, ...]
    passages: tuple[Passage, ...]


def open_case(statement: Statement, sources: Mapping[int, Source]) -> Case:
    """Gather what is needed to judge a statement whose evidence is known to be exact."""
    words = words_of(statement.text)
    changed = {w.stem for e in statement.edits if e.after for w in words_of(e.before)}
    found: dict[tuple[int, int], Passage] = {}
    for evidence in statement.evidence:
        source = sources[evidence.source]
        for sentence in _touched(source, evidence):
            key = (source.n, sentence.index)
            if key not in found:
                found[key] = _passage(source, sentence, words, changed)
    put_in = {w.stem for e in statement.edits for w in words_of(e.after)}
    ordered = sorted(found.values(), key=lambda p: (not p.whole, -p.share, p.source.n, p.sentence.index))
    return Case(
        statement=statement,
        words=words,
        quotes=tuple(e.quote for e in statement.evidence),
        passages=_drawn_on(words, put_in, ordered),
    )


def _touched(source: Source, evidence: Evidence) -> Iterable[Sentence]:
    return (
        s
        for s in source.analysis.sentences
        if s.field == evidence.field and s.start < evidence.end and evidence.start < s.end
    )


def _passage(source: Source, sentence: Sentence, words: tuple[Word, ...], changed: set[str]) -> Passage:
    own = words_of(sentence.text)
    mine = [w.stem for w in words]
    theirs = [w.stem for w in own]
    blocks = SequenceMatcher(None, theirs, mine, autojunk=False).get_matching_blocks()
    aligned = {b.a + k for b in blocks for k in range(b.size)}
    whole = all(i in aligned or w.stem in changed for i, w in enumerate(own))
    bag = set(mine)
    aligned |= {i for i, w in enumerate(own) if w.is_content and w.stem in bag}
    starts = {sentence.start + own[i].start: own[i] for i in aligned}
    kept = frozenset(
        i
        for i, t in enumerate(sentence.tokens)
        if any(t.start <= at < t.end or at <= t.start < at + len(w.text) for at, w in starts.items())
    )
    content = [w for w in words if w.is_content]
    share = sum(w.stem in set(theirs) for w in content) / max(1, len(content))
    analysis = source.analysis
    return Passage(
        source=source,
        sentence=sentence,
        words=own,
        kept=kept,
        attributions=tuple(a for a in analysis.attributions if a.sentence == sentence.index),
        timexes=tuple(t for t in analysis.timexes if t.sentence == sentence.index),
        share=share,
        whole=whole,
    )


def _drawn_on(words: tuple[Word, ...], put_in: set[str], passages: list[Passage]) -> tuple[Passage, ...]:
    """The passages that explain the words, each adding what those before it lack.

    A passage that only bears out an edit (a full name, a date) does not say the sentence, and is left out.
    """
    missing = {w.stem for w in words if w.is_content and w.stem not in put_in}
    drawn: list[Passage] = []
    rest = list(passages)
    while rest and missing:
        best = max(rest, key=lambda p: len(missing & {w.stem for w in p.words}))
        gained = missing & {w.stem for w in best.words}
        if not gained:
            break
        drawn.append(best)
        rest.remove(best)
        missing -= gained
    return tuple(drawn)
