"""A whole site as a folder that any web server, or no server at all, can show: the contract's layout and more."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from coranto.errors import OutputError
from coranto.publish.cards import Card, card_of
from coranto.publish.feeds import STORIES, Channel, Entry, atom_feed, json_feed, rss_feed, story_entries, topic_channel
from coranto.publish.markdown import to_markdown
from coranto.publish.names import names_of_story, stories_naming
from coranto.publish.only import only_here
from coranto.publish.site import lists
from coranto.publish.site.around import Around
from coranto.publish.site.pages import redirect_page, story_page, why_page
from coranto.publish.site.words import ENGLISH, Words
from coranto.publish.sitemap import robots, sitemap
from coranto.publish.storylines import links_of, storyline
from coranto.publish.timelinejs import to_timelinejs
from coranto.publish.topics import Topic, by_topic
from coranto.types import Act, Article, Assignment, Edition, Feed, Named, Report
from coranto.wire import article_to_json, edition_to_json, index_to_json, json_text, report_to_json

STATIC = ("coranto.css", "coranto.js", "coranto.svg")
_OURS = ("stories", "articles", "days", "publishers", "topics", "names")


def write_folder(
    out: Path,
    *,
    editions: Sequence[Edition],
    articles: Iterable[Article],
    report: Report | None = None,
    base: str = "",
    redirects: Mapping[str, str] | None = None,
    assignments: Iterable[Assignment] = (),
    acts: Sequence[Act] = (),
    names: Mapping[str, Sequence[Named]] | None = None,
    feeds: Sequence[Feed] = (),
    came_by: Mapping[str, str] | None = None,
    words: Words = ENGLISH,
) -> None:
    """Write the pages, their data, the feeds and the report under ``out``; stories of an earlier run are replaced.

    ``base`` is the whole address that the folder will have, with a closing slash: with it there are also RSS feeds, a
    sitemap, and addresses that lead back from elsewhere; without it, the folder works anywhere.
    ``redirects`` has the ids of absorbed stories, each with the story that it leads to: it gets a page that says so.
    ``assignments`` say why an article is in its story, ``acts`` which stories are linked, ``names`` (by
    id of article) whom and what it is about, ``words`` the language of the interface. ``feeds`` in folders make topics,
    ``came_by`` has the feed of each article that came by one. Only the folders that this writes (``stories``,
    ``articles``, ``days``, ``publishers``, ``topics``, ``names``) are emptied; other files are left alone.
    Raises ``OutputError`` where the folder cannot be written.
    """
    try:
        for name in _OURS:
            shutil.rmtree(out / name, ignore_errors=True)
        _write_stories(out / "stories", editions, assignments, acts, redirects or {}, names or {}, base, words)
        _write_names(out / "names", editions, names or {}, words)
        for article in articles:
            _write(out / "articles" / f"{article.id}.json", json_text(article_to_json(article)))
        topics = by_topic([card_of(edition) for edition in editions], feeds, came_by or {})
        _write_lists(out, editions, topics, words)
        _write_topics(out / "topics", editions, topics, base, words)
        _write(out / "index.json", json_text(index_to_json(editions)))
        _write_feeds(out, editions, base)
        if report is not None:
            _write(out / "report.json", json_text(report_to_json(report)))
        for name in STATIC:
            _write(out / "static" / name, static_file(name))
    except OSError as error:
        raise OutputError(
            f"{out} cannot be written ({error.strerror})", mend="give --out a folder that you may write to"
        ) from error


def static_file(name: str) -> str:
    """The text of one of the site's own style or script files."""
    return files("coranto.publish.site").joinpath("static", name).read_text("utf-8")


def _write_stories(
    folder: Path,
    editions: Sequence[Edition],
    assignments: Iterable[Assignment],
    acts: Sequence[Act],
    redirects: Mapping[str, str],
    names: Mapping[str, Sequence[Named]],
    base: str,
    words: Words,
) -> None:
    cards = {edition.story_id: card_of(edition) for edition in editions}
    placed = {assignment.article_id: assignment for assignment in assignments}
    links = links_of(acts, redirects)
    for edition in editions:
        own = folder / edition.story_id
        chapters = storyline(edition.story_id, links, cards)
        around = Around(storyline=chapters, names=names_of_story(edition, names))
        _write(own / "index.html", story_page(edition, root="../../", around=around, base=base, words=words))
        _write(own / "why" / "index.html", why_page(edition, placed, cards, root="../../../", words=words))
        _write(own / "edition.json", json_text(edition_to_json(edition)))
        _write(own / "edition.md", to_markdown(edition))
        _write(own / "timeline.json", to_timelinejs(edition))
    for old, new in sorted(redirects.items()):
        _write(folder / old / "index.html", redirect_page(f"../{new}/index.html", root="../../", words=words))


def _write_feeds(out: Path, editions: Sequence[Edition], base: str) -> None:
    _write_feed(out, STORIES, story_entries(editions), base)
    if base:
        _write(out / "robots.txt", robots(base=base))
        _write(out / "sitemap.xml", sitemap([card_of(edition) for edition in editions], base=base))


def _write_feed(out: Path, channel: Channel, entries: Sequence[Entry], base: str, *, up: str = "") -> None:
    """``up`` is the way from the feed's folder to the top, by which its links lead where no address is known."""
    _write(out / "feed.xml", atom_feed(channel, entries, base=base or up).decode("utf-8"))
    _write(out / "feed.json", json_feed(channel, entries, base=base or up))
    if base:
        _write(out / "rss.xml", rss_feed(channel, entries, base=base).decode("utf-8"))


def _write_names(folder: Path, editions: Sequence[Edition], names: Mapping[str, Sequence[Named]], words: Words) -> None:
    """A page of each name that a story page links, with all stories that have an article about it."""
    by_id = {edition.story_id: edition for edition in editions}
    linked = {(n.kind, n.key): n for edition in editions for n in names_of_story(edition, names)}
    cards: dict[tuple[str, str], dict[str, Card]] = {}
    for edition in editions:
        card = card_of(edition)
        for source in edition.sources:
            for named in names.get(source.article_id, ()):
                cards.setdefault((named.kind, named.key), {})[card.story_id] = card
    for (kind, key), named in sorted(linked.items()):
        found = stories_naming(named, cards[kind, key].values(), by_id.get)
        page = lists.name_page(named, found.cards, found.timeline, root="../../../", words=words)
        _write(folder / kind / key / "index.html", page)


def _write_topics(folder: Path, editions: Sequence[Edition], topics: Sequence[Topic], base: str, words: Words) -> None:
    by_id = {edition.story_id: edition for edition in editions}
    for topic in topics:
        own = folder / topic.key
        _write(own / "index.html", lists.topic_page(topic, topics, root="../../", words=words))
        entries = story_entries([by_id[card.story_id] for card in topic.cards])
        _write_feed(own, topic_channel(topic), entries, base, up="../../")


def _write_lists(out: Path, editions: Sequence[Edition], topics: Sequence[Topic], words: Words) -> None:
    by_id = {edition.story_id: edition for edition in editions}
    cards = [card_of(edition) for edition in editions]
    _write(out / "index.html", lists.front_page(cards, topics, words=words))
    days = lists.by_day(cards)
    _write(out / "days" / "index.html", lists.days_page(days.items(), root="../", words=words))
    for day, of_day in days.items():
        _write(out / "days" / day / "index.html", lists.day_page(day, of_day, root="../../", words=words))
    publishers = lists.by_publisher(cards)
    _write(out / "publishers" / "index.html", lists.publishers_page(publishers, root="../", words=words))
    for publisher in publishers:
        alone = only_here(publisher, by_id.get)
        page = lists.publisher_page(publisher, alone, root="../../", words=words)
        _write(out / "publishers" / publisher.key / "index.html", page)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", errors="replace"))
