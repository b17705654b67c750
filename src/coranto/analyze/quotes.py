"""Quotations with the speaker whom the article gives them to.

What stands in quotation marks is printed verbatim under a name, so an undecided speaker stays undecided.
"""

from __future__ import annotations

from collections.abc import Sequence

from coranto.analyze.marks import quoted_spans
from coranto.analyze.people import People
from coranto.analyze.speakers import PRONOUNS, Found
from coranto.analyze.speech import ACT_LEMMAS, SAY_LEMMAS, is_outlet
from coranto.types import Mention, Quotation, Sentence

_SHOWING = frozenset({"show", "indicate", "suggest", "find", "reveal"})
_SKIPPED = frozenset({"post", "caption", "repeated", "title", "boilerplate", "byline", "table", "list"})


def find_quotations(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], people: People, found: Sequence[Found], publisher: str
) -> tuple[Quotation, ...]:
    """The quotations of an article in order, outermost only, each inside one sentence.

    The speaker comes from the attribution of its own sentence, from the subject of a verb of speech in it, or, for
    a sentence that is all quotation, from the attributed sentence right before it in the same paragraph.
    """
    by_sentence: dict[int, list[Found]] = {}
    for item in found:
        by_sentence.setdefault(item.attribution.sentence, []).append(item)
    quotations: list[Quotation] = []
    previous: tuple[int, Quotation] | None = None
    for sentence in sentences:
        if sentence.noise in _SKIPPED:
            previous = None
            continue
        items = by_sentence.get(sentence.index, [])
        last: Quotation | None = None
        for opening, closing in quoted_spans(sentence.text, 0, len(sentence.text)):
            start, end = sentence.start + opening + 1, sentence.start + closing
            speaker, span = _nobody()
            if not _is_title(sentence.text[opening + 1 : closing]):
                speaker, span = _from_attribution(sentence, start, end, items, publisher) or _from_subject(
                    sentence, mentions, start, end
                )
            if speaker is None and not items and previous is not None and _goes_on(sentence, start, end, previous):
                speaker, span = previous[1].speaker, previous[1].speaker_span
            last = Quotation(
                sentence=sentence.index,
                field=sentence.field,
                start=start,
                end=end,
                text=sentence.text[opening + 1 : closing],
                speaker=speaker,
                role=people.roles.get(speaker) if speaker else None,
                speaker_span=span if speaker else None,
            )
            quotations.append(last)
        previous = _next_previous(sentence, items, last, publisher, people)
    return tuple(quotations)


def _nobody() -> tuple[str | None, tuple[int, int] | None]:
    return None, None


def _is_title(words: str) -> bool:
    """Whether the words are a name in marks (a film, a song) rather than speech: "The Long Road"."""
    parts = words.strip(" ,.").split()
    return 1 < len(parts) <= 5 and all(p[0].isupper() for p in parts) and words[-1:] not in "!?"


def _from_attribution(
    sentence: Sentence, start: int, end: int, items: Sequence[Found], publisher: str
) -> tuple[str | None, tuple[int, int] | None] | None:
    """Speaker of the attribution whose content holds the quotation.

    Nobody, where that is a pronoun, an outlet or a thing that shows, or where another speaks in between.
    """
    for item in items:
        a = item.attribution
        if not any(x <= start and end <= y + 2 for x, y in a.content):
            continue
        if (
            a.speaker_entity.lower() in PRONOUNS
            or a.verb in _SHOWING
            or _another_speaks(sentence, max(a.content[-1][0], a.end if a.shape == "head" else 0), start)
            or is_outlet(a.speaker, publisher)
            or is_outlet(a.speaker_entity, publisher)
        ):
            return _nobody()
        return a.speaker_entity, item.speaker_span
    return None


def _another_speaks(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb of saying stands between the attribution and the quotation: Roth said Holt had said "no"."""
    return any(
        first <= t.start < last and t.lemma.lower() in SAY_LEMMAS and t.pos == "VERB" and t.tag in ("VBD", "VBZ", "VBP")
        for t in sentence.tokens
    )


def _from_subject(
    sentence: Sentence, mentions: Sequence[Mention], start: int, end: int
) -> tuple[str | None, tuple[int, int] | None]:
    """The person who is subject of a verb of speech that stands before the quotation: Roth vowed to act "at once"."""
    for i, token in enumerate(sentence.tokens):
        if (
            token.lemma.lower() not in SAY_LEMMAS | ACT_LEMMAS
            or token.end > start
            or token.tag in ("VBG", "VBN", "NN", "NNS")
        ):
            continue
        if token.dep not in ("ROOT", "conj"):
            continue
        root = token if token.dep == "ROOT" else sentence.tokens[token.head]
        for subject in sentence.tokens:
            heads = (sentence.tokens[subject.head] is root, sentence.tokens[subject.head] is token)
            if subject.dep != "nsubj" or not any(heads) or subject.start >= token.start:
                continue
            for mention in mentions:
                if (
                    mention.sentence == sentence.index
                    and mention.label == "person"
                    and mention.start <= subject.start < mention.end
                ):
                    between = [t for t in sentence.tokens[i + 1 :] if t.end <= start]
                    if not any(t.dep in ("nsubj", "nsubjpass") and t.tag not in ("WP", "WDT") for t in between):
                        return mention.entity, (mention.start, mention.end)
    return None, None


def _goes_on(sentence: Sentence, start: int, end: int, previous: tuple[int, Quotation]) -> bool:
    """Whether the sentence is nothing but this quotation, in the paragraph of an attributed one."""
    rest = sentence.text[: start - 1 - sentence.start] + sentence.text[end + 1 - sentence.start :]
    return previous[0] == sentence.paragraph and not any(c.isalnum() for c in rest)


def _next_previous(
    sentence: Sentence, items: Sequence[Found], last: Quotation | None, publisher: str, people: People
) -> tuple[int, Quotation] | None:
    """Whose words a bare quotation after this sentence would continue."""
    if last is not None and last.speaker is not None:
        return sentence.paragraph, last
    if items and last is None:
        a = items[-1].attribution
        if a.speaker_entity.lower() in PRONOUNS or is_outlet(a.speaker, publisher):
            return None
        ghost = Quotation(
            sentence=sentence.index,
            field=sentence.field,
            start=a.start,
            end=a.end,
            text="",
            speaker=a.speaker_entity,
            role=people.roles.get(a.speaker_entity),
            speaker_span=items[-1].speaker_span,
        )
        return sentence.paragraph, ghost
    return None
