"""The smaller published files: an article, the index of stories, the report, and how JSON is printed.

Every published file is printed by ``json_text``, so that equal values give equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from coranto.types import Article, Counts, Edition, Report

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
        **updated_to_json(article.updated_at),
    }


def updated_to_json(updated_at: datetime | None) -> Json:
    """When an article was changed last, as the value that it adds to others: nothing where nobody says."""
    return {} if updated_at is None else {"updated_at": updated_at.isoformat()}


def index_to_json(editions: Iterable[Edition]) -> Json:
    """All stories, newest first (``updated_at``, then id): id, headline, updated_at, counts, path."""
    newest_first = sorted(editions, key=lambda edition: (-edition.updated_at.timestamp(), edition.story_id))
    return {"stories": [index_row(e.story_id, e.headline.text, e.updated_at, e.counts) for e in newest_first]}


def index_row(story_id: str, headline: str, updated_at: datetime, counts: Counts) -> Json:
    """One story of the index."""
    return {
        "id": story_id,
        "headline": headline,
        "updated_at": updated_at.isoformat(),
        "counts": {"articles": counts.articles, "publishers": counts.publishers, "origins": counts.origins},
        "path": f"stories/{story_id}/",
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
