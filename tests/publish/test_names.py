"""Whom and what a story is about, and where else they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from tests.publish.press import archive, report, told

from coranto.publish.web.names import named_stories, names_of_story
from coranto.publish.web.shelf import Shelf
from coranto.testing.samples import sample_analysis
from coranto.types import Mention

FIRST, SECOND = report(1, "A Post"), report(2, "B Post", 1)


def mention(entity: str, label: Literal["person", "place"] = "person") -> Mention:
    return Mention(sentence=0, field="text", start=0, end=1, text=entity, label=label, entity=entity)


def names(*by_article: tuple[Mention, ...], copy: bool = False) -> list[str]:
    articles = [FIRST, SECOND][: len(by_article)]
    edition = told("s1", *articles)
    if copy:
        edition = replace(edition, sources=tuple(replace(s, copy_of=2 if s.n == 1 else None) for s in edition.sources))
    store = archive([(edition, articles)])
    for article, mentions in zip(articles, by_article, strict=True):
        store.add_analysis(replace(sample_analysis(article), mentions=mentions))
    return [named.name for named in names_of_story(edition, store.names([a.id for a in articles]))]


def test_a_name_that_two_articles_have_is_one_of_the_story() -> None:
    assert names((mention("Ida Brandt"), mention("Tove Lund")), (mention("Ida Brandt"),)) == ["Ida Brandt"]


def test_the_only_article_of_a_story_decides_alone_and_a_copy_is_no_second() -> None:
    assert names((mention("Ida Brandt"),)) == ["Ida Brandt"]
    assert names((mention("Ida Brandt"),), (mention("Ida Brandt"), mention("Tove Lund")), copy=True) == ["Ida Brandt"]


def test_a_part_of_a_name_is_not_told_after_the_whole() -> None:
    both = (mention("Ida Brandt"), mention("Ida Brandt"), mention("Brandt"))
    assert names(both, both) == ["Ida Brandt"]
    place = (mention("Brandt", "place"), mention("Ida Brandt"))
    assert set(names(place, place)) == {"Brandt", "Ida Brandt"}


def test_the_timeline_of_a_person_has_the_days_that_name_them_by_the_last_word_too() -> None:
    edition = told("s1", FIRST)
    (entry,) = edition.timeline
    says = tuple(replace(entry.statements[0], text=text) for text in ("Brandt resigned.", "The Brandts left.", "Fog."))
    store = archive([(replace(edition, timeline=(replace(entry, statements=says),)), [FIRST])])
    store.add_analysis(replace(sample_analysis(FIRST), mentions=(mention("Ida Brandt"),)))
    found = named_stories(Shelf(store), "person", "ida-brandt")
    assert found is not None
    assert [s.text for each, _ in found.timeline for s in each.statements] == ["Brandt resigned."]
