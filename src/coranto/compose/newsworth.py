"""Signs by which a sentence is news, or colour, or out of date: verbs of deeds, answers, plans that time has overtaken.

Each sign is weak by itself; ``centrality`` adds them up, and ``choice`` refuses what is plainly overtaken.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from coranto.compose.comment import is_opinion
from coranto.compose.material import PoolSentence

DEEDS = frozenset(
    """agree sign declare order approve ban arrest charge kill die injure wound miss launch announce vote resign
    confirm deny propose demand warn evacuate close reopen rescue pledge pay reject accuse sentence convict acquit
    appoint elect fine sue attack strike withdraw suspend impose lift deploy seize release free collapse crash sink
    explode rise fall cancel postpone raise cut win lose defeat acquire merge recall fire sack investigate search
    promise offer refuse claim agreement emergency ceasefire deal law verdict ruling""".split()
)
CEREMONY = frozenset("hold meet arrive visit attend begin open talk greet welcome".split())
"""Verbs that say that an occasion takes place, and not what it comes to."""
ACCUSES = re.compile(
    r"\b(?:accus\w+|alleg\w+|charge[sd]?|trial|brib\w+|suspect\w*|arrest\w*|lawsuit|sue[sd]?|blam\w+|claims?|abuse"
    r"|assault\w*|probe|inquiry|investigat\w+)\b",
    re.I,
)
"""Words by which a headline says that somebody is blamed."""
_OFFICIAL = frozenset(
    "government parliament court ministry police prosecutor army council cabinet senate congress".split()
)
ANSWERS = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|plead(?:s|ed)|apologi[sz]e[sd]?|admit(?:s|ted)|acknowledge[sd]"
    r"|acquittal|dismisse[sd]|called the (?:allegations?|charges|claims?|accusations?)|no comment|untrue)\b",
    re.I,
)
_REFUSES = re.compile(
    r"\b(?:den(?:y|ies|ied)|(?:did|does|do|would|could|has|have) not confirm(?:ed)?"
    r"|(?:declin|refus)(?:es|ed) to confirm|reject(?:s|ed)|disput(?:es|ed)|contradict(?:s|ed))\b",
    re.I,
)
_PRESS = re.compile(
    r"^(?:the |an? )?(?:[\w’'-]+ ){0,2}(?:article|report|story|interview|profile|version of the \w+)\b"
    r"|^(?:the |an? )?(?:[\w’'-]+ ){0,2}(?:study|paper|research|findings)\b[^,]{0,60}"
    r"\b(?:published|appear(?:s|ed)|led by)\b"
    r"|\b(?:in an interview|is ready to (?:share|tell)|told (?:his|her|their) story|on Instagram|on Twitter|tweet\w*)\b"
    r"|^Speaking to\b",
    re.I,
)
_SCENE = re.compile(
    r"^[A-Z][\w'’-]+ (?:[A-Z][\w'’-]+ ){0,2}[A-Z][\w'’-]+, \d\d,|\b(?:was travelling|were travelling|in tears|carnage"
    r"|scenes? (?:on|at|of|after)|candles|flowers|bells|songs?|sang|cheer\w+|hugg\w+|wept|weep\w*)\b"
)
_LASTING = frozenset("remain continue demand want seek plan hope expect look wait search".split())
_FEATURE = re.compile(
    r"(?:^|[:;,–—-] )(?:how|why|what|inside|meet|behind|watch|in pictures|explainer|timeline|live)\b"
    r"|\b(?:explained|everything (?:you|we)|fully detailed|what we know|full list|things to know)\b",
    re.I,
)
_PARTIAL = re.compile(
    r"\b(?:percent|per cent|%|most|half) of (?:the |all )?(?:\w+ )?"
    r"(?:votes?|ballots?|stations|precincts|districts)\b[^.]*\bcounted|\bso far\b",
    re.I,
)
"""A count that is not over: a later one tells the result."""
_AHEAD = re.compile(r"\b(?:will|would|is to|are to|to be|due to|expected to|set to)\b", re.I)


def overtaken(sentence: PoolSentence, newest: datetime) -> bool:
    """Whether it announces what by the time of the newest article has come or passed."""
    day, last = sentence.day_value, newest.date().isoformat()
    if sentence.scheduled and day:
        return day <= last[: len(day)]
    age = newest - sentence.source.article.published_at
    if age >= timedelta(hours=3) and not sentence.is_title and _PARTIAL.search(sentence.statement.text):
        return True
    old = age >= timedelta(hours=20)
    return old and not sentence.is_title and bool(_AHEAD.search(sentence.content) or _stands_now(sentence))


def is_feature(title: str) -> bool:
    """Whether a headline announces a look at something instead of news: how, why, inside, what to know."""
    return bool(_FEATURE.search(title)) or is_opinion(title)


def _stands_now(sentence: PoolSentence) -> bool:
    """Whether it tells what was so when its article was written: is being sought, remains, still, demands."""
    tokens = sentence.sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is None:
        return False
    if sentence.attribution is not None:
        root = next((i for i, t in enumerate(tokens) if t.head == root and t.dep in {"ccomp", "parataxis"}), root)
    beside = [t for t in tokens if t.head < len(tokens) and tokens[t.head] is tokens[root]]
    now = tokens[root].tag in {"VBZ", "VBP"} or any(t.tag in {"VBZ", "VBP"} and t.dep.startswith("aux") for t in beside)
    lasting = tokens[root].tag == "VBG" or tokens[root].lemma in _LASTING
    still = any(t.text.lower() == "still" for t in beside)
    return now and (lasting or still)


def is_answer(sentence: PoolSentence) -> bool:
    """Whether it is its news that somebody who is blamed answers: denies, admits, pleads, apologises."""
    if not ANSWERS.search(sentence.statement.text):
        return False
    tokens = sentence.sentence.tokens
    main = {i for i, t in enumerate(tokens) if t.head == i or t.dep in {"ccomp", "conj"}}
    return any(ANSWERS.search(tokens[i].text) for i in main) or not any(
        ANSWERS.search(t.text) for t in tokens if t.pos == "VERB"
    )


def refuses(sentence: PoolSentence) -> bool:
    """Whether it says that somebody denies something, or does not confirm it."""
    return bool(_REFUSES.search(sentence.content))


def is_about_the_press(sentence: PoolSentence) -> bool:
    """Whether it tells of the report itself: an article, an interview, footage on a site."""
    return bool(_PRESS.search(sentence.content))


def is_scene(sentence: PoolSentence) -> bool:
    """Whether a private person's experience or the look of a place is told, which is colour and no news."""
    if _SCENE.search(sentence.content):
        return main_verb(sentence) not in DEEDS
    by_witness = sentence.attribution is not None and not sentence.attribution.authority
    return by_witness and bool(_SCENE.search(sentence.statement.text))


def main_verb(sentence: PoolSentence) -> str:
    """The lemma of what the content's main verb does, below a saying verb where there is one."""
    tokens = sentence.sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is None:
        return ""
    if sentence.attribution is not None:
        root = next((i for i, t in enumerate(tokens) if t.head == root and t.dep in {"ccomp", "parataxis"}), root)
    if tokens[root].pos not in {"VERB", "AUX"}:
        # headlines with a label or a noun for a root
        root = next((i for i, t in enumerate(tokens) if t.pos == "VERB"), root)
    return tokens[root].lemma.lower()


def is_standing(sentence: PoolSentence) -> bool:
    """Whether it only says how something stands ("the strait is narrow", "it has two ports"), which is no news."""
    tokens = sentence.sentence.tokens
    root = next((t for i, t in enumerate(tokens) if t.head == i), None)
    is_now = root is not None and (
        root.tag in {"VBZ", "VBP"} or (root.lemma == "be" and root.pos == "AUX" and not sentence.quantities)
    )
    return is_now and sentence.attribution is None and not sentence.is_title


def is_official(sentence: PoolSentence) -> bool:
    """Whether an authority says it, or it is about a deed of state."""
    authority = sentence.attribution is not None and sentence.attribution.authority
    return authority or bool(_OFFICIAL & sentence.core)
