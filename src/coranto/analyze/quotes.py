"""Quotations with the speaker whom the article gives them to.

What stands in quotation marks is printed verbatim under a name, so an undecided speaker stays undecided.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coranto.analyze.beside import beside_quotation
from coranto.analyze.floor import Turn
from coranto.analyze.marks import quoted_spans
from coranto.analyze.people import People
from coranto.analyze.speakers import PRONOUNS, Found
from coranto.analyze.speech import DOCUMENTS, SAY_LEMMAS, has_role_word, is_outlet
from coranto.types import Mention, Quotation, Sentence

Speaker = tuple[str, tuple[int, int]]
"""A name and where it stands, as offsets into the field."""

_SHOWING = frozenset({"show", "indicate", "suggest", "find", "reveal"})
_SKIPPED = frozenset({"post", "caption", "repeated", "title", "boilerplate", "byline", "table", "list", "in-quotation"})


def find_quotations(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    people: People,
    found: Sequence[Found],
    floor: Mapping[int, Turn | None],
    publisher: str,
) -> tuple[Quotation, ...]:
    """The quotations of an article in order, outermost only, each inside one sentence.

    The speaker comes from the attribution of its own sentence; from the subject of a verb of speech beside it; for
    a sentence that is all quotation, from whoever has the floor (``floor`` by sentence), if the last sentence was his.
    """
    by_sentence: dict[int, list[Found]] = {}
    for item in found:
        by_sentence.setdefault(item.attribution.sentence, []).append(item)
    named: dict[int, list[Mention]] = {}
    for mention in mentions:
        named.setdefault(mention.sentence, []).append(mention)
    quotations: list[Quotation] = []
    for sentence in sentences:
        if sentence.noise in _SKIPPED:
            continue
        reader = _Reader(sentence, named.get(sentence.index, ()), by_sentence.get(sentence.index, ()), publisher)
        turn = floor.get(sentence.index)
        for opening, closing in quoted_spans(sentence.text, 0, len(sentence.text)):
            start, end = sentence.start + opening + 1, sentence.start + closing
            words = sentence.text[opening + 1 : closing]
            speaker = None if _is_title(words) else reader.speaker(start, end, turn)
            if speaker is not None and _of_a_third(words, speaker[0]):
                speaker = None
            quotations.append(
                Quotation(
                    sentence=sentence.index,
                    field=sentence.field,
                    start=start,
                    end=end,
                    text=words,
                    speaker=speaker[0] if speaker else None,
                    role=people.role_of(speaker[0]) if speaker else None,
                    speaker_span=speaker[1] if speaker else None,
                )
            )
    return tuple(quotations)


def _is_title(words: str) -> bool:
    """Whether the words are a name in marks (a film, a song) rather than speech: "The Long Road"."""
    parts = words.strip(" ,.").split()
    return 1 < len(parts) <= 5 and all(p[0].isupper() for p in parts) and words[-1:] not in "!?"


def _of_a_third(words: str, speaker: str) -> bool:
    """Whether the words speak of their own speaker by title: "Mr. Roth denies it" is not said by Roth."""
    return bool(re.search(rf"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? {re.escape(speaker.split()[-1])}\b", words))


class _Reader:
    """Finds the speaker of each quotation in one sentence."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], items: Sequence[Found], publisher: str) -> None:
        self.sentence = sentence
        self.mentions = mentions
        self.items = items
        self.publisher = publisher

    def speaker(self, start: int, end: int, turn: Turn | None) -> Speaker | None:
        """Who says the words at ``start``..``end`` (offsets into the field), or None."""
        for item in self.items:
            if any(x <= start and end <= y + 2 for x, y in item.attribution.content):
                return self._attributed(item, start)
        beside = beside_quotation(self.sentence, self.mentions, start, end, turn)
        if beside is not None:
            return beside
        if not self.items and turn is not None and self._all_quotation() and self._goes_on(turn):
            return self._unless_named(start, end, turn)
        return None

    def _goes_on(self, turn: Turn) -> bool:
        """Whether a sentence that is all quotation is his who has the floor: the last before it was his.

        One without a name ("the sheriff") must have been quoted already, or words of anybody would be his.
        """
        return turn.last and self._may(turn.entity) and (turn.person or turn.quoted)

    def _attributed(self, item: Found, start: int) -> Speaker | None:
        """Nobody, where that is a pronoun, an outlet or a thing that shows, or where another speaks in between."""
        a = item.attribution
        after = max(a.content[-1][0], a.end if a.shape == "head" else 0)
        if a.verb in _SHOWING or _another_speaks(self.sentence, after, start) or is_outlet(a.speaker, self.publisher):
            return None
        return (a.speaker_entity, item.speaker_span) if self._may(a.speaker_entity) else None

    def _may(self, entity: str) -> bool:
        """Whether this can be heard: no pronoun, paper or document; a name, an office, or one of a trade."""
        last = re.split(r" (?:of|for|from|on|to|by|in|at|after|before) ", entity)[0].split()[-1].lower()
        if entity.lower() in PRONOUNS or is_outlet(entity, self.publisher) or last in DOCUMENTS:
            return False
        return any(c.isupper() for c in entity) or has_role_word(entity)

    def _all_quotation(self) -> bool:
        """Whether nothing but quotations stands in the sentence."""
        text = self.sentence.text
        rest, at = "", 0
        for opening, closing in quoted_spans(text, 0, len(text)):
            rest, at = rest + text[at:opening], closing + 1
        return not any(c.isalnum() for c in rest + text[at:])

    def _unless_named(self, start: int, end: int, turn: Turn) -> Speaker | None:
        """A bare quotation that names the one who has the floor is another's."""
        words = self.sentence.text[start - self.sentence.start : end - self.sentence.start]
        if turn.person and re.search(rf"\b{re.escape(turn.entity.split()[-1])}\b", words):
            return None
        return turn.entity, turn.span


def _another_speaks(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb of saying stands between the attribution and the quotation: Roth said Holt had said "no"."""
    return any(
        first <= t.start < last
        and t.lemma.lower() in SAY_LEMMAS
        and t.pos == "VERB"
        and t.tag in ("VBD", "VBZ", "VBP")
        and (t.dep != "conj" or any(s.head == i and s.dep == "nsubj" for s in sentence.tokens))
        for i, t in enumerate(sentence.tokens)
    )
