"""Finds where two named speakers give one event causes that exclude each other: arson and a fault in the wiring.

Most causes add up (the wind fed what the cable lit), and a false alarm is worse than silence. So only what stands in
the place of the cause counts, without hedge or negation, and only kinds of cause of which one excludes the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from coranto.compose.material import Claim, PoolSentence
from coranto.types import Dispute, DisputeSide

STILL_ANSWERS = timedelta(days=4)
"""What is found so long after another said something else is a newer finding, and no other side."""
_EVENTS = (
    ("fire", r"fires?|blazes?|wildfires?"),
    ("explosion", r"explosions?|blasts?"),
    ("crash", r"crash(?:es)?|derailments?|collisions?|accidents?"),
    ("outage", r"(?:power )?(?:outages?|blackouts?|failures?)"),
    ("collapse", r"collapses?"),
    ("sinking", r"sinkings?"),
    ("spill", r"spills?"),
)
_KINDS = (
    (
        "deliberate",
        r"arson(?:ists?)?|sabotage|saboteurs?|bombs?|explosives?|bombings?|attack(?:s|ers?)?|drones?|missiles?|shelling"
        r"|hackers?|cyber-?attacks?|vandals?|deliberate(?:ly)?|set on purpose",
    ),
    (
        "fault",
        r"faults?|faulty|malfunctions?|defects?|defective|wiring|short circuits?|gas leaks?|software|bugs?"
        r"|glitch(?:es)?|corrosion|metal fatigue|bearings?|overheated"
        r"|transformers?|valves?|(?:technical|mechanical|brake) (?:failures?|problems?)",
    ),
    (
        "error",
        r"(?:human|pilot|driver|operator)(?:['’]?s)? errors?|mistakes?|negligence|carelessness|speeding|drunk\w*"
        r"|cigarettes?|welding|welders?|blowtorch(?:es)?",
    ),
    ("nature", r"lightning|storms?|winds?|floods?|earthquakes?|weather|ice|birds?|heat"),
)
_EXCLUDE = frozenset({frozenset({"deliberate", kind}) for kind in ("fault", "error", "nature")}) | {
    frozenset({"fault", "error"})
}
_UNSURE = re.compile(
    r"\b(?:not|never|no|nor|neither|without|whether|if|could|may|might|would|possibl[ey]|perhaps|unclear|unlikely"
    r"|suspect\w*|investigat\w+|rul(?:e|ed|es|ing) out|den(?:y|ies|ied)|part(?:ly|ially)|also|contribut\w+|combin\w+|or"
    r"|other|earlier|appear\w*|seem\w*|believe\w*|initial\w*|at first|and)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
_CAUSE = r"(?P<cause>[^,.;:]{3,90})"
_BEYOND = re.compile(r" (?:that|which|who|when|while|after|before|on|in|at|by) ")
"""Words after which it is told where or when the cause was, or more of it."""
_EVENT = "(?P<event>" + "|".join(pattern for _, pattern in _EVENTS) + ")"
_ASIDE = "(?:(?!\\b(?:" + "|".join(pattern for _, pattern in _EVENTS) + ")\\b)[^.;:]){0,110}?"
_SLOTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_EVENT}\b{_ASIDE} (?:caused|started|triggered|sparked|set off) by {_CAUSE}",
        rf"\b{_EVENT}\b{_ASIDE} (?:was|is) (?:due to|because of|the result of|down to|blamed on) {_CAUSE}",
        rf"\b{_EVENT}\b[^,.;:]{{0,50}}? (?:was|is) (?P<cause>(?:an? )?(?:act of )?(?:arson|sabotage|deliberate))",
        rf"^{_CAUSE} (?:caused|started|triggered|sparked|set off) (?:the|a|this|that) (?:[\w-]+ )?{_EVENT}\b",
    )
)
_BLAME = re.compile(
    rf"^(?P<who>[^,.;:]{{3,60}}?) (?:blamed|blames|blame) (?:{_CAUSE} for (?:the|this|that) (?:[\w-]+ )?{_EVENT}\b"
    rf"|(?:the|this|that) (?:[\w-]+ )?{_EVENT.replace('event', 'event2')}\b(?: [a-z]+ [\w-]+)? on"
    rf" {_CAUSE.replace('cause', 'cause2')})",
    re.IGNORECASE,
)
_NOBODY = frozenset("he she it they we i who some many others".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What a sentence gives as the cause of an event; ``who`` in lower case, "" where it states it as plain fact."""

    sentence: PoolSentence
    who: str
    event: str
    kind: str
    words: str


def find_causes(pool: Sequence[PoolSentence]) -> tuple[tuple[Cause, Cause], ...]:
    """Pairs of causes of one event that exclude each other, by two named speakers; at most one an event."""
    given = [c for s in pool if (c := cause_in(s)) is not None]
    voices = [c for c in given if c.who and c.sentence.source.copy_of is None]
    found: dict[str, tuple[Cause, Cause]] = {}
    for place, one in enumerate(voices):
        for two in voices[place + 1 :]:
            if one.event == two.event and one.event not in found and _exclude(one, two):
                found[one.event] = (one, two)
    return tuple(found.values())


def cause_in(sentence: PoolSentence) -> Cause | None:
    """The cause that a sentence asserts, if it gives one, of one kind, without hedge or doubt."""
    text = sentence.content.rstrip(" .")
    blame = _BLAME.match(text)
    match = blame or next((m for slot in _SLOTS if (m := slot.search(text))), None)
    if match is None or _UNSURE.search(text):
        return None
    parts = match.groupdict()
    words = _BEYOND.split((parts.get("cause") or parts.get("cause2") or "").strip())[0]
    event = _named(_EVENTS, parts.get("event") or parts.get("event2") or "")
    kinds = [kind for kind, pattern in _KINDS if re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE)]
    if event is None or len(kinds) != 1:
        return None
    who = re.sub(r"^the ", "", (blame["who"] if blame else sentence.speaker).lower()).strip()
    who = "" if who.split()[-1:] and who.split()[-1] in _NOBODY else who
    return Cause(sentence=sentence, who=who, event=event, kind=kinds[0], words=words)


def cause_dispute(pair: tuple[Cause, Cause]) -> Dispute:
    """The dispute as a page shows it, the earlier side first."""
    sides = sorted(pair, key=lambda c: (c.sentence.source.article.published_at, -c.sentence.source.n))
    return Dispute(
        about=f"The cause of the {pair[0].event}",
        kind="cause",
        verdict="conflict",
        sides=tuple(
            DisputeSide(
                value=side.words,
                as_of=side.sentence.source.article.published_at,
                statement=replace(side.sentence.statement, standing="disputed"),
            )
            for side in sides
        ),
    )


def without_causes(claim: Claim, pairs: Sequence[tuple[Cause, Cause]]) -> Claim:
    """The claim without sentences that give one of two disputed causes; of nothing else, a disputed one."""
    if not pairs:
        return claim
    sides = {(side.event, side.kind) for pair in pairs for side in pair}
    free = tuple(s for s in claim.sentences if (c := cause_in(s)) is None or (c.event, c.kind) not in sides)
    if len(free) == len(claim.sentences):
        return claim
    if free:
        return replace(claim, sentences=free, origins=claim.origins & {s.source.origin for s in free})
    return replace(claim, disputed=True, stale=claim.stale or "gives one of two causes")


def _exclude(one: Cause, two: Cause) -> bool:
    if one.who in two.who or two.who in one.who or frozenset({one.kind, two.kind}) not in _EXCLUDE:
        return False
    apart = abs(one.sentence.source.article.published_at - two.sentence.source.article.published_at)
    return apart <= STILL_ANSWERS


def _named(table: Sequence[tuple[str, str]], word: str) -> str | None:
    return next((name for name, pattern in table if re.fullmatch(pattern, word, re.IGNORECASE)), None)
