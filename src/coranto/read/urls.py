"""Gives every address one spelling, so that one page met under several addresses is one article.

What does not identify a page (tracking parameters, fragment, AMP form) goes; what does stays letter for letter,
since the canonical address is also the link that a reader follows.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote_plus, urlsplit

MAX_URL_CHARS = 4_096
"""A longer address is not taken: no publisher's is, and stores index this column."""

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_ga|_gl"
    r"|cmpid|ocid|ref|ref_src|xtor|amp|smid|ito|at_\w+|print(?:able|view|er)?)",
    re.IGNORECASE,
)
_HOST = re.compile(r"\[[0-9a-f:.]+\]|[^\s/?#@:\[\]<>\"'\\^`{|}%]+", re.IGNORECASE)
_ITEM = re.compile(r"#item-[0-9a-f]{16}$")
_DEFAULT_PORT = {"http": 80, "https": 443}
# Never part of a link as typed, yet met in feeds: they would break out of a Markdown link or an attribute.
_UNSAFE = {ord(char): f"%{ord(char):02X}" for char in ' "<>\\^`{|}'}


def canonical_url(url: str) -> str | None:
    """The one spelling of a page's address, or None where there is no http(s) address in it.

    Scheme and host in lower case; no user, default port, fragment, tracking parameter, AMP form or trailing
    slash; the remaining query in sorted order. Never raises. ``canonical_url(canonical_url(x))`` is the same.
    """
    url = "".join(char for char in url.strip() if char.isprintable())
    if len(url) > MAX_URL_CHARS:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), _host(parts.netloc)
    if scheme not in _DEFAULT_PORT or host is None:
        return None
    at_port = "" if port in (None, _DEFAULT_PORT[scheme]) else f":{port}"
    query = _query(parts.query)
    path = _path(parts.path)
    return f"{scheme}://{host}{at_port}{path}{query}".translate(_UNSAFE)


def item_address(feed: str, words: str) -> str | None:
    """Where an item stands that has no page of its own: its feed, with a hash of its words behind; None: no address."""
    known = canonical_url(feed)
    if known is None:
        return None
    return f"{known}#item-{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def page_key(url: str) -> str:
    """A looser identity for comparing addresses: no scheme and no ``www.``, ``m.`` or ``amp.`` in front.

    It unites http and https, desktop and mobile, and tells apart what ``item_address`` names. It is a key and no
    link: a bare domain need not answer.
    """
    known = canonical_url(url)
    if known is None:
        return url.strip()
    item = _ITEM.search(url)
    return re.sub(r"^(?:www|m|mobile|amp)\.(?=[^/]*\.)", "", known.partition("://")[2]).removesuffix("/") + (
        item[0] if item else ""
    )


def publisher_of(url: str) -> str:
    """The name of an outlet that gave none: its host without ``www.``, which is true and can be looked up."""
    if canonical_url(url) is None:
        return "unknown"
    return re.sub(r":\d+$", "", page_key(url).partition("/")[0].partition("?")[0])


def _host(netloc: str) -> str | None:
    host = re.sub(r":\d*$", "", netloc.rpartition("@")[2]).lower().rstrip(".\u3002\uff0e\uff61")
    if not host.isascii():
        try:
            host = (
                host.encode("idna").decode("ascii").lower()
            )  # foreign letters may look like others: shown as punycode
        except UnicodeError:
            return None
    if not _HOST.fullmatch(host) or ".." in host or host.startswith((".", "-")):
        return None
    # amp.example.com; a name of two labels ("amp.dev") is the site itself.
    return host[4:] if host.startswith("amp.") and host.count(".") > 1 else host


def _path(path: str) -> str:
    while True:  # one strip can lay bare another: /a/amp//
        shorter = re.sub(r"/(?:amp|print)$|\.amp(?=\.html?$)|\.amp$", "", re.sub(r"^/amp(?=/)", "", path.rstrip("/")))
        if shorter == path:
            return path or "/"
        path = shorter


def _query(query: str) -> str:
    kept = []
    for part in query.split("&"):
        key, _, value = part.partition("=")
        key, value = unquote_plus(key), unquote_plus(value)
        if part and not _TRACKING.fullmatch(key) and (key.lower(), value.lower()) != ("outputtype", "amp"):
            kept.append(part)
    return "?" + "&".join(sorted(kept)) if kept else ""
