"""The compact form in which a store keeps an analysis, an assignment, an edition or a feed: JSON, deflated.

An analysis has thousands of tokens. One object a token would spend most of its bytes and time on the names of
its fields, so tokens are kept as columns over the whole analysis and everything else as rows in field order.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, TypeVar

from coranto.types import (
    Analysis,
    Assignment,
    Attribution,
    Candidate,
    Copy,
    Dateline,
    Edition,
    Feed,
    FirstAnswer,
    Mention,
    OwedPage,
    Quantity,
    Quotation,
    Sentence,
    Timex,
    Token,
)
from coranto.wire.editions import edition_from_json, edition_to_json

T = TypeVar("T")


def pack_analysis(analysis: Analysis) -> bytes:
    """Bytes that ``unpack_analysis`` turns into an equal analysis. Equal analyses give equal bytes."""
    tokens = [token for sentence in analysis.sentences for token in sentence.tokens]
    return _deflate(
        {
            "article_id": analysis.article_id,
            "parser": analysis.parser,
            "language": analysis.language,
            "headline_core": analysis.headline_core,
            "sentences": [
                (s.index, s.field, s.start, s.end, s.text, s.paragraph, len(s.tokens), s.noise)
                for s in analysis.sentences
            ],
            "tokens": [[getattr(token, name) for token in tokens] for name in _TOKEN],
            "dateline": None if analysis.dateline is None else _row(analysis.dateline),
            **{name: [_row(part) for part in getattr(analysis, name)] for name in _PARTS},
            "fields": {kind.__name__: _NAMES[kind] for kind in (*_PARTS.values(), Dateline)},
        }
    )


def unpack_analysis(packed: bytes) -> Analysis:
    """The analysis that was packed."""
    given = _inflate(packed)
    names = given["fields"]
    starts, ends, *rest = given["tokens"]
    tokens = [
        Token(start=start, end=end, text=text, lemma=lemma, pos=pos, tag=tag, dep=dep, head=head)
        for start, end, text, lemma, pos, tag, dep, head in zip(starts, ends, *rest, strict=True)
    ]
    sentences, at = [], 0
    for index, field, start, end, text, paragraph, count, noise in given["sentences"]:
        sentences.append(
            Sentence(
                index=index,
                field=field,
                start=start,
                end=end,
                text=text,
                paragraph=paragraph,
                tokens=tuple(tokens[at : at + count]),
                noise=noise,
            )
        )
        at += count
    return Analysis(
        article_id=given["article_id"],
        parser=given["parser"],
        language=given["language"],
        headline_core=(given["headline_core"][0], given["headline_core"][1]),
        sentences=tuple(sentences),
        dateline=None if given["dateline"] is None else _value(Dateline, names["Dateline"], given["dateline"]),
        **{
            name: tuple(_value(kind, names[kind.__name__], row) for row in given[name]) for name, kind in _PARTS.items()
        },
    )


def pack_assignment(assignment: Assignment) -> bytes:
    """Bytes that ``unpack_assignment`` turns into an equal assignment."""
    return _deflate({name: _named(getattr(assignment, name)) for name in _NAMES[Assignment]})


def unpack_assignment(packed: bytes) -> Assignment:
    """The assignment that was packed."""
    given = _inflate(packed)
    for name, kind in (("chosen", Candidate), ("runner_up", Candidate), ("copy", Copy)):
        given[name] = None if given[name] is None else _value(kind, tuple(given[name]), tuple(given[name].values()))
    return Assignment(**given)


def pack_edition(edition: Edition) -> bytes:
    """Bytes that ``unpack_edition`` turns into an equal edition."""
    return _deflate(edition_to_json(edition))


def unpack_edition(packed: bytes) -> Edition:
    """The edition that was packed."""
    return edition_from_json(_inflate(packed))


def pack_feed(feed: Feed) -> bytes:
    """Bytes that ``unpack_feed`` turns into an equal feed."""
    given = {name: getattr(feed, name) for name in _NAMES[Feed]}
    given["first"] = None if feed.first is None else asdict(feed.first)
    given["owed"] = [asdict(page) | {"at": page.at.isoformat()} for page in feed.owed]
    return _deflate({n: value.isoformat() if isinstance(value, datetime) else value for n, value in given.items()})


def unpack_feed(packed: bytes) -> Feed:
    """The feed that was packed. A field that was added since has its default."""
    read = _inflate(packed)
    first, owed = read.pop("first", None), read.pop("owed", ())
    given = {name: _frozen(value) for name, value in read.items()}
    given["first"] = None if first is None else FirstAnswer(**first)
    given["owed"] = tuple(OwedPage(**{**page, "at": datetime.fromisoformat(page["at"])}) for page in owed)
    for name in ("added_at", "next_at", "polled_at", "changed_at", "since"):
        if given.get(name) is not None:
            given[name] = datetime.fromisoformat(given[name])
    return Feed(**given)


_PARTS: dict[str, type] = {
    "mentions": Mention,
    "timexes": Timex,
    "quantities": Quantity,
    "quotations": Quotation,
    "attributions": Attribution,
}
_NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (*_PARTS.values(), Dateline, Assignment, Candidate, Copy, Feed)
}
_TOKEN = ("start", "end", "text", "lemma", "pos", "tag", "dep", "head")


def _row(part: object) -> list[Any]:
    return [getattr(part, name) for name in _NAMES[type(part)]]


def _named(value: object) -> object:
    return {name: getattr(value, name) for name in _NAMES[type(value)]} if type(value) in _NAMES else value


def _value(kind: type[T], names: Sequence[str], row: Sequence[Any]) -> T:
    """A part from its row. The names were stored with it, so that a field added since has its default."""
    return kind(**dict(zip(names, map(_frozen, row), strict=True)))


def _frozen(value: Any) -> Any:
    """JSON knows lists only; the vocabulary knows tuples only."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _deflate(value: object) -> bytes:
    return zlib.compress(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 1
    )


def _inflate(packed: bytes) -> Any:
    return json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
