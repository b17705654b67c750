"""The interface's words: every one is in every catalogue, and pages speak the language that was asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path

import pytest
from jinja2 import nodes
from jinja2.ext import extract_from_ast
from starlette.testclient import TestClient
from tests.publish.press import archive, report, told

import coranto.publish
from coranto.publish.app import create_app
from coranto.publish.site import view
from coranto.publish.site.lists import front_page
from coranto.publish.site.templating import environment
from coranto.publish.site.words import ENGLISH, LANGUAGES, Words, chosen, read_catalogue, translations
from coranto.testing.samples import sample_edition

PUBLISH = Path(coranto.publish.__file__).parent
TEMPLATES = sorted((PUBLISH / "site" / "templates").glob("*.html"))
OTHERS = [code for code in LANGUAGES if code != "en"]
FIRST = report(1, "A Post")


def messages() -> set[tuple[str, ...]]:
    """Every word of the interface, a plural as a pair: of templates, of calls in the code, and of tables in it."""
    found = set()
    for file in TEMPLATES:
        tree = environment(ENGLISH).parse(file.read_text("utf-8"))
        for _, _, said in extract_from_ast(tree, ("_", "ngettext")):
            if said is not None:  # what a table has is below
                found.add((said,) if isinstance(said, str) else tuple(each for each in said if each))
    for file in sorted(PUBLISH.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                found |= set(_said(node))
    tables = (view.MONTHS, view.LANGUAGES.values(), [view.UNDATED], view.COVERAGE.values(), view.VERDICTS.values())
    found |= {(each,) for each in NAMED}
    return found | {(each,) for table in tables for each in table if each}


def _said(call: ast.Call) -> Iterator[tuple[str, ...]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if name == "count" and len(texts) == 2:
        yield tuple(texts)
    elif name in {"say", "said_in_words"}:
        yield from ((text,) for text in texts)


# Sentences that have a name where they are said, since the line is long.
NAMED = (
    "There is no revision '%(since)s': give its number, or a time like 2026-01-05T10:00",
    "There is no story %(story)s here. It may have been merged: look on the front page.",
    "The archive cannot be read at the moment. Please come back in a few minutes.",
)


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_is_in_every_catalogue_and_no_other(language: str) -> None:
    text = (PUBLISH / "site" / "catalogues" / f"{language}.po").read_text("utf-8")
    entries = read_catalogue(text)
    wanted = {"\0".join(each) for each in messages()}
    assert sorted(wanted - entries.keys()) == []
    assert sorted(entries.keys() - wanted - {""}) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_values_of_its_original(language: str) -> None:
    text = (PUBLISH / "site" / "catalogues" / f"{language}.po").read_text("utf-8")
    for source, told_so in read_catalogue(text).items():
        if source:
            wanted = set(re.findall(r"%\(\w+\)s", source))
            for form in told_so.split("\0"):
                assert set(re.findall(r"%\(\w+\)s", form)) == wanted, source
                assert "<" not in form


def test_named_sentences_are_those_of_the_code() -> None:
    code = "".join(file.read_text("utf-8") for file in sorted(PUBLISH.rglob("*.py")))
    assert [text for text in NAMED if text not in code] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_word_of_a_template_is_outside_a_catalogue(file: Path) -> None:
    """Text between tags, and in the attributes that are read out, has letters only as names and as signs."""
    tree = environment(ENGLISH).parse(file.read_text("utf-8"))
    plain = "\1".join(node.data for node in tree.find_all(nodes.TemplateData))
    spoken = re.findall(r'(?:aria-label|title|placeholder|alt)="([^"\1]*)"', plain)
    text = " ".join([*re.sub(r"<[^<>]*>|<[^<>]*\Z|\A[^<>]*>", " ", plain).split("\1"), *spoken])
    for name in ("Coranto", "TimelineJS", "Markdown", "Atom", "RSS", "JSON Feed", "MathML"):
        text = text.replace(name, "")
    assert re.findall(r"(?<!&)\b[A-Za-z]{2,}\b(?![=\"])", text) == []


@pytest.mark.parametrize(
    ("setting", "asked", "accepted", "language"),
    [
        ("", "", "", "en"),
        ("", "", "de-AT,de;q=0.9,en;q=0.5", "de"),
        ("", "", "en;q=0.4, es;q=0.8", "es"),
        ("", "", "fr, de;q=0, *;q=x", "en"),
        ("es", "", "de", "es"),
        ("es", "de", "en", "de"),
        ("", "xx", "de", "de"),
        ("", "<b>", "\x00,,;;q=", "en"),
    ],
)
def test_which_language_is_chosen(setting: str, asked: str, accepted: str, language: str) -> None:
    assert chosen(setting, asked, accepted).language == language


def test_the_site_speaks_as_asked() -> None:
    site = TestClient(create_app(archive([(told("s1", FIRST), [FIRST])])), base_url="http://127.0.0.1:8000")
    english, german = site.get("/stories/s1/"), site.get("/stories/s1/", headers={"accept-language": "de"})
    assert '<html lang="en">' in english.text
    assert 'lang="en"' not in english.text.split("<body>")[1].split('class="languages"')[0]
    assert "Accept-Language" in german.headers["vary"]
    assert '<html lang="de">' in german.text
    assert "Quellen" in german.text
    assert '<h1 lang="en" dir="auto">' in german.text
    assert '<span class="from" lang="de" dir="ltr">' in german.text
    asked = site.get("/?lang=es").text
    assert '<html lang="es">' in asked
    assert 'href="/stories/s1/index.html?lang=es"' in asked
    assert "stories/s1/index.html?lang" not in site.get("/", headers={"accept-language": "es"}).text
    assert "No hay ninguna" in site.get("/stories/none/?lang=es").text
    fixed = TestClient(create_app(archive([]), language="de"), base_url="http://127.0.0.1:8000")
    assert '<html lang="de">' in fixed.get("/", headers={"accept-language": "es"}).text


def test_a_language_written_from_the_right_turns_the_page() -> None:
    page = front_page([], words=Words("he"))
    assert '<html lang="he" dir="rtl">' in page
    assert isinstance(translations("he"), NullTranslations)


def test_plurals_dates_and_ages() -> None:
    german, spanish = Words("de"), Words("es")
    assert german.count(1, "%(num)s article", "%(num)s articles") == "1 Artikel"
    assert spanish.count(2, "%(num)s article", "%(num)s articles") == "2 artículos"
    assert view.event_date("2026-05-03", "2026-06", words=german) == "3. Mai 2026 – Juni 2026"
    assert view.event_date("2026-05-03", words=spanish) == "3 may 2026"
    edition = sample_edition("s1", FIRST)
    assert "gelesen" in view.coverage_line(edition, german)


def test_whose_language_a_page_tells_in() -> None:
    edition = sample_edition("s1", FIRST)
    french = replace(edition.coverage, languages=("fr",))
    assert view.own_language(edition.coverage.languages) == ""
    assert view.own_language(french.languages) == "fr"
    assert view.own_language(("de", "en"), Words("de")) == "en"


def test_a_catalogue_is_read_as_gettext_reads_it() -> None:
    text = (
        'msgid ""\nmsgstr "Language: xx\\n"\n\n# said\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n"e"\n'
    )
    plural = '\nmsgid "%(num)s x"\nmsgid_plural "%(num)s xs"\nmsgstr[0] "one"\nmsgstr[1] ""\n'
    assert read_catalogue(text) == {"": "Language: xx\n", "c": "de"}
    assert read_catalogue(plural) == {}
    assert read_catalogue(plural.replace('""', '"more"')) == {"%(num)s x\0%(num)s xs": "one\0more"}
