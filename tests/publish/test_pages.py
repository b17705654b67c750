"""The site: every citation opens its passage, nothing is fetched from elsewhere, nothing hostile gets through."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from markupsafe import escape

from coranto.publish.cards import card_of
from coranto.publish.site.lists import front_page
from coranto.publish.site.pages import message_page, story_page
from coranto.publish.site.view import age, coverage_line
from coranto.testing.samples import sample_article, sample_edition
from coranto.types import Edition

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


def hostile(payload: str) -> Edition:
    """The sample edition with ``payload`` in every text a stranger can fill."""
    statement = replace(
        EDITION.headline,
        text=payload,
        evidence=tuple(replace(e, quote=payload) for e in EDITION.headline.evidence),
        edits=tuple(replace(e, before=payload, after=payload, why=payload) for e in EDITION.headline.edits),
    )
    return replace(
        EDITION,
        headline=statement,
        sections=tuple(replace(s, title=statement, statements=(statement,)) for s in EDITION.sections),
        timeline=tuple(replace(entry, statements=(statement,)) for entry in EDITION.timeline),
        sources=tuple(
            replace(s, publisher=payload, title=payload, url=payload, note=statement) for s in EDITION.sources
        ),
        quotes=tuple(replace(q, speaker=payload, role=payload, text=payload) for q in EDITION.quotes),
        context=tuple(replace(c, term=payload, statement=statement) for c in EDITION.context),
        disputes=tuple(
            replace(d, about=payload, sides=tuple(replace(s, value=payload, statement=statement) for s in d.sides))
            for d in EDITION.disputes
        ),
        withheld=tuple(replace(w, text=payload, reason=payload) for w in EDITION.withheld),
    )


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


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "'><svg onload=alert(1)>",
        "{{ 7 * 7 }}",
        "data:text/html,<script>alert(1)</script>",
    ],
)
def test_strangers_words_stay_words(payload: str) -> None:
    page = story_page(hostile(payload), root="../../")
    outline = Outline(page)
    clean = Outline(story_page(EDITION, root="../../"))
    assert not outline.handlers
    assert outline.tags.count("script") == clean.tags.count("script")
    assert set(outline.tags) <= set(clean.tags)
    assert not [address for _, address in outline.addresses if re.match(r"(?i)\s*(javascript|data):", address)]
    front = Outline(front_page([card_of(hostile(payload))]))
    assert front.tags.count("script") == 1
    assert not front.handlers


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


def test_equal_passages_stand_on_the_page_once_and_edits_tell_them_apart() -> None:
    page = story_page(EDITION, root="../../")
    passages = re.findall(r'<span class="passage".*?<span class="from">', page, re.DOTALL)
    assert len(set(passages)) == len(passages)
    # The two titles with their full stops, and the title that is quoted as it is.
    assert len(passages) == 3
    assert page.count('class="cite"') > 6


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
