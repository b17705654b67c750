"""Decides in which encoding the bytes of a feed or page are written; their labels are often wrong and often disagree.

What is valid UTF-8 beyond ASCII is UTF-8, whatever it claims: by accident that does not happen. Else the claims are
tried in order of their authority (server, byte order mark, XML declaration, meta tag), and the first that fits is
taken.
"""

from __future__ import annotations

import codecs
import re

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']""")
_META = re.compile(rb"""<meta[^<>]{0,500}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_META_BYTES = 4_096
_MOST_FOREIGN = 0.3
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What labels mean on the web, where they mean more than they say.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
# Neither codecs that are no alphabets (zip, base64) nor UTF-7, in which markup hides from whoever looks for "<".
_KNOWN = re.compile(
    r"utf[_-]?(?:8|16|32)|cp\d+|iso8859[_-]\d+|iso2022[_-]\w+|koi8[_-][rtu]|gb\w+|hz|big5\w*|shift_jis\w*|euc[_-]\w+"
    r"|tis[_-]620|mac[_-]\w+|ascii|utf[_-](?:16|32)[_-][lb]e|johab|ptcp154",
)


def decoded(data: bytes, kind: str = "") -> str | None:
    """``data`` as text without byte order mark or NUL. ``kind`` is the server's Content-Type, "" where there is none.

    Never raises, and makes no U+FFFD: what fits no claim is read as Windows-1252, as browsers do. None where that
    cannot be right either, since no language written in it has so many letters beyond ASCII.
    """
    mark = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)
    bare = data[len(mark[0]) :] if mark else data
    text = None if mark and mark[1] != "utf-8" else _strictly(bare, "utf-8")
    if text is None or "\x00" in text[:200]:
        claimed = [*_claims(bare, kind, mark[1] if mark else None), *_wide(bare)]
        read = (_strictly(bare, name) for name in claimed)
        text = next((each for each in read if each is not None), None)
    if text is None:
        start = bare[:_META_BYTES]
        if sum(byte > 127 for byte in start) > _MOST_FOREIGN * len(start):
            return None
        text = bare.decode("cp1252", "coranto-c1")
    return text.replace("\x00", "")


def _claims(data: bytes, kind: str, mark: str | None) -> list[str]:
    server, xml, meta = _CHARSET.search(kind), _XML.match(data[:512]), _META.search(data[:_META_BYTES])
    given = [server[1] if server else None, mark, _ascii(xml), _ascii(meta)]
    named = (_codec(each) for each in given if each)
    return [name for name in named if name is not None]


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(name, name) if _KNOWN.fullmatch(name) else None


def _wide(data: bytes) -> list[str]:
    """UTF-16 without a mark shows by its zeros: every second byte of Western text is one."""
    start = data[:400]
    half = len(start) // 2
    if half and start[1::2].count(0) > 0.6 * half:
        return ["utf-16-le"]
    return ["utf-16-be"] if half and start[0::2].count(0) > 0.6 * half else []


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _ascii(found: re.Match[bytes] | None) -> str | None:
    return found[1].decode("ascii") if found else None


def _as_control(error: UnicodeError) -> tuple[str, int]:
    """The five bytes that Windows-1252 leaves open are control characters to browsers; cleaning removes those."""
    assert isinstance(error, UnicodeDecodeError)
    return "".join(map(chr, error.object[error.start : error.end])), error.end


codecs.register_error("coranto-c1", _as_control)
