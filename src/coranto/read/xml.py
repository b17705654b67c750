"""Parses XML from strangers: nothing outside the document is opened, and no entity may grow.

Broken documents give what could be read, as feeds break often and whole items still stand in them.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from coranto.read.encodings import decoded

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,500}\?>")


class XmlFault(ValueError):  # noqa: N818
    """A document beyond what is parsed of strangers. ``reason`` is a stable slug, ``detail`` says what is wrong."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def parse_xml(data: bytes | str, kind: str = "", *, whole: bool = True) -> Any | None:
    """The root element (lxml), or None where ``data`` is no XML at all. ``kind`` is the Content-Type of bytes.

    Without ``whole``, what stands before a limit of depth or length is given, and nothing said of the rest.

    Raises ``XmlFault`` where entities grow ("xml-amplification"), where it is deeper than 256 elements or holds a text
    of more than 10 MB ("parse-limit"), and where its encoding cannot be told ("encoding").
    """
    text = data if isinstance(data, str) else decoded(data, kind)
    if text is None:
        raise XmlFault("encoding", "it cannot be told how it is written")
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(_DECLARATION.sub("", text.lstrip(), count=1).encode("utf-8", "ignore"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    for error in parser.error_log:
        if error.type_name == "ERR_ENTITY_LOOP" or "amplification" in error.message:
            raise XmlFault("xml-amplification", "its entities grow beyond measure")
        if whole and error.type_name == "ERR_RESOURCE_LIMIT":
            raise XmlFault("parse-limit", "it is nested too deep, or one of its texts is too long")
    return root


def local_name(element: Any) -> str:
    """The tag without its namespace, in lower case; "" for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
