from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.analyze.article import analyze, analyze_all
from coranto.models.spacy_parser import SpacyParser
from coranto.types import Analysis, Article

TEXT = """By Ines Roth

TALVA, May 5 (Coast Press) -- President Karl Brandt will meet Premier Ines Roth on Friday, the palace said.

"We are ready," Brandt said. "It will rain."

Nine people were hurt in Ostvik, police said.

(END)"""


def article(title: str, text: str, *, language: str = "en", number: int = 0) -> Article:
    return Article(
        id=f"a{number}",
        url=f"https://coastpress.example/{number}",
        title=title,
        text=text,
        publisher="Coast Press",
        published_at=datetime(2026, 5, 5, 10, tzinfo=UTC),
        language=language,
        coverage="full",
    )


def whole(article: Article, analysis: Analysis) -> None:
    """The laws of every analysis: indices, offsets, order, heads."""
    fields = {"title": article.title, "text": article.text}
    assert [s.index for s in analysis.sentences] == list(range(len(analysis.sentences)))
    last = 0
    for s in analysis.sentences:
        assert fields[s.field][s.start : s.end] == s.text
        if s.field == "text":
            assert last <= s.start
            last = s.end
        for token in s.tokens:
            assert s.start <= token.start < token.end <= s.end
            assert fields[s.field][token.start : token.end] == token.text
            assert 0 <= token.head < len(s.tokens)
    for found in (*analysis.mentions, *analysis.timexes, *analysis.quantities, *analysis.quotations):
        s = analysis.sentences[found.sentence]
        assert s.start <= found.start < found.end <= s.end
        assert fields[found.field][found.start : found.end] == found.text
    for a in analysis.attributions:
        s = analysis.sentences[a.sentence]
        assert all(s.start <= x < y <= s.end for x, y in ((a.start, a.end), *a.content))
        assert all(y <= a.start or x >= a.end for x, y in a.content)
        assert a.speaker in s.text
    start, end = analysis.headline_core
    assert 0 <= start <= end <= len(article.title)


def test_an_article_in_all_its_parts(parser: SpacyParser) -> None:
    a = article("Brandt, Roth to meet on Friday: palace", TEXT)
    analysis = analyze(a, parser)
    whole(a, analysis)
    assert [s.noise for s in analysis.sentences] == [None, "byline", None, None, None, None, "end-mark"]
    assert analysis.dateline is not None
    assert (analysis.dateline.place, analysis.dateline.agency) == ("TALVA", "Coast Press")
    assert analysis.sentences[2].text.startswith("President Karl Brandt")
    assert [a.shape for a in analysis.attributions] == ["headline", "tail", "tail", "tail"]
    assert [q.speaker for q in analysis.quotations] == ["Karl Brandt", "Karl Brandt"]
    assert analysis.parser == parser.id


def test_a_place_of_filing_is_in_no_sentence(parser: SpacyParser) -> None:
    analysis = analyze(article("Brandt to meet Roth", TEXT), parser)
    assert not [m for m in analysis.mentions if m.text.casefold() == "talva"]


def test_a_batch_says_the_same_as_one_by_one(parser: SpacyParser) -> None:
    articles = [
        article("Brandt, Roth to meet on Friday: palace", TEXT, number=0),
        article("Ostria hikes rates as wages climb", "", number=1),
        article("Regen in Talva", "Es regnet in Talva. Jana Holt ging heim.", language="de", number=2),
        article("", "Nine people were hurt.", number=3),
    ]
    assert analyze_all(articles, parser) == [analyze(a, parser) for a in articles]


def test_a_title_alone_is_enough(parser: SpacyParser) -> None:
    a = article("(URGENT) Brandt, Roth begin talks: presidential palace", "")
    analysis = analyze(a, parser)
    whole(a, analysis)
    assert a.title[slice(*analysis.headline_core)] == "Brandt, Roth begin talks"
    assert [s.field for s in analysis.sentences] == ["title"]


def test_nothing_at_all(parser: SpacyParser) -> None:
    assert analyze(article("", ""), parser).sentences == ()


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Es regnet in Talva. Jana Holt ging heim.", 2),
        ("fr", "Il pleut à Talva. « Nous partons », dit Jana Holt.", 2),
        ("zh", "总统说会谈很好。他明天离开。", 2),
        ("ja", "会談は終わった。雨が降る。", 2),
        ("ko", "회담이 끝났다. 비가 온다.", 2),
        ("ar", "انتهت المحادثات. هل تمطر؟ نعم.", 3),
        ("he", "השיחות הסתיימו. יורד גשם.", 2),
        ("th", "การเจรจาสิ้นสุดแล้ว ฝนตก", 1),
        ("xx", "Blorp zin. Tarl mok.", 2),
        ("", "Blorp zin. Tarl mok.", 2),
        ("en-GB", "It rained in Talva. They went home.", 2),
    ],
)
def test_other_languages_get_sentences(parser: SpacyParser, language: str, text: str, count: int) -> None:
    a = article("Talva", text, language=language)
    analysis = analyze(a, parser)
    whole(a, analysis)
    assert len([s for s in analysis.sentences if s.field == "text"]) == count
    assert all(s.tokens for s in analysis.sentences if s.noise is None)


ODD = [
    "😀👩‍👩‍👧 \u202eabc\u202c \ud800 \x00 said X.",
    "a" * 300_000,
    '"' * 5_000,
    "“" * 2_000 + " said Roth.",
    "Mr. " * 5_000,
    ", said said said said, according according to to to.",
    "said",
    "According to",
    ": : :",
    "\n\n \n",
    "A, B, C, D, " * 500 + "said E.",
    "(((" * 1000,
]


@pytest.mark.parametrize("text", ODD, ids=lambda t: repr(t[:12]))
def test_odd_text_is_no_crash(parser: SpacyParser, text: str) -> None:
    a = article(text[:400], text)
    whole(a, analyze(a, parser))


@settings(max_examples=40, deadline=None)
@given(
    title=st.text(alphabet=st.sampled_from("Ab ,:;'\"“”-–|()?.1"), max_size=40),
    words=st.lists(
        st.sampled_from(
            [
                "Roth",
                "said",
                "police",
                ",",
                '"',
                "“",
                "”",
                "according to",
                "the",
                "told",
                "reporters",
                "that",
                "rose",
                "to",
                "12",
                "in",
                "May",
                ".",
                ":",
                "who",
                "is",
                "and",
                "\n",
                "Talva",
                "’s",
                "(",
                ")",
                "while",
                "?",
            ]
        ),
        max_size=40,
    ),
)
def test_every_analysis_keeps_the_laws(parser: SpacyParser, title: str, words: list[str]) -> None:
    a = article(title, " ".join(words))
    whole(a, analyze(a, parser))
