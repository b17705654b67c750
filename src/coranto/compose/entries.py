"""Prints the statements of a timeline so that each can be read by itself, in the order in which they stand.

An entry is read without the article around it and often without the page: names come in full once, "also" goes, and
what points to a thing that no line has named is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from coranto.compose.fullnames import surely_named
from coranto.compose.material import PoolSentence
from coranto.compose.verify import verify
from coranto.types import Edit, Sentence, Source, Statement

LONGEST = 45
"""Words of an entry beyond which it is no line of a timeline."""
_ALSO = re.compile(r"(?P<before>[\w'’]+) also (?P<after>[\w'’]+)")
_WHY = "a word that points to a sentence not printed dropped"
_DEICTIC = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening|week|weekend|month|year|time)"
    r"|(?:last|next) (?:night|week|weekend|month|year|summer|winter|spring|autumn|fall)|earlier (?:this|in the)"
    r"|recently|(?<!\bis )(?<!\bare )now|currently|so far|\d{1,2} week)\b(?!['’])",
    re.I,
)
_LEANING = re.compile(
    r"^(?:The (?:same|other|(?:second|third)(?![ -](?:most|\w+est)\b)|latter|former|move|news|announcement|remarks?)\b"
    r"|[Aa]nother\b|Both\b)"
    r"|\b(?:instead|as well|meanwhile|then|though|however|afterwards|thereafter|in addition|such an?|the same)\b"
    r"|\b(?:too|there)[.,]"
)
_CAPTION = re.compile(
    r"^(?:A|An|The|This|In this)\s+(?:\w+\s+)?(?:photo|picture|image|screenshot|still|file)\w*\b"
    r"|(?:, [A-Z]\w+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z]\w+ \d{4})(?:, in [A-Z][\w ]+)?\.?$|\(\d{1,2}\)"
    r"|\b(?:originally|first) (?:appeared|published)\b|\b(?:last )?updated at \d"
)
_DEEDS = frozenset("announcement decision statement news vote result".split())
_KNOWN_THINGS = frozenset(
    "government police army military parliament sun moon world sea public internet weather".split()
)
_TO_COME = frozenset("decision result verdict ruling sentencing vote trial hearing inquiry inquest appeal".split())
"""What a story leads to: "the verdict is due on May 3" needs no introduction beside what it is about."""
_SETTING = frozenset("announce call schedule plan set order declare invite postpone move".split())
_NO_SUBJECT = re.compile(r"\b[Oo]n [A-Z]\w+day, [A-Z]\w+\.? \d+, (?:will|is|was|saw|has|had)\b")
"""An edited date that stood for a subject."""
_BEFORE_DAY = re.compile(r"\b(an? \w+) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_TWICE = re.compile(r"\b(\w+(?: \w+)*) \1\b")
_FRAGMENT = re.compile(r"^[\"“‘']|[:;…]|\s[–—-]+\s|^\d+ [A-Z]|\b[A-Z]{5,}\b")


class Printer:
    """Frees statements from what they lean on, one after the other; ``refuses`` says which cannot be freed."""

    def __init__(self, pool: Iterable[PoolSentence]) -> None:
        self._sources: Mapping[int, Source] = {s.source.n: s.source for s in sorted(pool, key=lambda s: s.source.n)}
        self._known: frozenset[str] = frozenset()
        self._things = {
            t.lemma.lower()
            for source in self._sources.values()
            for s in source.analysis.sentences
            if s.field == "title"
            for t in s.tokens
            if t.pos in ("NOUN", "PROPN", "VERB")
        } | _told_by_two(self._sources.values())

    def refuses(self, pooled: PoolSentence, statement: Statement) -> bool:
        """Whether the statement points at a time, a thing or a sentence that the timeline does not have."""
        if leans(statement, pooled.sentence) or _garbled(pooled, statement):
            return True
        return _misread(pooled) or (not pooled.is_title and self._definite(pooled, statement))

    def print(self, pooled: PoolSentence, statement: Statement) -> Statement:
        """The statement in the form in which it stands on the timeline; later ones may lean on its names."""
        printed = self._named(_without_also(statement))
        self._things.update(t.lemma.lower() for t in pooled.sentence.tokens if t.pos in ("NOUN", "PROPN", "VERB"))
        return printed

    def _named(self, plain: Statement) -> Statement:
        """With names in full, from an introduction by which the statement still holds; else as it is."""
        introducing = self._sources
        for _ in self._sources:
            printed, known = surely_named(plain, introducing, known=self._known)
            if not _TWICE.search(printed.text) and verify(printed, self._sources) is None:
                self._known = known
                return printed
            added = set(printed.citations) - set(plain.citations) or set(plain.citations)
            introducing = {n: source for n, source in introducing.items() if n not in added}
        return plain

    def _definite(self, pooled: PoolSentence, statement: Statement) -> bool:
        """ "The breach forced them": a bare definite subject that no headline and no line before has named."""
        tokens = pooled.sentence.tokens
        passage = next((e for e in statement.evidence if e.source == pooled.source.n), statement.evidence[0])
        for i, token in enumerate(tokens):
            if (
                not passage.start <= token.start < passage.end
                or token.dep not in ("nsubj", "nsubjpass", "dobj")
                or token.pos != "NOUN"
            ):
                continue
            if token.dep == "dobj":
                if tokens[token.head].head != token.head or token.lemma.lower() in _DEEDS:
                    continue
            elif any(t.pos == "PROPN" and t.dep != "npadvmod" for t in tokens[:i]):
                # what was named before it is what it points to
                continue
            kin = [(j, t) for j, t in enumerate(tokens) if t.head == i and j != i]
            definite = any(
                t.dep == "det" and t.text.lower() in ("the", "those", "that", "these", "this") for _, t in kin
            )
            if not definite or token.lemma.lower() in self._things | _KNOWN_THINGS:
                continue
            if pooled.scheduled and token.lemma.lower() in _TO_COME:
                continue
            if token.dep == "dobj":
                kin = [(j, t) for j, t in kin if t.dep != "prep" or t.text.lower() == "of"]
            after = any(j > i and t.dep in ("prep", "relcl", "acl", "appos") for j, t in kin)
            named = any(t.pos == "PROPN" or t.dep in ("compound", "poss", "nummod") for _, t in kin)
            if not after and not named:
                return True
        return False


def leans(statement: Statement, sentence: Sentence) -> bool:
    """Whether a statement is too long for a line, a caption or stamp of the page, or points at a time or a sentence."""
    if len(statement.text.split()) > LONGEST or _CAPTION.search(sentence.text):
        return True
    bare = re.sub(r"[\"“][^\"”]*[\"”]", " ", statement.text)
    return bool(_DEICTIC.search(bare) or _LEANING.search(bare))


def _garbled(pooled: PoolSentence, statement: Statement) -> bool:
    """ "On a crowded on Saturday, May 28": a date that was edited out of its noun phrase."""
    torn = [match[1] for match in _BEFORE_DAY.finditer(pooled.sentence.text)]
    return bool(_NO_SUBJECT.search(statement.text)) or any(f"{words} on " in statement.text for words in torn)


def _misread(pooled: PoolSentence) -> bool:
    """ "Called a vote for Sunday" put on the Sunday before: what is set for a day lies ahead."""
    article, sentence = pooled.source.article, pooled.sentence
    if not _SETTING & {t.lemma.lower() for t in sentence.tokens}:
        return False
    published = article.published_at.date().isoformat()
    return any(
        t.relative
        and t.precision == "day"
        and (t.value or published) < published
        and re.search(r"\bfor (?:late |early |next )?$", sentence.text[: t.start - sentence.start])
        for t in pooled.timexes
    )


def _told_by_two(sources: Iterable[Source]) -> set[str]:
    """Nouns in the first paragraphs of two origins: what the story is about."""
    heard: dict[str, set[str]] = {}
    for source in sources:
        for s in source.analysis.sentences:
            if s.field == "text" and s.paragraph == 0 and s.noise is None:
                for t in s.tokens:
                    if t.pos == "NOUN":
                        heard.setdefault(t.lemma.lower(), set()).add(source.origin)
    return {lemma for lemma, origins in heard.items() if len(origins) > 1}


def is_fragment(pooled: PoolSentence, statement: Statement) -> bool:
    """Whether a headline is a label, a quotation or two halves, and no sentence."""
    tokens = pooled.sentence.tokens
    # "The shooting address": a noun at the end that was read as a past tense
    misread = {i for i, t in enumerate(tokens) if t.tag == "VBD" and t.text == t.lemma and i == len(tokens) - 1}
    finite = {
        i
        for i, t in enumerate(tokens)
        if i not in misread and (t.tag in ("VBZ", "VBP", "VBD") or (t.tag == "VBN" and t.head == i))
    }
    finite |= {tokens[i].head for i in finite if tokens[i].dep in ("aux", "auxpass")}
    subject = any(t.dep in ("nsubj", "nsubjpass") and t.head in finite for t in tokens)
    return not subject or is_label(statement)


def is_label(statement: Statement) -> bool:
    """Whether a headline has two halves, a quotation before it or too few words."""
    return bool(_FRAGMENT.search(statement.text)) or len(statement.text.split()) < 5


def _without_also(statement: Statement) -> Statement:
    match = _ALSO.search(re.sub(r"[\"“][^\"”]*[\"”]", lambda m: "_" * len(m.group()), statement.text))
    if match is None or match["before"].lower() in ("but", "not", "only"):
        return statement
    before, after = match.group(), f"{match['before']} {match['after']}"
    text = statement.text[: match.start()] + after + statement.text[match.end() :]
    edit = Edit(before=before, after=after, why=_WHY)
    return replace(statement, text=text, form="edited", edits=(*statement.edits, edit))
