from __future__ import annotations

import gzip
import tracemalloc

import pytest

from coranto.net.decoding import DecodingError, TooLargeError, Unpacking


def _unpack(data: bytes, encoding: str = "gzip", limit: int = 1_000, *, cut: bool = False) -> bytes:
    unpacking = Unpacking(encoding, limit, cut=cut)
    for at in range(0, len(data), 7):
        if not unpacking.add(data[at : at + 7]):
            break
    return unpacking.end()


def test_bodies_come_out_as_they_were_put_in() -> None:
    assert _unpack(b"plain", "") == _unpack(b"plain", "Identity ") == b"plain"
    assert _unpack(gzip.compress(b"a" * 999)) == b"a" * 999
    assert _unpack(gzip.compress(b"one ") + gzip.compress(b"two"), "x-gzip") == b"one two"
    assert _unpack(b"") == b""


def test_b4_what_is_not_packed_as_it_says_is_refused() -> None:
    whole = gzip.compress(b"harbour " * 50)
    for data, encoding, said in (
        (b"<html>plain</html>", "gzip", "not packed as"),
        (whole[:-9], "gzip", "breaks off"),
        (whole + b"more", "gzip", "after the end"),
        (whole, "br", "nobody asked for"),
        (gzip.compress(whole), "gzip, gzip", "nobody asked for"),
    ):
        with pytest.raises(DecodingError, match=said):
            _unpack(data, encoding)


def test_b3_a_bomb_is_never_unpacked_further_than_its_limit() -> None:
    bomb = gzip.compress(bytes(100_000_000), compresslevel=9)
    unpacking = Unpacking("gzip", 1_000_000)
    tracemalloc.start()
    assert unpacking.add(bomb[:100])
    with pytest.raises(TooLargeError):
        unpacking.add(bomb[100:])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000 + 8 * 65_536 + len(bomb)


def test_what_is_wanted_only_to_a_length_is_cut_there() -> None:
    assert _unpack(b"abcdef" * 400, "", 1_000, cut=True) == (b"abcdef" * 400)[:1_000]
    assert _unpack(gzip.compress(b"x" * 5_000), cut=True) == b"x" * 1_000
