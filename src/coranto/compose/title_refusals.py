"""What keeps a clause from being a title though its form is one: it leans on what is not told, or tells no news.

A reader meets a title before its section, so it may neither point to "the building" nor only say who somebody is.
"""

from __future__ import annotations

import re

from coranto.compose.introduced import KNOWN_TO_ALL
from coranto.compose.likeness import canonical
from coranto.compose.material import PoolSentence
from coranto.compose.newsworth import main_verb
from coranto.compose.title_words import WORD

_STATES = frozenset(
    """dead miss missing injured alive safe unharmed uninjured unhurt critical closed open over ready guilty under out
    back free ill sick empty full stable trapped certain sure""".split()
)
_ROOT = 6
"""Letters that a noun and the verb of its deed share."""
_NAMING = frozenset({"compound", "poss", "prep", "relcl", "acl", "appos", "nmod", "nummod"})


def is_unnamed(sentence: PoolSentence, title: str, known: frozenset[str]) -> bool:
    """Whether a title cut from a sentence has a "the building" that nothing on the page has named before it.

    ``known`` are the words that the page's headline and most outlets' have, as ``canonical`` makes them.
    """
    words = frozenset(WORD.findall(title))
    lower = {word.lower() for word in words}
    tokens = sentence.sentence.tokens
    for token in tokens:
        if token.pos != "NOUN" or token.text.lower() not in lower:
            continue
        beside = [t for t in tokens if t.head < len(tokens) and tokens[t.head] is token and t is not token]
        if not any(t.dep == "det" and t.text.lower() in {"the", "that", "this", "those", "these"} for t in beside):
            continue
        if token.lemma.lower() in KNOWN_TO_ALL or _is_known(token.lemma.lower(), known):
            continue
        named = any(t.dep in _NAMING and (t.text in words or t.text.lower() in lower) for t in beside)
        picked = any(t.tag in {"JJS", "RBS"} or t.text.lower() in {"first", "last", "only"} for t in beside)
        if not named and not picked:
            return True
    return False


def _is_known(noun: str, known: frozenset[str]) -> bool:
    """Whether the page has named it, be it as a deed: "the discovery" of what was discovered."""
    root = noun[:_ROOT]
    return canonical([noun]) <= known or (len(noun) > _ROOT and any(word.startswith(root) for word in known))


def only_is(sentence: PoolSentence) -> bool:
    """Whether it only says what somebody or something is ("Brandt is in his second season"), which heads no news.

    A state that is news ("are missing") or a count ("will be 187,200 tonnes") does.
    """
    tokens = sentence.sentence.tokens
    if main_verb(sentence) in {"occur", "happen", "seem", "appear", "bear"}:
        return True
    if main_verb(sentence) not in {"be", "become", "have"}:
        return False
    states = any(t.lemma.lower() in _STATES for t in tokens if t.pos in {"ADJ", "ADV", "VERB", "NOUN"})
    counts = bool(sentence.quantities) and not re.search(r"\byears? old\b|\baged\b", sentence.content)
    return not states and not counts
