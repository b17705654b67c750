from __future__ import annotations

import json
from pathlib import Path

from evals.bench_edition import MOST, largest_story, longest, ordinary


def test_the_longest_and_the_ordinary_articles_of_the_largest_story_in_the_order_of_their_days(tmp_path: Path) -> None:
    ferry = [
        {
            "url": f"https://harbour{n}.example/ferry",
            "title": f"Ferry Aldona aground off Vessby, crew {n} safe",
            "text": "The ferry Aldona ran aground off Vessby on Monday. " * (1 if n < 2 else n),
            "publisher": f"Harbour {n}",
            "published_at": f"2026-03-02T{n:02d}:00:00Z",
        }
        for n in reversed(range(12))
    ]
    other = {"url": "https://a.example/tax", "title": "Parliament rejects sugar tax", "published_at": "2026-03-02"}
    undated = {"url": "https://b.example/ferry", "title": "Ferry Aldona aground off Vessby", "text": "The ferry." * 90}
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, [other, undated, *ferry])) + "\n", "utf-8")
    story, median = largest_story(path)
    assert [article.publisher for article in longest(story)] == [f"Harbour {n}" for n in range(2, 2 + MOST)]
    assert [article.publisher for article in ordinary(story, 9)] == [f"Harbour {n}" for n in range(MOST)]
    assert median == 45  # thirteen dated articles, nine words times 0, 1, 1, 2, ... 11
