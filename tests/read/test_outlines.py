from __future__ import annotations

from datetime import UTC, datetime

from coranto.read.opml import MAX_FEEDS
from coranto.read.outlines import Listed, as_opml, listed_feeds
from coranto.types import Feed, Rejection

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)

LIST = """<?xml version="1.0"?><opml version="2.0"><body>
<outline text="Ports"><outline text="North" title="North coast">
<outline type="rss" text="Harbour Post" xmlUrl="https://harbour.example/feed"/></outline>
<outline text="Quay" xmlUrl="https://quay.example/rss"/></outline>
<outline text="Twice" xmlUrl="https://quay.example/rss"/>
<outline text="Bad" xmlUrl="javascript:alert(1)"/>
<outline xmlUrl="https://bare.example/feed"/>
</body></opml>"""


def _feed(name: str, *topics: str) -> Feed:
    return Feed(url=f"https://{name}.example/?a=1&b=2", added_at=NOON, next_at=NOON, title=name, topics=topics)


def test_folders_are_topics_and_bad_lines_are_told() -> None:
    read = listed_feeds(LIST.encode(), "feeds.opml")
    assert [each for each in read if isinstance(each, Listed)] == [
        Listed(url="https://harbour.example/feed", title="Harbour Post", topics=("Ports", "North coast")),
        Listed(url="https://quay.example/rss", title="Quay", topics=("Ports",)),
        Listed(url="https://bare.example/feed", title="", topics=()),
    ]
    (bad,) = [each for each in read if isinstance(each, Rejection)]
    assert (bad.reason, "javascript:alert(1)" in bad.detail) == ("no-url", True)


def test_a14_hostile_lists_are_cut() -> None:
    lines = "".join(f'<outline xmlUrl="https://{number}.example/"/>' for number in range(MAX_FEEDS + 9))
    read = listed_feeds(f"<opml><body>{lines}</body></opml>".encode(), "f")
    assert len(read) == MAX_FEEDS + 1
    assert isinstance(read[-1], Rejection)
    deep = "<outline text='x'>" * 200 + '<outline xmlUrl="https://a.example/"/>' + "</outline>" * 200
    (only,) = listed_feeds(f"<opml><body>{deep}</body></opml>".encode(), "f")
    assert isinstance(only, Listed)
    assert len(only.topics) == 8
    for data in (b"", b"no list", b"<rss/>"):
        (fault,) = listed_feeds(data, "f")
        assert isinstance(fault, Rejection)
        assert fault.reason in ("not-opml", "encoding")


def test_what_is_written_is_read_back() -> None:
    feeds = [_feed("a", "Ports", "North"), _feed("b"), _feed("c", "Ports"), _feed("d", 'Q"<&\n', "North")]
    text = as_opml(feeds)
    read = listed_feeds(text.encode(), "f")
    found = {each.url: (each.title, each.topics) for each in read if isinstance(each, Listed)}
    assert found == {
        feeds[0].url: ("a", ("Ports", "North")),
        feeds[1].url: ("b", ()),
        feeds[2].url: ("c", ("Ports",)),
        feeds[3].url: ("d", ('Q"<&', "North")),
    }
