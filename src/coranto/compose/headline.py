"""Writes the headline of a page: the main development in one line, two of them where they share their subject.

A join is the exception: it needs one subject, one day and two predicates of one form, or it would say what nobody said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coranto.compose.casing import Casing
from coranto.compose.choice import teases
from coranto.compose.likeness import Likeness, likeness_of
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.newsworth import DEEDS, main_verb
from coranto.compose.title_speaker import must_keep_speaker
from coranto.compose.titles import Titles
from coranto.ports import Parser
from coranto.types import Edit, Section, Source, Statement

LONGEST = 110
MOST_WORDS = 17
MAIN_SHARE = 0.6
"""Share of the weightiest headline claim's weight below which a headline tells a side aspect."""
_DAY = 86_400.0


def write_headline(
    claims: Sequence[Claim], sections: Sequence[Section], sources: Sequence[Source], parser: Parser
) -> Statement:
    """The headline: two main headlines joined, or the one that is nearest to the page, or the first section's title.

    At most ``LONGEST`` characters, without publisher, with the newest values only.
    """
    live = [c for c in claims if c.stale is None and not c.disputed]
    every = [s for c in claims for s in c.sentences]
    if not every or not live:
        return sections[0].title if sections else Statement(text="", evidence=(), form="verbatim")
    like = likeness_of(tuple(every))
    titles = Titles([], like, Casing(sources), parser)
    ranked = _ranked(live, sections, like, [s for s in every if s.is_title])
    lines: list[tuple[PoolSentence, Statement]] = []
    for label in (False, True):
        # a verbless label is an editor's headline all the same, and better than the title of some section
        found = ((s, titles.headline(s, most=MOST_WORDS, label=label)) for s in ranked)
        lines = lines or [(s, line) for s, line in found if line is not None and len(line.text) <= LONGEST]
    if not lines:
        return sections[0].title if sections else every[0].statement
    joined = _joined(lines, parser, like)
    return joined or lines[0][1]


def _ranked(
    live: Sequence[Claim], sections: Sequence[Section], like: Likeness, headlines: Sequence[PoolSentence]
) -> list[PoolSentence]:
    """Headlines of the story's articles, best first: near to the others, on a weighty claim, new, of good length.

    ``headlines`` are all, also those that no longer hold: they still say what the story is about.
    """
    found = [(c, s) for c in live for s in c.sentences if s.is_title]
    times = [s.source.article.published_at for s in headlines]
    if not found:
        return []
    top = max(claim.weight for claim, _ in found)
    first, span = min(times), (max(times) - min(times)).total_seconds()

    def rank(claim: Claim, sentence: PoolSentence) -> float:
        others = [like.score(sentence, s) for s in headlines if s is not sentence]
        near = sum(others) / len(others) if others else 0.0
        age = (sentence.source.article.published_at - first).total_seconds()
        score = near + 0.5 * claim.weight + 0.8 * (age / span if span else 1.0)
        words = len(sentence.content.split())
        score -= 0.5 * (claim.weight < MAIN_SHARE * top)
        score += 0.2 * (main_verb(sentence) in DEEDS)
        score -= 0.8 * teases(sentence.content)
        return score - 0.05 * max(0, 6 - words) - 0.3 * sentence.scheduled - 0.2 * sentence.quotation

    scored = sorted(found, key=lambda cs: (-round(rank(*cs), 5), cs[1].source.n))
    return [s for _, s in scored]


def _joined(lines: Sequence[tuple[PoolSentence, Statement]], parser: Parser, like: Likeness) -> Statement | None:
    """The first line with the predicate of another that has its subject: "A and B agree to x, stress y"."""
    first, base = lines[0]
    subject, verb, form = _subject_of(base.text, parser)
    if not subject or form not in {"VBZ", "VBP"} or "," in base.text:
        return None
    if main_verb(first) not in DEEDS:
        return None
    for second, line in lines[1:4]:
        other, other_verb, other_form = _subject_of(line.text, parser)
        rest = line.text[len(other) :].strip()
        if other != subject or other_form != form or other_verb == verb or "," in rest:
            continue
        apart = abs((first.source.article.published_at - second.source.article.published_at).total_seconds())
        if (
            apart > _DAY
            or first.scheduled != second.scheduled
            or like.coverage(like.words(second), like.words(first)) > 0.5
        ):
            continue
        if must_keep_speaker(first) or must_keep_speaker(second):
            continue
        text = f"{base.text}, {rest}"
        if len(text) <= LONGEST and len(text.split()) <= MOST_WORDS:
            return replace(
                base,
                text=text,
                evidence=base.evidence + tuple(e for e in line.evidence if e not in base.evidence),
                form="edited",
                edits=base.edits + line.edits + (_join_edit(base.text, rest, subject),),
            )
    return None


def _join_edit(base: str, rest: str, subject: str) -> Edit:
    return Edit(before=f"{subject} {rest}", after=f"{base}, {rest}", why="two headlines with one subject joined")


def _subject_of(text: str, parser: Parser) -> tuple[str, str, str]:
    """(subject at the very start, verb lemma, verb tag) of a headline; empty where it begins otherwise."""
    tokens = parser.parse([text + "."])[0].tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is None or tokens[root].tag not in {"VBZ", "VBP"} or root == 0:
        return "", "", ""
    if any(t.dep in {"aux", "neg", "punct"} for t in tokens[:root]):
        return "", "", ""
    return text[: tokens[root].start].strip(), tokens[root].lemma, tokens[root].tag
