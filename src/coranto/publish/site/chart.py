"""Coverage over time by publisher, as one inline SVG: a row a publisher, a mark an article, hollow for a copy."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from markupsafe import Markup, escape

from coranto.publish.site.view import day, minute
from coranto.publish.site.words import ENGLISH, Words
from coranto.types import Edition, SourceNote

WIDTH, LEFT, RIGHT, ROW, TOP = 640, 150, 16, 22, 8
MOST_ROWS = 12


def coverage_chart(edition: Edition, words: Words = ENGLISH) -> Markup:
    """The chart, or nothing where a story has one article."""
    sources = sorted((s for s in edition.sources if s.date_certain), key=lambda s: (s.published_at, s.n))
    if len(sources) < 2:
        return Markup("")
    counts = Counter(source.publisher for source in sources)
    first_of = {source.publisher: i for i, source in reversed(list(enumerate(sources)))}
    order = sorted(counts, key=lambda name: (-counts[name], first_of[name]))
    rows, rest = order[:MOST_ROWS], order[MOST_ROWS:]
    names = [*rows, words.count(len(rest), "%(num)s more", "%(num)s more")] if rest else rows
    start, end = sources[0].published_at, sources[-1].published_at
    height = TOP + ROW * len(names) + 26
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="chart-title">',
        f'<title id="chart-title">{escape(_said(edition, names, words))}</title>',
    ]
    for i, name in enumerate(names):
        y = TOP + ROW * i + ROW // 2
        label = name if len(name) <= 22 else name[:21] + "…"
        parts.append(f'<text class="label" x="{LEFT - 10}" y="{y + 4}" text-anchor="end">{escape(label)}</text>')
        parts.append(f'<line class="rule" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>')
    for source in sources:
        row = rows.index(source.publisher) if source.publisher in rows else len(rows)
        parts.append(_mark(source, TOP + ROW * row + ROW // 2, _x(source.published_at, start, end), words))
    base = TOP + ROW * len(names) + 16
    parts.append(f'<text class="axis" x="{LEFT}" y="{base}">{escape(day(start, words))}</text>')
    if (end - start) > timedelta(hours=20):
        parts.append(
            f'<text class="axis" x="{WIDTH - RIGHT}" y="{base}" text-anchor="end">{escape(day(end, words))}</text>'
        )
    parts.append("</svg>")
    return Markup("".join(parts))


def _x(at: datetime, start: datetime, end: datetime) -> float:
    whole = (end - start).total_seconds()
    share = (at - start).total_seconds() / whole if whole else 0.5
    return round(LEFT + 6 + share * (WIDTH - RIGHT - LEFT - 12), 1)


def _mark(source: SourceNote, y: int, x: float, words: Words) -> str:
    kind = "copy" if source.copy_of is not None else source.coverage
    said = escape(f"[{source.n}] {source.publisher}, {minute(source.published_at, words)}")
    return f'<circle class="dot {kind}" cx="{x}" cy="{y}" r="5"><title>{said}</title></circle>'


def _said(edition: Edition, names: list[str], words: Words) -> str:
    number, publishers = edition.counts.articles, ", ".join(names)
    return words.say("%(num)s articles over time, by publisher: %(publishers)s", num=number, publishers=publishers)
