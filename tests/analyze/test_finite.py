from __future__ import annotations

import pytest

from coranto.analyze.finite import with_finite_verb
from coranto.models.spacy_parser import SpacyParser
from coranto.types import Token


def tokens(*words: str) -> list[Token]:
    """Tokens of "text/lemma/pos/tag/dep/head" each."""
    found, at = [], 0
    for word in words:
        text, lemma, pos, tag, dep, head = word.split("|")
        found.append(
            Token(start=at, end=at + len(text), text=text, lemma=lemma, pos=pos, tag=tag, dep=dep, head=int(head))
        )
        at += len(text) + 1
    return found


def test_a_verb_that_takes_no_object_is_no_participle() -> None:
    parsed = tokens(
        "People|people|NOUN|NNS|ROOT|0",
        "protested|protest|VERB|VBN|acl|0",
        "in|in|ADP|IN|prep|1",
        "Talva|Talva|PROPN|NNP|pobj|2",
        "on|on|ADP|IN|prep|0",
        "Monday|Monday|PROPN|NNP|pobj|4",
        ".|.|PUNCT|.|punct|0",
    )
    mended = with_finite_verb(parsed)
    assert (mended[1].tag, mended[1].dep, mended[1].head) == ("VBD", "ROOT", 1)
    assert (mended[0].dep, mended[0].head, mended[4].head) == ("nsubj", 1, 1)


@pytest.mark.parametrize(
    ("last", "verb"), [(".|.|PUNCT|.|punct|0", "arrested|arrest"), ("!|!|PUNCT|.|punct|0", "protested|protest")]
)
def test_a_caption_keeps_its_participle(last: str, verb: str) -> None:
    parsed = tokens("Men|man|NOUN|NNS|ROOT|0", f"{verb}|VERB|VBN|acl|0", last)
    assert with_finite_verb(parsed) == tuple(parsed)


def test_a_bare_verb_after_a_plural_subject_is_in_the_present() -> None:
    subject = "Scientists|scientist|NOUN|NNS|nsubj|1"
    rest = ("caution|caution|NOUN|NN|dobj|1", ".|.|PUNCT|.|punct|1")
    assert with_finite_verb(tokens(subject, "advise|advise|VERB|VB|ROOT|1", *rest))[1].tag == "VBP"


def test_a_command_stays_one() -> None:
    parsed = tokens("Advise|advise|VERB|VB|ROOT|0", "caution|caution|NOUN|NN|dobj|0", ".|.|PUNCT|.|punct|0")
    assert with_finite_verb(parsed) == tuple(parsed)


def test_what_the_parser_reads_rightly_stays(parser: SpacyParser) -> None:
    (parsed,) = parser.parse(["Two men were arrested in Talva on Monday."], language="en")
    assert with_finite_verb(parsed.tokens) == tuple(parsed.tokens)
