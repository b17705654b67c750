"""Decides whether a title keeps who says it, and how a desk names that speaker in few words.

Left out is only an authority that tells a fact. An accusation, a plan or a judgement stays with whoever makes it:
without its speaker it would be stated as fact.
"""

from __future__ import annotations

import re

from coranto.compose.material import PoolSentence
from coranto.compose.newsworth import main_verb

LONGEST_SPEAKER = 4
_BEHIND = re.compile(
    r",| (?:published|released|who|which|that|on|in|at|from|after|for|with|led|close|travelling|based)\b"
)
_IN_QUESTION = re.compile(
    r"\b(?:will|may|might|could|would|should|must|likely|unlikely|best|worst|wrong|right|failed?|unfair|illegal|alleged\w*"
    r"|claims?|appears?|seems?|not|no|never|denies|denied)\b",
    re.I,
)
_PARTISAN = re.compile(
    r"\b(?:prosecut\w+|opposition|critics?|part(?:y|ies)|lawyers?|attorneys?|unions?|campaign\w*|activists?|plaintiffs?"
    r"|accusers?|victims?|witness\w*|survivors?|passengers?|residents?|neighbou?rs?|rebels?|militants?|taliban"
    r"|analysts?|experts?|company|companies|firm|group|sources?|reports?|accountant|media)\b",
    re.I,
)
_POLICE = re.compile(r"\b(?:police|detectives?|investigators?|sheriff|officers?|constable)\b", re.I)
_PLAIN_FACTS = frozenset(
    """arrest detain die kill injure wound find rescue evacuate close reopen search seize hold be charge release
    recover take begin open investigate appeal""".split()
)
_BLAMES = frozenset("accuse allege charge claim blame suspect".split())
_OWN_DEEDS = frozenset("ask seek demand charge request appeal drop open close call".split())
_PLURAL_ROLES = re.compile(
    r"\b(?:police|people|media|\w+(?:ers|ors|ists|ials|ities|nts|sts|ics|ses|ents|ians|yers|tors)|experts|chiefs|unions"
    r"|families|relatives|friends|sources|reports|crews|allies|parties|rebels|troops|ministries|counts)$| and ",
    re.I,
)


def must_keep_speaker(sentence: PoolSentence) -> bool:
    """Whether leaving out who says it would make a fact of what is in question."""
    attribution = sentence.attribution
    if attribution is None:
        return False
    if not attribution.authority or sentence.scheduled or attribution.verb in _BLAMES:
        return True
    if _IN_QUESTION.search(sentence.content):
        return True
    speaker = f"{attribution.speaker} {sentence.speaker}"
    if _PARTISAN.search(speaker):
        return True
    return bool(_POLICE.search(speaker)) and main_verb(sentence) not in _PLAIN_FACTS


def says(speaker: str) -> str:
    """The verb after a speaker: "say" for several. A name of several words is one person or body."""
    head = re.split(r" (?:of|on|in|for|at|from|with) ", speaker)[0]
    words = head.split()
    if len(words) > 1 and words[-1][:1].isupper() and " and " not in head:
        return "says"
    return "say" if _PLURAL_ROLES.search(head) else "says"


def short_speaker(sentence: PoolSentence) -> str | None:
    """The speaker in few words as the article prints it, or None where that takes a whole clause."""
    attribution = sentence.attribution
    if attribution is None:
        return None
    speaker = attribution.speaker.strip(" ,")
    if speaker.lower() in {"he", "she", "they", "it"}:
        speaker = sentence.speaker
    if len(speaker.split()) > LONGEST_SPEAKER:
        speaker = _BEHIND.split(speaker, maxsplit=1)[0]
    if not 1 <= len(speaker.split()) <= LONGEST_SPEAKER or re.search(r"[,;:\"“]", speaker):
        return None
    if speaker.split()[0].lower() in {"the", "a", "an"}:
        speaker = " ".join(speaker.split()[1:])
    if not speaker or speaker.split()[0].lower() in {"his", "her", "its", "their", "our", "my"}:
        return None
    actor = re.search(rf"\b{re.escape(speaker.split()[-1])}\b", sentence.content, re.I) is not None
    return speaker if speaker.lower() in sentence.statement.text.lower() and not actor else None
