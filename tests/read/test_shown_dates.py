from __future__ import annotations

import pytest
from lxml import html

from coranto.read.headers import read_head


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ('<p class="date">March 2, 2026</p>', "2026-03-02"),
        ('<span class="post-date">2nd of Sept., 2026</span>', "2026-09-02"),
        ("<p>First published: 2026-03-02</p>", "2026-03-02"),
        ("<p>Published on Monday, 2 March 2026, updated 4 March 2026</p>", "2026-03-02"),
        ("<time>9:28 am, Nov. 20, 2026</time>", "2026-11-20"),
        ('<b itemprop="datePublished">May 1, 2026</b>', "2026-05-01"),
        (
            '<p>Updated <time datetime="2026-03-09">now</time> Posted <time datetime="2026-03-02">then</time></p>',
            "2026-03-02",
        ),
        ('<time class="entry-date updated" datetime="2026-03-09">now</time>', None),
        ('<p class="date">Updated March 9, 2026</p>', None),
        ('<div class="related"><span class="date">March 9, 2026</span></div>', None),
        ('<aside><time datetime="2026-03-09">now</time></aside><p class="date">March 2, 2026</p>', "2026-03-02"),
        ("<p>The wall was built on March 9, 2016, and fell ten years later.</p>", None),
        ('<p class="date">February 31, 2026</p>', None),
        ('<p class="date">2. März 2026, 9.15 Uhr</p>', "2026-03-02"),
        ('<p class="date">lunes, 2 de marzo de 2026</p>', "2026-03-02"),
        ('<span class="data">2 de março de 2026 às 20:13</span>', "2026-03-02"),
        ('<p class="date">le 1er août 2026</p>', "2026-08-01"),
        ('<p class="post-date">02 Ago 2026</p>', "2026-08-02"),
        ('<p class="date">02.03.2026</p>', "2026-03-02"),
        ('<p class="date">2026年3月2日</p>', "2026-03-02"),
        ('<p class="date">5:45 AM 11/19/2026</p>', "2026-11-19"),
        ('<p class="date">19/11/2026</p>', "2026-11-19"),
        ('<p class="date">05/04/2026</p>', None),  # the fifth of April, or the fourth of May
        ('<p class="date">version 1.2.3.2026</p>', None),
        ('<p class="date">Updated March 9, 2026 / Original March 2, 2026</p>', "2026-03-02"),
        ("<div>Written by <a>Ann Reed</a> on March 2, 2026</div>", "2026-03-02"),
        ("<li>by Lowport Gazette / 2026.03.02</li>", "2026-03-02"),
        ("<p>Veröffentlicht am 2. März 2026</p>", "2026-03-02"),
        ("<p>Byways were closed until March 9, 2026.</p>", None),
        ("<p>By March 9, 2026.</p>", None),
        ("<p>By order of the port, until March 9, 2026 all ferries must carry a second engine.</p>", None),
        (
            '<div class="site-header"><h1>Gazette</h1><span class="date">March 9, 2026</span></div>'
            '<p class="date">March 2, 2026</p>',
            "2026-03-02",
        ),
        (
            "<p>A report published last week says that on March 9, 2016 nothing was known of it to anybody at all.</p>",
            None,
        ),
    ],
)
def test_the_day_of_publication_and_no_other(shown: str, day: str | None) -> None:
    page = f"<html><head><title>T</title></head><body><article><h1>T</h1>{shown}</article></body></html>"
    assert read_head(html.fromstring(page)).published_at == day


def test_a_part_with_the_headline_in_it_is_about_this_article_whatever_its_name() -> None:
    page = (
        '<html><body><div id="sidebar"><h1>T</h1><div class="post-info">March 2, 2026</div></div>'
        '<div class="sidebar"><span class="date">March 9, 2026</span></div></body></html>'
    )
    assert read_head(html.fromstring(page)).published_at == "2026-03-02"


def test_what_is_told_to_machines_is_first() -> None:
    page = (
        '<html><head><meta name="date" content="2026-03-02"></head><body><p class="date">May 9, 2026</p></body></html>'
    )
    assert read_head(html.fromstring(page)).published_at == "2026-03-02"
