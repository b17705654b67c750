"""The site: every citation opens its passage, nothing is fetched from elsewhere, nothing hostile gets through."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape

from coranto.publish.cards import card_of
from coranto.publish.folder import static_file
from coranto.publish.site.lists import front_page
from coranto.publish.site.pages import message_page, story_page
from coranto.publish.site.view import age, coverage_line
from coranto.testing.samples import sample_article, sample_edition
from coranto.types import Edit
from coranto.wire import edition_from_json

EDITION = sample_edition("s0123456789ab", sample_article(1), sample_article(2))


class Outline(HTMLParser):
    """Ids, what buttons open, addresses and scripts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.opened: list[str] = []
        self.addresses: list[tuple[str, str]] = []
        self.handlers: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "popovertarget":
                self.opened.append(value or "")
            if name in {"href", "src"}:
                self.addresses.append((tag, value or ""))
            if name.startswith("on"):
                self.handlers.append(name)


def test_each_mark_opens_a_passage_that_stands_on_the_page_once() -> None:
    outline = Outline(story_page(EDITION, root="../../"))
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.opened
    assert set(outline.opened) <= set(outline.ids)


def test_a_passage_shows_the_quoted_words_and_the_publisher() -> None:
    page = story_page(EDITION, root="../../")
    evidence = EDITION.headline.evidence[0]
    source = next(s for s in EDITION.sources if s.n == evidence.source)
    first = page.split('class="passage"')[1].split("</button>")[0]
    assert evidence.quote in first
    assert source.publisher in first


def test_every_part_of_an_edition_stands_on_the_page() -> None:
    page = story_page(EDITION, root="../../")
    for words in (
        *(section.title.text for section in EDITION.sections),
        *(quote.speaker for quote in EDITION.quotes),
        *(note.term for note in EDITION.context),
        *(dispute.about for dispute in EDITION.disputes),
        *(source.title for source in EDITION.sources),
        *(one.reason for one in EDITION.withheld),
    ):
        assert str(escape(words)) in re.sub(r'<span class="last">', "", page)


def test_only_publishers_are_linked_and_nothing_else_is_fetched() -> None:
    outline = Outline(story_page(EDITION, root="../../"))
    links = {address for tag, address in outline.addresses if tag == "a" and "://" in address}
    assert links == {source.url for source in EDITION.sources}
    assert not [address for tag, address in outline.addresses if tag != "a" and "//" in address]


def test_an_empty_front_page_and_a_message_are_pages() -> None:
    assert "The stories" in front_page([])
    assert "&lt;b&gt;" in message_page("No such story", "<b>", root="/")


def test_the_front_page_does_not_say_a_headline_twice() -> None:
    headline = replace(EDITION.headline, text="Ferry 2 reaches Ostmark")
    same = replace(EDITION.headline, text="Ferry 2 Reaches Ostmark.")
    more = replace(EDITION.headline, text="It carried 32 people, more than ever.")
    section = replace(EDITION.sections[0], title=headline, statements=(same, more))
    page = front_page([card_of(replace(EDITION, headline=headline, sections=(section,)))])
    assert more.text in page
    assert same.text not in page


def test_equal_passages_stand_on_the_page_once_with_all_edits_made_from_them() -> None:
    page = story_page(EDITION, root="../../")
    passages = re.findall(r'<span class="passage".*?<span class="from">', page, re.DOTALL)
    assert len(set(passages)) == len(passages)
    assert len(passages) == 2
    assert page.count('class="cite"') > 6
    assert page.count("(a sentence ends with a full stop)") == 2
    other = replace(EDITION.headline, edits=(Edit(before="Ferry", after="The ferry", why="an article set"),))
    changed = story_page(replace(EDITION, headline=other), root="../../")
    first = changed.split('id="p1"')[1].split("</button>")[0]
    assert "(an article set)" in first
    assert "(a sentence ends with a full stop)" in first


def test_the_line_of_coverage_says_what_was_read_in_which_languages_and_how_old_it_is() -> None:
    coverage = replace(EDITION.coverage, full=0, excerpt=1, headline=3, languages=("en", "fr", "xx"))
    later = replace(EDITION, coverage=coverage, composed_at=EDITION.updated_at + timedelta(hours=3))
    assert coverage_line(later) == (
        "none read in full · 3 headlines only · 1 excerpt · English, French, xx · "
        "newest article 3 hours old, oldest 4 hours"
    )
    assert coverage_line(later) in story_page(later, root="../../")


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=-5), "under a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(hours=47, minutes=59), "47 hours"),
        (timedelta(hours=48), "2 days"),
    ],
)
def test_an_age_is_told_in_whole_units(passed: timedelta, words: str) -> None:
    assert age(passed) == words


def test_both_sides_of_a_dispute_stand_with_their_dates() -> None:
    part = story_page(EDITION, root="../../").split('id="disputes"')[1].split("</section>")[0]
    (dispute,) = EDITION.disputes
    assert part.count('<div class="side">') == 2
    for side in dispute.sides:
        assert f'<time datetime="{side.as_of.isoformat()}">' in part
        assert f'<p class="value">{side.value}</p>' in part


def test_a_copy_stands_folded_under_its_original() -> None:
    copied = tuple(replace(s, copy_of=2) if s.n == 1 else s for s in EDITION.sources)
    page = story_page(replace(EDITION, sources=copied), root="../../")
    fold = page.split("1 copy of this text")[1].split("</details>")[0]
    assert 'id="source-1"' in fold
    assert page.index('id="source-2"') < page.index('id="source-1"')


CASES = sorted((Path(__file__).resolve().parent.parent / "cases").glob("*/edition.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_a_story_page_with_its_style_stays_below_sixty_kilobytes(case: Path) -> None:
    page = story_page(edition_from_json(json.loads(case.read_text("utf-8"))), root="/")
    assert len(page.encode()) + len(static_file("coranto.css").encode()) < 60_000


def test_the_style_asks_nobody_and_minds_motion_print_and_the_keyboard() -> None:
    style = static_file("coranto.css")
    assert "url(" not in style
    assert "@import" not in style
    for rule in ("prefers-reduced-motion: reduce", "@media print", ":focus-visible", "prefers-color-scheme: dark"):
        assert rule in style


def test_everything_that_can_be_done_is_a_link_a_button_or_a_summary() -> None:
    """Then a keyboard reaches it in the order of the page, with or without the script."""
    page = Outline(story_page(EDITION, root="../../"))
    assert not page.handlers
    assert "tabindex" not in re.sub('<figure class="coverage" tabindex="0"', "", story_page(EDITION, root="../../"))
    assert page.tags.index("a") < page.tags.index("header")  # the way past the head comes first


def test_the_script_only_adds_to_the_page() -> None:
    script = static_file("coranto.js")
    for word in ("innerHTML", "eval", "fetch(", "XMLHttpRequest", "import(", "document.write", "http"):
        assert word not in script


def test_a_link_to_a_publisher_hands_over_nothing_and_vouches_for_nothing() -> None:
    page = story_page(EDITION, root="../../")
    for link in re.findall(r'<a href="https?:[^>]*>', page):
        assert 'rel="noreferrer nofollow ugc"' in link
