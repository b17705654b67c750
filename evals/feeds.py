"""Feeds read per second of one core, beside other parsers: ``python -m evals.feeds``.

The feeds are written here: 50 items of 70 words each, as RSS, Atom, RDF and JSON Feed, 35 to 40 kB; and a broken
one, which ends in the middle. fastfeedparser and feedparser are run where they are installed. fastfeedparser gives a
time in UTC only: of "09:00 +0900" the day of publication is lost, so it is measured and not used. feedparser finds no
items in a JSON Feed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from time import process_time

from coranto.net.workers import Workers
from coranto.read.feeds import read_feed

_ITEMS = 50
_WORDS = "harbour wall storm council vote rail strike minister port ferry bridge river school budget court snow".split()
_SECONDS = 1.0
_AT = "https://lowport.example/feed"


def feeds() -> dict[str, bytes]:
    """One feed of each kind, by name."""
    chance = random.Random(1)
    items = [
        (" ".join(chance.choices(_WORDS, k=9)), f"https://lowport.example/{n}", " ".join(chance.choices(_WORDS, k=70)))
        for n in range(_ITEMS)
    ]
    day = "Mon, 02 Mar 2026 09:00:00 +0900"
    rss = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{day}</pubDate>"
        f"<dc:creator>Ann Reed</dc:creator><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        for title, link, text in items
    )
    atom = "".join(
        f'<entry><title>{title}</title><link href="{link}"/><id>{link}</id><updated>2026-03-02T09:00:00+09:00</updated>'
        f'<author><name>Ann Reed</name></author><content type="html">&lt;p&gt;{text}&lt;/p&gt;</content></entry>'
        for title, link, text in items
    )
    rdf = "".join(
        f'<item rdf:about="{link}"><title>{title}</title><link>{link}</link>'
        f"<dc:date>2026-03-02T09:00:00+09:00</dc:date><description>{text}</description></item>"
        for title, link, text in items
    )
    start = '<?xml version="1.0" encoding="utf-8"?>'
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    whole = f'{start}<rss version="2.0" {dc}><channel><title>G</title>{rss}</channel></rss>'
    entries = [{"id": link, "url": link, "title": title, "content_html": text} for title, link, text in items]
    return {
        "RSS": whole.encode(),
        "Atom": f'{start}<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title>{atom}</feed>'.encode(),
        "RDF": f'{start}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {dc}'
        f' xmlns="http://purl.org/rss/1.0/"><channel><title>G</title></channel>{rdf}</rdf:RDF>'.encode(),
        "JSON Feed": json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": entries}).encode(),
        "RSS, broken off": whole.encode()[:-2_000],
    }


def main() -> None:
    """Print feeds a second of each parser on each kind."""
    # What handing over costs is this process's part: packing, the pipe, unpacking.
    print(f"{'feeds a second of one core':28}{'Coranto':>10}{'in worker':>12}", *(f"{n:>15}" for n, _ in _peers()))
    with Workers(1) as workers:
        for name, data in feeds().items():
            ours = _speed(lambda data=data: read_feed(data, "f", _AT))  # type: ignore[misc]
            workers.read_feed(data, "f", _AT)
            started, count = process_time(), 200
            for _ in range(count):
                workers.read_feed(data, "f", _AT)
            handed = 1e3 * (process_time() - started) / count
            others = [_speed(lambda parse=parse, data=data: parse(data)) for _, parse in _peers()]  # type: ignore[misc]
            print(f"{name:28}{ours:>10,.0f}{f'+{handed:.2f} ms':>12}", *(f"{each:>15,.0f}" for each in others))


def _speed(work: Callable[[], object]) -> float:
    work()
    started, count = process_time(), 0
    while process_time() - started < _SECONDS:
        work()
        count += 1
    return count / (process_time() - started)


def _peers() -> Iterator[tuple[str, Callable[[bytes], object]]]:
    try:
        import fastfeedparser
    except ImportError:
        pass
    else:
        yield "fastfeedparser", lambda data: _tried(fastfeedparser.parse, data)
    import feedparser

    yield "feedparser", feedparser.parse


def _tried(parse: Callable[[bytes], object], data: bytes) -> object:
    try:
        return parse(data)
    except ValueError:  # fastfeedparser's answer to some kinds
        return None


if __name__ == "__main__":
    main()
