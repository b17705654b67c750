"""Holds a sentence of anybody's against the archive: supported, contradicted, not found, or none of these for sure.

The judge is the verifier of our own pages, so that what is called supported here could be printed there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coranto.compose.passages import open_case
from coranto.compose.verify import verify
from coranto.compose.verify_facts import opposite_said
from coranto.compose.verify_negation import negation_moved
from coranto.compose.wording import Word, is_month, words_of
from coranto.read.families import origin_of
from coranto.types import Article, Evidence, Query, Sentence, Source, Statement

if TYPE_CHECKING:
    from coranto.ports import Entailer, Store

Finding = Literal["supported", "contradicted", "not found", "cannot tell"]

LONGEST_CLAIM = 400
MOST_ARTICLES = 20
MOST_PASSAGES = 12
_FOR_A_WORD = 40
"""Articles that one word of a claim brings."""
_NEAR = 0.5
"""Share of a claim's content words from which a sentence speaks of the same matter."""
_SAME_THING = 0.75
"""The same, without its numbers, from which what is otherwise in it contradicts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A passage that a claim was held against; ``reason`` says why it does not support it, "" where it does."""

    article: Article
    sentence: Sentence
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the archive says of a claim, with the passages that say so: the decisive ones first."""

    claim: str
    finding: Finding
    grounds: tuple[Ground, ...]


def check_claim(store: Store, claim: str, entailer: Entailer | None = None) -> Check:
    """Hold one English sentence against the articles that have its words.

    "supported": a passage says all of it, in nearly its words. "contradicted": a passage of the same matter has another
    number of the same thing, its negation or its opposite, and none supports it. "not found": no passage is near.
    "cannot tell": some are, and neither support nor contradict it for sure. What only several passages together say is
    not found supported.
    """
    text = " ".join(claim.split())[:LONGEST_CLAIM]
    words = [w for w in words_of(text) if w.is_content]
    near = sorted(_near(store, words), key=lambda found: (-found[0], found[1].n, found[2].index))[:MOST_PASSAGES]
    supports: list[Ground] = []
    against: list[Ground] = []
    open_: list[Ground] = []
    for _, source, sentence in near:
        statement = _statement(text, source, sentence)
        # By both: wording that the entailer alone would let pass is too free for a claim that nobody wrote from it.
        by_number = {source.n: source}
        reason = verify(statement, by_number) or (verify(statement, by_number, entailer) if entailer else None)
        contrary = reason and _contrary(statement, source, sentence, words)
        ground = Ground(article=source.article, sentence=sentence, reason=contrary or reason or "")
        (supports if reason is None else against if contrary else open_).append(ground)
    finding: Finding = (
        "supported" if supports else "contradicted" if against else "cannot tell" if open_ else "not found"
    )
    return Check(claim=text, finding=finding, grounds=(*supports, *against, *open_))


def _near(store: Store, words: list[Word]) -> Iterator[tuple[float, Source, Sentence]]:
    wanted = {w.stem for w in words}
    if len(wanted) < 2:
        return
    for source in _sources(store, _candidates(store, words)):
        for sentence in source.analysis.sentences:
            share = len(wanted & {w.stem for w in words_of(sentence.text)}) / len(wanted)
            if share >= _NEAR and sentence.noise is None:
                yield share, source, sentence


def _candidates(store: Store, words: Iterable[Word]) -> list[str]:
    """Ids of the articles that most of the words bring, each word by itself: rare ones are worth more."""
    votes: Counter[str] = Counter()
    for word in dict.fromkeys(w.text.lower() for w in words):
        found = store.fitting(Query(phrases=((word,),)), limit=_FOR_A_WORD + 1)
        for article_id in found[:_FOR_A_WORD]:
            votes[article_id] += 2 if len(found) <= _FOR_A_WORD else 1
    return [article_id for article_id, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:MOST_ARTICLES]]


def _sources(store: Store, ids: list[str]) -> Iterator[Source]:
    analyses = store.analyses(ids)
    articles = [a for a in store.articles(ids) if a.id in analyses]
    for n, article in enumerate(sorted(articles, key=lambda a: (-a.published_at.timestamp(), a.id)), 1):
        yield Source(
            n=n, article=article, analysis=analyses[article.id], copy_of=None, origin=origin_of(article.publisher)
        )


def _statement(text: str, source: Source, sentence: Sentence) -> Statement:
    whole = source.article.title if sentence.field == "title" else source.article.text
    passage = Evidence(
        source=source.n,
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        quote=whole[sentence.start : sentence.end],
    )
    return Statement(text=text, evidence=(passage,), form="written")


def _contrary(statement: Statement, source: Source, sentence: Sentence, words: list[Word]) -> str | None:
    """Why a passage says the contrary: it speaks of the same thing, and a number, negation or opposite differs."""
    own = {w.stem for w in words_of(sentence.text)}
    told = {w.stem for w in words if not w.is_number}
    if not told or len(told & own) / len(told) < _SAME_THING:
        return None
    case = open_case(statement, {source.n: source})
    return (
        _other_number(words_of(statement.text), words_of(sentence.text)) or negation_moved(case) or opposite_said(case)
    )


def _other_number(claimed: Sequence[Word], passage: Sequence[Word]) -> str | None:
    """Another number of the same thing. Not of dates: a passage may say "Friday" and mean the day that is claimed."""
    there = _counted(passage)
    for thing, number in _counted(claimed).items():
        if thing in there and there[thing] != number and number not in there.values():
            return f"the passage says {there[thing]}, not {number}"
    return None


def _counted(words: Sequence[Word]) -> dict[str, str]:
    """Each thing with its number: the next word of content after it, as far as there is one that is no month."""
    found: dict[str, str] = {}
    for before, word, after in zip([None, *words], words, [*words[1:], None], strict=False):
        dated = any(each is not None and is_month(each.text) for each in (before, after))
        if word.is_number and after is not None and after.is_content and not after.is_number and not dated:
            found.setdefault(after.stem, word.stem)
    return found
