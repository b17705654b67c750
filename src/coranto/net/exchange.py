"""How a parsing worker and the engine talk over a pipe: length, then JSON, then raw bytes.

JSON and no pickle: what a worker that a hostile page has taken over may answer is values, never code.
"""

from __future__ import annotations

import dataclasses
import json
import struct
from typing import IO, Any

from coranto.read.feeds import ParsedFeed
from coranto.types import RawArticle, Rejection

_SIZES = struct.Struct(">II")
_LONGEST = 1 << 28
_KINDS: dict[str, type[RawArticle | Rejection | ParsedFeed]] = {
    kind.__name__: kind for kind in (RawArticle, Rejection, ParsedFeed)
}


def send(pipe: IO[bytes], message: dict[str, Any], body: bytes = b"") -> None:
    """Write one message and its body. Raises ``OSError`` where nobody reads any more."""
    text = json.dumps(message).encode("ascii")
    pipe.write(_SIZES.pack(len(text), len(body)))
    pipe.write(text)
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message and its body; None where the other side is gone or talks nonsense."""
    sizes = pipe.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    length, more = _SIZES.unpack(sizes)
    if max(length, more) > _LONGEST:
        return None
    text, body = pipe.read(length), pipe.read(more)
    if len(text) < length or len(body) < more:
        return None
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return (message, body) if isinstance(message, dict) else None


def packed(value: Any) -> Any:
    """A value of reading as JSON."""
    if type(value).__name__ in _KINDS:
        fields = {each.name: packed(getattr(value, each.name)) for each in dataclasses.fields(value)}
        return {"is": type(value).__name__, **fields}
    return [packed(each) for each in value] if isinstance(value, (list, tuple)) else value


def unpacked(given: Any) -> Any:
    """The value that ``packed`` made JSON of. Raises ``TypeError`` or ``KeyError`` where it is none."""
    if isinstance(given, list):
        return tuple(unpacked(each) for each in given)
    if isinstance(given, dict):
        kind = _KINDS[given["is"]]
        return kind(**{name: unpacked(value) for name, value in given.items() if name != "is"})
    return given
