"""A line for each source that tells a reader which article to open: what it alone adds, or whose copy it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from coranto.compose.choice import is_whole
from coranto.compose.fullnames import surely_named
from coranto.compose.introduced import nouns_of, nouns_of_most, unintroduced
from coranto.compose.likeness import canonical
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.newsworth import is_standing
from coranto.compose.opinion import headline_of
from coranto.compose.superseded import still_holding
from coranto.compose.title_words import WORD, overlap, words_of_title
from coranto.types import Evidence, Source, SourceNote, Statement

LONGEST_NOTE, FEWEST_WORDS = 38, 7
PRINTED, SAID_BEFORE, SAME_NOTE = 0.25, 1.0, 0.6
"""What a note loses that the sections print, and one that has this share of another note's words."""
_LONG_WORD, _FEW_IN_TITLE, _FEW_IN_TEXT, _SHARE_OF_TITLE = 4, 5, 60, 0.2
"""Letters of a longer word; how many of them a headline and how many words a text has that can be told to disagree."""
_SAME_NEWS = 0.75
"""Share of the headline's nouns and verbs from which another article reports the same."""
NEAR, FAR = 0.45, 0.1
"""How near to another source's headline or lead a sentence must be that has none of its words, and one that has."""
# Notes that the engine makes of its own findings; no passage says them, so no verifier can judge them.
# Words that show that a sentence goes on from another one.
_LEANING = re.compile(
    r"\b(?:also|too|though|however|meanwhile|added|later|then|another|other|others|earlier|instead|further)\b",
    re.IGNORECASE,
)
_PUTS_RIGHT = re.compile(r"[\[(]?(?:retraction|correction|corrected|corrects|clarification)\b", re.IGNORECASE)
OF_ITS_OWN = re.compile(r"(?:Repeats|Reports the same as) \[\d+\]\.")


def write_notes(
    sources: Sequence[Source],
    pool: Sequence[PoolSentence],
    claims: Sequence[Claim],
    *,
    headline: str = "",
    told: Collection[tuple[int, int]] = (),
) -> tuple[SourceNote, ...]:
    """One note a source, by citation number. ``headline`` is the page's, which a reader of the list knows.

    ``told`` are the places (source, start in its text) that the sections print already: where a source has more to
    tell, its note is something else. No two notes tell the same.

    A copy "Repeats [n]". An article whose every sentence another article tells too "Reports the same as [n]".
    Else the note is the sentence with most that no other article has: names and figures first, then words.
    """
    by_number = {source.n: source for source in sources}
    mine: dict[int, list[PoolSentence]] = {source.n: [] for source in sources}
    with_answer = {(s.source.n, s.sentence.index): s for claim in claims for s in claim.sentences if s.answered}
    for sentence in pool:
        mine[sentence.source.n].append(with_answer.get((sentence.source.n, sentence.sentence.index), sentence))
    company = _company(claims)
    named = nouns_of_most(pool) | canonical(word.lower() for word in WORD.findall(headline))
    holding = {(s.source.n, s.sentence.index) for s in still_holding(pool, claims)}
    notes: list[SourceNote] = []
    for source in sorted(sources, key=lambda s: s.n):
        if source.copy_of is not None:
            statement = _written(f"Repeats [{source.copy_of}].", source, by_number[source.copy_of])
        else:
            before = [words_of_title(note.note.text) for note in notes]
            note = _own_note(source, mine, company, by_number, named, holding, frozenset(told), before)
            # The note is what this article tells: no other one lends it a name.
            statement, _ = surely_named(note, by_number, borrow=False)
        notes.append(_note(source, statement))
    return tuple(notes)


def _company(claims: Sequence[Claim]) -> dict[tuple[int, int], set[int]]:
    """(source, sentence) -> the other sources that make the same claim."""
    found: dict[tuple[int, int], set[int]] = {}
    for claim in claims:
        numbers = {s.source.n for s in claim.sentences}
        for sentence in claim.sentences:
            key = (sentence.source.n, sentence.sentence.index)
            found.setdefault(key, set()).update(numbers - {sentence.source.n})
    return found


def _own_note(
    source: Source,
    mine: Mapping[int, Sequence[PoolSentence]],
    company: Mapping[tuple[int, int], set[int]],
    by_number: Mapping[int, Source],
    named: frozenset[str],
    holding: Collection[tuple[int, int]],
    told: frozenset[tuple[int, int]],
    before: Sequence[frozenset[str]],
) -> Statement:
    own = mine[source.n]
    if source.article.coverage == "headline" or not _has_body_of_title(source):
        return headline_of(source)
    known = named | frozenset(noun for s in own if s.is_title for noun in nouns_of(s))
    # The list shows each headline: a note comes from the body, or is the headline itself, which is not shown again.
    body = [s for s in own if not s.is_title and _can_stand(s, known)]
    # What a later article has replaced is no contribution any more.
    body = [s for s in body if (s.source.n, s.sentence.index) in holding] or body
    if not body:
        return headline_of(source)
    others = [s for n, sentences in mine.items() if n != source.n for s in sentences]
    if not others:
        return body[0].statement
    alone = [s for s in body if not company.get((source.n, s.sentence.index))]
    if not alone:
        most = _most_shared(source, body, company)
        # Only a later report "reports the same": the first to tell a thing did not repeat anybody.
        if most > source.n and _tells_headline(by_number[most], source):
            return _written(f"Reports the same as [{most}].", source, by_number[most])
        return body[0].statement
    news = _News(own, others)

    def worth(sentence: PoolSentence) -> float:
        score = news.score(sentence) - PRINTED * ((source.n, sentence.sentence.start) in told)
        return score - SAID_BEFORE * _is_noted(sentence, before)

    best = max(alone, key=lambda s: (round(worth(s), 4), -s.sentence.index))
    if news.score(best) > 0:
        return best.statement
    # Where nothing of its own is near the story, the lead says best what the article is about.
    first = next((s for s in body if news.is_of_the_matter(s)), None)
    return first.statement if first is not None else headline_of(source)


def _is_noted(sentence: PoolSentence, before: Sequence[frozenset[str]]) -> bool:
    """Whether the note of another source tells it already."""
    words = words_of_title(sentence.statement.text)
    return any(overlap(words, other) >= SAME_NOTE for other in before)


def _has_body_of_title(source: Source) -> bool:
    """Whether the text has more than a fifth of the headline's longer words, where both are long enough to say.

    A site may give the text of another article, or a list of its programmes, under the right headline.
    """
    title = {word.lower() for word in WORD.findall(source.article.title) if len(word) >= _LONG_WORD}
    text = source.article.text.lower()
    if len(title) < _FEW_IN_TITLE or len(text.split()) < _FEW_IN_TEXT or source.analysis.language != "en":
        return True
    found = [word for word in title if word[: max(_LONG_WORD, len(word) - 3)] in text]
    return len(found) > _SHARE_OF_TITLE * len(title)


def _tells_headline(other: Source, source: Source) -> bool:
    """Whether another article has every name and figure of this one's headline and most of its nouns and verbs.

    A correction of it tells something else.
    """
    title = source.article.title
    if _PUTS_RIGHT.match(title):
        return False
    start, end = source.analysis.headline_core
    tokens = [t for s in source.analysis.sentences if s.field == "title" for t in s.tokens if start <= t.start < end]
    words = [t.text for t in tokens if t.pos == "PROPN" or t.text[0].isdigit()]
    text = f"{other.article.title}\n{other.article.text}".lower()
    telling = canonical(t.lemma for t in tokens if t.pos in {"NOUN", "VERB"})
    known = canonical(t.lemma for s in other.analysis.sentences for t in s.tokens if t.pos in {"NOUN", "VERB", "ADJ"})
    if len(telling & known) < _SAME_NEWS * len(telling):
        return False
    return all(re.search(rf"(?<![\w.,]){re.escape(word.lower())}(?!\w)", text) for word in words)


def _can_stand(sentence: PoolSentence, known: frozenset[str]) -> bool:
    """Whether it is a sentence that a reader understands who knows the headlines of page and article."""
    return (
        is_whole(sentence)
        and len(sentence.statement.text.split()) >= FEWEST_WORDS
        and unintroduced(sentence, known) is None
    )


class _News:
    """How much a sentence of one source tells that no other source has, and how near the story it stays."""

    def __init__(self, own: Sequence[PoolSentence], others: Sequence[PoolSentence]) -> None:
        self._names = frozenset().union(*(s.names for s in others))
        self._words = frozenset().union(*(s.core for s in others))
        self._numbers = frozenset(q.value for s in others for q in s.quantities)
        # What the story is about: the headlines and leads of all sources.
        heads = [s for s in (*own, *others) if s.is_title or s.sentence.paragraph == 0] or [*own, *others]
        middle = np.sum([s.vector for s in heads], axis=0)
        self._middle = middle / max(float(np.linalg.norm(middle)), 1e-9)
        self._others = [s for s in others if s.is_title or s.sentence.paragraph == 0] or list(others)
        self._matter = frozenset().union(*(s.core | s.names for s in self._others))
        # An article's own head counts where others have its matter: a round-up begins with what is none of the story's.
        mine = [s for s in heads if any(s is o for o in own)]
        shared = [s for s in mine if len((s.core | s.names) & self._matter) > 1 or self._nearest(s) >= NEAR]
        self._matter |= frozenset().union(*(s.core | s.names for s in shared))
        self._last = max((s.sentence.paragraph for s in own), default=0)

    def is_of_the_matter(self, sentence: PoolSentence) -> bool:
        """Whether it speaks of what the story is about: a long article goes on to other affairs."""
        near = self._nearest(sentence)
        return near >= NEAR or (near >= FAR and bool((sentence.core | sentence.names) & self._matter))

    def _nearest(self, sentence: PoolSentence) -> float:
        """The likeness in meaning to that headline or lead of another source which is most like it."""
        return round(max(float(sentence.vector @ other.vector) for other in self._others), 4)

    def score(self, sentence: PoolSentence) -> float:
        """Above 0 for a sentence worth a note. New names and figures count, but rare words alone do not win."""
        names = len(sentence.names - self._names)
        numbers = len({q.value for q in sentence.quantities} - self._numbers)
        words = len(sentence.core - self._words)
        if not (names or numbers or words >= 2) or _LEANING.search(sentence.statement.text):
            return -1.0
        if not self.is_of_the_matter(sentence):
            return -1.0
        near = round(float(sentence.vector @ self._middle), 4)
        news = 0.8 * min(names, 2) + 0.8 * min(numbers, 2) + 0.3 * min(words, 5)
        score = (0.5 + news) * max(0.0, near - 0.1) + 0.5 / (1 + max(sentence.sentence.paragraph, 0))
        score -= 0.4 * sentence.background + 0.3 * sentence.quotation + 0.4 * is_standing(sentence)
        if sentence.sentence.paragraph > 2 and sentence.sentence.paragraph * 3 > self._last * 2:
            score -= 0.3
        return round(score - 0.02 * max(0, len(sentence.statement.text.split()) - LONGEST_NOTE), 4)


def _most_shared(source: Source, body: Sequence[PoolSentence], company: Mapping[tuple[int, int], set[int]]) -> int:
    counts: dict[int, int] = {}
    for sentence in body:
        for n in company.get((source.n, sentence.sentence.index), ()):
            counts[n] = counts.get(n, 0) + 1
    return min(counts, key=lambda n: (-counts[n], n))


def _written(text: str, source: Source, other: Source) -> Statement:
    """A note of our own words: the two headlines are what it rests on."""
    evidence = tuple(sorted((_lead(source), _lead(other)), key=lambda e: e.source))
    return Statement(text=text, evidence=evidence, form="written")


def _lead(source: Source) -> Evidence:
    """The first usable sentence of the body, or the title where there is no body."""
    for sentence in source.analysis.sentences:
        if sentence.field == "text" and sentence.noise is None:
            return Evidence(source=source.n, field="text", start=sentence.start, end=sentence.end, quote=sentence.text)
    return _title(source)


def _title(source: Source) -> Evidence:
    title = source.article.title
    return Evidence(source=source.n, field="title", start=0, end=len(title), quote=title)


def _note(source: Source, statement: Statement) -> SourceNote:
    article = source.article
    return SourceNote(
        n=source.n,
        article_id=article.id,
        publisher=article.publisher,
        title=article.title,
        url=article.url,
        published_at=article.published_at,
        coverage=article.coverage,
        copy_of=source.copy_of,
        note=statement,
        updated_at=article.updated_at,
    )
