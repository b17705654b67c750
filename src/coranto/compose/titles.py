"""Titles in a desk's style: a real headline where one states what the section says, else its main sentence shortened.

A title never repeats the page's headline or another title. Its evidence is what it is cut from, and every change is
recorded; whose statement it is stays where that is in question (``title_speaker``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from coranto.compose.casing import Casing
from coranto.compose.desk_grammar import words_in
from coranto.compose.headline_form import FEWEST, has_headline_form, is_wish
from coranto.compose.likeness import Likeness
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.newsworth import DEEDS, is_feature, is_standing, main_verb
from coranto.compose.rewording import reworded
from coranto.compose.shorten import shorten
from coranto.compose.title_refusals import is_unnamed, only_is
from coranto.compose.title_speaker import must_keep_speaker, says, short_speaker
from coranto.compose.title_words import (
    WORD,
    deeds_of,
    desk_form,
    has_deed,
    lemmas_of,
    main_deeds_of,
    names_in_headlines,
    numerals,
    object_noun,
    overlap,
    roots_of,
    subject_name,
    subject_noun,
    told_by_many,
    words_of_title,
)
from coranto.compose.verify import verify
from coranto.ports import Embedder, Parser
from coranto.types import Statement

STANDS_IN_SECTION = 0.6
"""Share of a headline's telling words that the section must have; measured: 12 of 13 such titles were good."""
FITS_AT_ALL = 0.4
NEAR_IN_MEANING = 0.5
"""Cosine from which a headline may stand over a main section that no other title fits."""
SURELY_OF_IT = 0.6
"""Cosine from which a headline is of the very news of a claim."""
HALF_TOLD = 0.5
"""Share of its words that a section must have of the nearest headline, beside its main verb."""
MOST_TRIED = 4
"""Sentences of a claim that are tried for a title, the best first."""
CLOSE = 0.9
"""Share from which a headline need not have a main verb of the sentence that it stands over."""
AS_ANOTHER, AS_THE_PAGE = 0.67, 0.7
"""From these a title repeats another (share of the shorter one's words), or the page's headline (of all words)."""
PART_OF_THE_PAGE = 0.75
"""Share of a title's words from which it is only a part of the page's headline."""
MEANS_THE_SAME = 0.74
"""Cosine from which two titles tell one thing; of 67 titles of real pages 17 were above it, 16 of them repetitions."""
AS_MAIN, EQUALS = 0.5, 0.85
"""Shares of the main claim's weight from which another claim of its section may give the title: where the section tells
the page's own news, and where it does not."""
PAGES_NEWS = 0.5
"""Share of the page's headline from which a claim tells what the page is there for."""
UNSURE = 0.75
"""Share of a headline's words below which its subject must be seen to be the sentence's, too."""
ADDS = 3
"""Words that the page's headline has not from which a title may tell its news again."""
NEARLY_WHOLE = 0.75
"""Share of a sentence's words from which a title would only print it twice."""
WHOLE = 0.85
"""From this it says all of it, and can stand in its place."""
LONGEST_HEADLINE, LONGEST_OWN = 14, 16


class Titles:
    """Makes the titles of one page. A headline is used once; ``page`` is the headline that no title may repeat.

    With an ``embedder`` they do not repeat it, nor each other, in other words either.
    """

    def __init__(
        self,
        every: Sequence[PoolSentence],
        like: Likeness,
        casing: Casing,
        parser: Parser,
        *,
        page: str = "",
        embedder: Embedder | None = None,
    ) -> None:
        self._headlines = sorted((s for s in every if s.is_title), key=lambda s: (s.source.n, s.sentence.index))
        self._like, self._casing, self._parser = like, casing, parser
        self._names = names_in_headlines(self._headlines)
        self._page = words_of_title(page)
        self._adding = 0
        self._page_roots, self._figures = roots_of(page), numerals(page)
        self._known = self._page | told_by_many(self._headlines)
        self._used: list[frozenset[str]] = []
        self._embedder = embedder
        self._said = [page] if page else []
        self._sources = {s.source.n: s.source for s in every}

    def for_section(
        self, section: Sequence[Claim], *, main: bool = False, loose: bool = False, detail: bool = False
    ) -> tuple[Statement, int, PoolSentence] | None:
        """A title for these claims, the main one first; None where no headline fits and no cut is clean.

        With it come the place of the claim that it states and that claim's sentence to print below it. ``main`` says
        that these are the page's weightiest claims. ``loose`` is for a section that must have a title: it takes a
        headline that fits less closely, and with ``detail`` also the word of one account that tells no deed.
        """
        printed = [claim.best for claim in section]
        least = AS_MAIN * section[0].weight
        if loose:
            found = self._loosely(section)
            return self._of_claims(section, least, detail=True) if found is None and detail else found
        for place, sentence in enumerate(printed):
            title = (
                self._from_headline(printed, sentence, STANDS_IN_SECTION) if section[place].weight >= least else None
            )
            if title is not None:
                return title, place, sentence
        title = self._own_headline(printed)
        if title is not None:
            return title, 0, printed[0]
        # over the page's own news stands a further part of it; else the title tells what its section begins with
        leads = main or self.shared_with_page(printed[:1]) >= PAGES_NEWS
        found = self._of_claims(section, least if leads else EQUALS * section[0].weight)
        if found is None and leads:
            found = self._telling_more(section, least)
        return found

    def for_page(self, section: Sequence[Claim]) -> tuple[Statement, int, PoolSentence] | None:
        """A title for the only section of a page: it may tell the page's headline in other words."""
        with self._retelling():
            return self._loosely(section) or self._of_claims(section, AS_MAIN * section[0].weight, plain=True)

    def _telling_more(self, section: Sequence[Claim], least: float) -> tuple[Statement, int, PoolSentence] | None:
        """For the page's own news a title that tells it again with more: who, where, how many."""
        with self._retelling(adding=ADDS):
            title = self._own_headline([claim.best for claim in section])
            if title is not None:
                return title, 0, section[0].best
            return self._of_claims(section, least) or self._loosely(section)

    @contextmanager
    def _retelling(self, adding: int = 0) -> Iterator[None]:
        """Titles may mean what the headline means, if they have ``adding`` words that it has not."""
        embedder, self._embedder, self._adding = self._embedder, None, adding
        try:
            yield
        finally:
            self._embedder, self._adding = embedder, 0

    def _loosely(self, section: Sequence[Claim]) -> tuple[Statement, int, PoolSentence] | None:
        printed = [claim.best for claim in section]
        title = self._from_headline(printed, printed[0], FITS_AT_ALL) or self._nearest(printed)
        return (title, 0, printed[0]) if title is not None else None

    def _of_claims(
        self, claims: Sequence[Claim], least: float, *, detail: bool = False, plain: bool = False
    ) -> tuple[Statement, int, PoolSentence] | None:
        """The best cut of these claims' sentences; claims lighter than ``least`` give none.

        Nor does a ``detail`` of one account, nor what tells of earlier or how things stand, unless ``plain`` lets it.
        """
        best: tuple[float, int, Statement, PoolSentence] | None = None
        for place, claim in enumerate(claims):
            if claim.weight < least or (not plain and (claim.best.background or is_standing(claim.best))):
                continue
            figures = {q.value for q in claim.best.quantities}
            for sentence in claim.sentences[:MOST_TRIED]:
                if not figures <= {q.value for q in sentence.quantities}:
                    continue  # what the claim is printed for would be lost
                title = None if sentence.is_title and sentence is not claim.best else self._cut(sentence)
                if title is None or not (plain or detail or len(claim.origins) > 1 or _is_news(sentence, title.text)):
                    continue
                score = round(claim.weight / max(claims[0].weight, 0.1) + _worth(sentence, title.text), 5)
                if best is None or score > best[0]:
                    best = (score, place, title, sentence)
        if best is None:
            return None
        _, place, title, sentence = best
        claim = claims[place]
        told = self._like.coverage(self._like.words(sentence), self._like.words(claim.best))
        return self._taken(title), place, claim.best if told >= STANDS_IN_SECTION else sentence

    def shared_with_page(self, section: Sequence[PoolSentence]) -> float:
        """Share, 0..1, of the page's headline that the section's sentences have: what it announces comes first."""
        told = frozenset(word for s in section for word in words_of_title(s.content))
        return len(self._page & told) / len(self._page) if self._page else 0.0

    def tells(self, title: Statement, claim: Claim) -> bool:
        """Whether a title is about a claim: half of its telling words stand in the claim's sentence."""
        words = roots_of(title.text)
        return len(words & roots_of(claim.best.statement.text)) >= HALF_TOLD * max(1, len(words))

    def last_resort(self, claim: Claim) -> Statement | None:
        """For a page that else has no title: the nearest headline; the page's own where there is no other."""
        near = sorted(self._headlines, key=lambda s: (-round(self._like.meaning(s, claim.best), 5), s.source.n))
        fit = [(s, title) for s in near if (title := self.headline(s)) is not None and self._holds(title)]
        others = [t for s, t in fit if self._like.meaning(s, claim.best) >= SURELY_OF_IT and not self._is_page(t.text)]
        free = [title for title in [*others, *(t for _, t in fit)] if title.text not in self._said[1:]]
        return self._taken(free[0]) if free else None

    def _is_page(self, text: str) -> bool:
        return words_of_title(text) == self._page

    def headline(
        self, sentence: PoolSentence, *, most: int = LONGEST_HEADLINE, label: bool = False
    ) -> Statement | None:
        """An article's headline as a title: freed or with its speaker, in sentence case; None if unfit.

        ``label`` lets a headline through that has no verb.
        """
        if sentence.statement.evidence[0].quote.rstrip().endswith(("...", "…")):
            return None
        text = desk_form(sentence)
        if (not sentence.speaker and is_wish(text)) or (not label and is_feature(text)):
            return None
        if not has_headline_form(text, most=most, quoted=True) or not (label or has_deed(sentence)):
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
            if share < CLOSE and not deeds_of(sentence) & main_deeds_of(of):
                continue
            subject = subject_noun(sentence)
            if on_main < (UNSURE if subject else STANDS_IN_SECTION) and not (
                subject and subject <= main | lemmas_of(of)
            ):
                continue
            title = self._if_true(sentence, section, numbers)
            if title is None:
                continue
            rank = (round(share + on_main + 0.3 * self._like.meaning(sentence, of), 5), -sentence.source.n)
            if best is None or rank > best[:2]:
                best = (*rank, title)
        return self._taken(best[2]) if best is not None else None

    def _own_headline(self, section: Sequence[PoolSentence]) -> Statement | None:
        """The headline of the article whose lead is the section's main sentence: it heads that very news."""
        main = section[0]
        if main.is_title or main.sentence.paragraph > 1:
            return None
        headline = next((s for s in self._headlines if s.source.n == main.source.n), None)
        if headline is None:
            return None
        told = self._like.coverage(self._like.words(headline), self._like.words(main))
        if told < HALF_TOLD and main.after is None:  # what is printed after the lead stands under the lead's headline
            return None
        numbers = numerals(" ".join(s.content for s in section))
        title = self._if_true(headline, section, numbers, most=LONGEST_OWN)
        return self._taken(title) if title is not None else None

    def _nearest(self, section: Sequence[PoolSentence]) -> Statement | None:
        """The unused headline nearest in meaning to the main sentence, of whose deeds the section tells one."""
        numbers = numerals(" ".join(s.content for s in section))
        words = frozenset(word for s in section for word in self._like.words(s))
        near = {id(s): max(self._like.meaning(s, other) for other in section[:2]) for s in self._headlines}
        for sentence in sorted(self._headlines, key=lambda s: (-round(near[id(s)], 5), s.source.n)):
            if near[id(sentence)] < NEAR_IN_MEANING:
                return None
            told = self._like.coverage(self._like.words(sentence), words)
            if told < STANDS_IN_SECTION and not (
                told >= HALF_TOLD and main_deeds_of(sentence) & self._like.words(section[0])
            ):
                continue
            if not subject_name(sentence) <= {word.lower() for s in section for word in WORD.findall(s.content)}:
                continue
            title = self._if_true(sentence, section, numbers)
            if title is not None:
                return self._taken(title)
        return None

    def _if_true(
        self,
        headline: PoolSentence,
        section: Sequence[PoolSentence],
        numbers: frozenset[str],
        *,
        most: int = LONGEST_HEADLINE,
    ) -> Statement | None:
        """The headline as a title if the section has its figures and people, and if it repeats none."""
        if not numerals(headline.content) <= numbers:
            return None
        if headline.scheduled and not any(s.scheduled for s in section):
            return None
        if not object_noun(headline) <= frozenset(lemma for s in section for lemma in lemmas_of(s)):
            return None
        if all(headline is s for s in section):
            return None
        title = self.headline(headline, most=most)
        return title if title is not None and not self._repeats(title.text) and self._holds(title) else None

    def _cut(self, sentence: PoolSentence) -> Statement | None:
        """The sentence shortened; one of which hardly anything is cut would stand there twice."""
        if sentence.quotation or sentence.answered:
            return None
        if sentence.is_title and sentence.source.article.coverage == "full":
            return None
        if not sentence.is_title and only_is(sentence):
            return None
        short = shorten(
            sentence.content, self._parser, names=self._names, keep_dates=sentence.scheduled, known=self._page
        )
        if short is None or self._repeats(short.text) or is_unnamed(sentence, short.text, self._known):
            return None
        if NEARLY_WHOLE < share_told(short.text, sentence) < WHOLE:
            return None
        title = self._dressed(sentence, short.text, "shortened to a title", LONGEST_HEADLINE, short.cuts)
        return title if title is not None and self._holds(title) else None

    def _holds(self, title: Statement) -> bool:
        """Whether its evidence says what the title says; what the verifier would withhold is no title."""
        return verify(title, self._sources) is None

    def _dressed(
        self, sentence: PoolSentence, text: str, why: str, most: int, cuts: Sequence[tuple[str, str]] = ()
    ) -> Statement | None:
        if sentence.is_title:
            text = self._casing.sentence_case(text)
        reason = why or "headline in a title's form"
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

    def _taken(self, title: Statement) -> Statement:
        self._used.append(words_of_title(title.text))
        self._said.append(title.text)
        return title

    def _repeats(self, text: str) -> bool:
        """Whether a title says what the page's headline or a title above it says, word for word or nearly so."""
        mine = words_of_title(text)
        if len(mine & self._page) >= AS_THE_PAGE * max(1, len(mine | self._page)):
            return True
        # a part of the headline is no news of its own; a figure that it lacks is
        told = roots_of(text)
        if len(told - self._page_roots) < self._adding:
            return True
        if len(told & self._page_roots) >= PART_OF_THE_PAGE * max(1, len(told)) and numerals(text) <= self._figures:
            return True
        return any(overlap(mine, used) >= AS_ANOTHER for used in self._used) or self.retells(text)

    def retells(self, text: str) -> bool:
        """Whether it means what the page's headline or a title above it means, in whatever words."""
        if self._embedder is None or not self._said:
            return False
        rows = self._embedder.encode([text, *self._said])
        return bool((rows[1:] @ rows[0]).max() >= MEANS_THE_SAME)


def share_told(title: str, sentence: PoolSentence) -> float:
    """Share of a sentence's words, articles apart, that its title has."""
    return words_in(title) / max(1, words_in(sentence.statement.text))


def _is_news(sentence: PoolSentence, title: str) -> bool:
    """Whether what one account tells is a deed or has a figure, and no detail beside."""
    return main_verb(sentence) in DEEDS or sentence.scheduled or bool(re.search(r"\d|\bwill\b", title))


def _worth(sentence: PoolSentence, title: str) -> float:
    """What speaks for a cut as a title, in shares of its section's weight: a deed, a figure, a name."""
    told = 0.25 * (main_verb(sentence) in DEEDS) + 0.1 * bool(re.search(r"\d", title))
    return told + 0.1 * any(word[:1].isupper() for word in title.split()[1:]) - 0.3 * is_standing(sentence)
