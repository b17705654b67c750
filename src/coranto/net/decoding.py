"""Unpacks the body of an answer as it arrives, never further than the limit.

A megabyte of gzip can hold a gigabyte: how much comes out must be decided before it is unpacked, not after.
"""

from __future__ import annotations

import zlib

_PIECE = 65_536
_PLAIN = ("", "identity")
_GZIP = ("gzip", "x-gzip")


class DecodingError(ValueError):
    """The body is not packed as its headers say."""


class TooLargeError(ValueError):
    """The body is larger than the limit."""


class Unpacking:
    """Takes the bytes of one body in pieces. ``encoding`` is the answer's Content-Encoding.

    At most ``limit`` bytes come out; more raise ``TooLargeError``, or, with ``cut``, are left away.
    """

    def __init__(self, encoding: str, limit: int, *, cut: bool = False) -> None:
        encoding = encoding.strip().lower()
        if encoding not in _PLAIN + _GZIP:
            raise DecodingError(f"is packed as '{ascii(encoding[:40])[1:-1]}', which nobody asked for")
        self._inflate = zlib.decompressobj(wbits=31) if encoding in _GZIP else None
        self._limit = limit
        self._cut = cut
        self._parts: list[bytes] = []
        self._size = 0
        self._given = False

    def add(self, data: bytes) -> bool:
        """Take the next piece. False where nothing more is wanted. Raises ``DecodingError`` or ``TooLargeError``."""
        if self._inflate is None:
            return self._keep(data)
        self._given = self._given or bool(data)
        while data:
            if self._inflate.eof:
                # Several packed parts in a row are one body; anything else behind the end is not ours.
                if not data.startswith(b"\x1f"):
                    raise DecodingError("has bytes after the end of its packed body")
                self._inflate = zlib.decompressobj(wbits=31)
            try:
                out = self._inflate.decompress(data, _PIECE)
            except zlib.error:
                raise DecodingError("is not packed as its headers say") from None
            data = self._inflate.unconsumed_tail or self._inflate.unused_data
            if not self._keep(out):
                return False
        return True

    def end(self) -> bytes:
        """The whole body. Raises ``DecodingError`` where a packed one breaks off."""
        if self._inflate is not None and self._given and not self._inflate.eof and self._size < self._limit:
            raise DecodingError("breaks off in the middle of its packed body")
        return b"".join(self._parts)

    def _keep(self, out: bytes) -> bool:
        self._size += len(out)
        if self._size > self._limit:
            if not self._cut:
                raise TooLargeError
            self._parts.append(out[: len(out) - (self._size - self._limit)])
            self._size = self._limit
            return False
        self._parts.append(out)
        return True
