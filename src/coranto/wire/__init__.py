"""Values to JSON and back: the published form of the contract, and the compact form in which a store keeps things.

One place decides how a value is spelt outside the program, so that a store, a folder and an API cannot differ.
"""

from __future__ import annotations

from coranto.wire.editions import (
    archive_timeline_to_json,
    edition_from_json,
    edition_to_json,
    timeline_to_json,
)
from coranto.wire.published import article_to_json, index_row, index_to_json, json_text, report_to_json, schema
from coranto.wire.stored import (
    pack_analysis,
    pack_assignment,
    pack_edition,
    pack_feed,
    unpack_analysis,
    unpack_assignment,
    unpack_edition,
    unpack_feed,
)

__all__ = [
    "archive_timeline_to_json",
    "article_to_json",
    "edition_from_json",
    "edition_to_json",
    "index_row",
    "index_to_json",
    "json_text",
    "pack_analysis",
    "pack_assignment",
    "pack_edition",
    "pack_feed",
    "report_to_json",
    "schema",
    "timeline_to_json",
    "unpack_analysis",
    "unpack_assignment",
    "unpack_edition",
    "unpack_feed",
]
