"""What is only print: labels of parts, brackets around a sentence, a first word in capitals, a stop that is lacking."""

from __future__ import annotations

import re

from coranto.compose.edits import Change
from coranto.compose.reading import Reading
from coranto.types import Sentence

_LABEL = re.compile(
    r"(?:\d{1,2}[.:]\d\d \(\d{1,2}[.:]\d\d\) |(?:(?:Why|What|How|Where) [a-z][a-z’' ]{2,30}"
    r"|(?:The )?(?:[Bb]ig picture|[Bb]ottom line|[Ll]atest|[Bb]ackdrop|[Dd]etails|[Cc]ontext|[Bb]ackground)"
    r"|Driving the news|Between the lines|By the numbers|State of play|Flashback|Worth noting|Catch up quick"
    r"|Zoom (?:in|out)|Yes, but): )(?=[A-Z\"“])"
)
"""Words with a colon that mark the parts of an article ("Why it matters: ..."), and the stamp of a live blog."""


def label_before(text: str) -> int:
    """How many characters of a sentence are a label before it."""
    match = _LABEL.match(text)
    return match.end() if match else 0


def plain_print(reading: Reading, sentence: Sentence) -> list[Change]:
    """The changes: a label and brackets around the sentence taken off, "HACKERS stole" set in words, a stop put in."""
    text = sentence.text
    found = []
    label = label_before(text)
    if label:
        why = "label before the sentence dropped"
        found.append(Change(start=sentence.start, end=sentence.start + label, after="", why=why))
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        why = "brackets around the sentence dropped"
        found.append(Change(start=sentence.start, end=sentence.start + 1, after="", why=why))
        found.append(Change(start=sentence.end - 1, end=sentence.end, after="", why=why))
    if text[-1].isalnum():
        why = "final stop added"
        found.append(Change(start=sentence.end, end=sentence.end, after=".", why=why))
    shout = re.match(r"[A-Z]{3,}(?=\s+[a-z])", text)
    if shout and re.search(
        rf"\b{shout.group().capitalize()}\b|\b{shout.group().lower()}\b", reading.source.article.text
    ):
        at = sentence.start
        word = shout.group().capitalize()
        found.append(Change(start=at, end=at + shout.end(), after=word, why="word in capitals set as a word"))
    return found
