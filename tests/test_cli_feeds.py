from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from coranto.cli import main
from coranto.testing.badweb import BadServer, answer

RSS = "<rss><channel><title>Harbour Post</title><item><title>Ferry</title><link>/1</link></item></channel></rss>"


class Line:
    """The command line upon one store and one server."""

    def __init__(self, folder: Path, server: BadServer, captured: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.server = server
        self._captured = captured

    def do(self, *arguments: str, code: int = 0) -> str:
        given = main([*arguments, "--store", str(self.folder / "a.db")])
        shown = self._captured.readouterr()
        assert given == code, shown.err
        return shown.out + shown.err


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    monkeypatch.setenv("CORANTO_PRIVATE_HOSTS", "127.0.0.1")
    with BadServer() as server:
        yield Line(tmp_path, server, capsys)


def test_a_feed_is_added_listed_and_removed(line: Line) -> None:
    line.server.paths["/feed"] = answer(RSS, kind="application/rss+xml")
    url = line.server.url("/feed")
    assert line.do("add", url) == f"added {url} (Harbour Post)\n"
    assert line.do("add", url) == f"{url} is there already (Harbour Post)\n"
    assert line.do("feeds").startswith(f"{url}  Harbour Post  next 20")
    (feed,) = json.loads(line.do("feeds", "--json"))
    assert (feed["url"], feed["title"], feed["etag"]) == (url, "Harbour Post", "")
    assert line.do("health").startswith("1 feeds: 1 well, 0 in trouble, 0 stopped\n")
    assert line.do("remove", url) == f"removed {url}\n"
    assert line.do("feeds").startswith("There are no feeds yet")
    assert "there is no feed" in line.do("remove", url, code=2)


def test_a_feed_that_was_added_is_not_asked_again_at_its_first_poll(line: Line) -> None:
    tag = {"ETag": 'W/"a, b"'}
    line.server.paths |= {
        "/feed": answer(RSS, kind="application/rss+xml", headers=tag),
        "/1": answer("<!doctype html><title>Ferry</title>"),
    }
    line.do("add", line.server.url("/feed"))
    (feed,) = json.loads(line.do("feeds", "--json"))
    assert (feed["etag"], feed["unread"]) == ('W/"a, b"', True)
    assert "1 feeds polled, 0 failed, 1 pages read, 1 new articles" in line.do("poll")
    assert [asked.path for asked in line.server.asked].count("/feed") == 1
    (feed,) = json.loads(line.do("feeds", "--json"))
    assert (feed["etag"], feed["unread"]) == ('W/"a, b"', False)


def test_the_address_of_a_page_finds_its_feed(line: Line) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    line.server.paths |= {
        "/": answer(f"<!doctype html><html><head>{link}</head><body>News</body></html>"),
        "/feed": answer(RSS, kind="text/xml"),
        "/none": answer("<!doctype html><html><body>Nothing here</body></html>"),
        "/lies": answer(f"<!doctype html><html><head>{link.replace('/feed', '/none')}</head></html>"),
    }
    assert line.do("add", line.server.url("/")) == f"added {line.server.url('/feed')} (Harbour Post)\n"
    assert "is no feed and names none" in line.do("add", line.server.url("/none"), code=2)
    assert "which the page names as its feed, is none" in line.do("add", line.server.url("/lies"), code=2)
    assert "is no http or https address" in line.do("add", "ftp://a.example/", code=2)
    assert "answered 404" in line.do("add", line.server.url("/missing"), code=2)


def test_j7_feeds_of_ones_own_network_are_added_only_where_that_is_allowed(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CORANTO_PRIVATE_HOSTS")
    assert "not a public address" in line.do("add", line.server.url("/feed"), code=2)
    assert line.server.connections == 0


def test_lists_go_in_and_out_with_their_topics(line: Line) -> None:
    given = line.folder / "feeds.opml"
    given.write_text(
        '<opml version="2.0"><body><outline text="Ports"><outline text="Quay" xmlUrl="https://quay.example/rss"/>'
        '</outline><outline text="Bad" xmlUrl="file:///x"/><outline text="B" xmlUrl="https://b.example/"/></body></opml>'
    )
    said = line.do("import", str(given))
    assert "2 feeds added, 0 known already, 1 not taken" in said
    assert "is no http or https address" in said
    assert "0 feeds added, 2 known already, 1 not taken" in line.do("import", str(given))
    assert "https://quay.example/rss  Quay  Ports  next" in line.do("feeds")
    text = line.do("export-feeds")
    assert '<outline text="Ports">' in text
    out = line.folder / "out.opml"
    line.do("export-feeds", "--out", str(out))
    assert out.read_text() == text
    assert line.server.connections == 0  # adding a list asks nobody


def test_a_list_that_is_none_is_refused(line: Line) -> None:
    bad = line.folder / "bad.opml"
    bad.write_text("no list")
    assert "gave no feed" in line.do("import", str(bad), code=2)
    assert "cannot be read" in line.do("import", str(line.folder / "absent"), code=2)


def test_a_list_gives_topics_to_what_was_added_without(line: Line) -> None:
    line.server.paths["/feed"] = answer(RSS)
    url = line.server.url("/feed")
    line.do("add", url)
    given = line.folder / "feeds.opml"
    given.write_text(f'<opml><body><outline text="Ports"><outline xmlUrl="{url}"/></outline></body></opml>')
    line.do("import", str(given))
    assert f"{url}  Harbour Post  Ports" in line.do("feeds")


def test_a_poll_of_nothing_says_so(line: Line) -> None:
    assert "0 feeds polled, 0 failed, 0 pages read, 0 new articles" in line.do("poll")


def test_a_build_from_the_web_has_the_same_manners_and_the_same_allowance(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.server.paths["/busy"] = answer("", 429)
    out = str(line.folder / "site")
    assert "answered 429" in line.do("build", line.server.url("/busy"), "--out", out, code=2)
    monkeypatch.delenv("CORANTO_PRIVATE_HOSTS")
    assert "not a public address" in line.do("build", line.server.url("/busy"), "--out", out, code=2)
    assert len(line.server.asked) == 1
