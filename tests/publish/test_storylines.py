"""The chapters of a long affair: links that stand, between stories that live, in the order of events."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publish.press import card, report, told

from coranto.publish.site.around import Around
from coranto.publish.site.pages import story_page
from coranto.publish.storylines import MOST_CHAPTERS, links_of, storyline
from coranto.testing.samples import NOON
from coranto.types import Act

CARDS = {f"s{n}": card(f"s{n}", ("A Post", n * 24)) for n in range(1, 6)}


def link(number: int, first: str, second: str, why: str = "One affair.") -> Act:
    return Act(number=number, at=NOON, actor="coranto", kind="link", reason=why, stories=(first, second))


def undo(number: int, of: int) -> Act:
    return replace(link(number, "s1", "s2"), kind="undo", undoes=of)


def chapters(story_id: str, *acts: Act, redirects: dict[str, str] | None = None) -> list[str]:
    return [each.card.story_id for each in storyline(story_id, links_of(acts, redirects or {}), CARDS)]


def test_linked_stories_are_chapters_by_time_and_two_steps_are_enough() -> None:
    acts = (link(1, "s3", "s2"), link(2, "s2", "s1"), link(3, "s4", "s3"), link(4, "s5", "s4"))
    assert chapters("s3", *acts) == ["s1", "s2", "s3", "s4", "s5"]
    assert chapters("s1", *acts) == ["s1", "s2", "s3"]
    assert chapters("s2") == []


def test_the_reason_stands_with_what_is_linked_itself() -> None:
    found = storyline("s1", links_of((link(1, "s1", "s2", "Both are of the strike."), link(2, "s2", "s3")), {}), CARDS)
    assert [(each.card.story_id, each.why, each.here) for each in found] == [
        ("s1", "", True),
        ("s2", "Both are of the strike.", False),
        ("s3", "", False),
    ]


def test_an_undone_link_is_none_until_the_undo_is_undone() -> None:
    made = link(1, "s1", "s2")
    assert chapters("s1", made, undo(2, 1)) == []
    assert chapters("s1", made, undo(2, 1), undo(3, 2)) == ["s1", "s2"]


@pytest.mark.parametrize(
    ("redirects", "found"), [({"s2": "s4"}, ["s1", "s4"]), ({"s2": "s1"}, []), ({"s2": "gone"}, [])]
)
def test_the_link_of_an_absorbed_story_is_that_of_the_one_it_went_to(
    redirects: dict[str, str], found: list[str]
) -> None:
    assert chapters("s1", link(1, "s1", "s2"), redirects=redirects) == found


def test_a_storyline_has_an_end() -> None:
    cards = {f"s{n:03d}": card(f"s{n:03d}", ("A Post", n)) for n in range(40)}
    acts = [link(n, "s000", f"s{n:03d}") for n in range(1, 40)]
    assert len(storyline("s000", links_of(acts, {}), cards)) == MOST_CHAPTERS + 1


def test_the_page_shows_the_other_chapters_as_links_and_its_own_as_where_one_is() -> None:
    found = storyline("s1", links_of((link(1, "s1", "s2"),), {}), CARDS)
    page = story_page(told("s1", report(1, "A Post")), root="../../", around=Around(storyline=found))
    part = page.split('id="storyline"')[1].split("</section>")[0]
    assert 'href="../../stories/s2/index.html"' in part
    assert "stories/s1/" not in part
    assert part.count('aria-current="true"') == 1
    assert "storyline" not in story_page(told("s1", report(1, "A Post")), root="../../")
