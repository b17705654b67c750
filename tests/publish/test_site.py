"""The served site beside what a folder has: what changed, revisions, reasons, search, publishers, names, days."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from tests.publish.press import archive, report, told

from coranto.publish.app import create_app
from coranto.testing.samples import NOON, sample_analysis
from coranto.types import Act, Mention

FIRST, SECOND, THIRD = report(1, "A Post"), report(2, "B Post", 1), report(3, "B Post", 50)
ACT = Act(at=NOON, actor="coranto", kind="link", reason="One affair.", stories=("s1", "s2"))


@pytest.fixture(scope="module")
def site() -> TestClient:
    """Two linked stories, the first in two revisions."""
    store = archive(
        [
            (told("s1", FIRST), [FIRST, SECOND]),
            (told("s1", FIRST, SECOND, revision=2), [FIRST, SECOND]),
            (told("s2", THIRD), [THIRD]),
        ],
        [ACT],
    )
    mentions = tuple(
        Mention(sentence=0, field="title", start=0, end=1, text="x", label=label, entity=entity)
        for label, entity in (("place", "Ostmark"), ("person", "Ida Brandt"))
    )
    for article in (FIRST, SECOND, THIRD):
        store.add_analysis(replace(sample_analysis(article), mentions=mentions))
    return TestClient(create_app(store), base_url="http://127.0.0.1:8000")


def test_since_says_what_changed_and_marks_it(site: TestClient) -> None:
    page = site.get("/stories/s1/?since=1").text
    assert "New articles: " in page
    assert 'class="sentence new"' in page
    assert "Since" in page.split('id="changes-title"')[1].split("</h2>")[0]
    plain = site.get("/stories/s1/").text
    assert 'id="changes"' not in plain
    assert 'data-revision="2"' in plain


@pytest.mark.parametrize("since", ["2026-05-01T00:00", "2026-04-13T12:00:00Z"])
def test_since_takes_a_time(site: TestClient, since: str) -> None:
    assert "Nothing that a reader sees has changed." in site.get("/stories/s1/", params={"since": since}).text


@pytest.mark.parametrize("since", ["0", "9", "-1", "1e9", "yesterday", "2020-01-01", "9" * 40, "<b>"])
def test_since_of_nothing_is_said_in_words(site: TestClient, since: str) -> None:
    answer = site.get("/stories/s1/", params={"since": since})
    assert answer.status_code == 404
    assert "There is no revision" in answer.text
    assert "<b>" not in answer.text


def test_every_revision_has_an_address_and_leads_to_the_newest(site: TestClient) -> None:
    listed = site.get("/stories/s1/revisions/").text
    assert listed.index("/stories/s1/revisions/2/") < listed.index("/stories/s1/revisions/1/")
    first, second = (site.get(f"/stories/s1/revisions/{n}/").text for n in (1, 2))
    assert "This is revision 1 of 2" in first
    assert "This is revision" not in second
    assert 'id="changes"' not in first
    assert "/stories/s1/revisions/1/" in second.split('id="changes"')[1].split("</section>")[0]
    assert "data-revision" not in first


def test_why_these_articles_gives_the_reason_of_each(site: TestClient) -> None:
    page = site.get("/stories/s1/why/").text
    assert "Opens a story." in page
    assert "Shares Ostmark and the ferry." in page


def test_a_search_finds_stories_and_marks_the_words(site: TestClient) -> None:
    page = site.get("/search", params={"q": "ferry 32"}).text
    assert "/stories/s1/index.html" in page
    assert "/stories/s2/index.html" not in page
    assert 'value="ferry 32"' in page
    assert "/search/feed.xml?q=ferry+32" in page


def test_a_search_with_a_filter_alone_lists_the_newest(site: TestClient) -> None:
    page = site.get("/search", params={"publisher": "B Post"}).text
    assert page.index("/stories/s2/index.html") < page.index("/stories/s1/index.html")
    assert "<option selected>B Post</option>" in page


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({}, 200, "<form"),
        ({"q": "zeppelin"}, 200, "No story has these words."),
        ({"q": "ferry", "since": "Monday"}, 400, "is no date; write it like 2026-01-05"),
        ({"q": "a OR " * 60}, 400, "use at most"),
        ({"q": "-ferry"}, 200, "No story has these words."),
        ({"q": "-31"}, 200, "/stories/s2/"),
        ({"q": "ferry", "skip": "-1"}, 200, "/stories/s1/"),
        ({"q": "ferry", "skip": "1" * 30}, 200, "/stories/s1/"),
        ({"q": "ferry", "skip": "999999"}, 200, "No story has these words."),
    ],
)
def test_an_odd_search_is_answered_in_words(site: TestClient, asked: dict[str, str], status: int, said: str) -> None:
    answer = site.get("/search", params=asked)
    assert answer.status_code == status
    assert said in answer.text


def test_a_long_search_is_leafed_through(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.publish.web.site.HITS", 1)
    first = site.get("/search", params={"q": "ferry"}).text
    assert 'href="/search?q=ferry&amp;skip=1" rel="next"' in first
    second = site.get("/search?q=ferry&skip=1").text
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second


def test_a_publisher_has_a_page_with_only_here_and_a_feed(site: TestClient) -> None:
    assert "/publishers/b-post/index.html" in site.get("/publishers/").text
    page = site.get("/publishers/b-post/").text
    assert page.index("Only here") < page.index("/stories/s2/") < page.index("Stories it shares")
    assert "/publishers/b-post/feed.xml" in page


def test_a_name_has_its_stories_and_the_days_that_name_it(site: TestClient) -> None:
    assert "/names/place/ostmark/index.html" in site.get("/stories/s1/").text
    page = site.get("/names/place/ostmark/").text
    assert page.index("/stories/s2/index.html") < page.index("/stories/s1/index.html")
    assert page.split('id="timeline"')[1].count("<time datetime=") == 2
    person = site.get("/names/person/ida-brandt/").text
    assert "Ida Brandt" in person
    assert 'id="timeline"' not in person


def test_the_archive_leads_to_each_day(site: TestClient) -> None:
    assert "/days/2026-03-16/index.html" in site.get("/days/").text
    page = site.get("/days/2026-03-16/").text
    assert "/stories/s2/" in page
    assert "/stories/s1/" not in page


def test_linked_stories_are_shown_as_a_storyline(site: TestClient) -> None:
    assert "/stories/s2/index.html" in site.get("/stories/s1/").text.split('id="storyline"')[1]


@pytest.mark.parametrize(
    "path",
    ["/publishers/none/", "/names/place/none/", "/names/planet/ostmark/", "/days/2026-02-30/", "/stories/s9/why/"],
)
def test_what_is_not_there_is_said_in_words(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert "<h1>No such" in answer.text


def test_a_page_is_new_once_something_was_composed_or_merged() -> None:
    store = archive([(told("s1", FIRST), [FIRST]), (told("s2", THIRD), [THIRD])])
    site = TestClient(create_app(store), base_url="http://127.0.0.1:8000")
    before = site.get("/stories/s1/")
    assert "storyline" not in before.text
    store.change(ACT)
    after = site.get("/stories/s1/", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert "storyline" in after.text
    assert site.get("/stories/s1/", headers={"If-None-Match": after.headers["etag"]}).status_code == 304
    store.add_edition(told("s2", THIRD, revision=2))
    assert "revision 2" in site.get("/stories/s2/").text


def test_a_citation_says_that_its_article_has_changed_since() -> None:
    newer = replace(report(9, "A Post", 5), url=FIRST.url)
    store = archive([(told("s1", FIRST, SECOND), [FIRST, SECOND])])
    store.add_article(newer)
    page = TestClient(create_app(store), base_url="http://127.0.0.1:8000").get("/stories/s1/").text
    assert page.count(">changed since<") == 1
    assert "Its publisher has changed this article since" in page
    of_first = page.split('id="source-1"')[1].split('id="source-2"')[0]
    assert (">changed since<" in of_first) == (FIRST.publisher in of_first)
    old = TestClient(create_app(store), base_url="http://127.0.0.1:8000").get("/stories/s1/revisions/1/").text
    assert ">changed since<" in old


def test_an_article_in_its_newest_version_is_not_marked(site: TestClient) -> None:
    assert ">changed since<" not in site.get("/stories/s1/").text
