"""Which day a page was published, in the many ways in which pages say it: ``python -m evals.page_dates [--data SET]``.

Pages are written here, with a known day and with what misleads: days in the text, in lists of other articles, in
comments, in the head of the site, and the day of a change. Some pages give no day; what is found there is invented. The
rules of reading were made by looking at these pages, so the figures say what is covered, not what to expect of others.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time

import lxml.html
from evals.extraction import load

from coranto.read.dates import day_in_address
from coranto.read.pages import extract
from coranto.types import RawArticle

_EACH = 12
_TOWNS = ("Lowport", "Norrby", "Ostmark", "Tarn", "Vell", "Hamra", "Quay", "Brent")
_DEEDS = ("rebuilds its outer wall", "closes a school", "opens a bridge", "elects a mayor", "sells its ferry")
Markup = Callable[[datetime, datetime], tuple[str, str]]
"""What stands in the head and under the headline of a page published and changed at these times."""


def _ld(kind: str, day: datetime, changed: datetime, more: str = "") -> str:
    dates = f'"datePublished":"{day.isoformat()}","dateModified":"{changed.isoformat()}"'
    return f'<script type="application/ld+json">{{"@context":"https://schema.org",{more}"@type":"{kind}",{dates},"headline":"T"}}</script>'


def _meta(name: str, key: str = "name") -> Markup:
    return lambda day, changed: (f'<meta {key}="{name}" content="{day.isoformat()}">{_changed(changed)}', "")


def _changed(changed: datetime) -> str:
    return f'<meta property="article:modified_time" content="{changed.isoformat()}">'


def _shown(form: str, wrap: str = '<p class="date">{}</p>') -> Markup:
    return lambda day, _: ("", wrap.replace("{}", day.strftime(form).replace(" 0", " ")))


def _short(day: datetime) -> str:
    month = f"{day:%B}"
    return month if len(month) < 6 else "Sept." if month == "September" else f"{month[:3]}."


MARKUPS: dict[str, Markup] = {
    "JSON-LD NewsArticle": lambda day, changed: (_ld("NewsArticle", day, changed), ""),
    "JSON-LD in a graph": lambda day, changed: (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Organization","name":"G"},'
        f'{{"@type":"ReportageNewsArticle","headline":"T","datePublished":"{day.isoformat()}"}}]}}</script>',
        "",
    ),
    "JSON-LD in a list, broken beside": lambda day, changed: (
        '<script type="application/ld+json">{"@type": "WebSite", oops}</script>'
        + _ld("Article", day, changed).replace('{"@context"', '[{"@context"').replace("}</script>", "}]</script>"),
        "",
    ),
    "article:published_time": _meta("article:published_time", "property"),
    "og:published_time": _meta("og:published_time", "property"),
    "meta date": _meta("date"),
    "meta pubdate": _meta("pubdate"),
    "meta publish-date": _meta("publish-date"),
    "DC.date.issued": _meta("DC.date.issued"),
    "dcterms.created": _meta("dcterms.created"),
    "parsely-pub-date": _meta("parsely-pub-date"),
    "sailthru.date": _meta("sailthru.date"),
    "itemprop in meta": _meta("datePublished", "itemprop"),
    "meta in figures": lambda day, _: (f'<meta name="date" content="{day:%Y%m%d}">', ""),
    "meta in words": lambda day, _: (f'<meta name="pubdate" content="{day:%a, %d %b %Y %H:%M:%S} GMT">', ""),
    "itemprop on time": lambda day, _: (
        "",
        f'<time itemprop="datePublished" datetime="{day.isoformat()}">today</time>',
    ),
    "time with pubdate": lambda day, _: ("", f'<time pubdate datetime="{day:%Y-%m-%d}">{day:%d %B}</time>'),
    "time with a class": lambda day, changed: (
        "",
        f'<p>Updated <time class="updated" datetime="{changed.isoformat()}">later</time></p>'
        f'<p>Published <time class="published" datetime="{day.isoformat()}">then</time></p>',
    ),
    "time, plain": lambda day, _: ("", f'<time datetime="{day.isoformat()}">{day:%d %B}</time>'),
    "abbr of old microformats": lambda day, _: ("", f'<abbr class="published" title="{day.isoformat()}">then</abbr>'),
    "shown: March 2, 2026": _shown("%B %d, %Y"),
    "shown: 2 March 2026": _shown("%d %B %Y", '<span class="published">{}</span>'),
    "shown: Mon 2 Mar 2026 09:15 GMT": _shown("%a %d %b %Y %H:%M GMT", '<div class="timestamp">Published {}</div>'),
    "shown: 2026-03-02": _shown("%Y-%m-%d", '<span class="post-date">{}</span>'),
    "shown in a byline": _shown("%B %d, %Y", '<p class="byline">By Ann Reed | {}</p>'),
    "shown: Published on, no class": _shown("%B %d, %Y", "<p>Published on {}</p>"),
    "shown and changed": lambda day, changed: (
        "",
        f'<p class="dates">Published: {day:%d %B %Y}. Updated: {changed:%d %B %Y}.</p>',
    ),
    "shown: Sept. 2, 2026": lambda day, _: ("", f'<p class="date">{_short(day)} {day.day}, {day.year}</p>'),
    "shown, the change in the head": lambda day, changed: (
        _changed(changed),
        f'<p class="date">{day:%B} {day.day}, {day.year}</p>',
    ),
    "shown under a masthead with the day of today": lambda day, changed: (
        "",
        f'<div class="masthead">{changed:%A, %d %B %Y}</div><p class="date">Published {day:%d %B %Y}</p>',
    ),
    "shown under a ticker of others": lambda day, changed: (
        "",
        f'<div class="ticker"><a href="/y">Ferry sold</a> <time datetime="{changed.isoformat()}">now</time></div>'
        f"<p>First published: {day:%d %B %Y}</p>",
    ),
    "JSON-LD, others before": lambda day, changed: (
        '<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":'
        f'{{"@type":"NewsArticle","headline":"O","datePublished":"{changed.isoformat()}"}}}}]}}</script>'
        + _ld("NewsArticle", day, changed),
        "",
    ),
    "time, the change alone first": lambda day, changed: (
        "",
        f'<span>Last updated <time datetime="{changed.isoformat()}">later</time></span> '
        f'<span>First published <time datetime="{day.isoformat()}">then</time></span>',
    ),
    "address": lambda day, _: (f'<link rel="canonical" href="https://gazette.example/{day:%Y/%m/%d}/wall">', ""),
    "nothing": lambda *_: ("", ""),
}


def pages() -> Iterator[tuple[str, str, date | None]]:
    """Name of the markup, page, and the day it was published; None where it says no day."""
    chance = random.Random(7)
    for name, markup in MARKUPS.items():
        for _ in range(_EACH):
            day = datetime(2019, 1, 3, tzinfo=UTC) + timedelta(minutes=chance.randrange(6 * 365 * 1440))
            changed = day + timedelta(days=chance.randrange(1, 40))
            yield name, _page(*markup(day, changed), day, chance), None if name == "nothing" else day.date()


def _page(head: str, shown: str, day: datetime, chance: random.Random) -> str:
    town, deed = chance.choice(_TOWNS), chance.choice(_DEEDS)
    earlier, later = day - timedelta(days=chance.randrange(90, 900)), day + timedelta(days=chance.randrange(30, 400))
    told = [
        f"The council of {town} decided on Monday by eleven votes to four that the town {deed}, after a long debate.",
        "The mayor said that the work was to begin in the spring and would be paid for by the county and the port.",
        "Two members asked for a second opinion, which was refused, and left the meeting before the vote was taken.",
        "A first plan had been turned down because nobody could say what it would cost in the end, the clerk said.",
    ] * 2
    if chance.random() < 0.5:
        told[3] = (
            f"A first plan was turned down on {earlier:%B} {earlier.day}, {earlier.year}, as nobody knew its price."
        )
    body = "".join(f"<p>{line}</p>" for line in told)
    around = ""
    if chance.random() < 0.5:
        around += (
            f'<ul class="related"><li><a href="/x">Ferry sold</a> <span class="when">{later:%d %B %Y}</span></li></ul>'
        )
    if chance.random() < 0.3:
        around += f'<div class="comments"><p>Jon, {later:%d.%m.%Y}: well done, and about time too.</p></div>'
    return (
        f"<!doctype html><html><head><title>{town} {deed}</title>{head}</head><body><header>Gazette</header><article>"
        f"<h1>{town} {deed}</h1>{shown}{body}</article>{around}<footer>© {later.year} Gazette</footer></body></html>"
    )


def main() -> None:
    """Print, for each way of saying it, how many days each reader got right, and what they cost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shown", action="store_true", help="print each page that we read wrongly")
    parser.add_argument("--data", type=Path, help="a set of saved pages, to be read without what they tell machines")
    given = parser.parse_args()
    made = list(bare_pages(given.data) if given.data else pages())
    readers = {"Coranto": _ours, "htmldate": _htmldate(extensive=True), "htmldate fast": _htmldate(extensive=False)}
    right: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name, reader in readers.items():
        reader(made[0][1])
        started = process_time()
        found = [reader(page) for _, page, _ in made]
        seconds = process_time() - started
        for got, (markup, page, day) in zip(found, made, strict=True):
            hit = got == (day.isoformat() if day else "")
            right[markup][name] += hit
            if given.shown and name == "Coranto" and not hit:
                print(f"{markup}: {got or 'none'} for {day}\n{page}\n")
        # Machines are often told the day in UTC, and people that of their own clocks.
        near = sum(_apart(got, day) <= 1 for got, (_, _, day) in zip(found, made, strict=True))
        hits = sum(row[name] for row in right.values())
        print(f"{name}: {hits} of {len(made)} right, {near} within a day, {seconds:.1f} CPU seconds")
    print(f"{'':36}{''.join(f'{name:>15}' for name in readers)}   (of {_EACH})")
    for markup, row in right.items():
        print(f"{markup:36}{''.join(f'{row[name]:>15}' for name in readers)}")


def _apart(got: str, day: date | None) -> float:
    """Days between what was found and what is so."""
    if day is None or not got:
        return 0 if day is None and not got else float("inf")
    return abs((date.fromisoformat(got) - day).days)


def bare_pages(folder: Path) -> Iterator[tuple[str, str, date | None]]:
    """Saved pages that tell machines a day, with all that tells it taken away: left is what people see."""
    for page in load(folder):
        root = lxml.html.fromstring(page.html)
        told = [*root.xpath("//meta[contains(@property, 'published_time')]/@content")]
        told += re.findall(r'"datePublished"\s*:\s*"([^"]+)', page.html.decode("utf-8", "replace"))
        days = {each[:10] for each in told if re.match(r"(?:19|20)\d\d-\d\d-\d\d", each)}  # year 1 is none
        if len(days) != 1:
            continue
        for element in root.xpath("//script | //meta | //link"):
            element.drop_tree()
        for name in ("datetime", "content", "title", "data-timestamp", "data-date"):
            for element in root.xpath(f"//*[@{name}]"):
                del element.attrib[name]
        yield "real pages", lxml.html.tostring(root, encoding="unicode"), date.fromisoformat(days.pop())


def _ours(page: str) -> str:
    read = extract(page, None, "p")
    if not isinstance(read, RawArticle):
        return ""
    return (read.published_at or day_in_address(read.url or "") or "")[:10]


def _htmldate(*, extensive: bool) -> Callable[[str], str]:
    from htmldate import find_date

    return lambda page: find_date(page, original_date=True, extensive_search=extensive) or ""


if __name__ == "__main__":
    main()
