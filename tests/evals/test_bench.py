from __future__ import annotations

import json
from pathlib import Path

from evals.bench import made_up, placed, raw_of
from evals.bench_stages import MOST, pages_of, stories_of, work

from coranto.read.articles import make_article
from coranto.read.pages import extract
from coranto.settings import load_settings
from coranto.types import Article, RawArticle

FERRY = "The ferry Aldona ran aground off Vessby on Monday, the coast guard said. Divers searched the hull <at dusk>."


def _archive(folder: Path, count: int) -> Path:
    rows = [
        {
            "url": f"https://harbour{n}.example/ferry",
            "title": f"Ferry Aldona aground off Vessby, crew {n} safe",
            "text": " ".join([FERRY] * (n + 1)),
            "publisher": f"Harbour {n}",
            "published_at": f"2026-03-02T{n:02d}:00:00Z",
        }
        for n in range(count)
    ]
    path = folder / "articles.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    return path


def test_a_story_is_cut_at_the_most_that_is_composed(tmp_path: Path) -> None:
    stories = stories_of(_archive(tmp_path, 12))
    assert max(map(len, stories)) == MOST


def test_pages_made_of_articles_are_read_as_these_articles(tmp_path: Path) -> None:
    path = _archive(tmp_path, 3)
    articles = {article.url: article for story in stories_of(path) for article in story}
    for url, html in pages_of(None, path):
        raw = extract(html, url, url)
        assert isinstance(raw, RawArticle)
        assert raw.text == articles[url].text
    assert work("extract", pages_of(None, path)) == 3


def test_a_record_makes_the_article_that_it_was_made_of() -> None:
    article = made_up()[0]
    made = make_article(raw_of(article), now=article.published_at, settings=load_settings(environment={}))
    assert isinstance(made, Article)
    assert (made.url, made.title, made.text, made.published_at) == (
        article.url,
        article.title,
        article.text,
        article.published_at,
    )


def test_placing_counts_what_was_placed() -> None:
    figure = placed([raw_of(article) for article in made_up()[:20]], "place", "articles", beside=50)
    assert figure.count == 20
    assert figure.rates[1] > 0
    assert figure.cpu_ms > 0
