"""The room on one screen: an article becomes an analysis.

Everything that is known of one article before any other is looked at is worked out here, once, and stored.
"""

from __future__ import annotations

from collections.abc import Sequence

from coranto.analyze.names import find_mentions
from coranto.analyze.noise import paragraph_noise, sentence_noise
from coranto.analyze.sentences import find_dateline, paragraphs, sentence_spans
from coranto.ports import Parser
from coranto.types import Analysis, Article, Dateline, Field, Parsed, Sentence, Token

_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "\t": " "})
"""What the parser was trained on, character for character."""


def analyze(article: Article, parser: Parser) -> Analysis:
    """All that is known of one article: sentences, names, times, quantities, quotations, attributions."""
    return analyze_all([article], parser)[0]


def analyze_all(articles: Sequence[Article], parser: Parser) -> list[Analysis]:
    """One analysis an article, in order; the same as one by one, and faster since the parser works in batches."""
    results: dict[int, Analysis] = {}
    for language in sorted({a.language for a in articles}):
        numbers = [n for n, a in enumerate(articles) if a.language == language]
        outlines = [_outline(articles[n]) for n in numbers]
        texts = [text.translate(_PLAIN) for outline, _ in outlines for _, _, _, text, _, _ in outline]
        parsed = iter(parser.parse(texts, language=language))
        for n, (outline, dateline) in zip(numbers, outlines, strict=True):
            results[n] = _analysis(articles[n], parser.id, outline, dateline, [next(parsed) for _ in outline])
    return [results[n] for n in range(len(articles))]


_Piece = tuple[Field, int, int, str, int, str | None]


def _outline(article: Article) -> tuple[list[_Piece], Dateline | None]:
    pieces: list[_Piece] = []
    first: Dateline | None = None
    if article.title.strip():
        start = len(article.title) - len(article.title.lstrip())
        end = len(article.title.rstrip())
        pieces.append(("title", start, end, article.title[start:end], -1, None))
    for number, (start, end) in enumerate(paragraphs(article.text)):
        dateline = find_dateline(article.text, start, end)
        if dateline is not None:
            first = first or dateline
            start = dateline.end
        noise = paragraph_noise(article.text[start:end])
        for a, b in sentence_spans(article.text, start, end):
            text = article.text[a:b]
            pieces.append(("text", a, b, text, number, noise or sentence_noise(text)))
    return pieces, first


def _analysis(
    article: Article, parser_id: str, outline: list[_Piece], dateline: Dateline | None, parsed: list[Parsed]
) -> Analysis:
    sentences = []
    names = []
    for index, ((field, start, end, text, paragraph, noise), found) in enumerate(zip(outline, parsed, strict=True)):
        tokens = tuple(_moved(token, start, text) for token in found.tokens)
        sentences.append(
            Sentence(
                index=index,
                field=field,
                start=start,
                end=end,
                text=text,
                paragraph=paragraph,
                tokens=tokens,
                noise=noise,
            )
        )
        names.append([(a + start, b + start, label) for a, b, label in found.names])
    return Analysis(
        article_id=article.id,
        parser=parser_id,
        language=article.language,
        headline_core=(0, len(article.title)),
        sentences=tuple(sentences),
        mentions=find_mentions(sentences, names),
        dateline=dateline,
    )


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
