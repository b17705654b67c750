"""Knows what a reader of a page does not see: text that is hidden by its style is no evidence, and often an attack."""

from __future__ import annotations

import re
from typing import Any

_WHITE = r"(?:#fff(?:fff)?\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255|transparent\b)"
HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0"
    rf"|(?:^|[;\s\"'])color\s*:\s*{_WHITE}(?![^<>]*background)",
    re.IGNORECASE,
)
"""In a ``style``: what makes an element unseen. White words count unless the same style gives them a background."""

_UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "math", "iframe", "object"))
_SHELLS = frozenset(("html", "body", "main", "article"))


def is_unseen(element: Any) -> bool:
    """Whether an lxml element is hidden by an attribute of its own. What holds a whole page never is."""
    if element.tag in _SHELLS:
        return False
    if element.get("aria-hidden") == "true" or "hidden" in element.attrib:
        return True
    style = element.get("style")
    return style is not None and HIDING.search(style) is not None


def drop_unseen(root: Any) -> None:
    """Take hidden elements, and those that hold no text of a page, out of it; what follows them stays."""
    marked = [
        each
        for each in root.iter()
        if isinstance(each.tag, str) and (each.tag in _UNREAD or (each.attrib and is_unseen(each)))
    ]
    for element in marked:
        parent = element.getparent()
        if parent is None:
            continue
        before = element.getprevious()
        if element.tail and before is not None:
            before.tail = (before.tail or "") + element.tail
        elif element.tail:
            parent.text = (parent.text or "") + element.tail
        parent.remove(element)
