"""The room on one screen: an article becomes an analysis.

Everything that is known of one article before any other is looked at is worked out here, once, and stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coranto.analyze.attribution import find_attributions
from coranto.analyze.finite import with_finite_verb
from coranto.analyze.headlines import Headline, read_headline
from coranto.analyze.marks import open_quotation
from coranto.analyze.names import find_mentions
from coranto.analyze.noise import is_prose, is_whole_summary, own_work, paragraph_reasons, sentence_reason, title_reason
from coranto.analyze.people import find_people
from coranto.analyze.pictures import is_picture
from coranto.analyze.quantities import find_quantities
from coranto.analyze.quotes import find_quotations
from coranto.analyze.sentences import find_dateline, paragraphs, sentence_spans
from coranto.analyze.speakers import headline_attribution
from coranto.analyze.times import find_timexes
from coranto.analyze.titles import TitleParse, parse_titles
from coranto.ports import Parser
from coranto.types import Analysis, Article, Dateline, Sentence, Token

_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " ", "\t": " "})
"""What the parser was trained on, character for character."""


def analyze(article: Article, parser: Parser) -> Analysis:
    """All that is known of one article: sentences, names, times, quantities, quotations, attributions."""
    return analyze_all([article], parser)[0]


def analyze_all(articles: Sequence[Article], parser: Parser) -> list[Analysis]:
    """One analysis an article, in order; the same as one by one, and faster since the parser works in batches."""
    results: dict[int, Analysis] = {}
    for language in sorted({a.language for a in articles}):
        numbers = [n for n, a in enumerate(articles) if a.language == language]
        drafts = _bodies([articles[n] for n in numbers], parser, language)
        _titles(drafts, parser, language)
        for n, draft in zip(numbers, drafts, strict=True):
            results[n] = _analysis(draft, parser.id)
    return [results[n] for n in range(len(articles))]


@dataclass(slots=True)
class _Draft:
    """One article while its parts are being parsed; sentences count from 0 in the body alone."""

    article: Article
    body: list[Sentence]
    body_names: list[list[tuple[int, int, str]]]
    dateline: Dateline | None
    headline: Headline
    title: TitleParse


def _bodies(articles: Sequence[Article], parser: Parser, language: str) -> list[_Draft]:
    """Split every body and parse its sentences in one go; what is no prose gets no tokens. Titles come later."""
    outlines = [_outline(article) for article in articles]
    texts = [
        a.text[start:end].translate(_PLAIN) if is_prose(noise) else ""
        for a, (spans, _) in zip(articles, outlines, strict=True)
        for start, end, _, noise in spans
    ]
    parsed = iter(parser.parse(texts, language=language))
    drafts = []
    for article, (spans, dateline) in zip(articles, outlines, strict=True):
        body: list[Sentence] = []
        names = []
        several = {a[2] for a, b in pairwise(spans) if a[2] == b[2]}
        for start, end, paragraph, noise in spans:
            found = next(parsed)
            text = article.text[start:end]
            if noise is None and is_picture(found, text, alone=paragraph not in several):
                noise = "caption"
            body.append(
                Sentence(
                    index=len(body),
                    field="text",
                    start=start,
                    end=end,
                    text=text,
                    paragraph=paragraph,
                    tokens=with_finite_verb([_moved(token, start, text) for token in found.tokens]),
                    noise=noise,
                )
            )
            names.append([(a + start, b + start, label) for a, b, label in found.names])
        empty = TitleParse(tokens=(), names=())
        drafts.append(_Draft(article, body, names, dateline, Headline(core=(0, len(article.title))), empty))
    return drafts


def _outline(article: Article) -> tuple[list[tuple[int, int, int, str | None]], Dateline | None]:
    """(start, end, paragraph, noise) of every sentence of a body, and its first dateline."""
    pieces: list[tuple[int, int, int, str | None]] = []
    first: Dateline | None = None
    spans = paragraphs(article.text)
    reasons = paragraph_reasons([article.text[a:b] for a, b in spans], article.title)
    opened = _open_quotations(article.text, spans, reasons)
    for number, ((start, end), reason) in enumerate(zip(spans, reasons, strict=True)):
        dateline = find_dateline(article.text, start, end)
        if dateline is not None:
            first = first or dateline
            start = dateline.end
        for a, b in sentence_spans(article.text, start, end):
            text = article.text[a:b]
            noise = reason or sentence_reason(text, language=article.language, first=a == start, last=b == end)
            if noise == "no-final-stop" and is_whole_summary(text, article.text):
                noise = None
            if noise is None and own_work(text, article.publisher):
                noise = "own-work"
            if noise is None and a > opened.get(number, end):
                noise = "in-quotation"
            pieces.append((a, b, number, noise))
    return pieces, first


def _open_quotations(text: str, spans: Sequence[tuple[int, int]], reasons: Sequence[str | None]) -> dict[int, int]:
    """Paragraph to the place where it opens a quotation that the next paragraph of prose takes up with a mark."""
    opened: dict[int, int] = {}
    prose = [n for n, reason in enumerate(reasons) if is_prose(reason)]
    for number, following in pairwise(prose):
        at = open_quotation(text, *spans[number])
        if at is not None and text[spans[following][0]] in '"“„«':
            opened[number] = at
    return opened


def _titles(drafts: Sequence[_Draft], parser: Parser, language: str) -> None:
    """Find each title's core by a first parse, then parse its parts in the spellings that read best."""
    titles = [d.article.title for d in drafts]
    bodies = ["\n".join(s.text for s in d.body if s.noise is None) for d in drafts]
    whole = [(0, len(title)) for title in titles]
    for draft, first in zip(drafts, parse_titles(titles, whole, bodies, parser, language=language), strict=True):
        known = find_mentions(draft.body, draft.body_names, dateline=_place(draft))
        persons = {m.entity for m in known if m.label == "person"} | {m.text for m in known if m.label == "person"}
        persons |= {name.split()[-1] for name in persons}
        others = {m.text for m in known} | {m.entity for m in known}
        draft.headline = read_headline(
            draft.article.title,
            first.tokens,
            publisher=draft.article.publisher,
            is_person=persons.__contains__,
            is_known=others.__contains__,
        )
    cores = [d.headline.core for d in drafts]
    for draft, final in zip(drafts, parse_titles(titles, cores, bodies, parser, language=language), strict=True):
        draft.title = final


def _analysis(draft: _Draft, parser_id: str) -> Analysis:
    article = draft.article
    title = _title_sentence(article, draft.title)
    sentences = [*title, *(replace(s, index=s.index + len(title)) for s in draft.body)]
    names = [*([draft.title.names] if title else []), *draft.body_names]
    mentions = find_mentions(sentences, names, dateline=_place(draft))
    people = find_people(sentences, mentions)
    found, floor = find_attributions(sentences, mentions, people, article.publisher)
    timexes = find_timexes(sentences, published_at=article.published_at, language=article.language)
    return Analysis(
        article_id=article.id,
        parser=parser_id,
        language=article.language,
        headline_core=draft.headline.core,
        sentences=tuple(sentences),
        mentions=mentions,
        timexes=timexes,
        quantities=find_quantities(sentences, timexes),
        quotations=find_quotations(sentences, mentions, people, found, floor.before, article.publisher),
        attributions=(
            *headline_attribution(article, draft.headline, mentions, people),
            *(f.attribution for f in found),
        ),
        dateline=draft.dateline,
    )


def _place(draft: _Draft) -> str:
    """The place of the dateline, "" without one."""
    return draft.dateline.place or "" if draft.dateline is not None else ""


def _title_sentence(article: Article, parse: TitleParse) -> list[Sentence]:
    start = len(article.title) - len(article.title.lstrip())
    text = article.title.strip()
    if not text:
        return []
    return [
        Sentence(
            index=0,
            field="title",
            start=start,
            end=start + len(text),
            text=text,
            paragraph=-1,
            tokens=parse.tokens,
            noise=title_reason(text),
        )
    ]


def _moved(token: Token, by: int, text: str) -> Token:
    return Token(
        start=token.start + by,
        end=token.end + by,
        text=text[token.start : token.end],
        lemma=token.lemma,
        pos=token.pos,
        tag=token.tag,
        dep=token.dep,
        head=token.head,
    )
