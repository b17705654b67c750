"""Whether a sentence or headline without a date reports a thing done on one day, so that a day can be looked for.

A state, a plan, a label, a feature's opening or a find of long work has no day of its own, and the day on which it was
printed would be a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.types import Sentence, Token

SAYING = frozenset(
    "say tell add announce report state declare explain confirm reveal insist argue note claim warn write tweet "
    "predict believe think estimate suggest acknowledge admit deny".split()
)
_AHEAD = re.compile(
    r"\b(?:will|to (?!the\b|a\b|an\b|\d)[a-z]+|set to|plans?|could|may|might|should|would|expected|due|wants?|hopes?"
    r"|eyes)\b"
)
_TITLE_VERBS = frozenset(
    "agree vow pledge promise refuse fail move begin start open continue decide ask urge tell order allow force help "
    "win get stress back call say hit kill meet sign seek warn push press ban vote rise fall join".split()
)
_TEASER = re.compile(
    r"^\W*(?:how|why|what|when|who|whose|where|which|here['’]?s|here (?:is|are)|this is|these are|meet|inside|watch"
    r"|hear|see|look|read|listen|everything|every|all you|at last|live|gallery|pictures?|photos?|video|in pictures"
    r"|explained|everyone|could|did|is|are|was|will|can|do|does|should|has|have)\b"
    r"|\b(?:explained|detailed|what (?:it|we|you)|how to|things? to know|need to know|you(?:['’]re|r)?)\b",
    re.I,
)
_STATES = frozenset(
    "be have know seem appear belong contain include lie stand remain consist mean need want like hope look feel "
    "deserve live love hate resemble cost keep continue tend use wish expect schedule intend aim plan".split()
)
_FINDS = frozenset("discover find identify spot detect uncover show learn develop create invent prove observe".split())
_WORKS = frozenset("discovery finding study research".split())
"""What was found was found long before it was printed."""
_AUXILIARY_AHEAD = frozenset(
    {"will", "shall", "would", "may", "might", "could", "can", "should", "must", "to", "had", "used"}
)
_LEANS = re.compile(
    r"\b(?:years?|months?|weeks?|decades?|winters?|summers?) (?:ago|earlier|later)\b|\bonce\b|\bearlier\b|\balways\b"
    r"|\bfor (?:years|months|decades)\b|\brecent(?:ly)?\b|\bsince\b|\bthought\b",
    re.I,
)


def reports_done(sentence: Sentence, *, said: bool = False) -> bool:
    """Whether a body sentence's main verb tells an event that is over, and not what once was or has been found out.

    Where it is given when it was ``said``, what goes on just then will do ("is being sold, the police said on Friday").
    """
    return not _LEANS.search(sentence.text) and _is_done(sentence.tokens, said)


def headline_reports(sentence: Sentence) -> bool:
    """Whether a headline tells something done: no question, no teaser, no plan, no label without a verb."""
    text = sentence.text
    if text.rstrip().endswith("?") or _TEASER.search(text) or announces(sentence):
        return False
    verbs = [t for t in sentence.tokens if t.pos in ("VERB", "AUX") and t.tag != "VBG"]
    lemmas = {t.lemma.lower() for t in sentence.tokens}
    if any(t.lemma.lower() in _FINDS - {"find"} for t in verbs):
        return False
    if not verbs and not lemmas & (_TITLE_VERBS | {"dead", "injured", "hurt", "missing"}):
        return False
    finite = next((t for t in verbs if t.tag in ("VBZ", "VBP", "VBD")), None)
    if finite is not None and finite.lemma.lower() in _STATES:
        return False
    return any(t.lemma.lower() not in _STATES for t in verbs) or not verbs


def announces(sentence: Sentence) -> bool:
    """Whether a headline tells a plan: "X to open ...", "X will ...", but not "X agree to open ..."."""
    ahead = _AHEAD.search(sentence.text)
    if ahead is None:
        return False
    if not ahead[0].startswith("to "):
        return True
    before = [token for token in sentence.tokens if token.end <= sentence.start + ahead.start()]
    done = any(token.tag in ("VBZ", "VBP", "VBD") or token.lemma.lower() in _TITLE_VERBS for token in before)
    return not done


def main_verbs(tokens: Sequence[Token]) -> dict[int, None]:
    """The verb of what is stated, with those joined to it: below a verb of saying its content, else the root."""
    root = next((i for i, token in enumerate(tokens) if token.head == i and token.pos in ("VERB", "AUX")), None)
    if root is None:
        # "The dam leaked on Monday." is now and then parsed as a dam that was leaked.
        root = next((i for i, t in enumerate(tokens) if t.dep == "acl" and tokens[t.head].head == t.head), None)
        if root is None or tokens[root].tag != "VBN":
            return {}
    verb = root
    for _ in range(3):
        if tokens[verb].lemma.lower() not in SAYING:
            break
        content = next(
            (
                i
                for i, t in enumerate(tokens)
                if t.head == verb and t.dep in ("ccomp", "parataxis") and t.pos in ("VERB", "AUX")
            ),
            None,
        )
        if content is None:
            break
        verb = content
    found = {verb: None}
    for i, token in enumerate(tokens):
        if token.dep == "conj" and token.head in found and token.pos in ("VERB", "AUX"):
            found[i] = None
    return found


def _is_done(tokens: Sequence[Token], said: bool) -> bool:
    verb = next(iter(main_verbs(tokens)), None)
    if verb is None:
        return False
    kin = [t for t in tokens if tokens[t.head] is tokens[verb] and t is not tokens[verb]]
    auxiliaries = {word for t in kin if t.dep in ("aux", "auxpass") for word in (t.lemma.lower(), t.text.lower())}
    if auxiliaries & _AUXILIARY_AHEAD or any(t.dep == "neg" for t in kin):
        return False
    token = tokens[verb]
    perfect = bool(auxiliaries & {"has", "have"})
    if token.lemma.lower() in _STATES or (perfect and token.lemma.lower() in _FINDS):
        return False
    if any(t.dep in ("nsubj", "nsubjpass") and t.lemma.lower() in _WORKS for t in kin):
        return False
    if auxiliaries & {"is", "are"} and not perfect:
        return said
    if token.tag == "VBG":
        return False
    return token.tag in ("VBD", "VBN") or perfect or "was" in auxiliaries or "were" in auxiliaries
