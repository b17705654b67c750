"""Titles in a desk's style: a real headline where one states what the section says, else its main sentence shortened.

A title is freed of who said it only where an authority tells a fact; a claim, a plan or a judgement keeps its
speaker. Its evidence is what it is cut from, and every change is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coranto.compose.casing import Casing
from coranto.compose.headline_form import FEWEST, has_headline_form, is_wish
from coranto.compose.likeness import Likeness, canonical
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.rewording import reworded
from coranto.compose.shorten import shorten
from coranto.ports import Parser
from coranto.types import Statement

STANDS_IN_SECTION = 0.6
"""Share of a headline's telling words that the section must have; measured: 12 of 13 such titles were good."""
FITS_AT_ALL = 0.4
NEAR_IN_MEANING = 0.6
"""Cosine from which a headline may stand over a main section that no other title fits."""
MOST_TRIED = 4
"""Sentences of a claim that are tried for a title, the best first."""
SUPPORTED = 0.3
CLOSE = 0.9
"""Share from which a headline need not have a main verb of the sentence that it stands over."""
LONGEST_HEADLINE = 14
LONGEST_SPEAKER = 4
_IN_QUESTION = re.compile(
    r"\b(?:will|may|might|could|would|should|must|likely|unlikely|best|worst|wrong|right|failed?|unfair|illegal|alleged\w*"
    r"|claims?|appears?|seems?|not|no|never|denies|denied)\b",
    re.I,
)
_PLURAL = re.compile(r"\b(?:police|\w+[^s]s|people)$| and ", re.I)


class Titles:
    """Makes the titles of one page. A headline is used once."""

    def __init__(self, headlines: Sequence[PoolSentence], like: Likeness, casing: Casing, parser: Parser) -> None:
        self._headlines = sorted(headlines, key=lambda s: (s.source.n, s.sentence.index))
        self._like, self._casing, self._parser = like, casing, parser
        self._names = _headline_names(self._headlines)
        self._used: set[str] = set()

    def for_section(
        self, section: Sequence[Claim], *, main: bool = False
    ) -> tuple[Statement, int, PoolSentence] | None:
        """A title for these claims, the main one first; None where no headline fits and no cut is clean.

        With it come the place of the claim that it states and that claim's sentence to print below it. A ``main``
        section needs a title more than others do, and takes a headline that fits less closely.
        """
        printed = [claim.best for claim in section]
        for place, sentence in enumerate(printed):
            title = self._from_headline(printed, sentence, STANDS_IN_SECTION)
            if title is not None:
                return title, place, sentence
        for place, claim in enumerate(section):
            for sentence in claim.sentences[:MOST_TRIED]:
                title = None if sentence.is_title and sentence is not claim.best else self._from_sentence(sentence)
                if title is not None:
                    return title, place, sentence
        if not main:
            return None
        title = self._from_headline(printed, printed[0], FITS_AT_ALL) or self._nearest(printed)
        return (title, 0, printed[0]) if title is not None else None

    def headline(self, sentence: PoolSentence, *, most: int = LONGEST_HEADLINE) -> Statement | None:
        """An article's headline as a title: freed or with its speaker, in sentence case; None if unfit."""
        if sentence.statement.evidence[0].quote.rstrip().endswith(("...", "…")):
            return None
        text = sentence.content.rstrip(" .")
        if not sentence.speaker and is_wish(text):
            return None
        if not has_headline_form(text, most=most, quoted=True) or not any(
            t.pos in {"VERB", "AUX"} for t in sentence.sentence.tokens
        ):
            return None
        return self._dressed(sentence, text, "", most)

    def _from_headline(self, section: Sequence[PoolSentence], of: PoolSentence, least: float) -> Statement | None:
        words = frozenset(word for s in section for word in self._like.words(s))
        main = self._like.words(of)
        numbers = numerals(" ".join(s.content for s in section))
        best: tuple[float, int, Statement] | None = None
        for sentence in self._headlines:
            mine = self._like.words(sentence)
            share = self._like.coverage(mine, words)
            on_main = self._like.coverage(mine, main)
            if share < least or on_main < least - 0.15:
                continue
            if share < CLOSE and not _verbs(sentence) & _main_verbs(of):
                continue
            if not numerals(sentence.content) <= numbers:
                continue
            if sentence.scheduled and not any(s.scheduled for s in section):
                continue
            title = self.headline(sentence)
            if title is None or title.text.lower() in self._used:
                continue
            if self._stands_alone(sentence, section):
                continue
            rank = (round(share + on_main + 0.3 * self._like.meaning(sentence, of), 5), -sentence.source.n)
            if best is None or rank > best[:2]:
                best = (*rank, title)
        if best is None:
            return None
        self._used.add(best[2].text.lower())
        return best[2]

    def _nearest(self, section: Sequence[PoolSentence]) -> Statement | None:
        """The unused headline nearest in meaning to the main sentence, with no figure that the section lacks."""
        numbers = numerals(" ".join(s.content for s in section))
        near = sorted(self._headlines, key=lambda s: (-round(self._like.meaning(s, section[0]), 5), s.source.n))
        for sentence in near:
            if self._like.meaning(sentence, section[0]) < NEAR_IN_MEANING:
                return None
            title = self.headline(sentence)
            fits = numerals(sentence.content) <= numbers and not self._stands_alone(sentence, section)
            if title is not None and fits and title.text.lower() not in self._used and not sentence.scheduled:
                self._used.add(title.text.lower())
                return title
        return None

    def _stands_alone(self, headline: PoolSentence, section: Sequence[PoolSentence]) -> bool:
        """Whether the headline is the section's own sentence and no other one there tells any of it."""
        if headline.source.article.coverage != "full" or all(headline is not s for s in section):
            return False
        mine = self._like.words(headline)
        others = [self._like.coverage(mine, self._like.words(s)) for s in section if s is not headline]
        return max(others, default=0.0) < SUPPORTED

    def _from_sentence(self, sentence: PoolSentence) -> Statement | None:
        if sentence.quotation or (sentence.is_title and sentence.source.article.coverage == "full"):
            return None
        short = shorten(sentence.content, self._parser, names=self._names, keep_dates=sentence.scheduled)
        if short is None or short.text.lower() in self._used:
            return None
        title = self._dressed(sentence, short.text, "shortened to a title", LONGEST_HEADLINE, short.cuts)
        if title is not None:
            self._used.add(title.text.lower())
        return title

    def _dressed(
        self, sentence: PoolSentence, text: str, why: str, most: int, cuts: Sequence[tuple[str, str]] = ()
    ) -> Statement | None:
        if sentence.is_title:
            text = self._casing.sentence_case(text)
        reason = why or "headline without its final stop"
        if sentence.speaker:
            if must_keep_speaker(sentence):
                speaker = short_speaker(sentence)
                if speaker is None or len(text.split()) + len(speaker.split()) + 1 > most + 3:
                    return None
                text = f"{text}, {self._casing.inside(speaker)} {says(speaker)}"
                reason = why or "headline with its speaker"
            else:
                reason = why or "who announced it stands in the text below"
        if len(text.split()) < FEWEST:
            return None
        return reworded(sentence.statement, text, reason, cuts)


def must_keep_speaker(sentence: PoolSentence) -> bool:
    """Whether leaving out who says it would make a fact of what is in question."""
    attribution = sentence.attribution
    if attribution is None:
        return False
    return not attribution.authority or sentence.scheduled or bool(_IN_QUESTION.search(sentence.content))


def numerals(text: str) -> frozenset[str]:
    """The numbers of a text in figures, whether written in figures or in words."""
    words = canonical(re.findall(r"[A-Za-z]+", text))
    written = {word for word in words if word.isdigit()}
    return frozenset(re.sub(r",(?=\d{3})", "", n).rstrip(".,") for n in re.findall(r"\d[\d.,]*", text)) | written


def says(speaker: str) -> str:
    """The verb after a speaker: "say" for several."""
    head = re.split(r" (?:of|on|in|for|at|from|with) ", speaker)[0]
    return "say" if _PLURAL.search(head) else "says"


def short_speaker(sentence: PoolSentence) -> str | None:
    """The speaker in few words as the article prints it, or None where that takes a whole clause."""
    attribution = sentence.attribution
    if attribution is None:
        return None
    speaker = attribution.speaker.strip(" ,")
    if speaker.lower() in {"he", "she", "they", "it"}:
        speaker = sentence.speaker
    if not 1 <= len(speaker.split()) <= LONGEST_SPEAKER or re.search(r"[,;:\"“]", speaker):
        return None
    if speaker.split()[0].lower() in {"the", "a", "an"}:
        speaker = " ".join(speaker.split()[1:])
    if speaker.split()[0].lower() in {"his", "her", "its", "their", "our", "my"}:
        return None
    actor = re.search(rf"\b{re.escape(speaker.split()[-1])}\b", sentence.content, re.I) is not None
    return speaker if speaker.lower() in sentence.statement.text.lower() and not actor else None


def _verbs(headline: PoolSentence) -> frozenset[str]:
    """All verbs and deeds of a headline."""
    return canonical(t.lemma for t in headline.sentence.tokens if t.pos in {"VERB", "NOUN"})


def _main_verbs(sentence: PoolSentence) -> frozenset[str]:
    """What the sentence says is done, not what stands in its side clauses: root, what it governs, what is joined."""
    tokens = sentence.sentence.tokens
    found: set[int] = {i for i, t in enumerate(tokens) if t.head == i}
    for _ in range(3):
        found |= {
            i for i, t in enumerate(tokens) if t.head in found and t.dep in {"ccomp", "xcomp", "conj", "parataxis"}
        }
    return canonical(tokens[i].lemma for i in sorted(found))


def _headline_names(headlines: Sequence[PoolSentence]) -> Mapping[str, str]:
    """Full names of persons and the one word by which headlines call them, where that means nobody else."""
    persons = sorted(
        {m.entity for s in headlines for m in s.source.analysis.mentions if m.label == "person" and " " in m.entity}
    )
    words = {t.text for s in headlines for t in s.sentence.tokens}
    printed = " | ".join(s.content for s in headlines)
    found: dict[str, str] = {}
    for person in persons:
        if person in printed:
            continue
        for word in (person.split()[-1], person.split()[0]):
            others = [p for p in persons if p != person and word in p.split()]
            if word in words and word[0].isupper() and not others:
                found[person] = word
                break
    return found
