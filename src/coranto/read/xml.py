"""Parses XML from strangers: nothing outside the document is opened, and no entity may grow.

Broken documents give what could be read, as feeds break often and whole items still stand in them.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]+)["'][^>]{0,200}\?>""")


def parse_xml(data: bytes) -> Any | None:
    """The root element (lxml), or None where ``data`` is no XML at all."""
    parser = etree.XMLParser(
        recover=True,
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        return etree.fromstring(_as_declared(data.lstrip()), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local_name(element: Any) -> str:
    """The tag without its namespace, in lower case; "" for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _as_declared(data: bytes) -> bytes:
    """Bytes that are not the UTF-8 they claim are read as Windows-1252, in which feeds are written by mistake."""
    declared = _DECLARED.match(data)
    if declared is not None and declared[1].lower() not in (b"utf-8", b"utf8"):
        return data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return (data[declared.end() :] if declared else data).decode("cp1252", "replace").encode()
    return data
