"""What a flood of one story costs, an article, as it grows: near-duplicates of one family, and different reports.

The near-duplicates are one text of two hundred words with one word set in at another place each time, from ten outlets.
The different reports share the names of a story (``evals.press``) and are published within ten minutes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from time import process_time

from evals.press import Press

from coranto.cluster.assign import Clusterer
from coranto.read.copies import CopyIndex
from coranto.types import Article

_NEAR_DUPLICATES = (2_500, 10_000)
_REPORTS = (1_250, 5_000)


def floods() -> list[dict[str, str]]:
    """One row a kind, way and size."""
    press = Press()
    return [
        *(_row("near-duplicates", near_duplicates(press, count), batch=None) for count in _NEAR_DUPLICATES),
        *(_row("reports, one at a time", reports(press, count), batch=None) for count in _REPORTS),
        *(_row("reports, in batches of 2,000", reports(press, count), batch=2_000) for count in _REPORTS),
    ]


def near_duplicates(press: Press, count: int) -> list[Article]:
    """One text over and over, with a word set in."""
    words = press.article(1, 0, 0.0).text.split(" ")
    return [
        replace(
            press.article(1, 0, number / 86_400),
            id=f"d{number}",
            url=f"https://press.example/d{number}",
            text=" ".join([*words[: number % 97], "indeed" + "ly" * (number // 97 % 9), *words[number % 97 :]]),
            publisher=f"Post {number % 10}",
        )
        for number in range(count)
    ]


def reports(press: Press, count: int) -> list[Article]:
    """Reports of one story within ten minutes."""
    first = press.article(2, 0, 0.0)
    return [
        replace(
            press.article(2, number, 0.0), published_at=first.published_at + timedelta(seconds=600 * number / count)
        )
        for number in range(count)
    ]


def _row(kind: str, articles: list[Article], *, batch: int | None) -> dict[str, str]:
    clusterer, copies = Clusterer(), CopyIndex()
    started = process_time()
    for at in range(0, len(articles), batch or 1):
        items = []
        for made in articles[at : at + (batch or 1)]:
            items.append((made, copies.find(made)))
            copies.add(made)
        if batch is None:
            clusterer.place(*items[0])
        else:
            clusterer.place_batch(items)
    spent = process_time() - started
    origins = sum(copies.original_of(made.id) is None for made in articles)
    return {
        "flood": kind,
        "articles": f"{len(articles):,}",
        "CPU ms an article": f"{1_000 * spent / len(articles):.2f}",
        "stories": f"{len(clusterer.stories())}",
        "texts of their own": f"{origins:,}",
    }
