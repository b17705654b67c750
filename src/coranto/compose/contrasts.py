"""Finds where an article sets two speakers against each other: "A says ...; B says it was a lamp and not a knife".

Here, too, nothing is compared that no reporter compares: one sentence has both, or names what it denies in the words of
somebody else. Both accounts are shown, and no section tells one of them alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coranto.compose.comment import outside_quotes
from coranto.compose.material import Claim, PoolSentence
from coranto.types import Dispute, DisputeKind, DisputeSide

_WHO = r"(?:[Tt]he |[Hh]is |[Hh]er |[Ii]ts |[Tt]heir )?[A-Za-z][\w’'-]*(?: [A-Za-z][\w’'-]*){0,4}?"
_HOLDS = r"(?:says?|said|believes?|claims?|insists?|maintains?|suspects?|thinks?)"
_ONE_SENTENCE = re.compile(
    rf"^(?P<a>{_WHO}) {_HOLDS} (?:that )?(?P<x>[^;]{{8,160}}?)(?:;|,? (?:while|whereas|but))"
    rf" (?P<b>{_WHO}) (?:(?:says?|said|insists?|maintains?) (?:that )?(?:it|he|she|they)"
    r" (?:was|were|is|are|had|has|held|only)"
    r"|points? to|blames?|den(?:y|ies|ied))\b (?P<y>[^;]{3,120}?)(?:, both said\b[^.]*)?\.?$"
)
_EVENT = re.compile(
    r"\b(?:fire|blaze|explosion|blast|crash|accident|derailment|collision|outage|blackout|collapse|leak|spill|outbreak)\b",
    re.I,
)
_AGE = re.compile(r", \d{1,3},(?= )")
_CAUSE = re.compile(r"\b(?:caused|started|triggered|sparked|set off|blames?)\b", re.I)
_NOT_THAT = re.compile(r"\b(?:an?|the) (?P<x>[a-z][\w-]+)(?:,| and) not (?:an? |the )?(?P<y>[a-z][\w-]{2,})\b")
_DENIES = re.compile(r"\b(?:not|no|never|nor|without|den(?:y|ies|ied)|whether|if)\b|n['’]t\b", re.I)
_NOBODY = frozenset("he she it they we i you who that which this some many others".split())
"""Who only stands for somebody named before, often the first speaker."""
_MOST = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Two accounts: who gives each and in what words, and the sentences that have them; often it is one."""

    about: str
    kind: DisputeKind
    first: PoolSentence
    second: PoolSentence
    words: tuple[str, str]


def find_contrasts(pool: Sequence[PoolSentence]) -> tuple[Contrast, ...]:
    """At most one in a sentence that has both, and one for each thing that a speaker sets against another's."""
    found = [c for s in pool if not s.is_title and (c := _in_one_sentence(s)) is not None]
    for denier in pool:
        contrast = _not_that(denier, pool) if denier.speaker and not denier.is_title else None
        if contrast is not None and all(contrast.about != known.about for known in found):
            found.append(contrast)
    return tuple(found[:2])


def contrast_dispute(contrast: Contrast) -> Dispute:
    """The dispute as a page shows it, in the order in which the accounts were given."""
    return Dispute(
        about=contrast.about,
        kind=contrast.kind,
        verdict="conflict",
        sides=tuple(
            DisputeSide(
                value=words if len(words) <= _MOST else words[:_MOST].rsplit(" ", 1)[0] + " …",
                as_of=side.source.article.published_at,
                statement=replace(side.statement, standing="disputed"),
            )
            for side, words in zip((contrast.first, contrast.second), contrast.words, strict=True)
        ),
    )


def without_contrasts(claim: Claim, contrasts: Sequence[Contrast]) -> Claim:
    """The claim without sentences that are a side; of nothing else, a disputed one."""
    gone = {_key(side) for contrast in contrasts for side in (contrast.first, contrast.second)}
    kept = tuple(s for s in claim.sentences if _key(s) not in gone)
    if len(kept) == len(claim.sentences):
        return claim
    if kept:
        return replace(claim, sentences=kept, origins=claim.origins & {s.source.origin for s in kept})
    return replace(claim, disputed=True, stale=claim.stale or "gives two accounts that exclude each other")


def _key(sentence: PoolSentence) -> tuple[int, int]:
    return (sentence.source.n, sentence.sentence.index)


def _in_one_sentence(sentence: PoolSentence) -> Contrast | None:
    text = sentence.statement.text
    match = _ONE_SENTENCE.match(outside_quotes(text))
    if match is None or _last(match["a"]) == _last(match["b"]) or {_last(match["a"]), _last(match["b"])} & _NOBODY:
        return None
    one, two = (_lower(match[who]) for who in ("a", "b"))
    is_cause = _CAUSE.search(text) is not None
    parts: Mapping[str, str] = match.groupdict()
    second = text[match.start("b") : match.end("y")]
    event = _EVENT.search(text)
    cause = f"The cause of the {event.group().lower()}" if event else "The cause"
    return Contrast(
        about=cause if is_cause else f"What {one} and {two} say",
        kind="cause" if is_cause else "status",
        first=sentence,
        second=sentence,
        words=(text[match.start("x") : match.end("x")].strip(" ,") if parts["x"] else "", second.strip(" ,")),
    )


def _not_that(denier: PoolSentence, pool: Sequence[PoolSentence]) -> Contrast | None:
    """ "Had held a lamp and not a knife", said one; "raised a knife", said another."""
    match = _NOT_THAT.search(outside_quotes(denier.content))
    if match is None:
        return None
    named = re.compile(rf"\b\w*{re.escape(match['y'])}\b", re.I)
    for other in pool:
        if not other.speaker or other.is_title or _last(other.speaker) == _last(denier.speaker):
            continue
        if named.search(other.content) and match["x"] not in other.content and not _DENIES.search(other.content):
            return Contrast(
                about=f"Whether it was a {match['y']} or a {match['x']}",
                kind="status",
                first=other,
                second=denier,
                words=(_AGE.sub("", other.content).rstrip("."), _AGE.sub("", denier.content).rstrip(".")),
            )
    return None


def _last(who: str) -> str:
    return who.lower().split()[-1]


def _lower(who: str) -> str:
    first = who.split()[0]
    return who[:1].lower() + who[1:] if first in {"The", "His", "Her", "Its", "Their", "Police"} else who
