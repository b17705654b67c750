"""Finds what an outlet has corrected or withdrawn, so that no page tells it any longer.

A correction is the one case in which the older report is known to be wrong: the outlet says so itself. Only its own
earlier reports are meant, and others that give them as its word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coranto.compose.likeness import canonical
from coranto.compose.material import Claim, PoolSentence
from coranto.types import Quantity, Sentence, Source

_NOTICE = re.compile(
    r"^\W*(?:retraction|correction|corrected|clarification|erratum|withdrawn)\b|\(?\bcorrects\b"
    r"|\b(?:withdr[ae]ws?|withdrawn|withdrew|retracts?|retracted)\b[^.]{0,40}\b(?:report|story|article|account)\b"
    r"|\b(?:an )?earlier version of this (?:article|story|report)\b|\bwe (?:wrongly|incorrectly|mistakenly)\b",
    re.I | re.M,
)
_TITLED = re.compile(r"^\W*(?:corrections?|corrected|clarifications?|erratum|retractions?)\b", re.I)
_OWN_REPORT = re.compile(
    r"\b(?:an?|the|our|this|earlier|previous) (?:[\w-]+ ){0,2}(?:article|story|report|version|headline|caption)\b"
    r"|\bwe\b",
    re.I,
)
_WROTE = re.compile(
    r"^(?: had| has| first| wrongly| mistakenly| incorrectly)*"
    r" (?:wrote|reported|said|stated|gave|named|identified|mis\w+)\b",
    re.I,
)
_WITHDRAWS = re.compile(r"\b(?:withdr\w+|retract\w*|was (?:wrong|false|untrue|not true))\b", re.I)
_REPORTED = re.compile(
    r"\b(?:reported|wrote|said|stated|report|story|article)(?: \w+)? that (?P<what>[^.]{8,240})\.?", re.I
)
_OLD_BEFORE = re.compile(
    r"(?:\bfrom|\bnot|\binstead of|\brather than|\b(?:wrongly|incorrectly|mistakenly|erroneously) (?:\w+ ){1,4}?)"
    r"(?: (?:at least|about|around|some|a|an))?\s*[$€£]?\s*$",
    re.I,
)
_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")
_NEAR_TOP = 1200
_SAME_REPORT = 0.5
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_EMPTY = frozenset("be have do say report that this".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What one article takes back: figures that were wrong, and the words of what was reported wrongly."""

    source: Source
    figures: tuple[Quantity, ...]
    about: frozenset[str]
    reports: tuple[frozenset[str], ...]
    deeds: tuple[frozenset[str], ...]


def find_corrections(sources: Sequence[Source]) -> tuple[Correction, ...]:
    """The corrections that articles of the story print of their own outlet's earlier reports, newest article first.

    A corrected report that repeats the rest word for word is a copy, and corrects all the same; a reprint by another
    outlet is not asked.
    """
    publisher = {source.n: source.article.publisher for source in sources}
    own = [s for s in sources if s.copy_of is None or publisher.get(s.copy_of) == s.article.publisher]
    found = [_of_article(source) for source in sorted(own, key=lambda s: s.n)]
    return tuple(correction for correction in found if correction is not None)


def withdrawn_by(sentence: PoolSentence, corrections: Sequence[Correction]) -> Correction | None:
    """The correction that takes back what this sentence says, if there is one."""
    return next((c for c in corrections if _is_meant(sentence, c)), None)


def without_withdrawn(claims: Sequence[Claim], corrections: Sequence[Correction]) -> tuple[Claim, ...]:
    """The claims without sentences that their own outlet took back; a claim of nothing else is ``stale``."""
    if not corrections:
        return tuple(claims)
    found = []
    for claim in claims:
        reasons = [withdrawn_by(s, corrections) for s in claim.sentences]
        kept = tuple(s for s, reason in zip(claim.sentences, reasons, strict=True) if reason is None)
        if len(kept) == len(claim.sentences):
            found.append(claim)
        elif kept:
            found.append(replace(claim, sentences=kept, origins=claim.origins & {s.source.origin for s in kept}))
        else:
            first = next(reason for reason in reasons if reason is not None)
            found.append(replace(claim, stale=claim.stale or f"corrected or withdrawn by [{first.source.n}]"))
    return tuple(found)


def recalls_error(source: Source, sentence: Sentence) -> bool:
    """Whether a notice of correction tells here what its outlet had reported, which was wrong."""
    if sentence.field == "title" or not _TITLED.search(source.article.title):
        return False
    outlet = re.compile(re.escape(source.article.publisher), re.I)
    subjects = [m.end() for pattern in (outlet, _OWN_REPORT) for m in pattern.finditer(sentence.text)]
    return any(_WROTE.match(sentence.text[end:]) for end in subjects)


def _of_article(source: Source) -> Correction | None:
    title, text = source.article.title, source.article.text[:_NEAR_TOP]
    if not _NOTICE.search(title) and not _NOTICE.search(text):
        return None
    figures = []
    about: set[str] = set()
    for quantity in source.analysis.quantities:
        if quantity.field != "text" or quantity.end > _NEAR_TOP:
            continue
        before = source.article.text[max(0, quantity.start - 60) : quantity.start]
        line = source.article.text.rfind("\n", 0, quantity.start) + 1
        end = source.article.text.find("\n", quantity.start)
        notice = source.article.text[line : end if end >= 0 else None]
        if _OLD_BEFORE.search(before) and _NOTICE.search(notice):
            figures.append(quantity)
            about |= _content_of(source, line, line + len(notice))
    reports, deeds = [], []
    if _WITHDRAWS.search(title) or _WITHDRAWS.search(text):
        for match in _REPORTED.finditer(text):
            reports.append(_content_of(source, match.start("what"), match.end("what")))
            deeds.extend(_deeds_of(source, match.start("what"), match.end("what")))
    if not figures and not reports:
        return None
    return Correction(
        source=source, figures=tuple(figures), about=frozenset(about), reports=tuple(reports), deeds=tuple(deeds)
    )


def _content_of(source: Source, start: int, end: int) -> frozenset[str]:
    """The telling lemmas of a stretch of the body; its longer words where it was not parsed, as notices are not."""
    tokens = [
        token
        for sentence in source.analysis.sentences
        if sentence.field == "text" and sentence.start < end and sentence.end > start
        for token in sentence.tokens
        if start <= token.start < end
    ]
    lemmas = {token.lemma.lower() for token in tokens if token.pos in _TELLING}
    if not tokens:
        lemmas = {word.lower() for word in _LONGER_WORD.findall(source.article.text[start:end])}
    return canonical(lemmas - _EMPTY)


def _deeds_of(source: Source, start: int, end: int) -> list[frozenset[str]]:
    """Each deed with its doer in a stretch of the body: {"worker", "die"}."""
    found = []
    for sentence in source.analysis.sentences:
        if sentence.field != "text" or sentence.start >= end or sentence.end <= start:
            continue
        for token in sentence.tokens:
            if not start <= token.start < end or token.dep not in {"nsubj", "nsubjpass"} or token.pos == "PRON":
                continue
            found.append(canonical((token.lemma, sentence.tokens[token.head].lemma)))
    return [deed for deed in found if len(deed) == 2]


def _is_meant(sentence: PoolSentence, correction: Correction) -> bool:
    newer = correction.source
    if sentence.source.n == newer.n:
        # the notice itself tells what was wrong, which must not be told again
        return any(report and report <= canonical(sentence.core | _lemmas(sentence)) for report in correction.reports)
    own = sentence.source.article.publisher.lower() == newer.article.publisher.lower()
    if not own and newer.article.publisher.lower() not in sentence.speaker.lower():
        return False
    if sentence.source.article.published_at >= newer.article.published_at:
        return False
    words = canonical(sentence.core | _lemmas(sentence))
    values = {(q.value, q.unit) for q in sentence.quantities}
    if any((q.value, q.unit) in values for q in correction.figures) and words & correction.about:
        return True
    if any(deed <= words for deed in correction.deeds):
        return True
    core = canonical(sentence.core)
    return any(
        len(core & report) >= 2 and len(core & report) >= _SAME_REPORT * min(len(core), len(report))
        for report in correction.reports
    )


def _lemmas(sentence: PoolSentence) -> frozenset[str]:
    return frozenset(t.lemma.lower() for t in sentence.sentence.tokens if t.pos in _TELLING)
