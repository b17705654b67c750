"""Finds the paragraphs of the article in a parsed page, or says that it is not sure of them.

Most news pages are plain: one container holds nearly all the prose. One walk over the tree finds it at a fraction of
the cost of a full extractor, which then is asked only where the walk leaves doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from coranto.read.unseen import is_unseen

_SKIPPED = frozenset(
    "script style noscript nav aside footer form figure figcaption button iframe svg template select input textarea"
    " table video audio picture object canvas dialog label head menu".split()
)
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset h1 h2 h3 h4 h5 h6 header hr li main ol p pre"
    " section ul summary td tr tbody".split()
)
_PLAIN = frozenset(("p", "blockquote", "div", "section", "article", "li", "pre", "center", "td", "dd", "main"))
_HEADS = frozenset(("h2", "h3", "h4"))
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus\w*|related\w*|newsletter\w*|promo\w*|sponsor\w*|advert\w*|ads?|sidebar|share\w*"
    r"|sharing|social\w*|breadcrumbs?|footer|navbar|navigation|nav|menu|cookie\w*|consent|modal|popup|tags?|taglist"
    r"|bylines?|authors?|bio|captions?|recirc\w*|recommend\w*|outbrain|taboola|trending|most-?(?:read|popular)"
    r"|subscri\w+|signup|widget|toolbar|timestamp|dateline|credits?|gallery|slideshow|carousel|player|copyright|legal"
    r"|disclaimer|paywall|register|login|meta|hidden|hide|print|noprint|sr-only|visually-?hidden|screen-reader\w*"
    r"|read-?more|more-?(?:on|stories|from|news)|also|next-?(?:article|story|post)|infobox|factbox|rating)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:article|story|entry|post|body|news)[-_]*(?:body|text|content|copy)",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")

_PROSE_CHARS = 60
_MOST_LINKED = 0.4
_ALL_LINKED = 0.8
_LEAST_CHARS = 600
_LEAST_NAMED = 400
_LEAST_SHARE = 0.75
_LABEL_CHARS = 25
_ENDED = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_NAMED_SHARE = 0.7
_GAIN = 1.5
_MOST_GAIN = 3.0
_NEVER_ASIDE = frozenset(("body", "article", "main", "a", "b", "em", "i", "strong"))
_DEEPEST = 200
_OWN = frozenset(("p", "li", "blockquote", "pre"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The paragraphs, one a line. ``sure``: one container holds nearly all prose of the page. ``asides``: the words of
    what is nearly all links, which is no part of any article.
    """

    text: str
    sure: bool
    asides: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """One run of text between block tags: ``linked`` of its characters are in links; ``path`` its containers."""

    text: str
    linked: int
    tag: str
    path: tuple[Any, ...]


def find_body(root: Any, title: str | None = None) -> Body:
    """The article's body in a parsed page. ``root`` is an lxml element and is not changed; ``title`` and what
    the page shows as its headline are left out."""
    blocks = _blocks(root)
    prose = [block for block in blocks if _is_prose(block)]
    total = sum(len(block.text) for block in prose)
    asides = frozenset(plain(block.text) for block in blocks if block.linked >= _ALL_LINKED * len(block.text))
    if not prose:
        return Body(text="", sure=False, asides=asides)
    holder, named = _holder(prose, total)
    holders = _alike(holder) if named else {holder}
    own = [block for block in blocks if not holders.isdisjoint(block.path)]
    held = sum(len(block.text) for block in own if _is_prose(block))
    shown = [head.text_content() for head in root.iter("h1")]
    kept = _kept(own, frozenset(plain(each) for each in (title or "", *shown)))
    enough = sum(len(block.text) for block in kept) >= (_LEAST_NAMED if named else _LEAST_CHARS)
    sure = enough and held >= (_NAMED_SHARE if named else _LEAST_SHARE) * total
    return Body(text="\n".join(block.text for block in kept), sure=sure, asides=asides)


def plain(text: str) -> str:
    """The words of ``text`` in small letters: what is compared."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _alike(holder: Any) -> set[Any]:
    """``holder``, and what has its class beside it or in the like place beside its parent: bodies that advertisements
    cut in pieces."""
    parent, named = holder.getparent(), holder.get("class")
    if parent is None or not named:
        return {holder}
    above = parent.getparent()
    beside = [parent] if above is None else above.iterchildren(parent.tag)
    return {
        one
        for other in beside
        if other is parent or (other.get("class") == parent.get("class") is not None)
        for one in other.iterchildren(holder.tag)
        if one.get("class") == named
    }


def _is_prose(block: _Block) -> bool:
    return len(block.text) >= _PROSE_CHARS and block.linked < _MOST_LINKED * len(block.text) and block.tag in _PLAIN


def _blocks(root: Any) -> list[_Block]:
    body = root.find("body")
    found: list[_Block] = []
    _walk(body if body is not None else root, (), "body", found, 0)
    return found


def _walk(element: Any, path: tuple[Any, ...], tag: str, found: list[_Block], depth: int) -> None:
    """Append the blocks inside ``element``; text outside of inner blocks is a block of its own."""
    path = (*path, element)
    run: list[str] = []
    links = [0]

    def close() -> None:
        text = _SPACE.sub(" ", "".join(run)).strip()
        if text:
            found.append(_Block(text=text, linked=links[0], tag=tag, path=path))
        run.clear()
        links[0] = 0

    def inside(part: Any, linked: bool, level: int) -> None:
        text = part.text
        if text:
            run.append(text)
            if linked:
                links[0] += len(text)
        for child in part:
            name = child.tag
            if name.__class__ is str and level < _DEEPEST:
                if name == "br":
                    if child.getnext() is not None and child.getnext().tag == "br" and not (child.tail or "").strip():
                        close()
                    else:
                        run.append(" ")
                elif not _left_out(child, name):
                    if name in _BLOCKS:
                        close()
                        _walk(child, path, name, found, level + 1)
                    else:
                        inside(child, linked or name == "a", level + 1)
            if child.tail:
                run.append(child.tail)
                if linked:
                    links[0] += len(child.tail)

    inside(element, False, depth)
    close()


def _left_out(element: Any, name: str) -> bool:
    if name in _SKIPPED:
        return name != "form" or next(element.iter("h1", "article", "main"), None) is None
    attributes = element.attrib
    if not attributes:
        return False
    signs = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if len(signs) > 1 and _ASIDE.search(signs) and not _BODY.search(signs) and name not in _NEVER_ASIDE:
        return name not in _BLOCKS or next(element.iter("h1", "article", "main"), None) is None
    return is_unseen(element)


def _holder(prose: list[_Block], total: int) -> tuple[Any, bool]:
    """The container that holds most paragraphs itself, or a wider one; and whether its name says that it is a body.

    A wider one is taken if it is named so, or until it has most of the prose, and only if it does not add too much.
    """
    direct: dict[Any, int] = {}
    sizes: dict[Any, int] = {}
    for block in prose:
        near = block.path[-2] if len(block.path) > 1 and block.tag in _OWN else block.path[-1]
        direct[near] = direct.get(near, 0) + len(block.text)
        for element in block.path:
            sizes[element] = sizes.get(element, 0) + len(block.text)
    holder = max(direct, key=lambda element: direct[element])
    above = holder
    while above is not None and above in sizes:
        if _named(above) and sizes[above] <= _MOST_GAIN * sizes[holder]:
            return above, True
        above = above.getparent()
    above = holder.getparent()
    while sizes[holder] < _LEAST_SHARE * total and above is not None and above in sizes:
        if sizes[above] <= _GAIN * sizes[holder]:
            holder = above
        above = above.getparent()
    return holder, False


def _named(element: Any) -> bool:
    get = element.get
    return get("itemprop") == "articleBody" or _BODY.search(f"{get('class', '')} {get('id', '')}") is not None


def _kept(own: list[_Block], headlines: frozenset[str]) -> list[_Block]:
    """What is told in the container: from its first paragraph to its last, without links, labels and the headline."""
    told = [at for at, block in enumerate(own) if _is_prose(block) or _ENDED.search(block.text)]
    if not told:
        return []
    first = told[0] - 1 if told[0] and own[told[0] - 1].tag in _HEADS else told[0]
    return [
        block
        for block in own[first : told[-1] + 1]
        if block.linked < _ALL_LINKED * len(block.text)
        and (len(block.text) >= _LABEL_CHARS or block.tag in _HEADS or block.tag == "li" or _ENDED.search(block.text))
        and plain(block.text) not in headlines
    ]
