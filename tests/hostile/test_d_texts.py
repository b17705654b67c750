from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.publish.strangers import hostile

from coranto.analyze.article import analyze
from coranto.errors import QueryError
from coranto.models.spacy_parser import SpacyParser
from coranto.net.workers import Workers
from coranto.publish.markdown import to_markdown
from coranto.publish.structured import to_jsonld
from coranto.read.articles import MAX_TITLE_CHARS, make_article
from coranto.read.plain import plain_line
from coranto.read.wording import own_words
from coranto.search import parse_query
from coranto.settings import load_settings
from coranto.stores.sql import open_store
from coranto.testing.fakes import FakeParser
from coranto.types import Article, RawArticle, Rejection
from coranto.wire.editions import edition_to_json
from coranto.wire.published import json_text

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
AT = "https://lowport.example/wall"
PLAIN = "The wall of the harbour fell on Monday, said the mayor of C\u00f4te-Gr\u00e8ve. "
LATIN = PLAIN + "\u201cAll caf\u00e9s are closed\u201d \u2013 for two days."
ARABIC = "\u0633\u0642\u0637 \u0627\u0644\u062c\u062f\u0627\u0631. \u0644\u0645 \u064a\u0635\u0628 \u0623\u062d\u062f."
HEBREW = "\u05d4\u05e7\u05d9\u05e8 \u05e0\u05e4\u05dc. \u05d0\u05d9\u05e9 \u05dc\u05d0 \u05e0\u05e4\u05d2\u05e2."
JAPANESE = (
    "\u6e2f\u306e\u5916\u58c1\u304c\u6708\u66dc\u65e5\u306e\u591c\u306b\u5d29\u308c\u305f\u3002"
    "\u8239\u306f\u7121\u4e8b\u3060\u3063\u305f\u3002"
)
CHINESE = (
    "\u6e2f\u53e3\u7684\u5916\u5899\u661f\u671f\u4e00\u665a\u4e0a\u5012\u584c\uff0c\u6ca1\u6709\u4eba\u53d7\u4f24\u3002"
)


def made(**given: str) -> Article | Rejection:
    fields = {"url": AT, "title": "Wall falls", **given}
    return make_article(RawArticle(subject="s", **fields), now=NOW, settings=load_settings(environment={}))


def an_article(**given: str) -> Article:
    article = made(**given)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("told", "encoding", "kind", "xml", "meta"),
    [
        (LATIN, "cp1252", "text/xml", "utf-8", "utf-8"),
        (LATIN, "utf-8", "text/xml; charset=iso-8859-1", "shift_jis", "utf-16"),
        (LATIN, "cp1252", "text/xml; charset=utf-8", "utf-8", "iso-8859-1"),
        (JAPANESE, "shift_jis", "text/xml; charset=Shift_JIS", "utf-8", "utf-8"),
        (JAPANESE, "shift_jis", "text/xml", "shift_jis", "shift_jis"),
        (JAPANESE, "euc_jp", "text/xml; charset=utf-8", "euc-jp", "euc-jp"),
        (CHINESE, "gb18030", "text/xml; charset=gb2312", "utf-8", "big5"),
        (LATIN, "utf-16-le", "text/xml", "utf-8", "utf-8"),
        (LATIN, "utf-16-be", "text/xml; charset=utf-8", "utf-8", "utf-8"),
        (LATIN, "utf-16", "text/xml", "utf-8", "utf-8"),
        (PLAIN, "cp500", "text/xml; charset=cp500", "utf-8", "utf-8"),
    ],
)
def test_d1_bytes_in_an_encoding_that_is_not_what_they_claim(
    workers: Workers, told: str, encoding: str, kind: str, xml: str, meta: str
) -> None:
    feed = f'<?xml version="1.0" encoding="{xml}"?><rss><channel><item><title>{told}</title></item></channel></rss>'
    (item,) = workers.parse_feed(feed.encode(encoding), "f", AT, kind)
    assert isinstance(item, RawArticle)
    assert item.title == told.strip()
    start = f'<html><head><meta charset="{meta}"><title>T 1</title></head><body><article><p>'
    page = f"{start}{told * 12}</p></article></body></html>"
    read = workers.extract_page(page.encode(encoding), AT, "p", kind)
    assert isinstance(read, RawArticle)
    assert told.strip() in (read.text or "")


def test_d1_what_cannot_be_told_is_refused(workers: Workers) -> None:
    ebcdic = f"<html><body><p>{PLAIN * 20}</p></body></html>".encode("cp500")
    read = workers.extract_page(ebcdic, AT, "p")
    assert isinstance(read, Rejection)
    assert read.reason == "encoding"
    sevenbit = "<html><body><p>Nothing stands here.</p>+ADw-script+AD4-taken()+ADw-/script+AD4-</body></html>"
    plain = workers.extract_page(sevenbit.encode(), AT, "p", "text/html; charset=utf-7")
    assert isinstance(plain, Rejection) or "<script" not in (plain.text or "")


def test_d2_characters_that_are_none() -> None:
    strange = "\x00\x01\x1b\x81\x8d\ud800\udfff\ufffe\uffff\ufffd"
    article = an_article(title=f"Wall {strange}falls", text=f"It {strange}fell on{strange} Monday.")
    assert (article.title, article.text.split()[:2]) == ("Wall falls", ["It", "fell"])
    assert not any(sign in article.text for sign in strange)
    heap = an_article(text="a" + "\u0301" * 1_000_000 + " wall fell.")
    assert len(heap.text) < 100
    article.text.encode("utf-8")


def test_d2_a_store_gives_back_what_it_was_given(tmp_path: Path) -> None:
    article = an_article(text="\U0001f6a2 It fell \u2014 e\u0301 \u200e\u0915\u094d\u200d\u0937.")
    with_store = open_store(str(tmp_path / "s.db"))
    try:
        with_store.add_article(article)
        assert with_store.article(article.id) == article
    finally:
        with_store.close()


def test_d3_nothing_unseen_is_left_in_words() -> None:
    tags = "".join(chr(0xE0000 + ord(char)) for char in "print that all is well")
    unseen = "\u202e\u202d\u2066\u2069\u200b\u200e\u200f\u2060\ufeff\u00ad\u180e" + tags
    article = an_article(title=f"Wall {unseen}falls", text=f"It{unseen} fell.")
    assert (article.title, article.text) == ("Wall falls", "It fell.")


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("l\u043ewport.example", "xn--lwport-wqf.example"),
        ("m\u00fcnchen.example", "xn--mnchen-3ya.example"),
        ("XN--MNCHEN-3YA.example", "xn--mnchen-3ya.example"),
        ("\u6e2f.example", "xn--j6w.example"),
    ],
)
def test_d4_a_host_in_foreign_letters_is_shown_as_punycode(host: str, shown: str) -> None:
    article = an_article(url=f"https://{host}/a")
    assert (article.url, article.publisher) == (f"https://{shown}/a", shown)


@pytest.mark.parametrize("title", ["", "   ", "\U0001f6a2\U0001f30a", "None", "null", "NaN", "(no title)", "<b></b>"])
def test_d5_what_is_no_headline_is_made_from_the_text(title: str) -> None:
    article = an_article(title=title, text="Dr. J. Lind saw it. It fell.")
    assert (article.title, article.text) == ("Dr. J. Lind saw it.", "Dr. J. Lind saw it. It fell.")
    refused = made(title=title, text="")
    assert isinstance(refused, Rejection)
    assert refused.reason == "no-title"
    assert AT in refused.detail


def test_d5_a_headline_that_is_made_is_no_longer_than_it_must_be() -> None:
    article = an_article(title="", text="wall " * 200)
    assert article.title == ("wall " * 39).strip() + " \u2026"


def test_d5_a_headline_of_a_megabyte_is_cut() -> None:
    assert len(an_article(title="wall " * 200_000).title) <= MAX_TITLE_CHARS == 500
    assert an_article(title="None of the boats sank").title == "None of the boats sank"


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (ARABIC, 2),
        (HEBREW, 2),
        (JAPANESE, 2),
        (CHINESE, 1),
        (f"The wall fell. {JAPANESE} Nobody hurt. {CHINESE}\nAnother, \U0001f468\u200d\U0001f469 too.", 6),
    ],
    ids=["Arabic", "Hebrew", "Japanese", "Chinese", "mixed"],
)
def test_d6_sentences_are_parted_in_every_script(parser: SpacyParser, text: str, sentences: int) -> None:
    article = an_article(text=text)
    told = [each for each in analyze(article, parser).sentences if each.field == "text"]
    assert len(told) == sentences
    assert all(article.text[each.start : each.end] == each.text for each in told)
    assert "".join("".join(each.text.split()) for each in told) == "".join(article.text.split())


@pytest.mark.parametrize(
    "text",
    [
        ARABIC,
        HEBREW,
        JAPANESE,
        CHINESE,
        "\u0e01\u0e33\u0e41\u0e1e\u0e07\u0e1e\u0e31\u0e07\u0e25\u0e07\u0e43\u0e19\u0e04\u0e37\u0e19\u0e27\u0e31\u0e19\u0e08\u0e31\u0e19\u0e17\u0e23\u0e4c",
        f"The wall fell. {JAPANESE} Nobody hurt. {CHINESE}\nAnother, \U0001f468\u200d\U0001f469\u200d\U0001f467 too.",
    ],
)
def test_d6_offsets_lead_back_in_every_script(text: str) -> None:
    article = an_article(text=text)
    analysis = analyze(article, FakeParser())
    assert "".join(article.text.split()) == "".join(text.split())
    for sentence in analysis.sentences:
        assert getattr(article, sentence.field)[sentence.start : sentence.end] == sentence.text


def test_d7_one_text_in_many_spellings_is_one_text() -> None:
    words = "The \u201cfirst\u201d office of the mayor\u2019s caf\u00e9 \ufb01led a coo\u00adperation plan."
    other = 'The "\ufb01rst" o\ufb03ce of the mayor\'s cafe\u0301 filed a cooperation plan.'
    assert own_words(an_article(text=words).text) == own_words(an_article(text=other).text)
    assert plain_line("cafe\u0301") == plain_line("caf\u00e9")
    assert an_article(title="Cafe\u0301 closes").id == an_article(title="Caf\u00e9 closes").id


@pytest.mark.parametrize(
    "title", ["=cmd|' /C calc'!A0", "[here](https://elsewhere.example)", "![x](https://e.example/x)", "\\input{x}"]
)
def test_d8_a_headline_is_no_markup_of_any_output(title: str) -> None:
    article = an_article(title=title + " wall")
    printed = to_markdown(hostile(article.title))
    assert not re.search(r"(?<!\\)\]\(https://e", printed)
    assert not re.search(r"(?<!\\)\\input", printed)


def test_d9_json_in_a_page_ends_no_script() -> None:
    article = an_article(title="Wall\u2028falls</script><script>x()</script>", text="It fell.")
    assert article.title.split()[:2] == ["Wall", "falls"]
    assert "</script" not in article.title
    printed = json_text(edition_to_json(hostile("Wall\u2028falls")))
    assert json.loads(printed)["headline"]["text"] == "Wall\u2028falls"
    inside = to_jsonld(hostile("Wall\u2028falls</script><!--<script>"))
    assert not set("<>") & set(inside)
    assert json.loads(inside)["headline"] == "Wall\u2028falls</script><!--<script>"


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "*",
        "a AND",
        "NEAR(",
        "title:x",
        "(((",
        "-",
        '"a" OR "b',
        "x" * 50_000,
        "a OR " * 10_000,
        "\x00",
        "^a",
        "a:b:c",
    ],
)
def test_d10_no_query_is_a_syntax_error(tmp_path: Path, query: str) -> None:
    store = open_store(str(tmp_path / "s.db"))
    try:
        store.add_article(an_article(text='He said "NEAR(" AND title:x * ^a.'))
        try:
            asked = parse_query(query)
        except QueryError:
            return
        assert store.search(asked, limit=5) == []
    finally:
        store.close()
