"""What of a page a writer may see: words without anything hidden in them, and no words meant for a machine.

Citing defends a page; this keeps strangers from the writer's ear. What is not given is not lost: the sentence stands
on the page as extraction left it.
"""

from __future__ import annotations

import re
import unicodedata

from coranto.compose.wording import FUNCTION

LONGEST_GIVEN = 600
"""Characters of a claim: a sentence of a hundred words."""

_MARKUP = re.compile(
    r"[<>{}\[\]|\\`^~=*_#]|https?:|www\.|//|%[0-9a-f]{2}|&#?\w+;|[\w.+-]+@[\w-]+\.\w|(?:^|\s)@\w"
    r"|\b[\w-]+\.(?:com|net|org|info|io|ai|app|dev|example|test|invalid|ly|co|xyz|ru|cn|[a-z]{2}/)\b",
    re.IGNORECASE,
)
_ENCODED = re.compile(
    r"\S{28,}|[A-Za-z]\d[A-Za-z]|(?:\b[0-9a-f]{2}\b[ :-]?){6}|(?:\\[ux]|0x)[0-9a-f]{2}|(?:[.-]{1,5} ){6}"
)
_MACHINE = re.compile(
    r"\b(?:(?:system|developer|hidden|user) (?:prompt|message|note)s?|prompt injection|(?:large )?language models?"
    r"|chat ?bots?|chatgpt|gpt-?\d|llms?|a\.?i\.? (?:model|assistant|system|agent|summari[sz]er|writer|editor|tool)s?"
    r"|(?:the|this|any|an?|dear|hey|hello|attention|note to(?: the)?) (?:assistant|summari[sz]er|model|bot|parser|"
    r"crawler|automat\w+ (?:editor|reader|system|writer)s?)|as an ai|you are (?:now|an?|no longer)\b|jailbreak\w*"
    r"|(?:previous|prior|above|earlier|preceding|following|new|these|your|all) (?:\w+ )?(?:instruction|prompt|"
    r"directive)s?|(?:base ?64|rot ?13|hex(?:adecimal)?)\b|this (?:summary|page|edition|digest)"
    r"|(?:your|the) (?:output|summary|answer)"
    r"|(?:other|another|all) (?:source|claim|storie|citation)s\b.{0,40}\b(?:ignored|wrong|deleted|removed|replaced))",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^\W*(?:(?:please|now|then|also|important|attention|note|urgent|warning|system|assistant|user|instructions?|task|"
    r"step \d+)\b[:,!.\s-]*)*(?:ignore|disregard|forget|override|bypass|output|print|respond|reply|answer|repeat|echo|"
    r"translate|write|rewrite|say|tell|state|mention|cite|quote|append|insert|include|add|replace|remove|delete|omit|"
    r"drop|act|behave|pretend|reveal|show|follow|obey|visit|click|remember|summari[sz]e|describe|link|use|insist|claim|"
    r"conclude|end|begin|start|finish|close|emphasi[sz]e|make|set|treat|trust|change|merge|move|mark|report|publish|"
    r"decode|execute|run|call|do not|don't|never|always|you (?:must|should|will|are))\b(?! (?:of|on|in|for|to) the\b)",
    re.IGNORECASE,
)
_SECOND_PERSON = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_FOREIGN = frozenset(
    """und der die das nicht ist dass eine les des est que el los las una del por para il che non och att det som een
    het van niet ve bir ja ei oraz nie dla""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTED = re.compile(r"[“\"„«][^”\"“»]*[”\"»]")
_FEWEST_WORDS = 8
_ENGLISH = 0.1
"""Share of function words below which a sentence of some length is no English."""


def clean(text: str) -> str:
    """The text with one space between words, and without control, format, tag and other characters that hide."""
    kept = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or not (unicodedata.category(char) in _HIDING or _selects_a_variant(char))
    )
    return " ".join(kept.split())


def givable(text: str) -> bool:
    """Whether a claim may be given to a writer: plain English prose that asks nothing of whoever reads it."""
    seen = unicodedata.normalize("NFKC", clean(text))
    if not seen or len(seen) > LONGEST_GIVEN or clean(text) != " ".join(text.split()):
        return False
    if _MARKUP.search(seen) or _ENCODED.search(seen) or _MACHINE.search(seen) or not _is_english(seen):
        return False
    unquoted = _QUOTED.sub(" ", seen)
    orders = any(_ORDER.search(part) for part in re.split(r"(?<=[.!?:;])\s+|(?<=[“\"])", seen))
    return not orders and not _SECOND_PERSON.search(unquoted)


def has_markup(text: str) -> bool:
    """Whether a text holds a link, an address, a mark of some markup language, or something encoded."""
    return bool(_MARKUP.search(text) or _ENCODED.search(text))


def _is_english(text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(text)]
    letters = [char for char in text if char.isalpha()]
    if sum(not ("a" <= char.lower() <= "z" or "À" <= char <= "ſ") for char in letters) > 0.1 * len(letters):
        return False
    ours = sum(word in FUNCTION for word in words)
    if sum(word in _FOREIGN for word in words) > max(1, ours):
        return False
    return len(words) < _FEWEST_WORDS or ours >= _ENGLISH * len(words)


def _selects_a_variant(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


_HIDING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
