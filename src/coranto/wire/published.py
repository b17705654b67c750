"""The smaller published files: an article, the index of stories, the report, and how JSON is printed.

Every published file is printed by ``json_text``, so that equal values give equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from coranto.types import Article, Edition, Report

Json = dict[str, Any]


def json_text(value: object) -> str:
    """Print JSON for a published file: keys as given, one space of indent, letters as they are, a last newline."""
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def article_to_json(article: Article) -> Json:
    """The text that offsets point into, as ``articles/<id>.json`` holds it."""
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "publisher": article.publisher,
        "published_at": article.published_at.isoformat(),
        "language": article.language,
        "coverage": article.coverage,
    }


def index_to_json(editions: Iterable[Edition]) -> Json:
    """All stories, newest first (``updated_at``, then id): id, headline, updated_at, counts, path."""
    newest_first = sorted(editions, key=lambda edition: (-edition.updated_at.timestamp(), edition.story_id))
    return {
        "stories": [
            {
                "id": edition.story_id,
                "headline": edition.headline.text,
                "updated_at": edition.updated_at.isoformat(),
                "counts": {
                    "articles": edition.counts.articles,
                    "publishers": edition.counts.publishers,
                    "origins": edition.counts.origins,
                },
                "path": f"stories/{edition.story_id}/",
            }
            for edition in newest_first
        ]
    }


def report_to_json(report: Report) -> Json:
    """What was read, accepted and not taken; ``read == accepted + len(rejected of stage open, parse or read)``."""
    return {
        "read": report.read,
        "accepted": report.accepted,
        "copies": report.copies,
        "rejected": [
            {
                "subject": rejection.subject,
                "stage": rejection.stage,
                "reason": rejection.reason,
                "detail": rejection.detail,
            }
            for rejection in report.rejected
        ],
    }


@cache
def schema(name: Literal["article", "edition"]) -> Json:
    """The JSON Schema of one line of input or of an edition."""
    loaded: Json = json.loads(files("coranto.schema").joinpath(f"{name}.schema.json").read_text("utf-8"))
    return loaded
